"""A SPARQL endpoint as a process of its own, for tests and benchmarks, and a small world to hold to its limits.

Run as a script it serves; imported it starts itself.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from httpx2 import Response

ROOT = Path(__file__).resolve().parents[1]
EDITOR = "/editor"
DESCRIBED = "A small world"
HEADERS = 16 * 1024
SIZE = 300
"""Statements of the world: the cross product of four copies of it is not counted within a test."""
WORLD = "".join(f"<http://example.org/{n}> <http://example.org/p> <http://example.org/o{n}> .\n" for n in range(SIZE))
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}"
SECONDS = 1
KB, MB = 1024, 1024 * 1024
TOO_LATE = (503, f"the query took longer than {SECONDS} seconds and was stopped\n")


@dataclass(frozen=True, slots=True)
class Served:
    """A running server.

    Attributes:
        url: the address of the endpoint.
        port: its port on 127.0.0.1.
        process: the server.
    """

    url: str
    port: int
    process: subprocess.Popen[str]

    def workers(self) -> list[int]:
        """The process ids of its workers."""
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.process.pid)], capture_output=True, text=True)
        return [int(line) for line in found.stdout.split()]

    def raw(self, request: bytes, timeout: float = 20) -> bytes:
        """What comes back for bytes sent as they are, until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as connection:
            with suppress(OSError):
                connection.sendall(request)
                connection.shutdown(socket.SHUT_WR)
            received = b""
            with suppress(OSError):
                while part := connection.recv(65536):
                    received += part
            return received


@contextmanager
def serving(graph: Path, **limits: float) -> Iterator[Served]:
    """A server with a graph, until the block is left."""
    served = start(graph, **limits)
    try:
        yield served
    finally:
        stop(served)


def start(graph: Path, **limits: float) -> Served:
    """A server that answers."""
    process = subprocess.Popen(
        [sys.executable, __file__, str(graph), json.dumps(limits)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    said = process.stdout.readline().strip()
    if not said.isdigit():
        process.kill()
        raise RuntimeError(f"the server did not start: {said}{process.communicate()[0]}")
    return Served(f"http://127.0.0.1:{said}/sparql", int(said), process)


def stop(served: Served) -> str:
    """End a server as Ctrl-C does; what it had printed."""
    if served.process.poll() is None:
        served.process.send_signal(signal.SIGINT)
    try:
        said, _ = served.process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        served.process.kill()
        said, _ = served.process.communicate()
        raise RuntimeError(f"the server did not end: {said}") from None
    return said


def post(served: Served, timeout: float = 20, **request: Any) -> Response:
    """The response to a POST."""
    import httpx2 as httpx

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


def gone(pid: int) -> bool:
    """Whether a process has ended, waiting a little for it."""
    for _ in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def processor_seconds(pid: int) -> float:
    """Processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Serve the graph named first, under limits as JSON; print the port once it answers."""
    from uvloop import new_event_loop

    from govkg.errors import GovkgError

    graph, given = sys.argv[1:]
    try:
        with suppress(KeyboardInterrupt):
            asyncio.Runner(loop_factory=new_event_loop).run(_serve(Path(graph), json.loads(given)))
    except GovkgError as error:
        sys.exit(str(error))


async def _serve(graph: Path, limits: dict[str, Any]) -> None:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.routing import Route

    from govkg.web.sparql import Endpoint, Limits
    from govkg.web.sparql.bounded import bounded

    async with Endpoint(graph, Limits(**{"workers": 2, **limits}), EDITOR, DESCRIBED) as endpoint:
        application = Starlette(routes=[Route("/sparql", endpoint)])
        application.router.redirect_slashes = False
        config = uvicorn.Config(
            application,
            http=bounded(HEADERS, endpoint.limits.seconds),
            lifespan="off",
            log_level="error",
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        with socket.create_server(("127.0.0.1", 0)) as listening:
            print(listening.getsockname()[1], flush=True)
            await uvicorn.Server(config).serve([listening])


if __name__ == "__main__":
    main()
