"""In time: what a node can reach, or be reached from, when steps have dates.

A step counts only when what it carries can arrive before the next step ends. A step that has no date of its own happens
when the event, process or call at one of its ends takes place. So each of these has first and last days, as has each
step with a date of its own or with none, and along a chain none may end before one in front of it begins. The start
counts too: a briefing in May feeds nothing in April.

Imprecise dates make the answer certain, possible or none: *certainly* if one chain holds in every reading of its dates,
*possibly* if one holds in some, *not* if none does. Each date is read on its own, so "certainly" is never said too
often. An event, a call or a step without a date may be on any day, and a qualified date promises nothing; a process
without dates is taken to go on as long as its steps do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from math import inf
from typing import Any

import networkx as nx  # type: ignore[import-untyped]

from govkg.model.dates import Day, Truth
from govkg.network.chains import COLUMNS, Chain, shortest
from govkg.network.chains import downstream as all_downstream
from govkg.network.chains import upstream as all_upstream
from govkg.network.dating import TAKES_PLACE, UNKNOWN, bounds_of
from govkg.network.engine import THRESHOLD
from govkg.network.nodes import described, edges_at, find_node
from govkg.table import Table

Window = Callable[[dict[str, Any]], tuple[float, float]]
"""Of the attributes of a node or an edge: the day from which it passes things on, the last on which it takes them."""


@dataclass(frozen=True, slots=True)
class _Arrival:
    day: float
    chain: Chain


def reachable_in_time(graph: nx.Graph, node: str, *, upstream: bool = False, threshold: int = THRESHOLD) -> Table:
    """What a node reaches when each step must still be in time, or with ``upstream`` what reaches it.

    Args:
        graph: a network or slice.
        node: id or name.
        upstream: ask what can reach the node instead of what it can reach.
        threshold: edges past which compiled code finds what is reached regardless of time.

    Returns:
        Columns ``node, name, kind, in_time, day, steps, chain, modality, certainty, passages`` for everything that is
        reached regardless of time; ``in_time`` is certainly, possibly or not. ``day`` is the earliest on which it may
        arrive (upstream: the latest on which it may set out), None where no date says. The chain is the one that is
        in time; where none is, a shortest one.

    Raises:
        NotFound: the node is not in the slice, or there is nothing to reach even regardless of time.
        Ambiguous: several nodes are called that.
    """
    start = find_node(graph, node)
    anyhow = shortest(graph, start, upstream, threshold)
    if not anyhow:
        (all_upstream if upstream else all_downstream)(graph, start)  # Says so, and what would do.
    possible = _arrivals(graph, start, upstream, _possible)
    certain = _arrivals(graph, start, upstream, _certain)
    rows = []
    for other in sorted(anyhow):
        truth, chain = Truth.NOT, anyhow[other]
        if other in possible:
            truth = Truth.CERTAINLY if other in certain else Truth.POSSIBLY
            chain = (certain if other in certain else possible)[other].chain
        day = _written(possible[other].day, upstream) if other in possible else None
        rows.append((*described(graph, other), str(truth), day, *chain.cells()))
    order = [str(truth) for truth in (Truth.CERTAINLY, Truth.POSSIBLY, Truth.NOT)]
    rows.sort(key=lambda row: (order.index(row[3]), row[5], row[0]))
    return Table((*COLUMNS[:3], "in_time", "day", *COLUMNS[3:]), rows)


def _arrivals(graph: nx.Graph, start: str, to_node: bool, window: Window) -> dict[str, _Arrival]:
    """For each node the earliest arrival; upstream, where time runs backwards, days are negative."""

    def passed(day: float, given: dict[str, Any]) -> float | None:
        first, last = window(given)
        first, last = (-last, -first) if to_node else (first, last)
        return max(day, first) if day <= last else None

    def at(node: str, day: float | None) -> float | None:
        given = graph.nodes[node]
        held = given.get("kind") in TAKES_PLACE
        bound = held and (given.get("kind") != "process" or bounds_of(given) != UNKNOWN)
        return passed(day, given) if bound and day is not None else day

    found: dict[str, _Arrival] = {}
    order = count()
    begin = at(start, -inf)
    waiting: list[tuple[float, int, tuple[str, ...], int, Chain]] = []
    if begin is not None:
        waiting.append((begin, 0, (start,), next(order), Chain((start,))))
    while waiting:
        day, _, _, _, chain = heappop(waiting)
        node = chain.nodes[0] if to_node else chain.nodes[-1]
        if node in found:
            continue
        found[node] = _Arrival(day, chain)
        for edge in edges_at(graph, node, to_node):
            other = edge[0] if to_node else edge[1]
            if other in found:
                continue
            of_an_end = edge[3].get("dated_by") in ("to", "from")
            arrival = at(other, day if of_an_end else passed(day, edge[3]))
            if arrival is not None:
                grown = chain.grown(edge, to_node)
                heappush(waiting, (arrival, len(grown.kinds), grown.shown, next(order), grown))
    found.pop(start, None)
    return found


def _possible(given: dict[str, Any]) -> tuple[float, float]:
    """The reading of a date that lets most through."""
    found = bounds_of(given)
    return _number(found.earliest_start, -inf), _number(found.latest_end, inf)


def _certain(given: dict[str, Any]) -> tuple[float, float]:
    """The reading of a date that lets least through; a qualified date promises nothing."""
    found = bounds_of(given)
    if not found.certain:
        return inf, -inf
    return (
        _number(found.latest_start or found.latest_end, inf),
        _number(found.earliest_end or found.earliest_start, -inf),
    )


def _number(day: Day | None, unknown: float) -> float:
    return unknown if day is None else (day.year * 12 + day.month - 1) * 31 + day.day - 1


def _written(number: float, turned: bool) -> str | None:
    if number in (inf, -inf):
        return None
    months, day = divmod(int(-number if turned else number), 31)
    year, month = divmod(months, 12)
    return str(Day(year, month + 1, day + 1))
