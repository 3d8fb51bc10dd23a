"""Nodes: from what people type to a node of a network, and what is nearest to a node that will not do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import networkx as nx  # type: ignore[import-untyped]

from govkg.errors import Ambiguous, NotFound
from govkg.names import normalised
from govkg.nearest import nearest

Edge = tuple[str, str, str, dict[str, Any]]
"""Where an edge comes from, where it goes, its key, and what is said of it."""


def edges(graph: nx.Graph) -> Iterator[Edge]:
    """The edges of any networkx graph; the key is empty where the graph holds one edge a pair."""
    if graph.is_multigraph():
        yield from graph.edges(keys=True, data=True)
    else:
        yield from ((source, target, "", given) for source, target, given in graph.edges(data=True))


def edges_at(graph: nx.Graph, node: str, upstream: bool) -> list[Edge]:
    """The edges that lead to a node, or from it; in an undirected graph all it has, turned as if they did."""
    turned = upstream and graph.is_directed()
    near = (graph.pred if turned else graph.adj)[node]
    return [
        (other, node, key, given) if upstream else (node, other, key, given)
        for other, between in near.items()
        for key, given in (between.items() if graph.is_multigraph() else (("", between),))
    ]


def name_of(graph: nx.Graph, node: str) -> str:
    """The name of a node, its id if it has none."""
    return str(graph.nodes[node].get("name", node))


def described(graph: nx.Graph, node: str) -> tuple[str, str, str]:
    """A node's id, name and kind."""
    given = graph.nodes[node]
    return node, str(given.get("name", node)), str(given.get("kind", ""))


def find_node(graph: nx.Graph, name: str) -> str:
    """The node that an id or a name means.

    Args:
        graph: a network or slice.
        name: its id, or its name in any case and punctuation.

    Raises:
        NotFound: none in this slice; the nearest is named.
        Ambiguous: several are called that.
    """
    if name in graph:
        return name
    wanted = normalised(name)
    called = [node for node in sorted(graph) if normalised(name_of(graph, node)) == wanted]
    if len(called) > 1:
        raise Ambiguous(name, [f"{name_of(graph, node)}: {node}" for node in called])
    if called:
        return str(called[0])
    near = nearest(name, sorted(graph)) or nearest(name, sorted({name_of(graph, node) for node in graph}))
    hint = f"; did you mean {near!r}?" if near else ""
    raise NotFound(f"{name!r} is not in this network or slice ({len(graph)} nodes){hint}")


def nearest_among(graph: nx.Graph, node: str, wanted: Iterable[str]) -> tuple[str, int] | None:
    """The nearest of some nodes and how many steps away it is, in whatever direction; None if there is no way."""
    fitting = set(wanted) - {node}
    seen, front, steps = {node}, [node], 0
    while front and fitting:
        steps += 1
        front = sorted({other for one in front for other in nx.all_neighbors(graph, one)} - seen)
        seen.update(front)
        for one in front:
            if one in fitting:
                return one, steps
    return None
