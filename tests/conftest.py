"""What many tests share: the shipped graph, and the engines that must all give the same rows for a question."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from rdflib_store import Rdflib

from govkg.knowledge_graph import KnowledgeGraph, load
from govkg.paths import shipped
from govkg.remote import Remote
from govkg.store import Embedded, Store

ENGINES = ("oxigraph", "rdflib", "remote")
"""The embedded store, rdflib's memory, and an Oxigraph server asked over HTTP."""


@pytest.fixture(scope="session")
def kg() -> KnowledgeGraph:
    """The shipped graph in the embedded store."""
    return load()


@pytest.fixture(scope="session")
def engines(kg: KnowledgeGraph, endpoint: str) -> dict[str, Store]:
    """One store an engine, each with the shipped graph."""
    assert isinstance(kg.store, Embedded)
    return {"oxigraph": kg.store, "rdflib": Rdflib.in_memory(shipped().released), "remote": Remote(endpoint)}


@pytest.fixture(scope="session", params=ENGINES)
def asked(request: pytest.FixtureRequest, engines: dict[str, Store]) -> KnowledgeGraph:
    """The shipped graph behind each engine in turn."""
    return KnowledgeGraph(engines[request.param], shipped())


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a SPARQL endpoint on this machine that holds the shipped graph."""
    folder = tmp_path_factory.mktemp("endpoint")
    program = _oxigraph()
    subprocess.run(
        [program, "load", "--location", str(folder), "--file", str(shipped().released)], check=True, capture_output=True
    )
    port = _free_port()
    server = subprocess.Popen(
        [program, "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_up(f"http://127.0.0.1:{port}/", server)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        server.terminate()
        server.wait()


def _oxigraph() -> str:
    beside = Path(sys.executable).with_name("oxigraph")
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    if found is None:
        pytest.skip("no oxigraph server: install the PyPI package oxigraph")
    return found


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_until_up(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError(f"the oxigraph server ended with code {server.returncode}")
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the oxigraph server did not come up")
