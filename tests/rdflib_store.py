"""rdflib's own memory engine as a store, so that every question is asked of a second, independent SPARQL engine."""

from __future__ import annotations

from pathlib import Path

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from govkg.errors import BadQuery
from govkg.store import Result, Solutions, Term


class Rdflib:
    """A dataset in rdflib's memory, its default graph apart from the named ones.

    Args:
        dataset: the statements.
    """

    def __init__(self, dataset: rdflib.Dataset) -> None:
        self.dataset = dataset

    @classmethod
    def in_memory(cls, path: Path) -> Rdflib:
        """Read a file of N-Quads, each literal as it is written: rdflib would turn ``Z`` into ``+00:00``."""
        normalise = rdflib.NORMALIZE_LITERALS
        rdflib.NORMALIZE_LITERALS = False
        try:
            dataset = rdflib.Dataset(default_union=False)
            dataset.parse(path, format="nquads")
        finally:
            rdflib.NORMALIZE_LITERALS = normalise
        return cls(dataset)

    def query(self, sparql: str) -> Result:
        result = self.dataset.query(sparql)
        if result.type == "ASK":
            return bool(result.askAnswer)
        if result.type == "SELECT":
            columns = tuple(str(variable) for variable in result.vars or ())
            return Solutions(columns, [tuple(_term(value) for value in row) for row in result])  # type: ignore[union-attr]
        return [Triple(*(_term(value) for value in triple)) for triple in result]  # type: ignore[arg-type, union-attr]

    def select(self, sparql: str) -> Solutions:
        result = self.query(sparql)
        if not isinstance(result, Solutions):
            raise BadQuery("expected a SELECT query (rows), found ASK, CONSTRUCT or DESCRIBE")
        return result


def _term(value: object) -> Term | None:
    if value is None:
        return None
    if isinstance(value, rdflib.URIRef):
        return NamedNode(str(value))
    if isinstance(value, rdflib.BNode):
        return BlankNode(str(value))
    if isinstance(value, rdflib.Literal):
        if value.language:
            return Literal(str(value), language=str(value.language))
        return Literal(str(value), datatype=NamedNode(str(value.datatype))) if value.datatype else Literal(str(value))
    raise TypeError(f"found {value!r}, expected an RDF term of rdflib")
