"""A page: where each mark and each line of text stands. Two layouts make pages, one writer draws them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from govkg.timeline.measure import ASCENT, DESCENT, LEADING, balanced, text_width
from govkg.timeline.model import Item, Kind, Standing, Timeline

Tone = Literal["ink", "soft", "accent", "faint"]
Shape = Literal["event", "process", "deadline", "document"]
Look = Literal["exact", "imprecise", "open", "faint", "dots"]


class Box(NamedTuple):
    """A rectangle: left, top, right and bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """The two share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them, at least one."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; ``y`` is its base line."""

    x: float
    y: float
    text: str
    size: float
    tone: Tone = "ink"
    bold: bool = False
    italic: bool = False

    @property
    def box(self) -> Box:
        """The room it takes, in the widest of the usual fonts."""
        width = text_width(self.text, self.size, bold=self.bold)
        return Box(self.x, self.y - ASCENT * self.size, self.x + width, self.y + DESCENT * self.size)


@dataclass(frozen=True, slots=True)
class Mark:
    """The sign of an item.

    Attributes:
        box: its place.
        shape: by the kind of the item.
        look: by how far the date can be trusted.
        core: left and right of the days that lie within it in every reading of its date; None if there are none.
        reach: left and right of the days an unsure date may reach to beyond the box; None if to none.
        before: it goes on to the left of the picture, or begins on a day that is not known.
        after: the same to the right.
    """

    box: Box
    shape: Shape
    look: Look
    core: tuple[float, float] | None = None
    reach: tuple[float, float] | None = None
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line that helps the eye; heavy ones part years and bands."""

    x1: float
    y1: float
    x2: float
    y2: float
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """One item: its mark, its text, and the lines that tie them together."""

    item: Item
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    ties: tuple[Rule, ...] = ()

    @property
    def text_box(self) -> Box:
        """The room of its text."""
        return around(line.box for line in self.lines)


@dataclass(slots=True)
class Page:
    """All that is drawn.

    Attributes:
        width, height: of the picture, in its own units (CSS pixels at its full size).
        lines: text that belongs to no item: title, axis, names of bands, key, sources.
        marks: signs that belong to no item: those of the key.
        rules: lines of the axis and between bands.
        drawn: the items, in reading order.
    """

    width: float
    height: float = 0.0
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)

    def text(
        self, text: str, x: float, top: float, width: float, size: float, *, tone: Tone = "ink", bold: bool = False
    ) -> float:
        """Set a paragraph and return where the next one may begin."""
        lines = paragraph(text, x, top, width, size, tone=tone, bold=bold)
        self.lines.extend(lines)
        return top + len(lines) * size * LEADING


def paragraph(
    text: str,
    x: float,
    top: float,
    width: float,
    size: float,
    *,
    tone: Tone = "ink",
    bold: bool = False,
    italic: bool = False,
) -> list[Line]:
    """Text wrapped into lines, the first below ``top``."""
    return [
        Line(x, top + size * (ASCENT + n * LEADING), words, size, tone, bold, italic)
        for n, words in enumerate(balanced(text, width, size, bold=bold))
    ]


def item_text(item: Item, x: float, top: float, width: float, size: float, *, numbers: bool) -> list[Line]:
    """The text of an item: date, name, place, and what else a reader must know.

    Args:
        item: what to set.
        x, top, width: the room.
        size: of the name; the rest is a little smaller.
        numbers: name the documents, as is needed where there are several.
    """
    faint = item.standing is Standing.SET_ASIDE
    small = size * 0.94
    place = f"{item.place} [{', '.join(item.numbers)}]" if numbers and item.numbers else item.place
    parts: list[tuple[str, float, Tone, bool, bool]] = [
        (item.when, small, "faint" if faint else "accent", not faint, False),
        (item.name, size, "faint" if faint else "ink", not faint, False),
        (place, small, "faint" if faint else "soft", False, False),
        (item.note, small, "faint" if faint else "soft", False, True),
    ]
    lines: list[Line] = []
    for text, points, tone, bold, italic in parts:
        set_here = paragraph(text, x, top, width, points, tone=tone, bold=bold, italic=italic)
        lines += set_here
        top += len(set_here) * points * LEADING
    return lines


def look(item: Item) -> Look:
    """How the mark of an item is drawn."""
    if item.standing is Standing.SET_ASIDE:
        return "faint"
    if item.standing is Standing.OPEN:
        return "open"
    return "exact" if item.exact else "imprecise"


def shape(item: Item) -> Shape:
    """The mark of an item."""
    shapes: dict[Kind, Shape] = {Kind.PROCESS: "process", Kind.DEADLINE: "deadline", Kind.DOCUMENT: "document"}
    return shapes.get(item.kind, "event")


def key(page: Page, timeline: Timeline, x: float, top: float, width: float, size: float, *, dots: bool) -> float:
    """Set what the marks mean, as far as they occur, and return where the next thing may begin."""
    dated = [item for band in timeline.bands for item in band.items]
    shapes, looks = {shape(item) for item in dated}, {look(item) for item in dated}
    unsure = any(item.bounds is not None and not item.bounds.certain for item in dated)
    entries: list[tuple[bool, Shape, Look, str]] = [
        ("event" in shapes, "event", "exact", "event"),
        ("process" in shapes, "process", "exact", "process"),
        ("deadline" in shapes, "deadline", "exact", "deadline"),
        ("document" in shapes, "document", "exact", "document"),
        ("imprecise" in looks, "event", "imprecise", "date not exact: somewhere in the bar"),
        ("open" in looks, "event", "open", "date of this or of another: not settled"),
        ("faint" in looks, "event", "faint", "date superseded"),
        (unsure and dots, "event", "dots", "source unsure: may lie as far as the dots"),
    ]
    shown = [entry[1:] for entry in entries if entry[0]]
    step, left, mark = size * LEADING * 1.15, x, size * 1.9
    for sign, how, text in shown:
        room = mark + size * 0.6 + text_width(text, size) + size * 1.6
        if left > x and left + room - size * 1.6 > x + width:
            left, top = x, top + step
        height = size * 0.72
        middle = top + size * 0.62
        half = height / 2
        # A deadline is a point, all else has a length.
        ends = (left + mark / 2 - half, left + mark / 2 + half) if sign == "deadline" else (left, left + mark)
        box = Box(ends[0], middle - half, ends[1], middle + half)
        page.marks.append(Mark(box, sign, how))
        lines = paragraph(text, left + mark + size * 0.6, top, x + width - left - mark - size * 0.6, size, tone="soft")
        page.lines += lines
        top += (len(lines) - 1) * size * LEADING
        left += room
    return top + step if shown else top


def heading(
    page: Page,
    timeline: Timeline,
    x: float,
    top: float,
    width: float,
    size: float,
    *,
    dots: bool = False,
    bare: bool = False,
) -> float:
    """Set title, summary and key, and return where the next thing may begin.

    Args:
        page: to set it on.
        timeline: what is drawn.
        x, top, width: the room.
        size: of the text.
        dots: the layout shows by dots how far an unsure date may lie off.
        bare: set the key alone.
    """
    if bare:
        return key(page, timeline, x, top, width, size, dots=dots)
    top = page.text(timeline.title, x, top, width, min(size * 1.8, max(width / 17, size * 1.2)), bold=True)
    top = page.text(summary(timeline), x, top + size * 0.15, width, size, tone="soft")
    return key(page, timeline, x, top + size * 0.6, width, size, dots=dots)


def closing(page: Page, timeline: Timeline, x: float, top: float, width: float, size: float) -> float:
    """Set the documents the picture rests on."""
    if not timeline.sources:
        return top
    # What is known from outside has no number but this word, which its name holds.
    names = "; ".join(name if number in name.lower() else f"{number} {name}" for number, name in timeline.sources)
    return page.text(f"Sources: {names}.", x, top, width, size, tone="soft")


def summary(timeline: Timeline) -> str:
    """What the picture shows, in one sentence."""
    dated = sum(len(band.items) for band in timeline.bands)
    if not dated and not timeline.undated:
        return "No event, process or deadline with a date falls in this period."
    numbers = "" if timeline.single else " Numbers in brackets name the sources listed at the end."
    without = _count(len(timeline.undated), "entry", "entries") if timeline.undated else "nothing"
    return f"{_count(dated, 'date')}; {without} without one.{numbers}"


def strip_title(timeline: Timeline) -> str:
    """The heading over what has no date."""
    return (
        "No date in the source" if timeline.single else "No date in the sources: may fall in this period or outside it"
    )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"
