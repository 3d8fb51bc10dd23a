"""Dates as the sources give them: EDTF levels 0 and 1, read into bounds and compared in three values.

Source: Extended Date/Time Format, ISO 8601-2:2019, https://www.loc.gov/standards/datetime/.
The library `edtf` reads what is not a plain date. It is kept behind the shapes below because it accepts
impossible days and reversed intervals, prints to standard output when it fails, and takes some 4 ms a date.
"""

import re
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Self

from govkg.errors import GovkgError
from govkg.model.written_dates import candidates

_YEAR = r"(?!-0000)-?[0-9]{4}"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_CLOCK = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00)"
_OFFSET = r"(?:Z|(?!-00(?::00)?$)[+-](?:(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|14(?::00)?))"

_PLAIN = re.compile(rf"({_YEAR})(?:-({_MONTH})(?:-({_DAY}))?)?")
_TIMED = re.compile(rf"({_YEAR}-{_MONTH}-{_DAY})T{_CLOCK}{_OFFSET}?")
_SEASON = re.compile(rf"{_YEAR}-2[1-4]")
_UNSPECIFIED = rf"-?[0-9]{{2}}(?:[0-9]X|XX)|{_YEAR}-(?:XX(?:-XX)?|{_MONTH}-XX)"
# Eighteen digits at most: stores keep a year in 64 bits.
_LONG_YEAR = "Y-?[1-9][0-9]{4,17}"
_ALONE = re.compile(f"{_SEASON.pattern}|{_UNSPECIFIED}|{_LONG_YEAR}")
_XSD_DATE = re.compile(rf"({_YEAR}|-?[1-9][0-9]{{4,17}})-({_MONTH})-({_DAY})")

_LEVEL_2 = re.compile(
    r"(?=[-0-9YESX?~%.,/ \[\]{}]+$)"
    r".*(?:[\[\]{}X]|[0-9][SE][0-9]|[?~%][^/]|(?:^|/)-?[0-9]{4}-(?:2[5-9]|3[0-9]|4[01])(?:/|$))"
)
_EXPECTED = "EDTF level 0 or 1, such as 2014, 2014-06, 2014-06-10 or 2014-06-10/2014-06-13"
_NO_LEVEL_2 = "EDTF level 0 or 1; level 2 (sets, exponents, parts qualified one by one) is not accepted"


class DateError(GovkgError, ValueError):
    """A text that is no date here: `text` was found, `expected` was wanted, `hint` may mend it ('' if none)."""

    def __init__(self, text: str, expected: str, hint: str = "") -> None:
        super().__init__(text, expected, hint)
        self.text, self.expected, self.hint = text, expected, hint

    def __str__(self) -> str:
        mend = f"; did you mean {self.hint!r}?" if self.hint else ""
        return f"{self.text!r} is not an accepted date: expected {self.expected}{mend}"


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar; year 0 is 1 BCE (ISO 8601), which `datetime.date` cannot hold.

    `str` gives the xsd:date form without zone (https://www.w3.org/TR/xmlschema11-2/#date); days order by time.
    """

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.year:0{4 + (self.year < 0)}d}-{self.month:02d}-{self.day:02d}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the xsd:date form without zone that `str` writes; raise DateError for anything else."""
        match = _XSD_DATE.fullmatch(text)
        if not match:
            raise DateError(text, "a day as xsd:date without zone, such as 2014-06-10")
        return cls(*_possible_day(match, text))


class Truth(StrEnum):
    """What imprecise dates let one say: in every reading, in some reading, in none."""

    CERTAINLY = "certainly"
    POSSIBLY = "possibly"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Something starts on a day in [earliest_start, latest_start] and ends on one in [earliest_end, latest_end].

    Both ends are inclusive; None is unknown or unbounded. '2014-01' is something at some time in January, not
    known to fill it. `certain` is False where a source qualifies its date ('?', '~', '%'): the bounds are then
    widened by one unit of the date's precision, still without a promise, so no comparison answers CERTAINLY.
    """

    earliest_start: Day | None
    latest_start: Day | None
    earliest_end: Day | None
    latest_end: Day | None
    certain: bool = True

    @property
    def exact(self) -> bool:
        """Whether it is one day, or runs from one day to another, and the source is sure of it."""
        return (
            self.certain
            and self.earliest_start is not None
            and self.latest_end is not None
            and self.earliest_start == self.latest_start
            and self.earliest_end == self.latest_end
        )


class _Span(NamedTuple):
    """The days one date allows; `margin` is its unit in months if qualified (0 for a day), else None."""

    first: Day
    last: Day
    margin: int | None = None


def bounds(text: str) -> Bounds:
    """Read an EDTF date or interval of level 0 or 1; raise DateError for all else, level 2 included.

    A time of day counts as its day, in its own zone. '..' and an unknown end give None. A season has the months
    `edtf` gives it (winter: December only). An interval's two ends limit each other: an end is never before its
    start. An end whose first day is before the start's first day ('2014-06-10/2014') is refused, as the
    validator of the University of North Texas does.
    """
    try:
        return _read(text)
    except DateError as error:
        raise DateError(text, error.expected, error.hint or _hint(text)) from None


def unqualified(text: str) -> str:
    """A date without the marks that say how sure it is, so that its own days can be told from the widened ones."""
    return re.sub(r"[?~%]", "", text)


def overlaps(a: Bounds, b: Bounds) -> Truth:
    """Say whether a and b share a day.

    Here as in `within` and `before`, an unknown end may be any day that is not on the wrong side of the known
    one, and a qualified date never gives CERTAINLY; outside its widened bounds it does give NOT.
    """
    a_first, a_latest_start, a_earliest_end, a_last = _filled(a)
    b_first, b_latest_start, b_earliest_end, b_last = _filled(b)
    possible = a_first <= b_last and b_first <= a_last
    always = a_latest_start <= b_earliest_end and b_latest_start <= a_earliest_end
    return _truth(a, b, possible=possible, always=always)


def within(a: Bounds, b: Bounds) -> Truth:
    """Say whether every day of a is a day of b."""
    a_first, a_latest_start, a_earliest_end, a_last = _filled(a)
    b_first, b_latest_start, b_earliest_end, b_last = _filled(b)
    possible = b_first <= a_latest_start and a_earliest_end <= b_last
    always = b_latest_start <= a_first and a_last <= b_earliest_end
    return _truth(a, b, possible=possible, always=always)


def before(a: Bounds, b: Bounds) -> Truth:
    """Say whether a ends on a day before the day b starts."""
    _, _, a_earliest_end, a_last = _filled(a)
    b_first, b_latest_start, _, _ = _filled(b)
    return _truth(a, b, possible=a_earliest_end < b_latest_start, always=a_last < b_first)


def _truth(a: Bounds, b: Bounds, *, possible: bool, always: bool) -> Truth:
    if not possible:
        return Truth.NOT
    return Truth.CERTAINLY if always and a.certain and b.certain else Truth.POSSIBLY


def _filled(b: Bounds) -> tuple[Day, Day, Day, Day]:
    first = b.earliest_start or Day(-(10**30), 1, 1)
    last = b.latest_end or Day(10**30, 12, 31)
    return first, b.latest_start or last, b.earliest_end or first, last


def _read(text: str) -> Bounds:
    if "/" in text and text != "/":
        return _interval(text)
    timed = _TIMED.fullmatch(text)
    span = _span(timed[1] if timed else text, _ALONE, text)
    first, last = _widened(span)
    return Bounds(first, last, first, last, span.margin is None)


def _interval(text: str) -> Bounds:
    start_text, _, end_text = text.partition("/")
    start = None if start_text in ("", "..") else _span(start_text, _SEASON, text)
    end = None if end_text in ("", "..") else _span(end_text, _SEASON, text)
    if start and end and end.first < start.first:
        hint = f"{end_text}/{start_text}" if end.last < start.first else f"{start_text}/"
        raise DateError(text, "an end that cannot fall before the start, or an unknown or open end", hint)
    earliest_start, latest_start = _widened(start) if start else (None, None)
    earliest_end, latest_end = _widened(end) if end else (None, None)
    if latest_start and latest_end:
        latest_start = min(latest_start, latest_end)
    if earliest_start and earliest_end:
        earliest_end = max(earliest_start, earliest_end)
    certain = all(span is None or span.margin is None for span in (start, end))
    return Bounds(earliest_start, latest_start, earliest_end, latest_end, certain)


def _span(part: str, shape: re.Pattern[str], text: str) -> _Span:
    date = part[:-1] if part.endswith(("?", "~", "%")) else part
    if plain := _PLAIN.fullmatch(date):
        span = _plain_span(plain, text)
    elif shape.fullmatch(date):
        span = _library_span(date)
    else:
        raise DateError(text, _NO_LEVEL_2 if _LEVEL_2.match(text) else _EXPECTED)
    return span if date == part else span._replace(margin=_unit(date))


def _plain_span(match: re.Match[str], text: str) -> _Span:
    year = int(match[1])
    if match[2] is None:
        return _Span(Day(year, 1, 1), Day(year, 12, 31))
    month = int(match[2])
    if match[3] is None:
        return _Span(Day(year, month, 1), Day(year, month, monthrange(year, month)[1]))
    day = _possible_day(match, text)
    return _Span(day, day)


def _library_span(date: str) -> _Span:
    # edtf takes 0.1 s to import, and most dates are plain.
    from edtf import parse_edtf

    # edtf 5.0.2 reads -1999-XX as December to January and -1999-01-XX as 31 to 1: hand it no sign.
    negative = date.startswith(("-", "Y-"))
    parsed = parse_edtf(date.replace("-", "", 1) if negative else date)
    low, high = Day(*parsed.lower_strict()[:3]), Day(*parsed.upper_strict()[:3])
    if negative:
        # -00XX ends in -0001, since -0000 is no year.
        low, high = low._replace(year=-high.year), high._replace(year=-max(low.year, 1))
    return _Span(low, high)


def _unit(date: str) -> int:
    known = [part for part in date.lstrip("Y-").split("-") if part != "XX"]
    if len(known) == 3:
        return 0
    if len(known) == 2:
        return 3 if known[1] > "12" else 1
    return 12 * (1, 10, 100)[known[0].count("X")]


def _widened(span: _Span) -> tuple[Day, Day]:
    first, last, margin = span
    if margin is None:
        return first, last
    if margin == 0:
        return _next_day(first, -1), _next_day(last, 1)
    year, month = _next_month(last, margin)
    return Day(*_next_month(first, -margin), 1), Day(year, month, monthrange(year, month)[1])


def _next_day(day: Day, by: int) -> Day:
    if 1 <= day.day + by <= monthrange(day.year, day.month)[1]:
        return day._replace(day=day.day + by)
    year, month = _next_month(day, by)
    return Day(year, month, 1 if by > 0 else monthrange(year, month)[1])


def _next_month(day: Day, by: int) -> tuple[int, int]:
    years, month = divmod(day.month - 1 + by, 12)
    return day.year + years, month + 1


def _possible_day(match: re.Match[str], text: str) -> Day:
    day = Day(*map(int, match.groups()))
    length = monthrange(day.year, day.month)[1]
    if day.day > length:
        raise DateError(text, f"a day from 01 to {length} in {str(day)[:-3]}")
    return day


def _hint(text: str) -> str:
    for candidate in candidates(text.strip()):
        with suppress(DateError):
            _read(candidate)
            return candidate
    return ""
