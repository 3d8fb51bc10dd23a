"""Changes: what differs between two slices of a network."""

from __future__ import annotations

from typing import Any

import networkx as nx  # type: ignore[import-untyped]

from govkg.network.nodes import edges
from govkg.table import Table

_Facts = dict[tuple[str, ...], dict[str, Any]]


def changes(before: nx.Graph, after: nx.Graph) -> Table:
    """What appeared, disappeared or changed from one slice to another.

    Args:
        before, after: two slices of the same network, such as ``known_on="2014-01-15"`` and all we hold now.

    Returns:
        Columns ``change, what, node, to, kind, detail, passages``. ``change`` is appeared, disappeared or changed;
        ``what`` is node or edge, and ``to`` is empty for a node. ``detail`` tells each attribute of a changed one as
        ``name: old -> new``. Passages are those of an edge, or of a node's date: the new ones, the old of what
        disappeared. Nodes first, then edges, each by id.
    """
    rows = _compared("node", _nodes(before), _nodes(after)) + _compared("edge", _edges(before), _edges(after))
    return Table(("change", "what", "node", "to", "kind", "detail", "passages"), rows)


def _nodes(graph: nx.Graph) -> _Facts:
    return {(node, ""): dict(given) for node, given in graph.nodes(data=True)}


def _edges(graph: nx.Graph) -> _Facts:
    found = {}
    for source, target, key, given in edges(graph):
        ends = (source, target) if graph.is_directed() else tuple(sorted((source, target)))
        found[*ends, str(key)] = dict(given)
    return found


def _compared(what: str, before: _Facts, after: _Facts) -> list[tuple[Any, ...]]:
    rows = []
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        change = "appeared" if old is None else "disappeared" if new is None else "changed"
        shown = new if new is not None else old or {}
        detail = "" if old is None or new is None else _differences(old, new)
        passages = shown.get("passages") or shown.get("date_passages") or ()
        rows.append((change, what, key[0], key[1], str(shown.get("kind", "")), detail, tuple(passages)))
    return rows


def _differences(old: dict[str, Any], new: dict[str, Any]) -> str:
    """Each attribute that differs; the IRIs of passages say the same as their short names."""
    return "; ".join(
        f"{name}: {_shown(old.get(name))} -> {_shown(new.get(name))}"
        for name in sorted(old.keys() | new.keys())
        if name != "passage_iris" and old.get(name) != new.get(name)
    )


def _shown(value: Any) -> str:
    if value is None or value == () or value == "":
        return "unknown"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
