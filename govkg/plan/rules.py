"""Participation rules read into doors, and into what is for others only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govkg.known import Known, may_be_written_by
from govkg.model.dates import Bounds, Day, Truth, before, bounds
from govkg.model.firmness import CERTAINTIES, FIRM, MODALITIES, weakest
from govkg.names import Names, normalised
from govkg.namespaces import PREFIXES, term
from govkg.plan.claims import Fields, certainty, modality, passages_of, texts
from govkg.plan.groups import Groups
from govkg.plan.model import Door
from govkg.plan.parts import Deadline, When
from govkg.plan.reach import Node
from govkg.store import Store

KINDS = ("AgendaItem", "Session", "Event", "Series", "Phase", "Process", "Call", "Instrument", "Document")
"""Classes in the order in which the first that fits names a thing."""

_START = PREFIXES["schema"] + "startTime"
_END = PREFIXES["schema"] + "endTime"
_OPEN = term("access-open")
_LOCATION = PREFIXES["schema"] + "location"
_ENDED = {term("status-closed"): "closed", term("status-ended"): "ended"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that holds: for whom, how, whether it asks for anything, and the passages that say it."""

    iri: str
    fields: Fields
    groups: tuple[str, ...]
    actors: tuple[str, ...]
    modes: tuple[str, ...]
    exclusive: bool
    asks: bool
    modality: str
    core: frozenset[str]
    passages: frozenset[str]


def rule(iri: str, fields: Fields, known: Known) -> Rule:
    """A rule from its fields."""
    core = frozenset(passages_of(fields, term("mode")))
    return Rule(
        iri,
        fields,
        tuple(texts(fields, term("group"))),
        tuple(texts(fields, term("actor"))),
        tuple(texts(fields, term("mode"))),
        "true" in texts(fields, term("exclusive")),
        bool(texts(fields, term("closes")) or set(texts(fields, term("access"))) - {_OPEN}),
        modality(known, core),
        core,
        frozenset(passages_of(fields)),
    )


@dataclass(slots=True)
class Reader:
    """Reads doors out of what is said.

    Args:
        store: where the statements are.
        known: what counts.
        names: for readable values.
        groups: all stakeholder groups.
        asked: the group asked for.
        start: the day from which doors count.
        nodes: everything that leads to the target.
        facts: what holds of these things.
        within: by place, all places around it.
    """

    store: Store
    known: Known
    names: Names
    groups: Groups
    asked: str
    start: Day
    nodes: dict[str, Node]
    facts: dict[str, Fields]
    within: dict[str, set[str]]

    def door(self, node: Node, same: list[Rule], matched: str) -> Door:
        """A door from rules that say the same of different groups."""
        first = same[0]
        passages = {p for one in same for p in one.passages}
        calls = self.calls(node.iri, same)
        ways = [first.fields, *(self.facts[call] for call in calls)]
        deadline = self.deadline([first.fields], [node.iri, *calls])
        when = self.when(node)
        chain_passages = {p for step in node.chain for p in step.passages}
        opened, marks = self._opened(node.iri, calls)
        rests_on = passages | chain_passages | opened | (set(when.passages) if when else set())
        rests_on |= set(deadline.passages) if deadline else set()
        return Door(
            place=node.iri,
            name=self.names.show(node.iri),
            kind=self.kind(node.iri),
            modes=self._labels(first.modes),
            access=self._labels(_own(ways, "access")),
            conditions=tuple(_own(ways, "condition")),
            limits=tuple(_own(ways, "limit")),
            channels=self._labels(_own(ways, "channel")),
            groups=self.groups.names({g for one in same for g in one.groups}),
            matched=matched,
            calls=tuple((call, self.names.show(call)) for call in calls if call != node.iri),
            deadline=deadline,
            when=when,
            open=self._open(deadline),
            remarks=(*(("only they",) if any(one.exclusive for one in same) else ()), *marks),
            chain=node.chain,
            connection=node.connection,
            modality=weakest(MODALITIES, [first.modality, *(step.modality for step in node.chain)]),
            certainty=weakest(
                CERTAINTIES,
                [
                    certainty(self.known, {p for one in same for p in one.core}),
                    *([certainty(self.known, deadline.passages)] if deadline else []),
                    *(step.certainty for step in node.chain),
                ],
            ),
            passages=tuple(sorted(rests_on)),
        )

    def match(self, rules: list[Rule]) -> str:
        """How rules admit the group, in words: by one of their groups, or by an actor that bears its name."""
        if found := self.groups.match(self.asked, {g for one in rules for g in one.groups}):
            return found
        words = self.groups.same_words(self.asked)
        actors = sorted({self.names.show(actor) for one in rules for actor in one.actors})
        return next((f"{name}, named as an actor" for name in actors if normalised(name) in words), "")

    def calls(self, place: str, rules: list[Rule]) -> list[str]:
        """The calls that belong to rules in a place.

        These are the place itself if it is a call; and, where a rule asks for something (a registration, a request) or
        has a deadline, the calls about the place that a passage of the rule speaks of too.
        """
        asking = {p for one in rules if one.asks for p in one.passages}
        named = {
            iri
            for iri in self.nodes
            if self.kind(iri) == "Call"
            and place in texts(self.facts[iri], term("about"))
            and asking & passages_of(self.facts[iri])
        }
        return sorted(named | ({place} if self.kind(place) == "Call" else set()))

    def deadline(self, own: list[Fields], things: list[str]) -> Deadline | None:
        """Until when: the rule's own deadline, else that of its call; hour and zone from whichever states them."""
        for fields in [*own, *(self.facts[thing] for thing in things)]:
            if closes := texts(fields, term("closes")):
                sources = [*own, *(self.facts[thing] for thing in things)]
                same = [f for f in sources if closes[0] in texts(f, term("closes"))]
                found = {
                    prop: next((texts(f, term(prop))[0] for f in same if texts(f, term(prop))), "")
                    for prop in ("closesTime", "timeZone", "closesInstant", "extendable")
                }
                instant = {p for f in same for p in passages_of(f, term("closesInstant"))}
                said = {p for f in same for p in passages_of(f, term("closes"), term("closesTime"), term("extendable"))}
                return Deadline(
                    closes[0],
                    found["closesTime"],
                    found["timeZone"],
                    found["closesInstant"],
                    certainty(self.known, instant) if instant else "",
                    {"true": "yes", "false": "no"}.get(found["extendable"], ""),
                    tuple(sorted(said | instant)),
                )
        return None

    def when(self, node: Node) -> When | None:
        """When a thing takes place: its own date, else that of the whole of which it is a part."""
        iris = [node.iri]
        for step in node.chain:
            if step.link not in ("is part of", "is taken to be", "is the series of"):
                break
            iris.append(step.target)
        clock = self.facts[node.iri]
        for iri in iris:
            fields = self.facts[iri]
            if dates := texts(fields, term("date")):
                return When(
                    dates[0] if len(dates) == 1 else min(dates, key=_order),
                    next(iter(texts(clock, _START)), ""),
                    next(iter(texts(clock, _END)), ""),
                    next(iter([*texts(clock, term("timeZone")), *texts(fields, term("timeZone"))]), ""),
                    iri,
                    self.names.show(iri),
                    tuple(dict.fromkeys([*self._places(clock), *self._places(fields)])),
                    tuple(sorted(passages_of(fields, term("date")) | passages_of(clock, _START, _END))),
                )
        return None

    def shut(self, door: Door) -> str:
        """Why a door is shut already on the first day; empty if it is not."""
        if door.deadline and self._over(door.deadline.edtf) is Truth.CERTAINLY:
            return f"the deadline was {door.deadline.edtf}"
        for iri in (door.place, *(call for call, _ in door.calls)):
            if reason := self._ended(iri):
                return reason
        return self.over(door.place, door.when)

    def over(self, place: str, when: When | None) -> str:
        """Why it is too late to reach the target by a thing; empty if it is not."""
        if when and self._over(when.edtf) is Truth.CERTAINLY:
            return f"over: {when.edtf}"
        for step in self.nodes[place].chain:
            for date in texts(self.facts[step.target], term("date")):
                if self._over(date) is Truth.CERTAINLY:
                    return f"what it leads to is over: {step.target_name}, {date}"
        return ""

    def kind(self, iri: str) -> str:
        """The class of a thing, in a word."""
        types = self.names.types.get(iri, set())
        return next((kind for kind in KINDS if term(kind) in types), "Organization")

    def firm(self, one: Rule) -> bool:
        """Whether a rule is stated, planned or expected, not wished, asked about or framed."""
        return one.modality in FIRM

    def _open(self, deadline: Deadline | None) -> str:
        if deadline is None:
            return "not stated"
        ahead = {Truth.NOT: "certainly", Truth.POSSIBLY: "possibly", Truth.CERTAINLY: "no"}
        return ahead[self._over(deadline.edtf)]

    def _over(self, edtf: str) -> Truth:
        first = Bounds(self.start, self.start, self.start, self.start)
        return before(bounds(edtf), first)

    def _ended(self, iri: str) -> str:
        """A source that was there on the first day calls it closed or ended."""
        for value, passages in self.facts[iri].get(term("status"), {}).items():
            for passage in sorted(passages):
                written = self.known.written[self.known.voices[passage].source]
                if value.value in _ENDED and may_be_written_by(written, self.start):
                    return f"{_ENDED[value.value]}, as of a source written {written}"
        return ""

    def _opened(self, place: str, calls: list[str]) -> tuple[set[str], tuple[str, ...]]:
        """Remarks on the status that sources give, with the passages that give it."""
        remarks: dict[str, set[str]] = {}
        for iri in dict.fromkeys([place, *calls]):
            fields = self.facts[iri]
            for value, passages in fields.get(term("status"), {}).items():
                dates = sorted({self.known.written[self.known.voices[p].source] or "not dated" for p in passages})
                text = f"called {self.names.show(value.value)} by a source written {', '.join(dates)}"
                remarks.setdefault(text, set()).update(passages)
            for opens in texts(fields, term("opens")):
                remarks.setdefault(f"opens {opens}", set()).update(passages_of(fields, term("opens")))
        return {p for passages in remarks.values() for p in passages}, tuple(sorted(remarks))

    def _places(self, fields: Fields) -> tuple[str, ...]:
        """Names of places, the narrowest first; one whose name a narrower place bears already is left out."""
        places = texts(fields, _LOCATION)
        depth = {place: len(self.within.get(place, set()).intersection(places)) for place in places}
        found: list[str] = []
        for name in self._labels(sorted(places, key=lambda place: (-depth[place], self.names.show(place)))):
            if not any(name in narrower for narrower in found):
                found.append(name)
        return tuple(found)

    def _labels(self, iris: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.names.show(iri) for iri in iris)


def _own(ways: list[Fields], name: str) -> list[str]:
    """What the rule itself says, else what its calls say."""
    return next((found for fields in ways if (found := texts(fields, term(name)))), [])


def _order(edtf: str) -> tuple[Day, str]:
    return bounds(edtf).earliest_start or Day(0, 1, 1), edtf


def first_day_of(when: When | None) -> Day:
    """The first day on which something may begin, for sorting; what has none comes last."""
    return (bounds(when.edtf).earliest_start if when else None) or Day(10**9, 1, 1)
