"""Topology: who is joined to whom in a network, in whole numbers, as both engines read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx  # type: ignore[import-untyped]

TOLERANCE = 1e-8
"""How much the scores of PageRank may still change, all together, in the last round."""
ROUNDS = 1_000


@dataclass(slots=True)
class Topology:
    """Who is joined to whom, without what is said about it.

    Attributes:
        ids: the nodes, sorted.
        position: where each stands among them.
        sources, targets: where each arc begins and ends, as positions; an undirected edge is an arc each way.
    """

    ids: list[str]
    position: dict[str, int]
    sources: list[int]
    targets: list[int]

    @property
    def arcs(self) -> Iterator[tuple[int, int]]:
        """The arcs as pairs of positions."""
        return zip(self.sources, self.targets, strict=True)


def topology(graph: nx.Graph) -> Topology:
    """The topology of a graph."""
    ids = sorted(graph, key=str)
    position = {node: place for place, node in enumerate(ids)}
    sources: list[int] = []
    targets: list[int] = []
    several = graph.is_multigraph()
    # Lists of whole numbers, not of pairs: a million new pairs make Python look through the whole graph for garbage.
    near = dict(graph.adjacency())
    for source, node in enumerate(ids):
        for other, between in near[node].items():
            count = len(between) if several else 1
            sources += [source] * count
            targets += [position[other]] * count
    return Topology(ids, position, sources, targets)


def weights(of: Topology) -> dict[tuple[int, int], int]:
    """How many arcs join each pair, directions aside, pairs in order; what is joined to itself alone is left out."""
    found: dict[tuple[int, int], int] = {}
    for source, target in of.arcs:
        if source != target:
            pair = (source, target) if source < target else (target, source)
            found[pair] = found.get(pair, 0) + 1
    return dict(sorted(found.items()))
