"""The dataset described for catalogues (DCAT) and for clients that ask what is in it (VoID).

Version, date and licence come from the ontology's header in the graph itself, not from this package: a remote graph may
be another version. There is no clock, and every node of the description has an IRI under ``id/dataset``.

Sources: https://www.w3.org/TR/vocab-dcat-3/, https://www.w3.org/TR/void/.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from govkg.model.dates import DateError, Day
from govkg.namespaces import DATA, ONTOLOGY, PREFIXES, RDF_TYPE, XSD, data, short
from govkg.quads import text
from govkg.store import Store, Term

DATASET = data("dataset")
ACCEPTED = DATASET + "/accepted"
DATASET_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "void": "http://rdfs.org/ns/void#",
    "dataset": DATASET + "/",
}

TITLE = "govkg: a knowledge graph of governance actors and processes"
ABOUT = (
    "Who takes part in governance, what feeds into what, by which rules and until when. Each passage of a source is a"
    " named graph that holds exactly what it says; the default graph holds what is accepted and describes the passages."
)
_TITLE_ACCEPTED = "govkg: accepted facts"
ABOUT_ACCEPTED = (
    "The default graph: all claims less those that a decision sets aside, what is derived from them, the descriptions"
    " of sources and passages, and the concept schemes."
)
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_FORMATS = "http://www.w3.org/ns/formats/"

_XSD_INTEGER = NamedNode(XSD + "integer")
_HEADER = f"""
SELECT ?property ?value WHERE {{ {{ <{ONTOLOGY}> ?property ?value }}
  UNION {{ GRAPH <{ONTOLOGY}> {{ <{ONTOLOGY}> ?property ?value }} }} }}
"""


@dataclass(frozen=True, slots=True)
class Header:
    """What the ontology's header says about this version of the graph; empty or None where it says nothing."""

    version: str = ""
    issued: date | None = None
    licence: str = ""
    creator: str = ""


def header(store: Store) -> Header:
    """The header in a store."""
    rows = store.select(_HEADER).rows
    return _header((prop.value, value) for prop, value in rows if prop and isinstance(value, (NamedNode, Literal)))


def _header(said: Iterable[tuple[str, Term]]) -> Header:
    found: dict[str, str] = {}
    for prop, value in sorted(said, key=lambda pair: (pair[0], str(pair[1])), reverse=True):
        found[prop] = value.value
    issued = found.get(_iri("dcterms:issued"), "") or found.get(_iri("dcterms:created"), "")
    return Header(
        version=found.get(_iri("owl:versionInfo"), ""),
        issued=_day(issued),
        licence=found.get(_iri("dcterms:license"), ""),
        creator=found.get(_iri("dcterms:creator"), ""),
    )


def _day(text_: str) -> date | None:
    try:
        return date(*Day.parse(text_))
    except (DateError, ValueError):
        return None


def is_description(quad: Quad) -> bool:
    """Whether a statement is part of a dataset description that was written before."""
    subject = text(quad.subject)
    return isinstance(quad.graph_name, DefaultGraph) and (subject == DATASET or subject.startswith(DATASET + "/"))


def describe(quads: list[Quad]) -> list[Quad]:
    """The description of a graph, for its default graph; its counts do not include the description itself.

    Args:
        quads: every statement, without repeats.
    """
    said = [(q.predicate.value, q.object) for q in quads if text(q.subject) == ONTOLOGY]
    head = _header((prop, value) for prop, value in said if isinstance(value, (NamedNode, Literal)))
    facts = [quad for quad in quads if isinstance(quad.graph_name, DefaultGraph)]
    made = _Description()
    made.titled(DATASET, TITLE, ABOUT, head)
    made.add(DATASET, "rdf:type", NamedNode(_iri("dcat:Dataset")), NamedNode(_iri("void:Dataset")))
    made.add(DATASET, "dcterms:conformsTo", NamedNode(ONTOLOGY))
    made.add(DATASET, "dcat:keyword", *(Literal(word, language="en") for word in ("governance", "Internet governance")))
    made.add(DATASET, "void:uriSpace", Literal(DATA))
    made.add(DATASET, "void:triples", _count(len(quads)))
    made.add(DATASET, "void:subset", NamedNode(ACCEPTED))
    for name in ("N-Quads", "TriG", "JSON-LD", "Turtle"):
        made.add(DATASET, "void:feature", NamedNode(_FORMATS + name))
    for vocabulary in _vocabularies(facts):
        made.add(DATASET, "void:vocabulary", NamedNode(vocabulary))
    made.distribution(DATASET, "nquads", "application/n-quads", "Everything with its provenance, as N-Quads", head)
    made.titled(ACCEPTED, _TITLE_ACCEPTED, ABOUT_ACCEPTED, head)
    made.add(ACCEPTED, "rdf:type", NamedNode(_iri("dcat:Dataset")), NamedNode(_iri("void:Dataset")))
    made.distribution(ACCEPTED, "turtle", "text/turtle", "Accepted facts alone, as Turtle", head)
    made.counted(ACCEPTED, facts)
    return made.quads


def describe_part(head: Header, iri: str) -> list[Quad]:
    """What a file that holds one entity alone says about the dataset it is from: no counts, which are the whole's."""
    made = _Description()
    made.titled(DATASET, TITLE, ABOUT, head)
    made.add(DATASET, "rdf:type", NamedNode(_iri("dcat:Dataset")), NamedNode(_iri("void:Dataset")))
    made.add(iri, "void:inDataset", NamedNode(DATASET))
    return made.quads


class _Description:
    """Statements in the making."""

    def __init__(self) -> None:
        self.quads: list[Quad] = []

    def add(self, subject: str, prop: str, *values: NamedNode | Literal) -> None:
        for value in values:
            self.quads.append(Quad(NamedNode(subject), NamedNode(_iri(prop)), value, DefaultGraph()))

    def titled(self, iri: str, title: str, about: str, head: Header) -> None:
        self.add(iri, "dcterms:title", Literal(title, language="en"))
        self.add(iri, "dcterms:description", Literal(about, language="en"))
        self._stamped(iri, head)
        if head.version:
            self.add(iri, "owl:versionInfo", Literal(head.version))
            self.add(iri, "dcat:version", Literal(head.version))
        if head.creator:
            publisher = DATASET + "/publisher"
            self.add(iri, "dcterms:publisher", NamedNode(publisher))
            self.add(publisher, "rdf:type", NamedNode(_iri("foaf:Agent")))
            self.add(publisher, "foaf:name", Literal(head.creator))

    def _stamped(self, iri: str, head: Header) -> None:
        if head.licence:
            self.add(iri, "dcterms:license", _named(head.licence))
        if head.issued:
            self.add(iri, "dcterms:issued", Literal(head.issued.isoformat(), datatype=NamedNode(XSD + "date")))

    def distribution(self, dataset: str, name: str, media_type: str, title: str, head: Header) -> None:
        iri = f"{DATASET}/{name}"
        self.add(dataset, "dcat:distribution", NamedNode(iri))
        self.add(iri, "rdf:type", NamedNode(_iri("dcat:Distribution")))
        self.add(iri, "dcterms:title", Literal(title, language="en"))
        self.add(iri, "dcat:mediaType", NamedNode(_MEDIA_TYPES + media_type))
        self._stamped(iri, head)

    def counted(self, iri: str, facts: list[Quad]) -> None:
        subjects = {text(q.subject) for q in facts}
        members: dict[str, set[str]] = defaultdict(set)
        for quad in facts:
            if quad.predicate.value == RDF_TYPE:
                members[text(quad.object)].add(text(quad.subject))
        properties = Counter(q.predicate.value for q in facts)
        for prop, number in (
            ("void:triples", len(facts)),
            ("void:entities", sum(1 for subject in subjects if subject.startswith(DATA))),
            ("void:classes", len(members)),
            ("void:properties", len(properties)),
            ("void:distinctSubjects", len(subjects)),
            ("void:distinctObjects", len({str(q.object) for q in facts})),
        ):
            self.add(iri, prop, _count(number))
        for kind, things in sorted(members.items()):
            part = self._part(iri, "class", kind)
            self.add(part, "void:entities", _count(len(things)))
        for prop, number in sorted(properties.items()):
            part = self._part(iri, "property", prop)
            self.add(part, "void:triples", _count(number))

    def _part(self, iri: str, of: str, what: str) -> str:
        part = (
            f"{DATASET}/{of}/{quote(short(what).replace(':', '.', 1) if '://' not in short(what) else what, safe='.')}"
        )
        self.add(iri, f"void:{of}Partition", NamedNode(part))
        self.add(part, "rdf:type", NamedNode(_iri("void:Dataset")))
        self.add(part, f"void:{of}", NamedNode(what))
        return part


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return {**PREFIXES, **DATASET_PREFIXES}[prefix] + local


def _named(value: str) -> NamedNode | Literal:
    """What a header names by its IRI; as it is where it is none, in a graph that nobody checked."""
    try:
        return NamedNode(value)
    except ValueError:
        return Literal(value)


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=_XSD_INTEGER)


def _vocabularies(facts: list[Quad]) -> list[str]:
    """Namespaces of the terms in use, as far as govkg has a prefix for them."""
    used = {q.predicate.value for q in facts} | {text(q.object) for q in facts if q.predicate.value == RDF_TYPE}
    return sorted(ns for ns in PREFIXES.values() if ns != DATA and any(iri.startswith(ns) for iri in used))
