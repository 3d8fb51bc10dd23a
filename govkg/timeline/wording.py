"""EDTF dates in the words a reader would use."""

from __future__ import annotations

import re

from govkg.model.dates import bounds

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DASH = "\u2013"
_PARTS = re.compile(r"Y?(-?[0-9X]+)(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?(?:T(\d\d:\d\d):\d\d(.*))?")


def in_words(edtf: str) -> str:
    """An EDTF date of level 0 or 1 in English words: ``2013-12-16/2013-12-18`` is ``16–18 December 2013``.

    Raises:
        DateError: it is none.
    """
    bounds(edtf)
    start, slash, end = edtf.partition("/")
    if not slash:
        return _one(edtf)
    if start in ("", "..") and end in ("", ".."):
        return "neither beginning nor end stated"
    if start in ("", ".."):
        return f"until {_one(end)}" if start else f"until {_one(end)}, beginning not stated"
    if end in ("", ".."):
        return f"from {_one(start)}, end not {'set' if end else 'stated'}"
    return _one(start) if start == end else _joined(start, end)


def month_name(year: int, month: int) -> str:
    """``January 2014``."""
    return f"{MONTHS[month - 1]} {year_name(year)}"


def year_name(year: int) -> str:
    """``2014``; ``44 BCE`` for -43, since the year 0 of EDTF is 1 BCE."""
    return f"{1 - year} BCE" if year <= 0 else str(year)


def _joined(start: str, end: str) -> str:
    a, b = start.split("-"), end.split("-")
    plain = len(a) == len(b) and all(part.isdigit() for part in a + b) and "" not in a + b
    if plain and a[0] == b[0] and len(a) > 1 and max(a[1], b[1]) <= "12":
        if len(a) == 3 and a[1] == b[1]:
            return f"{int(a[2])}{_DASH}{int(b[2])} {MONTHS[int(a[1]) - 1]} {_year(a[0])}"
        short = _one(start).rsplit(" ", 1)[0]
        return f"{short} {_DASH} {_one(end)}" if len(a) == 3 else f"{short}{_DASH}{_one(end)}"
    return f"{_one(start)} {_DASH} {_one(end)}"


def _one(date: str) -> str:
    mark = date[-1] if date[-1] in "?~%" else ""
    words = _plain(date.removesuffix(mark))
    if mark in ("~", "%"):
        words = f"about {words}"
    return f"{words} (uncertain)" if mark in ("?", "%") else words


def _plain(date: str) -> str:
    match = _PARTS.fullmatch(date)
    if match is None:
        return date
    year, month, day, clock, zone = match.groups()
    if "X" in year:
        return _decade_or_century(date)
    said = _year(year)
    if month == "XX":
        return f"on some day in {said}" if day else f"in some month of {said}"
    if month:
        said = f"{_SEASONS.get(month) or MONTHS[int(month) - 1]} {said}"
    if day == "XX":
        return f"on some day in {said}"
    if day:
        said = f"{int(day)} {said}"
    return f"{said}, {clock}{' UTC' if zone == 'Z' else f' {zone}' if zone else ''}" if clock else said


def _decade_or_century(date: str) -> str:
    """``2010s``, ``2000-2099``, ``200-191 BCE``: before the first year the earlier one has the greater number."""
    limits = bounds(date)
    assert limits.earliest_start is not None
    assert limits.latest_end is not None
    first, last = limits.earliest_start.year, limits.latest_end.year
    if first <= 0:
        return f"{1 - first}{_DASH}{year_name(last)}" if last <= 0 else f"{year_name(first)} {_DASH} {last}"
    return f"{first}s" if date.count("X") == 1 else f"{first}{_DASH}{last}"


def _year(digits: str) -> str:
    return year_name(int(digits))
