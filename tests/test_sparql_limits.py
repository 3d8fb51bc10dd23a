"""What the endpoint does not let a query or a client do to it."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx2 as httpx
import pytest
from sparql_server import (
    CROSS,
    ENDLESS,
    KB,
    MB,
    ROOT,
    SECONDS,
    TOO_LATE,
    WORLD,
    Served,
    ask,
    assert_answers,
    post,
    processor_seconds,
    serving,
)

HUNGRY = f"SELECT * {{ {CROSS} }} ORDER BY ?a"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world as a file."""
    path = tmp_path_factory.mktemp("world") / "world.nq"
    path.write_text(WORLD)
    return path


@pytest.fixture(scope="module")
def served(graph: Path) -> Iterator[Served]:
    """A server with narrow limits."""
    limits = {"seconds": SECONDS, "result_bytes": 100 * KB, "request_bytes": 32 * KB, "memory_bytes": 64 * MB}
    with serving(graph, **limits) as found:
        yield found


def test_a_query_that_takes_too_long_is_stopped_and_so_is_its_work(served: Served) -> None:
    before = set(served.workers())
    assert ask(served, ENDLESS) == TOO_LATE
    after = [pid for pid in served.workers() if pid in before]
    used = [processor_seconds(pid) for pid in after]
    assert len(after) == len(before) - 1
    assert_answers(served)
    assert [round(processor_seconds(pid) - was) for pid, was in zip(after, used, strict=True)] == [0] * len(after)


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ {CROSS} FILTER(STR(?a) = CONCAT(STR(?d), STR(?g), STR(?j))) }}",
        f"SELECT DISTINCT ?b {{ {CROSS} }}",
        f"CONSTRUCT {{ ?a <http://p> ?x }} {{ {CROSS} FILTER(STR(?a) = CONCAT(STR(?d), STR(?g), STR(?j))) }}",
        f"SELECT * {{ {CROSS} FILTER(STR(?a) = CONCAT(STR(?d), STR(?g), STR(?j))) }}",
    ],
)
def test_every_form_of_query_is_stopped(served: Served, query: str) -> None:
    assert ask(served, query) == TOO_LATE


def test_others_are_answered_while_a_query_is_stopped(served: Served) -> None:
    with ThreadPoolExecutor() as clients:
        endless = clients.submit(ask, served, ENDLESS)
        assert_answers(served)
        assert endless.result() == TOO_LATE


def test_a_query_that_takes_too_much_memory_ends_alone(graph: Path) -> None:
    with serving(graph, memory_bytes=64 * MB) as served, ThreadPoolExecutor() as clients:
        hungry = clients.submit(ask, served, HUNGRY)
        assert_answers(served)
        assert hungry.result() == (422, "the query took more memory than 64 MB and was stopped: ask for less\n")
        assert_answers(served)


def test_an_answer_that_is_too_long_is_not_sent(served: Served) -> None:
    sentence = "the answer is longer than 102400 bytes: ask for less, for example with LIMIT\n"
    assert ask(served, "SELECT * { ?a ?b ?c . ?d ?e ?f }") == (422, sentence)
    assert ask(served, "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }") == (422, sentence)
    assert_answers(served)


@pytest.mark.parametrize("query", ["ASK " + "{" * 15_000, f"SELECT ({'(' * 10_000}1{')' * 10_000} AS ?x) {{}}"])
def test_a_query_nested_very_deeply_ends_alone(served: Served, query: str) -> None:
    status, text = ask(served, query)
    assert (status in (400, 422, 503), text.count("\n")) == (True, 1)
    assert_answers(served)


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_no_service_is_asked(served: Served, silent: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.setblocking(False)
        query = f"SELECT * {{ SERVICE {silent} <http://127.0.0.1:{other.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        assert ask(served, query) == (403, "this endpoint asks no other: a query with SERVICE is refused\n")
        with pytest.raises(BlockingIOError):
            other.accept()


@pytest.mark.parametrize("confined", ["open_no_connection", "open_nothing_more"])
def test_a_worker_can_open_no_connection(confined: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.setblocking(False)
        program = (
            "import pyoxigraph\n"
            "from govkg.web.sparql import confine\n"
            f"print(confine.{confined}())\n"
            "try:\n"
            f"    pyoxigraph.Store().query('ASK {{ SERVICE <http://127.0.0.1:{other.getsockname()[1]}/> {{}} }}')\n"
            "except OSError as error:\n"
            "    print('refused')\n"
        )
        found = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONPATH": str(ROOT)}
        )
        done, *said = found.stdout.split()
        if done == "False":
            pytest.skip("this machine's kernel knows no such filter")
        assert said == ["refused"]
        with pytest.raises(BlockingIOError):
            other.accept()


LONG = "ASK { ?s ?p '" + "x" * 40 * KB + "' }"


def test_a_request_that_is_too_long_is_refused(served: Served) -> None:
    kind = {"content-type": "application/sparql-query"}
    sentence = (413, "the request is longer than 32768 bytes\n")
    whole = post(served, content=LONG, headers=kind)
    assert (whole.status_code, whole.text) == sentence
    parts = post(served, content=(LONG[i : i + 999].encode() for i in range(0, len(LONG), 999)), headers=kind)
    assert (parts.status_code, parts.text) == sentence
    address = httpx.get(served.url, params={"query": LONG})
    assert (address.status_code, address.text) == (
        414,
        "the address is longer than 32768 bytes: send the query with POST\n",
    )
    assert_answers(served)


def test_an_address_or_headers_without_end_are_refused(served: Served) -> None:
    without_end = b"x" * 4 * MB
    assert served.raw(b"GET /sparql?query=" + without_end).startswith(b"HTTP/1.1 414 URI Too Long\r\n")
    found = served.raw(b"GET /sparql HTTP/1.1\r\nhost: localhost\r\nx: " + without_end)
    assert found.startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")
    assert_answers(served)


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /sparql HTTP/1.1\r\nhost: localhost\r\nx-",
        b"POST /sparql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/sparql-query\r\n"
        b"content-length: 99\r\n\r\nASK {",
    ],
)
def test_a_request_that_does_not_come_is_not_waited_for(served: Served, begun: bytes) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as slow:
        slow.sendall(begun)
        assert_answers(served)
        assert slow.recv(65536).startswith(b"HTTP/1.1 408 Request Timeout\r\n")


def test_clients_that_take_no_answer_keep_no_worker_and_are_given_up(graph: Path) -> None:
    address, kind = f"/sparql?query={quote('SELECT * { ?a ?b ?c . ?d ?e ?f }')}", {"accept": "text/csv"}
    with serving(graph, seconds=SECONDS) as served:
        length = int(
            httpx.head(served.url.replace("/sparql", address), headers=kind, verify=False).headers["content-length"]
        )
        slow = [
            _takes_nothing(served, f"GET {address} HTTP/1.1\r\nhost: localhost\r\naccept: text/csv\r\n\r\n")
            for _ in range(4)
        ]
        assert_answers(served)
        time.sleep(3 * SECONDS)
        received = [_rest(connection) for connection in slow]
        assert [0 < count < length for count in received] == [True] * 4
        assert_answers(served)


def _takes_nothing(served: Served, request: str) -> socket.socket:
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * KB)
    connection.connect(("127.0.0.1", served.port))
    connection.sendall(request.encode())
    return connection


def _rest(connection: socket.socket) -> int:
    with connection:
        received = 0
        while part := connection.recv(MB):
            received += len(part)
        return received


def test_broken_requests_leave_it_answering(served: Served) -> None:
    chance = random.Random(14)
    good = (
        b"POST /sparql?default-graph-uri=http%3A%2F%2Fa HTTP/1.1\r\nhost: localhost\r\naccept: text/csv;q=0.5\r\n"
        b"content-type: application/x-www-form-urlencoded\r\ncontent-length: 18\r\n\r\nquery=ASK%20%7B%7D"
    )
    for _ in range(150):
        broken = bytearray(good)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(broken))
            broken[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        said = served.raw(bytes(broken), timeout=5)
        assert b"Traceback" not in said
        assert not said.startswith(b"HTTP/1.1 500")
    assert_answers(served)
