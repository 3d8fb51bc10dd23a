"""Decisions: each is about one thing and one key, and a build does not depend on the order of anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from worlds import DECISIONS_FILE, NOTE_FILE, World

from govkg.shacl_engines import ENGINES

CONFLICT = (
    f"{NOTE_FILE}:16:28: error: sources differ on date of summit:"
    ' "2014-04" in source/note/early-dates; "2014-06-10/2014-06-13" in source/page/dates'
    " (decide it in graph/decisions.yaml, with the reason)"
)


@pytest.mark.parametrize(("old", "new"), [("about: summit", "about: [summit]"), ("property: date", "property: [date]")])
def test_one_value_in_a_list_is_one_value(old: str, new: str, tmp_path: Path) -> None:
    plain, listed = World(tmp_path / "plain"), World(tmp_path / "listed")
    listed.change(DECISIONS_FILE, old, new)
    assert (listed.findings(), set(listed.build().quads)) == ([], set(plain.build().quads))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("about", ["[summit, forum]", "[forum, summit]"])
def test_a_decision_about_two_things_is_an_error(about: str, engine: str, tmp_path: Path) -> None:
    world = World(tmp_path)
    world.change(DECISIONS_FILE, "about: summit", f"about: {about}")
    stale = "source/note/early-dates does not say what is set aside about forum (mend or delete the decision)"
    assert world.findings(engine=engine) == [
        f"{DECISIONS_FILE}:2:10: error: decision/summit-date: about: it is not said what the decision is about, or"
        " there are two things. Add the id of the one thing on which sources differ; another thing needs a decision"
        " of its own.",
        f"{DECISIONS_FILE}:5:14: warning: {stale}",
        CONFLICT,
    ]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("concerned", ["[date, location]", "[location, date]"])
def test_a_decision_on_two_keys_is_an_error(concerned: str, engine: str, tmp_path: Path) -> None:
    world = World(tmp_path)
    world.change(DECISIONS_FILE, "property: date", f"property: {concerned}")
    assert world.findings(engine=engine)[0] == (
        f"{DECISIONS_FILE}:3:13: error: decision/summit-date: property: the value is a text, or there are two."
        " Write the key on which sources differ, such as date; another key needs a decision of its own."
    )


def test_the_place_of_a_key_that_is_unknown(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.change(DECISIONS_FILE, "property: date", "property: [date, loc]")
    assert world.findings() == [f"{DECISIONS_FILE}:3:20: error: unknown key 'loc' (did you mean 'location'?)"]


def test_a_thing_that_two_documents_are_about_is_no_conflict(tmp_path: Path) -> None:
    world = World(tmp_path)
    for name, about in (("page", "summit"), ("note", "forum")):
        file = f"graph/sources/{name}.yaml"
        world.change(
            file, "says:\n      - {id: summit,", f"says:\n      - {{id: report, about: {about}}}\n      - {{id: summit,"
        )
    assert world.findings() == []
