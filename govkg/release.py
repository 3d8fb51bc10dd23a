"""The released files: sorted N-Quads with all provenance, and Turtle of the accepted facts.

Both are the same to the byte from any order of input.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple

from govkg.namespaces import PREFIXES, RDF_TYPE, data
from govkg.quads import text

RECORD_PREFIXES: dict[str, str] = {
    kind: data(f"{kind}/")
    for kind in (
        *("contribution", "role", "rule", "mandate", "state", "gap"),
        *("question", "position", "decision", "date", "derivation", "source"),
    )
}
"""A prefix for each kind of record, since a Turtle name holds no slash that every reader takes."""


def nquads(quads: Iterable[Quad]) -> bytes:
    """Sorted N-Quads, one line a statement, no repeats."""
    content = pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS)
    assert content is not None
    lines = sorted(set(content.splitlines(keepends=True)))
    return b"".join(lines)


def turtle(quads: Iterable[Quad]) -> bytes:
    """Turtle of the statements of the default graph: subjects in order, types first, one statement a line."""
    triples = {Triple(q.subject, q.predicate, q.object) for q in quads if isinstance(q.graph_name, DefaultGraph)}
    ordered = sorted(triples, key=_reading_order)
    content = pyoxigraph.serialize(ordered, format=RdfFormat.TURTLE, prefixes={**PREFIXES, **RECORD_PREFIXES})
    assert content is not None
    return content


def _reading_order(triple: Triple) -> tuple[str, bool, str, str]:
    predicate = triple.predicate.value
    return text(triple.subject), predicate != RDF_TYPE, predicate, str(triple.object)
