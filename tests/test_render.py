"""Answers as text: one small answer in every format, whole."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import NamedNode

from govkg.answer import Answer, Row
from govkg.cells import original
from govkg.evidence import Difference, Passage
from govkg.render import FORMATS, as_csv, as_json, markdown, table, why

ITU = "https://w3id.org/govkg/id/itu"
SAYS = "https://w3id.org/govkg/id/source/page/hosts"
PASSAGE = Passage(
    iri=SAYS,
    source="https://w3id.org/govkg/id/source/page",
    number="004",
    document="A page",
    certainty="implied",
    modality="planned",
    note="The next line names it.",
    origins=(),
    spans=((3, 9), (12, 20)),
)
DIFFERENCE = Difference(
    about=ITU, property="", verdict="both stand", reason="One says so, one not.", accepts=(SAYS,), sets_aside=()
)


def small(differences: list[Difference] | None = None) -> Answer:
    """Two rows; the second has no source, and the column ``note`` is empty in both."""
    rows = [
        Row((NamedNode(ITU), None, None), ("ITU | host", "", ""), (SAYS,)),
        Row((None, None, None), ("Line\nbreak", "x", ""), ()),
    ]
    columns = ("who", "what", "note")
    return Answer(columns, ("Who", "What", "Note"), rows, {SAYS: PASSAGE}, differences or [], "Nobody says.")


EMPTY = Answer(("who",), ("Who",), [], nothing="Nobody says.")


def test_table_leaves_out_empty_columns_and_names_the_documents() -> None:
    assert table(small([DIFFERENCE]), 60) == (
        "Who         What  Sources\n"
        "---------------------------\n"
        "ITU | host        004 hosts\n"
        "Line        x\n"
        "break\n"
        "\n"
        "Sources differ: One says so, one not.\n"
        "\n"
        "004  A page\n"
    )


@pytest.mark.parametrize("width", [40, 60, 120])
def test_table_fits_the_width(width: int) -> None:
    long = Row((None, None), ("one two three four five six seven eight nine ten " * 3, "a b c d " * 12), (SAYS,))
    text = table(Answer(("a", "b"), ("First", "Second"), [long], {SAYS: PASSAGE}), width)
    assert max(len(line) for line in text.splitlines()) <= width


def test_a_table_too_wide_for_its_words_becomes_blocks() -> None:
    rows = [
        Row((None, None, None), ("Preparatory platform", "consultation", ""), (SAYS,)),
        Row((None, None, None), ("", "registration is necessary", "x"), ()),
    ]
    answer = Answer(("a", "b", "c"), ("What", "In what way", "Note"), rows, {SAYS: PASSAGE})
    assert table(answer, 36) == (
        "Preparatory platform\n"
        "  In what way  consultation\n"
        "  Sources      004 hosts\n"
        "\n"
        "(not stated)\n"
        "  In what way  registration is\n"
        "               necessary\n"
        "  Note         x\n"
        "\n"
        "004  A page\n"
    )


def test_long_headings_are_wrapped_as_cells_are() -> None:
    answer = Answer(("a", "b"), ("One two three four", "B"), [Row((None, None), ("x", "y"), ())])
    assert table(answer, 14) == "One two      B\nthree four\n--------------\nx            y\n"


def test_csv_keeps_line_breaks_and_separators() -> None:
    assert list(csv.reader(io.StringIO(as_csv(small()), newline=""))) == [
        ["who", "what", "note", "sources"],
        ["ITU | host", "", "", "004 hosts"],
        ["Line\nbreak", "x", "", ""],
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "a\rb", 'say "x", y'])
def test_csv_survives_a_spreadsheet_and_comes_back(cell: str) -> None:
    text = as_csv(Answer(("a",), ("A",), [Row((None,), (cell,), ())]))
    (_, [shown, _]) = csv.reader(io.StringIO(text, newline=""))
    assert not shown.startswith(tuple("=+-@"))
    assert original(shown) == cell


def test_json_holds_terms_passages_and_differences() -> None:
    assert json.loads(as_json(small([DIFFERENCE]))) == {
        "columns": {"who": "Who", "what": "What", "note": "Note"},
        "rows": [
            {"values": {"who": "ITU | host", "what": "", "note": ""}, "terms": {"who": ITU}, "passages": [SAYS]},
            {"values": {"who": "Line\nbreak", "what": "x", "note": ""}, "terms": {}, "passages": []},
        ],
        "passages": {
            SAYS: {
                "source": "https://w3id.org/govkg/id/source/page",
                "document": "A page",
                "number": "004",
                "certainty": "implied",
                "modality": "planned",
                "note": "The next line names it.",
                "origins": [],
                "spans": [[3, 9], [12, 20]],
            }
        },
        "differences": [
            {
                "about": ITU,
                "property": "",
                "verdict": "both stand",
                "reason": "One says so, one not.",
                "accepts": [SAYS],
                "setsAside": [],
            }
        ],
    }


def test_markdown_escapes_what_would_break_the_table() -> None:
    assert markdown(small()) == (
        "| Who | What | Note | Sources |\n"
        "| --- | --- | --- | --- |\n"
        "| ITU \\| host |  |  | 004 hosts |\n"
        "| Line<br>break | x |  |  |\n"
    )


def test_markdown_holds_no_html_of_its_cells() -> None:
    row = Row((None, None), ("<b>x</b> & y\\|", "one\r\ntwo\rthree"), ())
    differing = Difference(ITU, "", "open", "<i>Both</i> stand.", (), ())
    answer = Answer(("a", "b"), ("A <a>", "B"), [row], {}, [differing])
    assert markdown(answer) == (
        "| A &lt;a> | B | Sources |\n"
        "| --- | --- | --- |\n"
        "| &lt;b>x&lt;/b> &amp; y\\\\\\| | one<br>two<br>three |  |\n"
        "\n"
        "Sources differ: &lt;i>Both&lt;/i> stand.\n"
    )
    assert markdown(Answer(("a",), ("A",), [], nothing="No <b>.")) == "Nothing found. No &lt;b>.\n"


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_an_empty_answer_says_what_it_means(name: str) -> None:
    assert FORMATS[name](EMPTY, 80) == "Nothing found. Nobody says.\n"


def test_an_empty_answer_is_a_header_line_in_csv() -> None:
    assert as_csv(EMPTY) == "who,sources\r\n"


def test_why_prints_each_passage_once() -> None:
    assert why(small()) == ("004 hosts: A page, characters 3-9, 12-20 (implied, planned)\n  The next line names it.\n")
