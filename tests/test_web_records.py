"""The pages of what has no name of its own: records, decisions, dates, register files, rules, and the dataset."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from texts import FOLDER, with_documents
from web import client
from worlds import World

from govkg.knowledge_graph import KnowledgeGraph, load
from govkg.namespaces import data
from govkg.release import nquads
from govkg.web.addresses import place_of
from govkg.web.explorer import Explorer


@pytest.fixture(scope="module")
def pages(kg: KnowledgeGraph) -> TestClient:
    return client(kg)


@pytest.fixture
def small(tmp_path: Path) -> TestClient:
    """A world of one report that feeds a summit, of which two documents give two dates."""
    world = World(tmp_path / "world")
    (world.project.graph / "govkg.nq").write_bytes(nquads(world.build().quads))
    return client(load(project=world.project))


def words(pages: TestClient, path: str) -> str:
    """The words of a page between its header and its footer."""
    answer = pages.get(path)
    assert answer.status_code == 200, path
    (main,) = re.findall(r"<main[^>]*>(.*)</main>", answer.text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def links(pages: TestClient, path: str) -> list[str]:
    """The links of a page between its header and its footer."""
    (main,) = re.findall(r"<main[^>]*>(.*)</main>", pages.get(path).text, re.DOTALL)
    return re.findall(r'href="([^"]*)"', main)


def test_a_record_says_its_sentence_its_parties_and_its_passage(small: TestClient) -> None:
    path = "/page/contribution/report--submits-input--summit"
    assert words(small, path) == (
        "contribution Report – submits input to – Summit"
        " Report submits input to Summit (stated) 001 comments"
        " Its parts from Report 001 comments link submits input to 001 comments to Summit 001 comments"
        " modality stated 001 comments"
        " What it rests on 001 comments The page Characters 60–90 · stated, explicit"
        " What this kind of record is: The record that one thing feeds into or connects with another: from, to, kind of"
        " link, and in what mode the source says so."
    )
    passage = "/page/source/page#comments"
    assert links(small, path) == [
        "/ontology#Contribution",
        *("/page/report", "/page/summit", passage),
        *("/page/report", passage, "/ontology#link-submits-input", passage),
        *("/page/summit", passage, "/ontology#modality-stated", passage),
        passage,
    ]


def test_a_decision_shows_both_sides(small: TestClient) -> None:
    assert words(small, "/page/decision/summit-date") == (
        "decision On what sources differ: Summit, date What is decided on Summit , date: superseded ."
        " The page is later."
        " What is accepted 001 dates The page Characters 0–20 · stated, explicit Summit : date 10–13 June 2014"
        " What is set aside It stays in the graph of its passage, and every answer that touches it says that sources"
        " differ. 002 early-dates The note Characters 0–10 · stated, explicit Summit : date April 2014"
    )


def test_a_date_says_what_it_means_in_days_and_what_has_it(small: TestClient) -> None:
    assert words(small, "/page/date/2014-04") == (
        "date April 2014 As written ( EDTF ) 2014-04"
        " Begins on this day at the earliest 1 April 2014 Begins on this day at the latest 30 April 2014"
        " Ends on this day at the earliest 1 April 2014 Ends on this day at the latest 30 April 2014"
        " What is dated so Summit : date 002 early-dates The page : written"
    )


def test_a_register_file_lists_its_entries(small: TestClient) -> None:
    found = words(small, "/page/register/things")
    assert found.startswith("register Register: things The register gives who and what there is its id and its names.")
    assert found.endswith(
        "8 entries Call for comments call Day one event, session Forum series Forum 2014 event Geneva place"
        " International Telecommunication Union organization Report document Summit event"
    )


def test_a_rule_shows_itself_and_what_it_derived(small: TestClient) -> None:
    found = words(small, "/page/derivation/feeds-into")
    assert found.startswith("derivation rule Feeds into, as a shortcut A contribution whose kind is an input")
    assert "CONSTRUCT { ?from govkg:feedsInto ?to . ?from ?shortcut ?to }" in found
    assert found.endswith(
        "What it derived: 2 statements feeds into : 1 Report feeds into Summit"
        " feeds into, as stated : 1 Report feeds into, as stated Summit"
    )
    assert words(small, "/page/derivation/roles").endswith("What it derived: 0 statements")


def test_the_dataset_counts_what_it_holds(small: TestClient) -> None:
    found = words(small, "/page/dataset")
    assert found.startswith("dataset govkg: a knowledge graph of governance actors and processes Who takes part")
    assert "govkg:Contribution contribution 1" in found
    assert "govkg:feedsInto feeds into 1" in found
    assert {"/govkg.nq", "/govkg.ttl", "/ontology.ttl", "/data/dataset.ttl"} <= set(links(small, "/page/dataset"))


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("role/russian-federation--chair--wsis10-mpp", "Russian Federation : chair, WSIS+10 Multistakeholder"),
        ("rule/all--attend--mpp-second-meeting", "all stakeholders may attend: Second open preparatory meeting"),
        (
            "gap/best-bits-event-pages/andrew-best-bits--name",
            "Andrew (moderator at the Best Bits meeting) : name not stated",
        ),
        ("mandate/igf--tunis-agenda", "Internet Governance Forum : mandated by Tunis Agenda"),
        ("question/bb-learn", "Best Bits asks: How will Best Bits learn from the work and what it went through?"),
    ],
)
def test_records_of_each_kind_read_as_sentences(pages: TestClient, path: str, sentence: str) -> None:
    assert sentence in words(pages, f"/page/{path}")


def test_a_rule_tells_how_much_it_derived(kg: KnowledgeGraph, pages: TestClient) -> None:
    found = kg.store.select(f"SELECT ?thing ?class {{ GRAPH <{data('derivation/types')}> {{ ?thing a ?class }} }}")
    assert len(found.rows) > 1000
    assert f"What it derived: {len(found.rows)} statements" in words(pages, "/page/derivation/types")


def test_every_iri_of_the_graph_has_a_page_that_says_something(kg: KnowledgeGraph, pages: TestClient) -> None:
    places = {place_of(iri) for iri in Explorer(kg).known}
    paths = sorted({place.path for place in places if place is not None})
    assert len(paths) > 1000
    # Each kind from each of its corners; the site's tests make them all.
    for path in paths[::25]:
        assert len(words(pages, f"/{path}")) > 60, path


@pytest.mark.parametrize("path", ["contribution/nobody", "decision/no", "date/9999", "register/no", "derivation/no"])
def test_what_is_not_there_is_a_page_that_says_so(pages: TestClient, path: str) -> None:
    answer = pages.get(f"/page/{path}")
    assert answer.status_code == 404
    assert "<h1>Not found</h1>" in answer.text


@with_documents
def test_a_record_quotes_the_words_that_it_rests_on(kg: KnowledgeGraph) -> None:
    found = words(client(kg, documents=FOLDER), "/page/contribution/wsis10-mpp--prepares--wsis10-high-level-event")
    assert "WSIS+10 High-Level Event: Open Consultation Process […] The preparatory process" in found
