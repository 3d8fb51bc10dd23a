"""The W3C's cases for the SPARQL 1.1 Protocol, query side, against a running server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import httpx2 as httpx
import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from sparql_server import serving

from govkg.paths import shipped

SUITES = Path(os.environ.get("GOVKG_SUITES", shipped().root.parent / "shared" / "suites"))
MANIFEST = SUITES / "sparql-protocol" / "manifest.ttl"
DATA = "http://kasei.us/2009/09/sparql/data/"
DOCUMENT = "<http://xmlns.com/foaf/0.1/Document>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
WORLD = "".join(f"<{DATA}data{n}.rdf> {TYPE} {DOCUMENT} <{DATA}data{n}.rdf> .\n" for n in (1, 2, 3))
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"


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
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server with the suite's three documents, each in its graph."""
    graph = tmp_path_factory.mktemp("world") / "world.nq"
    graph.write_text(WORLD)
    with serving(graph) as served, httpx.Client(base_url=served.url.removesuffix("/sparql")) as found:
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
