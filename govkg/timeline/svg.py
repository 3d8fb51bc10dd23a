"""A page as SVG: text stays text, and every item is a group that says by itself what it is.

Only presentation attributes are used, no style sheet and no script, so that the picture can stand inside a web page
without changing it or being refused by its content policy; the one style on the root of a file is left out there.
Greys and one blue; each look differs in form as well as in colour, so that it survives a black-and-white printer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from govkg.errors import BadQuery
from govkg.timeline.model import Item, Standing, Timeline
from govkg.timeline.narrow import narrow
from govkg.timeline.page import Box, Drawn, Line, Mark, Page, Rule, summary
from govkg.timeline.wide import wide
from govkg.timeline.writing import FONTS, number, quoted, text
from govkg.timeline.writing import points as polygon

LEAST, NARROW, MOST = 240, 640, 5000
"""The widths a picture can have; below the middle one it is a list along a rail."""

Link = Callable[[Item], str]
"""The address that an item leads to."""

_TONES = {"ink": "#1a1a1a", "soft": "#444444", "accent": "#0b4f8a", "faint": "#696969"}
_BLUE, _GREY, _PALE = "#0b4f8a", "#5c5c5c", "#ececec"


def page_of(timeline: Timeline, width: float, *, bare: bool = False) -> Page:
    """The layout that fits a width in CSS pixels; a bare one has no title and no list of sources.

    Raises:
        BadQuery: the width is less than 240 or more than 5000.
    """
    if not LEAST <= width <= MOST:
        raise BadQuery(f"a picture can be {LEAST} to {MOST} pixels wide, not {width:g}")
    return narrow(timeline, width, bare=bare) if width < NARROW else wide(timeline, width, bare=bare)


def to_svg(timeline: Timeline, width: float = 1120, link: Link | None = None) -> bytes:
    """A timeline as an SVG picture.

    Args:
        timeline: what to draw.
        width: of the picture in CSS pixels: 390 suits a phone, 1120 a sheet of A4 across, 1600 a poster. It shrinks
            with the window, and never grows beyond this.
        link: the address that an item leads to; empty for none. Without it the picture has no links.

    Returns:
        UTF-8; the same bytes for the same timeline and width.

    Raises:
        BadQuery: the width is less than 240 or more than 5000.
    """
    file = '<?xml version="1.0" encoding="UTF-8"?>'
    writer = _Writer(timeline, page_of(timeline, width), link, "govkg-hatch", ' style="max-width:100%;height:auto"')
    return "\n".join([file, *writer.document()]).encode() + b"\n"


def svg_in_page(timeline: Timeline, width: float, name: str, link: Link, *, bare: bool = False) -> str:
    """A timeline as an SVG element inside a page of HTML: its size on the screen is for the page to say.

    Args:
        timeline: what to draw.
        width: as in ``to_svg``.
        name: begins the ids in it, so that a page can hold several pictures.
        link: the address that an item leads to; empty for none.
        bare: leave out the title and the list of sources, which the page gives itself.

    Raises:
        BadQuery: the width is less than 240 or more than 5000.
    """
    writer = _Writer(timeline, page_of(timeline, width, bare=bare), link, f"{name}-hatch", "")
    return "\n".join(writer.document())


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes a page; ``style`` is what the root has besides, ``hatch`` the id of the pattern."""

    timeline: Timeline
    page: Page
    link: Link | None
    hatch: str
    style: str

    def document(self) -> Iterator[str]:
        w, h = number(self.page.width), number(self.page.height)
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}"{self.style} '
            f'role="graphics-document" aria-label="{quoted(self.timeline.title)}" '
            f'lang="en" font-family="{quoted(FONTS)}">'
        )
        yield f"<title>{text(self.timeline.title)}</title>"
        yield f"<desc>{text(_description(self.timeline))}</desc>"
        yield from _patterns(self.hatch)
        yield f'<rect width="{w}" height="{h}" fill="#ffffff"/>'
        yield '<g aria-hidden="true">'
        for rule in sorted(self.page.rules, key=lambda r: r.heavy):
            tone, stroke = ("#a6a6a6", "1") if rule.heavy else ("#dedede", "0.75")
            yield _rule(rule, tone, stroke)
        for mark in self.page.marks:
            yield from _mark(mark, self.hatch)
        yield "</g>"
        yield "<g>"
        for line in self.page.lines:
            yield _line(line)
        yield "</g>"
        for drawn in self.page.drawn:
            yield from self._item(drawn)
        yield "</svg>"

    def _item(self, drawn: Drawn) -> Iterator[str]:
        said = spoken(drawn.item)
        address = self.link(drawn.item) if self.link else ""
        # A link is called what is written on it, so that who speaks to a browser can name it.
        symbol = f'<g role="graphics-symbol" aria-label="{quoted(said)}">'
        tag = "a" if address else "g"
        yield f'<a href="{quoted(address)}">' if address else symbol
        yield f"<title>{text(said)}</title>"
        yield f'<rect {_xywh(drawn.text_box)} fill="#ffffff"/>'
        for tie in drawn.ties:
            yield _rule(tie, "#8a8a8a", "1")
        for mark in drawn.marks:
            yield from _mark(mark, self.hatch)
        for line in drawn.lines:
            yield _line(line)
        yield f"</{tag}>"


def _description(timeline: Timeline) -> str:
    in_full = [f"{band.name}: {band.full}." for band in timeline.bands if band.full]
    return " ".join([summary(timeline), *in_full])


def spoken(item: Item) -> str:
    """An item in one breath: name, kind, date, place, what is to be known, and its passages."""
    sources = "; ".join(passage.label for passage in item.passages) or "none"
    date = f"{item.when} ({item.certainty})" if item.certainty else item.when
    note = [item.note] if item.note else []
    if item.standing is not Standing.ACCEPTED and item.standing.value not in item.note:
        note.insert(0, f"date {'set aside' if item.standing is Standing.SET_ASIDE else 'not settled'}")
    return ". ".join([f"{item.name} ({item.kind})", date, item.place, *note, f"Sources: {sources}"])


def _patterns(name: str) -> Iterator[str]:
    yield "<defs>"
    yield (
        f'<pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="5" height="5" fill="#ffffff"/><rect width="1.8" height="5" fill="{_BLUE}"/></pattern>'
    )
    yield "</defs>"


def _mark(mark: Mark, hatch: str) -> Iterator[str]:
    if mark.look == "dots":
        yield _dots(mark.box, mark.box.left, mark.box.right)
        return
    if mark.reach:
        for x1, x2 in ((mark.reach[0], mark.box.left), (mark.box.right, mark.reach[1])):
            if x2 - x1 > 1:
                yield _dots(mark.box, x1, x2)
    tone = _GREY if mark.shape == "process" else _BLUE
    style = {
        "exact": f'fill="{tone}"',
        "imprecise": f'fill="url(#{hatch})" stroke="{tone}" stroke-width="1"',
        "open": f'fill="url(#{hatch})" stroke="{tone}" stroke-width="1.2" stroke-dasharray="3 2"',
        "faint": f'fill="{_PALE}" stroke="#8a8a8a" stroke-width="1" stroke-dasharray="3 2"',
    }[mark.look]
    yield _outline(mark, style)
    if mark.core:
        core = mark.box._replace(left=mark.core[0], right=mark.core[1])
        yield f'<rect {_xywh(core)} fill="{tone}"/>'
    if mark.look == "open":
        x, y = (mark.box.left + mark.box.right) / 2, (mark.box.top + mark.box.bottom) / 2
        r = min(mark.box.right - mark.box.left, mark.box.bottom - mark.box.top) * 0.66
        circle = f'cx="{number(x)}" cy="{number(y)}" r="{number(r)}"'
        yield f'<circle {circle} fill="#ffffff" stroke="{_BLUE}" stroke-width="1.2"/>'
        yield (
            f'<text x="{number(x)}" y="{number(y + r * 0.56)}" text-anchor="middle" font-size="{number(r * 1.55)}" '
            f'font-weight="bold" fill="{_BLUE}">?</text>'
        )


def _dots(box: Box, left: float, right: float) -> str:
    y = number((box.top + box.bottom) / 2)
    ends = f'x1="{number(left)}" y1="{y}" x2="{number(right)}" y2="{y}"'
    return f'<line {ends} stroke="{_BLUE}" stroke-width="1.3" stroke-dasharray="2 3"/>'


def _outline(mark: Mark, style: str) -> str:
    left, top, right, bottom = mark.box
    middle, across = (top + bottom) / 2, (left + right) / 2
    if mark.shape == "deadline" and right - left <= 1.5 * (bottom - top):
        reach = (bottom - top) * 0.62
        points = [
            (across, middle - reach),
            (across + reach, middle),
            (across, middle + reach),
            (across - reach, middle),
        ]
        return f'<polygon points="{polygon(points)}" {style}/>'
    if mark.before or mark.after:
        tip = min((bottom - top) * 0.7, (right - left) / 2)
        points = [(left + tip, top)] if mark.before else [(left, top)]
        points += (
            [(right - tip, top), (right, middle), (right - tip, bottom)]
            if mark.after
            else [(right, top), (right, bottom)]
        )
        points += [(left + tip, bottom), (left, middle)] if mark.before else [(left, bottom)]
        return f'<polygon points="{polygon(points)}" {style}/>'
    if mark.shape == "document":
        ear = min(right - left, bottom - top) * 0.45
        points = [(left, top), (right - ear, top), (right, top + ear), (right, bottom), (left, bottom)]
        return f'<polygon points="{polygon(points)}" {style}/>'
    radius = min(right - left, bottom - top) / 2 if mark.shape == "event" else 0
    return f'<rect {_xywh(mark.box)} rx="{number(radius)}" {style}/>'


def _line(line: Line) -> str:
    weight = ' font-weight="bold"' if line.bold else ""
    slope = ' font-style="italic"' if line.italic else ""
    return (
        f'<text x="{number(line.x)}" y="{number(line.y)}" font-size="{number(line.size)}"{weight}{slope} '
        f'fill="{_TONES[line.tone]}">{text(line.text)}</text>'
    )


def _rule(rule: Rule, tone: str, stroke: str) -> str:
    ends = f'x1="{number(rule.x1)}" y1="{number(rule.y1)}" x2="{number(rule.x2)}" y2="{number(rule.y2)}"'
    return f'<line {ends} stroke="{tone}" stroke-width="{stroke}"/>'


def _xywh(box: Box) -> str:
    size = f'width="{number(box.right - box.left)}" height="{number(box.bottom - box.top)}"'
    return f'x="{number(box.left)}" y="{number(box.top)}" {size}'
