"""Columns: what passages say, read from the store one property at a time, and what of it counts on a given day.

A network needs some fifteen properties of a few classes of record. Each is one query and comes back as one column of
statements with the passage that makes each; the records are put together from the columns here, in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from govkg.accept import Decision, accepted, decisions
from govkg.model.firmness import FIRM
from govkg.namespaces import PREFIXES, RDF_TYPE, term
from govkg.quads import key
from govkg.store import Store

_COLUMN = "SELECT ?passage ?subject ?value WHERE { GRAPH ?passage { ?subject <%s> ?value } }"
_RECORDS = """
PREFIX govkg: <https://w3id.org/govkg/ontology#>
SELECT ?passage ?subject ?value
WHERE {
  VALUES ?value { %s }
  GRAPH ?passage { ?subject a ?value }
}
"""
_PASSAGES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX govkg: <https://w3id.org/govkg/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?passage ?number ?certainty ?modality ?written
WHERE {
  ?passage oa:hasSource ?source ; govkg:certainty ?certainty ; govkg:modality ?modality .
  ?source dcterms:identifier ?number .
  OPTIONAL { ?source govkg:written ?written }
}
"""
_DECISIONS = """
PREFIX govkg: <https://w3id.org/govkg/ontology#>
SELECT ?decision ?property ?value WHERE { ?decision a govkg:Decision ; ?property ?value . FILTER(isIRI(?value)) }
"""
_BROADER = "SELECT ?concept ?broader WHERE { ?concept <%s> ?broader }" % (PREFIXES["skos"] + "broader")

Claim = tuple[str, str, str, str]
"""IRIs of a passage and of a subject, a property's name, and the value that the passage gives it."""
Known = Callable[[str | None], bool]
"""Says of the date on which a source was written (EDTF, None if nobody knows) whether the source counts."""


@dataclass(frozen=True, slots=True)
class Said:
    """One passage as far as networks need it.

    Attributes:
        label: the document's number and the passage's own name, such as ``004 mpp-chair``.
        certainty: IRI.
        modality: IRI.
        written: when its source was written, as EDTF; None if the source does not say.
    """

    label: str
    certainty: str
    modality: str
    written: str | None


@dataclass(slots=True)
class Columns:
    """Statements that count, by property and subject.

    Attributes:
        passages: every passage of the graph, by IRI.
        values: by property IRI and subject IRI, each value with the IRIs of the passages that give it.
        broader: the wider concept of each concept, by IRI.
    """

    passages: dict[str, Said]
    values: dict[str, dict[str, dict[str, set[str]]]] = field(default_factory=dict)
    broader: dict[str, str] = field(default_factory=dict)

    def of(self, prop: str, subject: str) -> list[str]:
        """The values of a property of the ontology, sorted: IRIs and the texts of literals."""
        return sorted(self.values.get(prop, {}).get(subject, ()))

    def records(self, name: str) -> list[str]:
        """The IRIs of all records of a class of the ontology, sorted."""
        wanted = term(name)
        return sorted(subject for subject, classes in self.values.get("a", {}).items() if wanted in classes)

    def evidence(self, subject: str, *props: str) -> set[str]:
        """IRIs of the passages that give a subject any of the properties; of all properties read if none is named."""
        found: set[str] = set()
        for prop in props or tuple(self.values):
            for passages in self.values.get(prop, {}).get(subject, {}).values():
                found |= passages
        return found


def read(store: Store, classes: Iterable[str], properties: Iterable[str], known: Known) -> Columns:
    """Read columns and keep what counts.

    Args:
        store: the graph.
        classes: names of the classes of record to read, such as ``"Role"``.
        properties: names of the properties to read, such as ``"partOf"``.
        known: which sources count, by the date on which they were written.

    Returns:
        The claims of the passages that count, less what is not accepted: what a decision sets aside, and plain
        statements of passages that only wish, ask or frame. A decision whose accepted passages do not count (because
        nobody had read them yet) sets nothing aside; one that accepts nothing holds on any day.
    """
    passages = _passages(store)
    counting = {iri for iri, said in passages.items() if known(said.written)}
    types = " ".join(f"<{term(name)}>" for name in sorted(classes))
    claims = _column(store, "a", _RECORDS % types, counting)
    for prop in sorted(properties):
        claims += _column(store, prop, _COLUMN % term(prop), counting)
    columns = Columns(passages, broader=_broader(store))
    for passage, subject, prop, value in _held(claims, passages, _standing(store, counting)):
        columns.values.setdefault(prop, {}).setdefault(subject, {}).setdefault(value, set()).add(passage)
    return columns


def _column(store: Store, prop: str, sparql: str, counting: set[str]) -> list[Claim]:
    return [
        (where, subject.value, prop, value.value)
        for passage, subject, value in store.select(sparql).rows
        if passage is not None and subject is not None and value is not None and (where := passage.value) in counting
    ]


def _held(claims: list[Claim], passages: dict[str, Said], decided: list[Decision]) -> list[Claim]:
    """The claims that are accepted. Most stand in passages that no decision touches and that speak plainly: they hold
    without being asked about one by one."""
    plain = {term(f"modality-{name}") for name in FIRM}
    doubtful = {iri for iri, said in passages.items() if said.modality not in plain}.union(
        *(decision.sets_aside for decision in decided)
    )
    held = [claim for claim in claims if claim[0] not in doubtful]
    asked = [claim for claim in claims if claim[0] in doubtful]
    about = {subject for _, subject, _, _ in asked}
    quads = [_quad(claim) for claim in claims if claim[0] in doubtful or (claim[2] == "a" and claim[1] in about)]
    modality = {iri: said.modality for iri, said in passages.items()}
    fine = {key(quad) for quad in accepted(quads, modality, decided)}
    return held + [one for one in asked if (one[0], one[1], _predicate(one[2])) in fine]


def _quad(claim: Claim) -> Quad:
    passage, subject, prop, value = claim
    object_ = NamedNode(value) if prop == "a" else Literal(value)
    return Quad(NamedNode(subject), NamedNode(_predicate(prop)), object_, NamedNode(passage))


def _predicate(prop: str) -> str:
    return RDF_TYPE if prop == "a" else term(prop)


def _passages(store: Store) -> dict[str, Said]:
    found = {}
    for passage, number, certainty, modality, written in store.select(_PASSAGES).rows:
        if passage and number and certainty and modality:
            label = f"{number.value} {passage.value.rpartition('/')[2]}"
            found[passage.value] = Said(label, certainty.value, modality.value, written.value if written else None)
    return dict(sorted(found.items()))


def _broader(store: Store) -> dict[str, str]:
    pairs: dict[str, set[str]] = defaultdict(set)
    for concept, wider in store.select(_BROADER).rows:
        if concept and wider:
            pairs[concept.value].add(wider.value)
    return {concept: min(wider) for concept, wider in sorted(pairs.items())}


def _standing(store: Store, counting: set[str]) -> list[Decision]:
    quads = [
        Quad(decision, prop, value)
        for decision, prop, value in store.select(_DECISIONS).rows
        if isinstance(decision, NamedNode) and isinstance(prop, NamedNode) and isinstance(value, NamedNode)
    ]
    return [found for found in decisions(quads) if not found.accepts or found.accepts & counting]
