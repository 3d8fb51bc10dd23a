"""What the network formats share: a networkx graph with nothing in it that XML or their attribute types cannot hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Set
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from networkx import MultiDiGraph, MultiGraph  # type: ignore[import-untyped]

SEPARATOR = "; "
"""Between the items of a list."""

EDGE_KEY = "edge_key"
"""The attribute that keeps an edge's key as it was; networkx cannot read one that is called ``key``."""

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Plain = dict[str, str | int | float | bool]


def drawn(network: MultiDiGraph | MultiGraph) -> MultiDiGraph | MultiGraph:
    """The network with plain attributes: nodes and edges sorted, and each edge's key its own in the whole network.

    Lists become one text, what is None or empty is left out, and characters that XML has no place for become U+FFFD.
    """
    import networkx

    made = networkx.MultiDiGraph() if network.is_directed() else networkx.MultiGraph()
    made.graph.update(plain(network.graph))
    for node, attributes in sorted(network.nodes(data=True), key=lambda pair: str(pair[0])):
        made.add_node(_text(str(node)), **plain(attributes))
    edges: list[tuple[str, str, str, Plain]] = []
    for source, target, key, attributes in network.edges(keys=True, data=True):
        # An edge without direction comes with its ends in any order.
        one, other = (source, target) if network.is_directed() else sorted((source, target), key=str)
        edges.append((_text(str(one)), _text(str(other)), _text(str(key)), plain({EDGE_KEY: key, **attributes})))
    used = Counter(key for _, _, key, _ in edges)
    for source, target, key, attributes in sorted(edges, key=lambda edge: edge[:3]):
        # Readers take an edge's id for the whole file's, so a key that two pairs share is told apart.
        own = key if used[key] == 1 else f"{key} {source} {target}"
        made.add_edge(source, target, own, **attributes)
    return made


def plain(attributes: Mapping[str, Any]) -> Plain:
    """Attributes as texts, numbers and truth values, by name in order."""
    found: Plain = {}
    for name, value in attributes.items():
        found |= _plain(name, value)
    return dict(sorted(found.items()))


def _plain(name: str, value: Any) -> Plain:
    if value is None:
        return {}
    if isinstance(value, (bool, int, float)):
        return {name: value}
    if isinstance(value, (list, tuple, Set)):
        items = sorted(map(str, value)) if isinstance(value, Set) else [str(item) for item in value]
        return {name: _text(SEPARATOR.join(items))} if items else {}
    text = _text(str(value))
    return {name: text} if text else {}


def _text(text: str) -> str:
    return _NO_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
