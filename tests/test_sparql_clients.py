"""The clients that people use get from the endpoint what they ask for: SPARQLWrapper, rdflib, curl, Comunica."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from sparql_server import Served, serving
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML
from SPARQLWrapper import SPARQLWrapper as Wrapper

from govkg.paths import shipped
from govkg.remote import Remote
from govkg.store import Solutions

P = "http://example.org/p"
WORLD = f'<http://example.org/a> <{P}> "one"@en .\n<http://example.org/b> <{P}> "zwei"@de <http://example.org/g> .\n'
ROWS = f"SELECT ?s ?o WHERE {{ {{ ?s <{P}> ?o }} UNION {{ GRAPH ?g {{ ?s <{P}> ?o }} }} }} ORDER BY ?s"
TRIPLES = f"CONSTRUCT {{ ?s <{P}> ?o }} WHERE {{ {{ ?s <{P}> ?o }} UNION {{ GRAPH ?g {{ ?s <{P}> ?o }} }} }}"
FOUND = [("http://example.org/a", "one", "en"), ("http://example.org/b", "zwei", "de")]
GRAPH = {(URIRef(s), URIRef(P), Literal(o, lang=language)) for s, o, language in FOUND}
COMUNICA = shipped().root / "browser" / "node_modules" / "@comunica" / "query-sparql"
SCRIPT = """
// Comunica's HTTP client looks for these when it is loaded, before Node 22 (or 20) in vain. No answer here needs them.
globalThis.File ??= require("node:buffer").File;
require("node:zlib").createZstdDecompress ??= () => { throw new Error("no zstd before Node 22"); };
require("node:worker_threads").markAsUncloneable ??= () => {};
const { QueryEngine } = require(process.argv[2]);
(async () => {
  const context = { sources: [{ type: "sparql", value: process.argv[3] }] };
  const engine = new QueryEngine();
  const rows = await (await engine.queryBindings(process.argv[4], context)).toArray();
  const quads = await (await engine.queryQuads(process.argv[5], context)).toArray();
  console.log(JSON.stringify({
    rows: rows.map((row) => [row.get("s").value, row.get("o").value, row.get("o").language]),
    quads: quads.map((quad) => [quad.subject.value, quad.object.value, quad.object.language]).sort(),
    ask: await engine.queryBoolean("ASK { ?s ?p ?o }", context),
  }));
})();
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with the small world."""
    graph = tmp_path_factory.mktemp("world") / "world.nq"
    graph.write_text(WORLD)
    with serving(graph) as found:
        yield found


def _wrapped(served: Served, query: str, form: str, method: str = GET, request: str = URLENCODED) -> Any:
    wrapper = Wrapper(served.url)
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(request)
    return wrapper.queryAndConvert()


@pytest.mark.parametrize(("method", "request_method"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_reads_rows(served: Served, method: str, request_method: str) -> None:
    def ask(form: str) -> Any:
        return _wrapped(served, ROWS, form, method, request_method)

    rows = ask(JSON)["results"]["bindings"]
    assert [(row["s"]["value"], row["o"]["value"], row["o"]["xml:lang"]) for row in rows] == FOUND
    document = ask(XML)
    values = [[node.firstChild.data for node in document.getElementsByTagName(tag)] for tag in ("uri", "literal")]
    assert values == [[s for s, _, _ in FOUND], [o for _, o, _ in FOUND]]
    assert ask(CSV) == b"s,o\r\nhttp://example.org/a,one\r\nhttp://example.org/b,zwei\r\n"
    assert ask(TSV) == b'?s\t?o\n<http://example.org/a>\t"one"@en\n<http://example.org/b>\t"zwei"@de\n'


@pytest.mark.parametrize("method", [GET, POST])
def test_sparqlwrapper_reads_an_answer_of_yes(served: Served, method: str) -> None:
    assert _wrapped(served, "ASK { ?s ?p ?o }", JSON, method) == {"head": {}, "boolean": True}
    assert (
        _wrapped(served, "ASK { ?s ?p ?o }", XML, method).getElementsByTagName("boolean")[0].firstChild.data == "true"
    )


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize(("form", "syntax"), [(TURTLE, "turtle"), (N3, "n3"), (RDFXML, ""), (XML, ""), (JSONLD, "")])
def test_sparqlwrapper_reads_a_graph(served: Served, form: str, syntax: str) -> None:
    found = _wrapped(served, TRIPLES, form)
    graph = Graph().parse(data=found, format=syntax) if syntax else found
    assert set(graph) == GRAPH


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rdflib_reads_rows(served: Served, method: str, form: str) -> None:
    store = SPARQLStore(served.url, method=method, returnFormat=form)
    rows = [tuple(row) for row in Graph(store).query(ROWS)]  # type: ignore[arg-type]
    # CSV has neither languages nor kinds of terms.
    expected = [(URIRef(s), Literal(o, lang=None if form == "csv" else language)) for s, o, language in FOUND]
    assert rows == expected


@pytest.mark.parametrize("form", ["json", "xml"])
def test_rdflib_reads_an_answer_of_yes(served: Served, form: str) -> None:
    assert bool(Graph(SPARQLStore(served.url, returnFormat=form)).query("ASK { ?s ?p ?o }")) is True


def test_rdflib_reads_a_graph(served: Served) -> None:
    graph = Graph(SPARQLStore(served.url))
    assert set(graph.query(TRIPLES)) == GRAPH
    assert set(graph.triples((None, URIRef(P), None))) == {triple for triple in GRAPH if str(triple[2]) == "one"}
    assert len(graph) == 1


def test_the_remote_store_of_this_package_reads_rows(served: Served) -> None:
    found = Remote(served.url).query(ROWS)
    assert isinstance(found, Solutions)
    assert (found.columns, [str(row[1]) for row in found.rows]) == (("s", "o"), ['"one"@en', '"zwei"@de'])


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
@pytest.mark.parametrize(
    "words",
    [
        ["--get", "--data-urlencode", f"query={ROWS}"],
        ["--data-urlencode", f"query={ROWS}"],
        ["--data-binary", ROWS, "--header", "Content-Type: application/sparql-query"],
        ["--http1.0", "--data-urlencode", f"query={ROWS}"],
        ["--data-urlencode", f"query={ROWS}#{'x' * 100_000}", "--header", "Expect: 100-continue"],
        ["--data-urlencode", f"query={ROWS}", "--header", "Transfer-Encoding: chunked"],
    ],
)
def test_curl_reads_rows(served: Served, words: list[str]) -> None:
    command = ["curl", "--silent", "--show-error", "--header", "Accept: text/csv", *words, served.url]
    found = subprocess.run(command, capture_output=True, check=True)
    assert found.stdout == b"s,o\r\nhttp://example.org/a,one\r\nhttp://example.org/b,zwei\r\n"


@pytest.mark.skipif(
    shutil.which("node") is None or not COMUNICA.is_dir(),
    reason=f"no Node, or no Comunica in {COMUNICA}: run 'npm ci' in browser/",
)
def test_comunica_reads_rows_and_a_graph(served: Served, tmp_path: Path) -> None:
    script = tmp_path / "ask.cjs"
    script.write_text(SCRIPT)
    found = subprocess.run(
        ["node", str(script), str(COMUNICA), served.url, ROWS, TRIPLES], capture_output=True, text=True, timeout=60
    )
    assert found.stderr == ""
    assert json.loads(found.stdout) == {
        "rows": [list(row) for row in FOUND],
        "quads": [list(row) for row in FOUND],
        "ask": True,
    }
