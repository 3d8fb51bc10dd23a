"""The engine for large graphs: rustworkx, networkit where it lacks something, arrays of numpy and scipy where both do.

rustworkx has no communities, and gives components and what leads to a node as Python sets, which take longer to make
than to find: networkit labels components and counts steps. Its PageRank takes several times as long as scipy's
multiplication once it is exact enough for half a million nodes. Neither library can take betweenness from chosen nodes:
networkit draws its own, so that its estimate could not be the one networkx gives. Brandes' algorithm stands here in
numpy instead.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import networkit as nk  # type: ignore[import-untyped]
import numpy as np
import rustworkx as rx
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]

from govkg.network.topology import ROUNDS, TOLERANCE, Topology, weights

Places = NDArray[np.int64]


class Compiled:
    """The engine for large graphs."""

    def __init__(self, of: Topology) -> None:
        self.topology = of
        self._count = len(of.ids)
        self._arcs: Places = np.column_stack((np.array(of.sources, np.int64), np.array(of.targets, np.int64)))

    @cached_property
    def _simple(self) -> rx.PyDiGraph[int | None, None]:
        pairs = np.unique(self._arcs[self._arcs[:, 0] != self._arcs[:, 1]], axis=0)
        made: rx.PyDiGraph[int | None, None] = rx.PyDiGraph(node_count_hint=self._count, edge_count_hint=len(pairs))
        made.add_nodes_from(range(self._count))
        made.extend_from_edge_list(list(zip(pairs[:, 0].tolist(), pairs[:, 1].tolist(), strict=True)))
        return made

    @cached_property
    def _shares(self) -> Any:
        """What part of its score each node gives to which."""
        # Half the width, as scipy's own would be, is a third quicker to go through.
        sources, targets = self._arcs[:, 0].astype(np.int32), self._arcs[:, 1].astype(np.int32)
        parts = 1 / np.bincount(sources, minlength=self._count)[sources]
        return csr_array((parts, (targets, sources)), shape=(self._count, self._count))

    @cached_property
    def _ways(self) -> Ways:
        return Ways(self._arcs, self._count)

    @cached_property
    def _forward(self) -> Any:
        return self._networkit(self._arcs[:, 0], self._arcs[:, 1], directed=True)

    @cached_property
    def _backward(self) -> Any:
        return self._networkit(self._arcs[:, 1], self._arcs[:, 0], directed=True)

    @cached_property
    def _undirected(self) -> Any:
        return self._networkit(self._arcs[:, 0], self._arcs[:, 1], directed=False)

    def _networkit(self, sources: Places, targets: Places, directed: bool) -> Any:
        ends = (np.ascontiguousarray(sources, dtype=np.uint64), np.ascontiguousarray(targets, dtype=np.uint64))
        return nk.GraphFromCoo(ends, n=self._count, directed=directed)

    def pagerank(self, damping: float) -> list[float]:
        found = np.full(self._count, 1 / self._count)
        for _ in range(ROUNDS):
            last = found
            found = self._shares @ last
            # What is not handed on sits on nodes that lead nowhere; all get an even part of it.
            kept = 1 - found.sum()
            found *= damping
            found += (1 - damping + damping * kept) / self._count
            if np.abs(np.subtract(found, last, out=last), out=last).sum() < TOLERANCE:
                break
        scores: list[float] = found.tolist()
        return scores

    def components(self, strong: bool) -> list[int]:
        kind = nk.components.StronglyConnectedComponents if strong else nk.components.ConnectedComponents
        search = kind(self._forward if strong else self._undirected)
        search.run()
        return list(search.getPartition().getVector())

    def betweenness(self) -> list[float]:
        found = rx.digraph_betweenness_centrality(self._simple, normalized=False)
        return [found[place] for place in range(self._count)]

    def betweenness_from(self, pivots: list[int]) -> list[float]:
        found: list[float] = self._ways.betweenness_from(pivots).tolist()
        return found

    def steps(self, node: int, upstream: bool) -> list[int]:
        search = nk.distance.BFS(self._backward if upstream else self._forward, node, storePaths=False)
        search.run()
        found = np.asarray(search.getDistances(asarray=True))
        steps: list[int] = np.where(found < self._count, found, -1).astype(np.int64).tolist()
        return steps

    def dominators(self, target: int) -> dict[int, int]:
        turned = self._simple.copy()
        turned.reverse()
        return {node: above for node, above in rx.immediate_dominators(turned, target).items() if node != target}

    def blocks(self) -> list[int]:
        parts = rx.biconnected_components(self._simple.to_undirected(multigraph=False))
        found = {(node, block) for ends, block in parts.items() for node in ends}
        counts = [0] * self._count
        for node, _ in found:
            counts[node] += 1
        return counts

    def communities(self, seed: int) -> list[int]:
        found = weights(self.topology)
        pairs = np.array(list(found), dtype=np.uint64).reshape(-1, 2)
        ends = (np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1]))
        weighed = (np.array(list(found.values()), dtype=np.float64), ends)
        graph = nk.GraphFromCoo(weighed, n=self._count, weighted=True, directed=False)
        threads = nk.getMaxNumberOfThreads()
        # Several threads move nodes in the order in which they happen to come, and each run would give others.
        nk.setNumberOfThreads(1)
        nk.setSeed(seed, useThreadId=False)
        try:
            search = nk.community.PLM(graph, refine=True, par="none")
            search.run()
            return list(search.getPartition().getVector())
        finally:
            nk.setNumberOfThreads(threads)


class Ways:
    """Shortest ways over the arcs of a graph, a whole step of the search at a time.

    Source: U. Brandes, A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25(2), 2001.

    Args:
        arcs: pairs of positions; arcs of one pair count once, and those from a node to itself not at all.
        count: number of nodes.
    """

    def __init__(self, arcs: Places, count: int) -> None:
        pairs = np.unique(arcs[arcs[:, 0] != arcs[:, 1]], axis=0)
        self._count = count
        self._heads: Places = np.ascontiguousarray(pairs[:, 1])
        self._begin: Places = np.searchsorted(pairs[:, 0], np.arange(count + 1))

    def betweenness_from(self, pivots: list[int]) -> NDArray[np.float64]:
        """The sum of what each pivot's shortest ways run through each node, the pivot itself left out."""
        found = np.zeros(self._count)
        for pivot in pivots:
            found += self._dependency(pivot)
        return found

    def _dependency(self, pivot: int) -> NDArray[np.float64]:
        number = np.zeros(self._count)
        number[pivot] = 1.0
        levels = self._levels(pivot, number)
        carried = np.zeros(self._count)
        for front, tails, heads in reversed(levels):
            share = (1.0 + carried[heads]) / number[heads]
            carried[front] = number[front] * np.bincount(tails, weights=share, minlength=front.size)
        carried[pivot] = 0.0
        return carried

    def _levels(self, pivot: int, number: NDArray[np.float64]) -> list[tuple[Places, Places, Places]]:
        """The arcs of all shortest ways from a node, step by step, while counting the ways into ``number``.

        Returns:
            For each step the nodes it starts from, for each arc which of these it starts from, and where it ends.
        """
        distance = np.full(self._count, -1, dtype=np.int64)
        distance[pivot] = 0
        place = np.empty(self._count, dtype=np.int64)
        front = np.array([pivot], dtype=np.int64)
        levels: list[tuple[Places, Places, Places]] = []
        while front.size:
            tails, heads = self._from(front)
            following = np.unique(heads[np.less(distance[heads], 0)])
            distance[following] = len(levels) + 1
            on = np.equal(distance[heads], len(levels) + 1)
            tails, heads = tails[on], heads[on]
            place[following] = np.arange(following.size)
            number[following] = np.bincount(place[heads], weights=number[front[tails]], minlength=following.size)
            levels.append((front, tails, heads))
            front = following
        return levels

    def _from(self, front: Places) -> tuple[Places, Places]:
        """The arcs from some nodes: for each, which of them it starts from, and where it ends."""
        counts = self._begin[front + 1] - self._begin[front]
        before = np.repeat(self._begin[front] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        return np.repeat(np.arange(front.size), counts), self._heads[before + np.arange(counts.sum())]
