"""How wide text is, without a font: so that nothing overlaps, whatever font the reader's system has.

The picture asks for Helvetica, Arial or the system's sans-serif. A character counts here with the larger of its advance
widths in Liberation Sans (the widths of Helvetica and Arial) and in DejaVu Sans (the widest of the usual substitutes,
as wide as Verdana), so that text set in a narrower font leaves a little room and text in none of them runs over.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from govkg.timeline.wording import MONTHS

ASCENT, DESCENT, LEADING = 0.95, 0.25, 1.32
"""Of a line of text, as parts of its size: above and below the base line, and from one base line to the next."""

# Hundredths of the size, for the characters from U+0020 to U+007E.
_REGULAR = (
    *(32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34),
    *(84, 84, 84, 56, 102, 69, 69, 73, 78, 67, 62, 78, 76, 30, 50, 67, 56, 87, 75, 79, 67, 79, 73, 67, 62, 74, 69, 99),
    *(69, 67, 69, 40, 34, 40, 84, 56, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53),
    *(40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84),
)
_BOLD = (
    *(35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40),
    *(84, 84, 84, 62, 100, 78, 77, 74, 84, 69, 69, 83, 84, 38, 56, 78, 64, 100, 84, 86, 74, 86, 78, 73, 69, 82, 78),
    *(111, 78, 73, 73, 46, 37, 46, 84, 56, 50, 68, 72, 60, 72, 68, 44, 72, 72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50),
    *(60, 48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84),
)
_NARROW = {"\u2013": 56, "\u2018": 38, "\u2019": 38, "\u00b7": 38, "\u201c": 66, "\u201d": 66, "\u0131": 35}
_UNKNOWN = 120

_TIED = "\u00a0"
_TIES = re.compile(rf" (?=\u2013)|(?<=\d) (?=(?:{'|'.join(MONTHS)})\b)")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line, at most."""
    return _units(text, bold) * size / 100


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Text as lines no wider than ``width``: broken between words, and inside a word only if it alone is too wide."""
    lines: list[str] = []
    space = _units(" ", bold)
    used = 0
    for word in _words(text):
        units = _units(word, bold)
        if lines and (used + space + units) * size / 100 <= width:
            lines[-1] += f" {word}"
            used += space + units
        else:
            lines.extend(_pieces(word, width, size, bold=bold))
            used = _units(lines[-1], bold)
    return lines


def _words(text: str) -> list[str]:
    """What a line may break between: never day from month, nor before a dash."""
    plain = " ".join(text.split())
    return [word.replace(_TIED, " ") for word in _TIES.sub(_TIED, plain).split(" ")] if plain else []


def balanced(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The same number of lines, as even as can be: no last line of one short word."""
    return list(_balanced(text, width, size, bold))


@lru_cache(8192)
def _balanced(text: str, width: float, size: float, bold: bool) -> tuple[str, ...]:
    """Weighing where to break takes longer than all else in a picture, and the same names come again and again."""
    lines = wrapped(text, width, size, bold=bold)
    least = max((text_width(word, size, bold=bold) for word in _words(text)), default=width)
    narrower = width - size / 4
    while len(lines) > 1 and narrower >= max(least, width / 2):
        tried = wrapped(text, narrower, size, bold=bold)
        if len(tried) > len(lines):
            break
        lines, narrower = tried, narrower - size / 4
    return tuple(lines)


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _units(text: str, bold: bool) -> int:
    """The width of text in hundredths of its size."""
    return sum(_advance(character, bold) for character in text)


@cache
def _advance(character: str, bold: bool) -> int:
    base = unicodedata.normalize("NFD", character)[0]
    if unicodedata.combining(base):
        return 0
    if " " <= base <= "~":
        return (_BOLD if bold else _REGULAR)[ord(base) - 32]
    return _NARROW.get(base, _UNKNOWN)
