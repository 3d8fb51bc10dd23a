"""Commands for those who keep the graph: passages beside their texts, check, build."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from govkg.cli.place import documents_folder, project_to_edit
from govkg.cli.terminal import Stages, bold
from govkg.errors import InputError, NotFound
from govkg.knowledge_graph import KnowledgeGraph, load


def passages(args: Namespace) -> int:
    """Print a source's passages beside what they are said to say."""
    from govkg.documents import cut, find, text_of
    from govkg.namespaces import term
    from govkg.render import passage_lines
    from govkg.review import review

    kg = load(args.graph, endpoint=args.endpoint, project=project_to_edit(args))
    source = kg.names.find(_source_name(kg, args.source), frozenset({term("Source")}))
    folder = documents_folder(args)
    text = text_of(kg.store, source, folder) if folder else ""
    if args.find is not None:
        if not folder:
            raise NotFound("--find needs the text: add --documents DIR")
        return _print_found(find(text, args.find) if args.find else [], args.find)
    for one in review(kg.store, kg.names, source):
        print(bold(passage_lines(one.passage, cut(text, one.passage.spans) if text else "")))
        for line in one.lines:
            print(f"    {line}")
        print()
    return 0


def _source_name(kg: KnowledgeGraph, given: str) -> str:
    """A source's id as other commands write it, from its number, id or name."""
    numbered = kg.store.select(
        "PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX govkg: <https://w3id.org/govkg/ontology#>"
        " SELECT ?source ?number WHERE { ?source a govkg:Source ; dcterms:identifier ?number }"
    )
    for source, number in numbered.rows:
        if source is not None and number is not None and given in (number.value, source.value.rpartition("/")[2]):
            return source.value
    return given


def _print_found(spans: list[tuple[int, int]], wanted: str) -> int:
    for start, end in spans:
        print(f"{start}-{end}")
    if not spans:
        raise NotFound(f"the text does not have {wanted!r}")
    return 0


def check(args: Namespace) -> int:
    """Report what is wrong with the project's input."""
    from govkg.build import STAGES as BUILD_STAGES
    from govkg.build import build
    from govkg.check import check as run

    home = project_to_edit(args)
    with Stages(BUILD_STAGES + 1) as stage:
        built = build(home, [Path(p) for p in args.rdf], stage)
        stage("checking")
        findings = run(built, home, args.engine)
    for finding in findings:
        print(finding)
    errors = sum(finding.is_error for finding in findings)
    warnings = len(findings) - errors
    print(f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}")
    return 1 if errors else 0


def build(args: Namespace) -> int:
    """Build, check and write the released graph."""
    from govkg.build import STAGES as BUILD_STAGES
    from govkg.build import build as run
    from govkg.check import check as examine
    from govkg.files import write_whole
    from govkg.release import nquads, turtle
    from govkg.store import Embedded

    home = project_to_edit(args)
    target = Path(args.output) if args.output else home.graph
    with Stages(BUILD_STAGES + 2) as stage:
        built = run(home, [Path(p) for p in args.rdf], stage)
        stage("checking")
        findings = examine(built, home, args.engine)
        if any(finding.is_error for finding in findings):
            raise InputError(findings)
        stage("writing")
        complete = nquads(built.quads)
        write_whole({target / home.released.name: complete, target / home.accepted.name: turtle(built.accepted)})
        if args.store:
            Embedded.write(Path(args.store), complete)
    for finding in findings:
        print(finding, file=sys.stderr)
    count = len(complete.splitlines())
    print(f"{count} statements in {target / home.released.name}, accepted facts in {target / home.accepted.name}")
    return 0
