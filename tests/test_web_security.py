"""What a stranger can do to the server over HTTP: nothing but read, in bounded time and memory."""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient
from web import client, no_endpoint

from govkg.knowledge_graph import KnowledgeGraph
from govkg.web.contents import FILES, HEEDING, PAGES
from govkg.web.explorer import Explorer
from govkg.web.negotiation import takes_gzip
from govkg.web.page import Asked
from govkg.web.server import making
from govkg.web.server.answers import Answers
from govkg.web.server.app import make_app
from govkg.web.server.making import Busy, Made, Makery


@pytest.fixture(scope="module")
def pages(kg: KnowledgeGraph) -> TestClient:
    return client(kg)


@pytest.fixture(scope="module")
def explorer(kg: KnowledgeGraph) -> Explorer:
    return Explorer(kg)


class Untouched(Mapping[str, str]):
    """The fields of a form that nobody may look at."""

    def __getitem__(self, name: str) -> str:
        raise AssertionError(f"it looked at {name}")

    def __iter__(self) -> Any:
        raise AssertionError("it looked at all fields")

    def __len__(self) -> int:
        raise AssertionError("it counted the fields")


@pytest.mark.parametrize("name", sorted({*PAGES, *FILES} - HEEDING - {"govkg.ttl", "calendar.ics"}))
def test_what_heeds_no_fields_looks_at_none(explorer: Explorer, name: str) -> None:
    """Else two addresses would get one answer. The two left out are slow, and take nothing that is asked."""
    keys = {"page/": "itu", "data/": "itu.ttl", "questions/": "agenda.json", "api/entities/": "itu"}
    keys |= {"calendars/": "civil-society/wsis10-high-level-event.ics"}
    ({**PAGES, **FILES})[name](explorer, Asked(keys.get(name, ""), Untouched()))


def test_no_number_of_addresses_fills_the_memory(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "KEPT_BYTES", 100_000)
    app = make_app(Explorer(kg), no_endpoint)
    found = TestClient(app)
    answers = next(route.endpoint.func.__self__ for route in app.pages.routes if route.path == "/about")  # type: ignore[attr-defined]
    kept = answers.makery._few, answers.makery._many
    for number in range(10):
        assert found.get(f"/about?{number}=1").status_code == 200
    once = kept[0].taken
    assert (once < 20_000, kept[1].taken) == (True, 0)
    for number in range(40):
        found.get("/search", params={"q": f"nobody {number}"})
        found.get(f"/page/nobody-{number}")
    assert (kept[0].taken, 0 < kept[1].taken <= 100_000) == (once, True)


def test_many_who_ask_the_same_wait_for_one() -> None:
    made, gate = [], threading.Event()

    def make() -> Made:
        made.append(gate.wait(10))
        return Made(b"page", "text/html")

    async def ask() -> list[Made]:
        makery = Makery()
        asked = [asyncio.create_task(makery.made("slow", 4, make)) for _ in range(50)]
        await asyncio.sleep(0.05)
        asked[0].cancel()
        gate.set()
        return await asyncio.gather(*asked[1:])

    assert asyncio.run(ask()) == [Made(b"page", "text/html")] * 49
    assert made == [True]


def test_what_was_made_is_given_while_all_threads_are_busy_and_too_many_are_sent_away() -> None:
    gate = threading.Event()

    def slow() -> Made:
        gate.wait(10)
        return Made(b"slow", "text/html")

    async def ask() -> Made:
        makery = Makery()
        await makery.made("quick", 5, lambda: Made(b"quick", "text/html"))
        waiting = [asyncio.create_task(makery.made(number, 1, slow)) for number in range(making.WAITING)]
        await asyncio.sleep(0.05)
        found = await asyncio.wait_for(makery.made("quick", 5, slow), 1)
        with pytest.raises(Busy):
            await makery.made("one more", 8, slow)
        gate.set()
        await asyncio.gather(*waiting)
        return found

    assert asyncio.run(ask()) == Made(b"quick", "text/html")


def test_who_comes_when_too_many_have_come_is_told_so(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "WAITING", 0)
    busy = client(kg)
    for path in ("/about", "/api/questions"):
        found = busy.get(path)
        assert (found.status_code, found.headers["retry-after"], "Ask again" in found.text) == (503, "5", True)
        assert found.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "[", 'a"b', "a/b?c#d", ""])
def test_nothing_sends_on_to_a_host_that_a_request_names(pages: TestClient, host: str) -> None:
    for path, to in {
        "/search/": "/search",
        "/plan.ics/?as=a": "/plan.ics?as=a",
        "/ontology/": "/ontology",
        "/id/itu": "/page/itu",
    }.items():
        assert pages.get(path, headers={"host": host}).headers["location"] == to
    for path in ("/static", "/id", "/page", "//evil.example/", "//evil.example/search/", "/nowhere/"):
        found = pages.get(f"http://testserver{path}", headers={"host": host})
        assert (found.status_code, found.headers.get("location")) == (404, None)


def test_one_slash_is_forgiven_under_a_path_of_a_proxy(kg: KnowledgeGraph) -> None:
    under = client(kg, root="/govkg")
    assert under.get("/govkg").headers["location"] == "/govkg/"
    assert under.get("/govkg/search/?q=a").headers["location"] == "/govkg/search?q=a"
    assert under.get("/govkg/nowhere/").status_code == 404


@pytest.mark.parametrize(
    "path", ["%2e%2e/policy.py", "..%2fpolicy.py", "%00", "..%5cpolicy.py", "/etc/passwd", "a" * 9000, ".ready", ""]
)
def test_a_folder_of_assets_gives_nothing_but_assets(pages: TestClient, path: str) -> None:
    for folder in ("static", "bundle"):
        assert pages.get(f"/{folder}/{path}").status_code == 404


def test_assets_say_what_they_are(pages: TestClient) -> None:
    types = {"govkg.css": "text/css; charset=utf-8", "icon.svg": "image/svg+xml"}
    assert {name: pages.get(f"/static/{name}").headers["content-type"] for name in types} == types


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("", False),
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, *", False),
        ("*", True),
        ("*;q=0", False),
        ("identity", False),
        ("xgzip", False),
    ],
)
def test_who_takes_gzip(header: str, takes: bool) -> None:
    assert takes_gzip(header) is takes


def test_packed_or_not_is_the_same_answer(pages: TestClient) -> None:
    with pages.stream("GET", "/about", headers={"accept-encoding": "gzip"}) as packed:
        content = b"".join(packed.iter_raw())
    plain = pages.get("/about", headers={"accept-encoding": "identity"})
    assert gzip.decompress(content) == plain.content
    assert packed.headers["etag"] == plain.headers["etag"]
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert ("content-encoding" in packed.headers, "content-encoding" in plain.headers) == (True, False)
    assert pages.get("/ontology").headers["vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize("sent", ["{}", '"other", {}', "*"])
def test_a_tag_is_known_again_however_it_is_sent(pages: TestClient, sent: str) -> None:
    tag = pages.get("/about").headers["etag"]
    assert tag.startswith('W/"')
    for one in (tag, tag.removeprefix("W/")):
        for method in ("GET", "HEAD"):
            again = pages.request(method, "/about", headers={"if-none-match": sent.format(one)})
            assert (again.status_code, again.content, again.headers["vary"]) == (304, b"", "Accept-Encoding")
    assert pages.get("/about", headers={"if-none-match": tag[:-2] + '"'}).status_code == 200


def test_a_fault_leaves_one_line_with_the_path_alone(explorer: Explorer, caplog: pytest.LogCaptureFixture) -> None:
    scope = {"type": "http", "method": "GET", "path": "/a\n2026 forged", "query_string": b"secret=1", "headers": []}
    assert Answers(explorer).broken(Request(scope), ValueError("what")).status_code == 500
    assert [record.getMessage() for record in caplog.records] == ["fault while answering GET '/a\\n2026 forged'"]


def test_a_name_longer_than_any_file_is_no_question(pages: TestClient) -> None:
    for path in ("/ask/{}", "/api/ask/{}", "/questions/{}.json"):
        assert pages.get(path.format("9" * 5000)).status_code == 404
