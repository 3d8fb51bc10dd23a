"""Dating: when things take place, when links between them happen, and whether that falls into a slice.

Dates are the bounds of EDTF texts (``govkg.model.dates``). On nodes and edges they stand as five attributes, four days
in ISO form (None where unknown) and ``certain_date``, so that networkx and pandas can read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from govkg.errors import BadQuery
from govkg.known import may_be_written_by
from govkg.model.dates import Bounds, Day, Truth, bounds, overlaps
from govkg.network.columns import Columns

UNKNOWN = Bounds(None, None, None, None, certain=False)
TAKES_PLACE = frozenset({"event", "process", "call"})
"""Kinds of thing whose dates say when it goes on; an organization's say how long it existed."""

_FIRST, _LAST = Day(-(10**30), 1, 1), Day(10**30, 12, 31)
_FIELDS = ("earliest_start", "latest_start", "earliest_end", "latest_end")


def attributes(found: Bounds) -> dict[str, Any]:
    """Bounds as attributes of a node or an edge."""
    days = {name: str(day) if (day := getattr(found, name)) else None for name in _FIELDS}
    return {**days, "certain_date": found.certain and found != UNKNOWN}


def bounds_of(given: Mapping[str, Any]) -> Bounds:
    """The bounds that a node's or an edge's attributes give; unknown where it has none.

    Raises:
        DateError: an attribute is no day in ISO form.
    """
    first, late_first, early_last, last = (Day.parse(t) if (t := given.get(name)) else None for name in _FIELDS)
    dated = any((first, late_first, early_last, last))
    return Bounds(first, late_first, early_last, last, certain=bool(given.get("certain_date", dated)))


def slice_period(during: tuple[str, str] | str | None, at: str | None) -> Bounds | None:
    """The days of a slice, None for all time.

    Raises:
        BadQuery: both are given, or ``during`` is no pair.
        DateError: a date is not EDTF.
    """
    if during is not None and at is not None:
        raise BadQuery("a slice is either during a period or at a date: leave one of the two out")
    if at is not None:
        return _whole(bounds(at))
    if during is None:
        return None
    pair = tuple(during.split("/")) if isinstance(during, str) else tuple(during)
    if len(pair) != 2 or not all(isinstance(end, str) for end in pair):
        raise BadQuery(f"during takes a first and a last date, such as ('2013-10', '2014-03'), not {during!r}")
    return _whole(bounds("/".join(pair)))


def in_slice(happens: Bounds, days: Bounds | None, certainly: bool) -> bool:
    """Whether something falls into a slice: in every reading of its date, or in some."""
    if days is None:
        return True
    found = overlaps(happens, days)
    return found is Truth.CERTAINLY or (found is Truth.POSSIBLY and not certainly)


def known_by(written: str | None, day: Bounds, certainly: bool) -> bool:
    """Whether a source counts as known on a day: as ``govkg.known`` has it, or if it certainly was written by then.

    Args:
        written: when it was written, as EDTF; None if nobody knows: then it counts for no day.
        day: the day, or the days of an imprecise date: certain on its first, possible on its last.
        certainly: which of the two is asked.
    """
    if written is None:
        return False
    if certainly:
        found = bounds(written)
        if not (found.certain and day.certain and found.latest_end and day.earliest_start):
            return False
        return found.latest_end <= day.earliest_start
    return day.latest_end is not None and may_be_written_by(written, day.latest_end)


class Calendar:
    """When the things of a graph take place, as the columns have it.

    Args:
        columns: must hold ``date``, ``opens``, ``closes`` and ``partOf``.
        kinds: the kind of each node, by IRI.
    """

    def __init__(self, columns: Columns, kinds: Mapping[str, str]) -> None:
        self._columns = columns
        self._kinds = kinds
        self._known: dict[str, Bounds] = {}

    def of(self, iri: str) -> Bounds:
        """The bounds of a thing: its date; a call's opening and closing; else those of the event it is part of."""
        if iri not in self._known:
            self._known[iri] = UNKNOWN  # Ends the search should parts run in a circle.
            self._known[iri] = self.own(iri) or self._inherited(iri) or UNKNOWN
        return self._known[iri]

    def own(self, iri: str) -> Bounds | None:
        """The bounds that are said of a thing itself; None if none are."""
        if not any(iri in self._columns.values.get(name, ()) for name in ("date", "opens", "closes")):
            return None
        dates = [bounds(text) for text in self._columns.of("date", iri)]
        opens = _hull(bounds(text) for text in self._columns.of("opens", iri))
        closes = _hull(bounds(text) for text in self._columns.of("closes", iri))
        if opens is None and closes is None:
            return _hull(dates)
        first, last = opens or UNKNOWN, closes or UNKNOWN
        certain = (opens is None or opens.certain) and (closes is None or closes.certain)
        return Bounds(first.earliest_start, first.latest_start, last.earliest_end, last.latest_end, certain)

    def _inherited(self, iri: str) -> Bounds | None:
        """Some time within the event of which it is a part; a part of a process may come whenever it comes."""
        if self._kinds.get(iri) != "event":
            return None
        above = [self.of(whole) for whole in self._columns.of("partOf", iri) if self._kinds.get(whole) == "event"]
        found = _hull(one for one in above if one != UNKNOWN)
        if found is None:
            return None
        return Bounds(found.earliest_start, found.latest_end, found.earliest_start, found.latest_end, found.certain)

    def happens(self, record: str, source: str, target: str) -> tuple[Bounds, str]:
        """When a link happens and what says so: the ``record``, the thing it goes ``to``, the one it comes ``from``.

        A record's own date comes first, then the event, process or call that it goes into, then the one that it
        comes from; else it is unknown and the second value is empty.
        """
        if (dated := self.own(record)) is not None:
            return dated, "record"
        for end, name in ((target, "to"), (source, "from")):
            if self._kinds.get(end) in TAKES_PLACE and (found := self.of(end)) != UNKNOWN:
                return found, name
        return UNKNOWN, ""


def _whole(found: Bounds) -> Bounds:
    """Every day that a date allows: 2014-03 asks for all of March, and an open end for all that comes."""
    first, last = found.earliest_start or _FIRST, found.latest_end or _LAST
    return Bounds(first, first, last, last, found.certain)


def _hull(found: Iterable[Bounds]) -> Bounds | None:
    """The bounds of one date; where passages give several that nobody has decided on, all that any of them allows."""
    distinct = sorted(set(found), key=str)
    if len(distinct) < 2:
        return distinct[0] if distinct else None
    return Bounds(
        _outermost(min, [b.earliest_start for b in distinct]),
        _outermost(max, [b.latest_start for b in distinct]),
        _outermost(min, [b.earliest_end for b in distinct]),
        _outermost(max, [b.latest_end for b in distinct]),
        certain=False,
    )


def _outermost(choose: Callable[[list[Day]], Day], days: list[Day | None]) -> Day | None:
    known = [day for day in days if day is not None]
    return choose(known) if len(known) == len(days) else None
