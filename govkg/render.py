"""Answers as text: a table for people, CSV, JSON and Markdown for other tools. One function a format, listed below."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from itertools import zip_longest
from types import MappingProxyType

from govkg.answer import Answer
from govkg.cells import csv_bytes, neutral
from govkg.evidence import Passage, difference_as_json, passage_as_json
from govkg.markdown import escaped
from govkg.markdown import table as markdown_table
from govkg.namespaces import short

SOURCES = "Sources"


def table(answer: Answer, width: int = 120) -> str:
    """A table with its sources, the documents they stand for, and what sources differ on; no empty columns.

    Where the columns do not fit side by side without breaking words, each row becomes a block of lines instead.
    """
    if not answer.rows:
        return textwrap.fill(_nothing(answer), width or 120) + "\n"
    columns = _columns(answer)
    widths = _widths([[heading, *cells] for heading, cells in columns], width)
    body = _grid(columns, widths) if widths else _blocks(columns, width)
    told = {cell for row in answer.rows for cell in row.cells}
    notes = [textwrap.fill(f"Sources differ: {d.reason}", width) for d in answer.differences if d.reason not in told]
    documents = answer.documents()
    parts = [body, *notes, *(["\n".join(documents)] if documents else [])]
    return "\n\n".join(parts) + "\n"


def _nothing(answer: Answer) -> str:
    return f"Nothing found. {answer.nothing}".rstrip()


def _columns(answer: Answer) -> list[tuple[str, list[str]]]:
    """Headings and cells of the columns that hold anything, the sources last."""
    found = [(heading, [row.cells[i] for row in answer.rows]) for i, heading in enumerate(answer.headings)]
    found.append((SOURCES, ["\n".join(answer.sources(row)) for row in answer.rows]))
    return [(heading, cells) for heading, cells in found if any(cells)] or found[:1]


def _widths(columns: list[list[str]], width: int) -> list[int]:
    """Widths that fit the line, the widest giving way first; none if words would have to be broken."""
    widths = [max(_shown(line) for text in column for line in (text.splitlines() or [""])) for column in columns]
    least = [max(_shown(word) for text in column for word in (text.split() or [""])) for column in columns]
    room = width - 2 * (len(columns) - 1)
    if sum(least) > room:
        return []
    while sum(widths) > room:
        widest = max((i for i in range(len(widths)) if widths[i] > least[i]), key=lambda i: widths[i])
        widths[widest] -= 1
    return [max(wide, 1) for wide in widths]


def _grid(columns: list[tuple[str, list[str]]], widths: list[int]) -> str:
    headings = [heading for heading, _ in columns]
    rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
    rows = zip(*(cells for _, cells in columns), strict=True)
    return "\n".join(
        [*_side_by_side(headings, widths), rule, *(line for row in rows for line in _side_by_side(row, widths))]
    )


def _side_by_side(cells: Iterable[str], widths: list[int]) -> list[str]:
    """The lines of one row: each cell wrapped to its column, beginning at the top."""
    wrapped = [
        [part for line in cell.splitlines() or [""] for part in _wrap(line, wide)]
        for cell, wide in zip(cells, widths, strict=True)
    ]
    lines = []
    for parts in zip_longest(*wrapped, fillvalue=""):
        padded = (part + " " * (wide - _shown(part)) for part, wide in zip(parts, widths, strict=True))
        lines.append("  ".join(padded).rstrip())
    return lines


def _wrap(text: str, wide: int) -> list[str]:
    return textwrap.wrap(text, wide, break_long_words=False, break_on_hyphens=False) or [""]


def _shown(text: str) -> int:
    """How many columns a text takes on a terminal: Chinese characters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _blocks(columns: list[tuple[str, list[str]]], width: int) -> str:
    """Each row as a block: its first value, and under it a line for each further one."""
    label = max((len(heading) for heading, _ in columns[1:]), default=0)
    blocks = []
    for row in zip(*(cells for _, cells in columns), strict=True):
        lines = [_filled(row[0] or "(not stated)", "", width)]
        for (heading, _), cell in zip(columns[1:], row[1:], strict=True):
            if cell:
                lines.append(_filled("; ".join(cell.splitlines()), f"  {heading.ljust(label)}  ", width))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _filled(text: str, lead: str, width: int) -> str:
    indent = " " * len(lead)
    return textwrap.fill(
        text, width, initial_indent=lead, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def as_csv(answer: Answer, width: int = 0) -> str:
    """Comma-separated values with a header line, as RFC 4180 has them; no cell runs as a formula in a spreadsheet."""
    rows = [[*row.cells, "; ".join(answer.sources(row))] for row in answer.rows]
    return csv_bytes([*answer.columns, "sources"], [[neutral(cell) for cell in row] for row in rows]).decode()


def as_json(answer: Answer, width: int = 0) -> str:
    """JSON: rows with readable values, IRIs, and passages with their spans, certainty and notes."""
    import json

    rows = [
        {
            "values": dict(zip(answer.columns, row.cells, strict=True)),
            "terms": {c: term.value for c, term in zip(answer.columns, row.terms, strict=True) if term is not None},
            "passages": list(row.evidence),
        }
        for row in answer.rows
    ]
    document = {
        "columns": dict(zip(answer.columns, answer.headings, strict=True)),
        "rows": rows,
        "passages": {iri: passage_as_json(passage) for iri, passage in answer.passages.items()},
        "differences": [difference_as_json(d) for d in answer.differences],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def markdown(answer: Answer, width: int = 0) -> str:
    """A Markdown table."""
    if not answer.rows:
        return f"{escaped(_nothing(answer))}\n"
    body = markdown_table(
        [*answer.headings, SOURCES], ([*row.cells, "; ".join(answer.sources(row))] for row in answer.rows)
    )
    return body + "".join(f"\nSources differ: {escaped(d.reason)}\n" for d in answer.differences)


FORMATS: dict[str, Callable[[Answer, int], str]] = {
    "table": table,
    "csv": as_csv,
    "json": as_json,
    "markdown": markdown,
}
"""Formats by name; the first is the default."""


def why(answer: Answer, texts: Mapping[str, str] = MappingProxyType({})) -> str:
    """The passages an answer rests on: where each stands, how firm it is, how it was read, and its words if known."""
    return "".join(passage_lines(passage, texts.get(iri, "")) + "\n" for iri, passage in answer.passages.items())


def passage_lines(passage: Passage, text: str = "") -> str:
    """A passage in a few lines: its short name, document, place and certainty; its note and, if given, its text."""
    where = ", ".join(f"{start}-{end}" for start, end in passage.spans)
    place = f", characters {where}" if where else ""
    lines = [f"{passage.label}: {passage.document}{place} ({passage.certainty}, {passage.modality})"]
    lines += [f"  {passage.note}"] if passage.note else []
    lines += [f"  from {short(origin)}" for origin in passage.origins]
    lines += [f'  "{text}"'] if text else []
    return "\n".join(lines)
