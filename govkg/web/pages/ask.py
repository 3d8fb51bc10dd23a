"""A question's page: its form, made from the header of its query, and its answer."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import NamedNode

from govkg.errors import NotFound
from govkg.nearest import did_you_mean
from govkg.questions import Question
from govkg.web.asking import LONGEST, Reading, answered, example_of, read, sparql_of
from govkg.web.explorer import Explorer
from govkg.web.fields import Field, fields
from govkg.web.linked import dated, plain
from govkg.web.page import Asked, Page
from govkg.web.shown_answer import ShownAnswer, shown_answer

FORMATS: dict[str, str] = {"csv": "CSV", "json": "JSON", "markdown": "Markdown"}
"""In what other formats a page offers its answer, and what people call them."""


def ask_page(explorer: Explorer, asked: Asked) -> Page:
    """The answer to a question, or where nothing is asked yet, to its example.

    Raises:
        NotFound: there is no such question; the nearest is named.
    """
    question = _question(explorer, asked.key)
    given = {name: text for name, text in asked.query.items() if name in question.parameters}
    is_example = not given and bool(example_of(question))
    query = example_of(question) if is_example else given
    reading = read(question, query, explorer.kg.names)
    # The form shows what was filled in: an example is shown as what may be.
    form = fields(explorer, question, given, read(question, given, explorer.kg.names) if given else Reading())
    shown = None if reading.faults else _shown(explorer, question, reading)
    return Page(
        path=f"ask/{question.name}",
        title=question.summary,
        template="ask.html",
        about=question.description.replace("\n", " "),
        values={
            "question": question,
            "description": _with_questions(explorer, question.description),
            "fields": form,
            "query": query,
            "formats": FORMATS,
            "is_example": is_example,
            "asked_for": _asked_for(explorer, question, query, reading),
            "unknown": sorted(set(asked.query) - set(given)),
            "shown": shown,
            "rows_told": _rows_told(shown),
            "sparql": "" if reading.faults else sparql_of(question, reading.terms),
        },
        scripts=("ask.js",) if explorer.is_static else (),
        status=_status(form),
    )


def _question(explorer: Explorer, name: str) -> Question:
    known = explorer.kg.questions()
    if name not in known:
        hint = did_you_mean(name[:LONGEST], known, "the page of questions lists all of them")
        raise NotFound(f"there is no question {name[:LONGEST]!r}; {hint}")
    return explorer.kg.question(name)


def _with_questions(explorer: Explorer, text: str) -> list[tuple[str, str]]:
    """A text in pieces: each with the name of the question that it names, or none.

    Only names with a hyphen are taken for one: "parts" and "names" are words of any text.
    """
    names = [name for name in explorer.kg.questions() if "-" in name]
    text = re.sub(r'"([^"]*)"', r"“\1”", text)
    pattern = rf"(?<![\w-])({'|'.join(map(re.escape, names))})(?![\w-])"
    pieces = re.split(pattern, text) if names else [text]
    return [(piece, piece if i % 2 else "") for i, piece in enumerate(pieces)]


def _shown(explorer: Explorer, question: Question, reading: Reading) -> ShownAnswer:
    alone = [terms[0] for terms in reading.terms.values() if len(terms) == 1 and isinstance(terms[0], NamedNode)]
    return shown_answer(explorer, answered(explorer, question, reading.terms), alone)


def _asked_for(
    explorer: Explorer, question: Question, query: Mapping[str, str], reading: Reading
) -> list[tuple[str, str, str]]:
    """Label and value of everything that is asked for, as the form shows them, and the IRI of a thing with a page."""
    found = [one for one in fields(explorer, question, query, reading) if one.value]
    return [(one.label, _label(one), _thing(one, reading)) for one in found]


def _thing(field: Field, reading: Reading) -> str:
    terms = reading.terms.get(field.name, ())
    return terms[0].value if field.kind == "entity" and len(terms) == 1 and isinstance(terms[0], NamedNode) else ""


def _rows_told(shown: ShownAnswer | None) -> str:
    """What stands above the table: how much there is."""
    if shown is None:
        return ""
    rows, documents = len(shown.rows), len(shown.documents)
    return f"{rows} row{'s' if rows != 1 else ''}, said in {documents} document{'s' if documents != 1 else ''}"


def _label(field: Field) -> str:
    if field.kind == "date":
        return plain(dated(field.value))
    return dict(field.choices).get(field.value, field.value)


def _status(form: list[Field]) -> int:
    """Of the whole page: what is missing or wrong comes before what is not there, and that before a choice."""
    statuses = {one.fault.status for one in form if one.fault}
    return next((status for status in (400, 404, 300) if status in statuses), 200)
