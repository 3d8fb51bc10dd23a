"""The pages over HTTP without a network: a client for the shipped graph, and one for a small world."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from govkg.knowledge_graph import KnowledgeGraph, load
from govkg.web.explorer import Explorer
from govkg.web.server.app import make_app


async def no_endpoint(scope: Any, receive: Any, send: Any) -> None:
    """Stands where the SPARQL endpoint is, for tests of everything else."""
    await send({"type": "http.response.start", "status": 501, "headers": []})
    await send({"type": "http.response.body", "body": b"no endpoint in this test"})


def client(kg: KnowledgeGraph | None = None, *, root: str = "", documents: Path | None = None) -> TestClient:
    """A client that follows no redirects and sees faults as a browser would.

    Args:
        kg: the graph; the shipped one if left out.
        root: the path under which the pages are.
        documents: the folder with the documents' texts.
    """
    app = make_app(Explorer(kg or load(), documents), no_endpoint, root)
    return TestClient(app, follow_redirects=False, raise_server_exceptions=False)
