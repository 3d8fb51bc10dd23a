"""The commands, one function each: what is asked for comes in as parsed arguments, an exit code goes out."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from govkg.cli.terminal import bold, faint, width, wrapped
from govkg.errors import BadQuery, InputError, NotFound
from govkg.knowledge_graph import KnowledgeGraph, load
from govkg.paths import Project, shipped


def project(args: Namespace) -> Project:
    """The project to work in: the one named, or the one the package came with."""
    return Project(Path(args.project)) if args.project else shipped()


def open_graph(args: Namespace) -> KnowledgeGraph:
    """The graph to ask: an endpoint, a file, or the project's own."""
    return load(args.graph, endpoint=args.endpoint, project=project(args))


def documents_folder(args: Namespace) -> Path | None:
    """Where the texts of the documents are, if anybody says so."""
    given = args.documents or os.environ.get("GOVKG_DOCUMENTS", "")
    return Path(given) if given else None


def list_questions(args: Namespace) -> int:
    """Print the canned questions."""
    from govkg.questions import questions, read_question

    folder = project(args).queries
    found = [read_question(folder, name) for name in questions(folder)]
    wide = max((len(question.name) for question in found), default=0)
    for question in found:
        print(f"{bold(question.name.ljust(wide))}  {question.summary}")
    print(
        '\nAsk one:  govkg ask feeds-into "WSIS+10 High-Level Event"     Its parameters:  govkg ask feeds-into --help'
    )
    return 0


def ask(args: Namespace, given: dict[str, str]) -> int:
    """Answer a canned question."""
    from govkg.render import FORMATS, why

    kg = open_graph(args)
    answer = kg.ask(args.question, **given)
    sys.stdout.write(FORMATS[args.format](answer, width()))
    if args.why and answer.passages:
        print()
        sys.stdout.write(why(answer))
    return 0


def show(args: Namespace) -> int:
    """Print an entity's card."""
    card = open_graph(args).entity(args.name)
    print(bold(card.name))
    print(faint(f"{', '.join(card.kinds)}; id {card.id}"))
    if card.other_names:
        print(f"also called {', '.join(card.other_names)}")
    for difference in card.differences:
        print("\n" + wrapped(f"Sources differ: {difference.reason}"))
    for heading, lines in card.sections.items():
        print(f"\n{bold(heading)}")
        for line in lines:
            first, *rest = line.text.splitlines()
            mark = " (set aside)" if line.set_aside else ""
            print(wrapped(f"- {first}{mark}  [{'; '.join(card.sources(line))}]", "  "))
            for more in rest:
                print(wrapped(f"  {more}", "    "))
    documents = sorted({f"{p.number}  {p.document}" for p in card.passages.values()})
    if documents:
        print("\n" + "\n".join(documents))
    return 0


def query(args: Namespace) -> int:
    """Run SPARQL given as text, as a file, or on standard input."""
    from govkg.answer import Answer
    from govkg.render import FORMATS

    text = _sparql(args.sparql)
    result = open_graph(args).query(text)
    if isinstance(result, Answer):
        sys.stdout.write(FORMATS[args.format](result, width()))
    elif isinstance(result, bool):
        print("yes" if result else "no")
    else:
        from pyoxigraph import DefaultGraph, Quad

        from govkg.release import turtle

        quads = [Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in result]
        sys.stdout.write(turtle(quads).decode())
    return 0


def _sparql(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    path = Path(given)
    if given.endswith((".rq", ".sparql")):
        if not path.is_file():
            raise NotFound(f"no file {given}")
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise BadQuery(f"{given} is not UTF-8: save it in that encoding") from None
    return given


def export(args: Namespace) -> int:
    """Write the graph in a format."""
    from govkg.export import FORMATS, Material, placed
    from govkg.files import write_whole
    from govkg.loaders.context import Context

    kg = open_graph(args)
    content = FORMATS[args.format].write(Material(kg.store, kg.names, Context(kg.project.context)))
    if args.output:
        write_whole(placed(content, Path(args.output)))
    elif isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        raise BadQuery(f"{args.format} is a folder of files: say where with --output FOLDER")
    return 0


def passages(args: Namespace) -> int:
    """Print a source's passages beside what they are said to say."""
    from govkg.documents import cut, find, text_of
    from govkg.namespaces import term
    from govkg.render import passage_lines
    from govkg.review import review

    kg = open_graph(args)
    source = kg.names.find(_source_name(kg, args.source), frozenset({term("Source")}))
    folder = documents_folder(args)
    text = text_of(kg.store, source, folder) if folder else ""
    if args.find:
        if not folder:
            raise NotFound("--find needs the text: add --documents DIR")
        return _print_found(find(text, args.find), args.find)
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
    from govkg.build import build
    from govkg.check import check as run

    home = project(args)
    findings = run(build(home, [Path(p) for p in args.rdf]), home, args.engine)
    for finding in findings:
        print(finding)
    errors = sum(finding.is_error for finding in findings)
    warnings = len(findings) - errors
    print(f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}")
    return 1 if errors else 0


def build(args: Namespace) -> int:
    """Build, check and write the released graph."""
    from govkg.build import build as run
    from govkg.check import check as examine
    from govkg.files import write_whole
    from govkg.release import nquads, turtle
    from govkg.store import Embedded

    home = project(args)
    progress = _progress if sys.stderr.isatty() else _quiet
    built = run(home, [Path(p) for p in args.rdf], progress)
    progress("checking")
    findings = examine(built, home, args.engine)
    if any(finding.is_error for finding in findings):
        raise InputError(findings)
    for finding in findings:
        print(finding, file=sys.stderr)
    progress("writing")
    target = Path(args.output) if args.output else home.graph
    complete = nquads(built.quads)
    write_whole({target / home.released.name: complete, target / home.accepted.name: turtle(built.accepted)})
    if args.store:
        Embedded.write(Path(args.store), complete)
    count = len(complete.splitlines())
    print(f"{count} statements in {target / home.released.name}, accepted facts in {target / home.accepted.name}")
    return 0


def _progress(line: str) -> None:
    print(f"{line} …", file=sys.stderr)


def _quiet(line: str) -> None:
    """Say nothing: standard error is not a terminal."""
