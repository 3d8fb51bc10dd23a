"""The parts of a network, each laid out by itself, then put together on one sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from govkg.web.drawing.figure import Arrow, Box, Path, Point
from govkg.web.drawing.layers import Arc, layers

ACROSS, DOWN = 64.0, 12.0
"""Between columns, and between boxes of one."""
_APART = 44.0
"""Between parts."""
_LEAST_RADIUS, _WAIST = 70.0, 30.0
"""Of a circle, and how far its two sides are drawn apart besides."""


@dataclass(frozen=True, slots=True)
class Part:
    """Boxes that hang together, and the lines between them."""

    boxes: tuple[Box, ...]
    paths: tuple[Path, ...]
    width: float
    height: float

    def moved(self, x: float, y: float) -> Part:
        """The same at another place."""
        boxes = tuple(box.at(box.x + x, box.y + y) for box in self.boxes)
        return replace(self, boxes=boxes, paths=tuple(path.moved(x, y) for path in self.paths))


def connected(things: Sequence[str], arcs: Collection[Arc]) -> list[list[str]]:
    """The parts between which there is no link, the largest first; things in the order in which they are given."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in arcs:
        near[one].add(other)
        near[other].add(one)
    label: dict[str, int] = {}
    for n, start in enumerate(things):
        waiting = [] if start in label else [start]
        while waiting:
            one = waiting.pop()
            if one not in label:
                label[one] = n
                waiting += near[one]
    groups: dict[int, list[str]] = defaultdict(list)
    for thing in things:
        groups[label[thing]].append(thing)
    return sorted(groups.values(), key=lambda group: (-len(group), things.index(group[0])))


def in_columns(boxes: Mapping[str, Box], paths: Mapping[Arc, Path]) -> Part:
    """A part whose links run from left to right."""
    placed = layers(list(boxes), list(paths), {one: box.height for one, box in boxes.items()}, DOWN)
    wide = max(box.width for box in boxes.values())
    at: dict[str, Box] = {}
    bends: dict[str, tuple[Point, Point]] = {}
    for n, column in enumerate(placed.columns):
        x = n * (wide + ACROSS)
        for one in column:
            y = placed.middle[one]
            if one in boxes:
                at[one] = boxes[one].at(x, y - boxes[one].height / 2)
            else:
                bends[one] = ((x, y), (x + wide, y))
    lines = []
    for arc, way in placed.ways.items():
        passed = [point for bend in way[1:-1] for point in bends[bend]]
        points = (at[way[0]].right, *passed, at[way[-1]].left)
        lines.append(replace(paths[arc], points=points, arrow=_arrow(paths[arc], is_turned=way[0] != arc[0])))
    return _at_corner([at[one] for column in placed.columns for one in column if one in at], lines)


def in_circle(boxes: Mapping[str, Box], paths: Mapping[Arc, Path]) -> Part:
    """A part whose links have no direction: boxes on the two sides of a circle, at even heights, links inside."""
    names = list(boxes)
    if len(names) == 2:
        return in_columns(boxes, paths)
    half = (len(names) + 1) // 2
    # Clockwise from the top: down the right side, up the left one.
    right, left = names[:half], names[half:][::-1]
    radius = max((max(box.height for box in boxes.values()) + DOWN) * half / 2, _LEAST_RADIUS)
    at: dict[str, Box] = {}
    for side, here in ((1, right), (-1, left)):
        for n, one in enumerate(here):
            y = (2 * n + 1) * radius / len(here)
            x = side * (_WAIST + sqrt(radius**2 - (y - radius) ** 2) * 0.8)
            at[one] = boxes[one].at(x if side > 0 else x - boxes[one].width, y - boxes[one].height / 2)
    lines = [
        replace(path, points=tuple(at[end].left if end in right else at[end].right for end in ends), is_straight=True)
        for ends, path in sorted(paths.items())
    ]
    return _at_corner([at[one] for one in names], lines)


def together(parts: Sequence[Part], width: float, left: float, top: float) -> tuple[list[Part], float]:
    """Parts one after the other, each as high up as there is room for it; and how far down they reach.

    Args:
        parts: the largest first.
        width: how far to the right they may reach; a part that is wider than all of it stands alone.
        left, top: where the first begins.
    """
    placed: list[tuple[float, float, Part]] = []
    for part in parts:
        edges = [left, *sorted({x + one.width + _APART for x, _, one in placed})]
        spots = [(_free(x, part, placed, top), x) for x in edges if x == left or x + part.width <= width]
        y, x = min(spots)
        placed.append((x, y, part))
    bottom = max((y + part.height for _, y, part in placed), default=top)
    return [part.moved(x, y) for x, y, part in placed], bottom


def _free(x: float, part: Part, placed: Sequence[tuple[float, float, Part]], top: float) -> float:
    """How high a part can stand, below all that is above it."""
    above = [
        y + one.height + _APART
        for left, y, one in placed
        if left < x + part.width + _APART and x < left + one.width + _APART
    ]
    return max(above, default=top)


def _arrow(path: Path, *, is_turned: bool) -> Arrow:
    if path.arrow != "end":
        return path.arrow
    return "start" if is_turned else "end"


def _at_corner(boxes: Sequence[Box], paths: Sequence[Path]) -> Part:
    """A part whose boxes begin at the left upper corner."""
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    width, height = max(box.x + box.width for box in boxes) - left, max(box.y + box.height for box in boxes) - top
    return Part(tuple(boxes), tuple(paths), width, height).moved(-left, -top)
