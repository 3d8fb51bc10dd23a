"""SHACL, by two engines with one result: ``shacl`` (Rust) for every day, pySHACL as the reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Triple


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One result of validation; IRIs and literals in plain form, empty where the engine names none.

    Attributes:
        focus: the node concerned.
        path: the property, if it is a plain one.
        value: the offending value.
        shape: the shape that was not met.
        severity: ``Violation``, ``Warning`` or ``Info``.
        message: the shape's own message.
    """

    focus: str
    path: str
    value: str
    shape: str
    severity: str
    message: str


def _triples(quads: list[Quad]) -> bytes:
    content = pyoxigraph.serialize(
        {Triple(q.subject, q.predicate, q.object) for q in quads}, format=RdfFormat.N_TRIPLES
    )
    assert content is not None
    return content


def rust(data: list[Quad], shapes: Path) -> list[Violation]:
    """Validate with the ``shacl`` package."""
    import shacl

    report = shacl.Shapes.from_file(str(shapes)).validate_text(_triples(data).decode(), format="ntriples")
    return sorted(
        Violation(
            focus=_bare(result.focus_node),
            path=_bare(result.path),
            value=result.value_plain or "",
            shape=_bare(result.source_shape),
            severity=result.severity,
            message=result.message or "",
        )
        for result in report.results
    )


def reference(data: list[Quad], shapes: Path) -> list[Violation]:
    """Validate with pySHACL."""
    import pyshacl
    from rdflib import SH, Graph, URIRef
    from rdflib.term import Node

    graph = Graph().parse(data=_triples(data), format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=Graph().parse(shapes), inference="none", meta_shacl=False)
    assert isinstance(report, Graph)

    def one(result: Node, predicate: URIRef) -> str:
        value = report.value(result, predicate)
        return str(value) if value is not None else ""

    # Results of the report alone: what sh:detail adds to a result of a nested shape is part of it, not one more.
    return sorted(
        Violation(
            focus=one(result, SH.focusNode),
            path=one(result, SH.resultPath),
            value=one(result, SH.value),
            shape=one(result, SH.sourceShape),
            severity=one(result, SH.resultSeverity).rpartition("#")[2],
            message=one(result, SH.resultMessage),
        )
        for result in report.objects(None, SH.result)
    )


ENGINES: dict[str, Callable[[list[Quad], Path], list[Violation]]] = {"shacl": rust, "pyshacl": reference}
"""The engines by name; the first is the default."""


def _bare(term: str | None) -> str:
    return term[1:-1] if term and term.startswith("<") else term or ""
