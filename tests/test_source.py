"""Sources: one value and a list of one are the same in every key, and what follows from a key follows from both."""

from __future__ import annotations

from pathlib import Path

import pytest
from worlds import PAGE_FILE, World

from govkg.namespaces import data, short, term
from govkg.quads import text

HEAD = "    at: 0-20\n    certainty: explicit\n"
SAID = "location: geneva}\n"
ROLE = data("role/itu--host--summit")
FACTS = {("rdf:type", "govkg:Role"), ("govkg:actor", "itu"), ("govkg:role", "govkg:role-host"), ("govkg:in", "summit")}


def host(world: World, modality: str) -> set[tuple[str, str]]:
    """What is accepted of a role that a passage with a modality says."""
    world.change(PAGE_FILE, HEAD, f"{HEAD}    modality: {modality}\n")
    world.change(PAGE_FILE, SAID, f"{SAID}      - {{type: Role, actor: itu, role: host, in: summit}}\n")
    facts = (quad for quad in world.build().facts if text(quad.subject) == ROLE)
    return {(short(quad.predicate.value), short(text(quad.object))) for quad in facts}


@pytest.mark.parametrize("modality", ["wished", "[wished]", "asked", "[asked]", "framed", "[framed]"])
def test_a_wish_is_no_plain_fact_however_its_modality_is_written(modality: str, tmp_path: Path) -> None:
    world = World(tmp_path)
    inherited = ("govkg:modality", f"govkg:modality-{modality.strip('[]')}")
    assert (host(world, modality), world.findings()) == ({*FACTS, inherited}, [])


@pytest.mark.parametrize("modality", ["stated", "[stated]", "planned", "[planned]"])
def test_a_statement_is_a_plain_fact_however_its_modality_is_written(modality: str, tmp_path: Path) -> None:
    world = World(tmp_path)
    assert (host(world, modality), world.findings()) == (FACTS, [])


@pytest.mark.parametrize(
    ("modality", "finding"),
    [
        (
            "[stated, wished]",
            "source/page/dates: modality: it must be one of stated, planned, expected, wished, asked, framed.",
        ),
        ("[]", "'modality' is an empty list (write a value or delete the key)"),
        ("{en: wished}", "'modality' is empty or not one text (write a text or delete the key)"),
        ("wish", "unknown name 'wish' (did you mean 'wished'?)"),
    ],
)
def test_a_modality_that_is_wrong_is_told_once(modality: str, finding: str, tmp_path: Path) -> None:
    world = World(tmp_path)
    host(world, modality)
    assert world.findings() == [f"{PAGE_FILE}:15:15: error: {finding}"]


@pytest.mark.parametrize("modality", ["wished", "[wished]"])
def test_a_contribution_has_the_modality_of_its_passage(modality: str, tmp_path: Path) -> None:
    world = World(tmp_path)
    world.change(PAGE_FILE, "at: 60-90\n", f"at: 60-90\n    modality: {modality}\n")
    found = [text(q.object) for q in world.build().facts if text(q.subject).startswith(data("contribution/"))]
    kind, source, link, to = term("Contribution"), data("report"), term("link-submits-input"), data("summit")
    assert sorted(found) == sorted([kind, source, link, to, term("modality-wished")])


@pytest.mark.parametrize("certainty", ["explicit", "[explicit]"])
def test_certainty_in_a_list_is_the_same(certainty: str, tmp_path: Path) -> None:
    plain, listed = World(tmp_path / "plain"), World(tmp_path / "listed")
    listed.change(PAGE_FILE, HEAD, f"    at: [0-20]\n    certainty: {certainty}\n")
    assert set(listed.build().quads) == set(plain.build().quads)


@pytest.mark.parametrize("length", ["100", "[100]", "'100'", '["100"]'])
def test_a_span_that_ends_outside_is_told_however_the_length_is_written(length: str, tmp_path: Path) -> None:
    world = World(tmp_path)
    world.change(PAGE_FILE, "length: 100", f"length: {length}")
    world.change(PAGE_FILE, "at: 60-90", "at: 60-101")
    message = "the span 60-101 ends outside the document, which has 100 characters (count from 0 in code points)"
    assert world.findings() == [f"{PAGE_FILE}:23:9: error: {message}"]


@pytest.mark.parametrize(
    ("length", "finding"),
    [
        (
            "[100, 200]",
            "The page: length: the value is no whole number from 1, or there are two that differ. Write the",
        ),
        ("-5", "The page: length: the value is no whole number from 1, or there are two that differ. Write the"),
        ("[]", "'length' is an empty list (write a value or delete the key)"),
        ("many", "length: found 'many', expected a whole number such as 4"),
    ],
)
def test_a_length_that_is_wrong_is_told_once(length: str, finding: str, tmp_path: Path) -> None:
    world = World(tmp_path)
    world.change(PAGE_FILE, "length: 100", f"length: {length}")
    (found,) = world.findings()
    assert found.startswith(f"{PAGE_FILE}:9:9: error: {finding}")
