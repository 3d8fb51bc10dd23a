"""``govkg serve`` as a process: it says where it is, answers, and ends when told to, leaving nothing behind."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2 as httpx
import pytest
from worlds import govkg

from govkg.cli.serving import _is_loopback


def started(*options: str) -> tuple[subprocess.Popen[str], str]:
    """A server on a free port, and its address."""
    command = [sys.executable, "-m", "govkg", "serve", "--port", "0", *options]
    # As from a terminal: a test runner may ignore the signal of Ctrl-C, and would hand that on.
    server = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert server.stdout is not None
    line = server.stdout.readline()
    assert line.startswith("govkg at http://127.0.0.1:"), line
    return server, line.removeprefix("govkg at ").partition("/,")[0]


def workers(server: subprocess.Popen[str]) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(server.pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text()]


@pytest.mark.parametrize(
    ("sent", "code", "said"), [(signal.SIGINT, 130, "stopped\n"), (signal.SIGTERM, -15, ""), (signal.SIGKILL, -9, "")]
)
def test_it_answers_and_ends_without_leaving_a_worker(sent: int, code: int, said: str) -> None:
    server, address = started()
    try:
        page = httpx.get(f"{address}/page/netmundial")
        rows = httpx.get(f"{address}/sparql", params={"query": "ASK { ?s ?p ?o }"}, headers={"Accept": "text/csv, */*"})
        assert (page.status_code, rows.status_code) == (200, 200)
        assert rows.json()["boolean"] is True
        at_work = workers(server)
        assert len(at_work) >= 4
        server.send_signal(sent)
        _, complaints = server.communicate(timeout=30)
        assert (server.returncode, complaints) == (code, said)
        for _ in range(100):
            if not alive(at_work):
                break
            time.sleep(0.1)
        assert alive(at_work) == []
    finally:
        server.kill()


def test_it_is_under_the_path_of_a_proxy() -> None:
    server, address = started("--root", "/govkg/")
    try:
        assert address.endswith("/govkg")
        assert httpx.get(f"{address}/page/itu").status_code == 200
        sent_on = httpx.get(f"{address}/sparql", headers={"Accept": "text/html"})
        assert (sent_on.status_code, sent_on.headers["location"]) == (303, "/govkg/editor")
        assert httpx.get(f"{address.removesuffix('/govkg')}/sparql").status_code == 404
    finally:
        server.terminate()
        server.communicate(timeout=30)


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (["--port", "70000"], 2, "govkg: --port: found 70000, expected 0 to 65535\n"),
        (["--seconds", "0"], 2, "govkg: --seconds: found 0, expected more than 0 and at most 3600\n"),
        (["--root", "govkg"], 2, "govkg: --root: found 'govkg', expected a path such as /govkg\n"),
        (["--graph", "/nowhere.nq"], 4, "govkg: no graph at /nowhere.nq: build it with 'govkg build'\n"),
    ],
)
def test_what_cannot_be_served_is_one_line(options: list[str], code: int, sentence: str) -> None:
    ran = govkg("serve", *options)
    assert (ran.code, ran.out, ran.err) == (code, "", sentence)


def test_a_port_that_is_taken_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = govkg("serve", "--port", str(port))
    expected = f"govkg: cannot listen on 127.0.0.1, port {port}: address already in use; choose another with --port\n"
    assert (ran.code, ran.out, ran.err) == (6, "", expected)


def test_only_loopback_counts_as_this_machine() -> None:
    hosts = ("127.0.0.1", "127.8.9.1", "::1", "0.0.0.0", "192.0.2.1", "::", "::ffff:192.0.2.1")
    assert [_is_loopback(host) for host in hosts] == [True, True, True, False, False, False, False]


@pytest.mark.parametrize("host", ["a..b", "x" * 64 + ".example.org"])
def test_a_host_that_is_none_is_one_line(host: str) -> None:
    ran = govkg("serve", "--port", "0", "--host", host)
    expected = f"govkg: cannot listen on {host}: no such host; leave --host out for this machine alone\n"
    assert (ran.code, ran.out, ran.err) == (6, "", expected)
