"""Plans as text: lines for people, Markdown, JSON, CSV and iCalendar for other tools. One function a format."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import asdict
from itertools import groupby

from govkg.cells import csv_bytes, neutral
from govkg.evidence import Passage, passage_as_json
from govkg.markdown import escaped
from govkg.markdown import table as markdown_table
from govkg.namespaces import short
from govkg.plan import words
from govkg.plan.ics import ics
from govkg.plan.model import Plan

_COLUMNS: dict[str, tuple[str, ...]] = {
    "door": ("Until", "What", "How to take part", "What it feeds", "How sure"),
    "past": ("Why", "What", "How to take part", "What it feeds", "How sure"),
    "closed": ("When", "What", "Who may", "What it feeds", "How sure"),
    "unnamed": ("When", "What", "Who may", "What it feeds", "How sure"),
    "avenue": ("Avenue", "Said as", "How sure"),
    "no rule": ("When", "What", "What it feeds", "Remark"),
    "unsure": ("Link", "Modality"),
    "gap": ("About", "Missing"),
}
_NO_DOOR = "No door is found that is open from that day on."
_NO_DATE = "no date stated"
_GLUE = "\N{NO-BREAK SPACE}"
Line = tuple[words.Line, tuple[str, ...]]
"""Cells, and the passages they rest on."""


def parts(plan: Plan) -> list[tuple[str, list[Line]]]:
    """A plan's parts: for each, lines of cells with the passages they rest on."""
    return [
        ("door", [(words.door(one), one.passages) for one in plan.doors]),
        ("past", [(words.past(one), one.door.passages) for one in plan.past]),
        ("closed", [(words.closed(one), one.passages) for one in plan.closed]),
        ("unnamed", [(words.closed(one), one.passages) for one in plan.unnamed]),
        ("avenue", [(words.avenue(one), one.passages) for one in words.avenues([*plan.closed, *plan.unnamed])]),
        ("no rule", [(words.no_rule(one), one.passages) for one in plan.no_rule]),
        ("unsure", [(words.unsure(one), one.passages) for one in plan.unsure]),
        ("gap", _gaps(plan)),
    ]


def _gaps(plan: Plan) -> list[Line]:
    """What is missing of each thing, in one line of the plan."""
    found: list[Line] = []
    for _, same in groupby(plan.gaps, key=lambda one: (one.name, one.about)):
        gaps = list(same)
        cells = (gaps[0].name, "\n".join(words.gap(one) for one in gaps))
        found.append((cells, tuple(sorted({p for one in gaps for p in one.passages}))))
    return found


def table(plan: Plan, width: int = 120) -> str:
    """Each part as a numbered list under its heading, then what sources differ on and the documents.

    The lines say too much for columns side by side: a name, a chain and its passages take one line each instead.
    """
    wide = width or 120
    blocks = [textwrap.fill(title(plan), wide)]
    for part, lines in parts(plan):
        if lines or part == "door":
            heading = words.HEADINGS[part]
            body = _numbered(plan, part, lines, wide) if lines else _NO_DOOR
            blocks.append(f"{heading}\n{'-' * len(heading)}\n{body}")
    blocks += [textwrap.fill(text, wide) for text in _differences(plan)]
    blocks.append("\n".join(_documents(plan)))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _numbered(plan: Plan, part: str, lines: list[Line], width: int) -> str:
    """Lines as a numbered list: the first cell beside the number, under it each further one with its label."""
    labels = [*_COLUMNS[part][1:], "Passages"]
    lead = len(str(len(lines))) + 2
    label = max(len(text) for text in labels) + 2
    out = []
    for number, (cells, passages) in enumerate(lines, 1):
        first = f"{_COLUMNS[part][0]} {cells[0]}" if part == "door" else cells[0] or _NO_DATE
        out += _hanging(f"{number}.".ljust(lead), first, width)
        labelled = [*cells[1:], ", ".join(name.replace(" ", _GLUE) for name in plan.sources(passages))]
        for name, cell in zip(labels, labelled, strict=True):
            if cell:
                out += _hanging(" " * lead + name.ljust(label), cell, width)
    return "\n".join(out)


def _hanging(lead: str, cell: str, width: int) -> list[str]:
    """The lines of a cell, wrapped, with what leads them before the first and room for it before the others."""
    room = max(width - len(lead), 24)
    wrapped = [
        text
        for line in cell.splitlines()
        for text in textwrap.wrap(line, room, break_long_words=False, break_on_hyphens=False)
    ]
    return [f"{lead if i == 0 else ' ' * len(lead)}{text}".replace(_GLUE, " ") for i, text in enumerate(wrapped)]


def markdown(plan: Plan, width: int = 0) -> str:
    """The same as headings and Markdown tables."""
    blocks = [f"# {escaped(title(plan))}"]
    for part, lines in parts(plan):
        if lines:
            blocks.append(f"## {words.HEADINGS[part]}\n\n{_markdown_table(plan, part, lines)}")
        elif part == "door":
            blocks.append(f"## {words.HEADINGS[part]}\n\n{_NO_DOOR}")
    blocks += [escaped(text) for text in _differences(plan)]
    blocks.append("\n".join(f"- {escaped(line)}" for line in _documents(plan)))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _markdown_table(plan: Plan, part: str, lines: list[Line]) -> str:
    rows = ((*cells, "\n".join(plan.sources(passages))) for cells, passages in lines)
    return markdown_table((*_COLUMNS[part], "Passages"), rows).rstrip("\n")


def as_json(plan: Plan, width: int = 0) -> str:
    """JSON: every field of the plan, with readable names beside IRIs, and the passages with their spans."""
    whole = asdict(plan)
    whole["passages"] = {iri: _passage(passage) for iri, passage in plan.passages.items()}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_csv(plan: Plan, width: int = 0) -> str:
    """One line for each line of the plan, its part in the first column; nothing in it runs as a formula."""
    header = ["part", "until or when", "what", "how or who", "feeds", "sure or remark", "id", "sources"]
    return csv_bytes(header, [[neutral(words.flat(cell)) for cell in line] for line in _csv_lines(plan)]).decode()


FORMATS: dict[str, Callable[[Plan, int], str]] = {
    "table": table,
    "json": as_json,
    "csv": as_csv,
    "markdown": markdown,
    "ics": ics,
}
"""Formats by name; the first is the default. The second argument is the width of the terminal."""


def title(plan: Plan) -> str:
    """What the plan is, in one line."""
    then = f", as known on {plan.known_on}" if plan.known_on else ""
    return f"Doors for {plan.group_name} into {plan.target_name}, from {plan.start}{then}"


def _csv_lines(plan: Plan) -> Iterable[list[str]]:
    ids = {
        "door": [one.place for one in plan.doors],
        "past": [one.door.place for one in plan.past],
        "closed": [one.place for one in plan.closed],
        "unnamed": [one.place for one in plan.unnamed],
        "no rule": [one.place for one in plan.no_rule],
    }
    places = {
        "avenue": ("what", "how or who", "sure or remark"),
        "no rule": ("until or when", "what", "feeds", "sure or remark"),
        "unsure": ("what", "sure or remark"),
        "gap": ("what", "sure or remark"),
    }
    whole = ("until or when", "what", "how or who", "feeds", "sure or remark")
    for part, lines in parts(plan):
        for i, (cells, passages) in enumerate(lines):
            named = dict(zip(places.get(part, whole), cells, strict=True))
            iri = short(ids[part][i]) if part in ids else ""
            yield [part, *(named.get(column, "") for column in whole), iri, "; ".join(plan.sources(passages))]


def _differences(plan: Plan) -> list[str]:
    return [f"Sources differ: {difference.reason}" for difference in plan.differences]


def _documents(plan: Plan) -> list[str]:
    return [
        f"{one.number}  {one.name}, written {one.written or 'not stated'}"
        + (f" ({one.by_then} by {plan.known_on})" if one.by_then else "")
        for one in plan.documents
    ]


def _passage(passage: Passage) -> dict[str, object]:
    """A passage as answers have it, with its address and short name."""
    return {**passage_as_json(passage), "url": passage.url, "label": passage.label}
