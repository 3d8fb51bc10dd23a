"""The endpoint described in RDF (SPARQL 1.1 Service Description), as a client gets it that asks nothing."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple, serialize

from govkg.web.sparql.formats import GRAPH, ROWS, Format

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_DESCRIPTION = NamedNode("http://purl.org/dc/terms/description")
_ENTAILMENT = NamedNode("http://www.w3.org/ns/entailment/Simple")
PREFIXES = {
    "sd": _SD,
    "void": _VOID,
    "formats": "http://www.w3.org/ns/formats/",
    "dcterms": "http://purl.org/dc/terms/",
}


def described(endpoint: str, text: str, statements: int) -> Iterator[Triple]:
    """The statements about an endpoint.

    Args:
        endpoint: its address.
        text: what its graph is about, for people; may be empty.
        statements: how many the dataset holds.
    """
    service, dataset, graph = (NamedNode(endpoint + part) for part in ("", "#dataset", "#default-graph"))
    yield Triple(service, _TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("defaultEntailmentRegime"), _ENTAILMENT)
    for each in (*ROWS.standard.values(), *GRAPH.standard.values()):
        yield Triple(service, _sd("resultFormat"), NamedNode(each.iri))
    if text:
        yield Triple(service, _DESCRIPTION, Literal(text, language="en"))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, _TYPE, _sd("Dataset"))
    yield Triple(dataset, NamedNode(_VOID + "triples"), Literal(statements))
    yield Triple(dataset, _sd("defaultGraph"), graph)
    yield Triple(graph, _TYPE, _sd("Graph"))


def written(endpoint: str, text: str, statements: int, chosen: Format) -> bytes:
    """The same in one of the formats."""
    content = serialize(described(endpoint, text, statements), format=chosen.writer, prefixes=PREFIXES)  # type: ignore[arg-type]
    assert content is not None
    return content


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
