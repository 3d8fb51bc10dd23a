"""Structure: who stands where in a network. Every function takes a graph, changes nothing, and returns a table.

All of them use compiled code past a number of edges (``threshold``) and give the same results as without it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from heapq import nlargest
from typing import Any

import networkx as nx  # type: ignore[import-untyped]

from govkg.errors import BadQuery, NotFound
from govkg.network.chains import upstream
from govkg.network.engine import THRESHOLD, Engine, engine
from govkg.network.nodes import described, edges, find_node, name_of
from govkg.network.reaching import reached
from govkg.table import Table

_NODE = ("node", "name", "kind")
_DIGITS = 12
"""Decimals kept of scores: beyond them engines add up in different orders, and ties would fall differently."""


def must_pass(graph: nx.Graph, target: str, start: str | None = None, *, threshold: int = THRESHOLD) -> Table:
    """Bodies through which every chain to a target must pass (dominators).

    Args:
        graph: a network or slice.
        target: id or name of where the chains lead.
        start: id or name of where they begin; None for anywhere.
        threshold: edges past which compiled code searches.

    Returns:
        Columns ``node, name, kind, cut_off``: the last is how many nodes could no longer reach the target without this
        one. With ``start`` in the order in which its chains pass them, else the most important first; no row means
        that there is always a way around.

    Raises:
        NotFound: a node is not in the slice, nothing leads to the target, or ``start`` does not.
        Ambiguous: several nodes are called that.
    """
    last = find_node(graph, target)
    asked = engine(graph, threshold)
    place, ids = asked.topology.position, asked.topology.ids
    above = asked.dominators(place[last])
    if not above:
        upstream(graph, last, threshold=threshold)  # Says that nothing leads there, and what would do.
    cut = _cut_off(above, place[last])
    if start is None:
        found = sorted((node for node in cut if node != place[last]), key=lambda node: (-cut[node], node))
    else:
        first = find_node(graph, start)
        if place[first] not in above:
            raise NotFound(f"no chain leads from {name_of(graph, first)!r} to {name_of(graph, last)!r} in this slice")
        found, node = [], above[place[first]]
        while node != place[last]:
            found.append(node)
            node = above[node]
    return Table((*_NODE, "cut_off"), [(*described(graph, ids[node]), cut[node]) for node in found])


def _cut_off(above: dict[int, int], target: int) -> dict[int, int]:
    below: dict[int, list[int]] = defaultdict(list)
    for node, parent in above.items():
        below[parent].append(node)
    order = [target]
    for node in order:
        order += below.get(node, ())
    counts: dict[int, int] = defaultdict(int)
    for node in reversed(order[1:]):
        counts[above[node]] += counts.get(node, 0) + 1
    return dict(counts)


def single_points(graph: nx.Graph, *, threshold: int = THRESHOLD) -> Table:
    """Nodes without which a connected part of the network falls apart (articulation points), directions aside.

    Returns:
        Columns ``node, name, kind, pieces``: into how many pieces its part would fall; the most first.
    """
    asked = engine(graph, threshold)
    scored = [(count, place) for place, count in enumerate(asked.blocks()) if count > 1]
    rows = [(*described(graph, asked.topology.ids[place]), count) for count, place in _best(scored, None)]
    return Table((*_NODE, "pieces"), rows)


def brokers(
    graph: nx.Graph,
    *,
    sample: int | None = None,
    seed: int = 0,
    top: int | None = None,
    threshold: int = THRESHOLD,
) -> Table:
    """Nodes through which the shortest ways between others run (betweenness).

    Args:
        graph: a network or slice.
        sample: count the ways from that many nodes, chosen by ``seed``, instead of from all; past some ten thousand
            nodes counting from all takes hours.
        seed: chooses the sample; the same seed gives the same result with every engine.
        top: list that many; None for all.
        threshold: edges past which compiled code counts.

    Returns:
        Columns ``node, name, kind, betweenness``: the part of all pairs of others, between 0 and 1; estimated from a
        sample if there is one, as the table's note says. The highest first.

    Raises:
        BadQuery: the sample has no node.
    """
    asked = engine(graph, threshold)
    count = len(asked.topology.ids)
    note = ""
    if sample is None or sample >= count:
        found, share = asked.betweenness(), 1.0
    else:
        if sample < 1:
            raise BadQuery(f"a sample needs at least one node, not {sample}")
        pivots = sorted(random.Random(seed).sample(range(count), sample))
        found, share = asked.betweenness_from(pivots), sample / count
        note = f"Estimated from the ways of {sample} of {count} nodes."
    pairs = max((count - 1) * (count - 2), 1) * share
    return Table((*_NODE, "betweenness"), _scored(graph, asked, [one / pairs for one in found], top), note)


def pagerank(graph: nx.Graph, *, damping: float = 0.85, top: int | None = None, threshold: int = THRESHOLD) -> Table:
    """How much leads to each node, counting more what much leads to (PageRank); edges of one pair add up.

    Returns:
        Columns ``node, name, kind, pagerank``; the values of all nodes add up to 1. The highest first, ``top`` of them.
    """
    asked = engine(graph, threshold)
    return Table((*_NODE, "pagerank"), _scored(graph, asked, asked.pagerank(damping), top))


def reach(graph: nx.Graph, *, top: int | None = None, threshold: int = THRESHOLD) -> Table:
    """How much leads to each node and how much it leads to, over any number of steps.

    Returns:
        Columns ``node, name, kind, upstream, downstream``, both in nodes; those with the largest downstream first,
        ``top`` of them.
    """
    asked = engine(graph, threshold)
    labels = asked.components(strong=True)
    down = reached(asked.topology.arcs, labels)
    up = reached(zip(asked.topology.targets, asked.topology.sources, strict=True), labels)
    scored = [((count, up[place]), place) for place, count in enumerate(down)]
    rows = [
        (*described(graph, asked.topology.ids[place]), above, below) for (below, above), place in _best(scored, top)
    ]
    return Table((*_NODE, "upstream", "downstream"), rows)


def degrees(graph: nx.Graph) -> Table:
    """The edges of each node by their kind.

    Returns:
        Columns ``node, name, kind, link, to, from``: how many edges of the kind ``link`` lead to the node and from
        it; in an undirected network both are the same. By node, then kind.
    """
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for source, target, _, given in edges(graph):
        kind = str(given.get("kind", ""))
        ways = [(source, target)] if graph.is_directed() or source == target else [(source, target), (target, source)]
        for tail, head in ways:
            counts[head, kind][0] += 1
            counts[tail, kind][1] += 1
    rows = [(*described(graph, node), kind, *counts[node, kind]) for node, kind in sorted(counts)]
    return Table((*_NODE, "link", "to", "from"), rows)


def components(graph: nx.Graph, *, strong: bool = False, threshold: int = THRESHOLD) -> Table:
    """The parts of a network between which there is no edge; with ``strong``, in which everything leads to everything.

    Returns:
        Columns ``component, size, nodes`` (ids, sorted), the largest first, numbered from 1.
    """
    asked = engine(graph, threshold)
    return _parts("component", asked, asked.components(strong))


def communities(graph: nx.Graph, *, seed: int = 0, threshold: int = THRESHOLD) -> Table:
    """Groups of nodes with more edges among them than to others, directions aside (Louvain's method).

    Louvain rather than greedy modularity: twenty times quicker at ten thousand edges, and both engines have it. The
    seed and one thread make each run give the same groups. Where groups are clear, both engines find the same; where
    they are not, each finds groups as good as the other's, but not the same ones.

    Args:
        graph: a network or slice.
        seed: the order in which nodes are tried.
        threshold: edges past which networkit searches.

    Returns:
        Columns ``community, size, nodes`` (ids, sorted), the largest first, numbered from 1.
    """
    asked = engine(graph, threshold)
    return _parts("community", asked, asked.communities(seed))


def _parts(what: str, asked: Engine, labels: Iterable[int]) -> Table:
    groups: dict[int, list[str]] = defaultdict(list)
    for place, label in enumerate(labels):
        groups[label].append(asked.topology.ids[place])
    ordered = sorted(groups.values(), key=lambda nodes: (-len(nodes), nodes[0]))
    return Table((what, "size", "nodes"), [(n, len(nodes), tuple(nodes)) for n, nodes in enumerate(ordered, 1)])


def _scored(graph: nx.Graph, asked: Engine, scores: list[float], top: int | None) -> list[tuple[object, ...]]:
    rounded = [(round(score, _DIGITS), place) for place, score in enumerate(scores)]
    return [(*described(graph, asked.topology.ids[place]), score) for score, place in _best(rounded, top)]


def _best(scored: list[tuple[Any, int]], top: int | None) -> list[tuple[Any, int]]:
    """Scores with their places, the highest first, of equal ones that with the first id; ``top`` of them."""

    def height(pair: tuple[Any, int]) -> tuple[Any, int]:
        return pair[0], -pair[1]

    return sorted(scored, key=height, reverse=True) if top is None else nlargest(top, scored, key=height)
