"""The media types an endpoint answers in, and what each is written with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat


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


_W3 = "http://www.w3.org/ns/formats/"
_RESULTS_JSON = Format(QueryResultsFormat.JSON, "application/sparql-results+json", _W3 + "SPARQL_Results_JSON")
_RESULTS_XML = Format(QueryResultsFormat.XML, "application/sparql-results+xml", _W3 + "SPARQL_Results_XML")
_TURTLE = Format(RdfFormat.TURTLE, "text/turtle; charset=utf-8", _W3 + "Turtle")
_RDF_XML = Format(RdfFormat.RDF_XML, "application/rdf+xml", _W3 + "RDF_XML")
_JSON_LD = Format(RdfFormat.JSON_LD, "application/ld+json", _W3 + "JSON-LD")

RESULTS: Mapping[str, Format] = {
    "application/sparql-results+json": _RESULTS_JSON,
    "application/sparql-results+xml": _RESULTS_XML,
    "text/csv": Format(QueryResultsFormat.CSV, "text/csv; charset=utf-8", _W3 + "SPARQL_Results_CSV"),
    "text/tab-separated-values": Format(
        QueryResultsFormat.TSV, "text/tab-separated-values; charset=utf-8", _W3 + "SPARQL_Results_TSV"
    ),
}
"""Answers to SELECT and ASK, the favourite first."""

GRAPHS: Mapping[str, Format] = {
    "text/turtle": _TURTLE,
    "application/n-triples": Format(RdfFormat.N_TRIPLES, "application/n-triples", _W3 + "N-Triples"),
    "application/rdf+xml": _RDF_XML,
    "application/ld+json": _JSON_LD,
}
"""Answers to CONSTRUCT and DESCRIBE, and the service description, the favourite first."""

RESULTS_TAKEN: Mapping[str, Format] = {
    **RESULTS,
    "application/json": Format(QueryResultsFormat.JSON, "application/json"),
    "application/xml": Format(QueryResultsFormat.XML, "application/xml"),
    "text/xml": Format(QueryResultsFormat.XML, "text/xml; charset=utf-8"),
    # A browser: something it shows instead of saving it to a file.
    "text/html": Format(QueryResultsFormat.JSON, "application/json"),
}
"""What clients also ask for results by."""

GRAPHS_TAKEN: Mapping[str, Format] = {
    **GRAPHS,
    "application/x-turtle": _TURTLE,
    "application/turtle": _TURTLE,
    "text/n3": _TURTLE,
    "text/rdf+n3": _TURTLE,
    "application/xml": Format(RdfFormat.RDF_XML, "application/xml"),
    "text/xml": Format(RdfFormat.RDF_XML, "text/xml; charset=utf-8"),
    "application/json": Format(RdfFormat.JSON_LD, "application/json"),
    "text/plain": Format(RdfFormat.N_TRIPLES, "text/plain; charset=utf-8"),
    "text/html": Format(RdfFormat.TURTLE, "text/plain; charset=utf-8"),
}
"""What clients also ask for graphs by."""
