"""What leads to a target, and by which shortest chain of links.

A chain is made of contributions of an input kind that are stated, planned or expected; of parts of an event or process;
of calls on what the chain has reached; of a draft and the text it is to become; and of names taken to mean one thing.
One link of a chain may be of another kind (a briefing, a prize given there, a meeting held just before): then the chain
only connects. Links that are wished, asked about or framed by a heading are no links of a chain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from govkg.known import Known
from govkg.model.firmness import CERTAINTIES, FIRM, MODALITIES, firmest, rank
from govkg.names import Names
from govkg.namespaces import PREFIXES, term
from govkg.plan.claims import certainty, modality, passages_of, records, rows, texts, values
from govkg.plan.parts import Step
from govkg.store import Store

MOST_STEPS = 10
"""Longer chains are not followed: nobody would act on them, and a graph may have loops."""

_SUB_ORGANIZATION = PREFIXES["org"] + "subOrganizationOf"
_LINKS = {
    term("partOf"): "is part of",
    term("about"): "is a call on",
    term("identifiedWith"): "is taken to be",
    term("editionOf"): "is an edition of",
    term("issuedBy"): "is a call of",
    _SUB_ORGANIZATION: "is a unit of",
    term("before"): "is held before",
    term("during"): "is held during",
    term("onMarginsOf"): "is held on the margins of",
}
_FLOWS_BACK = frozenset({term("link-consulted-at")})
"""Contributions whose definition has the source receive from the target: no way in for anybody."""

_INPUTS = "SELECT DISTINCT ?link WHERE { ?link skos:broader* govkg:link-input }"
_PLAIN = "SELECT ?from ?property ?to ?passage WHERE { %s %s GRAPH ?passage { ?from ?property ?to } }"
_SAME = "SELECT ?to ?from ?passage WHERE { %s GRAPH ?passage { ?to govkg:identifiedWith ?from } }"
_ABOVE = "SELECT ?thing ?property ?whole ?passage WHERE { %s %s GRAPH ?passage { ?thing ?property ?whole } }"
_STAGES = frozenset(term(f"status-{name}") for name in ("expected-endorsement", "endorsed", "adopted"))


class Way(Enum):
    """What a link of a chain is."""

    FEEDS = "feeds"
    PART = "part"
    CALL = "call"
    BODY = "body"
    CONNECTION = "connection"


@dataclass(frozen=True, slots=True)
class Edge:
    """One link that may become a step of a chain."""

    way: Way
    step: Step


@dataclass(frozen=True, slots=True)
class Node:
    """Something that leads to the target.

    Attributes:
        iri: what it is.
        chain: from it to the target; empty for the target.
        body: whether the chain is made of an organization's own units and calls alone.
        whole: whether it is what the target, or an edition on the way, belongs to.
    """

    iri: str
    chain: tuple[Step, ...] = ()
    body: bool = True
    whole: bool = False

    @property
    def connection(self) -> bool:
        """Whether a link of the chain only connects."""
        return any(step.connection for step in self.chain)


@dataclass(slots=True)
class Reached:
    """Everything that leads to a target: by IRI, and the links that are not firm."""

    nodes: dict[str, Node]
    unsure: list[Step] = field(default_factory=list)


@dataclass(slots=True)
class Reach:
    """Follows links upstream, a level at a time.

    Args:
        store: where the statements are.
        known: what counts.
        names: names and classes.
    """

    store: Store
    known: Known
    names: Names
    _edges: dict[str, list[Edge]] = field(default_factory=dict)
    _unsure: dict[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    _inputs: frozenset[str] = frozenset()

    def to(self, target: str) -> Reached:
        """Everything that leads to a target, each with its shortest chain; chains that feed it come first."""
        self._inputs = frozenset(link for (link,) in rows(self.store, _INPUTS))
        feeding = {target: Node(target)}
        level = [feeding[target]]
        while level:
            level = self._next(level, feeding, connecting=False)
        connected: dict[str, Node] = {}
        lengths = {len(node.chain) for node in feeding.values()}
        for length in range(MOST_STEPS):
            direct = [node for node in feeding.values() if len(node.chain) == length]
            later = [node for node in connected.values() if len(node.chain) == length]
            if not direct and not later and length > max(lengths):
                break
            taken = {**feeding, **connected}
            self._next(direct, taken, connecting=True)
            self._next(later, taken, connecting=False)
            connected = {iri: node for iri, node in taken.items() if iri not in feeding}
        nodes = {**feeding, **connected}
        nodes.update(self._wholes(target, nodes))
        unsure = [step for iri in sorted(feeding) for step in self._unsure[iri] if step.source not in nodes]
        return Reached(nodes, unsure)

    def _next(self, level: list[Node], taken: dict[str, Node], *, connecting: bool) -> list[Node]:
        """The nodes one step further up from a level; they are put among those taken."""
        self._fetch(node.iri for node in level)
        best: dict[str, tuple[tuple[object, ...], Node]] = {}
        for node in level:
            for edge in self._edges[node.iri]:
                step = edge.step
                if step.source in taken or len(node.chain) >= MOST_STEPS or step.connection is not connecting:
                    continue
                if edge.way is Way.BODY and not node.body:
                    continue
                found = Node(step.source, (step, *node.chain), node.body and edge.way is Way.BODY)
                firm = (rank(step.modality, MODALITIES), rank(step.certainty, CERTAINTIES))
                order = (*firm, len(node.chain), str(step))
                if step.source not in best or order < best[step.source][0]:
                    best[step.source] = (order, found)
        new = {iri: node for iri, (_, node) in best.items()}
        taken.update(new)
        return [new[iri] for iri in sorted(new)]

    def _fetch(self, iris: Iterable[str]) -> None:
        wanted = {iri for iri in iris if iri not in self._edges}
        if not wanted:
            return
        self._edges.update({iri: [] for iri in wanted})
        for edge in (
            *self._contributions(wanted),
            *self._mandates(wanted),
            *self._plain(wanted),
            *self._drafts(wanted),
        ):
            self._edges[edge.step.target].append(edge)

    def _step(
        self, source: str, link: str, target: str, how: str, passages: Iterable[str], *, connection: bool = False
    ) -> Step:
        rests_on = tuple(sorted(passages))
        return Step(
            source,
            self.names.show(source),
            link,
            target,
            self.names.show(target),
            connection,
            how,
            certainty(self.known, rests_on),
            rests_on,
        )

    def _contributions(self, targets: set[str]) -> Iterator[Edge]:
        for fields in records(self.store, self.known, "govkg:Contribution", "govkg:to", targets).values():
            how = firmest(MODALITIES, [m.removeprefix(term("modality-")) for m in texts(fields, term("modality"))])
            passages = passages_of(fields, term("to"))
            for source in texts(fields, term("from")):
                for link in texts(fields, term("link")):
                    for target in texts(fields, term("to")):
                        if target not in targets or link in _FLOWS_BACK:
                            continue
                        feeds = link in self._inputs
                        step = self._step(source, self.names.show(link), target, how, passages, connection=not feeds)
                        if how in FIRM:
                            yield Edge(Way.FEEDS if feeds else Way.CONNECTION, step)
                        elif feeds or how != "framed":
                            # What a heading frames without feeding anything gives nobody anything to do.
                            self._unsure[target].append(step)

    def _mandates(self, targets: set[str]) -> Iterator[Edge]:
        for fields in records(self.store, self.known, "govkg:Mandate", "govkg:mandated", targets).values():
            passages = passages_of(fields, term("instrument"))
            how = modality(self.known, passages)
            for source in texts(fields, term("instrument")):
                for target in texts(fields, term("mandated")):
                    if target in targets and how in FIRM:
                        yield Edge(Way.FEEDS, self._step(source, "mandates", target, how, passages))

    def _plain(self, targets: set[str]) -> Iterator[Edge]:
        said: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        found = rows(self.store, _PLAIN % (values("to", targets), values("property", _LINKS)))
        for source, prop, target, passage in found:
            if self.known.holds(passage, source, prop, record=False):
                said[source, prop, target].add(passage)
        for target, source, passage in rows(self.store, _SAME % values("to", targets)):
            if self.known.holds(passage, target, term("identifiedWith"), record=False):
                said[source, term("identifiedWith"), target].add(passage)
        for (source, prop, target), passages in sorted(said.items()):
            way = self._way(source, prop, target)
            if way is not None:
                how = modality(self.known, passages)
                link = _LINKS[prop]
                step = self._step(source, link, target, how, passages, connection=way is Way.CONNECTION)
                yield Edge(way, step)

    def _way(self, source: str, prop: str, target: str) -> Way | None:
        """What a plain statement is to a chain; None if nothing."""
        call = self.is_a(source, "Call")
        if prop == term("about"):
            return Way.CALL if call else None
        if prop == term("issuedBy"):
            return Way.BODY if call else None
        if prop in (term("editionOf"), _SUB_ORGANIZATION):
            return Way.BODY
        if prop == term("partOf"):
            # Who works on a part of a text works on the text, but the part itself leads nowhere.
            return None if self.is_a(source, "Document") else Way.PART
        if prop == term("identifiedWith"):
            return Way.PART
        return Way.CONNECTION if self.is_a(source, "Event") and self.is_a(target, "Event") else None

    def _drafts(self, targets: set[str]) -> Iterator[Edge]:
        """A draft leads to the text that is to be endorsed or adopted as a part of what was drafted."""
        texts_ahead = {
            target
            for fields in records(self.store, self.known, "govkg:State", "govkg:document", targets).values()
            if _STAGES.intersection(texts(fields, term("status")))
            for target in texts(fields, term("document"))
        }
        for target, _, source, passages in self._above(texts_ahead & targets, [term("partOf")]):
            if self.is_a(source, "Document"):
                how = modality(self.known, passages)
                yield Edge(Way.FEEDS, self._step(source, "is the draft of", target, how, passages))

    def _above(self, things: set[str], props: list[str]) -> list[tuple[str, str, str, set[str]]]:
        """What things are parts or editions of: thing, property, whole, passages."""
        if not things:
            return []
        said: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for thing, prop, whole, passage in rows(
            self.store, _ABOVE % (values("thing", things), values("property", props))
        ):
            if self.known.holds(passage, thing, prop, record=False):
                said[thing, prop, whole].add(passage)
        return [(thing, prop, whole, passages) for (thing, prop, whole), passages in sorted(said.items())]

    def _wholes(self, target: str, nodes: dict[str, Node]) -> dict[str, Node]:
        """What the target is a part of, and the series of editions on the way: rules often stand there."""
        found: dict[str, Node] = {}
        parts = {target}
        series = {iri for iri in nodes if self.is_a(iri, "Event")}
        while parts or series:
            above = self._above(parts, [term("partOf")]) + self._above(series, [term("editionOf")])
            parts, series = set(), set()
            for thing, prop, whole, passages in above:
                if whole in nodes or whole in found:
                    continue
                link = "takes in" if prop == term("partOf") else "is the series of"
                step = self._step(whole, link, thing, modality(self.known, passages), passages)
                below = found.get(thing) or nodes[thing]
                found[whole] = Node(whole, (step, *below.chain), body=False, whole=True)
                if prop == term("partOf"):
                    parts.add(whole)
                    series.add(whole)
        self._fetch(found)
        for whole in sorted(found):
            for edge in self._edges[whole]:
                source = edge.step.source
                if edge.way is Way.CALL and source not in nodes and source not in found:
                    found[source] = Node(source, (edge.step, *found[whole].chain), body=False)
        return found

    def is_a(self, iri: str, kind: str) -> bool:
        """Whether something is of a class of the ontology."""
        return term(kind) in self.names.types.get(iri, ())
