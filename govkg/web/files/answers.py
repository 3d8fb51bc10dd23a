"""Answers to questions as files: ``api/ask/feeds-into?target=netmundial&format=csv``."""

from __future__ import annotations

from collections.abc import Mapping

from govkg.errors import BadQuery, GovkgError
from govkg.render import FORMATS
from govkg.web.asking import answered, read
from govkg.web.explorer import Explorer
from govkg.web.page import Asked, File

MEDIA_TYPES: dict[str, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
}
"""Media types by the name of the format; the first is the default."""


def answer_file(explorer: Explorer, asked: Asked) -> File:
    """The answer to a question.

    Raises:
        NotFound: there is no such question, or nothing of the name that was given.
        Ambiguous: a name fits several things.
        BadQuery, DateError: a parameter is unknown, missing or of the wrong kind; or the format is.
    """
    question = explorer.kg.question(asked.key)
    chosen, given = format_of(asked.query)
    reading = read(question, given, explorer.kg.names)
    if reading.unknown:
        known = ", ".join(question.parameters) or "none"
        raise BadQuery(f"no parameter {reading.unknown[0]!r}; the question {question.name!r} has {known}")
    raise_first(reading.faults)
    text = FORMATS[chosen](answered(explorer, question, reading.terms), 0)
    return as_file(chosen, text, question.name)


def format_of(query: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The format that is asked for, and everything else that is.

    Raises:
        BadQuery: there is no such format.
    """
    chosen = query.get("format", next(iter(MEDIA_TYPES)))
    if chosen not in MEDIA_TYPES:
        raise BadQuery(f"format: found {chosen[:40]!r}, expected one of {', '.join(MEDIA_TYPES)}")
    return chosen, {name: text for name, text in query.items() if name != "format"}


def raise_first(faults: Mapping[str, GovkgError]) -> None:
    """Raise the first of what is wrong, if anything is."""
    for error in faults.values():
        raise error


def as_file(chosen: str, text: str, name: str) -> File:
    """A text in one of the formats as a file; a table is kept under a name, the others are shown."""
    return File(text.encode(), MEDIA_TYPES[chosen], f"{name}.csv" if chosen == "csv" else "")
