"""A network as a picture: its parts in columns, or in circles where links have no direction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import networkx as nx  # type: ignore[import-untyped]

from govkg.namespaces import data
from govkg.network.dating import bounds_of
from govkg.network.nodes import Edge, described, edges
from govkg.web.drawing.dates import days_in_words
from govkg.web.drawing.figure import Box, Figure, Path, box, look_of
from govkg.web.drawing.layers import Arc
from govkg.web.drawing.parts import connected, in_circle, in_columns, together
from govkg.web.drawing.writing import key_height

WIDTH = 1112.0
"""Of a page's main column; parts that are wider make the picture wider, and it scrolls."""
MOST = 160
"""Things in one picture: more of them nobody can read."""
_BOX = 172.0
_SHAPE = 1.4
"""How many times as wide as high a network is at least, where it is moved."""
_MARGIN = 4.0


def figure_of(graph: nx.Graph, title: str, most: int = MOST) -> Figure:
    """A network drawn; of a large one the things with most links.

    Args:
        graph: a network or slice of ``govkg.network``.
        title: what it is, in a line.
        most: things to draw.
    """
    shown = largest(graph, most)
    boxes = {str(node): _box(graph, str(node)) for node in sorted(shown)}
    paths = _paths(shown)
    parts = []
    for group in connected(list(boxes), list(paths)):
        own = {one: boxes[one] for one in group}
        between = {arc: path for arc, path in paths.items() if arc[0] in own}
        parts.append((in_columns if graph.is_directed() else in_circle)(own, between))
    kinds = sorted({one.kind for one in boxes.values()})
    width = max([WIDTH, *(part.width + 2 * _MARGIN for part in parts)])
    top = key_height(width, kinds, sorted({path.look for path in paths.values()}))
    placed, bottom = together(parts, width - _MARGIN, _MARGIN, top)
    return Figure(
        title,
        f"Things drawn: {len(boxes)}; parts between which there is no link: {len(parts)}.",
        width,
        bottom + 2 * _MARGIN,
        tuple(one for part in placed for one in part.boxes),
        tuple(path for part in placed for path in part.paths),
    )


def largest(graph: nx.Graph, most: int) -> nx.Graph:
    """The part of a network between the things with most links, if there are more than so many."""
    if len(graph) <= most:
        return graph
    chosen = sorted(graph, key=lambda node: (-graph.degree(node), node))[:most]
    kept = graph.subgraph(chosen)
    return kept.subgraph([node for node in kept if kept.degree(node)])


def places(figure: Figure) -> Mapping[str, tuple[float, float]]:
    """The middle of each thing by IRI, with heights that grow upwards, as charts have them.

    A tall figure is drawn out sideways: where names stand beside points, they need the room there.
    """
    wider = max(1.0, _SHAPE * figure.height / figure.width)
    return {one.iri: ((one.x + one.width / 2) * wider, figure.height - one.y - one.height / 2) for one in figure.boxes}


def said(graph: nx.Graph, edge: Edge) -> str:
    """A link in one breath: from, kind, to, how it is said, and where."""
    source, target, _, given = edge
    shared = f" ({'; '.join(roles(graph, given))})" if given.get("roles") else ""
    passages = "; ".join(given.get("passages", ())) or "none"
    ends = [described(graph, end)[1] for end in (source, target)]
    joined = f"{ends[0]} {given['kind']} {ends[1]}" if graph.is_directed() else f"{ends[0]} and {ends[1]}{shared}"
    return f"{joined} ({given['modality']}). Sources: {passages}"


def roles(graph: nx.Graph, given: Mapping[str, Any]) -> tuple[str, ...]:
    """Who holds which role where two meet, by name; nothing in a network with directions."""
    told = (role.partition(": ") for role in given.get("roles", ()))
    return tuple(f"{described(graph, who)[1] if who in graph else who}: {what}" for who, _, what in told)


def _box(graph: nx.Graph, node: str) -> Box:
    _, name, kind = described(graph, node)
    when = days_in_words(bounds_of(graph.nodes[node]))
    return box(data(node), name, kind, _BOX, said=f"{name} ({kind})" + (f", {when}" if when else ""))


def _paths(graph: nx.Graph) -> dict[Arc, Path]:
    """A line a pair; where two lead to each other, one line with two heads."""
    between: dict[Arc, list[Edge]] = defaultdict(list)
    for edge in edges(graph):
        source, target = edge[0], edge[1]
        if source != target:
            back = (target, source) in between or (not graph.is_directed() and source > target)
            between[(target, source) if back else (source, target)].append(edge)
    return {arc: _path(graph, arc, found) for arc, found in between.items()}


def _path(graph: nx.Graph, arc: Arc, found: list[Edge]) -> Path:
    modalities = [str(_given(edge)["modality"]) for edge in found]
    told = "\n".join(said(graph, edge) for edge in found)
    made = Path((), look_of(modalities), told)
    if not graph.is_directed():
        return replace(made, arrow="")
    return replace(made, arrow="both") if any(edge[0] != arc[0] for edge in found) else made


def _given(edge: Edge) -> dict[str, Any]:
    return edge[3]
