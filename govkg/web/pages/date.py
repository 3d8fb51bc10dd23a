"""A date's page: what a date text means in days, and what is dated so."""

from __future__ import annotations

from collections import defaultdict

from pyoxigraph import Literal, NamedNode

from govkg.card import Line
from govkg.errors import NotFound
from govkg.evidence import passages
from govkg.namespaces import DATA, EDTF, short, term
from govkg.web.addresses import data_files
from govkg.web.explorer import Explorer
from govkg.web.page import Page
from govkg.web.values import date_in_words

BOUNDS: tuple[tuple[str, str], ...] = (
    ("earliestStart", "Begins on this day at the earliest"),
    ("latestStart", "Begins on this day at the latest"),
    ("earliestEnd", "Ends on this day at the earliest"),
    ("latestEnd", "Ends on this day at the latest"),
)
_NO_BOUND = "not stated"
_OF_THE_DATE = "SELECT ?property ?value WHERE { <%s> ?property ?value }"
_DATED = """
SELECT DISTINCT ?thing ?property ?passage
WHERE {
  VALUES ?date { %s }
  { ?thing ?property ?date } UNION { GRAPH ?passage { ?thing ?property ?date } }
}
"""


def date_page(explorer: Explorer, iri: str) -> Page:
    """The page of a date record.

    Raises:
        NotFound: there is no such date.
    """
    rows = explorer.kg.store.select(_OF_THE_DATE % iri).rows
    said = {prop.value: value for prop, value in rows if prop is not None and value is not None}
    text = said.get(term("edtf"))
    if not isinstance(text, Literal):
        raise NotFound(f"there is no date {short(iri)}")
    words = date_in_words(text.value)
    lines = _dated(explorer, iri, text)
    certain = said.get(term("certainDate"))
    return Page(
        path=f"page/{short(iri)}",
        title=words[:1].upper() + words[1:],
        template="date.html",
        about=f"What the date {text.value} means in days, and what is dated so.",
        iri=iri,
        data=data_files(iri),
        values={
            "edtf": text.value,
            "bounds": [(label, _day(said.get(term(name)))) for name, label in BOUNDS],
            "is_certain": certain is None or certain.value != "false",
            "lines": lines,
            "passages": passages(explorer.kg.store, {one for line in lines for one in line.evidence}),
        },
    )


def _day(value: object) -> str:
    return date_in_words(value.value) if isinstance(value, Literal) else _NO_BOUND


def _dated(explorer: Explorer, iri: str, date: Literal) -> list[Line]:
    """What has the date, a line for each thing and property, with the passages that say so."""
    literal = str(Literal(date.value, datatype=NamedNode(EDTF)))
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for thing, prop, passage in explorer.kg.store.select(_DATED % literal).rows:
        if thing is not None and prop is not None and thing.value.startswith(DATA) and thing.value != iri:
            found[thing.value, prop.value] |= {passage.value} if passage is not None else set()
    names = explorer.names
    lines = [
        Line(f"{names.show(thing)}: {names.show(prop)}", tuple(sorted(evidence)))
        for (thing, prop), evidence in found.items()
    ]
    return sorted(lines, key=lambda line: line.text)
