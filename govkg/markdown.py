"""Text in Markdown: lines of tables, and what they and the paragraphs around them hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def escaped(text: str) -> str:
    r"""Text in one line in which nothing is read as HTML or as the edge of a table's cell.

    >>> escaped("a <b> & c | d")
    'a &lt;b> &amp; c \\| d'
    """
    for found, instead in (("&", "&amp;"), ("<", "&lt;"), ("\\", "\\\\"), ("|", "\\|")):
        text = text.replace(found, instead)
    return "<br>".join(text.splitlines())


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, each line ended; its cells may hold any text.

    >>> table(["a", "b"], [["1", "2"]])
    '| a | b |\\n| --- | --- |\\n| 1 | 2 |\\n'
    """
    lines = [[escaped(cell) for cell in headings], ["---"] * len(headings)]
    lines += [[escaped(cell) for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
