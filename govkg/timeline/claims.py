"""What the passages of a graph claim about dates, places and what belongs to what, each claim with its passage.

Everything is read from the passages' own graphs, so that a claim that a decision sets aside is seen as well, and a
picture of one document rests on that document alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from govkg.evidence import Difference, differences
from govkg.namespaces import PREFIXES, term
from govkg.store import Store

DATE, CLOSES, STATUS = term("date"), term("closes"), term("status")
CLOSES_TIME, TIME_ZONE, CHANNEL = term("closesTime"), term("timeZone"), term("channel")
PART_OF, EDITION_OF, ABOUT, IN = term("partOf"), term("editionOf"), term("about"), term("in")
BESIDE = (term("onMarginsOf"), term("during"), term("before"))
LEADS_UP_TO, LAUNCHED_AT, DEVELOPS = term("link-leads-up-to"), term("link-launched-at"), term("link-develops")
NO_DATE, NO_DEADLINE, NO_PLACE = term("missing-date"), term("missing-deadline"), term("missing-place")
LOCATION, INSIDE = PREFIXES["schema"] + "location", PREFIXES["schema"] + "containedInPlace"

_PREFIXES = """
PREFIX govkg: <https://w3id.org/govkg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_CLAIMS = """
SELECT ?passage ?source ?thing ?property ?value ?held
WHERE {
  ?passage oa:hasSource ?source .
  GRAPH ?passage { ?thing ?property ?value }
  FILTER(?property IN (
    govkg:date, govkg:closes, govkg:closesTime, govkg:timeZone, govkg:channel, govkg:status,
    govkg:partOf, govkg:editionOf, govkg:before, govkg:during, govkg:onMarginsOf, govkg:about, govkg:in,
    schema:location, schema:containedInPlace
  ))
  BIND(EXISTS { ?thing ?property ?value } AS ?held)
}
"""
_RECORDS = """
SELECT ?passage ?source ?from ?kind ?to
WHERE {
  ?passage oa:hasSource ?source .
  { GRAPH ?passage { ?record a govkg:Contribution ; govkg:from ?from ; govkg:link ?kind ; govkg:to ?to } }
  UNION
  { GRAPH ?passage { ?record a govkg:Role ; govkg:in ?from ; govkg:role ?kind ; govkg:actor ?to } }
  UNION
  { GRAPH ?passage { ?record a govkg:Gap ; govkg:about ?from ; govkg:missing ?kind ; govkg:gap ?to } }
}
"""
_SOURCES = (
    "SELECT ?source ?number ?name WHERE { ?source a govkg:Source ; dcterms:identifier ?number ; skos:prefLabel ?name }"
)


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """One statement of one passage.

    Attributes:
        thing: IRI of what it is about.
        property: IRI of the property, or of the kind of a record: a link, a role, what a gap misses.
        value: IRI or text.
        passage: IRI of the passage.
        source: IRI of the document.
        verdict: id of the verdict if a decision sets the claim aside; else empty.
        accepts: the passages that the decision accepts instead.
        held: it is among the accepted facts, or is a record, which all stay.
    """

    thing: str
    property: str
    value: str
    passage: str
    source: str
    verdict: str = ""
    accepts: tuple[str, ...] = ()
    held: bool = True


@dataclass(slots=True)
class Claims:
    """Claims by thing and property.

    Attributes:
        single: IRI of the document the picture is restricted to; empty if to none.
        documents: number and name by IRI of a document.
    """

    single: str
    documents: dict[str, tuple[str, str]]
    _source_of: dict[str, str] = field(default_factory=dict)
    _of: dict[str, dict[str, list[Claim]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    _to: dict[tuple[str, str], list[Claim]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, store: Store) -> Claims:
        """Read the claims of a store."""
        found = store.select(_PREFIXES + _SOURCES)
        read = cls("", {_text(row[0]): (_text(row[1]), _text(row[2])) for row in found.rows})
        aside = {(p, d.about, d.property): d for d in differences(store) for p in d.sets_aside}
        claims = {
            _claim([_text(cell) for cell in row], aside)
            for query in (_CLAIMS, _RECORDS)
            for row in store.select(_PREFIXES + query).rows
        }
        for claim in sorted(claims):
            read._of[claim.thing][claim.property].append(claim)
            read._to[claim.property, claim.value].append(claim)
            read._source_of[claim.passage] = claim.source
        return read

    def about(self, thing: str, *properties: str) -> list[Claim]:
        """Claims about a thing that count here: those of the single document, or else the accepted ones."""
        return [claim for claim in self.every(thing, *properties) if self._counts(claim)]

    def every(self, thing: str, *properties: str) -> list[Claim]:
        """All claims about a thing, also those set aside."""
        return [claim for prop in properties for claim in self._of.get(thing, {}).get(prop, ())]

    def towards(self, value: str, prop: str) -> list[Claim]:
        """Claims that count here of which a thing is the value."""
        return [claim for claim in self._to.get((prop, value), ()) if self._counts(claim)]

    def having(self, *properties: str) -> Iterator[tuple[str, list[Claim]]]:
        """Each thing with its claims of some properties, the things by IRI."""
        for thing in self._of:
            if found := self.every(thing, *properties):
                yield thing, found

    def values(self, thing: str, *properties: str) -> list[str]:
        """The values of the claims that count here, each once."""
        return list(dict.fromkeys(claim.value for claim in self.about(thing, *properties)))

    def numbers(self, passages: Iterable[str]) -> list[str]:
        """The short numbers of the documents that passages stand in."""
        sources = {self._source_of[passage] for passage in passages if passage in self._source_of}
        return sorted(self.documents[source][0] for source in sources if source in self.documents)

    def _counts(self, claim: Claim) -> bool:
        return claim.source == self.single if self.single else claim.held


def _claim(row: list[str], aside: dict[tuple[str, str, str], Difference]) -> Claim:
    passage, source, thing, prop, value = row[:5]
    decision = aside.get((passage, thing, prop)) or aside.get((passage, thing, ""))
    if decision is None:
        return Claim(thing, prop, value, passage, source, held=row[5:] != ["false"])
    return Claim(thing, prop, value, passage, source, decision.verdict, decision.accepts, held=False)


def _text(value: object) -> str:
    return str(getattr(value, "value", value))
