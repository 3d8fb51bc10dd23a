"""How sentences read on pages: dates in words, records whole, and ways on where nothing is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from drawn_world import SAYS, drawn_world
from pyoxigraph import Literal, NamedNode
from reading import Read, words
from starlette.testclient import TestClient
from web import client

from govkg.knowledge_graph import KnowledgeGraph
from govkg.namespaces import EDTF, XSD, data
from govkg.web.explorer import Explorer
from govkg.web.linked import as_html, dated, heading, plain
from govkg.web.page import Asked
from govkg.web.pages.plan_lines import with_dates
from govkg.web.pages.timeline import timeline_page


@pytest.fixture(scope="module")
def pages(kg: KnowledgeGraph) -> TestClient:
    return client(kg)


@pytest.mark.parametrize(
    ("text", "datatype", "html"),
    [
        ("2014-06-10/2014-06-13", EDTF, '<span title="2014-06-10/2014-06-13">10–13 June 2014</span>'),
        ("../2014-04-18", EDTF, '<span title="../2014-04-18">until 18 April 2014</span>'),
        ("2014", EDTF, "2014"),
        ("2014-04-18", XSD + "date", '<span title="2014-04-18">18 April 2014</span>'),
        (
            "2014-04-18T21:00:00Z",
            XSD + "dateTime",
            '<span title="2014-04-18T21:00:00Z">18 April 2014, 21:00 UTC</span>',
        ),
        ("true", XSD + "boolean", "yes"),
        ("false", XSD + "boolean", "no"),
        ("true", XSD + "string", "true"),
        ("2014-06-10", XSD + "string", "2014-06-10"),
        ('"><b>2014', EDTF, "&#34;&gt;&lt;b&gt;2014"),
    ],
)
def test_a_value_reads_as_people_write_it_and_keeps_the_exact_one(
    kg: KnowledgeGraph, text: str, datatype: str, html: str
) -> None:
    value = Literal(text, datatype=NamedNode(datatype))
    assert as_html(Explorer(kg).names.value(value), lambda iri: iri) == html
    assert kg.names.value(value) == text


def test_a_date_in_words_is_no_link_and_may_stand_without_its_exact_form() -> None:
    text = f"held {dated('2014-06-10')}, not {dated('tomorrow')}"
    assert plain(text) == "held 10 June 2014, not tomorrow"
    assert as_html(text, lambda iri: "nowhere") == 'held <span title="2014-06-10">10 June 2014</span>, not tomorrow'


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("over: 2013-12-16/2013-12-18", "over: 16–18 December 2013"),
        ("closed, as of a source written 2014/2019", "closed, as of a source written 2014 – 2019"),
        ("called open by a source written 2014-04, 2014~", "called open by a source written April 2014, about 2014"),
        ("the deadline was 2014-01?", "the deadline was January 2014 (uncertain)"),
        ("opens 2014-03/..", "opens from March 2014, end not set"),
        ("over: Strategic Plan 2016-2019, 2014-13", "over: Strategic Plan 2016-2019, 2014-13"),
        ("Resolution 1305 of WSIS-2014-04", "Resolution 1305 of WSIS-2014-04"),
    ],
)
def test_the_dates_of_a_plan_are_in_words(text: str, read: str) -> None:
    assert plain(with_dates(text)) == read


def test_no_date_of_a_card_is_left_in_code(pages: TestClient) -> None:
    call = Read.of(pages.get("/page/call-prizes-voting").text)
    said = (
        "all stakeholders may vote: Public online voting for the WSIS Project Prizes 2014 (access: open to all) "
        "until 18 April 2014"
    )
    assert said in " ".join(call.texts("li"))
    assert "18 April 2014, 21:00 UTC outside geneva-time-april-2014" in call.texts("dd")


def test_what_a_record_has_beside_its_sentence_stands_under_it(pages: TestClient) -> None:
    page = Read.of(pages.get("/page/source/best-bits-event-pages").text)
    (passage,) = [one for one in page.all("li") if one.get("id") == "civil-society-organisation"]
    assert [words(one) for one in passage.iter("li") if one is not passage] == [
        "Conveners of the civil society meeting before NETmundial (names lost) holds: Civil society has to be as well "
        "organised as the representatives of the other groups (about Civil society)topic Civil society strategy"
    ]


def test_a_difference_leads_to_what_was_decided(pages: TestClient) -> None:
    page = Read.of(pages.get("/page/hle-final-briefing").text)
    assert [(words(one), one.get("href")) for one in page.all("p[@class='differ']/a")] == [
        ("Decision: superseded", "/page/decision/final-briefing-date")
    ]
    assert pages.get("/page/decision/final-briefing-date").status_code == 200


@pytest.mark.parametrize("path", ["/nowhere", "/page/nobody", "/timeline?from=spring", "/network?around=WSIS%2B10"])
def test_a_page_that_has_nothing_to_show_offers_the_search(pages: TestClient, path: str) -> None:
    page = Read.of(pages.get(path).text)
    assert [one.get("action") for one in page.all("form")] == ["/search"]
    assert page.texts("title")[0].endswith(" · govkg")


def test_an_error_quotes_as_pages_do(pages: TestClient) -> None:
    page = Read.of(pages.get("/network/infleunce").text)
    assert page.texts("p[@class='lead']")[0].startswith("No network is called “infleunce”; ")


def test_the_form_of_a_network_opens_when_it_was_used(pages: TestClient) -> None:
    assert '<details class="filters">' in pages.get("/network/mandates").text
    used = pages.get("/network?kind=mandates&modalities=stated").text
    assert '<details class="filters" open>' in used
    assert '<a class="button quiet" href="/network/mandates">Everything</a>' in used


def test_a_timeline_begins_with_the_years_that_have_most_in_them(tmp_path: Path) -> None:
    early = {**SAYS, "meetings": ["{id: meeting, date: 2009-02-17}", "{id: evening, date: 2013-11-09}"]}
    explorer = Explorer(drawn_world(tmp_path / "world", early))

    def shown(asked: Asked) -> tuple[object, list[str]]:
        values = timeline_page(explorer, asked).values
        dated_rows = values["dated"]
        assert isinstance(dated_rows, list)
        return values["fields"], [row.iri.removeprefix(data("")) for row in dated_rows]

    later = ["evening", "comments", "day-one", "summit"]
    assert shown(Asked()) == ({"from": "2013-11", "to": "2014-06"}, later)
    assert shown(Asked("everything")) == ({}, ["meeting", *later])
    assert shown(Asked(query={"bands": "process"})) == ({}, ["meeting", *later])
    assert shown(Asked("2009")) == ({"from": "2009", "to": "2009"}, ["meeting"])
    html = client(explorer.kg).get("/timeline").text
    assert '<a class="button quiet" href="/timeline/everything">Everything</a>' in html


def test_a_timeline_without_a_gap_between_its_years_begins_whole(tmp_path: Path) -> None:
    explorer = Explorer(drawn_world(tmp_path / "world"))
    assert timeline_page(explorer, Asked()).values["fields"] == {}
    assert "Everything</a>" not in client(explorer.kg).get("/timeline").text


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("all stakeholders – vote – Prizes", "All stakeholders – vote – Prizes"),
        ("iwrite4WSIS", "iwrite4WSIS"),
        ("eHealth repository", "eHealth repository"),
        ("/1net", "/1net"),
        ("", ""),
    ],
)
def test_a_heading_begins_with_a_capital_unless_the_name_has_its_own_way(name: str, head: str) -> None:
    assert heading(name) == head


def test_deadlines_that_a_query_gives_as_texts_are_in_words(pages: TestClient) -> None:
    cells = Read.of(pages.get("/ask/open-to-all").text).texts("td[@data-label='Deadline']")
    assert sorted(set(cells)) == ["18 April 2014", "25 April 2014", "26 April 2014", "not stated"]


def test_a_description_has_the_quotation_marks_of_a_page(pages: TestClient) -> None:
    page = Read.of(pages.get("/ask/feeds-into").text)
    assert [text for text in page.texts("p") if "kind “input”" in text and "modality “stated”" in text]
    assert not [text for text in page.texts("p") if '"' in text]


def test_around_what_has_no_link_nothing_is_said_to_be_shown(pages: TestClient) -> None:
    page = Read.of(pages.get("/network?around=geneva").text)
    assert "No link that is chosen here leads to Geneva or from it." in page.texts("p")
    assert not [text for text in page.texts("p") if text.startswith("Shown is")]


def test_where_nothing_is_found_the_thing_asked_about_is_a_link(pages: TestClient) -> None:
    page = Read.of(pages.get("/ask/feeds-into?target=tunis-agenda").text)
    assert [one.get("href") for one in page.all("p[@class='asked-for']//a")] == ["/page/tunis-agenda"]
    day = Read.of(pages.get("/ask/on-day?on=2014-06-10").text)
    assert day.texts("p[@class='asked-for']") == ["On: 10 June 2014"]
    assert day.all("p[@class='asked-for']//a") == []


def test_a_deadline_with_an_hour_says_what_comes_from_outside(pages: TestClient) -> None:
    query = {"as": "civil society", "into": "wsis10-high-level-event", "from": "2014-04-01"}
    page = Read.of(pages.get("/plan", params=query).text)
    assert page.texts("p[@class='until']")[0] == (
        "Until 18 April 2014, 23:00 Geneva time (= 21:00 UTC, from outside knowledge)"
    )


def test_a_page_is_called_in_the_window_as_on_the_page(pages: TestClient) -> None:
    for path in ("/plan", "/plan/civil-society/netmundial", "/timeline", "/network", "/search?q=igf", "/page/igf"):
        page = Read.of(pages.get(path).text)
        assert [f"{text} · govkg" for text in page.texts("h1")] == page.texts("head/title"), path
