"""Answers: rows with the passages they rest on, shown as a table in a notebook, or a DataFrame on request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from govkg.evidence import Difference, Passage, differences, passages
from govkg.markup import escaped
from govkg.names import Names
from govkg.namespaces import XSD
from govkg.store import Solutions, Store, Term
from govkg.words import readable

if TYPE_CHECKING:
    import pandas

EVIDENCE = "passage"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an answer.

    Attributes:
        terms: RDF terms, one a column, None where nothing is said.
        cells: the same as people read them.
        evidence: IRIs of the passages it rests on.
    """

    terms: tuple[Term | None, ...]
    cells: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(slots=True)
class Answer:
    """The answer to a question or to a SELECT query.

    Attributes:
        columns: the columns' names.
        headings: what people read above them.
        rows: in a stable order.
        passages: the passages that rows rest on, by IRI.
        differences: decisions that accept or set aside a passage on which the answer rests.
        nothing: what it means when there is no row.
    """

    columns: tuple[str, ...]
    headings: tuple[str, ...]
    rows: list[Row]
    passages: dict[str, Passage] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    nothing: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, str]]:
        """The rows as dictionaries of readable values."""
        return (dict(zip(self.columns, row.cells, strict=True)) for row in self.rows)

    def sources(self, row: Row) -> list[str]:
        """Short names of a row's passages."""
        return [self.passages[iri].label for iri in row.evidence if iri in self.passages]

    def documents(self) -> list[str]:
        """One line for each document the answer rests on: its number and name."""
        return sorted({f"{p.number}  {p.document}" for p in self.passages.values()})

    def to_pandas(self) -> pandas.DataFrame:
        """The answer as a DataFrame of readable values, with a column ``sources``.

        Raises:
            ImportError: pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise ImportError("pandas is not installed: pip install govkg[notebook]") from None

        records: list[dict[str, Any]] = [
            {**cells, "sources": "; ".join(self.sources(row))} for cells, row in zip(self, self.rows, strict=True)
        ]
        return pandas.DataFrame(records, columns=[*self.columns, "sources"])

    def _repr_html_(self) -> str:
        """A table without empty columns, its sources as links where they have an address; below, the documents."""
        if not self.rows:
            return f"<p>{escaped(self.nothing or 'Nothing found.')}</p>"
        filled = [i for i in range(len(self.columns)) if any(row.cells[i] for row in self.rows)]
        head = "".join(f"<th>{escaped(h)}</th>" for h in (*(self.headings[i] for i in filled), "Sources"))
        body = "".join(
            "<tr>"
            + "".join(f"<td>{escaped(row.cells[i])}</td>" for i in filled)
            + f"<td>{'; '.join(self.passages[iri].html for iri in row.evidence if iri in self.passages)}</td></tr>"
            for row in self.rows
        )
        notes = [f"Sources differ: {d.reason}" for d in self.differences] + self.documents()
        below = "".join(f"<p>{escaped(note)}</p>" for note in notes)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}"


def answer(found: Solutions, store: Store, names: Names, headings: dict[str, str], nothing: str = "") -> Answer:
    """An answer from the rows of a question: rows that differ in their passage alone become one, in a stable order.

    Args:
        found: the rows.
        store: where passages and decisions are described.
        names: for readable values.
        headings: what to write above each column.
        nothing: what it means when there is no row.
    """
    shown = [i for i, column in enumerate(found.columns) if column != EVIDENCE]
    evidence = [i for i, column in enumerate(found.columns) if column == EVIDENCE]
    merged: dict[tuple[Term | None, ...], set[str]] = {}
    for row in found.rows:
        key = tuple(row[i] for i in shown)
        merged.setdefault(key, set()).update(row[i].value for i in evidence if row[i] is not None)  # type: ignore[union-attr]
    cells = {key: tuple(readable(term, names) for term in key) for key in merged}
    rows = [
        Row(key, cells[key], tuple(sorted(merged[key])))
        for key in sorted(merged, key=lambda k: (tuple(map(_place, k, cells[k])), str(k)))
    ]
    columns = tuple(found.columns[i] for i in shown)
    return _answer(columns, tuple(headings.get(column, column) for column in columns), rows, store, nothing)


def as_given(found: Solutions, store: Store, names: Names, *, is_ordered: bool) -> Answer:
    """The answer to a query of somebody's own: its rows as they are, none left out.

    Args:
        found: the rows. A column ``?passage`` names what a row rests on, as in a question.
        store: where passages and decisions are described.
        names: for readable values.
        is_ordered: whether the query gives the rows an order; else they get a stable one.
    """
    shown = [i for i, column in enumerate(found.columns) if column != EVIDENCE]
    evidence = [i for i, column in enumerate(found.columns) if column == EVIDENCE]
    rows = []
    for row in found.rows:
        terms = tuple(row[i] for i in shown)
        rests_on = tuple(term.value for i in evidence if (term := row[i]) is not None)
        rows.append(Row(terms, tuple(readable(term, names) for term in terms), rests_on))
    if not is_ordered:
        rows.sort(key=lambda row: (tuple(map(_place, row.terms, row.cells)), str(row.terms), row.evidence))
    columns = tuple(found.columns[i] for i in shown)
    return _answer(columns, columns, rows, store, "")


def _answer(columns: tuple[str, ...], headings: tuple[str, ...], rows: list[Row], store: Store, nothing: str) -> Answer:
    rests_on = {iri for row in rows for iri in row.evidence}
    return Answer(
        columns=columns,
        headings=headings,
        rows=rows,
        passages=passages(store, rests_on),
        differences=[d for d in differences(store) if rests_on.intersection((*d.accepts, *d.sets_aside))],
        nothing=nothing,
    )


def _place(term: Term | None, cell: str) -> tuple[int, str]:
    """Where a cell stands in its column: a whole number by value (the tenth after the ninth), all else by its text."""
    whole = isinstance(term, Literal) and term.datatype.value == XSD + "integer"
    return (int(cell) if whole else 0, cell)
