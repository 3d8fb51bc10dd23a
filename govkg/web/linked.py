"""Sentences in which the things they name are links, and dates are in words.

Sentences are made of names, whoever reads them: on a terminal, in a notebook, on a page. Here every name carries the
IRI of what it names, between characters that no text has (three of Unicode's private use), and what shows the sentence
as HTML turns them into links. So a sentence is worded in one place only. A date in words carries the date as the
source's file has it, which stands in its title.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape
from pyoxigraph import Literal

from govkg.names import Names
from govkg.namespaces import DATA, XSD
from govkg.web.values import DATES, TRUTH, date_in_words

_BEGIN, _MIDDLE, _END = "\ue0f0", "\ue0f1", "\ue0f2"
_NAME = re.compile(f"{_BEGIN}([^{_BEGIN}{_MIDDLE}{_END}]*){_MIDDLE}([^{_BEGIN}{_MIDDLE}{_END}]*){_END}")
_MARKS = re.compile(f"[{_BEGIN}{_MIDDLE}{_END}]")


@dataclass
class LinkedNames(Names):
    """Names that carry the IRI of what they name. The name comes first, so that sentences sort as without."""

    @classmethod
    def over(cls, names: Names) -> LinkedNames:
        """The same names, with links."""
        return cls(names.store, names.label, names.ranks, names.exact, names.printed, names.spelled)

    def show(self, iri: str) -> str:
        name = _MARKS.sub("", super().show(iri))
        return f"{_BEGIN}{name}{_MIDDLE}{iri}{_END}" if iri.startswith(DATA) else name

    def value(self, literal: Literal) -> str:
        text = super().value(literal)
        if literal.datatype.value == XSD + "boolean":
            return TRUTH.get(text, text)
        return dated(text) if literal.datatype.value in DATES else text


def dated(date: str) -> str:
    """A date in words that carries what it is made from; as it is where it is a year alone, or no date at all."""
    words = date_in_words(date)
    return words if words == date else f"{_BEGIN}{words}{_MIDDLE}{date}{_END}"


def heading(name: str) -> str:
    """A name at the head of a page: with a capital, unless it is written its own way, as iwrite4WSIS is."""
    first = name.partition(" ")[0]
    return name if first[1:] != first[1:].lower() else name[:1].upper() + name[1:]


def plain(text: str) -> str:
    """A sentence without its links."""
    return _MARKS.sub("", _NAME.sub(r"\1", text))


def as_html(text: str, address: Callable[[str], str], here: str = "") -> Markup:
    """A sentence as HTML.

    Args:
        text: made with linked names; anything else in it is shown, never read as HTML.
        address: the address of what an IRI names.
        here: the IRI that the page is about, to which it does not link.
    """
    parts: list[str] = []
    end = 0
    for found in _NAME.finditer(text):
        parts.append(_lines(text[end : found.start()]))
        parts.append(_named(found[1], found[2], address, here))
        end = found.end()
    parts.append(_lines(text[end:]))
    return Markup("".join(parts))


def _named(name: str, exact: str, address: Callable[[str], str], here: str) -> str:
    """The name of a thing as a link to it, a date in words with the exact one as its title."""
    if not exact.startswith(DATA):
        return f'<span title="{escape(exact)}">{escape(name)}</span>'
    return str(escape(name)) if exact == here else f'<a href="{escape(address(exact))}">{escape(name)}</a>'


def _lines(text: str) -> str:
    return str(escape(_MARKS.sub("", text))).replace("\n", "<br>")
