"""Hostile values and names: an answer or a sentence, and nothing but text in the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import HOSTILE, SCRIPT
from pyoxigraph import Store
from reading import Read
from starlette.testclient import TestClient
from web import client
from worlds import THINGS, World

from govkg.knowledge_graph import KnowledgeGraph
from govkg.paths import shipped
from govkg.store import Embedded
from govkg.web.asking import MOST, example_of

ASKED = {"as": "civil society", "into": "wsis10-high-level-event", "from": "2014-04-01"}


@pytest.fixture(scope="module")
def pages(kg: KnowledgeGraph) -> TestClient:
    return client(kg)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_value_breaks_a_page(kg: KnowledgeGraph, pages: TestClient, text: str) -> None:
    """Whatever is given for whichever kind of parameter: an answer or a sentence, and only text in the page."""
    for name, parameter in (
        ("feeds-into", "target"),
        ("handled-where", "topic"),
        ("open-calls", "on"),
        ("feeds-into-steps", "steps"),
        ("label-stands-for", "label"),
    ):
        given = {**example_of(kg.question(name)), parameter: text}
        for address in (f"/ask/{name}", f"/api/ask/{name}"):
            response = pages.get(address, params=given)
            assert response.status_code in (200, 300, 400, 404), (address, response.text)
            if address.startswith("/ask/"):
                page = Read.of(response.text)
                assert page.intruders() == []
                assert not any("evil.example" in address for address in page.links("body").values())


@pytest.mark.parametrize("query", ["target=%ff%fe", "target", "&&&", "target=a&target=netmundial", "target=%00", "=x"])
def test_no_query_string_breaks_a_page(pages: TestClient, query: str) -> None:
    assert pages.get(f"/ask/feeds-into?{query}").status_code in (200, 300, 400, 404)
    assert pages.get(f"/api/ask/feeds-into?{query}").status_code in (200, 400, 404)


def test_names_of_things_are_text(tmp_path: Path) -> None:
    """A name may be anything, even a script: pages show it, and the field that is filled with it."""
    world = World(tmp_path / "world")
    world.change(THINGS, "name: {en: Report}", f"name: {{en: '{SCRIPT}'}}")
    store = Store()
    store.extend(world.build().quads)
    pages = client(KnowledgeGraph(Embedded(store), shipped()))
    page = Read.of(pages.get("/ask/feeds-into?target=summit").text)
    assert [row[0] for row in page.table()] == ["What feeds in", SCRIPT]
    again = Read.of(pages.get("/ask/feeds-on?from=report").text)
    assert again.fields()["from"].get("value") == SCRIPT
    assert again.texts("strong")[0] == SCRIPT
    assert again.intruders() == page.intruders() == []


@pytest.mark.parametrize("text", HOSTILE)
def test_no_value_breaks_a_plan(pages: TestClient, text: str) -> None:
    for name in (*ASKED, "known-on"):
        for address in ("/plan", "/plan.ics", "/api/plan"):
            response = pages.get(address, params={**ASKED, name: text})
            assert response.status_code in (200, 300, 400, 404), (address, name)
            if address == "/plan":
                assert Read.of(response.text).intruders() == []


def test_names_of_things_are_text_in_a_plan(tmp_path: Path) -> None:
    world = World(tmp_path / "world")
    world.change(THINGS, "name: {en: Summit}", f"name: {{en: '{SCRIPT}'}}")
    store = Store()
    store.extend(world.build().quads)
    pages = client(KnowledgeGraph(Embedded(store), shipped()))
    page = Read.of(pages.get("/plan?as=civil-society&into=summit&from=2014-01-01").text)
    assert page.intruders() == []
    assert page.texts("h1") == [f"Ways into {SCRIPT} for civil society"]
    assert page.fields()["into"].get("value") == SCRIPT


def test_a_name_that_stands_for_hundreds_is_refused(kg: KnowledgeGraph, pages: TestClient) -> None:
    """Two such families in one question would keep a server busy for seconds."""
    count = len(kg.names.family("the"))
    response = pages.get("/api/ask/positions", params={"about": "the*", "holder": "the*"})
    assert count > MOST
    assert (response.status_code, response.json()) == (
        400,
        {"error": f"about: it stands for {count} things, expected at most {MOST}: add a word"},
    )
