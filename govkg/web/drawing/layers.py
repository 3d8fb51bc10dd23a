"""Things in columns, so that links run from left to right: what leads to much stands left of what much leads to.

Source: K. Sugiyama, S. Tagawa, M. Toda, Methods for visual understanding of hierarchical system structures, IEEE
Transactions on Systems, Man, and Cybernetics 11(2), 1981: columns, then the order in each, then places.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from govkg.timeline.flags import spread

Arc = tuple[str, str]
_SWEEPS = 8
"""Times that the order in the columns is looked through."""
_ROUNDS = 12
"""Times that things are moved towards what they are linked to."""


@dataclass(frozen=True, slots=True)
class Layers:
    """Where things stand.

    Attributes:
        columns: each from the top, things and the bends of long links.
        middle: the height of the middle of each.
        ways: for each link its things and bends, from the left.
    """

    columns: list[list[str]]
    middle: dict[str, float]
    ways: dict[Arc, list[str]]


def layers(things: Sequence[str], arcs: Collection[Arc], heights: Mapping[str, float], gap: float) -> Layers:
    """Place things that hang together.

    Args:
        things: in a fixed order, on which ties fall back.
        arcs: from thing to thing, each once, none from a thing to itself.
        heights: of each thing.
        gap: between things.
    """
    rank = {thing: n for n, thing in enumerate(things)}
    ordered = sorted(arcs, key=lambda arc: (rank[arc[0]], rank[arc[1]]))
    turned = _turned(things, ordered)
    forward = {(b, a) if (a, b) in turned else (a, b) for a, b in ordered}
    column = _columns(things, forward)
    ways = {arc: _way(arc, column, turned) for arc in ordered}
    joined: dict[str, set[str]] = defaultdict(set)
    before: dict[str, list[str]] = defaultdict(list)
    for way in ways.values():
        for one, other in pairwise(way):
            joined[one].add(other)
            joined[other].add(one)
            before[other].append(one)
    placed = _ordered(_first_order(things, column, ways, before), before)
    return Layers(placed, _middles(placed, joined, heights, gap), ways)


def _turned(things: Sequence[str], arcs: Collection[Arc]) -> set[Arc]:
    """Links that close a circle, and so run from right to left."""
    after: dict[str, list[str]] = defaultdict(list)
    for one, other in arcs:
        after[one].append(other)
    turned: set[Arc] = set()
    done: set[str] = set()
    for start in things:
        open_: list[tuple[str, int]] = [] if start in done else [(start, 0)]
        on_way = {start} if open_ else set()
        while open_:
            thing, n = open_.pop()
            if n == len(after[thing]):
                on_way.discard(thing)
                done.add(thing)
                continue
            open_.append((thing, n + 1))
            other = after[thing][n]
            if other in on_way:
                turned.add((thing, other))
            elif other not in done:
                on_way.add(other)
                open_.append((other, 0))
    return turned


def _columns(things: Sequence[str], arcs: Collection[Arc]) -> dict[str, int]:
    """The column of each thing, as far right as what it leads to allows."""
    after: dict[str, list[str]] = defaultdict(list)
    before: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(arcs):
        after[one].append(other)
        before[other].append(one)
    waiting = {thing: len(after[thing]) for thing in things}
    front = [thing for thing in things if not waiting[thing]]
    away: dict[str, int] = {}
    for thing in front:
        away[thing] = max((away[other] + 1 for other in after[thing]), default=0)
        for other in before[thing]:
            waiting[other] -= 1
            if not waiting[other]:
                front.append(other)
    last = max(away.values(), default=0)
    return {thing: last - steps for thing, steps in away.items()}


def _way(arc: Arc, column: Mapping[str, int], turned: set[Arc]) -> list[str]:
    """The things and bends that a link passes, from left to right."""
    left, right = reversed(arc) if arc in turned else arc
    bends = [f"{arc[0]} {arc[1]} {n}" for n in range(column[left] + 1, column[right])]
    return [left, *bends, right]


def _first_order(
    things: Sequence[str], column: Mapping[str, int], ways: Mapping[Arc, list[str]], before: Mapping[str, list[str]]
) -> list[list[str]]:
    """Columns in which what leads to the same thing stands together."""
    at = dict(column)
    for way in ways.values():
        at |= {one: at[way[0]] + n for n, one in enumerate(way)}
    columns: list[list[str]] = [[] for _ in range(max(at.values(), default=0) + 1)]
    seen: set[str] = set()
    ends = sorted(things, key=lambda thing: (-at[thing], -len(before.get(thing, ())), things.index(thing)))
    for end in ends:
        waiting = [end]
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                columns[at[one]].append(one)
                waiting += reversed(before.get(one, []))
    return columns


def _ordered(columns: list[list[str]], before: Mapping[str, list[str]]) -> list[list[str]]:
    """The columns with few crossings of links: each thing near the middle of its neighbours, left and right in turn."""
    after: dict[str, list[str]] = defaultdict(list)
    for one, others in before.items():
        for other in others:
            after[other].append(one)
    best, least = columns, _crossings(columns, after)
    tried = columns
    for sweep in range(_SWEEPS):
        rightwards = sweep % 2 == 0
        near = before if rightwards else after
        tried = [list(one) for one in tried]
        numbers = range(1, len(tried)) if rightwards else range(len(tried) - 2, -1, -1)
        for n in numbers:
            tried[n] = _towards(tried[n], tried[n - 1 if rightwards else n + 1], near)
        count = _crossings(tried, after)
        if count < least:
            best, least = tried, count
    return best


def _towards(column: list[str], beside: list[str], near: Mapping[str, list[str]]) -> list[str]:
    """A column in the order of the middles of what its things are linked to in the column beside it."""
    place = {one: float(n) for n, one in enumerate(beside)}
    wanted = {one: (_mean([place[other] for other in near.get(one, ())], float(n)), n) for n, one in enumerate(column)}
    return sorted(column, key=wanted.__getitem__)


def _crossings(columns: list[list[str]], after: Mapping[str, list[str]]) -> int:
    total = 0
    for here, there in pairwise(columns):
        place = {one: n for n, one in enumerate(there)}
        ends: list[int] = []
        for one in here:
            heads = sorted(place[other] for other in after.get(one, ()))
            total += sum(len(ends) - bisect_left(ends, head + 1) for head in heads)
            for head in heads:
                insort(ends, head)
    return total


def _middles(
    columns: list[list[str]], joined: Mapping[str, set[str]], heights: Mapping[str, float], gap: float
) -> dict[str, float]:
    """Heights at which nothing overlaps and links are as level as can be."""
    room = {one: heights.get(one, 0.0) + (gap if one in heights else gap / 2) for column in columns for one in column}
    middle: dict[str, float] = {}
    for column in columns:
        y = 0.0
        for one in column:
            middle[one] = y + room[one] / 2
            y += room[one]
    for turn in range(_ROUNDS):
        for column in columns if turn % 2 else reversed(columns):
            wanted = [_mean([middle[other] for other in sorted(joined[one])], middle[one]) for one in column]
            tops = spread(
                [want - room[one] / 2 for want, one in zip(wanted, column, strict=True)], [room[one] for one in column]
            )
            middle |= {one: top + room[one] / 2 for one, top in zip(column, tops, strict=True)}
    top = min((middle[one] - room[one] / 2 for one in middle), default=0.0)
    return {one: y - top for one, y in middle.items()}


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
