"""The general questions: their headers, and their whole answers from every engine.

What they must answer stands in ``expected_answers.txt``, row by row with the passages, checked against the documents.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from govkg.answer import EVIDENCE, Row
from govkg.knowledge_graph import KnowledgeGraph
from govkg.paths import shipped
from govkg.questions import read_question
from govkg.store import Embedded, bind

EXPECTED = Path(__file__).with_name("expected_answers.txt")
KINDS = {"entity", "date", "choice", "integer", "text"}
NAMES = sorted(path.stem for path in shipped().queries.glob("*.rq"))


def _cases() -> list[tuple[str, list[str]]]:
    cases: list[tuple[str, list[str]]] = []
    for line in EXPECTED.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            cases.append((line[3:], []))
        elif not line.startswith("#"):
            cases[-1][1].append(line)
    return cases


CASES = _cases()


def _line(kg: KnowledgeGraph, question: str) -> list[str]:
    name, *given = question.split(" ")
    answer = kg.ask(name, **dict(pair.split("=", 1) for pair in given))

    def written(row: Row) -> str:
        return f"{' | '.join(row.cells).rstrip(' |')} < {', '.join(answer.sources(row))}"

    return [written(row) for row in answer.rows]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(("question", "rows"), CASES, ids=[question for question, _ in CASES])
def test_answer(asked: KnowledgeGraph, question: str, rows: list[str]) -> None:
    """Each engine gives these rows, in this order, resting on these passages, and no others."""
    assert _line(asked, question) == rows


def test_every_general_question_also_comes_back_empty() -> None:
    answered = {question.split(" ")[0] for question, rows in CASES if rows}
    empty = {question.split(" ")[0] for question, rows in CASES if not rows}
    # A passage says something, or it is none; on-day and timeline have their own case below.
    assert answered - empty == {"on-day", "timeline", "what-a-passage-says"}
    assert empty - answered == set()


def test_nothing_on_a_day_that_no_date_takes_in() -> None:
    """Two dates are open at one end and take in every day between them; without them a day of 2001 has nothing."""
    store = pyoxigraph.Store()
    for quad in pyoxigraph.parse(path=str(shipped().released), format=RdfFormat.N_QUADS):
        if getattr(quad.object, "value", "") not in ("2013-06/..", "../2014-04-18"):
            store.add(quad)
    kg = KnowledgeGraph(Embedded(store), shipped())
    assert _line(kg, "on-day on=2001-01-01") == []
    assert _line(kg, "timeline from=2001 until=2002") == []


def test_a_family_of_names_is_asked_at_once(kg: KnowledgeGraph) -> None:
    """A name with a star means everything called so, and each row says which of them it is about."""
    answer = kg.ask("feeds-into", target="WSIS+10*", kind="input")
    event, drafts = "WSIS+10 High-Level Event", "Draft Outcome Documents of the WSIS+10 High-Level Event"
    platform = "WSIS+10 Multistakeholder Preparatory Platform"
    paris = "Civil society event on the WSIS+10 Overall Review in Paris"
    assert [tuple(row.values()) for row in answer] == [
        (paris, "develops", "Civil society strategy on the WSIS+10 process", "planned", ""),
        (drafts, "submits input to", event, "planned", ""),
        (f"High-Level Track of the {event}", "endorses", drafts, "planned", ""),
        (
            "Open consultation on the format and themes of the Forum Track",
            "prepares",
            f"Forum Track of the {event}",
            "stated",
            "",
        ),
        ("UNESCO study on Internet-related issues", "submits input to", "WSIS+10 review process", "wished", ""),
        (event, "endorses", "WSIS+10 Statement on Implementation of WSIS Outcomes", "expected", ""),
        (event, "endorses", "WSIS+10 Vision for WSIS Beyond 2015", "expected", ""),
        (platform, "develops", drafts, "planned", ""),
        (platform, "prepares", event, "stated", ""),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_header(kg: KnowledgeGraph, name: str) -> None:
    """A question says in plain words what it asks, takes and gives, and what an empty answer means."""
    question = kg.question(name)
    assert question.summary.endswith("?")
    assert question.description
    assert question.header["nothing"]
    assert question.text.count("\nWHERE {\n") == 1
    for parameter in question.parameters.values():
        assert parameter.kind in KINDS
        assert parameter.description
        assert parameter.example
        assert parameter.default or not (parameter.kind == "choice" and not parameter.prefix)
    examples = {p.name: p.example for p in question.parameters.values() if p.required}
    found = kg.store.select(bind(question.text, question.terms(examples, kg.names)))
    assert [column for column in found.columns if column != EVIDENCE] == list(question.columns)
    assert EVIDENCE in found.columns


@pytest.mark.parametrize("name", NAMES)
def test_examples_answer_and_rest_on_passages(kg: KnowledgeGraph, name: str) -> None:
    """The examples in the header give an answer, and each of its rows names its passages."""
    question = kg.question(name)
    answer = kg.ask(name, **{p.name: p.example for p in question.parameters.values() if p.required})
    assert answer.rows
    assert all(answer.sources(row) for row in answer.rows)


NARROWING = [
    (name, parameter.name)
    for name in NAMES
    for parameter in read_question(shipped().queries, name).parameters.values()
    if not parameter.required and not parameter.default and parameter.kind != "date"
]


@pytest.mark.parametrize(("name", "narrowing"), NARROWING)
def test_each_parameter_narrows_the_answer(kg: KnowledgeGraph, name: str, narrowing: str) -> None:
    """With an optional parameter a question gives some of the rows it gives without; with a date it judges anew."""
    parameters = kg.question(name).parameters
    required = {p.name: p.example for p in parameters.values() if p.required}
    every = {row.terms for row in kg.ask(name, **required).rows}
    narrowed = {row.terms for row in kg.ask(name, **required, **{narrowing: parameters[narrowing].example}).rows}
    assert narrowed
    assert narrowed <= every
