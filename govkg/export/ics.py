"""iCalendar: every event with a date, and the deadline of every call, with where it is said in the description."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from govkg.calendar import STAMP, Entry, calendar, entry
from govkg.evidence import Passage, differences, passages
from govkg.export.contract import Format, Material
from govkg.export.dataset import header
from govkg.export.facts import Facts, facts
from govkg.names import Names
from govkg.namespaces import PREFIXES, term
from govkg.render import passage_lines
from govkg.words import values

_SCHEMA = PREFIXES["schema"]
_TOLD = (
    *(PREFIXES["dcterms"] + "description", term("purpose"), term("partOf"), term("editionOf"), term("status")),
    *(term("about"), term("opens"), term("channel"), term("addressee"), term("issuedBy"), term("limit")),
    *(term("extendable"), PREFIXES["foaf"] + "homepage"),
)
"""What the description tells, beside the date and where it is said: what a calendar has no field for."""


@dataclass(frozen=True, slots=True)
class _Dating:
    """Where the date of a class of things is: the properties of its day, its clock times, and its instant."""

    kind: str
    day: str
    starts: str
    ends: str = ""
    instant: str = ""
    label: str = "{}"
    fragment: str = ""


_DATINGS = (
    _Dating(term("Event"), term("date"), _SCHEMA + "startTime", _SCHEMA + "endTime"),
    _Dating(term("Call"), term("closes"), term("closesTime"), "", term("closesInstant"), "Deadline: {}", "#closes"),
)


def ics(asked: Material) -> bytes:
    """Every event with a date and every call with a closing date as one calendar."""
    known = facts(asked.store)
    decided: dict[str, list[str]] = defaultdict(list)
    for difference in differences(asked.store):
        decided[difference.about].append(f"Sources differ: {difference.reason}")
    dated = [
        (iri, value.value, dating)
        for dating in _DATINGS
        for iri in known.of_class(dating.kind)
        for value in known.values(iri, dating.day)
    ]
    evidence = {(iri, dating): _graphs(known, iri, dating) for iri, _, dating in dated}
    described = passages(asked.store, {graph for graphs in evidence.values() for graph in graphs})
    made: list[tuple[str, _Dating, Entry]] = []
    for iri, date, dating in dated:
        said = [described[graph] for graph in evidence[iri, dating] if graph in described]
        lines = [*_told(iri, known, asked.names), *decided[iri], *_said(said)]
        if one := _entry(iri, date, dating, known, asked.names, lines):
            made.append((iri, dating, one))
    return calendar(_related(made, known), "govkg", header(asked.store).issued or STAMP)


def _entry(iri: str, date: str, dating: _Dating, known: Facts, names: Names, lines: list[str]) -> Entry | None:
    several = len(known.values(iri, dating.day)) > 1
    return entry(
        # Where two dates stand side by side, each is an entry of its own.
        f"{iri}{dating.fragment}" + (f"?{date}" if several else ""),
        dating.label.format(names.show(iri)),
        date,
        starts=known.text(iri, dating.starts),
        ends=known.text(iri, dating.ends),
        zone=known.text(iri, term("timeZone")),
        instant=known.text(iri, dating.instant),
        lines=lines,
        place=values(known.values(iri, _SCHEMA + "location"), names),
        topics=sorted(names.show(topic.value) for topic in known.values(iri, term("topic"))),
        url=iri,
    )


def _related(made: list[tuple[str, _Dating, Entry]], known: Facts) -> Iterator[Entry]:
    """Entries with those of what they are parts of: all of a whole with two dates, none of one without a day."""
    of: dict[str, list[str]] = defaultdict(list)
    for iri, dating, one in made:
        # Nothing is part of a deadline.
        if not dating.fragment:
            of[iri].append(one.key)
    for iri, _, one in made:
        wholes = {value.value for value in known.values(iri, term("partOf"))}
        yield replace(one, parts_of=tuple(sorted(key for whole in wholes for key in of.get(whole, ()))))


def _graphs(known: Facts, iri: str, dating: _Dating) -> list[str]:
    """Where the date and the clock times of a thing are said."""
    used = [prop for prop in (dating.day, dating.starts, dating.ends, dating.instant) if prop]
    statements = [(iri, prop, value) for prop in used for value in known.values(iri, prop)]
    return sorted({graph for statement in statements for graph in known.graphs.get(statement, ())})


def _told(iri: str, known: Facts, names: Names) -> list[str]:
    told = [(names.show(prop), known.values(iri, prop)) for prop in _TOLD]
    return [f"{label[:1].upper()}{label[1:]}: {values(found, names)}" for label, found in told if found]


def _said(found: list[Passage]) -> list[str]:
    return ["Source: " + " ".join(passage_lines(passage).split()) for passage in found]


ICS = Format(ics)
