"""What the endpoint does not let a query, a client or a signal do to it."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from sparql_server import Served, gone, processor_seconds, serving, start, stop

from govkg.store import Embedded

SIZE = 300
"""Statements of the world: the cross product of four copies of it is not counted within a test."""
WORLD = "".join(f"<http://example.org/{n}> <http://example.org/p> <http://example.org/o{n}> .\n" for n in range(SIZE))
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"
HUNGRY = f"SELECT * {{ {CROSS} }} ORDER BY ?a"
SECONDS = 1
KB, MB = 1024, 1024 * 1024
TOO_LATE = (503, f"the query took longer than {SECONDS} seconds and was stopped\n")


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


def post(served: Served, timeout: float = 20, **request: Any) -> httpx.Response:
    """The response to a POST."""
    return httpx.post(served.url, timeout=timeout, verify=False, **request)


def ask(served: Served, query: str) -> tuple[int, str]:
    """Status and text of the answer to a query."""
    found = post(served, content=query, headers={"content-type": "application/sparql-query"})
    return found.status_code, found.text


def assert_answers(served: Served) -> None:
    """The server still counts its statements right, once it has a worker that is free."""
    for _ in range(20):
        found = post(served, data={"query": COUNT}, headers={"accept": "text/csv"})
        if found.status_code != 503:
            break
    assert (found.status_code, found.text) == (200, f"n\r\n{SIZE}\r\n")


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


def test_a_worker_can_open_no_connection() -> None:
    program = (
        "import socket, pyoxigraph\n"
        "from govkg.web.sparql import confine\n"
        "confine.open_nothing_more()\n"
        "try:\n    pyoxigraph.Store().query('ASK { SERVICE <http://127.0.0.1:9999/> {} }')\n"
        "except OSError as error:\n    print('Too many open files' in str(error) or error)\n"
        "try:\n    socket.socket()\n"
        "except OSError as error:\n    print(error.strerror)\n"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.splitlines()[-1] == "Too many open files"
    assert len(found.stdout.splitlines()) == 2


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


def test_a_query_whose_client_leaves_is_stopped(graph: Path) -> None:
    with serving(graph) as served:
        before = set(served.workers())
        with pytest.raises(httpx.ReadTimeout):
            post(served, 0.2, data={"query": ENDLESS})
        left = before
        for _ in range(100):
            left = before & set(served.workers())
            if left != before:
                break
            time.sleep(0.05)
        assert len(left) == len(before) - 1
        assert_answers(served)


def test_more_than_may_wait_are_sent_away(graph: Path) -> None:
    with serving(graph, workers=1, waiting=2, seconds=SECONDS) as served, ThreadPoolExecutor(12) as clients:
        found = list(clients.map(lambda _: ask(served, ENDLESS), range(12)))
        assert set(found) == {TOO_LATE, (503, "too many queries are waiting for their turn\n")}
        assert found.count(TOO_LATE) >= 1
        assert_answers(served)


def test_a_worker_killed_under_load_loses_no_answer(graph: Path) -> None:
    with serving(graph, cache_bytes=0) as served, ThreadPoolExecutor(8) as clients:
        asked = [clients.submit(assert_answers, served) for _ in range(30)]
        for pid in served.workers():
            os.kill(pid, signal.SIGKILL)
        assert [each.result() for each in asked] == [None] * 30


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_server_that_ends_leaves_no_worker(graph: Path, how: signal.Signals) -> None:
    served = start(graph)
    workers = served.workers()
    clients = [threading.Thread(target=_ask_in_vain, args=(served,)) for _ in range(2)]
    for client in clients:
        client.start()
    _wait_until_busy(workers)
    served.process.send_signal(how)
    said, _ = served.process.communicate(timeout=20)
    assert [gone(pid) for pid in workers] == [True] * len(workers)
    assert (served.process.returncode, "Traceback" in said) == (-how if how != signal.SIGINT else 0, False)
    for client in clients:
        client.join()


def _ask_in_vain(served: Served) -> None:
    try:
        ask(served, ENDLESS)
    except httpx.HTTPError:
        return


def _wait_until_busy(workers: list[int]) -> None:
    before = [processor_seconds(pid) for pid in workers]
    for _ in range(200):
        if all(processor_seconds(pid) > was for pid, was in zip(workers, before, strict=True)):
            return
        time.sleep(0.05)


def test_a_server_started_again_answers_the_same(graph: Path) -> None:
    for _ in range(2):
        served = start(graph)
        assert_answers(served)
        served.process.kill()
        stop(served)


def test_a_new_graph_in_the_place_of_the_old_is_not_mixed_with_it(tmp_path: Path) -> None:
    path, new = tmp_path / "world.nq", tmp_path / "new.nq"
    path.write_text(WORLD)
    with serving(path, cache_bytes=0) as served:
        new.write_text("")
        new.rename(path)
        for pid in served.workers():
            os.kill(pid, signal.SIGKILL)
        assert_answers(served)


def test_a_store_on_disk_is_served(tmp_path: Path) -> None:
    Embedded.write(tmp_path / "store", WORLD.encode())
    with serving(tmp_path / "store", seconds=SECONDS) as served:
        assert_answers(served)
        assert ask(served, ENDLESS) == TOO_LATE
        assert_answers(served)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("none.nq", None, "no graph at"), ("broken.nq", "<a", "broken.nq is not a graph"), ("empty", "", "no graph at")],
)
def test_without_a_graph_it_does_not_start(tmp_path: Path, name: str, content: str | None, said: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    with pytest.raises(RuntimeError, match=said):
        start(path)


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
