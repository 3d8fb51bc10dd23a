"""The site without a server, in a real browser, deep under a path of the plainest web host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import DRAWN, WIDTHS, a_page, axe, chromium, plain_host, run_in_editor, with_browser
from icalendar import Calendar
from playwright.sync_api import Browser, expect

from govkg.cli.main import run
from govkg.knowledge_graph import KnowledgeGraph

pytestmark = with_browser
PAGES = (
    *("index", "search", "sources", "questions", "about", "editor", "ontology", "plan", "timeline", "network", "404"),
    *(
        "page/netmundial",
        "page/wsis10-high-level-event",
        "page/source/poster-2014",
        "page/role/cgi--organiser--netmundial",
    ),
    *("ask/feeds-into", "ask/how-many", "timeline/2014", "network/participation"),
    "plan/civil-society/wsis10-high-level-event",
)
sizes = pytest.mark.parametrize("size", WIDTHS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site's address, without a slash at the end."""
    root = tmp_path_factory.mktemp("host")
    site = Path("some", "where", "deep")
    assert run(["site", str(root / site)]) == 0
    with plain_host(root) as host:
        yield f"{host}/{site}"


@sizes
def test_search_runs_in_the_browser(browser: Browser, address: str, size: str) -> None:
    with a_page(browser, size) as page:
        page.goto(f"{address}/index.html")
        page.get_by_label("Find an organization").press_sequentially("sao paulo")
        expect(page.get_by_role("option").first).to_contain_text("São Paulo")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}/page/sao-paulo.html")
        page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill("netmundail")
        page.get_by_role("button", name="Search").click()
        page.locator("#results").get_by_role("link").first.click()
        expect(page).to_have_url(f"{address}/page/netmundial.html")


@sizes
def test_a_chain_can_be_followed_to_its_passage(browser: Browser, address: str, size: str) -> None:
    with a_page(browser, size) as page:
        page.goto(f"{address}/page/wsis10-vision.html")
        page.locator(f'{DRAWN[size]} a[href="wsis10-high-level-event.html"]').first.click()
        expect(page).to_have_url(f"{address}/page/wsis10-high-level-event.html")
        page.locator(f'{DRAWN[size]} a[href="wsis10-mpp.html"]').first.click()
        expect(page).to_have_url(f"{address}/page/wsis10-mpp.html")
        page.get_by_role("link", name="004 mpp-prepares-event", exact=True).first.click()
        expect(page).to_have_url(f"{address}/page/source/wsis-page-2014-04.html#mpp-prepares-event")
        expect(page.locator("#mpp-prepares-event")).to_be_in_viewport()


@sizes
def test_a_question_is_answered_in_the_browser_as_the_library_does(
    browser: Browser, address: str, size: str, kg: KnowledgeGraph
) -> None:
    with a_page(browser, size) as page:
        page.goto(f"{address}/ask/feeds-into.html")
        page.get_by_label("Target").fill("")
        page.get_by_label("Target").press_sequentially("netmundial")
        page.get_by_role("option").filter(has_text="Global Multistakeholder Meeting").first.click()
        page.get_by_label("Modality").select_option(label="planned")
        page.get_by_role("button", name="Ask").click()
        answer = kg.ask("feeds-into", target="NETmundial", modality="planned")
        rows = page.locator("#answer table tbody tr")
        expect(rows).to_have_count(len(answer), timeout=60_000)
        said = [" ".join(text.split()) for text in rows.all_inner_texts()]
        for row, cells in zip(said, answer, strict=True):
            assert cells["from"] in row
            assert cells["link"] in row
        page.locator("#answer table tbody tr a").first.click()
        expect(page).to_have_url(re.compile(re.escape(f"{address}/page/")))
        expect(page.locator("h1")).to_be_visible()


def test_an_answer_of_the_browser_tells_where_sources_differ(
    browser: Browser, address: str, kg: KnowledgeGraph
) -> None:
    with a_page(browser) as page:
        page.goto(f"{address}/ask/when-and-where.html?entity=wsis10-high-level-event")
        expect(page.locator("#answer table tbody tr")).not_to_have_count(0, timeout=60_000)
        differences = kg.ask("when-and-where", entity="wsis10-high-level-event").differences
        assert len(differences) == 3
        expect(page.locator("#answer p.differ")).to_have_text(
            [f"Sources differ. {one.reason} Decision: {one.verdict}." for one in differences]
        )
        page.locator("#answer p.differ a").first.click()
        expect(page.locator("h1")).to_be_visible()
        expect(page).to_have_url(re.compile(re.escape(f"{address}/page/decision/")))


@sizes
def test_sparql_runs_in_the_browser(browser: Browser, address: str, size: str) -> None:
    with a_page(browser, size) as page:
        page.goto(
            f"{address}/editor.html#query=" + quote("SELECT ?x { ?x a <https://w3id.org/govkg/ontology#Mandate> }")
        )
        run_in_editor(page)
        rows = page.locator("#editor table tbody tr")
        expect(rows).to_have_count(3, timeout=60_000)
        page.locator("#editor table tbody a").first.click()
        expect(page).to_have_url(re.compile(re.escape(f"{address}/page/mandate/")))
        expect(page.locator("h1")).to_be_visible()


def test_the_browser_contacts_nobody_for_a_service(browser: Browser, address: str) -> None:
    with a_page(browser) as page:
        page.goto(f"{address}/editor.html#query=" + quote("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"))
        run_in_editor(page)
        expect(page.locator("#editor")).to_contain_text("SERVICE", timeout=60_000)
        expect(page.locator("#editor table")).to_have_count(0)


@sizes
def test_a_plan_goes_into_a_calendar(browser: Browser, address: str, size: str) -> None:
    with a_page(browser, size, accept_downloads=True) as page:
        page.goto(f"{address}/plan.html")
        page.locator('a[href="plan/civil-society/wsis10-high-level-event.html"]').click()
        with page.expect_download() as kept:
            page.get_by_role("link", name="Add to calendar").click()
        with open(kept.value.path(), "rb") as file:
            titles = {str(event["SUMMARY"]) for event in Calendar.from_ical(file.read()).walk("VEVENT")}
        assert "Deadline: Requests for speaking slots in the High-Level Track" in titles


@sizes
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(browser: Browser, address: str, size: str, path: str) -> None:
    with a_page(browser, size) as page:
        page.goto(f"{address}/{path}.html", wait_until="networkidle")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
