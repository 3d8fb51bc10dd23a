"""HTTP before anybody looks at SPARQL: what is too long or ill-formed is refused, and nothing is mixed up."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import uvicorn
from sparql_server import Served, serving

from govkg.web.sparql import asgi
from govkg.web.sparql.bounded import bounded

KB = 1024
ASK = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nhost: localhost\r\n"
LAST = b"connection: close\r\n\r\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    graph: Path = tmp_path_factory.mktemp("graph") / "graph.nq"
    graph.write_text("".join(f"<http://a/{n}> <http://a/p> <http://a/{n % 9}> .\n" for n in range(500)))
    with serving(graph, seconds=3) as found:
        yield found


def _said(served: Served, request: bytes) -> bytes:
    """What comes back until the server closes, while our side stays open."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as connection:
        connection.sendall(request)
        received = b""
        while part := connection.recv(65536):
            received += part
        return received


@pytest.mark.parametrize("length", [66_000, 900_000])
def test_an_address_that_the_parser_would_call_broken_is_called_long(served: Served, length: int) -> None:
    found = _said(served, b"GET /sparql?query=" + b"x" * length + b" HTTP/1.1\r\nhost: localhost\r\n" + LAST)
    assert found.startswith(b"HTTP/1.1 414 URI Too Long\r\n")
    assert found.endswith(b"\r\n\r\nthe address is too long: send the query with POST\n")


def test_a_long_address_leaves_no_room_for_long_headers(served: Served) -> None:
    """Some hundred thousand media types in one header would keep the loop busy for seconds."""
    found = _said(served, b"GET /sparql HTTP/1.1\r\nhost: localhost\r\naccept: " + b"a/b," * 5 * KB + b"\r\n" + LAST)
    assert found.startswith(b"HTTP/1.1 431 Request Header Fields Too Large\r\n")
    query = quote("ASK { } #" + "x" * 20 * KB).encode()
    whole = b"GET /sparql?query=" + query + b" HTTP/1.1\r\nhost: localhost\r\nx: " + b"y" * 15 * KB + b"\r\n" + LAST
    assert _said(served, whole).startswith(b"HTTP/1.1 200 OK\r\n")


def test_requests_that_come_together_are_answered_in_their_order(served: Served) -> None:
    found = _said(served, (ASK + b"\r\n") * 200 + ASK + LAST)
    assert found.count(b"HTTP/1.1 200 OK\r\n") == 201


def test_a_refusal_does_not_run_into_an_answer(served: Served) -> None:
    slow = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }").encode()
    first = b"GET /sparql?query=" + slow + b" HTTP/1.1\r\nhost: localhost\r\n\r\n"
    found = _said(served, first + b"GET /sparql HTTP/1.1\r\nx: " + b"y" * 20 * KB + b"\r\n\r\n")
    assert found.count(b"HTTP/1.1 ") <= 1
    assert _said(served, ASK + LAST).startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_length_and_chunks_at_once_are_one_broken_request(served: Served) -> None:
    two = (
        b"POST /sparql HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\ncontent-length: 5\r\n\r\n0\r\n\r\n"
        + ASK
        + LAST
    )
    found = _said(served, two)
    assert (found[:24], found.count(b"HTTP/1.1")) == (b"HTTP/1.1 400 Bad Request", 1)


def test_who_takes_none_of_any_answer_is_given_up(caplog: pytest.LogCaptureFixture) -> None:
    """Not only of the endpoint's: whatever stands behind the protocol."""
    ended: list[float] = []

    async def endless(scope: asgi.Scope, receive: asgi.Receive, send: asgi.Send) -> None:
        started = asyncio.get_running_loop().time()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(2_000):
            await send({"type": "http.response.body", "body": b"x" * 64 * KB, "more_body": True})
        await receive()
        ended.append(asyncio.get_running_loop().time() - started)

    async def take_nothing() -> None:
        config = uvicorn.Config(endless, http=bounded(16 * KB, 0.5), lifespan="off", log_level="error", port=0)
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection("127.0.0.1", port, limit=KB)
        writer.write(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
        await asyncio.sleep(1.2)
        assert len(ended) == 1
        writer.close()
        server.should_exit = True
        await task

    with caplog.at_level(logging.ERROR):
        asyncio.run(asyncio.wait_for(take_nothing(), 20))
    assert 0.4 < ended[0] < 1.2
