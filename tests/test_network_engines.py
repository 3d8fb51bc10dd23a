"""Both engines give the same results: whole tables on random networks, with the compiled one forced."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkg.errors import NotFound
from govkg.network import (
    brokers,
    communities,
    components,
    downstream,
    must_pass,
    pagerank,
    reach,
    reachable_in_time,
    single_points,
    upstream,
)
from govkg.network.engine import THRESHOLD, Plain, engine
from govkg.table import Table

KINDS = ("prepares", "informs")
MODALITIES = ("stated", "planned", "wished")


@st.composite
def networks(draw: st.DrawFn) -> nx.MultiDiGraph | nx.MultiGraph:
    """Networks with several edges a pair, edges from a node to itself, and nodes without any."""
    graph = draw(st.sampled_from((nx.MultiDiGraph, nx.MultiGraph)))()
    nodes = [f"n{i}" for i in range(draw(st.integers(2, 12)))]
    graph.add_nodes_from(nodes)
    node = st.sampled_from(nodes)
    for source, target, kind, modality in draw(
        st.lists(st.tuples(node, node, st.sampled_from(KINDS), st.sampled_from(MODALITIES)), min_size=1, max_size=40)
    ):
        graph.add_edge(source, target, kind=kind, modality=modality, passages=(f"{source} {target}",))
    return graph


def rows(ask: Callable[[], Table]) -> object:
    """A table's rows, scores within what adding up in another order changes; or the error."""
    try:
        return [
            tuple(pytest.approx(cell, abs=1e-6) if isinstance(cell, float) else cell for cell in row)
            for row in sorted(ask().rows, key=str)
        ]
    except NotFound as error:
        return str(error)


def by_node(table: Table, score: str) -> dict[str, float]:
    return dict(zip(table.column("node"), table.column(score), strict=True))


@settings(max_examples=150, deadline=None)
@given(networks())
def test_structure_is_the_same(graph: nx.Graph) -> None:
    for ask in (components, lambda g, threshold: components(g, strong=True, threshold=threshold), reach, single_points):
        assert ask(graph, threshold=-1).rows == ask(graph, threshold=THRESHOLD).rows


@settings(max_examples=150, deadline=None)
@given(networks(), st.sampled_from((None, 1, 3)))
def test_betweenness_is_the_same_counted_and_sampled(graph: nx.Graph, sample: int | None) -> None:
    compiled = brokers(graph, sample=sample, threshold=-1)
    plain = brokers(graph, sample=sample)
    assert by_node(compiled, "betweenness") == pytest.approx(by_node(plain, "betweenness"), abs=1e-9)
    assert compiled.note == plain.note


@settings(max_examples=150, deadline=None)
@given(networks())
def test_pagerank_is_the_same(graph: nx.Graph) -> None:
    compiled, plain = pagerank(graph, threshold=-1), pagerank(graph)
    assert by_node(compiled, "pagerank") == pytest.approx(by_node(plain, "pagerank"), abs=1e-8)


@settings(max_examples=100, deadline=None)
@given(networks())
def test_chains_and_bodies_that_every_chain_passes_are_the_same(graph: nx.Graph) -> None:
    for node in sorted(graph):
        for ask in (upstream, downstream, must_pass, reachable_in_time):
            assert rows(lambda: ask(graph, node, threshold=-1)) == rows(lambda: ask(graph, node))  # noqa: B023


def test_clear_communities_are_the_same() -> None:
    graph = nx.MultiDiGraph()
    for group in "abcde":
        members = [f"{group}{i}" for i in range(6)]
        graph.add_edges_from((one, other) for one in members for other in members if one < other)
    graph.add_edges_from([("a0", "b0"), ("b1", "c1"), ("c2", "d2"), ("d3", "e3")])
    expected = [(n, 6, tuple(f"{group}{i}" for i in range(6))) for n, group in enumerate("abcde", 1)]
    assert communities(graph).rows == expected
    assert communities(graph, threshold=-1).rows == expected


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_unclear_communities_are_as_good(seed: int) -> None:
    graph = nx.MultiDiGraph(nx.gnm_random_graph(60, 150, seed=seed, directed=True))
    graph = nx.relabel_nodes(graph, {node: f"n{node:02d}" for node in graph})
    flat = nx.Graph()
    flat.add_nodes_from(graph)
    for source, target in graph.edges():
        flat.add_edge(source, target, weight=flat.get_edge_data(source, target, {"weight": 0})["weight"] + 1)
    plain, compiled = (communities(graph, threshold=threshold) for threshold in (THRESHOLD, -1))
    assert sorted(node for nodes in compiled.column("nodes") for node in nodes) == sorted(graph)
    worth = [nx.community.modularity(flat, table.column("nodes")) for table in (plain, compiled)]
    assert worth[1] == pytest.approx(worth[0], abs=0.06)


@pytest.mark.parametrize("threshold", [-1, THRESHOLD])
def test_runs_do_not_differ(threshold: int) -> None:
    found = []
    for _ in range(3):
        graph = nx.MultiDiGraph(nx.gnm_random_graph(80, 300, seed=7, directed=True))
        graph = nx.relabel_nodes(graph, {node: f"n{node:02d}" for node in graph})
        found.append((communities(graph, threshold=threshold).rows, brokers(graph, sample=9, threshold=threshold).rows))
    assert found[0] == found[1] == found[2]


def test_a_graph_is_converted_once_until_it_changes() -> None:
    graph = nx.MultiDiGraph([("a", "b"), ("b", "c")])
    first = engine(graph)
    assert isinstance(first, Plain)
    assert engine(graph) is first
    assert engine(graph, threshold=1) is not first
    graph.add_edge("c", "d")
    assert engine(graph) is not first
    assert components(graph).rows == [(1, 4, ("a", "b", "c", "d"))]


def test_the_edges_past_the_threshold_are_compiled() -> None:
    graph = nx.MultiDiGraph([("a", "b"), ("a", "b")])
    assert isinstance(engine(graph, threshold=2), Plain)
    assert not isinstance(engine(graph, threshold=1), Plain)
