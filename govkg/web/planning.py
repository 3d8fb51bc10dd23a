"""From a form or an address to a plan, and the plans that a site without a server is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from govkg.errors import GovkgError, NotFound
from govkg.knowledge_graph import KnowledgeGraph
from govkg.model.dates import DateError, bounds
from govkg.namespaces import TERMS, data, short, term
from govkg.plan import Plan
from govkg.plan.groups import Groups
from govkg.plan.make import find_target, make_plan
from govkg.web.asking import Missing, fitting
from govkg.web.explorer import Explorer

EXAMPLE: dict[str, str] = {"as": "civil-society", "into": "wsis10-high-level-event", "from": "2014-04-01"}
"""The plan that the form shows until another is asked for."""

NEEDED = ("as", "into", "from")
GIVEN = (*NEEDED, "known-on")
_COMMON = term("group-scheme")
_EVERYBODY = term("group-all")
_TARGETS = "SELECT DISTINCT ?target WHERE { ?source <%s> ?target }" % term("feedsInto")  # noqa: UP031
_MEANT = {
    "as": "the group one belongs to",
    "into": "what one wants to reach",
    "from": "the day from which ways in count",
}


@dataclass(slots=True)
class PlanReading:
    """What was given for a plan, as far as it can be read.

    Attributes:
        values: the IRI of the group and of the target, and the dates.
        faults: what is wrong, by field.
    """

    values: dict[str, str] = field(default_factory=dict)
    faults: dict[str, GovkgError] = field(default_factory=dict)


def read_plan(explorer: Explorer, given: Mapping[str, str]) -> PlanReading:
    """Read each field of a plan's form."""
    kg = explorer.kg
    readers: dict[str, Callable[[str], str]] = {
        "as": lambda text: Groups.of(kg.store).find(text),
        "into": lambda text: find_target(kg.names, text),
        "from": lambda text: _dated(text, "earliest_start"),
        "known-on": lambda text: _dated(text, "latest_end"),
    }
    reading = PlanReading()
    for name, reader in readers.items():
        text = given.get(name, "")
        try:
            if text:
                reading.values[name] = reader(fitting(name, text))
            elif name in NEEDED:
                raise Missing(f"{name} is missing: {_MEANT[name]}")
        except GovkgError as error:
            reading.faults[name] = error
    return reading


def plan_of(kg: KnowledgeGraph, values: Mapping[str, str]) -> Plan:
    """The plan for values that were read.

    Raises:
        NotFound: nothing leads to the target.
    """
    found = _plan_of(kg, values["as"], values["into"], values["from"], values.get("known-on"))
    if isinstance(found, str):
        raise NotFound(found)
    return found


@lru_cache(maxsize=1024)
def _plan_of(kg: KnowledgeGraph, group: str, target: str, start: str, known_on: str | None) -> Plan | str:
    """A plan, or why there is none: a site asks whether it has a door, for its page, and for its calendar.

    There is room for each common group with each target, else a second round would find none of the first.
    """
    try:
        return make_plan(kg.store, kg.names, group, target, start, known_on)
    except NotFound as error:
        return str(error)


def plans(explorer: Explorer) -> list[tuple[str, dict[str, str]]]:
    """The plans of a site without a server: path, and what is asked for.

    One for each common group, and each thing into which something feeds, from the day of the example; those without
    a door are left out.
    """
    return list(_plans(explorer.kg))


def key_query(key: str) -> dict[str, str]:
    """What a plan's own path asks for: ``civil-society/wsis10-high-level-event``.

    Raises:
        NotFound: the path names no group and target.
    """
    group, slash, target = key.partition("/")
    if not (group and slash and target):
        raise NotFound(f"no plan at {key!r}: a plan's address is plan/GROUP/TARGET")
    return {"as": group, "into": target, "from": EXAMPLE["from"]}


@lru_cache(maxsize=2)
def _plans(kg: KnowledgeGraph) -> tuple[tuple[str, dict[str, str]], ...]:
    groups = Groups.of(kg.store)
    common = sorted(iri for iri, scheme in groups.scheme.items() if scheme == _COMMON and iri != _EVERYBODY)
    targets = sorted({iri.value for (iri,) in kg.store.select(_TARGETS).rows if iri is not None})
    found = []
    for group in common:
        for target in targets:
            if target.startswith(data("")) and _has_door(kg, group, target):
                key = f"{group.removeprefix(TERMS + 'group-')}/{short(target)}"
                found.append((f"plan/{key}", key_query(key)))
    return tuple(found)


def _has_door(kg: KnowledgeGraph, group: str, target: str) -> bool:
    try:
        return bool(plan_of(kg, {"as": group, "into": target, "from": EXAMPLE["from"]}).doors)
    except NotFound:
        return False


def _dated(text: str, end: str) -> str:
    if getattr(bounds(text), end) is None:
        raise DateError(text, "a date with a known beginning and end, such as 2014-04-01")
    return text
