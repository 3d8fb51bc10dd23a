"""SHACL, by two engines with one result: ``shacl`` (Rust) for every day, pySHACL as the reference."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple

from govkg.namespaces import XSD
from govkg.quads import Node

if TYPE_CHECKING:
    import rdflib


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

    graph = Graph()
    with _quiet("rdflib.term"):
        for quad in data:
            graph.add((_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)))
        _, report, _ = pyshacl.validate(graph, shacl_graph=Graph().parse(shapes), inference="none", meta_shacl=False)
    assert isinstance(report, Graph)

    def one(result: rdflib.term.Node, predicate: URIRef) -> str:
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


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """No log of a module: rdflib logs a traceback for each ill-typed literal, of which the report tells anyway."""
    logger = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _rdflib(term: Node) -> rdflib.term.Node:
    """A term as rdflib has it, its text as written: ``001`` stays what it is, so both engines name the same value."""
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, Literal):
        raise TypeError(f"found {term}, expected an IRI, a blank node or a literal: pySHACL knows no triple terms")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == XSD + "string":
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def _bare(term: str | None) -> str:
    return term[1:-1] if term and term.startswith("<") else term or ""
