"""Build: the files of a project become one graph, in which every statement still knows who says it."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode
from worlds import DECISIONS_FILE, PAGE_FILE, World

from govkg.build import Built
from govkg.check import check
from govkg.namespaces import data, short, term


def about(built: Built, subject: str) -> set[str]:
    """All statements about a subject, in short, each with its graph."""
    return {
        " ".join(
            short(node.value) if isinstance(node, (NamedNode, Literal)) else "-"
            for node in (quad.predicate, quad.object, quad.graph_name)
        )
        for quad in built.quads
        if quad.subject == NamedNode(data(subject))
    }


def test_a_claim_stands_in_its_passage_and_if_accepted_in_the_default_graph(tmp_path: Path) -> None:
    things, page, note = "register/things", "source/page/dates", "source/note/early-dates"
    assert about(World(tmp_path).build(), "summit") == {
        f"rdf:type govkg:Event {things}",
        "rdf:type govkg:Event -",
        "rdf:type schema:Event -",
        "rdf:type schema:Event derivation/types",
        f"skos:prefLabel Summit {things}",
        "skos:prefLabel Summit -",
        f"govkg:date 2014-06-10/2014-06-13 {page}",
        "govkg:date 2014-06-10/2014-06-13 -",
        f"govkg:date 2014-04 {note}",
        f"schema:location geneva {page}",
        "schema:location geneva -",
        "govkg:earliest 2014-06-10 -",
        "govkg:earliest 2014-06-10 derivation/date-bounds",
        "govkg:latest 2014-06-13 -",
        "govkg:latest 2014-06-13 derivation/date-bounds",
    }


def test_a_passage_is_described_with_its_spans(tmp_path: Path) -> None:
    built = World(tmp_path).build()
    assert {line for line in about(built, "source/page/first-day") if not line.startswith("rdf:type")} == {
        "oa:hasSource source/page -",
        "oa:hasSelector source/page/first-day/span/20-30 -",
        "oa:hasSelector source/page/first-day/span/40-50 -",
        "govkg:certainty govkg:certainty-explicit -",
        "govkg:modality govkg:modality-stated -",
    }
    assert about(built, "source/page/first-day/span/40-50") == {
        "rdf:type oa:TextPositionSelector -",
        "oa:start 40 -",
        "oa:end 50 -",
    }


def test_the_accepted_facts_hold_no_description_and_no_named_graph(tmp_path: Path) -> None:
    built = World(tmp_path).build()
    assert {quad.graph_name for quad in built.accepted} == {DefaultGraph()}
    subjects = {short(quad.subject.value) for quad in built.accepted}  # type: ignore[union-attr]
    assert {name for name in subjects if "/" in name} == {
        "contribution/report--submits-input--summit",
        "date/2014-01",
        "date/2014-02-01",
        "date/2014-04",
        "date/2014-06-10--2014-06-13",
    }


def test_places_are_those_of_the_files(tmp_path: Path) -> None:
    places = World(tmp_path).build().places
    assert str(places[data("source/page/dates"), data("summit"), term("date")]) == "graph/sources/page.yaml:16:28"
    assert str(places[data("register/things"), data("itu"), ""]) == "graph/register/things.yaml:1:3"
    assert str(places["", data("decision/summit-date"), term("setsAside")]) == "graph/decisions.yaml:5:14"


def test_progress_is_told_stage_by_stage(tmp_path: Path) -> None:
    from govkg.build import build

    told: list[str] = []
    build(World(tmp_path).project, progress=told.append)
    assert told == ["reading ontology, register and sources", "resolving names", "accepting claims", "deriving"]


def test_a_project_without_decisions_is_built(tmp_path: Path) -> None:
    world = World(tmp_path)
    (world.root / DECISIONS_FILE).unlink()
    world.change(PAGE_FILE, "date: 2014-06-10/2014-06-13, ", "")
    assert world.findings() == []


def test_what_follows_from_an_error_is_not_reported_again(tmp_path: Path) -> None:
    """A session without partOf is an error; with a partOf that cannot be read it is that error alone."""
    world = World(tmp_path)
    world.change(PAGE_FILE, "partOf: summit", "partOf: The Summit")
    assert world.findings() == [
        "graph/sources/page.yaml:21:31: error: partOf: 'The Summit' is not an id"
        " (an id of the register, in small letters, digits and hyphens)"
    ]
    world.change(PAGE_FILE, "partOf: The Summit", "partOf: sumit")
    assert world.findings() == ["graph/sources/page.yaml:21:31: error: unknown name 'sumit' (did you mean 'summit'?)"]


def test_what_does_not_follow_from_an_error_is_reported_beside_it(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.change(PAGE_FILE, "partOf: summit", "date: soon")
    assert world.findings() == [
        "graph/register/things.yaml:6:3: error: Day one: partOf: a session belongs to something."
        " Add partOf with the event whose session it is.",
        "graph/sources/page.yaml:21:29: error: bad date 'soon': expected EDTF level 0 or 1, such as 2014, 2014-06,"
        " 2014-06-10 or 2014-06-10/2014-06-13",
    ]


def test_a_rebuild_finds_the_same(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.change(PAGE_FILE, "location: geneva", "location: itu")
    built = world.build()
    assert check(built, world.project) == check(world.build(), world.project)
    assert len(check(built, world.project)) == 1
