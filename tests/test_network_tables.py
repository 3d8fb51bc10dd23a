"""Tables: columns over plain rows, in a notebook and as a DataFrame."""

from __future__ import annotations

import pytest

from govkg.table import Table

TABLE = Table(("node", "score", "passages"), [("<a>", 0.123456789, ("1 x", "2 y")), ("b", None, ())], "Estimated.")


def test_rows_columns_and_length() -> None:
    assert len(TABLE) == 2
    assert list(TABLE)[1] == {"node": "b", "score": None, "passages": ()}
    assert TABLE.column("node") == ["<a>", "b"]
    with pytest.raises(ValueError, match="tuple"):
        TABLE.column("name")


def test_a_notebook_shows_it_escaped_with_its_note() -> None:
    assert TABLE._repr_html_() == (
        "<table><thead><tr><th>node</th><th>score</th><th>passages</th></tr></thead><tbody>"
        "<tr><td>&lt;a&gt;</td><td>0.123457</td><td>1 x; 2 y</td></tr><tr><td>b</td><td></td><td></td></tr>"
        "</tbody></table><p>Estimated.</p>"
    )


def test_a_data_frame_has_the_same_rows() -> None:
    frame = TABLE.to_pandas()
    assert list(frame.columns) == ["node", "score", "passages"]
    assert frame["passages"].tolist() == [("1 x", "2 y"), ()]
    assert Table(("a",), []).to_pandas().shape == (0, 1)
