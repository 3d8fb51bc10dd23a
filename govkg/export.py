"""Exports: the graph in the RDF formats. One line a format below."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from govkg.namespaces import PREFIXES
from govkg.quads import text
from govkg.release import RECORD_PREFIXES, nquads, turtle
from govkg.store import Store

_ALL = "SELECT ?s ?p ?o ?g WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def statements(store: Store) -> list[Quad]:
    """Every statement of a store, embedded or remote."""
    rows = store.select(_ALL).rows
    return [Quad(s, p, o, g if isinstance(g, NamedNode) else DefaultGraph()) for s, p, o, g in rows]  # type: ignore[arg-type]


def _trig(quads: list[Quad]) -> bytes:
    ordered = sorted(quads, key=lambda q: (str(q.graph_name), text(q.subject), q.predicate.value, str(q.object)))
    content = pyoxigraph.serialize(ordered, format=RdfFormat.TRIG, prefixes={**PREFIXES, **RECORD_PREFIXES})
    assert content is not None
    return content


def _jsonld(quads: list[Quad]) -> bytes:
    ordered = sorted(quads, key=lambda q: (str(q.graph_name), text(q.subject), q.predicate.value, str(q.object)))
    content = pyoxigraph.serialize(ordered, format=RdfFormat.JSON_LD)
    assert content is not None
    return content + b"\n"


FORMATS: dict[str, Callable[[list[Quad]], bytes]] = {
    "turtle": turtle,
    "trig": _trig,
    "nquads": nquads,
    "jsonld": _jsonld,
}
"""Formats by name. Turtle holds the default graph alone (accepted facts and descriptions), the others every graph."""
