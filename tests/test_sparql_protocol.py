"""The SPARQL 1.1 Protocol, query side, against a running server: the W3C's cases, and what clients do beyond them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import httpx
import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple
from sparql_server import DESCRIBED, EDITOR, Served, serving

from govkg.paths import shipped

SUITES = Path(os.environ.get("GOVKG_SUITES", shipped().root.parent / "shared" / "suites"))
MANIFEST = SUITES / "sparql-protocol" / "manifest.ttl"
DATA = "http://kasei.us/2009/09/sparql/data/"
DOCUMENT = "<http://xmlns.com/foaf/0.1/Document>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
WORLD = "".join(f"<{DATA}data{n}.rdf> {TYPE} {DOCUMENT} <{DATA}data{n}.rdf> .\n" for n in (1, 2, 3)) + (
    '<http://example.org/a> <http://example.org/p> "one, \\"1\\"" .\n'
    '<http://example.org/b> <http://example.org/p> "zwei"@de .\n'
)
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ROWS = "SELECT ?s ?o WHERE { ?s <http://example.org/p> ?o } ORDER BY ?s"
TRIPLES = "CONSTRUCT WHERE { ?s <http://example.org/p> ?o }"
GRAPH = {
    Triple(NamedNode("http://example.org/a"), NamedNode("http://example.org/p"), Literal('one, "1"')),
    Triple(NamedNode("http://example.org/b"), NamedNode("http://example.org/p"), Literal("zwei", language="de")),
}


@dataclass(frozen=True)
class Case:
    """A request of the W3C's suite: parameters in the address, the body and its type, and what is expected."""

    expected: str
    address: tuple[tuple[str, str], ...] = ()
    body: str = ""
    content_type: str = ""
    method: str = "POST"
    encoding: str = "UTF-8"


def _data(kind: str, *numbers: int) -> tuple[tuple[str, str], ...]:
    return tuple((f"{kind}-graph-uri", f"{DATA}data{n}.rdf") for n in numbers)


_1, _2, _3 = (f"<{DATA}data{n}.rdf> a ?type" for n in (1, 2, 3))
NAMED = f"GRAPH ?g1 {{ {_1} }} GRAPH ?g2 {{ {_2} }}"
ASK_DEFAULT = f"ASK {{ {_1} . {_2} . }}"
ASK_NAMED = f"ASK {{ {NAMED} }}"
ASK_FULL = f"ASK {{\n  {_3}\n  GRAPH ?g1 {{ {_1} }}\n  GRAPH ?g2 {{ {_2} }}\n}}"
CHANGE = """PREFIX foaf:  <http://xmlns.com/foaf/0.1/>
WITH <http://example/addresses>
DELETE { ?person foaf:givenName 'Bill' }
INSERT { ?person foaf:givenName 'William' }
WHERE {
    ?person foaf:givenName 'Bill'
}"""
W3C = {
    "query_post_form": Case("true", _data("default", 0), "query=ASK%20%7B%7D", FORM),
    "query_dataset_default_graphs_get": Case("true", (("query", ASK_DEFAULT), *_data("default", 1, 2)), method="GET"),
    "query_dataset_default_graphs_post": Case("true", _data("default", 1, 2), ASK_DEFAULT, QUERY),
    "query_dataset_named_graphs_post": Case("true", _data("named", 1, 2), ASK_NAMED, QUERY),
    "query_dataset_named_graphs_get": Case("true", (("query", ASK_NAMED), *_data("named", 1, 2)), method="GET"),
    "query_dataset_full": Case("true", (*_data("default", 3), *_data("named", 1, 2)), ASK_FULL, QUERY),
    "query_multiple_dataset": Case(
        "true", _data("named", 1, 2), ASK_NAMED.replace("ASK {", f"ASK FROM <{DATA}data3.rdf> {{"), QUERY
    ),
    "query_get": Case("true", (("query", "ASK {}"), *_data("default", 0)), method="GET"),
    "query_content_type_select": Case("tabular", _data("default", 0), "SELECT (1 AS ?value) {}", QUERY),
    "query_content_type_ask": Case("boolean", _data("default", 0), "ASK {}", QUERY),
    "query_content_type_describe": Case("RDF", _data("default", 0), "DESCRIBE <http://example.org/>", QUERY),
    "query_content_type_construct": Case("RDF", _data("default", 0), "CONSTRUCT { <s> <p> 1 } WHERE {}", QUERY),
    "query_post_direct": Case("true", (), "ASK {}", QUERY),
    "bad_query_method": Case("4xx", (("query", "ASK {}"), *_data("default", 0)), "", FORM, "PUT"),
    "bad_multiple_queries": Case("4xx", (("query", "ASK {}"), ("query", "SELECT * {}")), method="GET"),
    "bad_query_wrong_media_type": Case("4xx", (), "ASK {}", "text/plain"),
    "bad_query_missing_form_type": Case("4xx", (), "query=ASK%20%7B%7D"),
    "bad_query_missing_direct_type": Case("4xx", (), "ASK {}"),
    "bad_query_non_utf8": Case("4xx", (), "ASK {}", f"{QUERY}; charset=UTF-16", encoding="UTF-16"),
    "bad_query_syntax": Case("4xx", (("query", "ASK {"),), method="GET"),
    "bad_update_get": Case("4xx", (("update", "CLEAR ALL"),), method="GET"),
    "bad_multiple_updates": Case("4xx", (), "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM),
    "bad_update_wrong_media_type": Case("4xx", (), "CLEAR NAMED", "text/plain"),
    "bad_update_missing_form_type": Case("4xx", (), "update=CLEAR%20NAMED"),
    "bad_update_non_utf8": Case("4xx", (), "CLEAR NAMED", f"{UPDATE}; charset=UTF-16", encoding="UTF-16"),
    "bad_update_syntax": Case("4xx", (), "update=CLEAR%20XYZ", FORM),
    "bad_update_dataset_conflict": Case("4xx", (("using-named-graph-uri", "http://example/people"),), CHANGE, UPDATE),
}
"""Every query operation of the suite, and every request that an endpoint has to refuse whether it updates or not."""
UPDATES = {
    "update_dataset_default_graph",
    "update_dataset_default_graphs",
    "update_dataset_named_graphs",
    "update_dataset_full",
    "update_post_form",
    "update_post_direct",
    "update_base_uri",
}
"""The update operations of the suite: an endpoint that only reads has none."""
FORMATS = {
    "tabular": {
        "application/sparql-results+xml",
        "application/sparql-results+json",
        "text/tab-separated-values",
        "text/csv",
    },
    "boolean": {"application/sparql-results+xml", "application/sparql-results+json"},
    "RDF": {"application/rdf+xml", "text/turtle", "application/n-triples"},
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


def _send(client: httpx.Client, case: Case) -> httpx.Response:
    headers = {"content-type": case.content_type} if case.content_type else {}
    return client.request(
        case.method,
        f"/sparql?{urlencode(case.address)}" if case.address else "/sparql",
        content=case.body.encode(case.encoding) if case.method != "GET" else None,
        headers=headers,
    )


@pytest.mark.parametrize("name", W3C)
def test_a_case_of_the_w3c_suite_passes(client: httpx.Client, name: str) -> None:
    case = W3C[name]
    found = _send(client, case)
    kind = found.headers["content-type"].partition(";")[0]
    if case.expected == "4xx":
        assert (400 <= found.status_code < 500, kind) == (True, "text/plain")
    elif case.expected == "true":
        assert (found.status_code, found.json()) == (200, {"head": {}, "boolean": True})
    else:
        assert found.status_code == 200
        assert kind in FORMATS[case.expected]


@pytest.mark.skipif(not MANIFEST.is_file(), reason=f"no W3C suite: no {MANIFEST}; set GOVKG_SUITES")
def test_the_cases_are_the_requests_of_the_w3c_manifest() -> None:
    store = pyoxigraph.Store()
    store.load(path=str(MANIFEST), format=RdfFormat.TURTLE, base_iri="http://manifest/")
    found = {name: case for name, case in _manifest(store) if not name.startswith("update_")}
    assert set(found) == set(W3C)
    assert [name for name, case in found.items() if case != W3C[name]] == []
    assert {name for name, _ in _manifest(store)} == set(W3C) | UPDATES


def _manifest(store: pyoxigraph.Store) -> Iterator[tuple[str, Case]]:
    rows = store.query("""
PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
PREFIX ht: <http://www.w3.org/2011/http#>
PREFIX cnt: <http://www.w3.org/2011/content#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?test ?path ?method ?chars ?encoding ?type ?boolean ?format WHERE {
  ?test a mf:ProtocolTest ; mf:action/ht:requests/rdf:first ?request .
  ?request ht:absolutePath ?path ; ht:methodName ?method ; ht:resp ?response .
  OPTIONAL { ?request ht:body [ cnt:chars ?chars ; cnt:characterEncoding ?encoding ] }
  OPTIONAL { ?request ht:headers/rdf:first [ ht:fieldName "content-type" ; ht:fieldValue ?type ] }
  OPTIONAL { ?response mf:expectedBoolean ?boolean }
  OPTIONAL { ?response mf:expectedFormat ?format }
}""")
    assert isinstance(rows, pyoxigraph.QuerySolutions)
    for row in rows:
        test, *values = (str(term.value) if term is not None else "" for term in row)
        path, method, chars, encoding, content_type, boolean, form = values
        expected = boolean or form or "4xx"
        address = tuple(parse_qsl(path.partition("?")[2]))
        yield test.rpartition("#")[2], Case(expected, address, chars, content_type, method, encoding or "UTF-8")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("CLEAR ALL", UPDATE),
        (urlencode({"update": "CLEAR ALL"}), FORM),
        (urlencode({"query": "ASK {}", "using-graph-uri": "http://example.org/"}), FORM),
        ("PREFIX insert: <http://x/> INSERT DATA { <http://a> <http://b> 1 }", QUERY),
        ("# a comment\nLOAD <http://127.0.0.1:1/>", QUERY),
        ("with <http://x/> delete where { ?s ?p ?o }", QUERY),
    ],
)
def test_an_update_is_refused(client: httpx.Client, body: str, content_type: str) -> None:
    found = client.post("/sparql", content=body, headers={"content-type": content_type})
    assert (found.status_code, found.text.partition(" (")[0].strip()) == (
        403,
        "this endpoint only reads: updates are refused",
    )


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


@pytest.mark.parametrize(
    ("parameters", "graphs"),
    [
        ({}, ["data1", "data2", "data3"]),
        ({"named-graph-uri": [f"{DATA}data1.rdf", f"{DATA}data3.rdf"]}, ["data1", "data3"]),
        ({"default-graph-uri": f"{DATA}data1.rdf"}, []),
        ({"named-graph-uri": f"{DATA}data9.rdf"}, []),
    ],
)
def test_the_protocol_says_which_named_graphs_there_are(
    client: httpx.Client, parameters: dict[str, str], graphs: list[str]
) -> None:
    query = "SELECT ?g { GRAPH ?g { ?s a ?type } } ORDER BY ?g"
    found = client.post("/sparql", data={"query": query, **parameters}, headers={"accept": "text/csv"})
    assert found.text.split("\r\n")[1:-1] == [f"{DATA}{name}.rdf" for name in graphs]


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("ASK {", 400, "not SPARQL: line 1, column 6 at its end\n"),
        (
            "ASK {\n  ?s <p> ,\n}",
            400,
            "not SPARQL: line 2, column 11 in '?s <p> ,'\n",
        ),
        ("", 400, "found no query: give it as the parameter 'query'\n"),
        (
            "ASK { SERVICE <http://127.0.0.1:1/> {} }",
            403,
            "this endpoint asks no other: a query with SERVICE is refused\n",
        ),
    ],
)
def test_a_query_that_is_not_asked_is_answered_with_a_sentence(
    client: httpx.Client, query: str, status: int, sentence: str
) -> None:
    found = client.get("/sparql", params={"query": query})
    assert (found.status_code, found.headers["content-type"], found.text) == (
        status,
        "text/plain; charset=utf-8",
        sentence,
    )


@pytest.mark.parametrize(
    ("address", "content_type", "body", "status", "sentence"),
    [
        ("", FORM, b"query=%FF", 400, "the form is not percent-encoded UTF-8\n"),
        ("", FORM, b"query=\xff", 400, "the form is not percent-encoded UTF-8\n"),
        ("", QUERY, b"ASK \xff", 400, "the query is not UTF-8: write it in that encoding\n"),
        ("?query=ASK%7B%7D", QUERY, b"ASK {}", 400, "found 2 queries in one request, expected one\n"),
        ("", FORM, b"query=ASK%7B%7D&default-graph-uri=a%20b", 400, "the name of a graph is no IRI: "),
        (
            "",
            "",
            b"ASK {}",
            415,
            "found Content-Type none, expected application/sparql-query or application/x-www-form-urlencoded\n",
        ),
        ("", f"{QUERY}; charset=latin-1", b"ASK {}", 415, "found charset 'latin-1', expected utf-8\n"),
    ],
)
def test_a_broken_request_is_answered_with_a_sentence(
    client: httpx.Client, address: str, content_type: str, body: bytes, status: int, sentence: str
) -> None:
    headers = {"content-type": content_type} if content_type else {}
    found = client.post(f"/sparql{address}", content=body, headers=headers)
    assert (found.status_code, found.text[: len(sentence)], found.text.count("\n")) == (status, sentence, 1)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "QUERY"])
def test_another_method_is_refused(client: httpx.Client, method: str) -> None:
    found = client.request(method, "/sparql", params={"query": "ASK {}"})
    assert (found.status_code, found.headers.get("allow")) in {
        (405, "GET, HEAD, POST, OPTIONS"),
        # The HTTP parser in front may not know the method at all.
        (400, None),
    }


def test_head_is_get_without_the_answer(client: httpx.Client) -> None:
    got = client.get("/sparql", params={"query": ROWS})
    head = client.head("/sparql", params={"query": ROWS})
    assert (head.status_code, head.content) == (200, b"")
    same = ("content-type", "content-length", "etag", "vary")
    assert [head.headers[name] for name in same] == [got.headers[name] for name in same]


def test_an_answer_that_the_client_has_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/sparql", params={"query": ROWS})
    again = client.get(
        "/sparql", params={"query": ROWS}, headers={"if-none-match": f'"other", {first.headers["etag"]}'}
    )
    other = client.get(
        "/sparql", params={"query": ROWS}, headers={"accept": "text/csv", "if-none-match": first.headers["etag"]}
    )
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert (other.status_code, other.text) == (200, CSV)


def test_what_depends_on_the_clock_or_chance_is_asked_anew(client: httpx.Client) -> None:
    query = {"query": "SELECT (STRUUID() AS ?x) {}"}
    assert client.get("/sparql", params=query).text != client.get("", params=query).text


def test_pages_of_other_sites_may_ask(client: httpx.Client) -> None:
    asks = {"origin": "http://example.org", "access-control-request-method": "POST"}
    before = client.options("/sparql", headers=asks)
    assert (before.status_code, before.content) == (204, b"")
    assert {name: value for name, value in before.headers.items() if name.startswith("access-control")} == {
        "access-control-allow-origin": "*",
        "access-control-expose-headers": "ETag, Content-Length",
        "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
        "access-control-allow-headers": "Accept, Content-Type, If-None-Match, User-Agent",
        "access-control-max-age": "86400",
    }
    found = [
        client.get("/sparql", params={"query": "ASK {}"}),
        client.get("/sparql", params={"query": "ASK {"}),
        client.get("/sparql"),
        client.put("/sparql"),
    ]
    assert [(each.status_code, each.headers["access-control-allow-origin"]) for each in found] == [
        (200, "*"),
        (400, "*"),
        (200, "*"),
        (405, "*"),
    ]


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
        f'{dataset} <http://rdfs.org/ns/void#triples> "5"^^<http://www.w3.org/2001/XMLSchema#integer>',
        f"{dataset} <{sd}defaultGraph> {graph}",
        f"{graph} {TYPE} <{sd}Graph>",
    }


def test_the_path_is_exact(served: Served) -> None:
    found = httpx.get(served.url + "/", params={"query": "ASK {}"})
    assert found.status_code == 404
