"""The SPARQL endpoint under load against ``oxigraph serve-read-only`` alone: answers a second, run in turn with wrk."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from measure import ROOT, table

sys.path.insert(0, str(ROOT / "tests"))

from sparql_server import serving

from govkg.knowledge_graph import load
from govkg.paths import shipped
from govkg.questions import questions, read_question
from govkg.store import bind

CLIENTS = (1, 8, 32)
RUNS = 3
SECONDS = 2
WORKERS = 4
CHEAPEST = "ASK {}"
LOOKED_UP = "SELECT ?property ?value WHERE { <%s> ?property ?value }"
OXIGRAPH, GOVKG, ON_DISK, CACHED = "oxigraph alone", "no cache", "no cache, on disk", "govkg"
LUA = """
local queries = { %s }
local at = 0
request = function()
  at = at %% #queries + 1
  return wrk.format("POST", nil, {
    ["Content-Type"] = "application/sparql-query", ["Accept"] = "application/sparql-results+json"
  }, queries[at])
end
response = function(status) if status ~= 200 then print("status " .. status) end end
"""


def main() -> None:
    """Print the answers a second of each, and their ratio to the first."""
    wrk = shutil.which("wrk")
    if wrk is None:
        sys.exit("skipped: wrk, which sends the requests, is not on this machine")
    with tempfile.TemporaryDirectory() as folder, _servers(Path(folder)) as urls:
        scripts = {"canned questions": _script(Path(folder) / "mix.lua", _mix())}
        scripts["all of one entity"] = _script(Path(folder) / "entities.lua", _entities())
        scripts[CHEAPEST] = _script(Path(folder) / "cheapest.lua", [CHEAPEST])
        rows = []
        for name, script in scripts.items():
            for clients in CLIENTS:
                rates = _rates(wrk, urls, script, clients)
                cells = [f"{rates[OXIGRAPH]:.0f}"]
                for kind in (GOVKG, ON_DISK, CACHED):
                    cells += [f"{rates[kind]:.0f}", f"{rates[kind] / rates[OXIGRAPH]:.2f}"]
                rows.append([f"{name}, {clients} clients", *cells])
        head = [f"answers/s, medians of {RUNS}", OXIGRAPH, GOVKG, "ratio", ON_DISK, "ratio", CACHED, "ratio"]
        print(table(head, rows))


def _mix() -> list[str]:
    """Every canned question with the example values of its parameters."""
    knowledge = load()
    folder = shipped().queries
    asked = []
    for name in questions(folder):
        question = read_question(folder, name)
        examples = {each.name: each.example for each in question.parameters.values() if each.example}
        asked.append(bind(question.text, question.terms(examples, knowledge.names)))
    return asked


def _entities() -> list[str]:
    """What the graph says of each of some entities."""
    return [LOOKED_UP % iri for iri in sorted(load().names.label)[:200]]


def _script(path: Path, queries: Sequence[str]) -> Path:
    path.write_text(LUA % ", ".join(f"[==[\n{query}]==]" for query in queries))
    return path


@contextmanager
def _servers(folder: Path) -> Iterator[Mapping[str, str]]:
    released = shipped().released
    with (
        _alone(released, folder / "store") as alone,
        serving(released, workers=WORKERS, cache_bytes=0) as plain,
        serving(folder / "store", workers=WORKERS, cache_bytes=0) as on_disk,
        serving(released, workers=WORKERS) as cached,
    ):
        yield {OXIGRAPH: alone, GOVKG: plain.url, ON_DISK: on_disk.url, CACHED: cached.url}


@contextmanager
def _alone(graph: Path, store: Path) -> Iterator[str]:
    program = str(Path(sys.executable).with_name("oxigraph"))
    subprocess.run([program, "load", "--location", store, "--file", graph], check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        [program, "serve-read-only", "--location", store, "--bind", address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(100):
            with suppress(OSError), urlopen(f"http://{address}/", timeout=5):
                break
            time.sleep(0.1)
        yield f"http://{address}/query"
    finally:
        server.terminate()
        server.wait()


def _rates(wrk: str, urls: Mapping[str, str], script: Path, clients: int) -> dict[str, float]:
    found: dict[str, list[float]] = {name: [] for name in urls}
    for run in range(RUNS + 1):
        for name, url in urls.items():
            rate = _rate([wrk, "-t1", f"-c{clients}", f"-d{SECONDS if run else 1}s", "-s", str(script), url])
            if run:
                found[name].append(rate)
    return {name: median(rates) for name, rates in found.items()}


def _rate(command: Sequence[str]) -> float:
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate = re.search(r"Requests/sec:\s*([0-9.]+)", said)
    if rate is None or "status" in said or "Non-2xx" in said:
        sys.exit(f"{' '.join(command)} went wrong:\n{said[:2000]}")
    return float(rate[1])


if __name__ == "__main__":
    main()
