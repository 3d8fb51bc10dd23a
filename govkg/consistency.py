"""Checks that SHACL cannot express: loops in what is part of what, and ends that come before their beginnings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from pyoxigraph import NamedNode, Quad

from govkg.findings import Finding, Where
from govkg.model.dates import Truth, before, bounds
from govkg.namespaces import PREFIXES, short, term

Find = Callable[[str, str, str], Where | None]

_HIERARCHIES = {
    "partOf": term("partOf"),
    "subOrganizationOf": PREFIXES["org"] + "subOrganizationOf",
    "containedIn": PREFIXES["schema"] + "containedInPlace",
}


def cycles(facts: list[Quad], find: Find) -> list[Finding]:
    """A finding for each thing that is, by some steps, part of itself."""
    findings = []
    for name, predicate in _HIERARCHIES.items():
        above: dict[str, list[str]] = defaultdict(list)
        for quad in facts:
            if quad.predicate.value == predicate and isinstance(quad.object, NamedNode):
                above[quad.subject.value].append(quad.object.value)
        for loop in _loops(above):
            way = " in ".join(short(iri) for iri in [*loop, loop[0]])
            where = find(loop[0], predicate, loop[1 % len(loop)])
            findings.append(Finding(f"{name} goes in a circle: {way}", "cycle", "remove one of the steps", where, loop[0]))
    return findings


def _loops(above: dict[str, list[str]]) -> list[list[str]]:
    """One loop for each knot of nodes that reach themselves, beginning at its first node in order; without recursion."""
    done: set[str] = set()
    loops: list[list[str]] = []
    for start in sorted(above):
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            node, step = stack.pop()
            if step == 0:
                if node in done:
                    continue
                path.append(node)
                on_path.add(node)
            following = sorted(above.get(node, ()))
            if step < len(following):
                stack.append((node, step + 1))
                target = following[step]
                if target in on_path:
                    loop = path[path.index(target) :]
                    first = loop.index(min(loop))
                    loops.append(loop[first:] + loop[:first])
                elif target not in done:
                    stack.append((target, 0))
            else:
                path.pop()
                on_path.discard(node)
                done.add(node)
    return loops


def reversed_times(facts: list[Quad], find: Find) -> list[Finding]:
    """A finding for each call that certainly closes before it opens, and each item that ends before it starts on its day."""
    values: dict[tuple[str, str], str] = {
        (q.subject.value, q.predicate.value): q.object.value for q in facts if not isinstance(q.object, NamedNode)
    }
    findings = []
    for (subject, predicate), value in sorted(values.items()):
        if predicate == term("closes") and (opens := values.get((subject, term("opens")))):
            if before(bounds(value), bounds(opens)) is Truth.CERTAINLY:
                message = f"{short(subject)} closes on {value}, before it opens on {opens}"
                findings.append(Finding(message, "end-before-start", "mend one of the dates", find(subject, predicate, value), subject))
        if predicate == PREFIXES["schema"] + "endTime" and (start := values.get((subject, PREFIXES["schema"] + "startTime"))):
            if value < start:
                message = f"{short(subject)} ends at {value}, before it starts at {start}"
                findings.append(Finding(message, "end-before-start", "mend one of the times", find(subject, predicate, value), subject))
    return findings
