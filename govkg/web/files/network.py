"""A network as JSON, for the script that draws it so that it can be moved."""

from __future__ import annotations

import json
from posixpath import relpath
from typing import Any
from urllib.parse import quote

import networkx as nx  # type: ignore[import-untyped]

from govkg.errors import NotFound
from govkg.evidence import Passage, passages
from govkg.namespaces import data
from govkg.network.dating import bounds_of
from govkg.network.nodes import described, edges
from govkg.web.addresses import Written, place_of, web_address
from govkg.web.drawing.dates import days_in_words
from govkg.web.drawing.networks import figure_of, places, roles
from govkg.web.drawing.slices import Filters, read
from govkg.web.explorer import Explorer
from govkg.web.page import Asked, File

MOST = 2_000
"""Things that a browser can still move."""


def network_file(explorer: Explorer, asked: Asked) -> File:
    """The network of the page of the same query: ``api/network?kind=influence``, or ``networks/influence.json``.

    The addresses of pages in it are relative to its own, so that they hold under any path and in a folder of files.

    Raises:
        NotFound, Ambiguous, DateError, BadQuery: what is asked for does not fit.
    """
    key = asked.key.removesuffix(".json")
    if asked.key and key == asked.key:
        raise NotFound(f"there is no file networks/{asked.key}: their names end in .json")
    graph = read(explorer, Filters.of(Asked(key, asked.query), explorer.kg.names))
    here = f"networks/{asked.key}" if asked.key else "api/network"
    found = passages(explorer.kg.store, (iri for *_, given in edges(graph) for iri in given["passage_iris"]))
    address = _Addresses(here, is_static=explorer.is_static)
    content = {
        "directed": graph.is_directed(),
        "nodes": _nodes(graph, address),
        "edges": [_edge(graph, source, target, given, found, address) for source, target, _, given in edges(graph)],
    }
    return File(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), "application/json")


class _Addresses:
    """The addresses of pages, as a file at ``here`` has to name them."""

    def __init__(self, here: str, *, is_static: bool) -> None:
        self.here, self.is_static = here, is_static

    def of(self, iri: str) -> str:
        place = place_of(iri)
        if place is None:
            return web_address(iri)
        if self.is_static:
            return Written().page(self.here, place.path, fragment=place.fragment)
        page = quote(relpath(f"/{place.path}", f"/{self.here.rpartition('/')[0]}"))
        return f"{page}#{quote(place.fragment)}" if place.fragment else page


def _nodes(graph: nx.Graph, address: _Addresses) -> list[dict[str, Any]]:
    at = places(figure_of(graph, "", most=MOST))
    return [
        {
            "id": node,
            "label": name,
            "kind": kind,
            "page": address.of(data(node)),
            "x": round(at[data(node)][0], 2),
            "y": round(at[data(node)][1], 2),
        }
        for node, name, kind in (described(graph, str(node)) for node in sorted(graph))
        if data(node) in at
    ]


def _edge(
    graph: nx.Graph,
    source: str,
    target: str,
    given: dict[str, Any],
    found: dict[str, Passage],
    address: _Addresses,
) -> dict[str, Any]:
    label = given["kind"] if graph.is_directed() else "; ".join(roles(graph, given))
    return {
        "source": source,
        "target": target,
        "label": label,
        "kind": given["kind"],
        "modality": given["modality"],
        "dates": days_in_words(bounds_of(given)) or "date not stated",
        "sources": [
            {"label": found[iri].label, "page": address.of(iri)} for iri in given["passage_iris"] if iri in found
        ],
    }
