"""The released files: sorted N-Quads with all provenance, and Turtle of the accepted facts.

Both are the same to the byte from any order of input.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat

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
    """Turtle of the statements of the default graph."""
    accepted = (quad for quad in quads if isinstance(quad.graph_name, DefaultGraph))
    return in_order(accepted, RdfFormat.TURTLE, {**PREFIXES, **RECORD_PREFIXES})


def in_order(quads: Iterable[Quad], form: RdfFormat, prefixes: dict[str, str] | None = None) -> bytes:
    """Statements by graph and subject, types first, no repeats.

    Args:
        quads: in any order. Their graphs are left out where the format has none.
        form: the format.
        prefixes: namespaces by prefix, for a format that has any.
    """
    ordered = sorted(set(quads), key=_reading_order)
    told = ordered if form.supports_datasets else [quad.triple for quad in ordered]
    content = pyoxigraph.serialize(told, format=form, prefixes=prefixes)
    assert content is not None
    return content


def _reading_order(quad: Quad) -> tuple[str, str, bool, str, str]:
    predicate = quad.predicate.value
    return text(quad.graph_name), text(quad.subject), predicate != RDF_TYPE, predicate, str(quad.object)
