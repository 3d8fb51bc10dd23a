"""What people do on a served graph, in a real browser on a desktop and a phone; any error in the console fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from browsing import DRAWN, WIDTHS, a_page, axe, chromium, run_in_editor, serving, with_browser
from icalendar import Calendar
from playwright.sync_api import Browser, Dialog, Request, Route, expect
from texts import FOLDER

from govkg.knowledge_graph import KnowledgeGraph

pytestmark = with_browser
EVENT = "WSIS+10 High-Level Event"
PLAN = "/plan?as=civil+society&into=wsis10-high-level-event&from=2014-04-01"
PAGES = (
    *("/", "/search?q=igf", "/search?q=xyzzyx", "/sources", "/questions", "/about", "/api", "/editor", "/ontology"),
    *("/page/netmundial", "/page/wsis10-high-level-event", "/page/itu", "/page/source/poster-2014", "/page/dataset"),
    *("/page/role/cgi--organiser--netmundial", "/page/decision/igf-2014-date", "/ask/how-many", "/plan", PLAN),
    *(
        "/ask/feeds-into",
        "/ask/feeds-into?target=netmundial",
        "/ask/feeds-into?target=wsis",
        "/ask/feeds-into?target=qqq",
    ),
    *("/timeline", "/timeline?from=2014-04&to=2014-06", "/network", "/network/participation", "/nowhere"),
)
sizes = pytest.mark.parametrize("size", WIDTHS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving("--documents", str(FOLDER)) if FOLDER.is_dir() else serving() as found:
        yield found


@sizes
def test_search_as_one_types_leads_to_the_entity(browser: Browser, address: str, size: str) -> None:
    with a_page(browser, size) as page:
        page.goto(address)
        page.get_by_label("Find an organization").press_sequentially("netmundail")
        option = page.get_by_role("option").first
        expect(option).to_contain_text("Global Multistakeholder Meeting")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}/page/netmundial")


def test_what_was_typed_before_the_script_came_is_searched_for(browser: Browser, address: str) -> None:
    with a_page(browser) as page:
        held: list[Route] = []
        page.route("**/search.js", lambda route: held.append(route))
        page.goto(address, wait_until="commit")
        page.get_by_label("Find an organization").press_sequentially("netmundail")
        expect(page.get_by_role("option")).to_have_count(0)
        held[0].continue_()
        expect(page.get_by_role("option").first).to_contain_text("Global Multistakeholder Meeting")


@sizes
def test_a_chain_can_be_followed_to_its_passage(browser: Browser, address: str, size: str) -> None:
    with a_page(browser, size) as page:
        page.goto(f"{address}/page/wsis10-vision")
        page.locator(f'{DRAWN[size]} a[href="/page/wsis10-high-level-event"]').first.click()
        expect(page).to_have_url(f"{address}/page/wsis10-high-level-event")
        page.locator(f'{DRAWN[size]} a[href="/page/wsis10-mpp"]').first.click()
        expect(page).to_have_url(f"{address}/page/wsis10-mpp")
        page.get_by_role("link", name="004 mpp-prepares-event", exact=True).first.click()
        expect(page).to_have_url(f"{address}/page/source/wsis-page-2014-04#mpp-prepares-event")
        expect(page.locator("#mpp-prepares-event")).to_be_in_viewport()
        expect(page.locator("#mpp-prepares-event")).to_contain_text(f"prepares {EVENT}")


@sizes
def test_a_question_is_asked_with_help_and_answered_in_full(
    browser: Browser, address: str, size: str, kg: KnowledgeGraph
) -> None:
    with a_page(browser, size) as page:
        page.goto(f"{address}/questions")
        page.get_by_role("link", name="What feeds directly into a thing, and by what kind of link?").click()
        field = page.get_by_label("Target")
        field.fill("")
        field.press_sequentially("high-level ev")
        page.get_by_role("option").filter(has_text=EVENT).first.click()
        page.get_by_label("Modality").select_option(label="planned")
        page.get_by_role("button", name="Ask").click()
        expect(page.get_by_role("heading", name="Answer", exact=True)).to_be_visible()
        rows = page.locator("#answer table tbody tr")
        answer = kg.ask("feeds-into", target=EVENT, modality="planned")
        expect(rows).to_have_count(len(answer))
        page.wait_for_load_state()
        said = [" ".join(text.split()) for text in rows.all_inner_texts()]
        for row, cells in zip(said, answer, strict=True):
            assert cells["from"] in row
            assert cells["link"] in row


@sizes
def test_a_plan_is_made_and_goes_into_a_calendar(browser: Browser, address: str, size: str, kg: KnowledgeGraph) -> None:
    with a_page(browser, size, accept_downloads=True) as page:
        page.goto(f"{address}/plan")
        page.get_by_label("As", exact=True).select_option(label="civil society")
        page.get_by_label("Into").fill(EVENT)
        page.get_by_label("From").fill("2014-04-01")
        page.get_by_role("button", name="Plan").click()
        made = kg.plan("civil society", into=EVENT, start="2014-04-01")
        expect(page.locator("section.door-part li h3")).to_have_text([door.name for door in made.doors])
        with page.expect_download() as kept:
            page.get_by_role("link", name="Add to calendar").click()
        with open(kept.value.path(), "rb") as file:
            titles = {str(event["SUMMARY"]) for event in Calendar.from_ical(file.read()).walk("VEVENT")}
        assert "Deadline: Requests for speaking slots in the High-Level Track" in titles


def test_the_calendar_can_be_subscribed_to(browser: Browser, address: str) -> None:
    with a_page(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(address + PLAN)
        page.get_by_role("button", name="Copy its address").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"{address}/calendar.ics"
        answer = page.request.get(copied)
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
        titles = [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.text()).walk("VEVENT")]
        assert "Global Multistakeholder Meeting on the Future of Internet Governance" in titles


@sizes
def test_sparql_runs_in_the_editor(browser: Browser, address: str, size: str, kg: KnowledgeGraph) -> None:
    with a_page(browser, size) as page:
        page.goto(
            f"{address}/editor#query=" + quote("SELECT ?x WHERE { ?x a <https://w3id.org/govkg/ontology#Mandate> }")
        )
        run_in_editor(page)
        rows = page.locator("#editor table tbody tr")
        expect(rows).to_have_count(3)
        page.locator("#editor table tbody a").first.click()
        expect(page).to_have_url(re.compile("/page/mandate/"))
        expect(page.locator("h1")).to_be_visible()
        page.goto(f"{address}/editor")
        page.get_by_label("Question").select_option("differences")
        run_in_editor(page)
        found = kg.store.select(kg.question("differences").text).rows
        expect(rows).to_have_count(len(found))


def test_the_plain_form_of_the_editor_holds_the_query_of_a_link_and_what_is_written_meanwhile(
    browser: Browser, address: str
) -> None:
    with a_page(browser) as page:
        held: list[Route] = []
        page.route("**/queries.json", lambda route: held.append(route))
        page.goto(f"{address}/editor#query=" + quote("ASK {}"))
        expect(page.locator("textarea#query")).to_have_value("ASK {}")
        page.locator("textarea#query").fill("ASK { FILTER(false) }")
        held[0].continue_()
        run_in_editor(page)
        expect(page.locator("#editor .editor-boolean")).to_have_text("No")


def test_the_editor_tells_what_is_wrong_in_words(browser: Browser, address: str) -> None:
    with a_page(browser, faults=True) as page:
        for query, sentence in (
            ("SELECT ?x WHERE { ?x ", "line 1"),
            ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
            ("INSERT DATA { <a:a> <a:b> <a:c> }", "only reads"),
        ):
            page.goto("about:blank")
            page.goto(f"{address}/editor#query={quote(query)}")
            run_in_editor(page)
            expect(page.locator("#editor")).to_contain_text(sentence)


@sizes
def test_the_network_can_be_searched_and_shows_its_evidence(browser: Browser, address: str, size: str) -> None:
    with a_page(browser, size, faults=True) as page:
        page.goto(f"{address}/network")
        box = page.locator("#network").get_by_role("combobox").first
        box.fill("WSIS+10 High-Level Event")
        box.press("Enter")
        panel = page.locator("#network [aria-live]")
        expect(panel).to_contain_text("WSIS+10 High-Level Event")
        expect(panel.locator('a[href$="/page/wsis10-high-level-event"]')).to_be_visible()


@sizes
def test_a_timeline_leads_to_its_items(browser: Browser, address: str, size: str) -> None:
    with a_page(browser, size) as page:
        page.goto(f"{address}/timeline?from=2014-04&to=2014-06")
        page.locator(f'{DRAWN[size]} a[href="/page/netmundial"]').first.click()
        expect(page).to_have_url(f"{address}/page/netmundial")


@sizes
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(browser: Browser, address: str, size: str, path: str) -> None:
    with a_page(browser, size, faults=True) as page:
        page.goto(address + path, wait_until="networkidle")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_everything_but_editor_and_moving_network_works_without_javascript(browser: Browser, address: str) -> None:
    with a_page(browser, java_script_enabled=False, accept_downloads=True) as page:
        page.goto(address)
        page.get_by_label("Find an organization").fill("netmundail")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="Global Multistakeholder Meeting on the Future of Internet Governance").click()
        expect(page).to_have_url(f"{address}/page/netmundial")
        page.goto(f"{address}/ask/when-and-where")
        page.locator("#ask input").first.fill("netmundial")
        page.get_by_role("button", name="Ask").click()
        expect(page.locator("#answer table")).to_contain_text("São Paulo")
        page.goto(address + PLAN)
        expect(page.locator("section.door-part li")).not_to_have_count(0)
        page.goto(f"{address}/network")
        expect(page.locator("svg a").first).to_be_visible()
        page.goto(f"{address}/editor")
        page.get_by_label("Answer as").select_option(label="CSV")
        with page.expect_download() as kept:
            page.get_by_role("button", name="Run").click()
        with open(kept.value.path(), encoding="utf-8", newline="") as file:
            assert file.readline() == "from,link,passage\r\n"


def test_the_keyboard_reaches_the_content_first(browser: Browser, address: str) -> None:
    with a_page(browser) as page:
        page.goto(f"{address}/page/netmundial")
        page.keyboard.press("Tab")
        expect(page.locator("a.skip")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize(
    "path", ["/search?q=", "/ask/feeds-into?target=", "/plan?as=a&from=2014&into=", "/timeline?from=", "/editor?query="]
)
def test_script_in_an_address_is_shown_and_not_run(browser: Browser, address: str, path: str) -> None:
    with a_page(browser, faults=True) as page:
        ran: list[str] = []

        def opened(dialog: Dialog) -> None:
            ran.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", opened)
        page.goto(
            f"{address}{path}" + quote('"><script>alert(1)</script><img src=x onerror=alert(2)>'),
            wait_until="networkidle",
        )
        assert ran == []
        expect(page.locator("main")).to_be_visible()


def test_no_page_is_heavier_than_it_may_be(browser: Browser, address: str) -> None:
    for path in ("/", "/page/netmundial", "/page/wsis10-high-level-event", "/questions", PLAN, "/timeline", "/sources"):
        with a_page(browser) as page:
            asked: list[Request] = []

            def finished(request: Request, asked: list[Request] = asked) -> None:
                asked.append(request)

            page.on("requestfinished", finished)
            page.goto(address + path, wait_until="networkidle")
            assert 0 < sum(request.sizes()["responseBodySize"] for request in asked) < 200_000, path
