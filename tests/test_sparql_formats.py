"""In which words and forms the endpoint answers: rows, graphs, and what it says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx2 as httpx
import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple
from sparql_server import DESCRIBED, EDITOR, Served, serving

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
WORLD = (
    '<http://example.org/a> <http://example.org/p> "one, \\"1\\"" .\n'
    '<http://example.org/b> <http://example.org/p> "zwei"@de .\n'
)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ROWS = "SELECT ?s ?o WHERE { ?s <http://example.org/p> ?o } ORDER BY ?s"
TRIPLES = "CONSTRUCT WHERE { ?s <http://example.org/p> ?o }"
GRAPH = {
    Triple(NamedNode("http://example.org/a"), NamedNode("http://example.org/p"), Literal('one, "1"')),
    Triple(NamedNode("http://example.org/b"), NamedNode("http://example.org/p"), Literal("zwei", language="de")),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with the small world."""
    graph = tmp_path_factory.mktemp("world") / "world.nq"
    graph.write_text(WORLD)
    with serving(graph) as found:
        yield found


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=served.url.removesuffix("/sparql")) as found:
        yield found


JSON_ROWS = {
    "head": {"vars": ["s", "o"]},
    "results": {
        "bindings": [
            {"s": {"type": "uri", "value": "http://example.org/a"}, "o": {"type": "literal", "value": 'one, "1"'}},
            {
                "s": {"type": "uri", "value": "http://example.org/b"},
                "o": {"type": "literal", "value": "zwei", "xml:lang": "de"},
            },
        ]
    },
}
CSV = 's,o\r\nhttp://example.org/a,"one, ""1"""\r\nhttp://example.org/b,zwei\r\n'
TSV = '?s\t?o\n<http://example.org/a>\t"one, \\"1\\""\n<http://example.org/b>\t"zwei"@de\n'
XML = (
    '<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    '<head><variable name="s"/><variable name="o"/></head><results>'
    '<result><binding name="s"><uri>http://example.org/a</uri></binding>'
    '<binding name="o"><literal>one, &quot;1&quot;</literal></binding></result>'
    '<result><binding name="s"><uri>http://example.org/b</uri></binding>'
    '<binding name="o"><literal xml:lang="de">zwei</literal></binding></result></results></sparql>'
)


@pytest.mark.parametrize(
    ("accept", "content_type", "text"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", json.dumps(JSON_ROWS)),
        ("application/json", "application/json", json.dumps(JSON_ROWS)),
        ("", "application/sparql-results+json", json.dumps(JSON_ROWS)),
        ("*/*", "application/sparql-results+json", json.dumps(JSON_ROWS)),
        (BROWSER, "application/json", json.dumps(JSON_ROWS)),
        ("application/sparql-results+xml", "application/sparql-results+xml", XML),
        ("application/xml;q=0.5, text/html;q=0.1", "application/xml", XML),
        ("text/csv", "text/csv; charset=utf-8", CSV),
        ("text/csv;q=0.2, text/tab-separated-values", "text/tab-separated-values; charset=utf-8", TSV),
    ],
)
def test_rows_come_in_the_format_asked_for(client: httpx.Client, accept: str, content_type: str, text: str) -> None:
    found = client.get("/sparql", params={"query": ROWS}, headers={"accept": accept})
    assert (found.status_code, found.headers["content-type"]) == (200, content_type)
    if "json" in content_type:
        assert found.json() == JSON_ROWS
    else:
        assert found.text == text


@pytest.mark.parametrize(
    ("accept", "content_type", "form"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
        ("", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
        ("application/sparql-results+json, */*;q=0.1", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
        (BROWSER, "text/plain; charset=utf-8", RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json;q=0.9, text/turtle;q=0.8", "application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_a_graph_comes_in_the_format_asked_for(
    client: httpx.Client, accept: str, content_type: str, form: RdfFormat
) -> None:
    found = client.post("/sparql", data={"query": TRIPLES}, headers={"accept": accept})
    assert (found.status_code, found.headers["content-type"]) == (200, content_type)
    assert {quad.triple for quad in pyoxigraph.parse(found.content, form)} == GRAPH


@pytest.mark.parametrize(
    ("query", "accept", "sentence"),
    [
        (
            ROWS,
            "text/turtle",
            "found Accept 'text/turtle', expected one of application/sparql-results+json, "
            "application/sparql-results+xml, text/csv, text/tab-separated-values\n",
        ),
        (
            "ASK {}",
            "text/csv",
            "found Accept 'text/csv', expected one of application/sparql-results+json, "
            "application/sparql-results+xml\n",
        ),
        (
            TRIPLES,
            "text/csv, */*;q=0",
            "found Accept 'text/csv, */*;q=0', expected one of text/turtle, application/n-triples, "
            "application/rdf+xml, application/ld+json\n",
        ),
        (
            "",
            "text/csv",
            "found Accept 'text/csv', expected one of text/turtle, application/n-triples, application/rdf+xml, "
            "application/ld+json\n",
        ),
    ],
)
def test_what_cannot_be_had_is_answered_with_what_can(
    client: httpx.Client, query: str, accept: str, sentence: str
) -> None:
    found = client.get("/sparql", params={"query": query} if query else {}, headers={"accept": accept})
    assert (found.status_code, found.text) == (406, sentence)


def test_a_browser_that_asks_nothing_is_sent_to_the_editor(client: httpx.Client) -> None:
    found = client.get("/sparql", headers={"accept": BROWSER})
    assert (found.status_code, found.headers["location"], found.content) == (303, EDITOR, b"")


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_the_service_describes_itself(served: Served, client: httpx.Client, accept: str, form: RdfFormat) -> None:
    found = client.get("/sparql", headers={"accept": accept})
    assert found.status_code == 200
    service, dataset, graph = (f"<{served.url}{part}>" for part in ("", "#dataset", "#default-graph"))
    sd, formats = "http://www.w3.org/ns/sparql-service-description#", "http://www.w3.org/ns/formats/"
    names = ["SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"]
    names += ["Turtle", "N-Triples", "RDF_XML", "JSON-LD"]
    assert {str(quad.triple) for quad in pyoxigraph.parse(found.content, form)} == {
        f"{service} {TYPE} <{sd}Service>",
        f"{service} <{sd}endpoint> {service}",
        f"{service} <{sd}supportedLanguage> <{sd}SPARQL11Query>",
        f"{service} <{sd}defaultEntailmentRegime> <http://www.w3.org/ns/entailment/Simple>",
        *(f"{service} <{sd}resultFormat> <{formats}{name}>" for name in names),
        f'{service} <http://purl.org/dc/terms/description> "{DESCRIBED}"@en',
        f"{service} <{sd}defaultDataset> {dataset}",
        f"{dataset} {TYPE} <{sd}Dataset>",
        f'{dataset} <http://rdfs.org/ns/void#triples> "2"^^<http://www.w3.org/2001/XMLSchema#integer>',
        f"{dataset} <{sd}defaultGraph> {graph}",
        f"{graph} {TYPE} <{sd}Graph>",
    }


@pytest.mark.parametrize(
    ("query", "format_", "content_type"),
    [
        (ROWS, "text/csv", "text/csv; charset=utf-8"),
        (TRIPLES, "text/turtle", "text/turtle; charset=utf-8"),
        (TRIPLES, "text/csv", "text/turtle; charset=utf-8"),
        (ROWS, "application/x-nobody-knows", "application/sparql-results+json"),
        (ROWS, "xml", "application/json"),
        (ROWS, ";,", "application/json"),
    ],
)
def test_a_form_chooses_by_a_parameter_what_a_header_chooses_elsewhere(
    client: httpx.Client, query: str, format_: str, content_type: str
) -> None:
    found = client.get("/sparql", params={"query": query, "format": format_}, headers={"Accept": BROWSER})
    assert (found.status_code, found.headers["content-type"]) == (200, content_type)
