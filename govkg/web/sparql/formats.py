"""The media types an endpoint answers in, and what each is written with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat

from govkg.web.negotiation import best


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an answer.

    Attributes:
        writer: the engine's name of it.
        sent_as: the Content-Type of an answer.
        iri: what a service description calls it.
    """

    writer: QueryResultsFormat | RdfFormat
    sent_as: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """The ways to write one kind of answer.

    Attributes:
        standard: by media type, the favourite first.
        also: by other names that clients give them.
    """

    standard: Mapping[str, Format]
    also: Mapping[str, Format]

    def best(self, accept: str) -> Format | None:
        """The one that a client would rather have, None if it takes none of them."""
        chosen = best(accept, (*self.standard, *self.also))
        return None if chosen is None else self.standard.get(chosen) or self.also[chosen]


_W3 = "http://www.w3.org/ns/formats/"
_JSON = Format(QueryResultsFormat.JSON, "application/sparql-results+json", _W3 + "SPARQL_Results_JSON")
_XML = Format(QueryResultsFormat.XML, "application/sparql-results+xml", _W3 + "SPARQL_Results_XML")
_CSV = Format(QueryResultsFormat.CSV, "text/csv; charset=utf-8", _W3 + "SPARQL_Results_CSV")
_TSV = Format(QueryResultsFormat.TSV, "text/tab-separated-values; charset=utf-8", _W3 + "SPARQL_Results_TSV")
_TURTLE = Format(RdfFormat.TURTLE, "text/turtle; charset=utf-8", _W3 + "Turtle")
_N_TRIPLES = Format(RdfFormat.N_TRIPLES, "application/n-triples", _W3 + "N-Triples")
_RDF_XML = Format(RdfFormat.RDF_XML, "application/rdf+xml", _W3 + "RDF_XML")
_JSON_LD = Format(RdfFormat.JSON_LD, "application/ld+json", _W3 + "JSON-LD")

YES_OR_NO = Offer(
    {"application/sparql-results+json": _JSON, "application/sparql-results+xml": _XML},
    {
        "application/json": Format(QueryResultsFormat.JSON, "application/json"),
        "application/xml": Format(QueryResultsFormat.XML, "application/xml"),
        "text/xml": Format(QueryResultsFormat.XML, "text/xml; charset=utf-8"),
        # A browser: something it shows instead of saving it to a file.
        "text/html": Format(QueryResultsFormat.JSON, "application/json"),
    },
)
"""Answers to ASK. CSV and TSV have no word for them: a client that reads "true" as a table finds it empty."""

ROWS = Offer({**YES_OR_NO.standard, "text/csv": _CSV, "text/tab-separated-values": _TSV}, YES_OR_NO.also)
"""Answers to SELECT."""

GRAPH = Offer(
    {
        "text/turtle": _TURTLE,
        "application/n-triples": _N_TRIPLES,
        "application/rdf+xml": _RDF_XML,
        "application/ld+json": _JSON_LD,
    },
    {
        "application/x-turtle": _TURTLE,
        "application/turtle": _TURTLE,
        "text/n3": _TURTLE,
        "text/rdf+n3": _TURTLE,
        "application/xml": Format(RdfFormat.RDF_XML, "application/xml"),
        "text/xml": Format(RdfFormat.RDF_XML, "text/xml; charset=utf-8"),
        "application/json": Format(RdfFormat.JSON_LD, "application/json"),
        "text/plain": Format(RdfFormat.N_TRIPLES, "text/plain; charset=utf-8"),
        "text/html": Format(RdfFormat.TURTLE, "text/plain; charset=utf-8"),
    },
)
"""Answers to CONSTRUCT and DESCRIBE, and the service description."""
