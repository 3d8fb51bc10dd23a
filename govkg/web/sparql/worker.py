"""A process that holds the graph and answers one query at a time; killed and replaced when one takes too much.

The engine cannot be told to stop. A process can, and its memory goes with it. Started by govkg.web.sparql.pool::

    python -m govkg.web.sparql.worker SOCKET SECONDS RESULT_BYTES MEMORY_BYTES GRAPH FILE

SOCKET is the descriptor of one to the server, FILE that of the graph's file, or -1 if GRAPH is a folder with a store.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from govkg.errors import BadQuery, GovkgError, NotFound
from govkg.store import Embedded
from govkg.web.sparql import confine, frames
from govkg.web.sparql.answer import Answer, answer

GRACE = 2.0
"""Seconds past the limit after which a worker ends itself: the server that should have done so is gone."""
_WARM_UP = (
    (b"", "application/sparql-query", b"ASK {}", "", "http://localhost/"),
    (b"query=SELECT%20%2A%20%7B%20BIND%281%20AS%20%3Fx%29%20%7D", "", b"", "text/csv,*/*;q=0.1", "http://localhost/"),
    (b"query=CONSTRUCT+WHERE+%7B%3Cs%3E+%3Cp%3E+1%7D", "", b"", "application/rdf+xml", "http://localhost/"),
    (b"query=ASK+%7B+SERVICE+%3Fx+%7B%7D+%7D", "", b"", "", "http://localhost/"),
    (b"query=ASK+%7B+%5Cu0020", "", b"", "", "http://localhost/"),
    (b"query=%FF", "", b"", "", "http://localhost/"),
)


def main() -> None:
    """Open the graph, say so, and answer until the server hangs up."""
    descriptor, seconds, result_bytes, memory_bytes, graph, file = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    confine.die_with_parent()
    server = socket.socket(fileno=int(descriptor))
    try:
        store = _open(Path(graph), int(file))
    except GovkgError as error:
        server.sendall(frames.pack([b"failed", str(error).encode()]))
        return
    for asked in _WARM_UP:
        # What Python reads from files when it first needs it has to be read before nothing can be opened any more.
        answer(store, int(result_bytes), *asked)
    confine.open_no_connection()
    if int(file) >= 0:
        confine.open_nothing_more()
    confine.take_no_more_than(int(memory_bytes))
    server.sendall(frames.pack([b"ready", str(len(store)).encode()]))
    _serve(server, store, float(seconds) + GRACE, int(result_bytes))


def _open(graph: Path, file: int) -> Store:
    if file < 0:
        return Embedded.on_disk(graph).store
    form = RdfFormat.from_extension(graph.suffix[1:])
    if form is None:
        raise NotFound(f"no graph at {graph}: name a file that ends in .nq")
    store = Store()
    try:
        # Not by its path, where another graph may be by now, and at an offset of its own: others read it too.
        store.load(os.pread(file, os.fstat(file).st_size, 0), form)
    except SyntaxError as error:
        raise BadQuery(f"{graph} is not a graph: {error.msg}; rebuild it with 'govkg build'") from None
    os.close(file)
    return store


def _serve(server: socket.socket, store: Store, seconds: float, result_bytes: int) -> None:
    stream = server.makefile("rb")
    while (fields := frames.read(stream.read)) is not None:
        address, content_type, body, accept, base = fields
        signal.setitimer(signal.ITIMER_REAL, seconds)
        found = answer(
            store, result_bytes, address, content_type.decode("latin-1"), body, accept.decode("latin-1"), base.decode()
        )
        signal.setitimer(signal.ITIMER_REAL, 0)
        server.sendall(_frame(found))


def _frame(found: Answer) -> bytes:
    lasting = b"1" if found.lasting else b"0"
    return frames.pack([str(found.status).encode(), found.content_type.encode(), lasting, found.body])


if __name__ == "__main__":
    try:
        main()
    except MemoryError:
        # The way the engine itself ends when it is refused memory, so that the server sees the same in both cases.
        os.abort()
    except (BrokenPipeError, ConnectionResetError):
        pass
