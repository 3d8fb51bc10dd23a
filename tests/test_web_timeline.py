"""The page of timelines: a small world whole, its filters, how it moves, and the picture to keep."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from drawn_world import HOSTILE, drawn_world
from pictures import SVG, Tables, links, pictures, texts
from starlette.testclient import TestClient
from web import client

from govkg.errors import BadQuery
from govkg.knowledge_graph import KnowledgeGraph
from govkg.model.dates import Day
from govkg.namespaces import data
from govkg.timeline import timeline, to_svg
from govkg.timeline.belonging import Belonging
from govkg.web.addresses import Written
from govkg.web.drawing.periods import Months, moves
from govkg.web.explorer import Explorer
from govkg.web.html import Html
from govkg.web.page import Asked
from govkg.web.pages.timeline import timeline_page, timelines

HEAD = ["When", "What", "Kind", "Where, or how", "How firm the date is", "Passages"]
MEETING = ["17 February 2014", "Meeting", "event", "place not stated", "explicit", "001 meetings"]
COMMENTS = ["closes 1 May 2014", "Call for comments", "deadline", "channel not stated", "explicit", "001 comments"]
EVENING = ["9 June 2014", HOSTILE, "event", "place not stated", "explicit", "001 meetings"]
DAY = ["10 June 2014", "Day one", "event", "place not stated", "explicit", "001 dates"]
SUMMIT = ["10–13 June 2014", "Summit", "event", "Geneva", "explicit", "001 dates"]
RETREAT = ["Retreat", "event", "date not stated", "place not stated", "001 retreat"]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    return drawn_world(tmp_path_factory.mktemp("drawn") / "world")


@pytest.fixture(scope="module")
def pages(world: KnowledgeGraph) -> TestClient:
    return client(world)


def _dated(html: str) -> list[list[str]]:
    return Tables(html).tables[0][1:]


def test_a_small_world_whole(pages: TestClient) -> None:
    html = pages.get("/timeline").text
    dated, undated = Tables(html).tables
    assert dated == [HEAD, MEETING, COMMENTS, EVENING, DAY, SUMMIT]
    assert undated[1:] == [RETREAT]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("from=2014-06", [EVENING, DAY, SUMMIT]),
        ("from=2014-06-10&to=2014-06-10", [DAY, SUMMIT]),
        ("to=2014-05-01", [MEETING, COMMENTS]),
        ("kind=deadline", [COMMENTS]),
        ("kind=event,deadline&to=2014-05", [MEETING, COMMENTS]),
        ("process=summit", [MEETING, COMMENTS, DAY, SUMMIT]),
        ("process=platform", [MEETING]),
        ("source=001&bands=organiser&from=2014-06-11", [SUMMIT]),
    ],
)
def test_filters_leave_what_fits(pages: TestClient, query: str, expected: list[list[str]]) -> None:
    assert _dated(pages.get(f"/timeline?{query}").text) == expected


def test_two_pictures_of_which_one_is_shown_and_no_id_stands_twice(pages: TestClient) -> None:
    html = pages.get("/timeline").text
    wide, narrow = pictures(html)
    assert (wide.get("width"), narrow.get("width")) == ("1112", "390")
    assert html.count('<div class="in-window"><svg') == html.count('<div class="on-phone"><svg') == 1
    ids = [one.get("id") for picture in (wide, narrow) for one in picture.iter() if one.get("id")]
    assert ids == ["wide-hatch", "narrow-hatch"]
    things = ("comments", "day-one", "evening", "meeting", "retreat", "summit")
    for picture in (wide, narrow):
        assert sorted(links(picture)) == [f"/page/{thing}" for thing in things]
        assert not [one for one in picture.iter() if one.get("style")]
        assert not list(picture.iter(f"{SVG}script"))
        assert "<script>" in " ".join(texts(picture))
    assert {one.status_code for one in (pages.get(link) for link in links(wide))} == {200}


def test_a_picture_without_links_is_what_it_was(world: KnowledgeGraph) -> None:
    shown = timeline(world.store, world.names)
    plain = to_svg(shown)
    linked = to_svg(shown, link=lambda item: f'https://example.org/?a=1&b={item.thing.rpartition("/")[2]}"')
    assert b"<a " not in plain
    assert linked == to_svg(shown, link=lambda item: f'https://example.org/?a=1&b={item.thing.rpartition("/")[2]}"')
    found = links(ElementTree.fromstring(linked))
    assert sorted(found)[0] == 'https://example.org/?a=1&b=comments"'
    assert len(found) == len(shown.items)
    assert to_svg(shown, link=lambda item: "") == plain


def test_the_picture_to_keep_is_that_of_the_same_query(world: KnowledgeGraph, pages: TestClient) -> None:
    kept = pages.get("/timeline.svg?from=2014-06&kind=event")
    assert kept.headers["content-type"] == "image/svg+xml"
    assert kept.headers["content-disposition"] == 'attachment; filename="timeline.svg"'
    assert kept.content == to_svg(timeline(world.store, world.names, "2014-06", kinds=["event"]))
    assert '"/timeline.svg?from=2014-06&amp;kind=event"' in pages.get("/timeline?kind=event&from=2014-06").text


def test_kinds_and_things(world: KnowledgeGraph) -> None:
    shown = timeline(world.store, world.names, kinds=["deadline", "process"])
    assert shown.title == "Processes and deadlines, May 2014"
    assert [item.name for item in shown.items] == ["Call for comments"]
    few = timeline(world.store, world.names, things={data("summit"), data("retreat")})
    assert [item.name for item in few.items] == ["Summit", "Retreat"]
    with pytest.raises(BadQuery, match="a timeline shows event, process, deadline, document, body, not 'evnt'"):
        timeline(world.store, world.names, kinds=["evnt"])


def test_what_belongs_to_a_thing_and_what_feeds_it(world: KnowledgeGraph) -> None:
    found = Belonging.of(world.store)
    assert found.own(data("summit")) == {data(one) for one in ("summit", "day-one", "comments")}
    assert found.all(data("summit")) == {data(one) for one in ("summit", "day-one", "comments", "platform", "meeting")}
    assert found.own(data("nothing")) == {data("nothing")}


def test_parts_in_a_circle_end() -> None:
    found = Belonging({"a": {"b"}, "b": {"c", "a"}}, {"c": {"a", "d"}})
    assert found.own("a") == {"a", "b", "c"}
    assert found.all("a") == {"a", "b", "c", "d"}


YEAR, SPRING = Months.holding(Day(2014, 1, 1), Day(2014, 12, 31)), Months.holding(Day(2014, 3, 5), Day(2014, 5, 2))


def test_periods_move_by_half_and_stop_where_nothing_is() -> None:
    def told(shown: Months) -> dict[str, tuple[str, str]]:
        return {name: (found.fields["from"], found.fields["to"]) for name, found in moves(shown, YEAR)}

    assert told(SPRING) == {
        "Earlier": ("2014-02", "2014-04"),
        "Later": ("2014-04", "2014-06"),
        "Closer": ("2014-03", "2014-04"),
        "Wider": ("2014-01", "2014-06"),
    }
    assert told(YEAR) == {"Closer": ("2014-04", "2014-09")}
    assert told(Months.holding(Day(2014, 12, 3), Day(2014, 12, 3))) == {
        "Earlier": ("2014-11", "2014-11"),
        "Wider": ("2014-11", "2014-12"),
    }
    assert told(Months.holding(Day(2020, 1, 1), Day(2020, 1, 1))) == {}


def test_no_period_leaves_the_years_of_a_calendar() -> None:
    first, last = Months.holding(Day(1, 1, 1), Day(1, 2, 1)), Months.holding(Day(9999, 12, 1), Day(9999, 12, 1))
    assert (first.moved(-5), first.resized(4).fields) == (first, {"from": "0001-01", "to": "0001-04"})
    assert (last.moved(5), last.resized(4).fields) == (last, {"from": "9999-10", "to": "9999-12"})


def test_each_year_and_process_has_a_page(world: KnowledgeGraph, pages: TestClient) -> None:
    assert timelines(Explorer(world)) == ["everything", "2014", "process/summit"]
    assert _dated(pages.get("/timeline/process/summit").text) == [MEETING, COMMENTS, DAY, SUMMIT]
    assert len(_dated(pages.get("/timeline/2014").text)) == 5
    assert [pages.get(f"/timeline/{key}").status_code for key in ("2013", "14", "process/", "process/nobody")] == [
        200,
        404,
        404,
        404,
    ]
    assert "No event, process or deadline with a date falls in this period" in pages.get("/timeline/2013").text


def test_a_folder_of_pages_has_no_form_and_relative_links(world: KnowledgeGraph) -> None:
    explorer = Explorer(world, is_static=True)
    html = Html(explorer, Written()).write(timeline_page(explorer, Asked("process/summit")))
    assert 'name="from"' not in html
    assert "These pages were written beforehand" in html
    assert sorted(set(links(pictures(html)[0]))) == [
        f"../../page/{thing}.html" for thing in ("comments", "day-one", "meeting", "summit")
    ]


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("from=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", 400, "script"),
        ("from=2015&to=2014", 400, "give the earlier date first"),
        ("kind=%3Cscript%3E", 400, "a timeline shows event"),
        ("kind=,", 200, "Summit"),
        ("bands=colour", 400, "bands are by"),
        ("source=999", 404, "no document is called"),
        ("process=%3Cimg%20src=x%3E", 404, "img src=x"),
        ("from=-99999999999999999999", 400, "9999"),
    ],
)
def test_what_does_not_fit_is_said_and_no_script_gets_in(
    pages: TestClient, query: str, status: int, words: str
) -> None:
    found = pages.get(f"/timeline?{query}")
    assert found.status_code == status
    assert words.lower() in found.text.lower()
    assert "<script>" not in found.text


def test_the_same_bytes_twice(world: KnowledgeGraph) -> None:
    one, other = (client(world).get("/timeline?process=summit").content for _ in range(2))
    assert one == other


def test_every_link_of_the_shipped_pictures_leads_to_something_known(kg: KnowledgeGraph) -> None:
    explorer = Explorer(kg)
    known = {f"/page/{iri.removeprefix(data(''))}" for iri in explorer.known}
    pages = client(kg)
    for key in ("", "/2013", "/process/wsis10-high-level-event"):
        for picture in pictures(pages.get(f"/timeline{key}").text):
            assert links(picture)
            assert set(links(picture)) <= known


def test_of_ten_thousand_years_only_the_round_ones_are_named(pages: TestClient) -> None:
    wide, _ = pictures(pages.get("/timeline?from=0001&to=9999").text)
    assert [one for one in texts(wide) if one.isdigit()] == ["1", *(str(n) for n in range(1000, 10_000, 1000))]
