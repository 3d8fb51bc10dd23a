"""Pages and the pictures in them, read as a browser and a reader of a screen would."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from itertools import combinations
from xml.etree import ElementTree

from govkg.web.drawing.figure import Box

SVG = "{http://www.w3.org/2000/svg}"


def pictures(html: str) -> list[ElementTree.Element]:
    """The pictures of a page, each parsed as XML: what is not well-formed fails here."""
    return [ElementTree.fromstring(one) for one in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]


def texts(picture: ElementTree.Element) -> list[str]:
    """What is written in a picture, line by line."""
    return [one.text or "" for one in picture.iter(f"{SVG}text")]


def links(picture: ElementTree.Element) -> list[str]:
    """Where its parts lead."""
    return [one.get("href", "") for one in picture.iter(f"{SVG}a")]


def overlapping(boxes: Sequence[Box]) -> list[tuple[str, str]]:
    """Which boxes share more than an edge."""
    return [
        (a.iri, b.iri)
        for a, b in combinations(boxes, 2)
        if a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height
    ]


class Tables(HTMLParser):
    """The tables of a page: rows of cells, each cell its text with white space evened out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self._is_cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href" and value]
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
            self._is_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.tables[-1][-1][-1] = " ".join(self.tables[-1][-1][-1].split())
            self._is_cell = False

    def handle_data(self, data: str) -> None:
        if self._is_cell:
            self.tables[-1][-1][-1] += data
