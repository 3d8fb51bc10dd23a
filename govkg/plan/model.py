"""A plan as data: the doors into something for one group, what is closed, what is not said. No printing, no clock."""

from __future__ import annotations

from dataclasses import dataclass, field

from govkg.evidence import Difference, Passage
from govkg.markup import escaped
from govkg.plan.parts import Deadline, Step, When


@dataclass(frozen=True, slots=True)
class Door:
    """One way to take part.

    Attributes:
        place: IRI of what one takes part in.
        name: its name.
        kind: its class, in a word.
        modes: in what ways: attend, speak, submit in writing.
        access: what it takes: registration, request.
        conditions: further conditions.
        limits: how much of it: three minutes.
        channels: by which way: online, by e-mail.
        groups: names of the groups that the rule admits.
        matched: in words how the group asked for is found among them.
        calls: IRI and name of the calls that belong to the rule.
        deadline: until when; None if not stated.
        when: when it takes place; None if not stated.
        open: whether the deadline is ``certainly``, ``possibly`` or ``no`` longer ahead; ``not stated`` without one.
        remarks: what else the reader must know, in words.
        chain: the shortest chain from the place to the target; empty if it is the target.
        connection: whether a link of the chain only connects.
        modality: the least firm of the rule and the chain.
        certainty: the least firm of the rule, the deadline and the chain.
        passages: IRIs of all passages it rests on.
    """

    place: str
    name: str
    kind: str
    modes: tuple[str, ...]
    access: tuple[str, ...]
    conditions: tuple[str, ...]
    limits: tuple[str, ...]
    channels: tuple[str, ...]
    groups: tuple[str, ...]
    matched: str
    calls: tuple[tuple[str, str], ...]
    deadline: Deadline | None
    when: When | None
    open: str
    remarks: tuple[str, ...]
    chain: tuple[Step, ...]
    connection: bool
    modality: str
    certainty: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A door that is shut already: its deadline has passed, it is over, or a source calls it closed."""

    door: Door
    reason: str


@dataclass(frozen=True, slots=True)
class Avenue:
    """An indirect way in.

    Attributes:
        text: the avenue in words.
        modality: stated or planned where a rule opens it to its own groups; asked where a text only asks about it.
        certainty: the firmest of its passages.
        passages: IRIs of the passages that name it.
    """

    text: str
    modality: str
    certainty: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """A rule for others.

    Attributes:
        place: IRI of what they take part in.
        name: its name.
        modes: in what ways.
        access: what it takes: membership, invitation.
        groups: names of those whom the rule names.
        calls: IRI and name of the calls that belong to the rule.
        exclusive: whether the source says "only"; if not, the group is merely not named.
        when: when it takes place; None if not stated.
        avenues: indirect ways in.
        chain: from the place to the target.
        modality: the least firm of the rule and the chain.
        certainty: the least firm of the rule and the chain.
        passages: IRIs of all passages it rests on.
    """

    place: str
    name: str
    modes: tuple[str, ...]
    access: tuple[str, ...]
    groups: tuple[str, ...]
    calls: tuple[tuple[str, str], ...]
    exclusive: bool
    when: When | None
    avenues: tuple[Avenue, ...]
    chain: tuple[Step, ...]
    modality: str
    certainty: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoRule:
    """Something on the way for which no source names a rule: neither open nor closed.

    Attributes:
        place: its IRI.
        name: its name.
        kind: its class, in a word.
        when: when it takes place; None if not stated.
        remark: a status, or a rule nearby that may cover it, which nobody says.
        chain: from the place to the target.
        connection: whether a link of the chain only connects.
        passages: IRIs of all passages it rests on.
    """

    place: str
    name: str
    kind: str
    when: When | None
    remark: str
    chain: tuple[Step, ...]
    connection: bool
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """Links that are only wished, asked about or framed: not promised, and no door is taken from them."""

    names: tuple[str, ...]
    link: str
    target_name: str
    modality: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a source does not state, or that was lost, about a thing of the plan."""

    about: str
    name: str
    missing: str
    gap: str
    description: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document the plan rests on: number, name, written date; whether it was there on the day (empty without one)."""

    iri: str
    number: str
    name: str
    written: str
    by_then: str


@dataclass(slots=True)
class Plan:
    """The doors into something for one group.

    Attributes:
        group: IRI of the group.
        group_name: its name.
        target: IRI of what one wants to reach.
        target_name: its name.
        start: the day from which doors count, as xsd:date.
        known_on: only what documents of this day said; empty for all.
        doors: in order of deadline, those without one last, in order of their date.
        past: doors that are shut already.
        closed: rules that let others in only.
        unnamed: rules that name others and not this group.
        no_rule: what has no rule in any source.
        unsure: links that are not promised.
        gaps: what sources do not state about all these.
        passages: what the plan rests on, by IRI.
        differences: where sources differ on it.
        documents: the documents it rests on.
    """

    group: str
    group_name: str
    target: str
    target_name: str
    start: str
    known_on: str
    doors: list[Door] = field(default_factory=list)
    past: list[Past] = field(default_factory=list)
    closed: list[Closed] = field(default_factory=list)
    unnamed: list[Closed] = field(default_factory=list)
    no_rule: list[NoRule] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    passages: dict[str, Passage] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)

    def _repr_html_(self) -> str:
        # It shows what is defined here, so it cannot be imported before.
        from govkg.plan.render import table

        return f"<pre>{escaped(table(self))}</pre>"

    def sources(self, passages: tuple[str, ...]) -> list[str]:
        """Short names of passages."""
        return [self.passages[iri].label for iri in passages if iri in self.passages]
