"""What feeds into a thing and what it feeds: step by step, each with its passages, and as a picture.

Only links of an input kind that a source states, plans or expects make a step, and meetings that are part of a
process. What is wished, asked or framed is told apart as not promised; what only connects is told apart as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import networkx as nx  # type: ignore[import-untyped]

from govkg.model.firmness import FIRM
from govkg.namespaces import data, short
from govkg.network.chains import shortest
from govkg.network.nodes import Edge, described, edges_at
from govkg.web.explorer import Explorer

LISTED = 3
"""Steps that the list follows."""
MOST = 40
"""Things that the list names on one side."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link in words: what leads to what, how it is said, and by which passages."""

    source: str
    kind: str
    target: str
    modality: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A thing near the one in the middle.

    Attributes:
        iri, name, kind: what it is.
        links: what joins it to the next thing on its way.
        steps: what is one step further away.
    """

    iri: str
    name: str
    kind: str
    links: tuple[Link, ...]
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One side: what leads to a thing, or what it leads to; ``more`` is how many things are not listed."""

    steps: tuple[Step, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Around:
    """What is around a thing.

    Attributes:
        iri, name, kind: the thing in the middle.
        into, out: what feeds into it, and what it feeds.
        wished_into, wished_out: the same, as far as it is only wished, asked or framed.
        connected: links that feed nothing into anything.
    """

    iri: str
    name: str
    kind: str
    into: Side
    out: Side
    wished_into: tuple[Step, ...]
    wished_out: tuple[Step, ...]
    connected: tuple[Step, ...]

    @property
    def is_drawn(self) -> bool:
        """There is something to be drawn."""
        return bool(self.into.steps or self.out.steps or self.wished_into or self.wished_out)

    @property
    def passages(self) -> set[str]:
        """The IRIs of all passages it rests on."""
        found: set[str] = set()
        waiting = [*self.into.steps, *self.out.steps, *self.wished_into, *self.wished_out, *self.connected]
        for step in waiting:
            found.update(chain.from_iterable(link.passages for link in step.links))
            waiting += step.steps
        return found


def around(explorer: Explorer, iri: str) -> Around | None:
    """What is around a thing; None if no document links it to anything."""
    whole, feeding, node = explorer.networks.whole("influence"), explorer.networks.feeding, short(iri)
    if node not in whole:
        return None
    _, name, kind = described(whole, node)
    wished: dict[bool, tuple[Step, ...]] = {}
    firm: list[Step] = []
    for up in (True, False):
        other = [edge for edge in edges_at(whole, node, up) if not _feeds(feeding, edge)]
        wished[up] = _beside(whole, [edge for edge in other if not _is_firm(edge)], up)
        firm += _beside(whole, [edge for edge in other if _is_firm(edge)], up)
    into, out = _side(feeding, node, True), _side(feeding, node, False)
    return Around(iri, name, kind, into, out, wished[True], wished[False], tuple(firm))


def _side(feeding: nx.Graph, node: str, to_node: bool) -> Side:
    """The things within reach on one side, each under the next on its shortest way."""
    if node not in feeding:
        return Side()
    found = shortest(feeding, node, to_node)
    nearest = sorted(
        (one for one in found if len(found[one].kinds) <= LISTED), key=lambda one: (len(found[one].kinds), one)
    )
    kept = nearest[:MOST]
    below: dict[str, list[str]] = {}
    for one in kept:
        below.setdefault(found[one].nodes[1 if to_node else -2], []).append(one)
    return Side(tuple(_steps(feeding, node, below, to_node)), len(found) - len(kept))


def _steps(feeding: nx.Graph, parent: str, below: dict[str, list[str]], to_node: bool) -> Iterator[Step]:
    for one in sorted(below.get(parent, ()), key=lambda node: (described(feeding, node)[1], node)):
        ends = (one, parent) if to_node else (parent, one)
        found = [(*ends, key, given) for key, given in feeding.get_edge_data(*ends).items()]
        yield _step(feeding, one, found, tuple(_steps(feeding, one, below, to_node)))


def _beside(whole: nx.Graph, found: list[Edge], up: bool) -> tuple[Step, ...]:
    """What is joined by other links, a step a thing."""
    by_thing: dict[str, list[Edge]] = {}
    for edge in found:
        by_thing.setdefault(edge[0] if up else edge[1], []).append(edge)
    steps = [_step(whole, one, between) for one, between in by_thing.items()]
    return tuple(sorted(steps, key=lambda step: (step.name, step.iri)))


def _step(graph: nx.Graph, node: str, found: list[Edge], steps: tuple[Step, ...] = ()) -> Step:
    # Two records may say the same: a mandate, and the contribution that it is.
    passages: dict[tuple[str, str, str, str], set[str]] = {}
    for source, target, _, given in found:
        passages.setdefault((data(source), given["kind"], data(target), given["modality"]), set()).update(
            given["passage_iris"]
        )
    links = [Link(*said, tuple(sorted(passages[said]))) for said in sorted(passages)]
    _, name, kind = described(graph, node)
    return Step(data(node), name, kind, tuple(links), steps)


def _feeds(feeding: nx.Graph, edge: Edge) -> bool:
    source, target, key, _ = edge
    return bool(feeding.has_edge(source, target, key))


def _is_firm(edge: Edge) -> bool:
    return edge[3]["modality"] in FIRM
