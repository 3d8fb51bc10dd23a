"""GEXF: the network for Gephi, where each dated node and edge is there for a while, so that the timeline moves.

networkx can write GEXF, but puts today's date into the file, and the same graph must give the same bytes: hence the
writer below. Source: GEXF 1.2draft, https://gexf.net/schema.html; this version is what Gephi and networkx both read.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from govkg.export.contract import DEFAULT_KIND, Format, Material
from govkg.export.drawn import SEPARATOR, Plain, drawn

if TYPE_CHECKING:
    from networkx import MultiDiGraph, MultiGraph  # type: ignore[import-untyped]

_NAMESPACE = "http://www.gexf.net/1.2draft"
_DAY = re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBERS: dict[type, str] = {bool: "boolean", int: "long", float: "double"}


def as_gexf(network: MultiDiGraph | MultiGraph) -> bytes:
    """A network as GEXF, with the days between the first and the last bound of a date as a spell.

    Nodes and edges take the label of their ``name`` or, failing that, their ``kind``.
    """
    plain = drawn(network)
    root = ET.Element("gexf", {"xmlns": _NAMESPACE, "version": "1.2"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = "govkg"
    ET.SubElement(meta, "description").text = SEPARATOR.join(f"{name}: {value}" for name, value in plain.graph.items())
    direction = "directed" if plain.is_directed() else "undirected"
    graph = ET.SubElement(root, "graph", {"defaultedgetype": direction, "mode": "dynamic", "timeformat": "date"})
    of_nodes = _declared(graph, "node", (attributes for _, attributes in plain.nodes(data=True)))
    of_edges = _declared(graph, "edge", (attributes for *_, attributes in plain.edges(data=True)))
    nodes = ET.SubElement(graph, "nodes")
    for node, attributes in plain.nodes(data=True):
        _fill(ET.SubElement(nodes, "node", {"id": node, "label": _label(attributes, node)}), attributes, of_nodes)
    edges = ET.SubElement(graph, "edges")
    for source, target, key, attributes in plain.edges(keys=True, data=True):
        where = {"id": key, "source": source, "target": target, "label": _label(attributes, key)}
        _fill(ET.SubElement(edges, "edge", where), attributes, of_edges)
    ET.indent(root)
    out = BytesIO()
    ET.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue() + b"\n"


def _declared(graph: ET.Element, of: str, found: Iterable[Plain]) -> dict[str, str]:
    """Declare the attributes of nodes or edges; their ids by name. One with values of several types is text."""
    types: dict[str, set[str]] = {}
    for attributes in found:
        for name, value in attributes.items():
            types.setdefault(name, set()).add(_NUMBERS.get(type(value), "string"))
    ids = {name: f"{of}-{name}" for name in sorted(types)}
    if ids:
        declared = ET.SubElement(graph, "attributes", {"class": of, "mode": "static"})
        for name, attribute in ids.items():
            kind = types[name].pop() if len(types[name]) == 1 else "string"
            ET.SubElement(declared, "attribute", {"id": attribute, "title": name, "type": kind})
    return ids


def _fill(element: ET.Element, attributes: Plain, ids: dict[str, str]) -> None:
    if attributes:
        values = ET.SubElement(element, "attvalues")
        for name, value in attributes.items():
            written = str(value).lower() if isinstance(value, bool) else str(value)
            ET.SubElement(values, "attvalue", {"for": ids[name], "value": written})
    # Gephi reads years of four digits only; any other bound is in the attributes.
    bounds = (("start", attributes.get("earliest_start")), ("end", attributes.get("latest_end")))
    if spell := {end: str(day) for end, day in bounds if _DAY.fullmatch(str(day))}:
        ET.SubElement(ET.SubElement(element, "spells"), "spell", spell)


def _label(attributes: Plain, otherwise: str) -> str:
    return str(attributes.get("name") or attributes.get("kind") or otherwise)


def _write(asked: Material) -> bytes:
    from govkg.network import network

    return as_gexf(network(asked.store, asked.names, asked.kind or DEFAULT_KIND))


GEXF = Format(_write)
