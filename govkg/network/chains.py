"""Chains: what leads to a node and what it leads to, step by step, each step with its evidence.

A chain is as strong as its weakest step: it has the weakest modality and the weakest certainty of its edges, and the
passages of all of them. It is shown as one tuple in which nodes and kinds of link take turns:
``("wsis10-mpp", "prepares", "wsis10-high-level-event")``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx  # type: ignore[import-untyped]

from govkg.errors import BadQuery, NotFound
from govkg.model.firmness import CERTAINTIES, MODALITIES, rank
from govkg.network.engine import THRESHOLD, engine
from govkg.network.nodes import Edge, described, edges_at, find_node, name_of, nearest_among
from govkg.table import Table

COLUMNS = ("node", "name", "kind", "steps", "chain", "modality", "certainty", "passages")
_WORK = 100
"""Steps tried for each chain asked for, before a search is given up as one that would not end."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps from one node to another.

    Attributes:
        nodes: ids, in order.
        kinds: the kind of each step.
        weakness: of its weakest step, by modality and by certainty, 0 for the firmest.
        passages: of all steps, in their order.
    """

    nodes: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    weakness: tuple[int, int] = (0, 0)
    passages: tuple[str, ...] = ()

    def ahead(self, edge: Edge) -> Chain:
        """The chain with a step before its first node."""
        source, _, _, given = edge
        return Chain(
            (source, *self.nodes),
            (str(given.get("kind", "")), *self.kinds),
            self._weaker(edge),
            tuple(dict.fromkeys((*given.get("passages", ()), *self.passages))),
        )

    def behind(self, edge: Edge) -> Chain:
        """The chain with a step after its last node."""
        _, target, _, given = edge
        return Chain(
            (*self.nodes, target),
            (*self.kinds, str(given.get("kind", ""))),
            self._weaker(edge),
            tuple(dict.fromkeys((*self.passages, *given.get("passages", ())))),
        )

    def grown(self, edge: Edge, upstream: bool) -> Chain:
        """The chain with one step more, at its beginning or at its end."""
        return self.ahead(edge) if upstream else self.behind(edge)

    def _weaker(self, edge: Edge) -> tuple[int, int]:
        modality, certainty = self.weakness
        given = edge[3]
        return (
            max(modality, rank(given.get("modality", MODALITIES[0]), MODALITIES)),
            max(certainty, rank(given.get("certainty", CERTAINTIES[0]), CERTAINTIES)),
        )

    @property
    def shown(self) -> tuple[str, ...]:
        """Nodes and kinds in turn."""
        pairs = zip(self.nodes, self.kinds, strict=False)
        return (*(word for pair in pairs for word in pair), self.nodes[-1])

    def cells(self) -> tuple[int, tuple[str, ...], str, str, tuple[str, ...]]:
        """Its part of a row: steps, chain, modality, certainty, passages."""
        modality, certainty = self.weakness
        words = ((*MODALITIES, "unknown")[modality], (*CERTAINTIES, "unknown")[certainty])
        return len(self.kinds), self.shown, *words, self.passages


def upstream(
    graph: nx.Graph,
    node: str,
    *,
    every_chain: bool = False,
    longest: int | None = None,
    limit: int = 10_000,
    threshold: int = THRESHOLD,
) -> Table:
    """Everything that leads to a node, with how it does.

    Args:
        graph: a network or slice.
        node: id or name.
        every_chain: every simple chain (one that passes no node twice; edges of one pair make different chains) instead
            of one shortest chain a node, of several shortest the firmest.
        longest: the most steps a chain may have; None for any number.
        limit: the most chains to list, with ``every_chain``.
        threshold: edges past which compiled code searches.

    Returns:
        Columns ``node, name, kind, steps, chain, modality, certainty, passages``, the nearest first.

    Raises:
        NotFound: the node is not in the slice, or nothing leads to it; the nearest that would do is named.
        Ambiguous: several nodes are called that.
        BadQuery: there are more chains than ``limit``.
    """
    return _around(graph, node, True, every_chain, longest, limit, threshold)


def downstream(
    graph: nx.Graph,
    node: str,
    *,
    every_chain: bool = False,
    longest: int | None = None,
    limit: int = 10_000,
    threshold: int = THRESHOLD,
) -> Table:
    """Everything that a node leads to, with how it does; arguments, columns and errors as for ``upstream``."""
    return _around(graph, node, False, every_chain, longest, limit, threshold)


def chains(
    graph: nx.Graph,
    start: str,
    target: str,
    *,
    longest: int | None = None,
    limit: int = 10_000,
    threshold: int = THRESHOLD,
) -> Table:
    """Every simple chain from one node to another.

    Args:
        graph: a network or slice.
        start, target: ids or names.
        longest: the most steps a chain may have; None for any number.
        limit: the most chains to list.
        threshold: edges past which compiled code searches.

    Returns:
        Columns ``steps, chain, modality, certainty, passages``; the shortest first, of equally long ones the firmest.

    Raises:
        NotFound: a node is not in the slice, or no chain joins the two; the nearest that would do is named.
        Ambiguous: several nodes are called that.
        BadQuery: there are more chains than ``limit``.
    """
    first, last = find_node(graph, start), find_node(graph, target)
    away = _steps(graph, last, True, threshold)
    if first not in away or first == last:
        raise NotFound(_no_chain(graph, first, last, threshold))
    within = {node: steps for node, steps in away.items() if longest is None or steps <= longest}
    found = [chain for chain in _every(graph, first, False, within, longest, limit) if chain.nodes[-1] == last]
    return Table(COLUMNS[3:], [chain.cells() for chain in sorted(found, key=_order)])


def shortest(graph: nx.Graph, node: str, to_node: bool, threshold: int = THRESHOLD) -> dict[str, Chain]:
    """One shortest chain to (or from) a node for each node upstream (or downstream) of it, the firmest of several."""
    away = _steps(graph, node, to_node, threshold)
    found = {node: Chain((node,))}
    for other in sorted(away, key=lambda one: (away[one], one)):
        if other == node:
            continue
        steps = [
            (edge, found[edge[1] if to_node else edge[0]])
            for edge in edges_at(graph, other, not to_node)
            if away.get(edge[1] if to_node else edge[0]) == away[other] - 1
        ]
        found[other] = min((chain.grown(edge, to_node) for edge, chain in steps), key=_order)
    del found[node]
    return found


def _around(
    graph: nx.Graph, name: str, to_node: bool, every: bool, longest: int | None, limit: int, threshold: int
) -> Table:
    node = find_node(graph, name)
    if not _joined(graph, node, to_node):
        raise NotFound(_nothing(graph, node, to_node))
    if every:
        found = list(_every(graph, node, to_node, None, longest, limit))
    else:
        chosen = shortest(graph, node, to_node, threshold).values()
        found = [chain for chain in chosen if longest is None or len(chain.kinds) <= longest]
    far = 0 if to_node else -1
    found.sort(key=lambda chain: (len(chain.kinds), chain.nodes[far], _order(chain)))
    return Table(COLUMNS, [(*described(graph, chain.nodes[far]), *chain.cells()) for chain in found])


def _order(chain: Chain) -> tuple[object, ...]:
    return len(chain.kinds), chain.weakness, chain.shown, chain.passages


def _steps(graph: nx.Graph, node: str, to_node: bool, threshold: int) -> dict[str, int]:
    asked = engine(graph, threshold)
    ids = asked.topology.ids
    found = asked.steps(asked.topology.position[node], to_node)
    return {ids[place]: steps for place, steps in enumerate(found) if steps >= 0}


def _every(
    graph: nx.Graph, node: str, to_node: bool, away: dict[str, int] | None, longest: int | None, limit: int
) -> Iterator[Chain]:
    """Every simple chain that begins (or ends) at a node; with ``away`` only steps towards where it says 0.

    Raises:
        BadQuery: there are more than ``limit``, or too many ways that end nowhere.
    """
    waiting = [Chain((node,))]
    listed = tried = 0
    while waiting:
        chain = waiting.pop()
        end = chain.nodes[0] if to_node else chain.nodes[-1]
        if chain.kinds and (away is None or away[end] == 0):
            listed += 1
            if listed > limit:
                raise _too_many(f"more than {limit} chains", node)
            yield chain
        if away is not None and away[end] == 0:
            continue
        for edge in edges_at(graph, end, to_node):
            other = edge[0] if to_node else edge[1]
            left = 0 if away is None else away.get(other)
            if other in chain.nodes or left is None:
                continue
            if longest is None or len(chain.kinds) + 1 + left <= longest:
                tried += 1
                waiting.append(chain.grown(edge, to_node))
        if tried > limit * _WORK:
            raise _too_many("too many ways to try", node)


def _too_many(reason: str, node: str) -> BadQuery:
    return BadQuery(f"{reason} at {node!r}: give longest=4 or so, a narrower slice, or a higher limit")


def _joined(graph: nx.Graph, node: str, to_node: bool) -> bool:
    """Whether something else leads to a node, or it leads to something else."""
    return any(source != target for source, target, _, _ in edges_at(graph, node, to_node))


def _nothing(graph: nx.Graph, node: str, to_node: bool) -> str:
    fitting = (other for other in graph if _joined(graph, other, to_node))
    near = nearest_among(graph, node, fitting)
    who = name_of(graph, node)
    lead = f"nothing leads to {who!r} in this slice" if to_node else f"{who!r} leads to nothing in this slice"
    if near is None:
        return lead
    what = "that something does lead to" if to_node else "that does lead somewhere"
    return f"{lead}; the nearest {what} is {name_of(graph, near[0])!r} ({near[0]})"


def _no_chain(graph: nx.Graph, first: str, last: str, threshold: int) -> str:
    if first == last:
        return f"start and target are both {name_of(graph, first)!r}; upstream() tells what leads there"
    lead = f"no chain leads from {name_of(graph, first)!r} to {name_of(graph, last)!r} in this slice"
    if not _joined(graph, last, True):
        return f"{lead}; {_nothing(graph, last, True)}"
    if not _joined(graph, first, False):
        return f"{lead}; {_nothing(graph, first, False)}"
    near = nearest_among(graph, last, _steps(graph, first, False, threshold))
    return f"{lead}; the nearest it does lead to is {name_of(graph, near[0])!r} ({near[0]})" if near else lead
