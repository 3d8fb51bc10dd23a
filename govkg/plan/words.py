"""A plan's parts in words, the same in every format. A cell may have several lines; ``flat`` makes it one."""

from __future__ import annotations

import re

from govkg.model.firmness import MODALITIES, rank
from govkg.plan.model import Avenue, Closed, Door, Gap, NoRule, Past, Unsure
from govkg.plan.parts import Deadline, Step, When

Line = tuple[str, ...]

_ONE_DAY = re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}")

HEADINGS: dict[str, str] = {
    "door": "Doors, in order of deadline",
    "past": "Already closed",
    "closed": "Closed to this group",
    "unnamed": "Rules that name others (not named is not closed)",
    "avenue": "Indirect avenues into these (never promised)",
    "no rule": "No rule found (neither open nor closed: no source says)",
    "unsure": "Links that are only wished for, asked about or framed: no door is taken from them",
    "gap": "Not stated",
}
"""Headings of a plan's parts, in the order in which they are shown."""

ITSELF = "is the target itself"
"""The chain of the target."""

CONNECTION = "a connection only: it feeds no decision"
"""What a chain is of which a link only connects."""


def until(deadline: Deadline | None) -> str:
    """Until when, with hour and zone, and what is not stated about it."""
    if deadline is None:
        return "not stated"
    if not deadline.clock:
        hour = ", hour not stated" if _ONE_DAY.fullmatch(deadline.edtf) else ", the day not exact"
    else:
        zone = deadline.zone or "zone not stated"
        hour = f" {_clock(deadline.clock)} {zone}"
        if deadline.instant:
            how = f", {deadline.instant_certainty}" if deadline.instant_certainty != "explicit" else ""
            hour += f" (= {_utc(deadline.edtf, deadline.instant)} UTC{how})"
    extend = {"no": ", not extendable", "yes": ", may be extended"}.get(deadline.extendable, "")
    return f"{deadline.edtf}{hour}{extend}"


def takes_place(when: When | None, place: str) -> str:
    """When and where a thing takes place, and whose date it is if not its own."""
    if when is None:
        return ""
    clock = "-".join(_clock(text) for text in (when.start, when.end) if text)
    zone = f" {when.zone or '(zone not stated)'}" if clock else ""
    whole = "" if when.of == place else f" (date of {when.of_name})"
    return ", ".join([f"{when.edtf} {clock}{zone}".strip() + whole, *when.places])


def what(one: Door) -> str:
    """What a door is, and when and where."""
    return _lines(one.name, takes_place(one.when, one.place))


def how(one: Door) -> str:
    """In what way one takes part, on what condition, and how the group is matched."""
    way = [
        " and ".join(one.modes),
        *([f"access: {', '.join(one.access)}"] if one.access else []),
        *([f"channel: {', '.join(one.channels)}"] if one.channels else []),
        *(f"condition: {condition}" for condition in one.conditions),
        *(f"limit: {limit}" for limit in one.limits),
    ]
    return _lines("; ".join(way), *(f"call: {name}" for _, name in one.calls), f"who: {one.matched}")


def chain(steps: tuple[Step, ...]) -> str:
    """By which chain a thing leads to the target, a line a link, each with its modality if it is not stated."""
    if not steps:
        return ITSELF
    only = CONNECTION if any(step.connection for step in steps) else ""
    return _lines(link(steps[0]), *(f"-> {link(step)}" for step in steps[1:]), only)


def link(step: Step) -> str:
    """One link of a chain: how it leads to what, with its modality if it is not stated."""
    return f"{step.link} {step.target_name}{f' ({step.modality})' if step.modality != 'stated' else ''}"


def sure(one: Door) -> str:
    """How sure a door is: open on the day, certainty of the passages, weakest modality, and further remarks."""
    opened = f"deadline {one.open} ahead" if one.open in ("certainly", "possibly") else ""
    return _lines("; ".join([*([opened] if opened else []), f"{one.certainty}, {one.modality}"]), *one.remarks)


def flat(cell: str) -> str:
    """A cell in one line."""
    return cell.replace("\n-> ", " -> ").replace("\n", "; ")


def door(one: Door) -> Line:
    """Until when, what, how, by which chain, how sure."""
    return until(one.deadline), what(one), how(one), chain(one.chain), sure(one)


def past(one: Past) -> Line:
    """Why it is shut, what, how, by which chain, how sure."""
    return one.reason, what(one.door), how(one.door), chain(one.door.chain), sure(one.door)


def closed(one: Closed) -> Line:
    """When, what, who may do what, by which chain, how sure."""
    only = "only " if one.exclusive else ""
    by = f" ({', '.join(one.access)})" if one.access else ""
    who = f"{only}{', '.join(one.groups)}: {' and '.join(one.modes)}{by}"
    calls = [f"call: {name}" for _, name in one.calls]
    sureness = f"{one.certainty}, {one.modality}"
    return takes_place(one.when, one.place), one.name, _lines(who, *calls), chain(one.chain), sureness


def avenue(one: Avenue) -> Line:
    """The avenue, whether a rule opens it or somebody only asks about it, how sure."""
    said = {"asked": "only asked about", "wished": "only wished for"}.get(one.modality, "said of its own members")
    return one.text, said, f"{one.certainty}, {one.modality}"


def no_rule(one: NoRule) -> Line:
    """When, what, by which chain, and a remark."""
    return takes_place(one.when, one.place), f"{one.name} ({one.kind.lower()})", chain(one.chain), one.remark


def unsure(one: Unsure) -> Line:
    """The link, and in which mode it is said."""
    return f"{', '.join(one.names)} {one.link} {one.target_name}", one.modality


def gap(one: Gap) -> str:
    """What is missing, and why."""
    return f"{one.missing}: {one.gap}{f' ({one.description})' if one.description else ''}"


def avenues(parts: list[Closed]) -> list[Avenue]:
    """The indirect avenues into several things, each once: those that a rule opens first."""
    found = {one for part in parts for one in part.avenues}
    return sorted(found, key=lambda one: (rank(one.modality, MODALITIES), one.text))


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _clock(text: str) -> str:
    return text.removesuffix(":00") if text.count(":") == 2 else text


def _utc(edtf: str, instant: str) -> str:
    """The hour of an instant in UTC, with its day where that is another one."""
    day, _, clock = instant.partition("T")
    hour = _clock(clock.removesuffix("Z"))
    return hour if day == edtf else f"{day} {hour}"
