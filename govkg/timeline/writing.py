"""How numbers and texts are written in SVG: numbers in one way only, and text so that it stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape

FONTS = "Helvetica, Arial, 'Liberation Sans', 'Noto Sans', Roboto, 'DejaVu Sans', sans-serif"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def number(value: float) -> str:
    """A number with at most two decimals."""
    return f"{round(value, 2) + 0:.2f}".rstrip("0").rstrip(".")


def points(ends: Iterable[tuple[float, float]]) -> str:
    """The corners of a polygon."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in ends)


def text(given: str) -> str:
    """Text between tags; characters that XML cannot hold are replaced."""
    return escape(_NOT_XML.sub("\ufffd", given))


def quoted(given: str) -> str:
    """Text between the quotation marks of an attribute."""
    return escape(_NOT_XML.sub("\ufffd", given), {'"': "&quot;"})
