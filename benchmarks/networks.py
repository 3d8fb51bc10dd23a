"""Network functions on compiled engines against networkx: the same question of the same network in one run.

The networks are random, with as many nodes to an edge as the shipped influence network has about, and with hubs: one
node in a hundred takes a tenth of all edges. Both sides get the same networkx graph and must give the same result, or
the run ends. The first time includes turning the networkx graph into arrays, which is done once a graph; it does not
include importing networkit and scipy, which is done once a process.

Betweenness is counted from all nodes at two thousand edges, and from the same sample of nodes past that, on both sides:
from all of them networkx would take minutes at ten thousand edges and days at a million.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from math import isclose
from typing import Any

import networkx as nx  # type: ignore[import-untyped]
from measure import table, timed

from govkg.network.engine import Engine, engine, labels
from govkg.network.topology import ROUNDS, TOLERANCE

SIZES = (2_000, 10_000, 100_000, 1_000_000)
PIVOTS = {2_000: 0, 10_000: 100, 100_000: 10, 1_000_000: 3}
"""Nodes from which betweenness is counted, by edges; 0 for all."""
SEED = 1


def network(edges: int) -> nx.MultiDiGraph:
    """A random network with three nodes for four edges, and hubs."""
    chosen, count = random.Random(SEED), edges * 3 // 4
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(f"n{place:07d}" for place in range(count))
    graph.add_edges_from(
        (f"n{chosen.randrange(count):07d}", f"n{int(count * chosen.random() ** 2):07d}") for _ in range(edges)
    )
    return graph


Ask = Callable[[Engine], Sequence[float]]


def jobs(graph: nx.MultiDiGraph, edges: int) -> list[tuple[str, Callable[[], Any], Ask]]:
    """What is asked: a name, how networkx is asked, how an engine is."""
    count, target = len(graph), "n0000000"
    pivots = sorted(random.Random(SEED).sample(range(count), PIVOTS[edges]))
    ids = sorted(graph)
    simple = nx.DiGraph(graph)
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))
    between: tuple[str, Callable[[], Any], Ask] = (
        f"betweenness from {len(pivots) or 'all'} nodes",
        (lambda: nx.betweenness_centrality_subset(simple, [ids[p] for p in pivots], ids))
        if pivots
        else (lambda: nx.betweenness_centrality(simple, normalized=False)),
        (lambda on: on.betweenness_from(pivots)) if pivots else (lambda on: on.betweenness()),
    )
    return [
        (
            "pagerank",
            lambda: nx.pagerank(graph, tol=TOLERANCE / count, max_iter=ROUNDS),
            lambda on: on.pagerank(0.85),
        ),
        ("components", lambda: list(nx.weakly_connected_components(graph)), lambda on: on.components(False)),
        (
            "strong components",
            lambda: list(nx.strongly_connected_components(graph)),
            lambda on: on.components(True),
        ),
        between,
        ("upstream", lambda: nx.ancestors(graph, target), lambda on: on.steps(on.topology.position[target], True)),
    ]


def same(name: str, slow: Any, fast: Sequence[float], on: Engine) -> bool:
    """Whether both sides found the same."""
    ids = on.topology.ids
    if name == "upstream":
        return {ids[place] for place, steps in enumerate(fast) if steps > 0} == set(slow)
    if "components" in name:
        found = labels([[on.topology.position[node] for node in part] for part in slow], len(ids))
        return len(set(zip(found, fast, strict=True))) == len(set(found)) == len(set(fast))
    return all(isclose(slow[node], fast[place], rel_tol=1e-3, abs_tol=1e-9) for place, node in enumerate(ids))


def main() -> None:
    """Print a row for each question and size."""
    engine(network(10), threshold=0)
    rows = []
    for edges in SIZES:
        graph = network(edges)
        for name, slow, fast in jobs(graph, edges):
            slow_s, expected = timed(slow)
            if slow_s < 1:
                slow_s = min(slow_s, timed(slow)[0], timed(slow)[0])
            getattr(graph, "__networkx_cache__", {}).clear()
            first_s, found = timed(lambda: fast(engine(graph, threshold=0)))  # noqa: B023
            on = engine(graph, threshold=0)
            again_s = min(timed(lambda: fast(on))[0] for _ in range(3))  # noqa: B023
            if not same(name, expected, found, on):
                sys.exit(f"{name} at {edges} edges: the engines differ")
            figures = [f"{seconds:.3f}" for seconds in (slow_s, first_s, again_s)]
            ratios = [f"{slow_s / seconds:.0f}" for seconds in (first_s, again_s)]
            rows.append([f"{name}, {edges:,} edges", *figures, *ratios])
            print(*rows[-1], sep="  ", file=sys.stderr, flush=True)
    print(table(["question", "networkx s", "govkg first s", "then s", "times, first", "times, then"], rows))


if __name__ == "__main__":
    main()
