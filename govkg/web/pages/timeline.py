"""The timeline: what takes place, goes on and closes, as a picture, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass, replace

from govkg.namespaces import short
from govkg.timeline import Item, Standing, Timeline
from govkg.web.drawing.periods import Months, moves
from govkg.web.drawing.timelines import EVERYTHING, PHONE, WIDE, Filters, fullest, picture, processes, read, years
from govkg.web.explorer import Explorer
from govkg.web.page import Asked, Page

KINDS = {
    "": "Events, processes and deadlines",
    "event": "Events",
    "process": "Processes",
    "deadline": "Deadlines",
    "event,deadline": "Events and deadlines",
}
"""What the form offers to show, by the value of its field."""
BANDS = {"process": "The process or series they belong to", "organiser": "Who organises them"}
"""What the form offers to put in one band."""


@dataclass(frozen=True, slots=True)
class Row:
    """An item as a line of the table: ``firmness`` says how far its date can be trusted, and why."""

    when: str
    iri: str
    name: str
    kind: str
    place: str
    firmness: str
    passages: tuple[str, ...]


def timeline_page(explorer: Explorer, asked: Asked) -> Page:
    """A timeline: of a year, of a process, of everything, or as the form asks; else of the years with most in them.

    Raises:
        NotFound, Ambiguous, DateError, BadQuery: what is asked for does not fit.
    """
    filters = Filters.of(asked, explorer.kg.names)
    everything = explorer.timeline
    period = {} if asked.key or asked.query else fullest(everything)
    if period:
        filters = replace(filters, start=period["from"], end=period["to"])
    shown = read(explorer, filters)
    kinds = KINDS if filters.fields.get("kind", "") in KINDS else {**KINDS, filters.fields["kind"]: "As asked for"}
    return Page(
        path=f"timeline/{asked.key}" if asked.key else "timeline",
        title=_title(explorer, filters, asked.key),
        template="timeline.html",
        about="Events, processes and deadlines of Internet governance on one axis, each with its passages.",
        values={
            "shown": shown,
            "wide": picture(shown, WIDE, "wide"),
            "narrow": picture(shown, PHONE, "narrow"),
            "dated": [_row(item) for item in _by_time(shown)],
            "undated": [_row(item) for item in shown.undated],
            "passages": {passage.iri: passage for item in shown.items for passage in item.passages},
            "fields": filters.fields,
            "given": {
                **dict.fromkeys(("from", "to", "source", "process", "kind"), ""),
                "bands": "process",
                **filters.fields,
            },
            "is_asked": bool(asked.query),
            "is_fullest": bool(period),
            "moves": _moves(filters, shown, everything),
            "years": years(everything),
            "processes": _named(explorer, processes(explorer, everything)),
            "chosen": _chosen(explorer, filters, everything),
            "sources": sorted(explorer.claims.documents.values()),
            "kinds": kinds,
            "bands": BANDS,
            "about_iri": filters.process,
            "about_process": explorer.kg.names.show(filters.process) if filters.process else "",
        },
    )


def timelines(explorer: Explorer) -> list[str]:
    """The timelines with a page of their own, as the rest of its path: all, the years, and what things belong to."""
    everything = explorer.timeline
    found = [f"process/{short(iri)}" for iri in processes(explorer, everything)]
    return [EVERYTHING, *(f"{year:04d}" for year in years(everything)), *found]


def _title(explorer: Explorer, filters: Filters, key: str) -> str:
    if filters.process:
        return f"Timeline: {explorer.kg.names.show(filters.process)}"
    return f"Timeline of {key}" if key else "Timeline"


def _by_time(shown: Timeline) -> list[Item]:
    """The dated items in the order of their first dates, whatever band they stand in."""
    dated = [item for band in shown.bands for item in band.items]
    return sorted(dated, key=lambda item: (_first(item), item.edtf, item.name, item.thing))


def _first(item: Item) -> tuple[int, int, int]:
    days = item.stated
    return (days and (days.earliest_start or days.earliest_end)) or (0, 0, 0)


def _row(item: Item) -> Row:
    passages = tuple(passage.iri for passage in item.passages)
    return Row(item.when, item.thing, item.name, item.kind, item.place, firmness(item), passages)


def firmness(item: Item) -> str:
    """How firmly the passages carry the date, and what became of it."""
    standing = {
        Standing.ACCEPTED: "",
        Standing.SET_ASIDE: "" if item.note else "superseded",
        Standing.OPEN: "date not settled",
    }
    return "; ".join(part for part in (item.certainty, standing[item.standing], item.note) if part)


def _moves(filters: Filters, shown: Timeline, everything: Timeline) -> list[tuple[str, str, dict[str, str]]]:
    """Earlier, later, closer and wider: wording, the period in words, and the query."""
    whole = Months.holding(everything.start, everything.end)
    ways = moves(Months.holding(shown.start, shown.end), whole)
    return [(name, _between(months), {**filters.fields, **months.fields}) for name, months in ways]


def _between(months: Months) -> str:
    first, last = months.fields["from"], months.fields["to"]
    return first if first == last else f"{first} to {last}"


def _named(explorer: Explorer, things: list[str]) -> list[tuple[str, str]]:
    return [(short(iri), explorer.kg.names.show(iri)) for iri in things]


def _chosen(explorer: Explorer, filters: Filters, everything: Timeline) -> list[tuple[str, str]]:
    """What the form offers as processes, with the one that is asked for even if it has no timeline of its own."""
    found = processes(explorer, everything)
    return _named(explorer, found if filters.process in ("", *found) else [filters.process, *found])
