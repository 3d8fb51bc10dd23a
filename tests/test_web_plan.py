"""Plans in the browser and as calendars: what ``kg.plan`` finds, in the same words and order, with links."""

from __future__ import annotations

import pytest
from icalendar import Calendar
from reading import Read, words
from starlette.testclient import TestClient
from web import client

from govkg.errors import NotFound
from govkg.export import FORMATS as EXPORTS
from govkg.export.contract import Material
from govkg.knowledge_graph import KnowledgeGraph
from govkg.loaders.context import Context
from govkg.names import Names
from govkg.plan import Plan
from govkg.plan import words as plan_words
from govkg.plan.ics import ics
from govkg.plan.render import FORMATS, parts
from govkg.store import Store
from govkg.timeline.wording import in_words
from govkg.web import planning
from govkg.web.addresses import Written
from govkg.web.contents import FILES, KEYS, PAGES
from govkg.web.explorer import Explorer
from govkg.web.html import Html
from govkg.web.linked import plain
from govkg.web.page import Asked
from govkg.web.pages.plan_lines import entries
from govkg.web.planning import plans

ASKED = {"as": "civil society", "into": "wsis10-high-level-event", "from": "2014-04-01"}
CASES = [
    ("civil society", "wsis10-high-level-event", "2014-04-01", None),
    ("governments", "pp-14", "2014-01", None),
    ("private sector", "itu-strategic-plan-2016-2019", "2014-04-01", "2014-04-30"),
    ("civil society", "netmundial", "2013-12", None),
]


@pytest.fixture(scope="module")
def pages(kg: KnowledgeGraph) -> TestClient:
    return client(kg)


@pytest.fixture(scope="module")
def plan(kg: KnowledgeGraph) -> Plan:
    return kg.plan("civil society", into="wsis10-high-level-event", start="2014-04-01")


def test_every_part_has_its_lines_in_order(plan: Plan, pages: TestClient) -> None:
    page = Read.of(pages.get("/plan", params=ASKED).text)
    found = {
        words(section[0]): len(section.findall("ol[@class='entries']/li") + section.findall("ul[@class='said']/li"))
        for section in page.all("section")
        if section.get("class", "").endswith("-part")
    }
    expected = {plan_words.HEADINGS[part]: lines for part, lines in parts(plan) if lines or part == "door"}
    assert list(found.items()) == [(heading, len(lines)) for heading, lines in expected.items()]
    doors = [section for section in page.all("section") if section.get("class") == "door-part"]
    assert [words(one) for one in doors[0].iter("h3")] == [one.name for one in plan.doors]


@pytest.mark.parametrize(("group", "into", "start", "known_on"), CASES)
def test_links_change_neither_words_nor_order(
    kg: KnowledgeGraph, group: str, into: str, start: str, known_on: str | None
) -> None:
    """Without their links the lines of a page are the plan's own, but for dates, which pages have in words."""
    made = kg.plan(group, into=into, start=start, known_on=known_on)
    linked = entries(made, Explorer(kg).names)
    same = entries(made, kg.names)
    assert [(part, heading, len(lines)) for part, heading, lines in linked] == [
        (part, plan_words.HEADINGS[part], len(lines)) for part, lines in parts(made) if lines or part == "door"
    ]
    assert [
        (plain(one.name), _plain(one.facts), one.leads, _plain(one.more), one.passages, one.until)
        for _, _, lines in linked
        for one in lines
    ] == [
        (one.name, _plain(one.facts), one.leads, _plain(one.more), one.passages, one.until)
        for _, _, lines in same
        for one in lines
    ]


def _plain(facts: tuple[tuple[str, list[str]], ...]) -> list[tuple[str, list[str]]]:
    return [(label, [plain(text) for text in lines]) for label, lines in facts]


def test_a_door_whole(pages: TestClient) -> None:
    page = Read.of(pages.get("/plan", params=ASKED).text)
    (doors,) = [section for section in page.all("section") if section.get("class") == "door-part"]
    door = doors.findall("ol/li")[1]
    assert [words(one) for one in door.iter() if one.tag in ("h3", "p", "dt", "dd")] == [
        "High-Level Track of the WSIS+10 High-Level Event",
        "Until 10 May 2014, hour not stated, not extendable",
        "When and where",
        "10–11 June 2014",
        "How to take part",
        "speak; access: request; channel: online; condition: For high-ranking officials; limit: at most three minutes"
        "call: Requests for speaking slots in the High-Level Trackwho: Civil society (WSIS), close to civil society "
        "but not the same",
        "What it feeds",
        "is part of WSIS+10 High-Level Event (planned) 004 hle-two-tracks",
        "How sure",
        "deadline certainly ahead; explicit, plannedcalled open by a source written April 2014",
        "Passages",
        "004 action-open · 004 hle-two-tracks · 004 hlt-dates · 004 hlt-dates-again · 004 hlt-officials · "
        "004 slots-deadline · 004 slots-limit · 004 slots-online · 004 slots-statement-in-track · 004 slots-who",
    ]
    links = {words(a): a.get("href") for a in door.iter("a")}
    assert links["Requests for speaking slots in the High-Level Track"] == "/page/call-hle-speaking-slots"
    assert links["WSIS+10 High-Level Event"] == "/page/wsis10-high-level-event"
    assert links["004 slots-who"] == "/page/source/wsis-page-2014-04#slots-who"


def test_what_sources_differ_on_and_the_documents_stand_at_the_end(plan: Plan, pages: TestClient) -> None:
    page = Read.of(pages.get("/plan", params=ASKED).text)
    assert page.texts("p[@class='differ']") == [
        f"Sources differ. {one.reason} Decision: {one.verdict}." for one in plan.differences
    ]
    (documents,) = [one for one in page.all("section") if words(one[0]) == "Documents it rests on"]
    assert [words(one) for one in documents.iter("li")] == [
        f"{one.number} {one.name}, written {in_words(one.written)}" for one in plan.documents
    ]


def test_without_values_the_form_has_a_worked_example(pages: TestClient) -> None:
    page = Read.of(pages.get("/plan").text)
    assert page.texts("h1") == ["Plan how to take part"]
    assert {name: (one.get("value"), one.get("required") is not None) for name, one in page.fields().items()} == {
        "as": (None, True),
        "into": ("", True),
        "from": ("", True),
        "known-on": ("", False),
    }
    assert [words(one) for one in page.fields()["as"]][:3] == ["Choose", "academia", "all stakeholders"]
    assert page.texts("p[@id='told']") == ["Doors for civil society into WSIS+10 High-Level Event, from 1 April 2014."]


def test_the_form_keeps_what_was_asked(pages: TestClient) -> None:
    page = Read.of(pages.get("/plan", params={**ASKED, "known-on": "2014-04-30"}).text)
    fields = page.fields()
    assert [one.get("value") for one in fields["as"] if one.get("selected") is not None] == ["civil-society"]
    assert [fields[name].get("value") for name in ("into", "from", "known-on")] == [
        "WSIS+10 High-Level Event",
        "2014-04-01",
        "2014-04-30",
    ]
    query = "as=civil+society&from=2014-04-01&into=wsis10-high-level-event&known-on=2014-04-30"
    links = page.links()
    assert links["Add to calendar"] == f"/plan.ics?{query}"
    assert links["Address of this plan"] == f"/plan?{query}"
    assert [links[name] for name in ("CSV", "JSON", "Markdown")] == [
        f"/api/plan?{query}&format={name}" for name in ("csv", "json", "markdown")
    ]


@pytest.mark.parametrize(
    ("given", "status", "faults"),
    [
        ({"as": "civil society"}, 400, ["This is needed.", "This is needed."]),
        ({**ASKED, "as": "martians"}, 400, ["“martians” is not in the list: choose one from it."]),
        ({**ASKED, "into": "WSIS+10"}, 300, ["“WSIS+10” can mean several things: choose one below."]),
        (
            {**ASKED, "from": "April 2014", "known-on": "soon"},
            400,
            [
                "“April 2014” is not a date that can be read here. Write it as 2014, 2014-06 or 2014-06-10.",
                "“soon” is not a date that can be read here. Write it as 2014, 2014-06 or 2014-06-10.",
            ],
        ),
        (
            {**ASKED, "from": "../2014"},
            400,
            ["“../2014” is not a date that can be read here. Write it as 2014, 2014-06 or 2014-06-10."],
        ),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    pages: TestClient, given: dict[str, str], status: int, faults: list[str]
) -> None:
    response = pages.get("/plan", params=given)
    page = Read.of(response.text)
    assert (response.status_code, page.texts("p[@class='fault']")) == (status, faults)
    assert "Doors, in order of deadline" not in page.words


def test_a_target_that_fits_several_leads_to_the_plan_of_each(pages: TestClient) -> None:
    page = Read.of(pages.get("/plan", params={**ASKED, "into": "WSIS+10"}).text)
    links = page.links("section[@class='meant']")
    assert links["WSIS+10 Vision for WSIS Beyond 2015"] == ("/plan?as=civil+society&from=2014-04-01&into=wsis10-vision")
    assert {pages.get(address).status_code for address in links.values()} <= {200, 404}


def test_nothing_leads_there(pages: TestClient) -> None:
    response = pages.get("/plan", params={**ASKED, "into": "peter-major"})
    (told,) = Read.of(response.text).texts("p[@class='nothing']")
    assert response.status_code == 404
    assert told.startswith("Nothing leads to Peter Major: no source")


@pytest.mark.parametrize("key", ["civil-society", "martians/netmundial", "civil-society/", "/netmundial", "a/b/c"])
def test_there_is_no_plan_at_a_path(pages: TestClient, key: str) -> None:
    assert pages.get(f"/plan/{key}").status_code == 404
    assert pages.get(f"/calendars/{key}.ics").status_code == 404


def test_the_same_plan_in_other_formats(plan: Plan, pages: TestClient) -> None:
    for name, media_type in (("csv", "text/csv"), ("json", "application/json"), ("markdown", "text/markdown")):
        response = pages.get("/api/plan", params={**ASKED, "format": name})
        assert response.headers["content-type"].partition(";")[0] == media_type
        assert response.text == FORMATS[name](plan, 0)


def test_the_calendar_of_a_plan(plan: Plan, pages: TestClient) -> None:
    response = pages.get("/plan.ics", params=ASKED)
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert response.headers["content-disposition"] == (
        'attachment; filename="plan-civil-society-wsis10-high-level-event.ics"'
    )
    assert response.text == ics(plan)
    assert response.content == pages.get("/calendars/civil-society/wsis10-high-level-event.ics").content


def test_the_calendar_of_everything_is_the_export(kg: KnowledgeGraph, pages: TestClient) -> None:
    material = Material(kg.store, kg.names, Context(kg.project.context))
    response = pages.get("/calendar.ics")
    assert response.content == EXPORTS["ics"].write(material)
    assert Calendar.from_ical(response.content).walk("VEVENT")


def test_a_plan_is_made_once_and_so_is_the_finding_that_there_is_none(
    kg: KnowledgeGraph, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where there are more of them than a site has, one round after the other."""
    made: list[str] = []

    def make(store: Store, names: Names, group: str, target: str, start: str, known_on: str | None) -> Plan:
        made.append(target)
        if target == "nothing":
            raise NotFound("nothing leads there")
        return plan

    monkeypatch.setattr(planning, "make_plan", make)
    targets = [str(number) for number in range(400)]
    for _ in range(2):
        with pytest.raises(NotFound, match=r"^nothing leads there$"):
            planning.plan_of(kg, {"as": "", "into": "nothing", "from": "1865-05-17"})
        for target in targets:
            assert planning.plan_of(kg, {"as": "", "into": target, "from": "1865-05-17"}) is plan
    assert made == ["nothing", *targets]


def test_a_site_has_the_plans_that_have_a_door(kg: KnowledgeGraph) -> None:
    """Each has a page, a calendar beside it, and a link on the page that lists them; none stands for nothing."""
    explorer = Explorer(kg, is_static=True)
    made = plans(explorer)
    assert ("plan/civil-society/wsis10-high-level-event", {**ASKED, "as": "civil-society"}) in made
    assert [path for path, _ in made] == sorted(path for path, _ in made)
    assert KEYS["plan/"](explorer) == [path.removeprefix("plan/") for path, _ in made]
    assert KEYS["calendars/"](explorer) == [f"{path.removeprefix('plan/')}.ics" for path, _ in made]
    html = Html(explorer, Written())
    listed = Read.of(html.write(PAGES["plan"](explorer, Asked())))
    assert [one.tag for form in listed.all("main//form") for one in form] == []
    assert sorted(a.get("href", "") for a in listed.all("ul[@class='questions']//a")) == sorted(
        f"{path}.html" for path, _ in made
    )
    for path, query in made[:: len(made) // 12]:
        key = path.removeprefix("plan/")
        found = kg.plan(query["as"], into=query["into"], start=query["from"])
        page = Read.of(html.write(PAGES["plan/"](explorer, Asked(key))))
        assert found.doors
        assert page.links()["Add to calendar"] == f"../../calendars/{key}.ics"
        assert FILES["calendars/"](explorer, Asked(f"{key}.ics")).content == ics(found).encode()
        assert "/api/" not in html.write(PAGES["plan/"](explorer, Asked(key)))
