"""Questions in the browser: every one answers as ``kg.ask`` does, and no input breaks its page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hostile import SCRIPT
from pyoxigraph import Literal, Store
from reading import Read, words
from starlette.testclient import TestClient
from web import client
from worlds import World

from govkg.answer import Answer
from govkg.knowledge_graph import KnowledgeGraph
from govkg.namespaces import EDTF, XSD
from govkg.paths import shipped
from govkg.questions import THEMES
from govkg.store import Embedded
from govkg.timeline.wording import in_words
from govkg.web.addresses import Written
from govkg.web.asking import LONGEST, example_of
from govkg.web.contents import PAGES
from govkg.web.explorer import Explorer
from govkg.web.html import Html
from govkg.web.page import Asked

NAMES = sorted(path.stem for path in shipped().queries.glob("*.rq"))


@pytest.fixture(scope="module")
def pages(kg: KnowledgeGraph) -> TestClient:
    return client(kg)


@pytest.mark.parametrize("name", NAMES)
def test_every_question_has_a_theme_of_the_list(kg: KnowledgeGraph, name: str) -> None:
    assert kg.question(name).theme in THEMES


def test_the_list_has_every_question_once_under_its_theme(kg: KnowledgeGraph, pages: TestClient) -> None:
    page = Read.of(pages.get("/questions").text)
    listed = {
        words(section[0]): [(a.text, a.get("href")) for a in section.iter("a")] for section in page.all("section")
    }
    assert listed == {
        theme: [
            (kg.question(name).summary, f"/ask/{name}") for name in kg.questions() if kg.question(name).theme == theme
        ]
        for theme in THEMES
    }


def test_a_question_without_a_theme_of_the_list_stands_at_the_end(tmp_path: Path) -> None:
    world = World(tmp_path / "world")
    home = world.project.queries
    home.mkdir(exist_ok=True)
    for old in home.glob("*.rq"):
        old.unlink()
    (home / "odd.rq").write_text("#+ summary: An odd one?\n#+ theme: Odd\nSELECT ?x\nWHERE {\n  ?x ?y ?z\n}\n")
    store = Store()
    store.extend(world.build().quads)
    page = Read.of(client(KnowledgeGraph(Embedded(store), world.project)).get("/questions").text)
    assert (page.texts("h2"), page.texts("section//li")) == (["More"], ["An odd one?"])


@pytest.mark.parametrize("name", NAMES)
def test_without_values_a_page_answers_the_example_as_the_library_does(
    kg: KnowledgeGraph, pages: TestClient, name: str
) -> None:
    question = kg.question(name)
    response = pages.get(f"/ask/{name}")
    page = Read.of(response.text)
    given = example_of(question)
    assert response.status_code == 200
    assert page.texts("h1") == [question.summary]
    assert page.texts("h2") == ["For example" if given else "Answer", "Keep it"]
    assert list(page.fields()) == list(question.parameters)
    # The example is what may be filled in, not what is.
    defaults = {one.name: one.default for one in question.parameters.values() if one.kind != "choice"}
    assert {n: f.get("value") for n, f in page.fields().items() if f.tag == "input"} == defaults
    assert page.table()[1:] == _told(kg, name, given)


def _told(kg: KnowledgeGraph, name: str, given: dict[str, str]) -> list[list[str]]:
    """The rows that a page must show: without empty columns, and without those that only repeat what was asked."""
    answer = kg.ask(name, **given)
    asked = [set(terms) for terms in kg.question(name).terms(given, kg.names).values() if len(terms) == 1]
    telling = [
        i
        for i in range(len(answer.columns))
        if any(row.cells[i] for row in answer.rows) and {row.terms[i] for row in answer.rows} not in asked
    ]
    return [
        [*(_cell(row.terms[i], row.cells[i]) for i in telling), " · ".join(answer.sources(row))] for row in answer.rows
    ]


def _cell(term: object, cell: str) -> str:
    if not cell:
        return "–"
    if isinstance(term, Literal) and term.datatype.value in (EDTF, XSD + "date", XSD + "dateTime"):
        cell = in_words(cell)
    if isinstance(term, Literal) and re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        cell = in_words(cell)
    if isinstance(term, Literal) and term.datatype.value == XSD + "boolean":
        cell = {"true": "yes", "false": "no"}[cell]
    return " ".join(cell.split())


def test_an_answer_whole(pages: TestClient) -> None:
    """The column that would repeat the target is left out, dates are in words, and everything is a link."""
    page = Read.of(pages.get("/ask/feeds-into?target=wsis10-high-level-event&kind=input").text)
    assert page.texts("p[@class='asked-for']") == ["Target: WSIS+10 High-Level Event; Kind: gives input to"]
    assert page.texts("caption") == ["2 rows, said in 1 document"]
    assert page.table() == [
        ["What feeds in", "Kind of link", "Modality", "Sources"],
        [
            "Draft Outcome Documents of the WSIS+10 High-Level Event",
            "submits input to",
            "planned",
            "004 drafts-submitted",
        ],
        ["WSIS+10 Multistakeholder Preparatory Platform", "prepares", "stated", "004 mpp-prepares-event"],
    ]
    assert page.links("table") == {
        "Draft Outcome Documents of the WSIS+10 High-Level Event": "/page/hle-outcome-documents",
        "004 drafts-submitted": "/page/source/wsis-page-2014-04#drafts-submitted",
        "WSIS+10 Multistakeholder Preparatory Platform": "/page/wsis10-mpp",
        "004 mpp-prepares-event": "/page/source/wsis-page-2014-04#mpp-prepares-event",
    }
    assert page.fields()["target"].get("value") == "WSIS+10 High-Level Event"
    assert [one.get("value") for one in page.fields()["kind"] if one.get("selected") is not None] == ["input"]


def test_dates_and_truth_values_are_in_words(pages: TestClient) -> None:
    rows = Read.of(pages.get("/ask/deadlines").text).table()
    assert rows[1][:4] == ["18 April 2014", "23:00", "Geneva time", "18 April 2014, 21:00 UTC"]
    assert [row[5] for row in rows] == ["Can be extended", "–", "–", "–", "no"]


def test_what_sources_differ_on_and_the_documents_stand_below(kg: KnowledgeGraph, pages: TestClient) -> None:
    answer = kg.ask("when-and-where", entity="hle-final-briefing")
    page = Read.of(pages.get("/ask/when-and-where?entity=hle-final-briefing").text)
    assert page.texts("p[@class='differ']") == [
        f"Sources differ. {d.reason} Decision: {d.verdict}." for d in answer.differences
    ]
    (said,) = [text for text in page.texts("p") if text.startswith("Said in")]
    documents = [line.replace("  ", " ") for line in answer.documents()]
    assert said == f"Said in {'; '.join(documents)}."


def test_nothing_found_says_why(kg: KnowledgeGraph, pages: TestClient) -> None:
    page = Read.of(pages.get("/ask/feeds-into?target=tunis-agenda").text)
    assert page.texts("p[@class='nothing']") == [f"Nothing found. {kg.question('feeds-into').nothing}"]
    assert page.all("table") == []


def test_a_name_that_fits_several_leads_to_each_and_to_all(kg: KnowledgeGraph, pages: TestClient) -> None:
    response = pages.get("/ask/feeds-into", params={"target": "WSIS+10", "modality": "stated"})
    page = Read.of(response.text)
    classes = kg.question("feeds-into").parameters["target"].classes
    family = kg.names.family("WSIS+10", classes)
    assert response.status_code == 300
    links = page.links("section[@class='meant']")
    assert sorted(links) == sorted([*(kg.names.show(iri) for iri in family), "all of them together"])
    assert all(pages.get(address).status_code == 200 for address in links.values())
    assert links["WSIS+10 High-Level Event"] == "/ask/feeds-into?modality=stated&target=wsis10-high-level-event"
    assert page.fields()["target"].get("aria-invalid") == "true"
    assert page.fields()["target"].get("value") == "WSIS+10"
    assert page.fields()["modality"].get("aria-invalid") is None


def test_everything_that_is_wrong_is_said_at_once(pages: TestClient) -> None:
    response = pages.get("/ask/who-takes-part", params={"target": "wsis hle evnt", "group": "martians"})
    page = Read.of(response.text)
    assert response.status_code == 400
    assert page.texts("p[@class='fault']") == [
        "Nothing of the kind that is asked for is called “wsis hle evnt”. The nearest are below.",
        "“martians” is not in the list: choose one from it.",
    ]


def test_an_unknown_name_lists_the_nearest(pages: TestClient) -> None:
    response = pages.get("/ask/feeds-into", params={"target": "wsis hle evnt"})
    page = Read.of(response.text)
    assert response.status_code == 404
    assert page.texts("p[@class='fault']") == [
        "Nothing of the kind that is asked for is called “wsis hle evnt”. The nearest are below."
    ]
    assert page.texts("section[@class='meant']/h2") == ["Target: which one is meant?"]
    assert page.links("section[@class='meant']") == {
        "WSIS+10 High-Level Event": "/ask/feeds-into?target=wsis10-high-level-event"
    }


def test_a_name_that_nothing_is_like(pages: TestClient) -> None:
    response = pages.get("/ask/related", params={"thing": "xyzzy plugh"})
    assert (response.status_code, Read.of(response.text).texts("p[@class='fault']")) == (
        404,
        ["Nothing is called “xyzzy plugh”. Perhaps another of its names is known."],
    )


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("days-between", {"first": "netmundial"}, "This is needed."),
        ("open-calls", {"on": "23 April 2014"}, "“23 April 2014” is not a date that can be read here."),
        ("feeds-into-steps", {"target": "netmundial", "steps": "two"}, "Steps: found “two”, expected a whole number."),
        ("feeds-into", {"target": "a" * (LONGEST + 1)}, "This has 301 characters; 300 are as many as can be."),
        ("label-stands-for", {"label": "a\x07b"}, "Label: found a character that cannot be printed"),
    ],
)
def test_a_value_that_does_not_fit(pages: TestClient, name: str, given: dict[str, str], said: str) -> None:
    response = pages.get(f"/ask/{name}", params=given)
    (fault,) = Read.of(response.text).texts("p[@class='fault']")
    assert (response.status_code, fault[: len(said)]) == (400, said)


def test_a_date_that_is_nearly_one_is_offered(pages: TestClient) -> None:
    page = Read.of(pages.get("/ask/open-calls", params={"on": "23 April 2014"}).text)
    assert page.links("section[@class='meant']") == {"2014-04-23": "/ask/open-calls?on=2014-04-23"}


def test_what_the_question_does_not_know_is_left_out_and_named(pages: TestClient) -> None:
    response = pages.get("/ask/feeds-into", params={"target": "netmundial", SCRIPT: "1"})
    assert response.status_code == 200
    (note,) = [text for text in Read.of(response.text).texts("p[@class='note']") if "left out" in text]
    assert note == f"The address has a part “{SCRIPT}” that this question does not know; it was left out."


def test_there_is_no_such_question(pages: TestClient) -> None:
    response = pages.get("/ask/feeds-in-to")
    assert response.status_code == 404
    assert "feeds-into" in Read.of(response.text).words


def test_the_query_behind_an_answer_opens_in_the_editor(kg: KnowledgeGraph, pages: TestClient) -> None:
    page = Read.of(pages.get("/ask/feeds-into?target=netmundial").text)
    address = urlsplit(page.links()["Open it in the editor"])
    assert (address.path, address.fragment[:6]) == ("/editor", "query=")
    sparql = unquote(address.fragment[6:])
    assert [one.text for one in page.all("pre")] == [sparql]
    again, asked = kg.query(sparql), kg.ask("feeds-into", target="netmundial")
    assert isinstance(again, Answer)
    assert [row.terms for row in again.rows] == [row.terms for row in asked.rows]


def test_a_page_names_its_address_and_other_formats(pages: TestClient) -> None:
    links = Read.of(pages.get("/ask/feeds-into?modality=stated&target=netmundial").text).links()
    asked = "modality=stated&target=netmundial"
    assert links["Address of this answer"] == f"/ask/feeds-into?{asked}"
    assert [links[name] for name in ("CSV", "JSON", "Markdown")] == [
        f"/api/ask/feeds-into?{asked}&format={name}" for name in ("csv", "json", "markdown")
    ]


def test_a_site_answers_the_example_and_says_where_the_rest_is(kg: KnowledgeGraph) -> None:
    explorer = Explorer(kg, is_static=True)
    html = Html(explorer, Written()).write(PAGES["ask/"](explorer, Asked("feeds-into")))
    page = Read.of(html)
    (form,) = [one for one in page.all("form") if one.get("id") == "ask"]
    assert {name: value for name, value in form.attrib.items() if name.startswith("data-")} == {
        "data-question": "../questions/feeds-into.json",
        "data-graph": "../govkg.nq",
        "data-index": "../search.json",
        "data-pages": "../page/",
        "data-suffix": ".html",
        "data-terms": "../ontology.html#",
    }
    (answer,) = [one for one in page.all("div") if one.get("id") == "answer"]
    assert words(answer[0][0]) == "For example"
    assert "other values need JavaScript" in html
    assert "/api/" not in html
