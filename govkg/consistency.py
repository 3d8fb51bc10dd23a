"""Checks that SHACL cannot express: loops in what is part of what, and ends that come before their beginnings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from pyoxigraph import NamedNode, Quad

from govkg.findings import Finding, Where
from govkg.model.dates import DateError, Truth, before, bounds
from govkg.namespaces import PREFIXES, short, term
from govkg.quads import text

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
                above[text(quad.subject)].append(quad.object.value)
        for loop in _loops(above):
            way = " in ".join(short(iri) for iri in [*loop, loop[0]])
            where = find(loop[0], predicate, loop[1 % len(loop)])
            findings.append(
                Finding(f"{name} goes in a circle: {way}", "cycle", "remove one of the steps", where, loop[0])
            )
    return findings


def _loops(above: dict[str, list[str]]) -> list[list[str]]:
    """One loop for each knot of nodes that reach themselves, from its first node in order; without recursion."""
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
    """A finding for each call that certainly closes before it opens, and each item that ends before it starts."""
    values: dict[tuple[str, str], str] = {
        (text(q.subject), q.predicate.value): text(q.object) for q in facts if not isinstance(q.object, NamedNode)
    }
    findings = []
    for (subject, predicate), end in sorted(values.items()):
        start = values.get((subject, _STARTS.get(predicate, "")))
        if start is not None and _reversed(predicate, start, end):
            message = f"{short(subject)} ends on {end}, before its beginning on {start}"
            where = find(subject, predicate, end)
            findings.append(Finding(message, "end-before-start", "mend one of the two", where, subject))
    return findings


_STARTS = {term("closes"): term("opens"), PREFIXES["schema"] + "endTime": PREFIXES["schema"] + "startTime"}


def _reversed(predicate: str, start: str, end: str) -> bool:
    if predicate != term("closes"):
        return end < start
    try:
        return before(bounds(end), bounds(start)) is Truth.CERTAINLY
    except DateError:
        # Not typed as a date, so no loader has looked at it: SHACL says that it is none.
        return False
