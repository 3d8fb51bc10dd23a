"""Networks of the shipped graph: facts checked by hand against the sources, and what must hold for every edge."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import networkx as nx  # type: ignore[import-untyped]
import pytest
from pyoxigraph import NamedNode

from govkg.evidence import passages
from govkg.knowledge_graph import KnowledgeGraph
from govkg.model.firmness import CERTAINTIES, MODALITIES
from govkg.namespaces import RDF_TYPE, data, term
from govkg.network import (
    KINDS,
    brokers,
    chains,
    changes,
    communities,
    components,
    degrees,
    downstream,
    must_pass,
    network,
    pagerank,
    reach,
    reachable_in_time,
    single_points,
    upstream,
)
from govkg.network.columns import read
from govkg.store import Embedded


def ask(kg: KnowledgeGraph, kind: str = "influence", **cut: Any) -> nx.Graph:
    return network(kg.store, kg.names, kind, **cut)


@pytest.mark.parametrize("kind", KINDS)
def test_every_edge_has_evidence_and_every_node_a_name(kg: KnowledgeGraph, kind: str) -> None:
    graph = ask(kg, kind)
    known = passages(kg.store, {iri for *_, iris in graph.edges(data="passage_iris") for iri in iris})
    for source, target, given in graph.edges(data=True):
        assert given["passages"], (source, target)
        assert given["passages"] == tuple(sorted(known[iri].label for iri in given["passage_iris"]))
        assert given["modality"] in MODALITIES
        assert given["certainty"] in CERTAINTIES
        weakest = max((known[iri].certainty for iri in given["passage_iris"]), key=CERTAINTIES.index)
        assert given["certainty"] == weakest
    for node, given in graph.nodes(data=True):
        assert given["name"] == kg.names.show(data(node))
        assert given["kind"] != "thing", node


def test_every_record_that_we_accept_is_in_its_network(kg: KnowledgeGraph) -> None:
    assert isinstance(kg.store, Embedded)
    for kind, names in (("influence", ("Contribution", "Mandate")), ("participation", ("Role",))):
        keys = {key for *_, key in ask(kg, kind).edges(keys=True)}
        for name in names:
            found = kg.store.store.quads_for_pattern(None, NamedNode(RDF_TYPE), NamedNode(term(name)), None)
            records = {quad.subject.value for quad in found}  # type: ignore[union-attr]
            assert records, name
            assert records <= keys


def test_without_a_day_the_columns_are_the_accepted_facts(kg: KnowledgeGraph) -> None:
    names = ("from", "to", "link", "actor", "role", "in", "date", "opens", "closes", "partOf", "mandated", "instrument")
    records = ("Contribution", "Role", "Mandate", "Rule", "State", "Question", "Position", "Gap")
    columns = read(kg.store, records, names, lambda written: True)
    for name in names:
        facts = kg.store.select(f"SELECT ?subject ?value WHERE {{ ?subject <{term(name)}> ?value }}").rows
        said = {(subject, value) for subject, values in columns.values.get(name, {}).items() for value in values}
        assert said == {(subject.value, value.value) for subject, value in facts if subject and value}, name


def test_the_platform_prepares_the_event_and_the_event_endorses_the_vision(kg: KnowledgeGraph) -> None:
    # 004: the platform prepares the event and develops the drafts that are put before it, which is to endorse both.
    found = chains(ask(kg, modalities=("stated", "planned", "expected")), "wsis10-mpp", "wsis10-vision")
    assert [(row["chain"], row["modality"]) for row in found] == [
        (("wsis10-mpp", "prepares", "wsis10-high-level-event", "endorses", "wsis10-vision"), "expected"),
        (
            ("wsis10-mpp", "develops", "hle-outcome-documents", "submits input to", "wsis10-high-level-event",
             "endorses", "wsis10-vision"),
            "expected",
        ),
    ]  # fmt: skip
    assert found.rows[0][4] == ("004 mpp-prepares-event", "004 vision-expected")


def test_all_meetings_of_the_platform_pass_through_it_and_through_the_event(kg: KnowledgeGraph) -> None:
    graph = ask(kg)
    for meeting in ("mpp-first-meeting", "mpp-second-meeting", "mpp-third-meeting", "mpp-fourth-meeting"):
        passed = must_pass(graph, "WSIS+10 Vision for WSIS Beyond 2015", meeting).column("node")
        assert passed == ["wsis10-mpp", "wsis10-high-level-event"]


def test_only_a_wish_carries_the_study_into_the_review(kg: KnowledgeGraph) -> None:
    # 001: UNESCO is "keen for the study to be an input"; resolution 52 of its member states asked for the study.
    graph = ask(kg)
    found = upstream(graph, "wsis10-review-process")
    by_node = {row["node"]: (row["steps"], row["modality"]) for row in found}
    assert by_node["unesco-internet-study"] == (1, "wished")
    assert by_node["unesco-member-states"] == (2, "wished")
    firm = ask(kg, modalities=("stated", "planned", "expected"))
    assert "wsis10-review-process" not in firm


def test_a_record_and_a_mandate_of_one_pair_are_two_edges(kg: KnowledgeGraph) -> None:
    assert sorted(ask(kg)["unesco-resolution-52"]["unesco-internet-study"]) == [
        data("contribution/unesco-resolution-52--mandates--unesco-internet-study"),
        data("mandate/unesco-internet-study--unesco-resolution-52"),
    ]


def test_what_the_heading_of_the_poster_frames_but_time_forbids(kg: KnowledgeGraph) -> None:
    # The poster puts all its boxes on the way to NETmundial of 23-24 April 2014, though these four come after it.
    found = reachable_in_time(ask(kg, kinds=["leads up to"]), "netmundial", upstream=True)
    late = {row["node"]: row["modality"] for row in found if row["in_time"] == "not"}
    assert late == dict.fromkeys(
        ("freedom-online-conference-4", "hle-final-briefing", "igf-2014", "itu-plenipotentiary-2014"), "framed"
    )
    certain = {row["node"] for row in found if row["in_time"] == "certainly"}
    assert {"icann-49", "igf-2013", "mpp-second-meeting", "mpp-third-meeting", "wtdc-2014"} <= certain
    # The text keeps no date for Dubai.
    assert next(row["in_time"] for row in found if row["node"] == "hlp-dubai") == "possibly"


def test_the_briefing_of_march_is_back_in_january(kg: KnowledgeGraph) -> None:
    # 000 has the final briefing on 12 March 2014; 004, of April, on 19 May.
    then, now = ask(kg, known_on="2014-01-15"), ask(kg)
    assert then.nodes["hle-final-briefing"]["earliest_start"] == "2014-03-12"
    assert then.nodes["hle-final-briefing"]["date_passages"] == ("000 final-brief-date",)
    assert now.nodes["hle-final-briefing"]["earliest_start"] == "2014-05-19"
    assert {label.split()[0] for *_, labels in then.edges(data="passages") for label in labels} == {"000", "001", "002"}
    changed = next(row for row in changes(then, now) if row["node"] == "hle-final-briefing" and row["what"] == "node")
    assert "earliest_start: 2014-03-12 -> 2014-05-19" in changed["detail"]


def test_only_the_page_of_april_was_certainly_known_in_may(kg: KnowledgeGraph) -> None:
    graph = ask(kg, known_on="2014-05-01", certainly=True)
    assert {label.split()[0] for *_, labels in graph.edges(data="passages") for label in labels} == {"004"}


def test_what_the_text_leaves_open_is_not_settled_by_an_earlier_day(kg: KnowledgeGraph) -> None:
    graph = ask(kg, known_on="2014-01-15")
    assert graph.nodes["hlp-sunnylands"]["earliest_start"] is None
    assert graph.nodes["hlp-report-launch"]["earliest_start"] is None


def test_the_day_of_netmundial(kg: KnowledgeGraph) -> None:
    certain = ask(kg, at="2014-04-23", certainly=True)
    possible = ask(kg, at="2014-04-23")
    edges, more = (set(graph.edges(keys=True)) for graph in (certain, possible))
    assert edges < more
    assert {target for _, target, _ in edges} == {"netmundial", "netmundial-proposals"}
    assert "wsis10-high-level-event" not in {target for _, target, _ in more}


def test_who_sits_on_the_platform_together(kg: KnowledgeGraph) -> None:
    # 004: the chair is the Russian Federation; Egypt, Saudi Arabia and Switzerland are vice-chairs.
    graph = ask(kg, "co-participation", kinds=["chair", "vice-chair"])
    four = ["egypt", "russian-federation", "saudi-arabia", "switzerland"]
    found = [(*sorted((one, other)), key) for one, other, key in graph.edges(four, keys=True) if key == "wsis10-mpp"]
    assert sorted(found) == [
        (one, other, "wsis10-mpp") for place, one in enumerate(four) for other in four[place + 1 :]
    ]
    assert graph.edges["egypt", "russian-federation", "wsis10-mpp"]["roles"] == (
        "egypt: vice-chair",
        "russian-federation: chair",
    )


def test_every_function_answers_and_both_engines_alike(kg: KnowledgeGraph) -> None:
    for kind in KINDS:
        graph = ask(kg, kind)
        for function in (single_points, reach, components):
            assert function(graph, threshold=0).rows == function(graph).rows
        for function, score in ((brokers, "betweenness"), (pagerank, "pagerank")):
            plain, compiled = (
                dict(zip(table.column("node"), table.column(score), strict=True))
                for table in (function(graph), function(graph, threshold=0))
            )
            assert compiled == pytest.approx(plain, abs=1e-8)
        ends = 1 if graph.is_directed() else 2
        assert sum(row["from"] for row in degrees(graph)) == ends * graph.number_of_edges()
        assert sorted(node for row in communities(graph) for node in row["nodes"]) == sorted(graph)
        source, target = next(iter(graph.edges()))
        assert source in upstream(graph, target).column("node")
        assert downstream(graph, source, threshold=0).rows == downstream(graph, source).rows


def test_netmundial_holds_the_influence_network_together(kg: KnowledgeGraph) -> None:
    graph = ask(kg)
    assert single_points(graph).column("node")[0] == "netmundial"
    assert pagerank(graph, top=1).column("node") == ["netmundial"]
    assert graph.in_degree("netmundial") == max(degree for _, degree in graph.in_degree())


def test_the_command_does_not_wait_for_networkx() -> None:
    code = "import sys, govkg; govkg.load(); sys.exit('networkx' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
