"""Calendar entries: a dated thing as an iCalendar event (RFC 5545), and entries as one calendar file.

Nothing reads the clock: the stamp that every event must have is given, and the identifier is made from the entry's
key, so that the same entry is the same bytes and a later file replaces it in a calendar instead of doubling it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from govkg.model.dates import Bounds, Day, bounds

if TYPE_CHECKING:
    from icalendar import Event

STAMP = date(1970, 1, 1)
"""The stamp of a calendar whose graph does not say when it was issued."""

EXACT_DATE = "X-GOVKG-EDTF"
"""The property that keeps a date as the source gives it, since iCalendar knows only full days and instants."""

_OFFSETS = {"UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3}
"""Hours east of Greenwich, for abbreviations that mean the same everywhere; "EST" and "BST" do not."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar.

    Attributes:
        key: what the entry is, such as the IRI of an event; makes the identifier.
        name: one line.
        start: first day, or the instant; an instant without a zone is the clock on the wall.
        end: last day (inclusive), or the instant at which it ends; None if it has no length.
        edtf: the date as the source gives it.
        exact: whether ``start`` and ``end`` are what the source says, or only the limits of it.
        lines: the description.
        place: where; may be empty.
        topics: categories.
        url: where more is to be found; may be empty.
        parts_of: keys of the entries that this one is a part of.
    """

    key: str
    name: str
    start: date | datetime
    end: date | datetime | None
    edtf: str
    exact: bool
    lines: tuple[str, ...] = ()
    place: str = ""
    topics: tuple[str, ...] = ()
    url: str = ""
    parts_of: tuple[str, ...] = ()


def entry(
    key: str,
    name: str,
    edtf: str,
    *,
    starts: str = "",
    ends: str = "",
    zone: str = "",
    instant: str = "",
    lines: Sequence[str] = (),
    place: str = "",
    topics: Sequence[str] = (),
    url: str = "",
    parts_of: Sequence[str] = (),
) -> Entry | None:
    """An entry for something with a date.

    A date that is not one exact day or run of days becomes an all-day entry over the days that it allows; name and
    description say that it is not exact. A clock time counts where the date is one exact day. It becomes an instant
    if its zone is known, and stays the clock on the wall if not; the description says which. An instant that falls out
    of the years 1 to 9999 in UTC does not count: the entry keeps its days.

    Args:
        key: IRI of the thing; give deadlines of the same thing a key of their own, such as ``iri + "#closes"``.
        name: one line.
        edtf: its date.
        starts: clock time as xsd:time, such as ``09:00:00``.
        ends: the same for the end.
        zone: the zone of the clock times as the source writes it, an abbreviation or an IANA name.
        instant: the moment itself as xsd:dateTime, such as ``2014-04-18T21:00:00Z``; then the entry has no length.
        lines: what else the description says, after the lines about the date.
        place: where.
        topics: categories.
        url: where more is to be found.
        parts_of: keys of the entries of the same calendar that this one is a part of.

    Returns:
        The entry; None where the date names no day at all (``..``) or none of the years 1 to 9998.

    Raises:
        DateError: the date is not EDTF of level 0 or 1.
    """
    limits = bounds(edtf)
    days = _days(limits)
    if days is None:
        return None
    start, end = _clock(*days, starts or edtf.partition("T")[2], ends, zone) if limits.exact else days
    if moment := _instant(instant):
        start, end = moment, None
    said = [*_about_date(edtf, limits), *_about_clock(starts, ends, zone, start), *lines]
    shown = name if limits.exact else f"{name} (date not exact)"
    return Entry(key, shown, start, end, edtf, limits.exact, tuple(said), place, tuple(topics), url, tuple(parts_of))


def calendar(entries: Iterable[Entry], name: str, stamp: date = STAMP) -> bytes:
    """A calendar file: entries by start, each once.

    Args:
        entries: in any order.
        name: what the calendar is called.
        stamp: when what it says was last changed, such as the day on which the graph was issued.
    """
    from icalendar import Calendar

    whole = Calendar()
    whole.add("prodid", "-//govkg//govkg//EN")
    whole.add("version", "2.0")
    whole.add("name", _plain(name))
    whole.add("x-wr-calname", _plain(name))
    for one in sorted(set(entries), key=lambda e: (e.start.isoformat(), e.key, e.name)):
        whole.add_component(_event(one, stamp))
    return bytes(whole.to_ical())


def _event(one: Entry, stamp: date) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", _identifier(one.key))
    event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
    event.add("summary", " ".join(_plain(one.name).split()))
    event.add("dtstart", one.start)
    if one.end is not None:
        event.add("dtend", one.end if isinstance(one.end, datetime) else one.end + timedelta(days=1))
    if not one.exact:
        event.add("status", "TENTATIVE")
        event.add("transp", "TRANSPARENT")
    for prop, text in (("description", "\n".join(one.lines)), ("location", one.place)):
        if text:
            event.add(prop, _plain(text))
    if one.topics:
        event.add("categories", [_plain(topic) for topic in one.topics])
    if one.url:
        event.add("url", one.url)
    for whole in one.parts_of:
        event.add("related-to", _identifier(whole))
    event.add(EXACT_DATE, one.edtf)
    return event


def _identifier(key: str) -> str:
    """A UUID made from the key, as RFC 7986 wants identifiers to be."""
    return str(uuid5(NAMESPACE_URL, key))


def _plain(text: str) -> str:
    """Text without control characters, which iCalendar cannot hold; line breaks stay."""
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _days(limits: Bounds) -> tuple[date, date] | None:
    """The first and last day to show; an open end shows the days on which the other end can fall."""
    first = limits.earliest_start or limits.earliest_end
    last = limits.latest_end or limits.latest_start
    if first is None or last is None:
        return None
    shown = _date(first), _date(last)
    return None if shown[0] is None or shown[1] is None else (shown[0], shown[1])


def _date(day: Day) -> date | None:
    # A day after the last one must still have four digits.
    return date(*day) if 1 <= day.year <= 9998 else None


def _clock(first: date, last: date, starts: str, ends: str, zone: str) -> tuple[date, date | None]:
    begin, finish = _time(starts), _time(ends)
    if begin is None or first != last:
        return first, last
    start = _moment(first, begin, zone)
    if start is None:
        return first, last
    end = None if finish is None else _moment(last, finish, zone)
    # An end that is not after the start is a slip of the source or the next morning: nothing says which.
    return start, end if end and finish and (finish.tzinfo is None) == (begin.tzinfo is None) and end > start else None


def _moment(day: date, clock: time, zone: str) -> datetime | None:
    return _in_utc(datetime.combine(day, clock, tzinfo=clock.tzinfo or _zone(zone)))


def _in_utc(moment: datetime) -> datetime | None:
    """A moment in UTC, as it is without a zone; None where UTC has it before the year 1 or after 9999."""
    try:
        return moment if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return None


def _zone(name: str) -> tzinfo | None:
    if name in _OFFSETS:
        return timezone(timedelta(hours=_OFFSETS[name]))
    try:
        return ZoneInfo(name) if "/" in name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        return None


def _instant(text: str) -> datetime | None:
    try:
        return _in_utc(datetime.fromisoformat(text)) if text else None
    except ValueError:
        return None


def _about_date(edtf: str, limits: Bounds) -> list[str]:
    if limits.exact:
        return [f"Date as the source gives it: {edtf}"]
    if limits.earliest_start and limits.latest_end:
        reading = f"at some time from {limits.earliest_start} to {limits.latest_end}"
    elif limits.earliest_start:
        reading = f"begins {_between(limits.earliest_start, limits.latest_start)}; its end is open or not known"
    else:
        reading = f"ends {_between(limits.earliest_end, limits.latest_end)}; its beginning is open or not known"
    doubt = "" if limits.certain else "; the source itself is not sure"
    return [f"Date as the source gives it: {edtf}", f"Not exact: {reading}{doubt}."]


def _between(first: Day | None, last: Day | None) -> str:
    return f"on {first}" if first == last else f"at some time from {first} to {last}"


def _about_clock(starts: str, ends: str, zone: str, start: date | datetime) -> list[str]:
    if not starts and not ends and not isinstance(start, datetime):
        return []
    clock = " to ".join(text.removesuffix(":00") if text.count(":") == 2 else text for text in (starts, ends) if text)
    said = f"Clock time as the source gives it: {clock} {zone}".rstrip() if clock else ""
    if isinstance(start, datetime) and start.tzinfo is None:
        unknown = f"what {zone!r} means is not known" if zone else "the source gives no time zone"
        return [*([said] if said else []), f"The time shown is the clock on the wall there: {unknown}."]
    return [said] if said else []
