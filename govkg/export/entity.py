"""One entity as Turtle: what is accepted about it, the records that name it, and the passages that say so."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from govkg.errors import NotFound
from govkg.evidence import passages
from govkg.export.dataset import describe_part, header
from govkg.export.rdf import serialized
from govkg.namespaces import PREFIXES, short, term
from govkg.store import Store, Term

RECORDS = (
    *("Contribution", "Role", "Rule", "Mandate", "State", "Gap"),
    *("Question", "Position", "Decision"),
)
"""Classes of records: what is said about an entity in them is the record as a whole."""

MENTIONS = PREFIXES["schema"] + "mentions"
"""From a passage to what it says something about, since Turtle has no named graphs to tell it."""

_ABOUT = """
SELECT DISTINCT ?subject ?property ?value ?record
WHERE {
  { VALUES ?subject { <%(entity)s> } ?subject ?property ?value }
  UNION
  { VALUES ?value { <%(entity)s> } ?subject ?property ?value }
  UNION
  { VALUES ?class { %(classes)s } ?subject a ?class . ?subject ?link <%(entity)s> . ?subject ?property ?value
    BIND(?subject AS ?record) }
}
"""
_SAID_BY = """
SELECT DISTINCT ?passage ?subject
WHERE {
  { VALUES ?subject { %(subjects)s } GRAPH ?passage { ?subject ?property ?value } }
  UNION
  { VALUES ?subject { <%(entity)s> } GRAPH ?passage { ?other ?property ?subject } }
}
"""
_DESCRIBED = """
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?subject ?property ?value
WHERE {
  { VALUES ?subject { %(passages)s } ?subject ?property ?value }
  UNION
  { VALUES ?passage { %(passages)s } ?passage oa:hasSelector|oa:hasSource ?subject . ?subject ?property ?value }
}
"""


def entity_turtle(store: Store, iri: str) -> bytes:
    """All accepted statements about an entity, the records that name it, and the passages that say them, as Turtle.

    Args:
        store: where the statements are.
        iri: the entity.

    Raises:
        NotFound: nothing is said about it.
    """
    classes = _terms(term(name) for name in RECORDS)
    rows = store.select(_ABOUT % {"entity": iri, "classes": classes}).rows
    if not rows:
        raise NotFound(f"nothing is said about {short(iri)!r}; 'govkg show' takes any name, acronym or id")
    records = {row[3].value for row in rows if row[3] is not None}
    subjects = _terms({iri, *records})
    said = store.select(_SAID_BY % {"entity": iri, "subjects": subjects}).rows
    # What a register file or a rule gives has no passage.
    known = passages(store, {passage.value for passage, _ in said if passage is not None})
    links = [
        Quad(passage, NamedNode(MENTIONS), subject, DefaultGraph())
        for passage, subject in said
        if isinstance(passage, NamedNode) and isinstance(subject, NamedNode) and passage.value in known
    ]
    sources = store.select(_DESCRIBED % {"passages": _terms(known)}).rows if known else []
    about = [*_quads(rows), *links, *_quads(sources), *describe_part(header(store), iri)]
    return serialized(about, RdfFormat.TURTLE)


def _terms(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in sorted(iris))


def _quads(rows: Iterable[tuple[Term | None, ...]]) -> list[Quad]:
    return [Quad(s, p, o, DefaultGraph()) for s, p, o, *_ in rows]  # type: ignore[arg-type]
