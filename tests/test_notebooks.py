"""The notebooks: each runs from top to bottom in a fresh kernel, quietly, and its key tables are what the sources say.

The expected tables were worked out from the texts of the documents, passage by passage, not from what a notebook
printed; the comments name the lines they rest on.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
WIDGET = "application/vnd.jupyter.widget-view+json"
_COLLECT = """
import json as _json


def _plain(_table):
    _frame = _table.to_pandas() if hasattr(_table, "to_pandas") else _table
    return _json.loads(_frame[{columns}].to_json(orient="values"))


print(_json.dumps(_plain({name})))
"""

EVENT = "WSIS+10 High-Level Event"
MPP = "WSIS+10 Multistakeholder Preparatory Platform"
DRAFTS = "Draft Outcome Documents of the WSIS+10 High-Level Event"
TRACK = "High-Level Track of the WSIS+10 High-Level Event"
FINAL_BRIEFING = "Final Briefing on the WSIS+10 High-Level Event"
FIRST = "First open preparatory meeting of the WSIS+10 Multistakeholder Preparatory Platform"
SECOND = "Second open preparatory meeting of the WSIS+10 Multistakeholder Preparatory Platform"
THIRD = "Third open preparatory meeting of the WSIS+10 Multistakeholder Preparatory Platform"
FOURTH = "Fourth physical meeting of the WSIS+10 Open Consultation Process"
CCWG = "Cross-community Working Group on Internet Governance"

# 004: "two draft Outcome Documents, to be developed during the open consultation process and submitted for
# consideration by the WSIS+10 High-Level Event"; the preparatory process is named after the event it prepares.
INPUTS = [
    [DRAFTS, "submits input to", EVENT, "planned", "004 drafts-submitted"],
    [MPP, "prepares", EVENT, "stated", "004 mpp-prepares-event"],
]
# 004: "The Chair of the WSIS+10 MPP Process is the Russian Federation and the Vice Chairs are Egypt, Saudi Arabia and
# Switzerland."
CHAIRS = [
    ["Egypt", "vice-chair"],
    ["Russian Federation", "chair"],
    ["Saudi Arabia", "vice-chair"],
    ["Switzerland", "vice-chair"],
]

Expected = dict[str, tuple[list[str], list[list[Any]]]]
"""By the name of a variable: the columns to compare, and all rows."""

TABLES: dict[str, Expected] = {
    "1-first-steps": {
        "inputs": (["from", "link", "to", "modality", "sources"], INPUTS),
        # 000: "WSIS+10 High-Level Event Final Brief" over "12 March 2014"; 004: "will be held on 19 May 2014".
        "dates": (
            ["on", "value", "standing", "sources"],
            [
                ["date", "2014-03-12", "set aside", "000 final-brief-date"],
                ["date", "2014-05-19", "accepted", "004 final-briefing-date"],
            ],
        ),
        # Days as printed on the poster (WTDC, NETmundial, Freedom Online) and on the page of April 2014 (all others).
        "spring": (
            ["date", "event"],
            [
                ["../2014-04-18", "Public online voting, third phase of the WSIS Project Prizes 2014"],
                ["2013-06/..", "Elaboration of the ITU Strategic Plan 2016-2019"],
                ["2014-03-30/2014-04-10", "ITU World Telecommunication Development Conference 2014"],
                ["2014-04-14/2014-04-17", FOURTH],
                ["2014-04-23/2014-04-24", "Global Multistakeholder Meeting on the Future of Internet Governance"],
                ["2014-04-28/2014-04-29", "4th Freedom Online Conference"],
                ["2014-05-19", FINAL_BRIEFING],
                ["2014-06-09", "Pre-events of the WSIS+10 High-Level Event"],
                ["2014-06-10", "Prize ceremony of the WSIS Project Prizes 2014"],
                ["2014-06-10/2014-06-11", TRACK],
                ["2014-06-10/2014-06-13", EVENT],
            ],
        ),
        # 001: ten agenda items without an hour, a name or a place; "This meeting is a joint initiative of" and nothing
        # after it; two placeholders of the site that were never filled.
        "gaps": (
            ["what", "how"],
            [
                ["background papers", "lost in capture"],
                ["clock time", "not stated"],
                ["date", "not stated"],
                ["meaning", "not stated"],
                ["moderator", "not stated"],
                ["organisers", "lost in capture"],
                ["participants", "not stated"],
                ["reports", "lost in capture"],
                ["speakers", "not stated"],
                ["title", "lost in capture"],
                ["venue", "not stated"],
            ],
        ),
    },
    "2-influence-and-bottlenecks": {
        # 004: the event "is expected to endorse" the Statement; drafts and platform feed the event (see INPUTS); the
        # High-Level Track consists of "endorsement of the Outcome Documents". Of the meetings of the platform the
        # poster titles the second and third, the page's calendar the fourth, and only outside sources the first.
        "ways": (
            ["name", "steps", "modality", "certainty"],
            [
                [EVENT, 1, "expected", "explicit"],
                [DRAFTS, 2, "expected", "explicit"],
                [MPP, 2, "expected", "explicit"],
                [TRACK, 3, "expected", "explicit"],
                [FIRST, 3, "expected", "implied"],
                [FOURTH, 3, "expected", "implied"],
                [SECOND, 3, "expected", "implied"],
                [THIRD, 3, "expected", "implied"],
            ],
        ),
        # Of those eight, seven need the event; the four meetings need the platform; the track needs the drafts.
        "bottlenecks": (["name", "cut_off"], [[EVENT, 7], [MPP, 4], [DRAFTS, 1]]),
        # Without the meetings: drafts, platform and track need the event, and nothing needs the platform.
        "strict_bottlenecks": (["name", "cut_off"], [[EVENT, 3], [DRAFTS, 1]]),
        "chairs": (["who", "as"], CHAIRS),
        # A place can pass something on until its own last day, a place without one until the event's.
        "last_days": (
            ["name", "in_time", "day"],
            [
                [EVENT, "certainly", "2014-06-13"],
                [DRAFTS, "certainly", "2014-06-13"],
                [MPP, "certainly", "2014-06-13"],
                [TRACK, "certainly", "2014-06-11"],
                [FIRST, "certainly", "2013-10-08"],
                [FOURTH, "certainly", "2014-04-17"],
                [SECOND, "certainly", "2013-12-18"],
                [THIRD, "certainly", "2014-02-18"],
            ],
        ),
    },
    "3-before-and-after-netmundial": {
        # The poster has 18 boxes besides NETmundial's own; what else is said to lead there is listed below.
        "voices": (["modality", "links"], [["framed", 18], ["planned", 4], ["wished", 2]]),
        # 001: items 2 and 7 of the agenda, the aim of the group, the message hoped for. 000, box of the working group:
        # it is to contribute to the meeting, and to prepare those of ICANN who go there.
        "announced": (
            ["name", "link", "modality"],
            [
                ["Key messages of civil society for NETmundial", "prepares participants of", "wished"],
                ["Civil society groups gathered before NETmundial", "submits input to", "wished"],
                [
                    "Introduction to NETmundial 2014 and goal of the meeting, CS pre-NM",
                    "briefs on",
                    "planned",
                ],
                [
                    "Session on the rules of the game at NETmundial, CS pre-NM",
                    "prepares participants of",
                    "planned",
                ],
                [CCWG, "prepares participants of", "planned"],
                [CCWG, "submits input to", "planned"],
            ],
        ),
        # The boxes with the first days printed in them, the final briefing's as accepted from the page of April 2014.
        "boxes": (
            ["side", "first day", "name"],
            [
                ["after", "2014-04-28", "4th Freedom Online Conference"],
                ["after", "2014-05-19", FINAL_BRIEFING],
                ["after", "2014-09-02", "IGF 2014"],
                ["after", "2014-10-20", "ITU Plenipotentiary Conference 2014"],
                ["before", "2013-10-07", "Montevideo Statement on the Future of Internet Cooperation"],
                ["before", "2013-10-22", "IGF 2013 in Bali"],
                ["before", "2013-12-12", "Meeting of the High-Level Panel, December 2013"],
                ["before", "2013-12-16", SECOND],
                ["before", "2014-02-17", THIRD],
                ["before", "2014-03-23", "ICANN 49"],
                ["before", "2014-03-30", "ITU World Telecommunication Development Conference 2014"],
                ["no date", None, "/1net"],
                ["no date", None, "CSTD Working Group on Enhanced Cooperation"],
                ["no date", None, CCWG],
                ["no date", None, "Final meeting of the High-Level Panel in Dubai"],
                ["no date", None, "Meeting of the High-Level Panel at Sunnylands"],
                ["no date", None, "Report Launch of the High-Level Panel"],
                [
                    "no date",
                    None,
                    "Side meeting of the High-Level Panel during the World Economic Forum annual meeting",
                ],
            ],
        ),
        # The page of April 2014 gives the date four times: in the text, with hour and room, in a box and in a calendar.
        "briefing": (
            ["known", "day", "passages"],
            [
                ["February 2014", "2014-03-12", ["000 final-brief-date"]],
                [
                    "today",
                    "2014-05-19",
                    [
                        "004 action-final-briefing",
                        "004 calendar-final-briefing",
                        "004 final-briefing-date",
                        "004 final-briefing-time-and-room",
                    ],
                ],
            ],
        ),
        # Before, dated: the leaders in Montevideo, the Panel in December 2013, the CWG at its own meeting, ICANN at its
        # public forum, the ITU at its WTDC. After: the High-Level Event has 11 roles of 10 actors (four bodies that
        # invite, of which the ITU hosts too, the organisers, Intel, four states), Paris 10, UNESCO's conference 1 of an
        # actor named before, Best Bits' meeting 6, and WS196 25 of 8 persons (3 on its list, 14 in discussion and
        # closing, 8 in items of their own). That the ITU chairs UNGIS "this year" is certainly on neither side.
        "sides": (["side", "roles", "actors"], [["before", 5, 5], ["after", 53, 34]]),
    },
    "4-planning-for-civil-society": {
        # 004: voting "until 18 April 2014"; slots: "Deadline for requests: 10 May 2014"; the final briefing needs
        # registration; a longer version of the statement given in a slot "can be posted"; the event:
        # "Registration is necessary"; the preparatory process: "open and inclusive".
        "doors": (
            ["until", "where", "how", "access", "feeds"],
            [
                [
                    "2014-04-18",
                    "Public online voting for the WSIS Project Prizes 2014",
                    "vote",
                    "open to all",
                    "only connects",
                ],
                ["2014-05-10", TRACK, "speak", "request", "yes"],
                ["2014-05-10", TRACK, "submit in writing", "request", "yes"],
                ["not stated", FINAL_BRIEFING, "attend", "registration", "only connects"],
                ["not stated", EVENT, "attend", "registration", "yes"],
                ["not stated", MPP, "be consulted", "open to all", "yes"],
            ],
        ),
        "gone": (
            ["where", "how", "closed on"],
            [
                ["Public online voting for the WSIS Project Prizes 2014", "vote", "2014-04-18"],
                [TRACK, "speak", "2014-05-10"],
                [TRACK, "submit in writing", "2014-05-10"],
            ],
        ),
        # 000: only Sector Members take part in the WTDC; of two boxes' lines put together, so implied.
        "closed": (
            ["where", "only for", "source says 'only'", "certainty"],
            [
                [
                    "ITU World Telecommunication Development Conference 2014",
                    "Development Sector Members (ITU)",
                    True,
                    "implied",
                ]
            ],
        ),
    },
    "5-linked-data": {
        # The sentence on the chairs (see CHAIRS), with the offsets of its two halves in the captured text.
        "chairs": (
            ["who", "as", "number", "certainty", "start", "end"],
            [
                ["Russian Federation", "chair", "004", "explicit", "4283", "4345"],
                ["Egypt", "vice-chair", "004", "explicit", "4283", "4405"],
                ["Saudi Arabia", "vice-chair", "004", "explicit", "4283", "4405"],
                ["Switzerland", "vice-chair", "004", "explicit", "4283", "4405"],
            ],
        ),
        "broken": (["property"], [["date"], ["status"]]),
        "inputs": (["from", "link", "to", "modality", "sources"], INPUTS),
    },
}
SAID: dict[str, dict[str, str]] = {
    "3-before-and-after-netmundial": {"both": "['International Telecommunication Union']"},
    "5-linked-data": {"conforms": "True", "remote": "True", "serve": "True"},
}
"""By the id of a cell: what it shows as text, where that is no table."""


@pytest.fixture(scope="module")
def fonts() -> None:
    """Matplotlib's list of fonts: where it has to be made first, a notebook says so on stderr."""
    subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], check=True, capture_output=True)


def test_every_notebook_has_its_expected_tables() -> None:
    assert sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")) == sorted(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_a_notebook_is_kept_without_outputs_and_with_cells_that_can_be_named(name: str) -> None:
    book = read(name)
    nbformat.validate(book)
    assert all(re.fullmatch(r"[a-z-]+", cell["id"]) for cell in book.cells)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert [(cell["outputs"], cell["execution_count"]) for cell in code] == [([], None)] * len(code)
    assert set(book.metadata) == {"kernelspec", "language_info"}
    assert book.metadata["language_info"] == {"name": "python"}


@pytest.mark.parametrize("name", TABLES)
def test_a_notebook_runs_and_its_tables_are_what_the_sources_say(
    name: str, fonts: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = read(name)
    of_notebook = len(book.cells)
    tables = TABLES[name]
    book.cells += [code_cell(_COLLECT.format(name=t, columns=c)) for t, (c, _) in tables.items()]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(NOTEBOOKS.parent), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "1")
    NotebookClient(book, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    ran = {cell["id"]: cell["outputs"] for cell in book.cells[:of_notebook] if cell.cell_type == "code"}
    warned = [out["text"] for outputs in ran.values() for out in outputs if out.get("name") == "stderr"]
    assert warned == []
    shown = [kind for outputs in ran.values() for out in outputs for kind in out.get("data", {})]
    assert shown.count(WIDGET) == 1
    assert shown.count("image/png") >= 1
    found = {
        t: json.loads(cell["outputs"][0]["text"]) for t, cell in zip(tables, book.cells[of_notebook:], strict=True)
    }
    assert found == {t: rows for t, (_, rows) in tables.items()}
    texts = {cell: ran[cell][-1]["data"]["text/plain"] for cell in SAID.get(name, {})}
    assert texts == SAID.get(name, {})


def code_cell(text: str) -> Any:
    """A cell that is in no notebook."""
    return nbformat.v4.new_code_cell(text)  # type: ignore[no-untyped-call]


def read(name: str) -> Any:
    """A notebook as committed."""
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
