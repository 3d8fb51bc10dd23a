"""Build: from the files people edit to the released graph. Read, resolve, accept, derive; ``release`` writes.

Nothing is written here and nothing is lost: whatever is wrong becomes a finding, and a graph with errors is never
released.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, Quad

from govkg.accept import accepted, conflicts, decisions, differing, single_valued, stale
from govkg.derive import date_records, derive, rules
from govkg.findings import Finding, Where
from govkg.loaders import RDF_LOADERS, YAML_LOADERS, Loaded, Loader
from govkg.loaders.context import Context
from govkg.loaders.rdf import graph_of, reason
from govkg.namespaces import ONTOLOGY, term
from govkg.paths import Project
from govkg.quads import text
from govkg.resolve import unresolved

Progress = Callable[[str], None]
STAGES = 4
"""How many stages a build tells of."""
_DEFAULT = DefaultGraph()


@dataclass(slots=True)
class Inputs:
    """All files of a project, read.

    Attributes:
        claims: statements in the graphs of passages and of register files.
        described: statements of the default graph: sources, passages, decisions.
        ontology: the ontology, its schemes and alignments.
        schemes: the schemes alone.
        shapes: the SHACL shapes.
        loaded: what each file defines and mentions.
    """

    claims: list[Quad] = field(default_factory=list)
    described: list[Quad] = field(default_factory=list)
    ontology: list[Quad] = field(default_factory=list)
    schemes: list[Quad] = field(default_factory=list)
    shapes: list[Quad] = field(default_factory=list)
    loaded: list[Loaded] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Built:
    """A graph that is built but not yet checked or written.

    Attributes:
        quads: every statement of the released graph.
        facts: accepted and derived statements, with schemes, in the default graph: what SHACL is asked about.
        claims: statements in the graphs of their passages.
        places: where a graph's statement is written.
        findings: what is wrong so far.
        told: what has a finding, so that those of the shapes would be mere consequences: IRI and property, or none.
    """

    quads: list[Quad]
    facts: list[Quad]
    accepted: list[Quad]
    claims: list[Quad]
    places: dict[tuple[str, str, str], Where]
    findings: list[Finding]
    told: set[tuple[str, str]] = field(default_factory=set)


def build(project: Project, extra: list[Path] | None = None, progress: Progress = lambda _: None) -> Built:
    """Build a project's graph.

    Args:
        project: the folders.
        extra: further RDF files whose statements are taken in as claims.
        progress: called with a line before each stage.

    Raises:
        NotFound: the project has no context.
        InputError: the context or a rule is broken.
    """
    context = Context(project.context)
    progress("reading ontology, register and sources")
    inputs = _read(project, context, extra or [])
    places = {key: where for one in inputs.loaded for key, where in one.places.items()}
    findings = [*inputs.findings, *(f for one in inputs.loaded for f in one.findings)]
    if inputs.findings or any(one.unread for one in inputs.loaded):
        # With a file missing, every name it defines would be reported as unknown: that one error is enough.
        return Built([], [], [], [], places, findings)
    progress("resolving names")
    unknown = unresolved(inputs.loaded, _concepts(inputs.schemes))
    findings += unknown
    told = {(finding.entity, "") for finding in unknown}.union(*(one.broken for one in inputs.loaded))
    progress("accepting claims")
    decided = decisions(inputs.described)
    modality = {text(q.subject): text(q.object) for q in inputs.described if q.predicate.value == term("modality")}
    facts = accepted(inputs.claims, modality, decided)
    differ = differing(facts, single_valued(inputs.shapes))
    findings += conflicts(differ, decided, places, context.key_of)
    findings += stale([d for d in decided if not {(d.iri, ""), (d.about, "")} & told], inputs.claims, places)
    plain = [Quad(q.subject, q.predicate, q.object, _DEFAULT) for q in facts]
    progress("deriving")
    dates = date_records([*plain, *inputs.described, *inputs.claims])
    base = [*plain, *inputs.described, *dates, *inputs.schemes]
    derived = derive([*base, *(_in_default(inputs.ontology))], rules(project.rules))
    ontology = [Quad(q.subject, q.predicate, q.object, pyoxigraph.NamedNode(ONTOLOGY)) for q in inputs.ontology]
    new = [q for q in derived if q.graph_name == _DEFAULT]
    held = {q.subject for q in (*plain, *dates)}
    return Built(
        quads=[*base, *inputs.claims, *derived, *_named_only(ontology)],
        facts=[*base, *new],
        accepted=[*plain, *dates, *(q for q in new if q.subject in held)],
        claims=inputs.claims,
        places=places,
        findings=findings,
        told=told | differ.keys(),
    )


def _read(project: Project, context: Context, extra: list[Path]) -> Inputs:
    inputs = Inputs()
    inputs.shapes, findings = _turtle([project.shapes], project.root)
    inputs.schemes, more = _turtle(sorted((project.ontology / "schemes").glob("*.ttl")), project.root)
    terms, others = _turtle(
        [project.ontology / "govkg.ttl", *sorted((project.ontology / "alignments").glob("*.ttl"))], project.root
    )
    inputs.ontology = [*terms, *inputs.schemes]
    inputs.findings = [*findings, *more, *others]
    files = [("register", path) for path in sorted(project.register.glob("*.yaml"))]
    files += [("sources", path) for path in sorted(project.sources.glob("*.yaml"))]
    files += [("decisions", project.decisions)] if project.decisions.exists() else []
    for kind, path in files:
        _take(inputs, YAML_LOADERS[kind], path, _name(path, project.root), context)
    graphs: dict[str, Path] = {}
    for path in extra:
        loader = RDF_LOADERS.get(path.suffix)
        first = graphs.setdefault(graph_of(path), path)
        if loader is None:
            expected = ", ".join(RDF_LOADERS)
            finding = Finding(f"no loader for {path.suffix!r}", "format", f"one of {expected}", Where(str(path)))
            inputs.findings.append(finding)
        elif first is not path:
            message = f"the name {path.stem!r} stands twice"
            inputs.findings.append(Finding(message, "duplicate-id", f"rename it: {first} has it too", Where(str(path))))
        else:
            _take(inputs, loader, path, str(path), context)
    return inputs


def _take(inputs: Inputs, loader: Loader, path: Path, name: str, context: Context) -> None:
    try:
        loaded = loader.load(path, name, context)
    except OSError as error:
        finding = Finding(f"cannot read the file: {_why(error)}", "unreadable", "", Where(name))
        loaded = Loaded(findings=[finding], unread=True)
    inputs.loaded.append(loaded)
    for quad in loaded.quads:
        (inputs.described if quad.graph_name == _DEFAULT else inputs.claims).append(quad)


def _turtle(paths: list[Path], root: Path) -> tuple[list[Quad], list[Finding]]:
    quads: list[Quad] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            quads += pyoxigraph.parse(path=str(path), base_iri=ONTOLOGY)
        except SyntaxError as error:
            where = Where(_name(path, root), error.lineno or 1, error.offset or 1)
            findings.append(Finding(f"not Turtle: {reason(error)}", "turtle", "", where))
        except OSError as error:
            finding = Finding(f"cannot read the file: {_why(error)}", "unreadable", "", Where(_name(path, root)))
            findings.append(finding)
    return quads, findings


def _why(error: OSError) -> str:
    return error.strerror or str(error).partition(" (os error")[0]


def _name(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def _concepts(schemes: list[Quad]) -> set[str]:
    return {text(q.subject) for q in schemes if not isinstance(q.subject, BlankNode)}


def _in_default(quads: list[Quad]) -> list[Quad]:
    return [Quad(q.subject, q.predicate, q.object, _DEFAULT) for q in quads]


def _named_only(quads: list[Quad]) -> list[Quad]:
    """Statements without blank nodes: OWL's lists stay in the ontology's own file, the released graph has none."""
    return [q for q in quads if not isinstance(q.subject, BlankNode) and not isinstance(q.object, BlankNode)]
