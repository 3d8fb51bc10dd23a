"""What the RDF formats share: every statement of a store with the description of the dataset, in one order."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from govkg.export.dataset import DATASET_PREFIXES, describe, is_description
from govkg.namespaces import PREFIXES
from govkg.release import RECORD_PREFIXES, in_order
from govkg.store import Store

_ALL = "SELECT ?s ?p ?o ?g WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def statements(store: Store) -> list[Quad]:
    """Every statement of a store, embedded or remote."""
    rows = store.select(_ALL).rows
    return [Quad(s, p, o, g if isinstance(g, NamedNode) else DefaultGraph()) for s, p, o, g in rows]  # type: ignore[arg-type]


def described(store: Store) -> list[Quad]:
    """Every statement of a store, and the dataset's description in the default graph.

    A description that the store already has, because it was loaded from an export, is left out first: it would
    count itself.
    """
    quads = [quad for quad in statements(store) if not is_description(quad)]
    return [*quads, *describe(quads)]


def serialized(quads: Iterable[Quad], form: RdfFormat) -> bytes:
    """Statements by graph and subject, types first, with the prefixes that people know where the format has any."""
    has_prefixes = form in (RdfFormat.TURTLE, RdfFormat.TRIG)
    return in_order(quads, form, {**PREFIXES, **RECORD_PREFIXES, **DATASET_PREFIXES} if has_prefixes else None)
