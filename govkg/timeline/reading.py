"""From a graph to what a timeline shows.

Drawn are events and processes with a date and calls with a deadline. A date that a decision set aside as superseded
is drawn beside the one that took its place; readings that a source leaves open are all drawn. Restricted to one
document, the picture shows what that document says, and where the document itself puts things on the way to another,
as a poster does, exactly these things: its boxes, dated or not.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from govkg.errors import BadQuery, NotFound
from govkg.model.dates import Bounds, Day, Truth, bounds, overlaps
from govkg.names import Names
from govkg.namespaces import DATA
from govkg.store import Store
from govkg.timeline.bands import ALONE, NO_ORGANISER, bands_of, by_organiser, by_process
from govkg.timeline.claims import Claims
from govkg.timeline.items import Reader
from govkg.timeline.model import Item, Kind, Timeline
from govkg.timeline.wording import in_words

_BANDS = {"process": (by_process, ALONE), "organiser": (by_organiser, NO_ORGANISER)}
BANDS = tuple(_BANDS)
"""What the bands of a timeline can be."""
PLURALS = {
    Kind.EVENT: "events",
    Kind.PROCESS: "processes",
    Kind.DEADLINE: "deadlines",
    Kind.DOCUMENT: "documents",
    Kind.BODY: "bodies",
}
_ALL = (Kind.EVENT, Kind.PROCESS, Kind.DEADLINE)
"""What is drawn of its own accord; the rest only where a document itself puts it on the way to something."""


def timeline(
    store: Store,
    names: Names,
    start: str = "",
    end: str = "",
    *,
    bands: str = "process",
    source: str = "",
    kinds: Iterable[str] = (),
    things: Collection[str] | None = None,
    claims: Claims | None = None,
) -> Timeline:
    """What takes place, goes on and closes between two dates.

    Args:
        store: where the statements are.
        names: all names.
        start: first day, month or year as EDTF; empty to begin with what comes first.
        end: the same for the last; empty to end with what comes last.
        bands: ``process`` puts together what shares a process, an event, a series or a body; ``organiser`` what has
            the same organiser, host or convener.
        source: restricts it to what one document says: its number, its id or its name.
        kinds: restricts it to items of these kinds: ``event``, ``process``, ``deadline``, ``document``, ``body``.
        things: restricts it to these, by IRI.
        claims: what the store's passages claim, for who draws several and need not read them each time.

    Raises:
        DateError: ``start`` or ``end`` is no date.
        BadQuery: they are in the wrong order, or outside the years 1 to 9999; or there are no such bands or kinds.
        NotFound: there is no such document.
    """
    if bands not in _BANDS:
        raise BadQuery(f"bands are by {' or '.join(BANDS)}, not by {bands!r}")
    kinds = list(kinds)
    shown = _kinds(kinds)
    asked = _limits(start, end)
    claims = claims or Claims.of(store)
    claims = replace(claims, single=_document(claims, source) if source else "")
    reader = Reader(store, names, claims, things)
    found_dated = [item for item in reader.dated() if item.kind in shown]
    dated = sorted((item for item in found_dated if overlaps(_days(item), asked) is not Truth.NOT), key=_by_time)
    found_undated = [item for item in reader.undated() if item.kind in shown]
    undated = tuple(sorted(found_undated, key=lambda item: (item.name, item.thing)))
    first, last = _axis(asked, dated)
    grouped, rest = _BANDS[bands]
    found = {passage.source for item in (*dated, *undated) for passage in item.passages}
    return Timeline(
        title=_title(claims, first, last, kinds),
        start=first,
        end=last,
        bands=bands_of(dated, grouped({item.thing for item in dated}, claims, names), rest, names.show),
        undated=undated,
        sources=tuple(sorted(claims.documents[iri] for iri in found if iri in claims.documents)),
        single=claims.single,
    )


def _kinds(asked: Iterable[str]) -> frozenset[Kind]:
    words = list(asked)
    for word in words:
        if word not in list(Kind):
            raise BadQuery(f"a timeline shows {', '.join(Kind)}, not {word!r}")
    return frozenset(map(Kind, words or Kind))


def _document(claims: Claims, source: str) -> str:
    for iri, (number, name) in sorted(claims.documents.items()):
        if source in (number, name, iri, iri.removeprefix(DATA), iri.rpartition("/")[2]):
            return iri
    known = ", ".join(f"{number} {iri.rpartition('/')[2]}" for iri, (number, _) in sorted(claims.documents.items()))
    raise NotFound(f"no document is called {source!r}; there are {known or 'none'}")


def _limits(start: str, end: str) -> Bounds:
    first = bounds(start).earliest_start if start else None
    last = bounds(end).latest_end if end else None
    for day in (first, last):
        if day and not 1 <= day.year <= 9999:
            raise BadQuery(f"a timeline can show the years 1 to 9999, not {day.year}")
    if first and last and last < first:
        raise BadQuery(f"the timeline would end on {last}, before it starts on {first}: give the earlier date first")
    return Bounds(first, first, last, last)


def _days(item: Item) -> Bounds:
    return item.bounds or Bounds(None, None, None, None)


def _axis(asked: Bounds, items: Sequence[Item]) -> tuple[Day, Day]:
    """The days of the axis: as asked; an end that was left open is that of the month in which the last item ends."""
    known = [
        day
        for limits in (item.stated or _days(item) for item in items)
        for day in (limits.earliest_start, limits.latest_start, limits.earliest_end, limits.latest_end)
        if day and 1 <= day.year <= 9999
    ]
    begin, end = asked.earliest_start, asked.latest_end
    first = begin or min([*known, *([end] if end else [])], default=Day(2000, 1, 1))._replace(day=1)
    last = end or max([*known, first])
    return first, last if end else last._replace(day=monthrange(last.year, last.month)[1])


def _title(claims: Claims, first: Day, last: Day, kinds: Sequence[str]) -> str:
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    period = in_words(f"{str(first)[:7]}/{str(last)[:7]}" if whole else f"{first}/{last}")
    if claims.single:
        return f"{claims.documents[claims.single][1]}, redrawn from the graph: {period}"
    several = [PLURALS[kind] for kind in Kind if kind in (kinds or _ALL)]
    shown = " and ".join([*([", ".join(several[:-1])] if several[1:] else []), several[-1]])
    return f"{shown[:1].upper()}{shown[1:]}, {period}"


def _by_time(item: Item) -> tuple[Day, Day, str, str]:
    limits = item.stated or _days(item)
    first = limits.earliest_start or limits.earliest_end or Day(-9999, 1, 1)
    return first, limits.latest_end or limits.latest_start or first, item.name, item.edtf
