"""``govkg serve``: the pages and the SPARQL endpoint on this machine."""

from __future__ import annotations

import os
import re
import socket
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from govkg.cli.place import documents_folder, project
from govkg.errors import BadQuery, OutputError

if TYPE_CHECKING:
    import uvicorn

    from govkg.web.server.app import Application
    from govkg.web.sparql import Endpoint, Limits

HEADERS = 16 * 1024
"""What the headers of a request may take beside its address."""


def serve(args: Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM.

    Raises:
        OutputError: the port cannot be had.
        BadQuery: an option makes no sense.
    """
    import asyncio

    from govkg.export.dataset import ABOUT
    from govkg.knowledge_graph import load
    from govkg.web.explorer import Explorer
    from govkg.web.server.app import make_app
    from govkg.web.sparql import Endpoint, Limits

    if not 0 <= args.port <= 65535:
        raise BadQuery(f"--port: found {args.port}, expected 0 to 65535")
    if not 0 < args.seconds <= 3600:
        raise BadQuery(f"--seconds: found {args.seconds:g}, expected more than 0 and at most 3600")
    root = _root(args.root)
    home = project(args)
    graph = Path(args.graph) if args.graph else home.released
    limits = Limits(seconds=args.seconds)
    kg = load(args.graph, project=home)
    endpoint = Endpoint(graph, limits, editor=f"{root}/editor", text=ABOUT)
    explorer = Explorer(kg, documents_folder(args))
    explorer.prepare()
    app = make_app(explorer, endpoint, root)
    with _listening(args.host, args.port) as listening:
        config = _config(app, limits)
        with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
            runner.run(_run(config, endpoint, listening, f"{_address(listening)}{root}"))
    return 0


def _config(app: Application, limits: Limits) -> uvicorn.Config:
    import uvicorn

    from govkg.web.sparql.bounded import bounded

    return uvicorn.Config(
        app,
        http=bounded(HEADERS, limits.seconds),
        lifespan="off",
        # A line for each broken request would let strangers fill the log; a fault of ours is written there by us.
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )


async def _run(config: uvicorn.Config, endpoint: Endpoint, listening: socket.socket, address: str) -> None:
    """Serve until a signal comes. A graph that cannot be read is told before anybody is let in."""
    import uvicorn

    async with endpoint:
        print(f"govkg at {address}/, SPARQL at {address}/sparql; Ctrl-C stops it", flush=True)
        if not _is_loopback(listening.getsockname()[0]):
            print("other machines can reach it: whoever can, may read everything in this graph", file=sys.stderr)
        await uvicorn.Server(config).serve(sockets=[listening])


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except (socket.gaierror, UnicodeError):
        # Python's own code for names beyond ASCII refuses an empty or overlong part of a name, such as in "a..b".
        raise OutputError(f"cannot listen on {host}: no such host; leave --host out for this machine alone") from None
    except OSError as error:
        reason = os.strerror(error.errno).lower() if error.errno else str(error)
        raise OutputError(f"cannot listen on {host}, port {port}: {reason}; choose another with --port") from None


def _is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address, as a socket names it: in numbers."""
    return host == "::1" or host.startswith("127.")


def _root(given: str) -> str:
    root = given.rstrip("/")
    if root and not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+", root):
        raise BadQuery(f"--root: found {given!r}, expected a path such as /govkg")
    return root
