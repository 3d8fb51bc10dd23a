"""Check: what is wrong with a built graph, in words a curator understands, at the line that causes it."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import Literal, Quad

from govkg.build import Built
from govkg.consistency import cycles, reversed_times
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
    findings += [_finding(violation, places) for violation in ENGINES[engine](built.facts, project.shapes)]
    findings += cycles(built.facts, places.find)
    findings += reversed_times(built.facts, places.find)
    return in_order(findings)


class _Places:
    """Finds the line that makes a statement, through the graph that holds the statement."""

    def __init__(self, built: Built) -> None:
        self.places = built.places
        self.names = _names(built.facts)
        self.graphs: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        self.subjects: dict[str, list[str]] = defaultdict(list)
        for quad in built.claims:
            graph, subject, predicate = key(quad)
            self.graphs[subject, predicate, text(quad.object)].append(graph)
            if graph not in self.subjects[subject][-1:]:
                self.subjects[subject].append(graph)

    def find(self, subject: str, predicate: str, value: str = "") -> Where | None:
        """The place of a statement; failing that, of its subject."""
        for graph in (*self.graphs.get((subject, predicate, value), ()), *self.subjects.get(subject, ()), ""):
            for name in (predicate, ""):
                if (graph, subject, name) in self.places:
                    return self.places[graph, subject, name]
        return None


def _names(facts: list[Quad]) -> dict[str, str]:
    names: dict[str, str] = {}
    for quad in facts:
        if quad.predicate.value == PREF_LABEL and isinstance(quad.object, Literal):
            subject = text(quad.subject)
            if quad.object.language == "en" or subject not in names:
                names[subject] = quad.object.value
    return names


def _finding(violation: Violation, places: _Places) -> Finding:
    found = f"; found {places.names.get(violation.value, short(violation.value))!r}" if _telling(violation) else ""
    name = places.names.get(violation.focus, short(violation.focus))
    return Finding(
        message=f"{name}: {violation.message}{found}",
        rule=short(violation.shape),
        where=places.find(violation.focus, violation.path, violation.value),
        entity=violation.focus,
        severity=Severity.ERROR if violation.severity == "Violation" else Severity.WARNING,
    )


def _telling(violation: Violation) -> bool:
    return bool(violation.value) and violation.value != violation.focus
