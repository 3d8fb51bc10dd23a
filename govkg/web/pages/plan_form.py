"""The form of the plan: for whom, into what, from which day."""

from __future__ import annotations

from collections.abc import Mapping

from govkg.namespaces import TERMS, data, short, term
from govkg.plan.groups import Groups
from govkg.plan.make import TARGETS
from govkg.web.explorer import Explorer
from govkg.web.faults import Fault, fault
from govkg.web.fields import Field, name_or_id
from govkg.web.planning import EXAMPLE, PlanReading

_PREFIX = TERMS + "group-"
_COMMON = term("group-scheme")


def plan_fields(explorer: Explorer, given: Mapping[str, str], reading: PlanReading) -> list[Field]:
    """The fields, filled with what was given.

    Args:
        explorer: for names.
        given: what is filled in; if nothing is, nothing is wrong.
        reading: how that reads.
    """

    def wrong(name: str, kind: str, classes: frozenset[str] = frozenset()) -> Fault | None:
        error = reading.faults.get(name) if given else None
        return fault(explorer, error, given.get(name, ""), kind, classes) if error else None

    into = given.get("into", "")
    if into and "into" in reading.values:
        into = name_or_id(reading.values["into"], TARGETS, explorer.kg.names)
    return [
        Field(
            name="as",
            label="As",
            kind="choice",
            hint="The group you belong to: first the common ones, then those of a single forum",
            value=reading.values.get("as", "").removeprefix(_PREFIX) if given else "",
            needed=True,
            choices=_groups(explorer),
            fault=wrong("as", "choice"),
        ),
        Field(
            name="into",
            label="Into",
            kind="entity",
            hint="What you want to reach: an event, a process, a document, a body",
            value=into,
            example=explorer.kg.names.show(data(EXAMPLE["into"])),
            needed=True,
            classes=tuple(sorted(short(iri).rpartition(":")[2] for iri in TARGETS)),
            fault=wrong("into", "entity", TARGETS),
        ),
        Field(
            name="from",
            label="From",
            kind="date",
            hint="The day from which deadlines count",
            value=given.get("from", ""),
            example=EXAMPLE["from"],
            needed=True,
            fault=wrong("from", "date"),
        ),
        Field(
            name="known-on",
            label="Known on",
            kind="date",
            hint="Only what documents said by this day; all of it if left out",
            value=given.get("known-on", ""),
            fault=wrong("known-on", "date"),
        ),
    ]


def _groups(explorer: Explorer) -> tuple[tuple[str, str], ...]:
    """Id and name of each group, the common ones first."""
    groups = Groups.of(explorer.kg.store)
    ordered = sorted(groups.label, key=lambda iri: (groups.scheme[iri] != _COMMON, groups.label[iri].casefold(), iri))
    return tuple((iri.removeprefix(_PREFIX), groups.label[iri]) for iri in ordered)
