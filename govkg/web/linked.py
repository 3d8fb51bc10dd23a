"""Sentences in which the things they name are links.

Sentences are made of names, whoever reads them: on a terminal, in a notebook, on a page. Here every name carries the
IRI of what it names, between characters that no text has (three of Unicode's private use), and what shows the sentence
as HTML turns them into links. So a sentence is worded in one place only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape

from govkg.names import Names
from govkg.namespaces import DATA

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
        name, iri = found[1], found[2]
        is_link = iri.startswith(DATA) and iri != here
        parts.append(f'<a href="{escape(address(iri))}">{escape(name)}</a>' if is_link else str(escape(name)))
        end = found.end()
    parts.append(_lines(text[end:]))
    return Markup("".join(parts))


def _lines(text: str) -> str:
    return str(escape(_MARKS.sub("", text))).replace("\n", "<br>")
