"""Links: the edges of each network, put together from records.

A link keeps what makes it citable: its record, its kind, in what mode the sources speak of it, how firmly the weakest
of its passages carries it, the passages themselves, and when it happens.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from govkg.model.dates import Bounds
from govkg.model.firmness import CERTAINTIES, MODALITIES, weakest
from govkg.names import Names
from govkg.namespaces import PREFIXES, data, short, term
from govkg.network.columns import Columns
from govkg.network.dating import UNKNOWN, Calendar

PART = "is part of"

_KINDS = {
    **dict.fromkeys((term("Event"), term("Session"), term("AgendaItem")), "event"),
    **dict.fromkeys((term("Process"), term("Phase")), "process"),
    **dict.fromkeys((term("Document"), term("Instrument")), "document"),
    **{PREFIXES["org"] + c: "organization" for c in ("Organization", "OrganizationalUnit")},
    PREFIXES["org"] + "OrganizationalCollaboration": "organization",
    PREFIXES["foaf"] + "Person": "person",
    PREFIXES["schema"] + "Place": "place",
    PREFIXES["schema"] + "VirtualLocation": "place",
    term("Series"): "series",
    term("Call"): "call",
    term("Source"): "source",
    term("Question"): "question",
    term("Position"): "position",
}


@dataclass(frozen=True, slots=True)
class Link:
    """One edge before it is drawn.

    Attributes:
        source, target: IRIs of what it joins.
        key: tells it apart from other links of the same pair: the IRI of its record.
        kind: what people call it, such as ``prepares`` or ``chair``.
        kinds: that and every wider kind, which filters know too.
        modality, certainty: the weakest of its passages'; a record's own modality comes first.
        passages: IRIs, sorted.
        happens: when.
        dated_by: what says when: ``record``, ``to``, ``from``, ``shared``, or nothing.
        roles: who holds which role in what is shared, where two actors are joined by it.
    """

    source: str
    target: str
    key: str
    kind: str
    kinds: frozenset[str]
    modality: str
    certainty: str
    passages: tuple[str, ...]
    happens: Bounds
    dated_by: str
    roles: tuple[str, ...] = ()


def kind_of(types: set[str]) -> str:
    """The kind of a node in one word, from its classes; ``thing`` if it is of none that has a word."""
    return min((kind for iri, kind in _KINDS.items() if iri in types), default="thing")


class Links:
    """Makes links from columns.

    Args:
        columns: what the passages say.
        names: for the words of kinds.
        kinds: the kind of each node, by IRI.
    """

    def __init__(self, columns: Columns, names: Names, kinds: Mapping[str, str]) -> None:
        self._columns = columns
        self._word = cache(names.show)
        self._wider = cache(self._with_wider)
        self._kinds = kinds
        self.calendar = Calendar(columns, kinds)

    def influence(self) -> Iterator[Link]:
        """Contributions, mandates, and the meetings of which processes consist."""
        for record in self._columns.records("Contribution"):
            for kind in self._columns.of("link", record):
                yield from self._of_record(record, "from", "to", kind)
        yield from self.mandates()
        for meeting in sorted(self._columns.values.get("partOf", {})):
            for process in self._columns.of("partOf", meeting):
                if self._kinds.get(meeting) == "event" and self._kinds.get(process) == "process":
                    yield self._part(meeting, process)

    def mandates(self) -> Iterator[Link]:
        """What exists because an instrument, or the body that issued it, asked for it."""
        for record in self._columns.records("Mandate"):
            for side in ("instrument", "issuedBy"):
                yield from self._of_record(record, side, "mandated", term("link-mandates"))

    def participation(self) -> Iterator[Link]:
        """Who holds which role in what."""
        for record in self._columns.records("Role"):
            for role in self._columns.of("role", record):
                yield from self._of_record(record, "actor", "in", role)

    def _of_record(self, record: str, side: str, other: str, kind: str) -> Iterator[Link]:
        passages = self._columns.evidence(record)
        own = [self._word(iri) for iri in self._columns.of("modality", record)]
        for source in self._columns.of(side, record):
            for target in self._columns.of(other, record):
                happens = self.calendar.happens(record, source, target)
                yield self._link((source, target), record, kind, passages, own, happens)

    def _part(self, meeting: str, process: str) -> Link:
        key = data(f"part/{short(meeting)}--{short(process)}")
        passages = self._columns.values["partOf"][meeting][process]
        # Not when the process goes on, which may be years, but when the meeting is held.
        held = self.calendar.of(meeting)
        happens = (held, "from") if held != UNKNOWN else self.calendar.happens(key, meeting, process)
        return self._link((meeting, process), key, PART, passages, [], happens)

    def _link(
        self,
        ends: tuple[str, str],
        key: str,
        kind: str,
        passages: set[str],
        modalities: list[str],
        happens: tuple[Bounds, str],
    ) -> Link:
        said = [self._columns.passages[iri] for iri in passages]
        return Link(
            *ends,
            key,
            self._word(kind),
            self._wider(kind),
            weakest(MODALITIES, modalities or [self._word(one.modality) for one in said]),
            weakest(CERTAINTIES, [self._word(one.certainty) for one in said]),
            tuple(sorted(passages)),
            *happens,
        )

    def _with_wider(self, kind: str) -> frozenset[str]:
        seen: list[str] = []
        while kind and kind not in seen:
            seen.append(kind)
            kind = self._columns.broader.get(kind, "")
        return frozenset(map(self._word, seen))


def co_participation(
    roles: list[Link], kinds: Mapping[str, str], calendar: Calendar, name: Callable[[str], str]
) -> Iterator[Link]:
    """Pairs of actors who hold roles in the same event or process: one link a pair and shared thing.

    Args:
        roles: links of the participation network, already cut to a slice and filtered.
        kinds: the kind of each node, by IRI.
        calendar: when the shared things take place.
        name: the id of a node, by IRI.
    """
    rooms: dict[str, dict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for role in roles:
        if kinds.get(role.target) in ("event", "process"):
            rooms[role.target][role.source].append(role)
    for shared, present in sorted(rooms.items()):
        for one, other in combinations(sorted(present), 2):
            held = [*present[one], *present[other]]
            happens = calendar.of(shared)
            yield Link(
                one,
                other,
                shared,
                " and ".join(sorted({role.kind for role in held})),
                frozenset().union(*(role.kinds for role in held)),
                weakest(MODALITIES, [role.modality for role in held]),
                weakest(CERTAINTIES, [role.certainty for role in held]),
                tuple(sorted({iri for role in held for iri in role.passages})),
                happens,
                "shared" if happens != UNKNOWN else "",
                tuple(sorted({f"{name(role.source)}: {role.kind}" for role in held})),
            )
