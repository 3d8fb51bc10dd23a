"""What nobody says: things without a rule, links that are not promised, and gaps."""

from __future__ import annotations

from collections import defaultdict

from govkg.gaps import filled_by
from govkg.namespaces import PREFIXES, term
from govkg.plan.claims import passages_of, records, said, texts
from govkg.plan.model import Closed, Door, Gap, NoRule, Plan, Unsure
from govkg.plan.reach import Node, Reached
from govkg.plan.rules import Reader, Rule, first_day_of

_GATHERINGS = frozenset({"Event", "Session", "Call"})
_AROUND = frozenset({"takes in", "is the series of", "is taken to be"})
_NEEDED = {
    term(f"missing-{word}")
    for word in (
        *("date", "deadline", "opening", "clock-time", "time-zone", "place", "venue", "channel", "address", "link"),
        *("participants", "phases", "framework", "partner"),
    )
}
"""What somebody who wants to take part needs to know."""


def without_rule(reader: Reader, plan: Plan, by_place: dict[str, list[Rule]]) -> None:
    """Puts what has no rule in any source into a plan that has its doors."""
    ruled: list[Door | Closed] = [*plan.doors, *(past.door for past in plan.past), *plan.closed, *plan.unnamed]
    used = {call for one in ruled for call, _ in one.calls} | {iri for iri, found in by_place.items() if found}
    nodes = reader.nodes
    used |= {node.chain[0].target for iri, node in nodes.items() if node.whole and iri in used}
    with_calls = {node.chain[0].target for node in nodes.values() if node.chain}
    for iri, node in sorted(nodes.items()):
        kind = reader.kind(iri)
        when = reader.when(node)
        if iri in used or not (_way_in(reader, iri, node, iri in with_calls) or (iri == plan.target and not ruled)):
            continue
        if reader.over(iri, when):
            continue
        remark, heard = _remark(reader, plan, iri, node)
        plan.no_rule.append(
            NoRule(
                place=iri,
                name=reader.names.show(iri),
                kind=kind,
                when=when,
                remark=remark,
                chain=node.chain,
                connection=node.connection,
                passages=tuple(
                    sorted(
                        {p for step in node.chain for p in step.passages}
                        | (set(when.passages) if when else set())
                        | heard
                    )
                ),
            )
        )
    plan.no_rule.sort(key=lambda one: (first_day_of(one.when), one.name))


def _way_in(reader: Reader, iri: str, node: Node, leads_on: bool) -> bool:
    """Whether one would look for a rule on a thing: a gathering, a call, or a process without calls or parts."""
    kind = reader.kind(iri)
    if kind == "Process":
        return not leads_on and not node.connection
    around_target = any(step.link in _AROUND for step in node.chain)
    return kind in _GATHERINGS and not around_target


def _remark(reader: Reader, plan: Plan, iri: str, node: Node) -> tuple[str, set[str]]:
    """The status, and a rule on what the thing is part of, which may cover it though nobody says so."""
    status = reader.facts[iri].get(term("status"), {})
    parts = [f"called {reader.names.show(value.value)}" for value in status]
    above = node.chain[0] if node.chain else None
    call = reader.kind(iri) == "Call"
    if above and (reader.kind(above.target) == "Process" if call else above.link == "is part of"):
        modes = {mode for door in plan.doors if door.place == above.target for mode in door.modes}
        if modes:
            may = ", ".join(sorted(modes))
            parts.append(f"the rule on {above.target_name} ({may}) may cover it, which is not said")
    return "; ".join(sorted(parts)), passages_of(reader.facts[iri], term("status"))


def unsure(reached: Reached, plan: Plan) -> None:
    """Puts links that are not firm into a plan, those alike together."""
    grouped: dict[tuple[str, str, str], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for step in reached.unsure:
        grouped[step.modality, step.link, step.target_name].append((step.source_name, step.passages))
    for (how, link, target), found in sorted(grouped.items()):
        plan.unsure.append(
            Unsure(
                tuple(sorted({name for name, _ in found})),
                link,
                target,
                how,
                tuple(sorted({p for _, heard in found for p in heard})),
            )
        )


def gaps(reader: Reader, plan: Plan) -> None:
    """Puts into a plan what sources do not state about its things, unless another source does."""
    things = {plan.target}
    for door in plan.doors:
        things |= {door.place, *(call for call, _ in door.calls)}
    things |= {one.place for one in [*plan.closed, *plan.unnamed]}
    things |= {one.place for one in plan.no_rule}
    facts = said(reader.store, reader.known, things, record=False)
    merged: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for fields in records(reader.store, reader.known, "govkg:Gap", "govkg:about", things).values():
        description = " ".join(texts(fields, PREFIXES["dcterms"] + "description"))
        for about in texts(fields, term("about")):
            for missing in texts(fields, term("missing")):
                given = any(texts(facts[about], prop) for prop in filled_by(missing))
                if about not in things or missing not in _NEEDED or given:
                    continue
                for gap in texts(fields, term("gap")):
                    merged[about, missing, gap, description] |= passages_of(fields, term("missing"))
    plan.gaps = sorted(
        (
            Gap(
                about,
                reader.names.show(about),
                reader.names.show(missing),
                reader.names.show(gap),
                description,
                tuple(sorted(heard)),
            )
            for (about, missing, gap, description), heard in merged.items()
        ),
        key=lambda gap: (gap.name, gap.about, gap.missing, gap.gap, gap.description),
    )
