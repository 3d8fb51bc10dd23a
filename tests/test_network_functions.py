"""What the network functions say of small networks worked out by hand: whole tables, and errors that help."""

from __future__ import annotations

import math
from collections.abc import Callable

import networkx as nx  # type: ignore[import-untyped]
import pytest

from govkg.errors import Ambiguous, BadQuery, NotFound
from govkg.network import (
    brokers,
    chains,
    changes,
    components,
    degrees,
    downstream,
    must_pass,
    pagerank,
    reach,
    reachable_in_time,
    single_points,
    upstream,
)
from govkg.table import Table

# a and b both lead to c, a twice; c leads to d straight and over e. f stands apart and leads to g.
EDGES = (
    ("a", "c", "prepares", "stated", "explicit", ("1 a",)),
    ("a", "c", "informs", "wished", "explicit", ("2 a",)),
    ("b", "c", "informs", "planned", "implied", ("1 b",)),
    ("c", "d", "endorses", "expected", "explicit", ("3 c", "1 a")),
    ("c", "e", "develops", "stated", "explicit", ("3 e",)),
    ("e", "d", "submits", "framed", "outside", ("4 e",)),
    ("f", "g", "informs", "stated", "explicit", ("5 f",)),
)


@pytest.fixture
def graph() -> nx.MultiDiGraph:
    made = nx.MultiDiGraph()
    for node in "abcdefg":
        made.add_node(node, name=node.upper(), kind="event" if node == "d" else "body")
    for source, target, kind, modality, certainty, passages in EDGES:
        made.add_edge(source, target, kind, kind=kind, modality=modality, certainty=certainty, passages=passages)
    return made


def test_upstream_gives_a_shortest_chain_the_firmest_of_several(graph: nx.MultiDiGraph) -> None:
    found = upstream(graph, "d")
    assert found.columns == ("node", "name", "kind", "steps", "chain", "modality", "certainty", "passages")
    assert found.rows == [
        ("c", "C", "body", 1, ("c", "endorses", "d"), "expected", "explicit", ("3 c", "1 a")),
        ("e", "E", "body", 1, ("e", "submits", "d"), "framed", "outside", ("4 e",)),
        ("a", "A", "body", 2, ("a", "prepares", "c", "endorses", "d"), "expected", "explicit", ("1 a", "3 c")),
        ("b", "B", "body", 2, ("b", "informs", "c", "endorses", "d"), "expected", "implied", ("1 b", "3 c", "1 a")),
    ]
    assert upstream(graph, "d", longest=1).rows == found.rows[:2]


def test_downstream_is_upstream_turned_round(graph: nx.MultiDiGraph) -> None:
    assert [row[3:] for row in downstream(graph, "a").rows] == [
        (1, ("a", "prepares", "c"), "stated", "explicit", ("1 a",)),
        (2, ("a", "prepares", "c", "endorses", "d"), "expected", "explicit", ("1 a", "3 c")),
        (2, ("a", "prepares", "c", "develops", "e"), "stated", "explicit", ("1 a", "3 e")),
    ]


def test_every_chain_keeps_edges_of_one_pair_apart(graph: nx.MultiDiGraph) -> None:
    found = chains(graph, "a", "d")
    assert found.columns == ("steps", "chain", "modality", "certainty", "passages")
    assert found.rows == [
        (2, ("a", "prepares", "c", "endorses", "d"), "expected", "explicit", ("1 a", "3 c")),
        (2, ("a", "informs", "c", "endorses", "d"), "wished", "explicit", ("2 a", "3 c", "1 a")),
        (3, ("a", "informs", "c", "develops", "e", "submits", "d"), "framed", "outside", ("2 a", "3 e", "4 e")),
        (3, ("a", "prepares", "c", "develops", "e", "submits", "d"), "framed", "outside", ("1 a", "3 e", "4 e")),
    ]
    assert chains(graph, "a", "d", longest=2).rows == found.rows[:2]
    every = upstream(graph, "d", every_chain=True)
    assert [chain for node, chain in zip(every.column("node"), every.column("chain"), strict=True) if node == "a"] == [
        row[1] for row in found.rows
    ]
    assert every.column("node") == ["c", "e", "a", "a", "b", "c", "a", "a", "b"]


def test_a_circle_is_passed_once() -> None:
    ring = nx.MultiDiGraph([("a", "b"), ("b", "c"), ("c", "a"), ("b", "b")])
    assert upstream(ring, "a", every_chain=True).column("chain") == [("c", "", "a"), ("b", "", "c", "", "a")]
    assert chains(ring, "a", "c").column("chain") == [("a", "", "b", "", "c")]


def test_too_many_chains_are_refused() -> None:
    ladder = nx.MultiDiGraph([(f"n{i:02d}", f"n{i + 1:02d}") for i in range(20) for _ in range(2)])
    with pytest.raises(BadQuery, match="more than 100 chains at 'n00': give longest=4"):
        chains(ladder, "n00", "n20", limit=100)
    full = nx.MultiDiGraph(nx.complete_graph(12, nx.DiGraph))
    full = nx.relabel_nodes(full, {node: f"n{node:02d}" for node in full})
    with pytest.raises(BadQuery, match="higher limit"):
        chains(full, "n00", "n11", limit=5)
    assert len(chains(ladder, "n00", "n03")) == 8


def test_chains_of_one_step_count_as_the_longer_ones_do() -> None:
    beam = nx.MultiDiGraph([("a", "b")] * 20)
    asked: list[tuple[Callable[..., Table], tuple[str, ...], dict[str, bool], str]] = [
        (chains, ("a", "b"), {}, "a"),
        (upstream, ("b",), {"every_chain": True}, "b"),
        (downstream, ("a",), {"every_chain": True}, "a"),
    ]
    for function, nodes, how, at in asked:
        with pytest.raises(BadQuery) as caught:
            function(beam, *nodes, limit=19, **how)
        assert str(caught.value) == (
            f"more than 19 chains at {at!r}: give longest=4 or so, a narrower slice, or a higher limit"
        )
        assert function(beam, *nodes, limit=20, **how).column("chain") == [("a", "", "b")] * 20


def test_what_every_chain_must_pass(graph: nx.MultiDiGraph) -> None:
    assert must_pass(graph, "d").rows == [("c", "C", "body", 2)]
    assert must_pass(graph, "d", "a").rows == [("c", "C", "body", 2)]
    assert must_pass(graph, "d", "e").rows == []
    line = nx.MultiDiGraph([("a", "b"), ("b", "c"), ("c", "d"), ("x", "c")])
    assert must_pass(line, "d").rows == [("c", "c", "", 3), ("b", "b", "", 1)]
    assert must_pass(line, "d", "a").rows == [("b", "b", "", 1), ("c", "c", "", 3)]


def test_single_points_and_into_how_many_pieces_their_part_falls(graph: nx.MultiDiGraph) -> None:
    assert single_points(graph).rows == [("c", "C", "body", 3)]


def test_brokers(graph: nx.MultiDiGraph) -> None:
    # Shortest ways through c: a-d, a-e, b-d, b-e; none through e, since c-d is there. 6 * 5 pairs of others.
    assert brokers(graph, top=2).rows == [
        ("c", "C", "body", round(4 / 30, 12)),
        ("a", "A", "body", 0.0),
    ]
    assert brokers(graph).note == ""
    sampled = brokers(graph, sample=3, top=1)
    assert sampled.note == "Estimated from the ways of 3 of 7 nodes."
    assert brokers(graph, sample=7).rows == brokers(graph).rows
    with pytest.raises(BadQuery):
        brokers(graph, sample=0)


def test_pagerank_of_two_nodes() -> None:
    # a gets (1 - d) / 2 and half of what b, which leads nowhere, spreads; with x for a: x = .075 + .425 (1 - x).
    table = pagerank(nx.MultiDiGraph([("a", "b"), ("a", "b")]))
    a = 0.5 / 1.425
    assert table.column("node") == ["b", "a"]
    assert table.column("pagerank") == pytest.approx([1 - a, a], abs=1e-8)
    assert math.fsum(table.column("pagerank")) == pytest.approx(1)


def test_reach(graph: nx.MultiDiGraph) -> None:
    assert reach(graph).rows == [
        ("a", "A", "body", 0, 3),
        ("b", "B", "body", 0, 3),
        ("c", "C", "body", 2, 2),
        ("e", "E", "body", 3, 1),
        ("f", "F", "body", 0, 1),
        ("d", "D", "event", 4, 0),
        ("g", "G", "body", 1, 0),
    ]
    ring = nx.MultiDiGraph([("a", "b"), ("b", "a"), ("b", "c")])
    assert reach(ring).rows == [("a", "a", "", 1, 2), ("b", "b", "", 1, 2), ("c", "c", "", 2, 0)]


def test_reach_past_one_block_of_nodes() -> None:
    count = 5_000
    line = nx.MultiDiGraph([(f"n{i:04d}", f"n{i + 1:04d}") for i in range(count)])
    assert reach(line).column("downstream") == list(range(count, -1, -1))
    assert reach(line, top=1).rows == [("n0000", "n0000", "", 0, count)]


def test_degrees_by_kind(graph: nx.MultiDiGraph) -> None:
    assert [row for row in degrees(graph).rows if row[0] in "ac"] == [
        ("a", "A", "body", "informs", 0, 1),
        ("a", "A", "body", "prepares", 0, 1),
        ("c", "C", "body", "develops", 0, 1),
        ("c", "C", "body", "endorses", 0, 1),
        ("c", "C", "body", "informs", 2, 0),
        ("c", "C", "body", "prepares", 1, 0),
    ]
    pair = nx.MultiGraph()
    pair.add_edge("a", "b", kind="chair")
    assert degrees(pair).rows == [("a", "a", "", "chair", 1, 1), ("b", "b", "", "chair", 1, 1)]


def test_components(graph: nx.MultiDiGraph) -> None:
    assert components(graph).rows == [(1, 5, ("a", "b", "c", "d", "e")), (2, 2, ("f", "g"))]
    graph.add_edge("d", "c")
    assert components(graph, strong=True).rows[0] == (1, 3, ("c", "d", "e"))


def dated(*edges: tuple[str, str, str, str]) -> nx.MultiDiGraph:
    """Edges with a first and a last date: one day each if plain, two as earliest and latest, empty for unknown."""
    made = nx.MultiDiGraph()
    for source, target, first, last in edges:
        early_start, _, late_start = first.partition("..")
        early_end, _, late_end = last.partition("..")
        made.add_edge(
            source,
            target,
            earliest_start=early_start or None,
            latest_start=late_start or early_start or None,
            earliest_end=early_end or None,
            latest_end=late_end or early_end or None,
            certain_date=bool(first),
        )
    return made


def in_time(table: Table) -> list[tuple[str, str, str | None]]:
    return [(row["node"], row["in_time"], row["day"]) for row in table]


def test_a_step_must_not_end_before_what_it_is_to_carry_arrives() -> None:
    graph = dated(
        ("a", "b", "2014-03-01", "2014-03-05"),
        ("b", "c", "2014-03-05", "2014-03-05"),  # On the same day is in time.
        ("c", "d", "2014-03-04", "2014-03-04"),  # A day early is not.
        ("b", "e", "2014-02-01", "2014-02-28"),
        ("b", "f", "2014-01-01", "2014-12-31"),  # Goes on long enough.
        ("f", "g", "2014-03-01..2014-03-31", "2014-03-01..2014-03-31"),  # Some day in March.
        ("f", "h", "", ""),
    )
    assert in_time(reachable_in_time(graph, "a")) == [
        ("b", "certainly", "2014-03-01"),
        ("c", "certainly", "2014-03-05"),
        ("f", "certainly", "2014-03-01"),
        ("g", "certainly", "2014-03-01"),
        ("h", "possibly", "2014-03-01"),
        ("e", "not", None),
        ("d", "not", None),
    ]


def test_imprecise_dates_are_read_both_ways() -> None:
    march = ("2014-03-01..2014-03-31", "2014-03-01..2014-03-31")
    graph = dated(("a", "b", "2014-03-10", "2014-03-10"), ("b", "c", *march), ("c", "d", "2014-04-01", "2014-04-01"))
    assert in_time(reachable_in_time(graph, "a")) == [
        ("b", "certainly", "2014-03-10"),
        ("c", "possibly", "2014-03-10"),
        ("d", "possibly", "2014-04-01"),
    ]
    assert in_time(reachable_in_time(graph, "d", upstream=True)) == [
        ("c", "certainly", "2014-04-01"),
        ("b", "certainly", "2014-03-31"),
        ("a", "possibly", "2014-03-10"),
    ]
    for *_, given in graph.edges("c", data=True):
        given["certain_date"] = False
    assert in_time(reachable_in_time(graph, "a"))[2][1] == "possibly"


def test_a_longer_chain_may_be_the_one_in_time() -> None:
    day = ("2014-05-01", "2014-05-01")
    graph = dated(("a", "b", *day), ("b", "d", "2014-04-01", "2014-04-01"), ("b", "c", *day), ("c", "d", *day))
    found = reachable_in_time(graph, "a")
    assert found.column("chain")[-1] == ("a", "", "b", "", "c", "", "d")
    assert in_time(found)[-1] == ("d", "certainly", "2014-05-01")


def test_events_date_the_steps_that_have_no_date_of_their_own() -> None:
    graph = nx.MultiDiGraph()
    for node, day in (("briefing", "2014-05-19"), ("forum", "2014-04-23"), ("summit", "2014-06-10")):
        bounds = dict.fromkeys(("earliest_start", "latest_start", "earliest_end", "latest_end"), day)
        graph.add_node(node, kind="event", certain_date=True, **bounds)
    graph.add_node("seminar", kind="event")
    graph.add_node("work", kind="process")
    for source, target, dated_by in (
        ("briefing", "forum", "to"),
        ("briefing", "work", "from"),
        ("work", "summit", "to"),
        ("summit", "seminar", "from"),
    ):
        graph.add_edge(source, target, dated_by=dated_by)
    assert in_time(reachable_in_time(graph, "briefing")) == [
        ("work", "certainly", "2014-05-19"),
        ("summit", "certainly", "2014-06-10"),
        ("seminar", "possibly", "2014-06-10"),
        ("forum", "not", None),
    ]


def test_what_changed(graph: nx.MultiDiGraph) -> None:
    after = graph.copy()
    after.remove_node("g")
    after.add_edge("a", "f", "new", kind="prepares", passages=("9 new",))
    after.edges["c", "d", "endorses"]["modality"] = "stated"
    after.nodes["d"].update(earliest_start="2014-06-10", date_passages=("8 date",))
    found = changes(graph, after)
    assert found.columns == ("change", "what", "node", "to", "kind", "detail", "passages")
    assert found.rows == [
        ("changed", "node", "d", "", "event",
         "date_passages: unknown -> 8 date; earliest_start: unknown -> 2014-06-10", ("8 date",)),
        ("disappeared", "node", "g", "", "body", "", ()),
        ("appeared", "edge", "a", "f", "prepares", "", ("9 new",)),
        ("changed", "edge", "c", "d", "endorses", "modality: expected -> stated", ("3 c", "1 a")),
        ("disappeared", "edge", "f", "g", "informs", "", ("5 f",)),
    ]  # fmt: skip
    assert changes(graph, graph.copy()).rows == []


def test_a_node_is_found_by_id_or_name(graph: nx.MultiDiGraph) -> None:
    graph.nodes["c"]["name"] = "The Council"
    assert upstream(graph, "the council").column("node") == ["a", "b"]
    graph.nodes["b"]["name"] = "The Council"
    with pytest.raises(Ambiguous) as error:
        upstream(graph, "the council")
    assert error.value.candidates == ["The Council: b", "The Council: c"]


def test_a_node_that_is_not_there_is_named_with_the_nearest(graph: nx.MultiDiGraph) -> None:
    graph.nodes["c"]["name"] = "The Council"
    with pytest.raises(NotFound, match=r"^'The Counsil' is not in this network or slice \(7 nodes\); did you mean "):
        upstream(graph, "The Counsil")


def test_a_target_that_nothing_leads_to_names_the_nearest_that_something_does(graph: nx.MultiDiGraph) -> None:
    messages = []
    asked: tuple[Callable[[], Table], ...] = (
        lambda: upstream(graph, "a"),
        lambda: downstream(graph, "d"),
        lambda: chains(graph, "b", "a"),
        lambda: chains(graph, "f", "d"),
        lambda: chains(graph, "e", "c"),
        lambda: chains(graph, "a", "a"),
        lambda: must_pass(graph, "a"),
        lambda: must_pass(graph, "d", "f"),
        lambda: reachable_in_time(graph, "a", upstream=True),
    )
    for ask in asked:
        with pytest.raises(NotFound) as error:
            ask()
        messages.append(str(error.value))
    nothing = "nothing leads to 'A' in this slice; the nearest that something does lead to is 'C' (c)"
    assert messages == [
        nothing,
        "'D' leads to nothing in this slice; the nearest that does lead somewhere is 'C' (c)",
        f"no chain leads from 'B' to 'A' in this slice; {nothing}",
        "no chain leads from 'F' to 'D' in this slice",
        "no chain leads from 'E' to 'C' in this slice; the nearest it does lead to is 'D' (d)",
        "start and target are both 'A'; upstream() tells what leads there",
        nothing,
        "no chain leads from 'F' to 'D' in this slice",
        nothing,
    ]


def test_plain_graphs_will_do() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c")])
    assert upstream(graph, "c").column("node") == ["b", "a"]
    assert downstream(nx.Graph([("a", "b")]), "b").column("chain") == [("b", "", "a")]
    assert len(changes(graph, nx.DiGraph([("a", "b")]))) == 2
