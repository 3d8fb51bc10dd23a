"""A record's page: its sentence, its parties, and the words that it rests on.

A record says one thing with several parties: who holds which role where, what feeds what, who may take part. It has no
name that people use, so its page begins with what it says.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import NamedNode

from govkg.card import SECTIONS, Card, Line, card
from govkg.errors import NotFound
from govkg.evidence import Passage
from govkg.namespaces import DATA, PREF_LABEL, RDF_TYPE, TERMS, short, term
from govkg.review import Reviewed
from govkg.store import Term
from govkg.web.addresses import data_files
from govkg.web.explorer import Explorer
from govkg.web.linked import heading
from govkg.web.page import Page
from govkg.web.pages.sources import Shown, shown
from govkg.words import readable

RECORDS = ("contribution", "role", "rule", "mandate", "state", "gap", "question", "position")
"""How the ids of records begin."""

ORDER: tuple[str, ...] = (
    *("from", "link", "to", "carries", "mandated", "instrument", "issuedBy", "document", "status", "at", "by"),
    *("actor", "group", "role", "mode", "in", "title", "perspective", "access", "condition", "limit", "closes"),
    *("exclusive", "askedBy", "holder", "about", "missing", "gap", "date", "modality"),
)
"""The fields of records in the order in which their sentences name them; the others follow by the alphabet."""

_SAID = "SELECT ?passage ?property ?value WHERE { GRAPH ?passage { <%s> ?property ?value } }"
_DEFINED = """
SELECT ?text WHERE {
  GRAPH <https://w3id.org/govkg/ontology> { <%s> <http://www.w3.org/2004/02/skos/core#definition> ?text }
}
"""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: in words, what page is about it, and the passages that give it."""

    text: str
    iri: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record."""

    iri: str
    label: str
    values: list[Value]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage, its words as far as they are at hand, and what of it matters here."""

    passage: Passage
    shown: Shown
    lines: tuple[str, ...] = ()


def record_page(explorer: Explorer, iri: str) -> Page:
    """The page of a record.

    Raises:
        NotFound: the graph says nothing about it.
    """
    found = card(explorer.kg.store, explorer.names, iri)
    said = [line for heading, lines in found.sections.items() if heading != SECTIONS[""] for line in lines]
    own = [line for line in said if line.subject == iri]
    if not own:
        raise NotFound(f"nothing is known about {short(iri)}")
    kind = _kind(explorer, iri)
    name = explorer.kg.names.show(iri)
    title = explorer.kg.names.show(kind) if name == short(iri) else name
    evidence = sorted({passage for line in own for passage in line.evidence})
    return Page(
        path=f"page/{short(iri)}",
        title=heading(title),
        template="record.html",
        about=f"A record of the graph with the passages that it rests on: {title}.",
        iri=iri,
        data=data_files(iri),
        values={
            "card": found,
            "kind": kind,
            "kind_name": explorer.kg.names.show(kind),
            "definition": _definition(explorer, kind),
            "sentences": _sentences(own),
            "fields": fields(explorer, iri, found),
            "quoted": [quoted(explorer, found.passages[one]) for one in evidence if one in found.passages],
            "naming": [line for lines in found.sections.values() for line in lines if line.subject != iri],
        },
    )


def fields(explorer: Explorer, iri: str, found: Card) -> list[Field]:
    """What the passages say of a thing, by property, each value once with all passages that give it."""
    values: dict[str, dict[Term, set[str]]] = defaultdict(lambda: defaultdict(set))
    for passage, prop, value in explorer.kg.store.select(_SAID % iri).rows:
        if passage is not None and prop is not None and value is not None and passage.value in found.passages:
            values[prop.value][value].add(passage.value)
    ordered = sorted(values.items(), key=lambda pair: _rank(pair[0], explorer))
    return [_field(explorer, prop, said) for prop, said in ordered if prop not in (RDF_TYPE, PREF_LABEL)]


def _field(explorer: Explorer, prop: str, said: dict[Term, set[str]]) -> Field:
    found = [_value(explorer, value, evidence) for value, evidence in said.items()]
    return Field(prop, explorer.kg.names.show(prop), sorted(found, key=lambda one: (one.text, one.iri)))


def quoted(explorer: Explorer, passage: Passage, lines: tuple[str, ...] = ()) -> Quoted:
    """A passage with its words, away from its source's page."""
    text = explorer.text(passage.source) if passage.spans else ""
    return Quoted(passage, shown(Reviewed(passage, lines), text), lines)


def _value(explorer: Explorer, value: Term, passages: set[str]) -> Value:
    text = readable(value, explorer.names)
    is_ours = isinstance(value, NamedNode) and value.value.startswith((DATA, TERMS))
    return Value(text, value.value if is_ours else "", tuple(sorted(passages)))


def _rank(prop: str, explorer: Explorer) -> tuple[int, str]:
    key = prop.removeprefix(TERMS)
    return ORDER.index(key) if key in ORDER else len(ORDER), explorer.kg.names.show(prop)


def _kind(explorer: Explorer, iri: str) -> str:
    """The class of the record."""
    return min((kind for kind in explorer.kg.names.types.get(iri, ()) if kind.startswith(TERMS)), default=term("Gap"))


def _definition(explorer: Explorer, kind: str) -> str:
    return next((text.value for (text,) in explorer.kg.store.select(_DEFINED % kind).rows if text is not None), "")


def _sentences(own: list[Line]) -> list[Line]:
    """The record in a line for each way in which passages put it; what it has beside stands among its fields."""
    merged: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for line in own:
        merged[line.text.partition("\n")[0], line.set_aside].update(line.evidence)
    return [Line(text, tuple(sorted(passages)), aside) for (text, aside), passages in sorted(merged.items())]
