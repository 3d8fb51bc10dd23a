"""Every entity as linked data from one reading of the store: what ``entity_turtle`` gives, thousands of times.

Four queries an entity are right for one; for a site of all of them they would take half a minute. Beyond what single
queries find, this also knows the description of the dataset, what stands in a graph that is no passage (a register
file, a rule), and what the passages of a source are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, serialize

from govkg.errors import NotFound
from govkg.evidence import passages
from govkg.export.dataset import DATASET, Header, describe_part, header, is_description
from govkg.export.entity import MENTIONS, RECORDS
from govkg.export.rdf import described, serialized
from govkg.namespaces import DATA, PREFIXES, RDF_TYPE, short, term
from govkg.quads import text
from govkg.store import Store

_SOURCE_OF = PREFIXES["oa"] + "hasSource"
_PARTS_OF_A_PASSAGE = (PREFIXES["oa"] + "hasSelector", _SOURCE_OF)
_RECORDS = {term(name) for name in RECORDS}


@dataclass
class Entities:
    """The statements of a store, by what they are about."""

    head: Header
    said: dict[str, list[Quad]] = field(default_factory=lambda: defaultdict(list))
    """What is accepted, by subject."""
    named: dict[str, list[Quad]] = field(default_factory=lambda: defaultdict(list))
    """What is accepted, by the IRI that is its value."""
    graphs: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The named graphs that say something of a thing."""
    mentioned: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The named graphs in which a thing is the value of a statement."""
    held: dict[str, list[Quad]] = field(default_factory=lambda: defaultdict(list))
    """What stands in each named graph that is no passage."""
    passages: set[str] = field(default_factory=set)
    dataset: list[Quad] = field(default_factory=list)

    @classmethod
    def of(cls, store: Store) -> Entities:
        """Read a store."""
        found = cls(header(store))
        quads = described(store)
        names = {text(quad.graph_name) for quad in quads if isinstance(quad.graph_name, NamedNode)}
        found.passages = set(passages(store, names))
        for quad in quads:
            found._add(quad)
        return found

    def _add(self, quad: Quad) -> None:
        subject, value, graph = text(quad.subject), quad.object, quad.graph_name
        if isinstance(graph, DefaultGraph):
            if is_description(quad):
                self.dataset.append(quad)
                return
            self.said[subject].append(quad)
            if isinstance(value, NamedNode):
                self.named[value.value].append(quad)
            return
        name = text(graph)
        if name not in self.passages:
            self.held[name].append(Quad(quad.subject, quad.predicate, value, DefaultGraph()))
            return
        self.graphs[subject].add(name)
        if isinstance(value, NamedNode):
            self.mentioned[value.value].add(name)

    @cached_property
    def parts_of_dataset(self) -> frozenset[str]:
        """The IRIs of the dataset and of whatever its description counts."""
        return frozenset(text(quad.subject) for quad in self.dataset)

    def __contains__(self, iri: str) -> bool:
        return iri == DATASET or iri in self.said or iri in self.named or iri in self.held

    def quads(self, iri: str) -> list[Quad]:
        """All accepted statements about a thing, the records that name it, and the passages that say them.

        Raises:
            NotFound: nothing is said about it.
        """
        if iri == DATASET:
            return self.dataset
        if iri not in self or not iri.startswith(DATA):
            raise NotFound(f"nothing is said about {short(iri)!r}")
        naming = self.named.get(iri, [])
        records = {text(quad.subject) for quad in naming if self._is_record(text(quad.subject))}
        links = [*self._links({iri, *records}, self.graphs), *self._links({iri}, self.mentioned)]
        known = {text(quad.subject) for quad in links} | set(self._passages_of(iri))
        about = [quad for subject in (iri, *records) for quad in self.said.get(subject, ())]
        whole = [*about, *naming, *links, *self._described(known), *self.held.get(iri, ())]
        return [*whole, *describe_part(self.head, iri)]

    def turtle(self, iri: str) -> bytes:
        """The statements about a thing as Turtle.

        Raises:
            NotFound: nothing is said about it.
        """
        return serialized(self.quads(iri), RdfFormat.TURTLE)

    def _is_record(self, iri: str) -> bool:
        return any(q.predicate.value == RDF_TYPE and text(q.object) in _RECORDS for q in self.said.get(iri, ()))

    def _links(self, subjects: set[str], where: dict[str, set[str]]) -> Iterator[Quad]:
        for subject in subjects:
            for passage in where.get(subject, ()):
                yield Quad(NamedNode(passage), NamedNode(MENTIONS), NamedNode(subject), DefaultGraph())

    def _passages_of(self, source: str) -> Iterator[str]:
        """The passages of a source, none of anything else."""
        for quad in self.named.get(source, ()):
            if quad.predicate.value == _SOURCE_OF:
                yield text(quad.subject)

    def _described(self, known: set[str]) -> Iterator[Quad]:
        """Passages themselves, their spans and their sources."""
        parts = {
            text(quad.object)
            for passage in known
            for quad in self.said.get(passage, ())
            if quad.predicate.value in _PARTS_OF_A_PASSAGE
        }
        for iri in known | parts:
            yield from self.said.get(iri, ())


def in_format(quads: list[Quad], form: RdfFormat) -> bytes:
    """Statements without a graph, in any format, with the prefixes that people know where it has any."""
    if form is RdfFormat.TURTLE:
        return serialized(quads, form)
    prefixes = PREFIXES if form in (RdfFormat.RDF_XML, RdfFormat.JSON_LD) else None
    ordered = sorted({quad.triple for quad in quads}, key=str)
    return serialize(ordered, format=form, prefixes=prefixes) or b""
