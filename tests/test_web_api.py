"""Addresses for programs: every answer is the library's own, every error one sentence, and all is described."""

from __future__ import annotations

import json
from typing import Any

import pytest
from reading import Read
from starlette.testclient import TestClient
from web import client

from govkg.card import card
from govkg.knowledge_graph import KnowledgeGraph
from govkg.namespaces import data
from govkg.paths import shipped
from govkg.questions import choices_of
from govkg.render import FORMATS
from govkg.web.asking import example_of, is_needed
from govkg.web.contents import FILES
from govkg.web.explorer import Explorer
from govkg.web.files.openapi import description
from govkg.web.page import Asked

NAMES = sorted(path.stem for path in shipped().queries.glob("*.rq"))
FOR_PAGES = {"api/network"}
"""What the server answers for its own pages alone, which need not be described."""
TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8", "markdown": "text/markdown; charset=utf-8"}


@pytest.fixture(scope="module")
def api(kg: KnowledgeGraph) -> TestClient:
    return client(kg)


@pytest.fixture(scope="module")
def described(kg: KnowledgeGraph) -> dict[str, Any]:
    return description(Explorer(kg))


@pytest.mark.parametrize("name", NAMES)
def test_answers_are_those_of_the_library(kg: KnowledgeGraph, api: TestClient, name: str) -> None:
    given = example_of(kg.question(name))
    answer = kg.ask(name, **given)
    for format_, media_type in TYPES.items():
        response = api.get(f"/api/ask/{name}", params={**given, "format": format_})
        assert (response.status_code, response.headers["content-type"]) == (200, media_type)
        assert response.text == FORMATS[format_](answer, 0)
    assert api.get(f"/api/ask/{name}", params=given).text == FORMATS["json"](answer, 0)


def test_an_answer_is_open_to_pages_of_others_and_kept_under_a_name(api: TestClient) -> None:
    response = api.get("/api/ask/deadlines?format=csv")
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["content-disposition"] == 'attachment; filename="deadlines.csv"'
    assert "content-disposition" not in api.get("/api/ask/deadlines").headers


def test_the_questions_are_listed_with_their_parameters(kg: KnowledgeGraph, api: TestClient) -> None:
    listed = api.get("/api/questions").json()["questions"]
    assert [
        (one["name"], one["theme"], [(p["name"], p["kind"], p["required"]) for p in one["parameters"]])
        for one in listed
    ] == [
        (name, question.theme, [(p.name, p.kind, is_needed(p)) for p in question.parameters.values()])
        for name, question in ((name, kg.question(name)) for name in kg.questions())
    ]


@pytest.mark.parametrize(
    ("address", "status", "error"),
    [
        (
            "/api/ask/feeds-into",
            400,
            "target is missing: what is fed into; a name with * at its end means everything called so",
        ),
        (
            "/api/ask/feeds-into?target=netmundial&format=xml",
            400,
            "format: found 'xml', expected one of json, csv, markdown",
        ),
        (
            "/api/ask/feeds-into?target=netmundial&kinds=input",
            400,
            "no parameter 'kinds'; the question 'feeds-into' has target, kind, modality",
        ),
        (
            "/api/ask/feeds-into-step?target=netmundial",
            404,
            "no question 'feeds-into-step': did you mean 'feeds-into-steps'?",
        ),
        ("/api/ask/", 404, "no question '': 'govkg ask' lists them"),
        (
            "/api/ask/open-calls?on=2014-02-30",
            400,
            "'2014-02-30' is not an accepted date: expected a day from 01 to 28 in 2014-02",
        ),
        (
            "/api/ask/feeds-into-steps?target=netmundial&steps=9999999999999999",
            400,
            "steps: found '9999999999999999', expected a whole number",
        ),
        ("/api/plan?as=civil+society&into=netmundial", 400, "from is missing: the day from which ways in count"),
        (
            "/api/plan?as=civil+society&into=netmundial&from=2014&to=2015",
            400,
            "no parameter 'to'; a plan has as, into, from, known-on",
        ),
        ("/api/search?q=net&limit=51", 400, "limit: found '51', expected a whole number from 1 to 50"),
        ("/api/search?q=net&limit=-1", 400, "limit: found '-1', expected a whole number from 1 to 50"),
        (
            "/api/search?q=net&classes=Event,Xyz",
            400,
            "classes: found 'Xyz', expected names of classes, such as Event,Process",
        ),
        ("/api/search?q=net&page=2", 400, "no parameter 'page'; search has q, classes, limit"),
        (
            "/api/entities/nothing-of-the-kind",
            404,
            "nothing has the id 'nothing-of-the-kind': api/search finds ids by names",
        ),
        ("/api/entities/x%3E%20%3Fs%20%3Fp", 404, "nothing has the id 'x> ?s ?p': api/search finds ids by names"),
        ("/api/nothing", 404, "There is no page at /api/nothing."),
    ],
)
def test_an_error_is_one_sentence(api: TestClient, address: str, status: int, error: str) -> None:
    response = api.get(address)
    assert (response.status_code, response.json()) == (status, {"error": error})


def test_a_name_that_fits_several_lists_them_with_their_ids(kg: KnowledgeGraph, api: TestClient) -> None:
    response = api.get("/api/ask/feeds-into", params={"target": "WSIS+10 Vision"})
    one = api.get("/api/ask/feeds-into", params={"target": "WSIS+10"})
    assert response.status_code == 200
    assert one.status_code == 400
    classes = kg.question("feeds-into").parameters["target"].classes
    assert {candidate["id"] for candidate in one.json()["candidates"]} == {
        iri.removeprefix(data("")) for iri in kg.names.family("WSIS+10", classes)
    }
    assert one.json()["candidates"][0] == {
        "id": "wsis10-high-level-event",
        "name": "WSIS+10 High-Level Event",
        "kind": "event",
    }


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(api: TestClient, method: str) -> None:
    response = api.request(method, "/api/plan")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")
    assert response.json() == {"error": f"{method} is not possible here: pages and files can only be read, with GET."}


def test_what_is_said_about_a_thing(kg: KnowledgeGraph, api: TestClient) -> None:
    found = card(kg.store, kg.names, data("netmundial"))
    told = api.get("/api/entities/netmundial").json()
    assert {name: told[name] for name in ("id", "iri", "name", "kinds", "otherNames")} == {
        "id": "netmundial",
        "iri": data("netmundial"),
        "name": found.name,
        "kinds": found.kinds,
        "otherNames": found.other_names,
    }
    assert told["sections"] == [
        {
            "heading": heading,
            "lines": [{"text": o.text, "passages": list(o.evidence), "setAside": o.set_aside} for o in lines],
        }
        for heading, lines in found.sections.items()
    ]
    assert list(told["passages"]) == list(found.passages)
    assert [one["reason"] for one in told["differences"]] == [one.reason for one in found.differences]


def test_every_thing_that_search_finds_can_be_read(api: TestClient) -> None:
    names = {hit["iri"]: hit["name"] for hit in api.get("/api/search?q=wsis&limit=50").json()["results"]}
    assert len(names) == 50
    found = {iri: api.get(f"/api/entities/{iri.removeprefix(data(''))}").json()["name"] for iri in names}
    assert found == names


def test_the_description_has_every_question_with_its_parameters(kg: KnowledgeGraph, described: dict[str, Any]) -> None:
    """What a program is told to send is what the question takes, and the format beside it."""
    for name in NAMES:
        question = kg.question(name)
        told = described["paths"][f"/api/ask/{name}"]["get"]
        assert [(one["name"], one["in"], one["required"]) for one in told["parameters"]] == [
            *((p.name, "query", is_needed(p)) for p in question.parameters.values()),
            ("format", "query", False),
        ]
        assert "format" not in question.parameters
    paths = {path.split("{")[0].removeprefix("/") for path in described["paths"]}
    others = {path for path in paths if not path.startswith("api/ask/")}
    assert others | {"api/ask/", "openapi.json"} | FOR_PAGES == {
        name for name in FILES if name.startswith("api/") or name in ("plan.ics", "calendar.ics", "openapi.json")
    }


def test_the_examples_of_the_description_work(api: TestClient, described: dict[str, Any]) -> None:
    """Each address, asked with the examples of all its parameters, answers with what it is said to."""
    for path, operations in described["paths"].items():
        operation = operations["get"]
        parameters = operation.get("parameters", ())
        query = {one["name"]: one["example"] for one in parameters if one["in"] == "query" and "example" in one}
        for one in parameters:
            if one["in"] == "path":
                path = path.replace(f"{{{one['name']}}}", one["example"])
        response = api.get(path, params=query)
        assert response.status_code == 200, (path, query, response.text)
        assert response.headers["content-type"].partition(";")[0] in operation["responses"]["200"]["content"]


def test_the_description_is_the_same_each_time(kg: KnowledgeGraph, api: TestClient) -> None:
    first = FILES["openapi.json"](Explorer(kg), Asked()).content
    assert first == FILES["openapi.json"](Explorer(kg), Asked()).content == api.get("/openapi.json").content
    assert json.loads(first)["servers"] == [{"url": "."}]
    names = [one["get"]["operationId"] for one in json.loads(first)["paths"].values()]
    assert len(names) == len(set(names))


def test_a_page_lists_the_addresses_and_each_answers(api: TestClient) -> None:
    page = Read.of(api.get("/api").text)
    links = [
        address for address in page.links().values() if address.startswith(("/api/", "/plan.ics", "/calendar.ics"))
    ]
    assert [address for address in links if api.get(address).status_code != 200] == []
    assert {address.partition("?")[0] for address in links} >= {f"/api/ask/{name}" for name in NAMES}


def test_a_question_as_data_for_pages_that_answer_it(kg: KnowledgeGraph, api: TestClient) -> None:
    found = api.get("/questions/feeds-into.json").json()
    question = kg.question("feeds-into")
    modality = question.parameters["modality"]
    assert {one["iri"]: one for one in found["differences"]}[data("decision/igf-2014-date")] == {
        "iri": data("decision/igf-2014-date"),
        "verdict": "less exact",
        "reason": "The workshop page has the year alone, in the name of the meeting; the poster has the days, which"
        " fall in that year.",
        "passages": [
            data("source/poster-2014/igf-2014-date"),
            data("source/igf-2014-ws196-page/igf-2014-edition"),
        ],
    }
    assert {**found, "parameters": None, "differences": None} == {
        "name": "feeds-into",
        "theme": "What leads where",
        "summary": question.summary,
        "description": question.description,
        "columns": question.columns,
        "nothing": question.nothing,
        "sparql": question.text,
        "parameters": None,
        "differences": None,
    }
    assert [one["name"] for one in found["parameters"]] == ["target", "kind", "modality"]
    target, _, chosen = found["parameters"]
    assert target == {
        "name": "target",
        "kind": "entity",
        "description": question.parameters["target"].description,
        "required": True,
        "default": "",
        "example": "WSIS+10 High-Level Event",
        "classes": ["Call", "Document", "Event", "Organization", "Process", "Series"],
    }
    assert chosen["choices"] == [
        {"value": value, "label": kg.names.show(iri), "iri": iri}
        for value, iri in sorted(choices_of(modality, kg.names).items())
    ]


@pytest.mark.parametrize("name", ["feeds-into", "feeds-into.txt", "nothing.json", ".json", "../feeds-into.json"])
def test_there_is_no_such_file_of_a_question(api: TestClient, name: str) -> None:
    response = api.get(f"/questions/{name}")
    assert response.status_code == 404


def test_every_question_file_is_json(api: TestClient) -> None:
    assert [json.loads(api.get(f"/questions/{name}.json").content)["name"] for name in NAMES] == NAMES
