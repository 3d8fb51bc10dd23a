"""Engines: the algorithms of the network functions, on networkx for small graphs and on compiled code past them.

Both engines answer the same few questions about the same topology, in whose terms nodes are positions 0..n-1 in the
order of their sorted ids. A test holds them to the same results on random networks.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Protocol

import networkx as nx  # type: ignore[import-untyped]

from govkg.network.topology import ROUNDS, TOLERANCE, Topology, topology, weights

THRESHOLD = 100_000
"""Edges past which rustworkx, networkit and numpy take over from networkx. Below it no answer takes long, and loading
and filling them would cost more than it saves."""


class Engine(Protocol):
    """What the network functions need answered."""

    topology: Topology

    def pagerank(self, damping: float) -> list[float]:
        """PageRank of each node, arcs of one pair adding up."""
        ...

    def components(self, strong: bool) -> list[int]:
        """A label for each node, the same for nodes of one component."""
        ...

    def betweenness(self) -> list[float]:
        """For each node the sum over pairs of the part of their shortest ways that runs through it."""
        ...

    def betweenness_from(self, pivots: list[int]) -> list[float]:
        """The same sum over pairs that begin at one of the pivots."""
        ...

    def steps(self, node: int, upstream: bool) -> list[int]:
        """The steps from each node to ``node``, or from it to them; -1 where there is no way."""
        ...

    def dominators(self, target: int) -> dict[int, int]:
        """For each node that leads to the target, the nearest one that all its ways to it pass."""
        ...

    def blocks(self) -> list[int]:
        """For each node the number of blocks (parts without a single point) it belongs to, directions aside."""
        ...

    def communities(self, seed: int) -> list[int]:
        """A label for each node, the same for nodes of one community."""
        ...


def engine(graph: nx.Graph, threshold: int = THRESHOLD) -> Engine:
    """The engine for a graph of its size.

    A graph is converted once: networkx keeps what others make of a graph in the graph itself, and throws it away as
    soon as a node or an edge is added or removed.

    Args:
        graph: any networkx graph.
        threshold: edges past which it is converted for compiled code.
    """
    fast = graph.number_of_edges() > threshold
    kept = getattr(graph, "__networkx_cache__", None)
    name = f"govkg {'compiled' if fast else 'plain'}"
    if kept is not None and name in kept:
        made: Engine = kept[name]
        return made
    found = _compiled(topology(graph)) if fast else Plain(topology(graph))
    if kept is not None:
        kept[name] = found
    return found


def _compiled(of: Topology) -> Engine:
    # numpy and networkit take a second to import, which a network of a few hundred edges need not pay.
    from govkg.network.compiled import Compiled

    return Compiled(of)


class Plain:
    """The engine for small graphs: networkx."""

    def __init__(self, of: Topology) -> None:
        self.topology = of

    @cached_property
    def _graph(self) -> nx.MultiDiGraph:
        made = nx.MultiDiGraph()
        made.add_nodes_from(range(len(self.topology.ids)))
        made.add_edges_from(self.topology.arcs)
        return made

    @cached_property
    def _simple(self) -> nx.DiGraph:
        made = nx.DiGraph()
        made.add_nodes_from(range(len(self.topology.ids)))
        made.add_edges_from((source, target) for source, target in self.topology.arcs if source != target)
        return made

    def pagerank(self, damping: float) -> list[float]:
        count = len(self.topology.ids)
        # networkx multiplies the tolerance by the number of nodes, and with its own stops after a few rounds on half a
        # million of them, when scores are still off by as much as themselves.
        found = nx.pagerank(self._graph, alpha=damping, tol=TOLERANCE / max(count, 1), max_iter=ROUNDS)
        return _in_order(found, count)

    def components(self, strong: bool) -> list[int]:
        parts = nx.strongly_connected_components if strong else nx.weakly_connected_components
        return labels(parts(self._simple), len(self.topology.ids))

    def betweenness(self) -> list[float]:
        return _in_order(nx.betweenness_centrality(self._simple, normalized=False), len(self.topology.ids))

    def betweenness_from(self, pivots: list[int]) -> list[float]:
        found = nx.betweenness_centrality_subset(self._simple, pivots, list(self._simple), normalized=False)
        return _in_order(found, len(self.topology.ids))

    def steps(self, node: int, upstream: bool) -> list[int]:
        graph = self._simple.reverse(copy=False) if upstream else self._simple
        found = nx.single_source_shortest_path_length(graph, node)
        return [found.get(place, -1) for place in range(len(self.topology.ids))]

    def dominators(self, target: int) -> dict[int, int]:
        found = nx.immediate_dominators(self._simple.reverse(copy=False), target)
        return {node: above for node, above in found.items() if node != target}

    def blocks(self) -> list[int]:
        counts = [0] * len(self.topology.ids)
        for block in nx.biconnected_components(self._simple.to_undirected()):
            for node in block:
                counts[node] += 1
        return counts

    def communities(self, seed: int) -> list[int]:
        weighted = nx.Graph()
        weighted.add_nodes_from(range(len(self.topology.ids)))
        for (one, other), weight in weights(self.topology).items():
            weighted.add_edge(one, other, weight=weight)
        return labels(nx.community.louvain_communities(weighted, seed=seed), len(self.topology.ids))


def labels(parts: Iterable[Iterable[int]], count: int) -> list[int]:
    """A label a node from groups of nodes."""
    found = [-1] * count
    for label, part in enumerate(parts):
        for node in part:
            found[node] = label
    return found


def _in_order(found: dict[int, float], count: int) -> list[float]:
    return [found[place] for place in range(count)]
