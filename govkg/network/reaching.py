"""Reaching: how many nodes each node reaches, counted exactly for all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

_BLOCK = 4_096
"""Nodes counted in one go: each node's set of them is then half a kilobyte at most."""


def reached(arcs: Iterable[tuple[int, int]], components: list[int]) -> list[int]:
    """The number of other nodes that each node reaches.

    Nodes of one strong component reach the same, so the arcs between components are followed, last component first,
    with sets of nodes as the bits of whole numbers; some thousand nodes at a time keep them small.

    Args:
        arcs: pairs of nodes, numbered from 0.
        components: a label for each node, the same for nodes of one strong component.
    """
    members: dict[int, list[int]] = defaultdict(list)
    for node, label in enumerate(components):
        members[label].append(node)
    ahead: dict[int, set[int]] = {label: set() for label in members}
    for source, target in arcs:
        if components[source] != components[target]:
            ahead[components[source]].add(components[target])
    order = _last_first(ahead)
    counts = dict.fromkeys(order, 0)
    for begin in range(0, len(components), _BLOCK):
        own = _bits(members, begin)
        seen: dict[int, int] = {}
        for label in order:
            bits = own.get(label, 0)
            for other in ahead[label]:
                bits |= seen[other]
            seen[label] = bits
            counts[label] += bits.bit_count()
    return [counts[label] - 1 for label in components]


def _bits(members: dict[int, list[int]], begin: int) -> dict[int, int]:
    own: dict[int, int] = defaultdict(int)
    for label, nodes in members.items():
        for node in nodes:
            if begin <= node < begin + _BLOCK:
                own[label] |= 1 << (node - begin)
    return own


def _last_first(ahead: dict[int, set[int]]) -> list[int]:
    """The components in an order in which each comes after all it leads to."""
    waiting = {label: len(others) for label, others in ahead.items()}
    behind: dict[int, list[int]] = defaultdict(list)
    for label, others in ahead.items():
        for other in others:
            behind[other].append(label)
    order = [label for label in sorted(waiting) if not waiting[label]]
    for label in order:
        for other in behind[label]:
            waiting[other] -= 1
            if not waiting[other]:
                order.append(other)
    return order
