"""The layout for paper and screens: bands one below the other over an axis of months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from govkg.model.dates import Bounds, Day
from govkg.timeline.flags import MARK, Flag, raised, rows
from govkg.timeline.measure import ASCENT, LEADING, text_width
from govkg.timeline.model import Band, Item, Timeline
from govkg.timeline.page import (
    Box,
    Drawn,
    Line,
    Mark,
    Page,
    Rule,
    closing,
    heading,
    item_text,
    look,
    paragraph,
    shape,
    strip_title,
)
from govkg.timeline.wording import MONTHS

_NAMES, _MONTHS, _TENS, _YEARS = 3, 14, 150, 50
"""How wide a month must be for its name to be tried, to have a line, and to have its tenth and twentieth day marked;
and years to have one."""
_TALL = 70
"""Bands higher than this have the axis below them as well."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From days to positions: ``first`` begins at ``left``, ``last`` ends at ``right``."""

    first: int
    last: int
    left: float
    right: float

    def begin(self, day: Day) -> float:
        """Where a day begins, within the axis."""
        return self._at(_number(day))

    def end(self, day: Day) -> float:
        """Where a day ends, within the axis."""
        return self._at(_number(day) + 1)

    def _at(self, number: int) -> float:
        share = (number - self.first) / (self.last + 1 - self.first)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)


def wide(timeline: Timeline, width: float, *, bare: bool = False) -> Page:
    """The page for a width from about 640 on."""
    page = Page(width)
    size = 12.0 * min(max(width / 1120, 1.0), 1.3)
    margin = 2 * size
    names = 10.5 * size if any(band.name for band in timeline.bands) else 0.0
    left = margin + names + size if names else margin
    scale = Scale(_number(timeline.start), _number(timeline.end), left, width - margin)
    y = heading(page, timeline, margin, margin, width - 2 * margin, size * 1.04, dots=True, bare=bare) + size * 0.8
    if timeline.bands:
        y = _axis(page, timeline, scale, y, size)
        top = y
        for band in timeline.bands:
            y = _band(page, band, timeline, scale, margin, y, names, size)
        page.rules.append(Rule(margin, y, width - margin, y, heavy=True))
        _grid(page, timeline, scale, top, y)
        if y - top > _TALL * size:
            y = _axis(page, timeline, scale, y + size * 0.3, size)
    if timeline.undated:
        y = _strip(page, timeline, margin, y + size * 0.8, width - 2 * margin, size)
    if not bare:
        y = closing(page, timeline, margin, y + size * 0.6, width - 2 * margin, size * 0.92)
    page.height = round(y + margin)
    return page


def _axis(page: Page, timeline: Timeline, scale: Scale, top: float, size: float) -> float:
    """Years above months; months by name, by first letter or not at all, as the narrowest of them allows."""
    free = 0.0
    for day in dict.fromkeys((timeline.start, *_years(timeline, scale))):
        year = Line(scale.begin(day) + 3, top + size * ASCENT, str(day.year), size, "ink", True)
        if year.x >= free and year.box.right <= scale.right + size:
            page.lines.append(year)
            free = year.box.right + size * 0.4
    # Of ten thousand years no month can be named, and looking at each would take seconds.
    months = _months(timeline) if _room(timeline, scale) >= _NAMES else []
    labels = top + size * LEADING
    small = size * 0.94
    wide = [scale.begin(until) - scale.begin(day) - 5 for day, until in months]
    # The first and the last may be parts of months.
    least = min(wide[1:-1] or wide, default=0.0)
    letters = next((n for n in (3, 1) if max(text_width(name[:n], small) for name in MONTHS) <= least), 0)
    for (day, _), room in zip(months if letters else (), wide, strict=False):
        name = MONTHS[day.month - 1][:letters]
        if text_width(name, small) <= room:
            page.lines.append(Line(scale.begin(day) + 3, labels + size * ASCENT, name, small, "soft"))
    if wide and sum(wide) / len(wide) >= _TENS:
        for day in _tens(timeline):
            label = Line(scale.begin(day) + 3, labels + size * ASCENT, str(day.day), small, "soft")
            if not any(label.box.meets(line.box) for line in page.lines) and label.box.right <= scale.right:
                page.lines.append(label)
    return labels + (size * LEADING if letters else 0) + size * 0.2


def _grid(page: Page, timeline: Timeline, scale: Scale, top: float, bottom: float) -> None:
    room = _room(timeline, scale)
    for day in [day for day, _ in _months(timeline)] if room >= _MONTHS else _years(timeline, scale):
        x = scale.begin(day)
        page.rules.append(Rule(x, top, x, bottom, heavy=(day.month, day.day) == (1, 1)))
    for day in _tens(timeline) if room >= _TENS else ():
        page.rules.append(Rule(scale.begin(day), top, scale.begin(day), bottom))


def _room(timeline: Timeline, scale: Scale) -> float:
    """How wide a month is."""
    start, end = timeline.start, timeline.end
    return (scale.right - scale.left) / (12 * (end.year - start.year) + end.month - start.month + 1)


def _years(timeline: Timeline, scale: Scale) -> list[Day]:
    """The first days of the years for which there is room for a line and a label: of every one, second, fifth..."""
    year = 12 * _room(timeline, scale)
    steps = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
    step = next(step for step in steps if step == 1000 or step * year >= _YEARS)
    first = [timeline.start] if timeline.start.month == 1 else []
    following = (Day(number, 1, 1) for number in range(timeline.start.year + 1, timeline.end.year + 1))
    return [day for day in (*first, *following) if day.year % step == 0]


def _tens(timeline: Timeline) -> list[Day]:
    """The tenth and the twentieth of each month of the axis."""
    days = [day._replace(day=number) for day, _ in _months(timeline) for number in (10, 20)]
    return [day for day in days if timeline.start < day <= timeline.end]


def _months(timeline: Timeline) -> list[tuple[Day, Day]]:
    """The first day of each month of the axis, and that of the next."""
    found = []
    day = timeline.start
    while day <= timeline.end:
        after = Day(day.year + day.month // 12, day.month % 12 + 1, 1)
        found.append((day, after))
        day = after
    return found


def _band(
    page: Page, band: Band, timeline: Timeline, scale: Scale, left: float, top: float, room: float, size: float
) -> float:
    page.rules.append(Rule(left, top, scale.right, top, heavy=True))
    name = paragraph(band.name, left, top + size * 0.6, room - size * 0.5, size, bold=True)
    page.lines += name
    numbers = not timeline.single
    width = min(max((scale.right - scale.left) / 5.2, 12 * size), 16 * size)
    flags = [
        Flag(item, _mark(item, scale, size * MARK), tuple(item_text(item, 0, 0, width, size, numbers=numbers)))
        for item in band.items
    ]
    y = top + size * 0.7
    for row in rows(flags, scale.left, scale.right, size):
        placed = [raised(place, y, row, size) for place in row]
        page.drawn += placed
        y = max(drawn.text_box.bottom for drawn in placed) + size * 0.9
    return max(y, name[-1].box.bottom + size * 0.6) if name else y


def _mark(item: Item, scale: Scale, height: float) -> Mark:
    days = item.stated or Bounds(None, None, None, None)
    wider = item.bounds or days
    first, last = days.earliest_start, days.latest_end
    left = scale.begin(first) if first else scale.left
    right = scale.end(last) if last else scale.right
    least = height * 0.9
    if shape(item) == "deadline" and item.exact:
        # A deadline is the end of its day.
        left = right = scale.end(last) if last else right
        least = height * 1.25
    if right - left < least:
        middle = min(max((left + right) / 2, scale.left + least / 2), scale.right - least / 2)
        left, right = middle - least / 2, middle + least / 2
    core = None
    if days.latest_start and days.earliest_end and days.latest_start <= days.earliest_end and wider.certain:
        core = max(left, scale.begin(days.latest_start)), min(right, scale.end(days.earliest_end))
    reach = None
    if not wider.certain and wider.earliest_start and wider.latest_end:
        reach = min(left, scale.begin(wider.earliest_start)), max(right, scale.end(wider.latest_end))
    return Mark(
        Box(left, 0, right, height),
        shape(item),
        look(item),
        core if core and core[0] < core[1] and not item.exact else None,
        reach,
        first is None or _number(first) < scale.first,
        last is None or _number(last) > scale.last,
    )


def _strip(page: Page, timeline: Timeline, left: float, top: float, width: float, size: float) -> float:
    """What no source dates, in columns."""
    y = page.text(strip_title(timeline), left, top, width, size * 1.1, bold=True) + size * 0.5
    gap = 1.6 * size
    columns = max(1, int((width + gap) // (16 * size + gap)))
    room = (width - gap * (columns - 1)) / columns
    for start in range(0, len(timeline.undated), columns):
        bottom = y
        for column, item in enumerate(timeline.undated[start : start + columns]):
            x = left + column * (room + gap)
            lines = item_text(item, x + size * 0.7, y, room - size * 0.7, size, numbers=not timeline.single)
            page.drawn.append(Drawn(item, (), tuple(lines), (Rule(x, y, x, lines[-1].box.bottom),)))
            bottom = max(bottom, lines[-1].box.bottom)
        y = bottom + size * 0.9
    return y


def _number(day: Day) -> int:
    """Days since the first of January of year 1; years outside the calendar count as its ends."""
    if day.year < 1:
        return date.min.toordinal()
    return date.max.toordinal() if day.year > 9999 else date(*day).toordinal()
