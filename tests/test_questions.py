"""The questions that the graph exists for, each answered whole and on every engine.

The answers stand in ``question_answers.yaml``, worked out from the documents; see there for the form of a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from govkg.answer import Answer
from govkg.knowledge_graph import KnowledgeGraph
from govkg.namespaces import short

ANSWERS = Path(__file__).with_name("question_answers.yaml")
NUMBERS = [
    f"Q{number:02}"
    for number in (
        1,
        2,
        4,
        6,
        8,
        9,
        11,
        13,
        15,
        16,
        17,
        18,
        20,
        22,
        23,
        25,
        27,
        29,
        30,
        32,
        34,
        35,
        37,
        38,
        39,
        41,
        43,
        45,
        46,
        48,
        49,
        50,
        52,
        54,
        55,
        56,
        57,
        58,
        60,
        62,
        63,
        64,
        66,
        68,
        69,
    )
]
"""The questions that the graph must answer."""
WITH_AN_EMPTY_CASE = [
    "date-belongs-to",
    "days-between",
    "group-named",
    "how-long",
    "how-many",
    "label-stands-for",
    "open-during",
    "open-to-all",
    "related",
    "same-days",
    "short-or-spelled-out",
    "speakers",
    "tied-through-people",
    "undated",
    "way-from-to",
    "which-day",
]
"""Queries whose cases are all here."""

Rows = set[tuple[tuple[str, ...], frozenset[str]]]


@dataclass(frozen=True)
class Step:
    """One query asked for a question, and its whole answer."""

    name: str
    ask: str
    given: dict[str, str | list[str]]
    columns: list[str]
    rows: Rows
    differ: set[str] | None


def _steps() -> list[Step]:
    # The base loader keeps every scalar as it stands: no dates, no booleans.
    found = yaml.load(ANSWERS.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [
        Step(
            name=entry.get("question") or entry["neighbour"],
            ask=entry["ask"],
            given=entry.get("with", {}),
            columns=entry.get("columns", []),
            rows={(tuple(cells), frozenset(evidence.split("; "))) for *cells, evidence in entry["rows"]},
            differ=set(entry["differ"]) if "differ" in entry else None,
        )
        for entry in found
    ]


STEPS = _steps()


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("step", STEPS, ids=[f"{step.name} {step.ask}" for step in STEPS])
def test_question(step: Step, asked: KnowledgeGraph) -> None:
    answer = asked.ask(step.ask, **step.given)
    assert _rows(answer, step.columns) == step.rows
    if step.differ is not None:
        assert {f"{short(d.about)}: {d.verdict}" for d in answer.differences} == step.differ


def test_every_question_is_answered() -> None:
    assert sorted({step.name for step in STEPS if step.name in NUMBERS}) == NUMBERS


@pytest.mark.parametrize("query", WITH_AN_EMPTY_CASE)
def test_a_case_comes_back_empty(query: str) -> None:
    rows = [bool(step.rows) for step in STEPS if step.ask == query]
    assert set(rows) == {True, False}


def _rows(answer: Answer, columns: list[str]) -> Rows:
    """The rows of the columns asked for; rows alike in these are one, with the passages of all."""
    shown = [answer.columns.index(column) for column in columns] or range(len(answer.columns))
    merged: dict[tuple[str, ...], set[str]] = {}
    for row in answer.rows:
        merged.setdefault(tuple(row.cells[i] for i in shown), set()).update(answer.sources(row))
    return {(cells, frozenset(sources)) for cells, sources in merged.items()}
