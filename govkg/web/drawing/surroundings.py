"""What is around a thing, drawn: in columns for a window, and from top to bottom for a phone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from govkg.web.drawing.around import Around, Link, Step
from govkg.web.drawing.figure import Box, Figure, Path, box, look_of
from govkg.web.drawing.layers import Arc
from govkg.web.drawing.parts import DOWN, in_columns
from govkg.web.drawing.writing import key_height

DRAWN, MOST = 2, 14
"""Steps that a picture follows, and things that it shows on one side."""
_BOX, _PHONE = 172.0, 350.0
_MARGIN, _INDENT = 4.0, 26.0
"""At the edges, and for each step on a phone."""


@dataclass(frozen=True, slots=True)
class Near:
    """A thing that is drawn, with the box and the line to the next thing on its way."""

    step: Step
    depth: int
    next: str
    up: bool

    def box(self, width: float) -> Box:
        """As a box that says how it hangs on the next."""
        kinds = sorted({_told(link) for link in self.step.links})
        above = f"{', '.join(kinds)} →" if self.up else f"→ {', '.join(kinds)}"
        # As it is to be seen: who speaks to a machine says what is written there.
        said = f"{above} {self.step.name} ({self.step.kind})"
        return box(self.step.iri, self.step.name, self.step.kind, width, above=above, said=said)

    @property
    def arc(self) -> Arc:
        """From what to what it leads."""
        return (self.step.iri, self.next) if self.up else (self.next, self.step.iri)

    def path(self, labels: dict[str, str]) -> Path:
        """As a line, with the passages for the pointer that rests on it."""
        told = [
            f"{_told(link)}: {', '.join(labels[iri] for iri in link.passages if iri in labels)}"
            for link in self.step.links
        ]
        return Path((), look_of(link.modality for link in self.step.links), "\n".join(told))


def near(found: Around) -> tuple[list[Near], int]:
    """What a picture shows, the nearest first and what is promised before what is not; and how many it leaves out."""
    sides = [
        ([*found.into.steps], [*found.wished_into], found.into.more, True),
        ([*found.out.steps], [*found.wished_out], found.out.more, False),
    ]
    shown: dict[str, Near] = {}
    left_out = 0
    for steps, wished, more, up in sides:
        drawn, deeper = _nearest(steps, found.iri, up)
        everything = [*drawn, *(Near(step, 1, found.iri, up) for step in wished)]
        fitting: dict[str, Near] = {}
        for one in everything:
            if one.step.iri not in shown and one.step.iri != found.iri:
                fitting.setdefault(one.step.iri, one)
        shown |= dict(islice(fitting.items(), MOST))
        left_out += max(len(fitting) - MOST, 0) + deeper + more
    # What hangs on a thing that is left out is left out as well: it would hang on nothing.
    kept = [one for one in shown.values() if one.next in shown or one.next == found.iri]
    return kept, left_out + len(shown) - len(kept)


def _nearest(steps: Sequence[Step], middle: str, up: bool) -> tuple[list[Near], int]:
    """The things of a side step by step, and how many are further away than a picture follows."""
    front = [(step, middle) for step in steps]
    found: list[Near] = []
    depth = 1
    while front and depth <= DRAWN:
        found += [Near(step, depth, towards, up) for step, towards in front]
        front = [(further, step.iri) for step, _ in front for further in step.steps]
        depth += 1
    return found, sum(1 + _below(step) for step, _ in front)


def _below(step: Step) -> int:
    return sum(1 + _below(one) for one in step.steps)


def in_window(found: Around, shown: Sequence[Near], labels: dict[str, str]) -> Figure:
    """The thing in the middle, what feeds into it on its left, what it feeds on its right."""
    boxes = {one.step.iri: one.box(_BOX) for one in shown}
    boxes[found.iri] = _middle(found, _BOX)
    part = in_columns(boxes, {one.arc: one.path(labels) for one in shown})
    top = _key(part.boxes, part.paths, part.width)
    moved = part.moved(_MARGIN, top)
    return _figure(found, moved.boxes, moved.paths, max(part.width + 2 * _MARGIN, _PHONE), top + part.height)


def on_phone(found: Around, shown: Sequence[Near], labels: dict[str, str]) -> Figure:
    """What feeds into the thing above it, what it feeds below; each step further away stands further in."""
    into = list(_outline(shown, found.iri, up=True))
    out = list(_outline(shown, found.iri, up=False))
    y = _key([one.box(_BOX) for one in shown] + [_middle(found, _BOX)], [one.path(labels) for one in shown], _PHONE)
    placed: dict[str, Box] = {}
    for item in (*into, None, *out):
        indent = _MARGIN + (item.depth * _INDENT if item else 0)
        made = item.box(_PHONE - _MARGIN - indent) if item else _middle(found, _PHONE - 2 * _MARGIN)
        placed[made.iri] = made.at(indent, y)
        y += made.height + DOWN
    paths = [replace(one.path(labels), points=_elbow(one, placed), is_straight=True) for one in shown]
    return _figure(found, tuple(placed.values()), tuple(paths), _PHONE, y)


def _outline(shown: Sequence[Near], middle: str, *, up: bool) -> Iterator[Near]:
    """The things of a side in the order in which they stand below each other: what leads to a thing above it."""
    for one in shown:
        if one.next == middle and one.up is up:
            further = list(_outline(shown, one.step.iri, up=up))
            yield from (*further, one) if up else (one, *further)


def _elbow(one: Near, placed: dict[str, Box]) -> tuple[tuple[float, float], ...]:
    """From a thing along the rail beside it to the one it leads to."""
    here, there = placed[one.step.iri], placed[one.next]
    rail = there.x + _INDENT / 2
    middle = here.y + here.height / 2
    if one.up:
        return (here.x, middle), (rail, middle), (rail, there.y)
    return (rail, there.y + there.height), (rail, middle), (here.x, middle)


def _middle(found: Around, width: float) -> Box:
    return box(found.iri, found.name, found.kind, width, said=f"{found.name} ({found.kind}), this page", is_main=True)


def _key(boxes: Sequence[Box], paths: Sequence[Path], width: float) -> float:
    kinds = sorted({one.kind for one in boxes})
    return key_height(max(width, _PHONE), kinds, sorted({path.look for path in paths}))


def _figure(found: Around, boxes: tuple[Box, ...], paths: tuple[Path, ...], width: float, bottom: float) -> Figure:
    title = f"What feeds into {found.name}, and what it feeds"
    return Figure(title, "The list after it says the same in words.", width, bottom + 2 * _MARGIN, boxes, paths)


def _told(link: Link) -> str:
    return link.kind if link.modality == "stated" else f"{link.kind} ({link.modality})"
