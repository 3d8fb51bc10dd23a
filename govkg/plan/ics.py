"""A plan as a calendar: one entry a deadline, one an event, each with its sources.

An entry's identifier is made from the thing alone, not from its date, the group or the day asked for: a later plan
replaces the entry in a calendar instead of adding a second one. Its stamp is the first day of the written date of the
newest document the plan rests on, so it grows with the documents and no clock is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from govkg.calendar import STAMP, Entry, calendar, entry
from govkg.known import days_written
from govkg.model.dates import unqualified
from govkg.plan import words
from govkg.plan.model import Door, Plan
from govkg.plan.parts import Deadline, When


def ics(plan: Plan, width: int = 0) -> str:
    """An iCalendar file, its lines ended as RFC 5545 has them."""
    name = f"{plan.target_name}: doors for {plan.group_name}"
    entries = [*_deadlines(plan), *_events(plan)]
    return calendar((one for one in entries if one), name, stamp(plan)).decode()


def stamp(plan: Plan) -> date:
    """The first day of the newest written date among the plan's documents; a fixed day if none is dated."""
    days = []
    for document in plan.documents:
        limits = days_written(unqualified(document.written))
        first = limits.earliest_start if limits else None
        if first is not None and 1 <= first.year <= 9999:
            days.append(date(*first))
    return max(days, default=STAMP)


def _deadlines(plan: Plan) -> Iterable[Entry | None]:
    """Doors that share a call and its deadline share an entry."""
    shared: dict[tuple[str, str], list[tuple[Door, Deadline]]] = {}
    for door in plan.doors:
        if door.deadline:
            shared.setdefault((_key(door), door.deadline.edtf), []).append((door, door.deadline))
    seen: set[str] = set()
    for (key, _), together in shared.items():
        door, deadline = together[0]
        key = key if key not in seen else f"{key}-{'-'.join(door.modes).replace(' ', '-')}"
        seen.add(key)
        called = door.calls[0][1] if door.calls else door.name
        doors = [one for one, _ in together]
        yield entry(
            key,
            f"Deadline: {called}",
            deadline.edtf,
            starts=deadline.clock,
            zone=deadline.zone,
            instant=deadline.instant,
            lines=[f"Until: {words.until(deadline)}", *_about(plan, doors)],
            url=key.partition("#")[0],
        )


def _events(plan: Plan) -> Iterable[Entry | None]:
    """Things with a day or an hour of their own: those one has a door to, then those for which no rule is found."""
    doors: dict[str, list[Door]] = {}
    for door in plan.doors:
        if door.when and (door.when.of == door.place or door.when.start):
            doors.setdefault(door.place, []).append(door)
    for place, through in doors.items():
        if through[0].when:
            yield _event(place, through[0].name, through[0].when, _about(plan, through))
    for one in plan.no_rule:
        if one.when and (one.when.of == one.place or one.when.start) and one.kind != "Process":
            lines = [
                "No source says who may take part.",
                *([f"Remark: {one.remark}"] if one.remark else []),
                f"What it feeds: {words.flat(words.chain(one.chain))}",
                *_sources(plan, one.passages),
            ]
            yield _event(one.place, one.name, one.when, lines)


def _event(place: str, name: str, when: When, lines: list[str]) -> Entry | None:
    return entry(
        place,
        name,
        when.edtf,
        starts=when.start,
        ends=when.end,
        zone=when.zone,
        lines=lines,
        place=", ".join(when.places),
        url=place,
    )


def _key(door: Door) -> str:
    """The call, or what one takes part in with the ways that have the deadline: stable when the date changes."""
    if door.calls:
        return f"{door.calls[0][0]}#closes"
    modes = "" if door.kind == "Call" else f"-{'-'.join(door.modes).replace(' ', '-')}"
    return f"{door.place}#closes{modes}"


def _about(plan: Plan, doors: list[Door]) -> list[str]:
    lines = []
    for door in doors:
        lines += [f"How to take part: {words.flat(words.how(door))}"]
        lines += [f"What it feeds: {words.flat(words.chain(door.chain))}", f"How sure: {words.flat(words.sure(door))}"]
    return [*lines, *_sources(plan, tuple(sorted({p for door in doors for p in door.passages})))]


def _sources(plan: Plan, passages: tuple[str, ...]) -> list[str]:
    found = {plan.passages[iri].source: plan.passages[iri] for iri in passages if iri in plan.passages}
    return [
        f"Sources: {', '.join(plan.sources(passages))}",
        *(f"{one.number}: {one.document}, {iri}" for iri, one in sorted(found.items())),
    ]
