"""Any RDF file: Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML.

Blank nodes are skolemized by what they say, so the same file gives the same names; a remote JSON-LD context or an
external entity is never fetched. Statements outside a named graph stand in a graph named after the file, and so do its
blank nodes: two files of one name, whatever their folders and endings, are taken for one (the build refuses them).
"""

from __future__ import annotations

import re
from datetime import date
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
_DAY = r"(?!0000)\d{4}-\d\d-\d\d"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?"
_ZONE = r"(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_LEXICAL: dict[str, tuple[re.Pattern[str], str]] = {
    XSD + name: (re.compile(pattern, re.ASCII), what)
    for name, pattern, what in (
        ("boolean", "true|false|1|0", "true or false"),
        ("date", _DAY + _ZONE, "a day such as 2014-06-10"),
        ("dateTime", f"{_DAY}T{_CLOCK}{_ZONE}", "an instant such as 2014-04-18T21:00:00Z"),
        (
            "duration",
            r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?",
            "a duration such as PT5M or P4Y",
        ),
        ("integer", r"[+-]?\d{1,18}", "a whole number such as 4"),
        ("time", _CLOCK + _ZONE, "a clock time such as 09:00:00"),
    )
}
"""What all engines take for a value of a datatype: on 24:00:00, P1W or 1_000 they differ, so that SHACL would too."""
_WITH_DAY = {XSD + "date", XSD + "dateTime"}
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
    subject, value, datatype = text(quad.subject), quad.object.value, quad.object.datatype.value
    if datatype in _LEXICAL:
        pattern, what = _LEXICAL[datatype]
        if pattern.fullmatch(value) and (datatype not in _WITH_DAY or _in_calendar(value[:10])):
            return None
        return Finding(f"{short(subject)}: found {value!r}, expected {what}", "bad-value", "", where, subject)
    if datatype != EDTF:
        return None
    try:
        bounds(value)
    except DateError as error:
        message = f"{short(subject)}: bad date {value!r}: expected {error.expected}"
        hint = f"write {error.hint}" if error.hint else ""
        return Finding(message, "bad-date", hint, where, subject)
    return None


def _in_calendar(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


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
