"""Tables: named columns over rows of plain values, shown in a notebook, or a DataFrame on request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from govkg.markup import escaped

if TYPE_CHECKING:
    import pandas

    from govkg.evidence import Passage


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values under named columns.

    Attributes:
        columns: the columns' names.
        rows: texts, numbers, truth values, None where nothing is known, or tuples of these; one a column, in a
            stable order.
        note: what a reader must know to read it right, such as that values are estimates; may be empty.
        cited: passages by short name; where a cell names one of them, a notebook shows it with its source.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    note: str = ""
    cited: Mapping[str, Passage] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The rows as dictionaries."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def column(self, name: str) -> list[Any]:
        """The values of one column.

        Raises:
            ValueError: there is no such column.
        """
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def to_pandas(self) -> pandas.DataFrame:
        """The table as a DataFrame; tuples stay tuples.

        Raises:
            ImportError: pandas is not installed.
        """
        import pandas

        return pandas.DataFrame(self.rows, columns=list(self.columns))

    def cite(self, passages: Iterable[Passage]) -> Table:
        """The same table, showing passages with links to their sources.

        Args:
            passages: what the table may name, such as the values of an answer's ``passages``.
        """
        return replace(self, cited={passage.label: passage for passage in passages})

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escaped(column)}</th>" for column in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{self._cell(value)}</td>" for value in row) + "</tr>" for row in self.rows
        )
        note = f"<p>{escaped(self.note)}</p>" if self.note else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"

    def _cell(self, value: Any) -> str:
        if isinstance(value, tuple):
            return "; ".join(self._cell(item) for item in value)
        passage = self.cited.get(value) if isinstance(value, str) else None
        return escaped(_shown(value)) if passage is None else passage.html


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)
