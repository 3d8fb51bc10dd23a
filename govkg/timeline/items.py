"""Items from claims: what is drawn, with its date in words, its place, and what a reader must know of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from govkg.evidence import Passage, passages
from govkg.model.dates import bounds, unqualified
from govkg.model.firmness import CERTAINTIES
from govkg.names import Names
from govkg.store import Store
from govkg.timeline.claims import (
    ABOUT,
    CHANNEL,
    CLOSES,
    CLOSES_TIME,
    DATE,
    IN,
    LEADS_UP_TO,
    NO_DATE,
    NO_DEADLINE,
    STATUS,
    TIME_ZONE,
    Claim,
    Claims,
)
from govkg.timeline.kinds import is_rule, is_way_in, kind_of, takes_place
from govkg.timeline.model import Item, Kind, Standing
from govkg.timeline.places import gap_words, place_of
from govkg.timeline.wording import in_words

_VERDICTS = {"superseded": Standing.SET_ASIDE, "mistaken": Standing.SET_ASIDE, "left open": Standing.OPEN}


class Reader:
    """Items from claims.

    Args:
        store: where the passages are described.
        names: all names.
        claims: what passages claim, of all documents or of one.
        things: draw nothing but these; None for no such limit.
    """

    def __init__(self, store: Store, names: Names, claims: Claims, things: Collection[str] | None = None) -> None:
        self.store, self.names, self.claims, self.things = store, names, claims, things
        self.boxes = self._boxes()

    def _boxes(self) -> frozenset[str]:
        """What the single document itself puts on the way to something, and where to."""
        if not self.claims.single:
            return frozenset()
        said = [c for thing, _ in self.claims.having(LEADS_UP_TO) for c in self.claims.about(thing, LEADS_UP_TO)]
        return frozenset({c.thing for c in said} | {c.value for c in said})

    def _is_asked(self, thing: str) -> bool:
        return self.things is None or thing in self.things

    def _is_drawn(self, thing: str) -> bool:
        if not self._is_asked(thing):
            return False
        return thing in self.boxes if self.boxes else takes_place(thing, self.names)

    def dated(self) -> list[Item]:
        """One item for each thing and date."""
        found: list[tuple[list[Claim], list[Claim]]] = []
        for thing, said in self.claims.having(DATE):
            if self._is_drawn(thing):
                found += [(group, said) for group in self._groups(said)]
        for thing, said in self.claims.having(CLOSES):
            if self._has_own_deadline(thing):
                found += [(group, said) for group in self._groups(said)]
        places = [self._place(group[0].thing, self._sources(group)) for group, _ in found]
        # All in one query: a remote endpoint is asked once, not once an item.
        evidence = self._evidence(
            claim for (group, _), (_, rests_on) in zip(found, places, strict=True) for claim in (*group, *rests_on)
        )
        return [self._item(group, said, place, evidence) for (group, said), place in zip(found, places, strict=True)]

    def _groups(self, said: list[Claim]) -> list[list[Claim]]:
        """The claims to draw, those with the same date and standing together."""
        groups: dict[tuple[str, Standing], list[Claim]] = {}
        for claim in said:
            standing = self._standing(claim)
            if standing is not None:
                groups.setdefault((claim.value, standing), []).append(claim)
        return list(groups.values())

    def _standing(self, claim: Claim) -> Standing | None:
        """How the date stands; None if it is not drawn."""
        single = self.claims.single
        if single and claim.source != single:
            return None
        if claim.held:
            return Standing.ACCEPTED
        if single and claim.verdict == "less exact":
            return Standing.ACCEPTED
        if not single and claim.verdict == "mistaken":
            return None
        return _VERDICTS.get(claim.verdict)

    def _has_own_deadline(self, thing: str) -> bool:
        """It is a call, or a rule that closes although no call about the same thing does."""
        if not self._is_asked(thing):
            return False
        if self.boxes:
            return thing in self.boxes
        if not is_rule(thing, self.names):
            return is_way_in(thing, self.names)
        targets = self.claims.values(thing, IN)
        calls = [claim.thing for target in targets for claim in self.claims.towards(target, ABOUT)]
        return not any(self.claims.about(target, CLOSES) for target in targets + calls)

    def _sources(self, group: list[Claim]) -> set[str]:
        """The documents whose word on the place goes with a date: a superseded date goes with its own place."""
        aside = self._standing(group[0]) is Standing.SET_ASIDE
        return {claim.source for claim in group} if aside or self.claims.single else set()

    def _item(
        self, group: list[Claim], said: list[Claim], at: tuple[str, list[Claim]], evidence: dict[str, Passage]
    ) -> Item:
        claim = group[0]
        standing = self._standing(claim) or Standing.ACCEPTED
        place, rests_on = at
        return Item(
            thing=claim.thing,
            name=self._name(claim.thing),
            kind=Kind.DEADLINE if claim.property == CLOSES else kind_of(claim.thing, self.names),
            edtf=claim.value,
            when=self._when(group),
            bounds=bounds(claim.value),
            stated=bounds(unqualified(claim.value)),
            place=place,
            certainty=_firmest(evidence[c.passage] for c in group if c.passage in evidence),
            standing=standing,
            note=self._note(group, said, standing),
            passages=_in_order([*group, *rests_on], evidence),
        )

    def _name(self, thing: str) -> str:
        if is_rule(thing, self.names):
            return ", ".join(self.names.show(target) for target in self.claims.values(thing, IN))
        return self.names.show(thing)

    def _when(self, group: list[Claim]) -> str:
        claim = group[0]
        words = in_words(claim.value)
        here = {c.passage for c in group}
        if claim.property == CLOSES:
            clock = [
                c.value.removesuffix(":00")
                for prop in (CLOSES_TIME, TIME_ZONE)
                for c in self.claims.every(claim.thing, prop)
                if c.passage in here
            ]
            return f"closes {', '.join([words, ' '.join(dict.fromkeys(clock))] if clock else [words])}"
        status = {self.names.show(c.value) for c in self.claims.every(claim.thing, STATUS) if c.passage in here}
        return ", ".join([words, *sorted(status)])

    def _note(self, group: list[Claim], said: list[Claim], standing: Standing) -> str:
        claim = group[0]
        if standing is Standing.OPEN:
            return self._readings(claim)
        if standing is Standing.SET_ASIDE:
            instead = sorted({(c.value, c.source) for c in said if c.passage in claim.accepts})
            if not instead:
                return claim.verdict
            dates = " and ".join(dict.fromkeys(in_words(value) for value, _ in instead))
            return f"{claim.verdict}: {dates} {self._named(claim.accepts)}"
        return ""

    def _named(self, passages: Iterable[str]) -> str:
        """Documents by number; by name in the picture of one document, which lists no others."""
        numbers = self.claims.numbers(passages)
        if not self.claims.single:
            return f"[{', '.join(numbers)}]"
        names = dict(self.claims.documents.values())
        return f"in {' and '.join(names[number] for number in numbers)}"

    def _readings(self, claim: Claim) -> str:
        """How many open readings of the same date the same document allows."""
        rivals = {
            thing
            for thing, said in self.claims.having(claim.property)
            for c in said
            if (c.source, c.value) == (claim.source, claim.value) and _VERDICTS.get(c.verdict) is Standing.OPEN
        }
        others = sorted(self.names.show(thing) for thing in rivals - {claim.thing})
        if not others:
            return "a reading that the source does not settle"
        return f"or the date of {' or of '.join(others)}; not settled"

    def _place(self, thing: str, sources: set[str]) -> tuple[str, list[Claim]]:
        if is_way_in(thing, self.names):
            channels = self.claims.about(thing, CHANNEL)
            labels = dict.fromkeys(self.names.show(c.value) for c in channels)
            return " or ".join(sorted(labels)) or "channel not stated", channels
        return place_of(thing, self.claims, self.names, sources)

    def undated(self) -> list[Item]:
        """What is to be dated and is not: by record, or as a box that nothing dates."""
        found: dict[str, list[Claim]] = {}
        for thing, said in self.claims.having(NO_DATE, NO_DEADLINE, LEADS_UP_TO):
            gaps = self.claims.about(thing, NO_DATE, NO_DEADLINE)
            if self._is_drawn(thing) and (gaps or thing in self.boxes) and not self._is_dated(thing):
                found[thing] = gaps or [claim for claim in said if claim.source == self.claims.single]
        sources = {self.claims.single} if self.claims.single else set()
        places = {thing: self._place(thing, sources) for thing in found}
        status = {thing: self.claims.about(thing, STATUS) for thing in found}
        rests_on = {thing: [*found[thing], *status[thing], *places[thing][1]] for thing in found}
        evidence = self._evidence(claim for claims in rests_on.values() for claim in claims)
        return [
            Item(
                thing=thing,
                name=self._name(thing),
                kind=Kind.DEADLINE if is_way_in(thing, self.names) else kind_of(thing, self.names),
                edtf="",
                when="; ".join(
                    [
                        *sorted({self.names.show(claim.value) for claim in status[thing]}),
                        *sorted({self._missing(claim) for claim in said}),
                    ]
                ),
                bounds=None,
                stated=None,
                place=places[thing][0],
                certainty=_firmest(evidence[claim.passage] for claim in said if claim.passage in evidence),
                standing=Standing.ACCEPTED,
                note="",
                passages=_in_order(rests_on[thing], evidence),
            )
            for thing, said in found.items()
        ]

    def _is_dated(self, thing: str) -> bool:
        """It is drawn on the axis; a date that is only superseded counts as long as its own document is shown alone."""
        drawn = [self._standing(c) for c in self.claims.every(thing, DATE, CLOSES)]
        return any(s and (self.claims.single or s is not Standing.SET_ASIDE) for s in drawn)

    def _missing(self, gap: Claim) -> str:
        if gap.property not in (NO_DATE, NO_DEADLINE):
            return "date not stated"
        label = gap_words(self.names.show(gap.value))
        return label if label.startswith("no date") else f"{self.names.show(gap.property)} {label}"

    def _evidence(self, claims: Iterable[Claim]) -> dict[str, Passage]:
        return passages(self.store, (claim.passage for claim in claims))


def _in_order(claims: Iterable[Claim], evidence: dict[str, Passage]) -> tuple[Passage, ...]:
    return tuple(evidence[iri] for iri in sorted({claim.passage for claim in claims}) if iri in evidence)


def _firmest(found: Iterable[Passage]) -> str:
    said = {passage.certainty for passage in found}
    return next((word for word in CERTAINTIES if word in said), "")
