"""Marks on lines and texts on poles below them, placed so that nothing overlaps and no text seems to be another's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from govkg.timeline.model import Item
from govkg.timeline.page import Box, Drawn, Line, Mark, Rule

MARK = 0.8
"""Height of a mark; like the lengths below as a part of the size of the text."""
_PAD = 0.5
"""From a pole to its text."""
_GAP = 0.9
"""From a text to the pole of the next."""
_FAR = 15
"""How far a text may stand from its mark, beyond touching it."""
_LINES = 4
"""How many lines of marks a row may have."""


@dataclass(frozen=True, slots=True)
class Flag:
    """An item whose text is not placed yet: its mark, and its lines as if they began at 0, 0."""

    item: Item
    mark: Mark
    lines: tuple[Line, ...]

    @property
    def width(self) -> float:
        """Of its text."""
        return max(line.box.right for line in self.lines)

    @property
    def reach(self) -> tuple[float, float]:
        """Left and right of its mark, with the days an unsure date may reach to."""
        left, _, right, _ = self.mark.box
        return self.mark.reach or (left, right)


class Place(NamedTuple):
    """Where a flag stands in its row: the line its mark is on, counted from above, and its pole."""

    flag: Flag
    line: int
    pole: float


def rows(flags: Sequence[Flag], left: float, right: float, size: float) -> list[list[Place]]:
    """Flags in rows, each in the first row that has room for its mark and, below all marks, for its text.

    Marks that share days stand on lines one below the other; texts stand side by side in the order of time, each as
    near to its mark as the others let it.

    Args:
        flags: what to place.
        left, right: edges of the axis.
        size: of the text.
    """
    found: list[list[Place]] = []
    for flag in sorted(flags, key=lambda f: f.mark.box.left):
        for n, row in enumerate(found):
            if with_it := _joined(row, flag, left, right, size):
                found[n] = with_it
                break
        else:
            found.append([Place(flag, 0, min(_foot(flag), right - flag.width - _PAD * size))])
    return found


def _joined(row: list[Place], flag: Flag, left: float, right: float, size: float) -> list[Place] | None:
    """The row with one more flag; None if there is no room for it."""
    flags = [*(place.flag for place in row), flag]
    room = [f.width + (_PAD + _GAP) * size for f in flags]
    poles = _inside(spread([_foot(f) for f in flags], room), room, left, right + _GAP * size)
    near = all(
        pole - _FAR * size <= f.mark.box.right and f.mark.box.left <= pole + f.width + _FAR * size
        for f, pole in zip(flags, poles, strict=True)
    )
    if not near or poles[0] < left:
        return None
    for line in range(_LINES):
        if all(flag.reach[0] >= place.flag.reach[1] + size / 3 for place in row if place.line == line):
            lines = [*(place.line for place in row), line]
            tried = [Place(*place) for place in zip(flags, lines, poles, strict=True)]
            if _clear(tried, size):
                return tried
    return None


def _clear(row: list[Place], size: float) -> bool:
    """No line from a mark to its text meets another mark, or another such line."""
    ties = [_tie(place, row, size) for place in row]
    boxes = [_mark_box(place, size) for place in row]
    for n, tie in enumerate(ties):
        for m, (other, box) in enumerate(zip(ties, boxes, strict=True)):
            # An upright line right beside a mark would seem to come from it.
            margin = size * 0.7 if tie.x1 == tie.x2 else 0.5
            if n != m and (_meets(tie, box, margin) or (n < m and _cross(tie, other))):
                return False
    return True


def _mark_box(place: Place, size: float) -> Box:
    top = place.line * size * MARK * 1.4
    return place.flag.mark.box._replace(top=top, bottom=top + size * MARK)


def _tie(place: Place, row: list[Place], size: float) -> Rule:
    """From the mark to the head of the pole, as if the row began at 0."""
    left, top, right, bottom = _mark_box(place, size)
    head = (max(other.line for other in row) + 1) * size * MARK * 1.4 + size * 0.5
    half = min(right - left, bottom - top) / 2
    if left + half <= place.pole <= right - half:
        return Rule(place.pole, bottom, place.pole, head)
    return Rule(left if place.pole < left + half else right, (top + bottom) / 2, place.pole, head)


def _meets(tie: Rule, box: Box, margin: float) -> bool:
    first, last = max(tie.y1, box.top), min(tie.y2, box.bottom)
    if first > last:
        return False
    ends = [_x(tie, first), _x(tie, last)]
    return min(ends) < box.right + margin and max(ends) > box.left - margin


def _cross(a: Rule, b: Rule) -> bool:
    first = max(a.y1, b.y1)
    return (_x(a, first) - _x(b, first)) * (a.x2 - b.x2) < 0


def _x(tie: Rule, y: float) -> float:
    return tie.x1 + (tie.x2 - tie.x1) * (y - tie.y1) / (tie.y2 - tie.y1)


def _foot(flag: Flag) -> float:
    """Where the pole of a flag stands if nothing is in its way."""
    left, top, right, bottom = flag.mark.box
    return left + min(right - left, bottom - top) / 2


def spread(wanted: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Positions in the given order, none overlapping, as near to the wanted ones as can be (least squares)."""
    groups: list[tuple[float, int, float]] = []  # where it begins, how many, how wide
    for place, width in zip(wanted, widths, strict=True):
        begin, count, length = place, 1, width
        while groups and groups[-1][0] + groups[-1][2] > begin:
            before = groups.pop()
            begin = (before[0] * before[1] + (begin - before[2]) * count) / (before[1] + count)
            count, length = before[1] + count, before[2] + length
        groups.append((begin, count, length))
    found: list[float] = []
    for begin, count, _ in groups:
        for width in widths[len(found) : len(found) + count]:
            found.append(begin)
            begin += width
    return found


def _inside(places: list[float], widths: list[float], left: float, right: float) -> list[float]:
    """The same moved inside the edges; what does not fit comes to stand left of the left edge."""
    edge = left
    moved = []
    for place, width in zip(places, widths, strict=True):
        moved.append(max(place, edge))
        edge = moved[-1] + width
    edge = right
    for n in reversed(range(len(moved))):
        moved[n] = min(moved[n], edge - widths[n])
        edge = moved[n]
    return moved


def raised(place: Place, y: float, row: list[Place], size: float) -> Drawn:
    """A flag at its place: the mark on its line, the text below all lines, and a pole that joins them."""
    tie, box = _tie(place, row, size), _mark_box(place, size)
    top = y + tie.y2
    lines = tuple(replace(one, x=one.x + place.pole + _PAD * size, y=one.y + top) for one in place.flag.lines)
    mark = replace(place.flag.mark, box=box._replace(top=box.top + y, bottom=box.bottom + y))
    bottom = max(one.box.bottom for one in lines)
    ties = (replace(tie, y1=tie.y1 + y, y2=top), Rule(place.pole, top, place.pole, bottom))
    return Drawn(place.flag.item, (mark,), lines, ties)
