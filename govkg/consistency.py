"""Checks that SHACL cannot express: loops in what is part of what, ends before beginnings, a number given twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, time

from pyoxigraph import NamedNode, Quad

from govkg.findings import Finding, Where
from govkg.model.dates import DateError, Truth, before, bounds
from govkg.namespaces import PREFIXES, data, short, term
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


def shared_numbers(facts: list[Quad], find: Find) -> list[Finding]:
    """A finding for each source whose number another source has already: answers name their documents by it."""
    predicate = PREFIXES["dcterms"] + "identifier"
    having: dict[str, list[str]] = defaultdict(list)
    for quad in facts:
        if quad.predicate.value == predicate and text(quad.subject).startswith(data("source/")):
            having[text(quad.object)].append(text(quad.subject))
    return [
        Finding(
            f"the number {number!r} is that of {short(first)} already",
            "shared-number",
            "give each source an identifier of its own",
            find(other, predicate, number),
            other,
        )
        for number, (first, *others) in sorted((number, sorted(found)) for number, found in having.items())
        for other in others
    ]


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
    """A finding for each call that certainly closes before it opens, and each thing that certainly ends too early.

    A thing does so by its clock times only if it has one date, one exact day: over several days, or past midnight on
    a day that nobody gives, an end may well show an earlier time than its beginning.
    """
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for quad in facts:
        if quad.predicate.value in _TIMES and not isinstance(quad.object, NamedNode):
            values[text(quad.subject), quad.predicate.value].add(text(quad.object))
    findings = []
    for subject, predicate in sorted(values):
        starts = sorted(values.get((subject, _STARTS.get(predicate, "")), ()))
        ends = sorted(values[subject, predicate])
        by_clock = predicate == _END_TIME
        if by_clock and not _is_one_day(values.get((subject, _DATE), set())):
            continue
        is_reversed = _clock_reversed if by_clock else _dates_reversed
        # Of several that stand side by side, none may make sense.
        if starts and all(is_reversed(start, end) for start in starts for end in ends):
            message = f"{short(subject)} ends on {ends[0]}, before its beginning on {starts[0]}"
            hint = "mend one of the two, or the date if it ends on a later day" if by_clock else "mend one of the two"
            where = find(subject, predicate, ends[0])
            findings.append(Finding(message, "end-before-start", hint, where, subject))
    return findings


_DATE, _END_TIME = term("date"), PREFIXES["schema"] + "endTime"
_STARTS = {term("closes"): term("opens"), _END_TIME: PREFIXES["schema"] + "startTime"}
_TIMES = {_DATE, *_STARTS, *_STARTS.values()}


def _dates_reversed(start: str, end: str) -> bool:
    try:
        return before(bounds(end), bounds(start)) is Truth.CERTAINLY
    except DateError:
        # Not typed as a date, so no loader has looked at it: SHACL says that it is none.
        return False


def _is_one_day(dates: set[str]) -> bool:
    """Whether dates are one date, and that one exact day."""
    if len(dates) != 1:
        return False
    try:
        found = bounds(*dates)
    except DateError:
        return False
    return found.exact and found.earliest_start == found.latest_end


def _clock_reversed(start: str, end: str) -> bool:
    """Whether on one day an end is certainly before the start: on the clock of either, if both have a zone."""
    try:
        first, last = (datetime.combine(_ANY_DAY, time.fromisoformat(clock)) for clock in (start, end))
    except ValueError:
        return False
    if first.tzinfo is None or last.tzinfo is None:
        return first.tzinfo is last.tzinfo and last < first
    return all(last.astimezone(zone).time() < first.astimezone(zone).time() for zone in (first.tzinfo, last.tzinfo))


_ANY_DAY = date(2000, 1, 1)
