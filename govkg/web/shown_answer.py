"""An answer as a page shows it: no column that says nothing, things as links, dates in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from govkg.answer import Answer, Row
from govkg.namespaces import XSD
from govkg.store import Term
from govkg.web.explorer import Explorer
from govkg.web.values import DATES, TRUTH, date_in_words

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer to be shown.

    Attributes:
        answer: the answer.
        headings: of the columns that tell something.
        rows: for each row its cells, sentences with links, and the IRIs of its passages.
        documents: number, name and IRI of the documents it rests on.
    """

    answer: Answer
    headings: list[str]
    rows: list[tuple[list[str], tuple[str, ...]]]
    documents: list[tuple[str, str, str]]


def shown_answer(explorer: Explorer, answer: Answer, asked: Iterable[Term] = ()) -> ShownAnswer:
    """An answer as a page shows it.

    Args:
        explorer: for names.
        answer: the answer.
        asked: what it was asked about: a column that only repeats one of these is left out.
    """
    filled = _telling(answer, set(asked))
    return ShownAnswer(
        answer,
        [answer.headings[i] for i in filled],
        [([_cell(row, i, explorer) for i in filled], row.evidence) for row in answer.rows],
        sorted({(one.number, one.document, one.source) for one in answer.passages.values()}),
    )


def _telling(answer: Answer, asked: set[Term]) -> list[int]:
    """The columns that tell something; the first one of an answer whose columns all repeat what was asked."""
    filled = [i for i in range(len(answer.columns)) if any(row.cells[i] for row in answer.rows)]
    telling = [i for i in filled if not any({row.terms[i] for row in answer.rows} == {term} for term in asked)]
    return telling or filled[:1]


def _cell(row: Row, place: int, explorer: Explorer) -> str:
    term, cell = row.terms[place], row.cells[place]
    if isinstance(term, NamedNode):
        return explorer.names.show(term.value)
    if not isinstance(term, Literal):
        return cell
    if term.datatype.value == XSD + "boolean":
        return TRUTH.get(cell, cell)
    # A query that says "not stated" where there is no date gives the others as texts too.
    is_date = term.datatype.value in DATES or (term.datatype.value == XSD + "string" and _DATE.fullmatch(cell))
    return date_in_words(cell) if is_date else cell
