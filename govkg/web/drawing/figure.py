"""What a picture of things and links consists of, apart from how it is written: boxes with names, and lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from govkg.model.firmness import FIRM, MODALITIES, firmest
from govkg.timeline.measure import balanced, wrapped

Look = Literal["plain", "dashed", "dotted"]
Arrow = Literal["", "end", "start", "both"]
Point = tuple[float, float]

SIZE, STEP = 12.0, 15.0
"""Of the text in a box, and from one line of it to the next."""
PAD = 7.0
"""From the edge of a box to its text."""
_MOST = 4
"""Lines of a name that a box shows; all of it is in its title."""


@dataclass(frozen=True, slots=True)
class Box:
    """A thing, at its place.

    Attributes:
        iri: what it is, which is what it links to.
        kind: in one word.
        lines: its name.
        above: small lines over the name, such as by what link it hangs on the next.
        said: all of it in one breath.
        width, height: of the box.
        x, y: its left upper corner.
        is_main: it is what the picture is about.
    """

    iri: str
    kind: str
    lines: tuple[str, ...]
    above: tuple[str, ...]
    said: str
    width: float
    height: float
    x: float = 0.0
    y: float = 0.0
    is_main: bool = False

    def at(self, x: float, y: float) -> Box:
        """The same at another place."""
        return replace(self, x=x, y=y)

    @property
    def left(self) -> Point:
        """The middle of its left side."""
        return self.x, self.y + self.height / 2

    @property
    def right(self) -> Point:
        """The middle of its right side."""
        return self.x + self.width, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points, from left to right or from top to bottom; ``said`` is what it stands for."""

    points: tuple[Point, ...]
    look: Look
    said: str
    arrow: Arrow = "end"
    is_straight: bool = False

    def moved(self, x: float, y: float) -> Path:
        """The same at another place."""
        return replace(self, points=tuple((px + x, py + y) for px, py in self.points))


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole picture; boxes stand in the order in which they are to be read."""

    title: str
    about: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    paths: tuple[Path, ...]


def box(iri: str, name: str, kind: str, width: float, *, above: str = "", said: str = "", is_main: bool = False) -> Box:
    """A box as high as its text; a name that is too long for it ends in an ellipsis."""
    room = width - 2 * PAD
    lines = _lines(name, room, bold=is_main)
    over = _over(above, room)
    height = 2 * PAD + STEP * (len(lines) + len(over)) - 2
    return Box(iri, kind, lines, over, said or f"{name} ({kind})", width, height, is_main=is_main)


def _over(above: str, room: float) -> tuple[str, ...]:
    """The small lines, the arrow at the end never alone on one."""
    words = above.removesuffix(" →")
    lines = wrapped(words, room - 2 * SIZE, SIZE * 0.9)
    return (*lines[:-1], lines[-1] + above[len(words) :]) if lines else ()


def _lines(name: str, room: float, *, bold: bool) -> tuple[str, ...]:
    """A name in as many lines as a box shows."""
    lines = balanced(name, room, SIZE, bold=bold) or ["unnamed"]
    if len(lines) > _MOST:
        lines = wrapped(name, room - SIZE, SIZE, bold=bold)[:_MOST]
        lines[-1] += "…"
    return tuple(lines)


def look_of(modalities: Iterable[str]) -> Look:
    """How a line is drawn, by the firmest of what it stands for: a fact, a plan, or neither of them."""
    said = firmest(MODALITIES, modalities)
    if said == MODALITIES[0]:
        return "plain"
    return "dashed" if said in FIRM else "dotted"
