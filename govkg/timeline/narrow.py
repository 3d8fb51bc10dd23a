"""The layout for a phone: one entry below the other along a rail, under the months."""

from __future__ import annotations

from itertools import groupby

from govkg.model.dates import Bounds
from govkg.timeline.bands import ALONE, NO_ORGANISER
from govkg.timeline.measure import LEADING
from govkg.timeline.model import Item, Timeline
from govkg.timeline.page import (
    Box,
    Drawn,
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
from govkg.timeline.wording import month_name, year_name

_SIZE = 15.0


def narrow(timeline: Timeline, width: float, *, bare: bool = False) -> Page:
    """The page for a width of a phone."""
    page = Page(width)
    margin = 16.0
    rail, x = margin + 6, margin + 26
    y = heading(page, timeline, margin, margin, width - 2 * margin, _SIZE * 0.9, bare=bare) + _SIZE * 0.5
    dated = sorted(
        ((item, band.name) for band in timeline.bands for item in band.items), key=lambda pair: _order(pair[0])
    )
    for begins, entries in groupby(dated, key=lambda pair: _begins(pair[0])):
        page.rules.append(Rule(margin, y, width - margin, y, heavy=True))
        y = page.text(_month_heading(begins), margin, y + _SIZE * 0.4, width - 2 * margin, _SIZE * 1.05, bold=True)
        y += _SIZE * 0.5
        top = y
        for item, band in entries:
            drawn = _entry(item, band, rail, x, y, width - margin - x, numbers=not timeline.single)
            page.drawn.append(drawn)
            y = drawn.lines[-1].box.bottom + _SIZE
        page.rules.append(Rule(rail, top, rail, y - _SIZE))
    if timeline.undated:
        page.rules.append(Rule(margin, y, width - margin, y, heavy=True))
        y = page.text(strip_title(timeline), margin, y + _SIZE * 0.4, width - 2 * margin, _SIZE * 1.05, bold=True)
        y += _SIZE * 0.5
        for item in timeline.undated:
            lines = item_text(item, x, y, width - margin - x, _SIZE, numbers=not timeline.single)
            page.drawn.append(Drawn(item, (), tuple(lines), (Rule(rail, y, rail, lines[-1].box.bottom),)))
            y = lines[-1].box.bottom + _SIZE
    if timeline.sources and not bare:
        page.rules.append(Rule(margin, y, width - margin, y, heavy=True))
        y = closing(page, timeline, margin, y + _SIZE * 0.6, width - 2 * margin, _SIZE * 0.86)
    page.height = round(y + margin)
    return page


def _entry(item: Item, band: str, rail: float, x: float, top: float, room: float, *, numbers: bool) -> Drawn:
    lines = item_text(item, x, top, room, _SIZE, numbers=numbers)
    if band not in ("", ALONE, NO_ORGANISER, item.name):
        below = lines[-1].y + lines[-1].size * (LEADING - 0.95)
        lines += paragraph(band, x, below, room, _SIZE * 0.86, tone="faint")
    half = 6.0
    long = not item.exact or item.edtf.partition("/")[2] not in ("", item.edtf.partition("/")[0])
    bottom = lines[-1].box.bottom - 2 if long and shape(item) != "deadline" else top + 3 + 2 * half
    mark = Mark(Box(rail - half, top + 3, rail + half, bottom), shape(item), look(item))
    return Drawn(item, (mark,), tuple(lines))


def _begins(item: Item) -> tuple[bool, int, int]:
    """Whether the year in which an item begins is known, that year, and the month; 0 where it is not known."""
    days = item.stated or Bounds(None, None, None, None)
    first, latest = days.earliest_start, days.latest_start
    if first is None or latest is None or first.year != latest.year:
        return False, 0, 0
    return True, first.year, first.month if first.month == latest.month else 0


def _month_heading(begins: tuple[bool, int, int]) -> str:
    """The heading for what begins then; never a month that no date gives."""
    known, year, month = begins
    if not known:
        return "Beginning not known"
    return month_name(year, month) if month else f"{year_name(year)}, month not stated"


def _order(item: Item) -> tuple[tuple[bool, int, int], object, int, object, str, str]:
    """By heading, so that each comes once, what is least known first; then by day."""
    days = item.stated or Bounds(None, None, None, None)
    first, last = days.earliest_start, days.latest_end or days.latest_start
    exact = first is not None and first == days.latest_start
    return (_begins(item), first or last or (), exact, last or (), item.name, item.edtf)
