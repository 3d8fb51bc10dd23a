"""Check: what is wrong with a built graph, in words a curator understands, at the line that causes it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from pyoxigraph import Literal, Quad

from govkg.build import Built
from govkg.consistency import cycles, reversed_times, shared_numbers
from govkg.errors import NotFound
from govkg.findings import Finding, Severity, Where, in_order
from govkg.namespaces import PREF_LABEL, short
from govkg.paths import Project
from govkg.quads import key, text
from govkg.shacl_engines import ENGINES, Violation


def check(built: Built, project: Project, engine: str = "shacl") -> list[Finding]:
    """All findings about a built graph, those of the build included, in the order of the files.

    Args:
        built: the graph.
        project: where the shapes are.
        engine: a name in ``shacl_engines.ENGINES``.

    Raises:
        NotFound: there is no such engine.
    """
    if engine not in ENGINES:
        raise NotFound(f"no SHACL engine {engine!r}: one of {', '.join(ENGINES)}")
    places = _Places(built)
    findings = list(built.findings)
    violations = ENGINES[engine](built.facts, project.shapes) if built.facts else []
    partial = {iri for iri, _ in built.told}
    findings += [_finding(one, places) for one in violations if not _told(one, built.told, partial)]
    findings += cycles(built.facts, places.find)
    findings += reversed_times(built.facts, places.find)
    findings += shared_numbers(built.facts, places.find)
    return in_order([_named(finding, places.names) for finding in findings])


def _told(violation: Violation, told: set[tuple[str, str]], partial: set[str]) -> bool:
    """Whether a violation only follows from what another finding says already."""
    if {(violation.focus, ""), (violation.value, "")} & told:
        return True
    if not violation.path:
        return violation.focus in partial
    return not violation.value and (violation.focus, violation.path) in told


class _Places:
    """Finds the line that makes a statement, through the graph that holds the statement."""

    def __init__(self, built: Built) -> None:
        self.places = built.places
        self.names = _names(built.facts)
        self.graphs: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        self.subjects: dict[str, list[str]] = defaultdict(list)
        for quad in built.claims:
            graph, subject, predicate = key(quad)
            for value in (text(quad.object), ""):
                self.graphs[subject, predicate, value].append(graph)
            if graph not in self.subjects[subject][-1:]:
                self.subjects[subject].append(graph)

    def find(self, subject: str, predicate: str, value: str = "") -> Where | None:
        """The place of a statement, with any value if none is given; of its subject, if nobody makes the statement.

        None if what makes it is not YAML.
        """
        graphs = self.graphs.get((subject, predicate, value)) or [*self.subjects.get(subject, ()), ""]
        for name in (predicate, ""):
            for graph in graphs:
                if (graph, subject, name) in self.places:
                    return self.places[graph, subject, name]
        return None


def _names(facts: list[Quad]) -> dict[str, str]:
    """The name of each subject: the English one, else the first by language, whatever the order of the facts."""
    names: dict[str, list[tuple[bool, str, str]]] = defaultdict(list)
    for quad in facts:
        if quad.predicate.value == PREF_LABEL and isinstance(quad.object, Literal):
            language = quad.object.language or ""
            names[text(quad.subject)].append((language != "en", language, quad.object.value))
    return {subject: min(found)[2] for subject, found in names.items()}


def _finding(violation: Violation, places: _Places) -> Finding:
    found = f" Found {places.names.get(violation.value, short(violation.value))!r}." if _telling(violation) else ""
    name = places.names.get(violation.focus, short(violation.focus))
    return Finding(
        message=f"{name}: {violation.message}{found}",
        rule=short(violation.shape),
        where=places.find(violation.focus, violation.path, violation.value),
        entity=violation.focus,
        severity=Severity.ERROR if violation.severity == "Violation" else Severity.WARNING,
    )


def _named(finding: Finding, names: dict[str, str]) -> Finding:
    """A finding that has no place names its entity as people know it."""
    name = names.get(finding.entity, "")
    if finding.where or not name or name in finding.message:
        return finding
    return replace(finding, message=f"{name}: {finding.message}")


def _telling(violation: Violation) -> bool:
    return bool(violation.value) and violation.value != violation.focus
