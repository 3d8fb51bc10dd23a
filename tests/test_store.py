"""Stores: errors in one line, and terms that are bound stay one term in every engine."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode
from rdflib_store import Rdflib

from govkg.errors import BadQuery, EndpointError, GovkgError, NotFound
from govkg.remote import Remote
from govkg.store import Embedded, Solutions, Store, Term, bind

SELECT = "SELECT ?s WHERE { ?s ?p ?o }"
EMPTY = Embedded(pyoxigraph.Store())


def error_of(ask: Callable[[], object], kind: type[GovkgError]) -> str:
    """The text of the error that a call raises: always one line."""
    with pytest.raises(kind) as raised:
        ask()
    text = str(raised.value)
    assert type(raised.value) is kind
    assert len(text.splitlines()) == 1
    return text


# --- Queries that are none ---

SYNTAX = {
    "SELECT ?s WHERE { ?s ?p }": "not SPARQL: line 1, column 26 at its end",
    "SELECT *\nWHERE {\n  ?s = ?p .\n}": "not SPARQL: line 3, column 11 in '?s = ?p .'",
    "SELECT * WHERE { ?s ?p ?o": "not SPARQL: line 1, column 26 at its end",
    "CONSTRUCT { ?a }\nWHERE { ?a ?b ?c }": "not SPARQL: line 1, column 16 in 'CONSTRUCT { ?a }'",
    "SELECT ?s\nWHERE {\n  ?s a ex:Event .\n}": (
        "not SPARQL: line 3, column 16 in '?s a ex:Event .': a prefix that is not declared"
    ),
    "SELECT ?s WHERE { ?s a <a b> . }": (
        "not SPARQL: line 1, column 29 in 'SELECT ?s WHERE { ?s a <a b> . }': a broken IRI"
    ),
    "": "not SPARQL: line 1, column 1 at its end",
    "SELECT ?s \ud800": "the query is not UTF-8: write it in that encoding",
}


@pytest.mark.parametrize("sparql", SYNTAX)
@pytest.mark.parametrize("store", [EMPTY, Remote("http://127.0.0.1:9/")], ids=["embedded", "remote"])
def test_a_syntax_error_names_line_and_column_and_asks_nobody(sparql: str, store: Store) -> None:
    assert error_of(lambda: store.query(sparql), BadQuery) == SYNTAX[sparql]


@settings(deadline=None)
@given(st.text(max_size=30) | st.text(st.sampled_from("SELECT?*WHERE{}<>\"'.;:_#\n\\ "), max_size=40))
def test_any_text_is_a_query_or_one_line(sparql: str) -> None:
    said = ""
    try:
        EMPTY.query(sparql)
    except BadQuery as error:
        said = str(error)
    assert len(said.splitlines()) <= 1


@pytest.mark.parametrize("sparql", ["ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <http://a>"])
def test_select_wants_rows(sparql: str) -> None:
    expected = "expected a SELECT query (rows), found ASK, CONSTRUCT or DESCRIBE"
    assert error_of(lambda: EMPTY.select(sparql), BadQuery) == expected


def test_a_service_that_is_down() -> None:
    text = error_of(
        lambda: EMPTY.query(f"SELECT * {{ SERVICE <http://127.0.0.1:{free_port()}/> {{ ?s ?p ?o }} }}"), EndpointError
    )
    assert text.startswith("a SERVICE of the query cannot be asked: ")


# --- Files and folders that hold no graph ---


@pytest.mark.parametrize(
    ("name", "content", "kind", "expected"),
    [
        ("none.nq", None, NotFound, "no graph at {path}: build it with 'govkg build'"),
        (
            "x.nq",
            b"<http://a> <http://b> .\n",
            BadQuery,
            "{path} is not a graph: Parser error at line 1 column 23: The object of a triple must be an IRI,"
            " a blank node or a literal; rebuild it with 'govkg build'",
        ),
        (
            "x.csv",
            b"",
            NotFound,
            "no graph at {path}: Not supported RDF format extension: csv; name a file that ends in .nq",
        ),
        ("x", b"", NotFound, "no graph at {path}: {reason}; name a file that ends in .nq"),
    ],
)
def test_a_file_that_is_no_graph(
    name: str, content: bytes | None, kind: type[GovkgError], expected: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    text = error_of(lambda: Embedded.in_memory(path), kind)
    before, _, after = expected.replace("{path}", str(path)).partition("{reason}")
    assert (text.startswith(before), text.endswith(after)) == (True, True)


@pytest.mark.parametrize("name", ["none", "empty", "file"])
def test_a_folder_that_is_no_store(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_bytes(b"")
    path = tmp_path / name
    text = error_of(lambda: Embedded.on_disk(path), NotFound)
    assert text == f"no store in {path}: load one there with 'govkg build --store {path}'"
    assert list((tmp_path / "empty").iterdir()) == []


# --- Endpoints ---

Answer = Callable[[BaseHTTPRequestHandler], None]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def served(answer: Answer) -> Iterator[str]:
    """A server on this machine that gives one answer to everything: its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        def do_GET(self) -> None:
            answer(self)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def says(code: int, kind: str, body: bytes, length: int | None = None) -> Answer:
    """An answer with a status, a type, and a body that may be shorter than it claims."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        if kind:
            handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def hangs_up(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def mumbles(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"220 mail.example.org ESMTP\r\n")
    handler.close_connection = True


def sends_in_circles(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(302)
    handler.send_header("Location", handler.path)
    handler.send_header("Content-Length", "0")
    handler.end_headers()


def sleeps(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


RESULTS = "application/sparql-results+json"
BROKEN_IRI = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"a b"}}]}}'
ANSWERS: dict[str, tuple[Answer, str]] = {
    "HTML": (
        says(200, "text/html; charset=utf-8", b"<html>Welcome</html>"),
        "{url} answered with text/html; charset=utf-8, not with SPARQL results: is it a SPARQL endpoint?",
    ),
    "no type": (
        says(200, "", b"x"),
        "{url} answered with no type, not with SPARQL results: is it a SPARQL endpoint?",
    ),
    "other columns": (
        says(200, RESULTS, b'{"head":{"vars":["odd"]},"results":{"bindings":[]}}'),
        "{url} answered with other columns than the query asks for: is it a SPARQL endpoint?",
    ),
    "HTML that claims to be results": (
        says(200, RESULTS, b"<html>"),
        "{url} answered with broken results: Parser error at line 1 column 1: Unexpected char: '<' (line 1)",
    ),
    "nothing": (
        says(200, RESULTS, b""),
        "{url} answered with broken results: Parser error at line 1 column 1: Unexpected end of file,"
        " a value was expected (line 1)",
    ),
    "other JSON": (
        says(200, "application/json", b'{"error": "no"}'),
        "{url} answered with broken results: SPARQL JSON results must contain a 'boolean' or a 'results' key",
    ),
    "an IRI that is none": (
        says(200, RESULTS, BROKEN_IRI),
        "{url} answered with broken results: Invalid uri value: Invalid IRI code point ' '",
    ),
    "status 400": (
        says(400, "text/plain", b"line 1\nline 2"),
        "{url} refused the query: A bad request has been sent to the endpoint: probably the SPARQL query is badly"
        " formed.",
    ),
    "status 401": (
        says(401, "text/plain", b""),
        "{url} refused the query: Access to that endpoint is denied due to invalid credentials (unauthorized)."
        " Check the credentials.",
    ),
    "status 404": (
        says(404, "text/html", b"<html>"),
        "{url} refused the query: It was not possible to connect to the given endpoint: check it is correct.",
    ),
    "status 500": (
        says(500, "text/plain", b"line 1\nline 2"),
        "{url} refused the query: The endpoint returned the HTTP status code 500.",
    ),
    "status 503": (says(503, "text/html", b"<html>"), "{url} answered with status 503: Service Unavailable"),
    "a circle": (
        sends_in_circles,
        "{url} answered with status 302: The HTTP server returned a redirect error that would lead to an infinite"
        " loop.",
    ),
    "half an answer": (
        says(200, RESULTS, b'{"head"', 1000),
        "{url} gave no whole answer over HTTP: is it a SPARQL endpoint?",
    ),
    "a closed connection": (hangs_up, "{url} gave no whole answer over HTTP: is it a SPARQL endpoint?"),
    "another protocol": (mumbles, "{url} gave no whole answer over HTTP: is it a SPARQL endpoint?"),
    "silence": (sleeps, "{url} gave no answer within 1 seconds"),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_an_endpoint_that_does_not_answer_as_one(case: str) -> None:
    answer, expected = ANSWERS[case]
    with served(answer) as url:
        timeout = 1 if answer is sleeps else 60
        assert error_of(lambda: Remote(url, timeout).query(SELECT), EndpointError) == expected.replace("{url}", url)


def test_half_a_graph() -> None:
    with served(says(200, "text/turtle", b"<http://a> <http://b>")) as url:
        text = error_of(lambda: Remote(url).query("CONSTRUCT WHERE { ?s ?p ?o }"), EndpointError)
        assert text == f"{url} answered with broken results: Parser error at line 1 column 22: Unexpected end (line 1)"


def test_nothing_listens() -> None:
    url = f"http://127.0.0.1:{free_port()}/query"
    expected = f"{url} cannot be reached: Connection refused (is it running?)"
    assert error_of(lambda: Remote(url).query(SELECT), EndpointError) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("localhost", "localhost cannot be asked: unknown url type: 'localhost'"),
        ("http://[/", "http://[/ cannot be asked: Invalid IPv6 URL"),
        ("nothing://x", "nothing://x cannot be reached: unknown url type: nothing (is it running?)"),
    ],
)
def test_an_address_that_is_none(url: str, expected: str) -> None:
    assert error_of(lambda: Remote(url).query(SELECT), EndpointError) == expected


# --- Binding ---


def test_bind_writes_values_first_in_the_outermost_where() -> None:
    sparql = "#+ summary: x\nSELECT ?a\nWHERE {\n  ?a ?b ?c .\n  { SELECT ?c\nWHERE {\n  ?c ?d ?e } }\n}\n"
    values: dict[str, list[Term]] = {"c": [Literal("x", language="en"), NamedNode("http://x")], "a": [Literal(5)]}
    assert bind(sparql, values) == (
        "#+ summary: x\nSELECT ?a\nWHERE {\n"
        '  VALUES ?a { "5"^^<http://www.w3.org/2001/XMLSchema#integer> }\n'
        '  VALUES ?c { "x"@en <http://x> }\n'
        "  ?a ?b ?c .\n  { SELECT ?c\nWHERE {\n  ?c ?d ?e } }\n}\n"
    )


def test_bind_needs_a_line_to_bind_at() -> None:
    expected = "the query has no line 'WHERE {' to bind its parameters at"
    assert error_of(lambda: bind("SELECT * WHERE { ?s ?p ?o }", {}), BadQuery) == expected


ECHO = "SELECT ?given ?other\nWHERE {\n  BIND(1 AS ?other)\n}\n"
STORES: dict[str, Store] = {"oxigraph": EMPTY, "rdflib": Rdflib(rdflib.Dataset())}
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12) | st.text(
    st.sampled_from("\"'\\{}<>?$^@#.\n\r\t\b\f \u2028}"), max_size=12
)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("engine", STORES)
@settings(deadline=None)
@given(text=TEXTS)
@example(text="\\u0022 } #")
@example(text="\\U00000022 } #")
@example(text="\\\\u0022 } #")
@example(text="\u007f0022 } #")
@example(text="\\\u007f0022 } #")
@example(text='" } } ; DROP ALL # ')
@example(text='\\" } UNION { ?s ?p ?o')
@example(text="\\u0022 }")
@example(text="'''\"\"\"\\")
def test_any_literal_that_is_bound_stays_one_literal(engine: str, text: str) -> None:
    one = Literal(1)
    for term in (Literal(text), Literal(text, language="en"), Literal(text, datatype=NamedNode("http://e/type"))):
        found = STORES[engine].select(bind(ECHO, {"given": [term]}))
        assert found == Solutions(("given", "other"), [(term, one)])


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("engine", STORES)
@settings(deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), max_size=12))
@example(text="a> } # ")
def test_any_iri_that_is_bound_stays_one_iri(engine: str, text: str) -> None:
    try:
        term = NamedNode(f"http://e/{text}")
    except ValueError:
        return
    found = STORES[engine].select(bind(ECHO, {"given": [term]}))
    assert found == Solutions(("given", "other"), [(term, Literal(1))])


def test_no_value_fits_nothing() -> None:
    assert EMPTY.select(bind(ECHO, {"given": []})).rows == []
