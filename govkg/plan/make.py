"""Making a plan: what leads to a target, sorted into doors, what is for others, and what nobody says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from govkg.errors import NotFound
from govkg.evidence import differences, passages
from govkg.known import Known, known
from govkg.model.dates import Bounds, DateError, Day, bounds
from govkg.model.firmness import CERTAINTIES, MODALITIES, weakest
from govkg.names import Names
from govkg.namespaces import PREFIXES, term
from govkg.plan.avenues import avenues
from govkg.plan.claims import around, certainty, records, rows, said, texts, values
from govkg.plan.groups import Groups
from govkg.plan.model import Closed, Document, Door, Past, Plan
from govkg.plan.nearest import nearest_with_a_way_in
from govkg.plan.reach import Node, Reach, Reached
from govkg.plan.rules import Reader, Rule, first_day_of, rule
from govkg.plan.unsaid import gaps, unsure, without_rule
from govkg.store import Store

TARGETS = frozenset(
    {*(term(name) for name in ("Event", "Series", "Process", "Document", "Call")), PREFIXES["org"] + "Organization"}
)
"""Classes of what one can lead to."""
_LOCATION = PREFIXES["schema"] + "location"
_IN_PLACE = PREFIXES["schema"] + "containedInPlace"
_SOURCES = """
SELECT ?source ?number ?name ?written
WHERE {
  %s
  ?source dcterms:identifier ?number ; skos:prefLabel ?name .
  OPTIONAL { ?source govkg:written ?written }
}
"""


def make_plan(store: Store, names: Names, group: str, target: str, start: str, known_on: str | None = None) -> Plan:
    """The doors into something for one group.

    Args:
        store: where the statements are.
        names: all names.
        group: the stakeholder group: id, name or alias, a common one or a forum's own.
        target: what one wants to reach: any name, acronym or id.
        start: EDTF; doors count from its first day.
        known_on: EDTF; only what documents said by its last day. None for all that is known.

    Raises:
        NotFound: there is no such group or target, or nothing leads to the target; the nearest is named.
        Ambiguous: the target's name fits several things.
        DateError: a date is not EDTF, or has no such day.
    """
    first = _day(start, "beginning")
    as_of = known(store, _day(known_on, "end") if known_on else None)
    groups = Groups.of(store)
    asked = groups.find(group)
    goal = find_target(names, target)
    reached = Reach(store, as_of, names).to(goal)
    facts = said(store, as_of, reached.nodes, record=False)
    rules = records(store, as_of, "govkg:Rule", "govkg:in", reached.nodes)
    if not rules and all(node.whole or iri == goal for iri, node in reached.nodes.items()):
        raise NotFound(_nothing(store, as_of, names, goal))
    plan = Plan(asked, groups.label[asked], goal, names.show(goal), str(first), str(as_of.day) if as_of.day else "")
    places = {place for fields in facts.values() for place in texts(fields, _LOCATION)}
    within = around(store, as_of, places, _IN_PLACE)
    reader = Reader(store, as_of, names, groups, asked, first, reached.nodes, facts, within)
    _Maker(reader, plan).sort(reached, [rule(iri, fields, as_of) for iri, fields in sorted(rules.items())])
    return plan


class _Maker:
    """Fills a plan."""

    def __init__(self, reader: Reader, plan: Plan) -> None:
        self.reader = reader
        self.plan = plan

    def sort(self, reached: Reached, rules: list[Rule]) -> None:
        """Sort rules and things into the plan's parts."""
        by_place: dict[str, list[Rule]] = defaultdict(list)
        for one in rules:
            for place in texts(one.fields, term("in")):
                by_place[place].append(one)
        for iri, node in sorted(reached.nodes.items()):
            self._doors(node, by_place[iri])
        self.plan.doors.sort(key=_urgency)
        self.plan.past.sort(key=lambda past: (_urgency(past.door), past.reason))
        for iri, node in sorted(reached.nodes.items()):
            self._others(node, by_place[iri])
        for part in (self.plan.closed, self.plan.unnamed):
            part.sort(key=lambda one: (one.name, one.modes, one.groups))
        without_rule(self.reader, self.plan, by_place)
        unsure(reached, self.plan)
        gaps(self.reader, self.plan)
        self._evidence()

    def _doors(self, node: Node, rules: list[Rule]) -> None:
        alike: dict[tuple[object, ...], list[Rule]] = defaultdict(list)
        for one in rules:
            if self.reader.match([one]) and self.reader.firm(one):
                terms = [
                    tuple(texts(one.fields, term(prop)))
                    for prop in ("mode", "closes", "access", "condition", "limit", "channel")
                ]
                alike[tuple(terms)].append(one)
        for same in alike.values():
            door = self.reader.door(node, same, self.reader.match(same))
            if reason := self.reader.shut(door):
                self.plan.past.append(Past(door, reason))
            else:
                self.plan.doors.append(door)

    def _others(self, node: Node, rules: list[Rule]) -> None:
        mine = {
            (mode, frozenset(one.access))
            for one in [*self.plan.doors, *(past.door for past in self.plan.past)]
            if one.place == node.iri
            for mode in one.modes
        }
        when = self.reader.when(node)
        if self.reader.over(node.iri, when):
            return
        alike: dict[tuple[tuple[str, ...], tuple[str, ...], bool], list[Rule]] = defaultdict(list)
        for one in rules:
            access = self._labels(texts(one.fields, term("access")))
            others = not self.reader.match([one])
            as_mine = all((mode, frozenset(access)) in mine for mode in self._labels(one.modes))
            if others and self.reader.firm(one) and (one.exclusive or not as_mine):
                alike[self._labels(one.modes), access, one.exclusive].append(one)
        for (modes, access, exclusive), same in alike.items():
            core = {p for one in same for p in one.core}
            named = {g for one in same for g in one.groups}
            actors = {actor for one in same for actor in one.actors}
            calls = self.reader.calls(node.iri, same)
            found = Closed(
                place=node.iri,
                name=self.reader.names.show(node.iri),
                modes=modes,
                access=access,
                groups=tuple(sorted({*self.reader.groups.names(named), *self._labels(actors)})),
                calls=tuple((call, self.reader.names.show(call)) for call in calls if call != node.iri),
                exclusive=exclusive,
                when=when,
                avenues=avenues(self.reader, node, same),
                chain=node.chain,
                modality=weakest(MODALITIES, [*(one.modality for one in same), *(s.modality for s in node.chain)]),
                certainty=weakest(
                    CERTAINTIES, [certainty(self.reader.known, core), *(s.certainty for s in node.chain)]
                ),
                passages=tuple(
                    sorted(
                        {p for one in same for p in one.passages}
                        | {p for s in node.chain for p in s.passages}
                        | (set(when.passages) if when else set())
                    )
                ),
            )
            (self.plan.closed if exclusive else self.plan.unnamed).append(found)

    def _labels(self, iris: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(self.reader.names.show(iri) for iri in iris))

    def _evidence(self) -> None:
        plan = self.plan
        rests_on = {
            p
            for part in (plan.doors, plan.closed, plan.unnamed, plan.no_rule, plan.unsure, plan.gaps)
            for one in part
            for p in one.passages
        }
        rests_on |= {p for past in plan.past for p in past.door.passages}
        rests_on |= {p for one in [*plan.closed, *plan.unnamed] for avenue in one.avenues for p in avenue.passages}
        plan.passages = passages(self.reader.store, rests_on)
        plan.differences = [
            d
            for d in differences(self.reader.store)
            if rests_on.intersection((*d.accepts, *d.sets_aside))
            and all(p in self.reader.known.voices for p in (*d.accepts, *d.sets_aside))
        ]
        sources = {passage.source for passage in plan.passages.values()}
        plan.documents = [
            Document(iri, number, name, written, str(self.reader.known.by_then(iri)) if self.reader.known.day else "")
            for iri, number, name, written in sorted(
                rows(self.reader.store, _SOURCES % values("source", sources)) if sources else [],
                key=lambda row: row[1:],
            )
        ]


def find_target(names: Names, target: str) -> str:
    """What is meant: among the things one can lead to if one of them fits, else among all.

    Raises:
        NotFound, Ambiguous: none or several are called that.
    """
    try:
        return names.find(target, TARGETS)
    except NotFound:
        return names.find(target)


def _day(text: str, wanted: str) -> Day:
    limits: Bounds = bounds(text)
    day = limits.latest_end if wanted == "end" else limits.earliest_start
    if day is None:
        raise DateError(text, f"a date with a known {wanted}, such as 2014-04-01")
    return day


def _urgency(door: Door) -> tuple[object, ...]:
    """Deadlines first, by their last day and hour; then by when the thing takes place; the name settles the rest."""
    if door.deadline:
        return 0, _last(door.deadline.edtf), door.deadline.clock or "24", door.name, door.modes, door.groups
    return 1, first_day_of(door.when), "", door.name, door.modes, door.groups


def _last(edtf: str) -> Day:
    return bounds(edtf).latest_end or Day(10**9, 1, 1)


def _nothing(store: Store, as_of: Known, names: Names, goal: str) -> str:
    then = f" in what documents said by {as_of.day}" if as_of.day else ""
    near = nearest_with_a_way_in(store, as_of, names, goal)
    hint = f"; the nearest thing that something leads to is {names.line(near)}" if near else ""
    return f"nothing leads to {names.show(goal)}{then}: no source names a way in, a call, a part or an input{hint}"
