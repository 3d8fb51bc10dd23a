"""What a network tells, in words: where much comes together, and what nothing can get around."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import networkx as nx  # type: ignore[import-untyped]

from govkg.model.firmness import FIRM
from govkg.namespaces import data
from govkg.network import brokers, components, must_pass, single_points
from govkg.network.nodes import edges

_FEW = 3
"""How many of each are named."""
_OVER = {
    "influence": ("Most leads to", "Most comes from"),
    "participation": ("Most roles are held in", "Most roles are held by"),
    "mandates": ("Most mandates are given to", "Most mandates come from"),
    "co-participation": ("Most often with others in one room", ""),
}
"""The words before those to which most links lead, and before those from which most come."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence, its names linked, and what it means."""

    says: str
    means: str = ""


def findings(graph: nx.Graph, show: Callable[[str], str]) -> list[Finding]:
    """What can be read off a network.

    Args:
        graph: a network or slice.
        show: the name of an IRI.
    """
    return [_size(graph), *_unsure(graph), *_most(graph, show), *_between(graph, show), *_narrow(graph, show)]


def _size(graph: nx.Graph) -> Finding:
    parts = [row[1] for row in components(graph).rows]
    said = f"{_count(len(graph), 'thing')} and {_count(graph.number_of_edges(), 'link')}"
    if len(parts) == 1:
        return Finding(f"{said}, all of it joined.")
    return Finding(
        f"{said}, in {len(parts)} parts that no link joins; the largest has {_count(int(str(parts[0])), 'thing')}.",
        "Between two parts no document here names a link; that does not mean that there is none.",
    )


def _unsure(graph: nx.Graph) -> list[Finding]:
    """How much of what is counted below is no fact."""
    count = sum(given["modality"] not in FIRM for *_, given in edges(graph))
    if not count:
        return []
    which = "One of these links is" if count == 1 else f"{count} of these links are"
    return [Finding(f"{which} only wished, asked or framed. What follows counts them too.")]


def _most(graph: nx.Graph, show: Callable[[str], str]) -> list[Finding]:
    to, from_ = _OVER[graph.graph.get("network", "influence")]
    if not graph.is_directed():
        return _ranked(to, [(n, str(node)) for node, n in graph.degree()], show)
    return [
        *_ranked(to, [(n, str(node)) for node, n in graph.in_degree()], show),
        *_ranked(from_, [(n, str(node)) for node, n in graph.out_degree()], show),
    ]


def _ranked(lead: str, counted: list[tuple[int, str]], show: Callable[[str], str]) -> list[Finding]:
    best = sorted((one for one in counted if one[0] > 1), key=lambda one: (-one[0], one[1]))[:_FEW]
    if not best:
        return []
    names = [f"{show(data(node))} ({_count(n, 'link') if not i else n})" for i, (n, node) in enumerate(best)]
    return [Finding(f"{lead} {_listed(names)}.")]


def _between(graph: nx.Graph, show: Callable[[str], str]) -> list[Finding]:
    """Brokers."""
    rows = [row for row in brokers(graph, top=_FEW).rows if float(str(row[3])) > 0]
    if not rows:
        return []
    names = _listed([show(data(str(row[0]))) for row in rows])
    return [
        Finding(
            f"In between stand above all {names}.",
            "Of the shortest ways between any two others, most run through these: what passes from one side to the "
            "other is likely to pass here.",
        )
    ]


def _narrow(graph: nx.Graph, show: Callable[[str], str]) -> list[Finding]:
    """Single points, and what everything must pass on its way to where most leads."""
    found = []
    points = single_points(graph).rows[:_FEW]
    if points:
        told = [f"without {show(data(str(row[0])))} into {row[3]} pieces" for row in points]
        found.append(
            Finding(
                f"Its part of the network would fall apart: {_listed(told)}.",
                "Links that hang on one body or event alone. There may be other ways that no document here names.",
            )
        )
    if graph.is_directed() and (goal := max(graph, key=lambda node: (graph.in_degree(node), node), default=None)):
        gates = must_pass(graph, str(goal)).rows[:_FEW] if graph.in_degree(goal) else []
        if gates:
            told = [f"{show(data(str(row[0])))} for {_count(int(str(row[3])), 'thing')}" for row in gates]
            found.append(
                Finding(
                    f"On the way to {show(data(str(goal)))} there is no way around {_listed(told)}.",
                    "What leads there only through one of these reaches it only if that one passes it on.",
                )
            )
    return found


def _count(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def _listed(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
