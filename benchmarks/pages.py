"""How long the pages of `govkg serve` take and how heavy they are, over HTTP, each kind asked once and then again.

The first time a page is made, the second time it is given again. Seconds are of the server's clock as a client on the
same machine sees it, after the server has read what every page needs.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

from measure import table

PAGES = {
    "home": "/",
    "search": "/search?q=wsis",
    "search as one types": "/api/search?q=netmund",
    "entities": "/page/{entity}",
    "a long source": "/page/source/wsis-page-2014-04",
    "questions": "/questions",
    "a question": "/ask/feeds-into?target={entity}",
    "a plan": "/plan?as=civil+society&into={entity}&from=2014-04-01",
    "timelines": "/timeline?from=2014-{month:02}&to=2014-12",
    "networks around a thing": "/network?around={entity}&steps=2",
    "the whole network": "/network",
    "the ontology": "/ontology",
}
ENTITIES = ("netmundial", "wsis10-high-level-event", "wsis10-mpp", "itu-plenipotentiary-2014", "wsis10-vision")


def asked(connection: HTTPConnection, path: str) -> tuple[float, int]:
    """Milliseconds until a page is there, and its bytes over the wire."""
    began = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    content = response.read()
    if response.status != 200:
        sys.exit(f"{path}: status {response.status}")
    return (time.perf_counter() - began) * 1000, len(content)


def main() -> None:
    """Print a row for each kind of page: medians and maxima."""
    command = [sys.executable, "-m", "govkg", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().removeprefix("govkg at ").partition("/,")[0]
            connection = HTTPConnection(urlsplit(address).netloc)
            rows = [_row(connection, name, pattern) for name, pattern in PAGES.items()]
        finally:
            server.terminate()
    print(table(["page", "asked", "made ms", "longest ms", "again ms", "largest kB"], rows))


def _row(connection: HTTPConnection, name: str, pattern: str) -> list[str]:
    paths = [pattern.format(entity=entity, month=month + 1) for month, entity in enumerate(ENTITIES)]
    paths = sorted(set(paths))
    made = [asked(connection, path) for path in paths]
    again = [asked(connection, path)[0] for path in paths]
    times = [milliseconds for milliseconds, _ in made]
    largest = max(size for _, size in made) / 1000
    shown = (statistics.median(times), max(times), statistics.median(again))
    return [name, str(len(paths)), *(f"{figure:.0f}" for figure in shown), f"{largest:.0f}"]


if __name__ == "__main__":
    main()
