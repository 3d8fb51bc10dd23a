"""Any RDF file: Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML.

Blank nodes are skolemized by what they say, so the same file gives the same names; a remote JSON-LD context or an
external entity is never fetched. Statements outside a named graph stand in a graph named after the file, and so do its
blank nodes: two files of one name, whatever their folders and endings, are taken for one (the build refuses them).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
)

from govkg.findings import Finding, Severity, Where
from govkg.loaders.context import Context
from govkg.loaders.contract import Loaded
from govkg.model.dates import DateError, bounds
from govkg.namespaces import EDTF, XSD, data, short
from govkg.quads import Node, text

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
_DURATION = re.compile(
    r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?", re.ASCII
)  # https://www.w3.org/TR/xmlschema11-2/#duration: no weeks, which rdflib lets through
_ENTITY_OF_ENTITIES = re.compile(rb"""<!ENTITY[^>]*["'][^"']*&(?!#)""")
"""An XML entity made of others: with a few of them a small file grows without bound in memory."""


class RdfLoader:
    """Reads one RDF file in the format its name ends in."""

    def load(self, path: Path, name: str, context: Context) -> Loaded:
        loaded = Loaded()
        content = path.read_bytes()
        kind = FORMATS[path.suffix]
        if kind == RdfFormat.RDF_XML and (entity := _ENTITY_OF_ENTITIES.search(content)):
            where = Where(name, content.count(b"\n", 0, entity.start()) + 1)
            hint = "write the entity's text out"
            loaded.findings.append(Finding("an XML entity that is made of other entities", "alias", hint, where))
            loaded.unread = True
            return loaded
        graph = graph_of(path)
        try:
            quads = list(pyoxigraph.parse(content, format=kind, base_iri=f"{graph}/"))
        except SyntaxError as error:
            where = Where(name, error.lineno or 1, error.offset or 1)
            loaded.findings.append(Finding(f"not {kind.name}: {reason(error)}", "rdf", "", where))
            loaded.unread = True
            return loaded
        if not quads:
            # JSON-LD drops what its context does not define, so a whole file may come to nothing.
            hint = "is it the right file, with its context?"
            finding = Finding("no statement in the file", "empty-file", hint, Where(name), severity=Severity.WARNING)
            loaded.findings.append(finding)
        right = []
        for quad in skolemized(quads, graph):
            wrong = _bad_literal(quad, Where(name))
            if wrong is None:
                right.append(quad)
            else:
                loaded.findings.append(wrong)
                loaded.broken.add((wrong.entity, quad.predicate.value))
        loaded.quads = right
        loaded.describes = {q.subject.value for q in right if isinstance(q.subject, NamedNode)}
        return loaded


def graph_of(path: Path) -> str:
    """The IRI of the graph that holds what a file says outside its own named graphs."""
    return data(f"import/{quote(path.stem, safe='')}")


def reason(error: SyntaxError) -> str:
    """Why a file does not parse, in one line, without the place that the finding gives already."""
    if "LoadDocumentCallback" in str(error.msg):
        return "a remote context, which is never fetched; write the context into the file"
    return re.sub(r"^Parser error (at|between) .*?: |\s*\(line \d+\)$", "", " ".join(str(error.msg).split()))


def _bad_literal(quad: Quad, where: Where) -> Finding | None:
    """What is wrong with a literal that the SHACL engines cannot judge, or not alike."""
    if not isinstance(quad.object, Literal):
        return None
    if quad.object.datatype.value == XSD + "duration" and not _DURATION.fullmatch(quad.object.value):
        message = f"{short(text(quad.subject))}: found {quad.object.value!r}, expected a duration such as PT5M or P4Y"
        return Finding(message, "bad-value", "", where, text(quad.subject))
    if quad.object.datatype.value != EDTF:
        return None
    try:
        bounds(quad.object.value)
    except DateError as error:
        message = f"{short(text(quad.subject))}: bad date {quad.object.value!r}: expected {error.expected}"
        hint = f"write {error.hint}" if error.hint else ""
        return Finding(message, "bad-date", hint, where, text(quad.subject))
    return None


def skolemized(quads: list[Quad], graph: str) -> list[Quad]:
    """The quads with blank nodes named ``<graph>/genid/…`` by canonical labels, none outside a named graph."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)

    def named(node: Node) -> Any:
        if isinstance(node, BlankNode):
            return NamedNode(f"{graph}/genid/{node.value}")
        if isinstance(node, Triple):
            return Triple(named(node.subject), node.predicate, named(node.object))
        return NamedNode(graph) if isinstance(node, DefaultGraph) else node

    return [Quad(named(q.subject), q.predicate, named(q.object), named(q.graph_name)) for q in dataset]
