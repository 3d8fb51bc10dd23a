"""The ontology as data for a page: its terms and schemes, from the graph in which the ontology itself stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from govkg.namespaces import ONTOLOGY, PREFIXES, RDF_TYPE, TERMS, short
from govkg.store import Store

Said = dict[str, dict[str, list[str]]]
"""Values by subject and property, sorted."""

_ALL = f"SELECT ?subject ?property ?value WHERE {{ GRAPH <{ONTOLOGY}> {{ ?subject ?property ?value }} }}"
_QUESTION = "Question: "
_TRAITS = {
    "owl:FunctionalProperty": "has at most one value",
    "owl:SymmetricProperty": "holds both ways",
    "owl:TransitiveProperty": "carries on from one to the next",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a property or a datatype, of ours or of another vocabulary.

    Attributes:
        iri: its IRI.
        id: what stands for it in the page's address.
        name: as people who write RDF name it, such as ``govkg:Event``.
        label: in words.
        definition: what it means.
        example: how it is used; may be empty.
        needed: the question that needs it; may be empty.
        above: what it is a kind of.
        below: what is a kind of it.
        domain: of which classes its subjects are.
        range: of which classes or datatypes its values are.
        inverse: the property that says the same the other way round.
        close: terms elsewhere that are close to it.
        related: terms elsewhere that have to do with it and mean something else.
        apart: classes that share nothing with it.
        traits: in words.
    """

    iri: str
    id: str
    name: str
    label: str
    definition: str
    example: str = ""
    needed: str = ""
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    inverse: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()

    @property
    def is_code(self) -> bool:
        """Whether the example is RDF, and no sentence."""
        return self.example.startswith(("gid:", "<", '"', "GRAPH "))


@dataclass(frozen=True, slots=True)
class Concept:
    """A value of a scheme."""

    iri: str
    id: str
    label: str
    others: tuple[str, ...]
    definition: str
    broader: tuple[str, ...]
    close: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of values."""

    iri: str
    id: str
    title: str
    description: str
    concepts: list[Concept]


@dataclass(slots=True)
class Vocabulary:
    """The ontology.

    Attributes:
        about: what its header says, by prefixed property.
        classes: ours.
        properties: ours.
        reused: terms of other vocabularies.
        schemes: lists of values.
    """

    about: dict[str, list[str]]
    classes: list[Term] = field(default_factory=list)
    properties: list[Term] = field(default_factory=list)
    reused: list[Term] = field(default_factory=list)
    schemes: list[Scheme] = field(default_factory=list)

    @property
    def titles(self) -> dict[str, str]:
        """What schemes and their values are called."""
        found = {scheme.iri: scheme.title for scheme in self.schemes}
        return {**found, **{one.iri: one.label for scheme in self.schemes for one in scheme.concepts}}

    @property
    def ids(self) -> dict[str, str]:
        """Where on the page each term, scheme and concept is."""
        terms = {one.iri: one.id for one in (*self.classes, *self.properties, *self.reused)}
        schemes = {scheme.iri: scheme.id for scheme in self.schemes}
        return {**terms, **schemes, **{one.iri: one.id for scheme in self.schemes for one in scheme.concepts}}


def vocabulary(store: Store) -> Vocabulary:
    """The ontology in a store."""
    said = _said(store)
    found = Vocabulary({short(prop): values for prop, values in said.get(ONTOLOGY, {}).items()})
    below = _naming(said, "rdfs:subClassOf", "rdfs:subPropertyOf")
    # That two classes share nothing is written once, on either.
    apart = _naming(said, "owl:disjointWith")
    members = _naming(said, "skos:inScheme")
    for iri in sorted(said, key=lambda one: (short(one).casefold(), one)):
        kinds = {short(kind) for kind in said[iri].get(RDF_TYPE, ())}
        if "skos:ConceptScheme" in kinds:
            found.schemes.append(_scheme(iri, said, members[iri]))
        elif kinds & {"owl:Class", "rdfs:Datatype"} or any(kind.endswith("Property") for kind in kinds):
            term = _term(iri, said[iri], below[iri], apart[iri])
            if not iri.startswith(TERMS):
                found.reused.append(term)
            else:
                (found.classes if "owl:Class" in kinds else found.properties).append(term)
    found.schemes.sort(key=lambda scheme: scheme.title)
    return found


def _said(store: Store) -> Said:
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, prop, value in store.select(_ALL).rows:
        if isinstance(subject, NamedNode) and prop is not None and value is not None:
            found[subject.value][prop.value].add(value.value)
    return {iri: {prop: sorted(values) for prop, values in fields.items()} for iri, fields in found.items()}


def _naming(said: Said, *names: str) -> dict[str, set[str]]:
    """What names each thing by one of some properties."""
    found: dict[str, set[str]] = defaultdict(set)
    for iri, fields in said.items():
        for named in _of(fields, *names):
            found[named].add(iri)
    return found


def _of(fields: dict[str, list[str]], *names: str) -> tuple[str, ...]:
    """The values of properties that are named with their prefixes."""
    iris = [PREFIXES[name.partition(":")[0]] + name.partition(":")[2] for name in names]
    return tuple(value for iri in iris for value in fields.get(iri, ()))


def _first(values: Iterable[str]) -> str:
    return next(iter(values), "")


def _id(iri: str) -> str:
    """Ours is what stands after the hash; any other needs one that is none of ours."""
    return iri.removeprefix(TERMS) if iri.startswith(TERMS) else short(iri).replace(":", ".", 1)


def _term(iri: str, fields: dict[str, list[str]], below: set[str], apart: set[str]) -> Term:
    kinds = {short(kind) for kind in fields.get(RDF_TYPE, ())}
    return Term(
        iri=iri,
        id=_id(iri),
        name=short(iri),
        label=_first(_of(fields, "rdfs:label")),
        definition=_first(_of(fields, "skos:definition", "rdfs:comment")),
        example=_first(_of(fields, "skos:example")),
        needed=_first(_of(fields, "skos:scopeNote")).removeprefix(_QUESTION),
        above=_of(fields, "rdfs:subClassOf", "rdfs:subPropertyOf"),
        below=tuple(sorted(below)),
        domain=_of(fields, "rdfs:domain"),
        range=_of(fields, "rdfs:range"),
        inverse=_of(fields, "owl:inverseOf"),
        close=_of(fields, "skos:closeMatch", "skos:exactMatch"),
        related=_of(fields, "skos:relatedMatch"),
        apart=tuple(sorted(apart | set(_of(fields, "owl:disjointWith")))),
        traits=tuple(words for kind, words in _TRAITS.items() if kind in kinds),
    )


def _scheme(iri: str, said: Said, members: set[str]) -> Scheme:
    concepts = [_concept(one, said[one]) for one in sorted(members, key=lambda one: (_place(said[one]), one))]
    fields = said[iri]
    return Scheme(
        iri, _id(iri), _first(_of(fields, "dcterms:title")), _first(_of(fields, "dcterms:description")), concepts
    )


def _place(fields: dict[str, list[str]]) -> tuple[str, str]:
    """Concepts with a notation stand in its order, the others by name."""
    return _first(_of(fields, "skos:notation")).rjust(9), _first(_of(fields, "skos:prefLabel")).casefold()


def _concept(iri: str, fields: dict[str, list[str]]) -> Concept:
    return Concept(
        iri,
        _id(iri),
        _first(_of(fields, "skos:prefLabel")),
        _of(fields, "skos:altLabel"),
        _first(_of(fields, "skos:definition")),
        _of(fields, "skos:broader"),
        _of(fields, "skos:closeMatch", "skos:exactMatch", "skos:relatedMatch"),
    )
