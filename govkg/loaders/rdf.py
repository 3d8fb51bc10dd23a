"""Any RDF file: Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML.

Blank nodes are skolemized by what they say, so the same file gives the same names; a remote JSON-LD context or an
external entity is never fetched. Statements outside a named graph stand in a graph named after the file.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, Quad, RdfFormat

from govkg.findings import Finding, Where
from govkg.loaders.context import Context
from govkg.loaders.contract import Loaded
from govkg.namespaces import data

FORMATS: dict[str, RdfFormat] = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}


class RdfLoader:
    """Reads one RDF file in the format its name ends in."""

    def load(self, path: Path, name: str, context: Context) -> Loaded:
        loaded = Loaded()
        try:
            quads = list(
                pyoxigraph.parse(path=str(path), format=FORMATS[path.suffix], base_iri=data(f"import/{path.stem}/"))
            )
        except SyntaxError as error:
            where = Where(name, error.lineno or 1, error.offset or 1)
            loaded.findings.append(Finding(f"not {FORMATS[path.suffix].name}: {error.msg}", "rdf", "", where))
            return loaded
        loaded.quads = skolemized(quads, data(f"import/{path.stem}"))
        loaded.defines = {q.subject.value: Where(name) for q in loaded.quads if isinstance(q.subject, NamedNode)}
        return loaded


def skolemized(quads: list[Quad], graph: str) -> list[Quad]:
    """The quads with blank nodes named ``<graph>/genid/…`` by canonical labels, none outside a named graph."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)

    def named(node: BlankNode) -> NamedNode:
        return NamedNode(f"{graph}/genid/{node.value}")

    found = []
    for quad in dataset:
        subject = named(quad.subject) if isinstance(quad.subject, BlankNode) else quad.subject
        value = named(quad.object) if isinstance(quad.object, BlankNode) else quad.object
        place = quad.graph_name
        if isinstance(place, DefaultGraph):
            place = NamedNode(graph)
        elif isinstance(place, BlankNode):
            place = named(place)
        found.append(Quad(subject, quad.predicate, value, place))
    return found
