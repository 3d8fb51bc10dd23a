"""The SPARQL 1.1 Protocol beyond the W3C's cases, against a running server: datasets, refusals, other sites, caches."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import httpx2 as httpx
import pytest
from sparql_server import Served, serving

DATA = "http://kasei.us/2009/09/sparql/data/"
DOCUMENT = "<http://xmlns.com/foaf/0.1/Document>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
WORLD = "".join(f"<{DATA}data{n}.rdf> {TYPE} {DOCUMENT} <{DATA}data{n}.rdf> .\n" for n in (1, 2, 3)) + (
    '<http://example.org/a> <http://example.org/p> "one, \\"1\\"" .\n'
    '<http://example.org/b> <http://example.org/p> "zwei"@de .\n'
)
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
CSV = 's,o\r\nhttp://example.org/a,"one, ""1"""\r\nhttp://example.org/b,zwei\r\n'
ROWS = "SELECT ?s ?o WHERE { ?s <http://example.org/p> ?o } ORDER BY ?s"


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


def test_the_path_is_exact(served: Served) -> None:
    found = httpx.get(served.url + "/", params={"query": "ASK {}"})
    assert found.status_code == 404
