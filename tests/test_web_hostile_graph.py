"""A graph that no loader checked, given with --graph: plain pages, nothing that runs, a sentence at worst."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hostile import SCRIPT
from pyoxigraph import RdfFormat, Store
from reading import Read
from starlette.testclient import TestClient
from web import client
from worlds import World

from govkg.errors import BadQuery
from govkg.knowledge_graph import KnowledgeGraph
from govkg.paths import shipped
from govkg.release import nquads
from govkg.store import Embedded
from govkg.web.addresses import web_address
from govkg.web.contents import KEYS, PAGES
from govkg.web.explorer import Explorer
from govkg.web.server.answers import _told
from govkg.web.site import site

D = "https://w3id.org/govkg/id/"
T = "https://w3id.org/govkg/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
MARKS = "\ue0f0click\ue0f1javascript:alert(1)\ue0f2\u202egnp.exe"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The N-Quads of a small world."""
    return nquads(World(tmp_path_factory.mktemp("world") / "world").build().quads).decode()


def explored(text: str) -> Explorer:
    store = Store()
    store.load(text.encode(), RdfFormat.N_QUADS)
    return Explorer(KnowledgeGraph(Embedded(store), shipped()))


def visited(explorer: Explorer) -> dict[str, Read]:
    """Every page of a graph, each of which is there and plain."""
    visitor: TestClient = client(explorer.kg)
    paths = [name + key for name in PAGES for key in (KEYS[name](explorer) if name.endswith("/") else [""])]
    found = {}
    for path in paths:
        response = visitor.get(f"/{path}")
        assert response.status_code in (200, 400, 404), (path, response.text)
        found[path] = Read.of(response.text)
        assert found[path].intruders() == [], path
        links = [one.get("href", "") for one in found[path].root.iter() if one.get("href")]
        assert [link for link in links if not re.match(r"/|#|https?://|mailto:", link)] == [], path
    return found


def test_names_and_texts_are_text_whatever_they_hold(released: str) -> None:
    texts = [SCRIPT, MARKS, "x" * 100_000, "", r"\u0000\u0007\u001B[31m", "</textarea></title>" + SCRIPT]
    lines = released.splitlines()
    for number, line in enumerate(lines):
        text = texts[number % len(texts)][: 100_000 if number % 50 == 2 else 1_000]
        if re.search("(label|Label|description|note|calledAs|title)>", line) and "ontology> ." not in line:
            lines[number] = re.sub(r'"(?:[^"\\]|\\.)*"', f'"{text}"'.replace("\\", r"\\"), line)
    assert lines != released.splitlines()
    pages = visited(explored("\n".join(lines)))
    assert any(SCRIPT in page.words for page in pages.values())
    assert any("javascript:alert(1)" in page.words for page in pages.values())


def test_no_address_in_the_graph_becomes_a_link_that_runs(released: str) -> None:
    passage = re.findall(rf"<({D}source/[^/>]*/[^/>]*)> <{T}certainty>", released)[0]
    lines = [
        f"<{passage}> <{T}origin> <javascript:alert(1)> .",
        f"<{D}summit> <{SKOS}exactMatch> <JavaScript:alert(2)> <{passage}> .",
        f'<javascript:alert(3)> <{SKOS}prefLabel> "evil"@en .',
        f"<{D}summit> <{T}partOf> <javascript:alert(3)> <{passage}> .",
        f"<javascript:alert(3)> <{T}feedsInto> <{D}summit> <{passage}> .",
        f"<{D}dataset> <http://purl.org/dc/terms/license> <data:text/html,hi> .",
    ]
    pages = visited(explored(released + "\n".join(lines)))
    assert any("javascript:alert(1)" in page.words for page in pages.values())


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        ("https://example.org/", "https://example.org/"),
        ("HTTP://example.org/", "HTTP://example.org/"),
        ("javascript:alert(1)//http://", ""),
        ("data:text/html,x", ""),
        ("urn:x", ""),
        ("", ""),
    ],
)
def test_what_a_browser_may_follow(iri: str, address: str) -> None:
    assert web_address(iri) == address


def test_offsets_that_are_no_numbers_are_no_spans(released: str) -> None:
    broken = re.sub(r'"[0-9]+"(\^\^<[^>]*#integer>)', r'"../.."\1', released)
    assert broken != released
    visited(explored(broken))


def test_odd_ids_and_circles_have_pages(released: str) -> None:
    ids = ["", "a'b\u0416;c=%0d%0aX", "source/", "date/", "decision/", "register/", "source/x/y/z", "\U0001f600", "a?b"]
    lines = [f'<{D}{one}> <{SKOS}prefLabel> "odd"@en .' for one in ids]
    lines += [f"<{D}{one}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{T}Event> ." for one in ids]
    lines += [f"<{D}{one}> <{T}{p}> <{D}{other}> ." for one in ids for other in ids for p in ("partOf", "feedsInto")]
    visited(explored(released + "\n".join(lines)))


def test_the_name_of_a_file_stays_in_its_header() -> None:
    assert _told('plan-a"b\u0416;c\r\nX: y/../.csv') == "plan-a-b--c--X--y-..-.csv"


def test_ten_thousand_values_of_one_thing_are_a_page(released: str) -> None:
    passage = re.findall(rf"<({D}source/[^/>]*/[^/>]*)> <{T}certainty>", released)[0]
    said = [f'<{D}summit> <http://purl.org/dc/terms/description> "text {number}"' for number in range(10_000)]
    lines = [f"{one}{graph} ." for one in said for graph in ("", f" <{passage}>")]
    page = Read.of(client(explored(released + "\n".join(lines)).kg).get("/page/summit").text)
    assert all(one in page.words for one in ("text 0 ", "text 9999 "))


@pytest.mark.parametrize(
    "line",
    [
        f'_:nobody <{SKOS}prefLabel> "x"@en .',
        f"<{D}summit> <{T}partOf> _:nobody .",
        f'<{D}summit> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "Event" .',
    ],
)
def test_what_has_no_name_is_said_before_anything_is_served_or_written(released: str, line: str) -> None:
    explorer = explored(released + line)
    with pytest.raises(BadQuery, match="names nothing: things and classes need IRIs"):
        explorer.prepare()
    explorer.is_static = True
    with pytest.raises(BadQuery, match="names nothing"):
        site(explorer)


def test_a_suggestion_leads_to_its_page_under_the_path_of_a_proxy(tmp_path: Path) -> None:
    store = Store()
    store.extend(World(tmp_path / "world").build().quads)
    under = client(KnowledgeGraph(Embedded(store), shipped()), root="/govkg")
    (hit,) = under.get("/govkg/api/search?q=summit&limit=1").json()["results"]
    assert hit["page"] == "../page/summit"
    assert str(under.base_url.join("/govkg/api/search").join(hit["page"]).path) == "/govkg/page/summit"
