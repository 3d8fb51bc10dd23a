"""Figures as SVG inside a page: boxes are links, lines say on hovering what they stand for, no style sheet is needed.

What a box is shows by its form and its fill, what a line is worth by its strokes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import hypot

from markupsafe import Markup

from govkg.timeline.measure import text_width
from govkg.timeline.writing import FONTS, number, points, quoted, text
from govkg.web.drawing.figure import PAD, SIZE, STEP, Box, Figure, Look, Path, Point

_BLUE, _INK, _SOFT, _LINE = "#0b4f8a", "#1a1a1a", "#4a4a4a", "#6b6b6b"
_FILLS = {
    "event": ("#e6eff7", _BLUE),
    "series": ("#e6eff7", _BLUE),
    "process": ("#e9e9e6", "#4a4a4a"),
    "call": ("#fff6df", "#8a5a00"),
    "organization": ("#f5f5f2", "#1a1a1a"),
    "person": ("#f5f5f2", "#1a1a1a"),
    "document": ("#ffffff", "#4a4a4a"),
}
_STROKES: dict[Look, str] = {
    "plain": "",
    "dashed": ' stroke-dasharray="7 4"',
    "dotted": ' stroke-dasharray="1.5 4" stroke-linecap="round"',
}
_WORTH: dict[Look, str] = {
    "plain": "stated",
    "dashed": "planned or expected",
    "dotted": "wished, asked or framed: not promised",
}
_TIP, _HALF = 8.0, 3.6
"""Length of an arrow's head, and half its width."""
_KEY = 30.0
"""Height of the key."""

Address = Callable[[str], str]
"""The address of the page about an IRI."""


def written(figure: Figure, address: Address) -> Markup:
    """A figure as an SVG element of a page.

    Args:
        figure: what is drawn.
        address: of the page that a box leads to.
    """
    # All texts and addresses are escaped where they are written.
    return Markup("\n".join(_document(figure, address)))


def key_height(figure_width: float, kinds: list[str], looks: list[Look]) -> float:
    """How much room the key needs above a figure of some width."""
    return max((row for _, row, _, _ in _entries(kinds, looks, figure_width)), default=0) * 22 + _KEY


def _document(figure: Figure, address: Address) -> Iterator[str]:
    w, h = number(figure.width), number(figure.height)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" '
        f'role="graphics-document" aria-label="{quoted(figure.title)}" lang="en" font-family="{quoted(FONTS)}">'
    )
    yield f"<title>{text(figure.title)}</title>"
    yield f"<desc>{text(figure.about)}</desc>"
    yield f'<rect width="{w}" height="{h}" fill="#ffffff"/>'
    # What the lines say stands below the picture in words.
    yield '<g aria-hidden="true">'
    kinds = sorted({box.kind for box in figure.boxes})
    yield from _key(kinds, sorted({path.look for path in figure.paths}, key=list(_STROKES).index), figure.width)
    for path in figure.paths:
        yield from _path(path)
    yield "</g>"
    for box in figure.boxes:
        yield from _box(box, address(box.iri))
    yield "</svg>"


def _entries(kinds: list[str], looks: list[Look], width: float) -> Iterator[tuple[float, int, str, Look | None]]:
    """The entries of the key: left edge, row, words, and the look if it is a line."""
    left, row = 2.0, 0
    for words, look in [*((kind, None) for kind in kinds), *((_WORTH[look], look) for look in looks)]:
        room = 30 + text_width(words, SIZE) + 20
        if left > 2 and left + room > width:
            left, row = 2.0, row + 1
        yield left, row, words, look
        left += room


def _key(kinds: list[str], looks: list[Look], width: float) -> Iterator[str]:
    for left, row, words, look in _entries(kinds, looks, width):
        y = 4 + row * 22
        if look is None:
            yield from _shape(Box("", words, (), (), "", 22, 13, left, y))
        else:
            yield f'<path d="M{number(left)} {number(y + 7)}h24" stroke="{_LINE}" stroke-width="1.4"{_STROKES[look]}/>'
        yield _words(left + 30, y + 11, words, SIZE, _SOFT)


def _box(box: Box, address: str) -> Iterator[str]:
    yield f'<a href="{quoted(address)}" aria-label="{quoted(box.said)}">'
    yield f"<title>{text(box.said)}</title>"
    yield from _shape(box)
    y = box.y + PAD + SIZE * 0.85
    for line in box.above:
        yield _words(box.x + PAD, y, line, SIZE * 0.9, _SOFT)
        y += STEP
    for line in box.lines:
        yield _words(box.x + PAD, y, line, SIZE, _INK, is_bold=box.is_main)
        y += STEP
    yield "</a>"


def _shape(box: Box) -> Iterator[str]:
    fill, stroke = _FILLS.get(box.kind, ("#ffffff", _SOFT))
    style = f'fill="{fill}" stroke="{stroke}" stroke-width="{2.4 if box.is_main else 1}"'
    x, y, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    cut = min(box.height * 0.3, 9.0)
    if box.kind == "series":
        yield _rectangle(box.x + 3, box.y + 3, box, cut, style)
    if box.kind == "document":
        corners = [(x, y), (right - cut, y), (right, y + cut), (right, bottom), (x, bottom)]
        yield f'<polygon points="{points(corners)}" {style}/>'
        ear = [(right - cut, y), (right - cut, y + cut), (right, y + cut)]
        yield f'<polyline points="{points(ear)}" fill="none" stroke="{stroke}"/>'
    elif box.kind == "organization":
        corners = [(x + cut, y), (right - cut, y), (right, y + cut), (right, bottom - cut)]
        corners += [(right - cut, bottom), (x + cut, bottom), (x, bottom - cut), (x, y + cut)]
        yield f'<polygon points="{points(corners)}" {style}/>'
    elif box.kind == "call":
        corners = [(x, y), (right - cut, y), (right, (y + bottom) / 2), (right - cut, bottom), (x, bottom)]
        yield f'<polygon points="{points(corners)}" {style}/>'
    else:
        round_ = {"event": cut, "series": cut, "person": box.height / 2}.get(box.kind, 0.0)
        yield _rectangle(x, y, box, round_, style)


def _rectangle(x: float, y: float, box: Box, round_: float, style: str) -> str:
    size = f'width="{number(box.width)}" height="{number(box.height)}"'
    return f'<rect x="{number(x)}" y="{number(y)}" {size} rx="{number(round_)}" {style}/>'


def _path(path: Path) -> Iterator[str]:
    way = _curve(path)
    yield "<g>"
    yield f"<title>{text(path.said)}</title>"
    # A line is too thin for a pointer to rest on: a wider one that nobody sees takes it.
    yield f'<path d="{way}" fill="none" stroke="#000" stroke-opacity="0" stroke-width="9" pointer-events="stroke"/>'
    yield f'<path d="{way}" fill="none" stroke="{_LINE}" stroke-width="1.2"{_STROKES[path.look]}/>'
    if path.arrow in ("end", "both"):
        yield _head(path.points[-1], path.points[-2], path.is_straight)
    if path.arrow in ("start", "both"):
        yield _head(path.points[0], path.points[1], path.is_straight)
    yield "</g>"


def _curve(path: Path) -> str:
    first, *rest = path.points
    way = [f"M{_pair(first)}"]
    for point in rest:
        bend = (point[0] - first[0]) / 2
        if path.is_straight or abs(point[1] - first[1]) < 0.5:
            way.append(f"L{_pair(point)}")
        else:
            way.append(f"C{_pair((first[0] + bend, first[1]))} {_pair((point[0] - bend, point[1]))} {_pair(point)}")
        first = point
    return "".join(way)


def _head(tip: Point, before: Point, is_straight: bool) -> str:
    """The head of an arrow; a curve ends level, a straight line as it comes."""
    across, down = tip[0] - before[0], tip[1] - before[1] if is_straight else 0.0
    length = hypot(across, down) or 1.0
    x, y = across / length, down / length
    foot = tip[0] - x * _TIP, tip[1] - y * _TIP
    corners = [tip, (foot[0] - y * _HALF, foot[1] + x * _HALF), (foot[0] + y * _HALF, foot[1] - x * _HALF)]
    return f'<polygon points="{points(corners)}" fill="{_LINE}"/>'


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _words(x: float, y: float, words: str, size: float, tone: str, *, is_bold: bool = False) -> str:
    weight = ' font-weight="bold"' if is_bold else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}"{weight} fill="{tone}">{text(words)}</text>'
    )
