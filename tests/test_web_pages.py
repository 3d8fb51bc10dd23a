"""The pages that every visitor sees, where data IRIs lead, and what goes wrong in words."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse
from starlette.testclient import TestClient
from texts import FOLDER, with_documents
from web import client
from worlds import THINGS, World

from govkg.knowledge_graph import KnowledgeGraph
from govkg.paths import shipped
from govkg.store import Embedded
from govkg.web.page import Asked, Page
from govkg.web.pages.home import ASKED
from govkg.web.server.headers import HEADERS

SCRIPT = "<script>alert(1)</script>"


class Texts(HTMLParser):
    """The words of a page, without its markup, and the tags in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.said).split())


@pytest.fixture(scope="module")
def pages(kg: KnowledgeGraph) -> TestClient:
    return client(kg)


@pytest.fixture
def small(tmp_path: Path) -> KnowledgeGraph:
    """A summit with a date that is set aside, a call, and a report that feeds it; one name is hostile."""
    world = World(tmp_path / "world")
    world.change(THINGS, "name: {en: Report}", f"name: {{en: '{SCRIPT}'}}")
    store = Store()
    store.extend(world.build().quads)
    return KnowledgeGraph(Embedded(store), shipped())


def main_of(html: str) -> str:
    """The words between the bar at the top and the footer."""
    return Texts(html.partition("<main")[2].partition("</main>")[0].partition(">")[2]).words


def test_an_entity_page_says_all_that_is_said_with_its_passages(small: KnowledgeGraph) -> None:
    html = client(small).get("/page/summit").text
    said, _, asked = main_of(html).partition(" Questions about it ")
    assert re.sub(r" What feeds into it.*?(?= Each link| Where else)", "", said) == (
        "event Summit Sources differ. The page is later. Decision: superseded . What is said "
        "date 10–13 June 2014 001 dates April 2014 set aside 002 early-dates "
        "location Geneva 001 dates "
        f"Each link, as it is said {SCRIPT} submits input to Summit (stated) 001 comments "
        "Where else it is named Day one : part of Summit 001 first-day"
    )
    assert "When and where is it?" in asked
    assert SCRIPT not in html
    assert '<a href="/page/source/page#dates"' in html


def test_a_page_names_its_iri_and_its_data(pages: TestClient) -> None:
    html = pages.get("/page/netmundial").text
    assert "<code>https://w3id.org/govkg/id/netmundial</code>" in html
    assert '<link rel="alternate" type="text/turtle" href="/data/netmundial.ttl">' in html
    formats = {
        "ttl": RdfFormat.TURTLE,
        "jsonld": RdfFormat.JSON_LD,
        "nt": RdfFormat.N_TRIPLES,
        "rdf": RdfFormat.RDF_XML,
    }
    found = {
        suffix: {str(quad.triple) for quad in parse(pages.get(f"/data/netmundial.{suffix}").content, format_)}
        for suffix, format_ in formats.items()
    }
    assert len(set(map(frozenset, found.values()))) == 1
    assert any("2014-04-23/2014-04-24" in triple for triple in found["ttl"])


@pytest.mark.parametrize(
    ("accept", "iri", "status", "target"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "netmundial", 303, "/page/netmundial"),
        ("*/*", "netmundial", 303, "/page/netmundial"),
        ("text/turtle", "netmundial", 303, "/data/netmundial.ttl"),
        ("application/ld+json, text/html;q=0.5", "netmundial", 303, "/data/netmundial.jsonld"),
        ("text/html;q=0.1, application/rdf+xml", "netmundial", 303, "/data/netmundial.rdf"),
        ("text/html", "source/poster-2014/netmundial-date", 303, "/page/source/poster-2014#netmundial-date"),
        ("text/html", "role/cgi--organiser--netmundial", 303, "/page/role/cgi--organiser--netmundial"),
        ("text/html", "nobody-knows-this", 404, None),
    ],
)
def test_a_data_iri_leads_to_the_page_or_the_data(
    pages: TestClient, accept: str, iri: str, status: int, target: str | None
) -> None:
    found = pages.get(f"/id/{iri}", headers={"Accept": accept})
    assert (found.status_code, found.headers.get("location")) == (status, target)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("netmundial", "netmundial"),
        ("NETMUNDAIL", "netmundial"),
        ("sao paulo", "sao-paulo"),
        ("itu", "itu"),
        ("Encontro Multissetorial", "netmundial"),
        ("best b", "best-bits"),
    ],
)
def test_search_finds_by_any_name_roughly_spelled(pages: TestClient, text: str, first: str) -> None:
    results = json.loads(pages.get("/api/search", params={"q": text}).content)["results"]
    assert results[0]["page"] == f"../page/{first}"
    assert f'<a href="/page/{first}">' in pages.get("/search", params={"q": text}).text


def test_search_keeps_to_the_classes_and_the_number_it_is_asked_for(pages: TestClient) -> None:
    asked = {"q": "igf", "classes": "Event", "limit": "2"}
    results = json.loads(pages.get("/api/search", params=asked).content)["results"]
    assert [(one["name"], one["kind"]) for one in results] == [("IGF 2013 in Bali", "event"), ("IGF 2014", "event")]


def test_search_that_finds_nothing_says_so(pages: TestClient) -> None:
    html = pages.get("/search", params={"q": SCRIPT + "xyzzy"}).text
    assert f"Nothing is called “{SCRIPT}xyzzy”, nor anything like it." in main_of(html)
    assert SCRIPT not in html


def test_a_search_for_more_than_any_name_has_is_refused(pages: TestClient) -> None:
    long = pages.get("/search", params={"q": "x" * 60_000})
    assert (long.status_code, len(long.text) < 5_000) == (400, True)
    assert "Q: found 60000 characters, expected at most 300." in main_of(long.text)
    assert pages.get("/search", params={"q": "x" * 300}).status_code == 200


@pytest.mark.parametrize(("path", "query"), [(path, query) for path, query, _ in ASKED if path.startswith("ask/")])
def test_a_question_of_home_is_asked_as_it_reads_and_answered(
    kg: KnowledgeGraph, path: str, query: dict[str, str]
) -> None:
    question = kg.question(path.removeprefix("ask/"))
    examples = {one.name: one.example for one in question.parameters.values() if one.required}
    assert kg.ask(question.name, **{**examples, **query}).rows


def test_home_counts_what_is_in_the_graph(pages: TestClient, kg: KnowledgeGraph) -> None:
    words = main_of(pages.get("/").text)
    released = shipped().released.read_text(encoding="utf-8")
    is_a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    for name, label in (("Rule", "Rules of participation"), ("Call", "Calls and consultations")):
        pattern = rf"^(\S+) {is_a} <https://w3id\.org/govkg/ontology#{name}> \.$"
        assert f"{label} {len(set(re.findall(pattern, released, re.MULTILINE)))} " in words + " "
    assert f"All {len(kg.questions())} questions" in words


def test_a_source_page_has_each_passage_at_its_own_name(pages: TestClient, kg: KnowledgeGraph) -> None:
    html = pages.get("/page/source/poster-2014").text
    rows = kg.store.select(
        "SELECT ?p WHERE { ?p <http://www.w3.org/ns/oa#hasSource> <https://w3id.org/govkg/id/source/poster-2014> }"
    ).rows
    names = sorted(str(p.value).rpartition("/")[2] for (p,) in rows if p is not None)
    assert sorted(re.findall(r'<li id="([^"]+)">', html)) == names
    assert "The document itself is not part of this copy." in main_of(html)


@with_documents
def test_a_source_page_shows_the_words_where_the_document_is_at_hand(kg: KnowledgeGraph) -> None:
    html = client(kg, documents=FOLDER).get("/page/source/poster-2014").text
    passage = html.partition('<li id="netmundial-place">')[2].partition("</blockquote>")[0]
    assert passage.partition("<blockquote>")[2] == "The conference will be held in Sao Paulo-Brazil"


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/nowhere", 404, "There is no page at /nowhere."),
        ("/page/nobody", 404, "Nothing is known about “nobody”."),
        ("/page/source/nobody", 404, "Nothing is known about “source/nobody”."),
        ("/page/%3Cscript%3E", 404, "Nothing is known about “<script>”."),
        ("/page/%00", 404, None),
        ("/page/a%22%3E%7D", 404, None),
        ("/page/" + "x" * 5000, 404, None),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(
    pages: TestClient, path: str, status: int, sentence: str | None
) -> None:
    found = pages.get(path)
    assert found.status_code == status
    assert sentence is None or sentence in main_of(found.text)
    assert "<script>" not in found.text


@pytest.mark.parametrize(
    "path", ["/data/nobody.ttl", "/data/netmundial.exe", "/data/", "/data/%22%3E%7B.ttl", "/data/%00.ttl"]
)
def test_programs_are_told_in_json(pages: TestClient, path: str) -> None:
    found = pages.get(path)
    assert (found.status_code, found.headers["content-type"]) == (404, "application/json")
    assert list(json.loads(found.content)) == ["error"]


def test_pages_can_only_be_read(pages: TestClient) -> None:
    found = pages.post("/page/netmundial")
    assert (found.status_code, main_of(found.text)) == (
        405,
        "Not possible POST is not possible here: pages and files can only be read, with GET. To the first page",
    )


def test_a_fault_shows_no_trace(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(explorer: object, asked: Asked) -> Page:
        raise RuntimeError("a secret of the house")

    monkeypatch.setitem(__import__("govkg.web.contents", fromlist=["PAGES"]).PAGES, "about", broken)
    found = client(kg).get("/about")
    assert found.status_code == 500
    assert "secret" not in found.text
    assert "Traceback" not in found.text
    assert "Something went wrong on this side." in main_of(found.text)


@pytest.mark.parametrize(
    "path", ["/", "/page/netmundial", "/nowhere", "/data/netmundial.ttl", "/static/govkg.css", "/id/itu"]
)
def test_every_answer_carries_the_headers(pages: TestClient, path: str) -> None:
    found = pages.get(path).headers
    assert {name: found.get(name) for name in HEADERS} == HEADERS


def test_pages_run_nothing_inline_and_load_nothing_from_elsewhere(pages: TestClient) -> None:
    for path in ("/", "/page/netmundial", "/page/source/poster-2014", "/search?q=a", "/about", "/sources"):
        html = pages.get(path).text
        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|javascript:", html), path
        assert not re.search(r'(?:src|action|rel="stylesheet" href)="(?:https?:)?//', html), path


def test_a_browser_that_has_the_page_is_told_that_it_is_still_good(pages: TestClient) -> None:
    first = pages.get("/page/netmundial")
    again = pages.get("/page/netmundial", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = pages.get("/page/itu", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_under_a_path_of_a_proxy_every_link_stays_under_it(kg: KnowledgeGraph) -> None:
    under = client(kg, root="/govkg")
    links = Texts(under.get("/govkg/page/netmundial").text).links
    inside = [link for link in links if not link.startswith(("#", "https://", "http://"))]
    assert [link for link in inside if not link.startswith("/govkg/")] == []
    assert under.get("/govkg/id/itu").headers["location"] == "/govkg/page/itu"
    assert under.get("/page/netmundial").status_code == 404


@pytest.mark.parametrize("path", ["/", "/about", "/sources", "/search?q=wsis", "/page/netmundial", "/page/itu"])
def test_a_page_is_under_two_hundred_kilobytes_with_all_it_loads(pages: TestClient, path: str) -> None:
    found = pages.get(path)
    assert found.headers["content-encoding"] == "gzip"
    assert len(found.content) < 200_000
