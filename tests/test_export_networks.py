"""GraphML and GEXF: networkx reads back what was written, parallel edges and spells included."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from io import BytesIO

import networkx as nx  # type: ignore[import-untyped]
import pytest
from export_world import material

from govkg.export import FORMATS
from govkg.export.drawn import drawn
from govkg.export.gexf import as_gexf
from govkg.export.graphml import as_graphml
from govkg.knowledge_graph import KnowledgeGraph
from govkg.network import KINDS, network

SUMMIT = {
    "name": "Summit\x07 <1>",
    "kind": "event",
    "earliest_start": "2014-06-10",
    "latest_start": "2014-06-10",
    "earliest_end": "2014-06-13",
    "latest_end": "2014-06-13",
    "certain_date": True,
}
NO_DATE = dict.fromkeys(("earliest_start", "latest_start", "earliest_end", "latest_end"))


def small() -> nx.MultiDiGraph:
    """Two things joined by two records in parallel, and a third that begins on a day and has no known end."""
    graph = nx.MultiDiGraph(network="influence", during=("2014", "2015"))
    graph.add_node("summit", **SUMMIT)
    graph.add_node("report", name="Report", kind="document", certain_date=False, **NO_DATE)
    graph.add_node("study", name="", kind="process", certain_date=True, **{**NO_DATE, "earliest_start": "2013-01-01"})
    graph.add_edge("report", "summit", "b", kind="informs", passages=("001 b", "002 c"), certain_date=False, **NO_DATE)
    graph.add_edge("report", "summit", "a", passages=(), weight=2, **SUMMIT | {"name": None, "kind": "prepares"})
    graph.add_edge("study", "report", "a", kind="prepares")
    return graph


GEXF_TEXT = """\
<?xml version='1.0' encoding='utf-8'?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
  <meta>
    <creator>govkg</creator>
    <description>during: 2014; 2015; network: influence</description>
  </meta>
  <graph defaultedgetype="directed" mode="dynamic" timeformat="date">
    <attributes class="node" mode="static">
      <attribute id="node-certain_date" title="certain_date" type="boolean" />
      <attribute id="node-earliest_end" title="earliest_end" type="string" />
      <attribute id="node-earliest_start" title="earliest_start" type="string" />
      <attribute id="node-kind" title="kind" type="string" />
      <attribute id="node-latest_end" title="latest_end" type="string" />
      <attribute id="node-latest_start" title="latest_start" type="string" />
      <attribute id="node-name" title="name" type="string" />
    </attributes>
    <attributes class="edge" mode="static">
      <attribute id="edge-certain_date" title="certain_date" type="boolean" />
      <attribute id="edge-earliest_end" title="earliest_end" type="string" />
      <attribute id="edge-earliest_start" title="earliest_start" type="string" />
      <attribute id="edge-edge_key" title="edge_key" type="string" />
      <attribute id="edge-kind" title="kind" type="string" />
      <attribute id="edge-latest_end" title="latest_end" type="string" />
      <attribute id="edge-latest_start" title="latest_start" type="string" />
      <attribute id="edge-passages" title="passages" type="string" />
      <attribute id="edge-weight" title="weight" type="long" />
    </attributes>
    <nodes>
      <node id="report" label="Report">
        <attvalues>
          <attvalue for="node-certain_date" value="false" />
          <attvalue for="node-kind" value="document" />
          <attvalue for="node-name" value="Report" />
        </attvalues>
      </node>
      <node id="study" label="process">
        <attvalues>
          <attvalue for="node-certain_date" value="true" />
          <attvalue for="node-earliest_start" value="2013-01-01" />
          <attvalue for="node-kind" value="process" />
        </attvalues>
        <spells>
          <spell start="2013-01-01" />
        </spells>
      </node>
      <node id="summit" label="Summit\ufffd &lt;1&gt;">
        <attvalues>
          <attvalue for="node-certain_date" value="true" />
          <attvalue for="node-earliest_end" value="2014-06-13" />
          <attvalue for="node-earliest_start" value="2014-06-10" />
          <attvalue for="node-kind" value="event" />
          <attvalue for="node-latest_end" value="2014-06-13" />
          <attvalue for="node-latest_start" value="2014-06-10" />
          <attvalue for="node-name" value="Summit\ufffd &lt;1&gt;" />
        </attvalues>
        <spells>
          <spell start="2014-06-10" end="2014-06-13" />
        </spells>
      </node>
    </nodes>
    <edges>
      <edge id="a report summit" source="report" target="summit" label="prepares">
        <attvalues>
          <attvalue for="edge-certain_date" value="true" />
          <attvalue for="edge-earliest_end" value="2014-06-13" />
          <attvalue for="edge-earliest_start" value="2014-06-10" />
          <attvalue for="edge-edge_key" value="a" />
          <attvalue for="edge-kind" value="prepares" />
          <attvalue for="edge-latest_end" value="2014-06-13" />
          <attvalue for="edge-latest_start" value="2014-06-10" />
          <attvalue for="edge-weight" value="2" />
        </attvalues>
        <spells>
          <spell start="2014-06-10" end="2014-06-13" />
        </spells>
      </edge>
      <edge id="b" source="report" target="summit" label="informs">
        <attvalues>
          <attvalue for="edge-certain_date" value="false" />
          <attvalue for="edge-edge_key" value="b" />
          <attvalue for="edge-kind" value="informs" />
          <attvalue for="edge-passages" value="001 b; 002 c" />
        </attvalues>
      </edge>
      <edge id="a study report" source="study" target="report" label="prepares">
        <attvalues>
          <attvalue for="edge-edge_key" value="a" />
          <attvalue for="edge-kind" value="prepares" />
        </attvalues>
      </edge>
    </edges>
  </graph>
</gexf>
"""


def shuffled() -> nx.MultiDiGraph:
    """The same with nodes and edges put in the other way round."""
    graph, other = small(), nx.MultiDiGraph()
    other.graph.update(reversed(graph.graph.items()))
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    return other


def both_ways() -> nx.MultiGraph:
    """Three actors who meet at the same event: edges without direction that share a key."""
    graph = nx.MultiGraph()
    for one, other in (("b", "a"), ("c", "b"), ("a", "c")):
        graph.add_edge(one, other, "summit", kind="host", roles=("a: host", "b: chair"))
    return graph


def test_gexf_is_written_whole() -> None:
    assert as_gexf(small()).decode() == GEXF_TEXT


@pytest.mark.parametrize("write", [as_gexf, as_graphml])
def test_the_same_network_gives_the_same_bytes(write: object) -> None:
    assert callable(write)
    assert write(small()) == write(shuffled())


def from_graphml(content: bytes) -> nx.MultiDiGraph:
    return nx.read_graphml(BytesIO(content), force_multigraph=True)


def edges(graph: nx.MultiDiGraph, *left_out: str) -> list[tuple[str, str, str, dict[str, object]]]:
    found = []
    for source, target, key, given in graph.edges(keys=True, data=True):
        ends = (source, target) if graph.is_directed() else tuple(sorted((source, target)))
        found.append((*ends, key, {k: v for k, v in given.items() if k not in left_out}))
    return sorted(found, key=lambda edge: edge[:3])


@pytest.mark.parametrize("graph", [small(), both_ways()], ids=["directed", "both ways"])
def test_graphml_comes_back_with_networkx(graph: nx.MultiDiGraph) -> None:
    wanted, found = drawn(graph), from_graphml(as_graphml(graph))
    assert found.is_directed() == wanted.is_directed()
    assert dict(found.nodes(data=True)) == dict(wanted.nodes(data=True))
    assert edges(found) == edges(wanted)
    assert {name: found.graph[name] for name in wanted.graph} == wanted.graph


def test_gexf_comes_back_with_networkx() -> None:
    wanted, found = drawn(small()), nx.read_gexf(BytesIO(as_gexf(small())))
    nodes = {node: dict(given) for node, given in found.nodes(data=True)}
    spells = {node: given.pop("spells") for node, given in nodes.items() if "spells" in given}
    # networkx writes an end that is not there as the text "None".
    assert spells == {"study": [("2013-01-01", "None")], "summit": [("2014-06-10", "2014-06-13")]}
    assert {node: given.pop("label") for node, given in nodes.items()} == {
        "report": "Report",
        "study": "process",
        "summit": "Summit\ufffd <1>",
    }
    assert nodes == dict(wanted.nodes(data=True))
    assert edges(found, "id", "label", "spells") == edges(wanted)


def test_edges_that_share_a_key_stay_apart() -> None:
    found = nx.read_gexf(BytesIO(as_gexf(both_ways())))
    assert sorted((*sorted(ends), given["edge_key"], given["id"]) for *ends, given in found.edges(data=True)) == [
        ("a", "b", "summit", "summit a b"),
        ("a", "c", "summit", "summit a c"),
        ("b", "c", "summit", "summit b c"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_networks_lose_nothing(kind: str, kg: KnowledgeGraph) -> None:
    wanted = drawn(network(kg.store, kg.names, kind))
    graphml, gexf = (FORMATS[name].write(material(kg.store, kind)) for name in ("graphml", "gexf"))
    assert isinstance(graphml, bytes)
    assert isinstance(gexf, bytes)
    found = from_graphml(graphml)
    assert dict(found.nodes(data=True)) == dict(wanted.nodes(data=True))
    assert edges(found) == edges(wanted)
    root = ET.fromstring(gexf)
    space = "{http://www.gexf.net/1.2draft}"
    ids = [edge.get("id") for edge in root.iter(f"{space}edge")]
    assert len(set(ids)) == len(ids) == wanted.number_of_edges()
    dated = sum("earliest_start" in given or "latest_end" in given for *_, given in wanted.edges(data=True))
    dated += sum("earliest_start" in given or "latest_end" in given for _, given in wanted.nodes(data=True))
    assert sum(1 for _ in root.iter(f"{space}spell")) == dated
