"""``govkg serve``: the pages and the SPARQL endpoint on this machine."""

from __future__ import annotations

import os
import re
import socket
import sys
from argparse import Namespace
from pathlib import Path

from govkg.cli.place import documents_folder, project
from govkg.errors import BadQuery, OutputError


def serve(args: Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM.

    Raises:
        OutputError: the port cannot be had.
        BadQuery: an option makes no sense.
    """
    import uvicorn

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
    kg = load(args.graph, project=home)
    endpoint = Endpoint(graph, Limits(seconds=args.seconds), editor=f"{root}/editor")
    app = make_app(Explorer(kg, documents_folder(args)), endpoint, root)
    with _listening(args.host, args.port) as listening:
        host, port = listening.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        print(f"govkg at http://{shown}:{port}{root}/, SPARQL at http://{shown}:{port}{root}/sparql; Ctrl-C stops it")
        if not _is_loopback(args.host):
            print("other machines can reach it: whoever can, may read everything in this graph", file=sys.stderr)
        sys.stdout.flush()
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="on")
        uvicorn.Server(config).run(sockets=[listening])
    return 0


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except socket.gaierror:
        raise OutputError(f"cannot listen on {host}: no such host; leave --host out for this machine alone") from None
    except OSError as error:
        reason = os.strerror(error.errno).lower() if error.errno else str(error)
        raise OutputError(f"cannot listen on {host}, port {port}: {reason}; choose another with --port") from None


def _is_loopback(host: str) -> bool:
    return host == "localhost" or host == "::1" or host.startswith("127.")


def _root(given: str) -> str:
    root = given.rstrip("/")
    if root and not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+", root):
        raise BadQuery(f"--root: found {given!r}, expected a path such as /govkg")
    return root
