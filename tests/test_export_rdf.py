"""RDF exports: nothing is lost on the way there and back, by two libraries, and the dataset is described."""

from __future__ import annotations

import pyoxigraph
import pytest
import rdflib
from export_world import PREFIXES, WORLD, material, quads_of, store_of
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat

from govkg.export import FORMATS
from govkg.export.dataset import ABOUT, ABOUT_ACCEPTED, is_description
from govkg.export.rdf import statements
from govkg.knowledge_graph import KnowledgeGraph
from govkg.remote import Remote
from govkg.store import Embedded, Store

RDF = {"turtle": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}

DESCRIPTION = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix gid: <https://w3id.org/govkg/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dataset: <https://w3id.org/govkg/id/dataset/> .

gid:dataset a dcat:Dataset, void:Dataset ;
  dcterms:title "govkg: a knowledge graph of governance actors and processes"@en ;
  dcterms:description "ABOUT"@en ;
  dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
  dcterms:issued "2026-11-21"^^xsd:date ;
  dcterms:publisher dataset:publisher ;
  dcterms:conformsTo <https://w3id.org/govkg/ontology> ;
  owl:versionInfo "0.1.0" ; dcat:version "0.1.0" ;
  dcat:keyword "governance"@en, "Internet governance"@en ;
  dcat:distribution dataset:nquads ;
  void:uriSpace "https://w3id.org/govkg/id/" ;
  void:triples 7 ;
  void:subset dataset:accepted ;
  void:feature <http://www.w3.org/ns/formats/N-Quads>, <http://www.w3.org/ns/formats/TriG>,
    <http://www.w3.org/ns/formats/JSON-LD>, <http://www.w3.org/ns/formats/Turtle> ;
  void:vocabulary <http://www.w3.org/1999/02/22-rdf-syntax-ns#>, <http://www.w3.org/2004/02/skos/core#>,
    <https://schema.org/> .
dataset:nquads a dcat:Distribution ;
  dcterms:title "Everything with its provenance, as N-Quads"@en ;
  dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
  dcterms:issued "2026-11-21"^^xsd:date ;
  dcat:mediaType <https://www.iana.org/assignments/media-types/application/n-quads> .
dataset:publisher a foaf:Agent ; foaf:name "The developers" .
dataset:accepted a dcat:Dataset, void:Dataset ;
  dcterms:title "govkg: accepted facts"@en ;
  dcterms:description "ACCEPTED"@en ;
  dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
  dcterms:issued "2026-11-21"^^xsd:date ;
  dcterms:publisher dataset:publisher ;
  owl:versionInfo "0.1.0" ; dcat:version "0.1.0" ;
  dcat:distribution dataset:turtle ;
  void:triples 2 ; void:entities 1 ; void:classes 1 ; void:properties 2 ;
  void:distinctSubjects 1 ; void:distinctObjects 2 ;
  void:classPartition <https://w3id.org/govkg/id/dataset/class/schema.Place> ;
  void:propertyPartition <https://w3id.org/govkg/id/dataset/property/rdf.type>,
    <https://w3id.org/govkg/id/dataset/property/skos.prefLabel> .
dataset:turtle a dcat:Distribution ;
  dcterms:title "Accepted facts alone, as Turtle"@en ;
  dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
  dcterms:issued "2026-11-21"^^xsd:date ;
  dcat:mediaType <https://www.iana.org/assignments/media-types/text/turtle> .
<https://w3id.org/govkg/id/dataset/class/schema.Place> a void:Dataset ;
  void:class <https://schema.org/Place> ; void:entities 1 .
<https://w3id.org/govkg/id/dataset/property/rdf.type> a void:Dataset ;
  void:property rdf:type ; void:triples 1 .
<https://w3id.org/govkg/id/dataset/property/skos.prefLabel> a void:Dataset ;
  void:property skos:prefLabel ; void:triples 1 .
""".replace("ABOUT", ABOUT).replace("ACCEPTED", ABOUT_ACCEPTED)


def read(name: str, content: bytes) -> set[Quad]:
    return set(pyoxigraph.parse(content, RDF[name]))


def exported(name: str, store: Store) -> bytes:
    content = FORMATS[name].write(material(store))
    assert isinstance(content, bytes)
    return content


def test_the_dataset_is_described_with_counts_version_and_licence() -> None:
    place = """
gid:geneva a schema:Place ; skos:prefLabel "Geneva"@en .
GRAPH page:dates { gid:geneva skos:prefLabel "Geneva"@en }
"""
    header = WORLD[len(PREFIXES) : WORLD.index("gid:itu a")]
    found = read("nquads", exported("nquads", store_of(PREFIXES + header + place)))
    assert found - set(quads_of(PREFIXES + header + place)) == set(quads_of(DESCRIPTION))


def test_a_graph_without_a_header_claims_no_version_date_or_licence() -> None:
    found = read("turtle", exported("turtle", store_of(PREFIXES + "gid:geneva a schema:Place .")))
    about = {q.predicate.value.rpartition("/")[2].rpartition("#")[2] for q in found if is_description(q)}
    assert about & {"license", "issued", "versionInfo", "version", "publisher"} == set()


@pytest.mark.parametrize("name", RDF)
def test_an_export_holds_every_statement(name: str) -> None:
    world = {q for q in quads_of(WORLD) if name != "turtle" or isinstance(q.graph_name, DefaultGraph)}
    assert {q for q in read(name, exported(name, store_of(WORLD))) if not is_description(q)} == world


@pytest.mark.parametrize("name", RDF)
def test_the_same_graph_gives_the_same_bytes(name: str) -> None:
    assert exported(name, store_of(WORLD, seed=1)) == exported(name, store_of(WORLD, seed=2))


@pytest.mark.parametrize("name", ["trig", "nquads", "jsonld"])
def test_an_export_loaded_and_exported_again_is_the_same(name: str) -> None:
    once = exported(name, store_of(WORLD))
    again = pyoxigraph.Store()
    again.load(once, RDF[name])
    assert exported(name, Embedded(again)) == once


@pytest.mark.parametrize("name", RDF)
def test_the_shipped_graph_survives_with_pyoxigraph(name: str, kg: KnowledgeGraph) -> None:
    assert isinstance(kg.store, Embedded)
    wanted = {q for q in kg.store.store if name != "turtle" or isinstance(q.graph_name, DefaultGraph)}
    found = read(name, exported(name, kg.store))
    assert {q for q in found if not is_description(q)} == wanted
    assert not any(isinstance(term, BlankNode) for q in found for term in (q.subject, q.object, q.graph_name))


def test_the_shipped_graph_survives_with_rdflib(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    # rdflib would write some literals in another form than the text that it read.
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    content = exported("turtle", kg.store)
    found = {
        (str(s), str(p), str(o), getattr(o, "language", None), str(getattr(o, "datatype", None) or ""))
        for s, p, o in rdflib.Graph().parse(data=content, format="turtle")
    }
    assert found == {_plain(q) for q in read("turtle", content)}


def _plain(quad: Quad) -> tuple[str, str, str, str | None, str]:
    assert isinstance(quad.subject, NamedNode)
    if isinstance(quad.object, NamedNode):
        return quad.subject.value, quad.predicate.value, quad.object.value, None, ""
    assert isinstance(quad.object, Literal)
    datatype = quad.object.datatype.value
    plain = "" if datatype.endswith(("#string", "#langString")) else datatype
    return quad.subject.value, quad.predicate.value, quad.object.value, quad.object.language, plain


def test_the_counts_of_the_shipped_graph_are_what_a_query_counts(kg: KnowledgeGraph) -> None:
    facts = pyoxigraph.Store()
    facts.extend(q for q in statements(kg.store) if isinstance(q.graph_name, DefaultGraph))
    count = {
        "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "entities": "SELECT (COUNT(DISTINCT ?s) AS ?n)"
        ' { ?s ?p ?o FILTER(STRSTARTS(STR(?s), "https://w3id.org/govkg/id/")) }',
        "classes": "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }",
        "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
        "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
        "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    }
    wanted = {name: int(next(iter(facts.query(sparql)))["n"].value) for name, sparql in count.items()}  # type: ignore
    accepted = pyoxigraph.NamedNode("https://w3id.org/govkg/id/dataset/accepted")
    found = {
        q.predicate.value.rpartition("#")[2]: int(q.object.value)  # type: ignore[union-attr]
        for q in read("turtle", exported("turtle", kg.store))
        if q.subject == accepted
        and q.predicate.value.startswith("http://rdfs.org/ns/void#")
        and "/" not in str(q.object)[1:4]
        and q.predicate.value.rpartition("#")[2] in count
    }
    assert found == wanted


@pytest.mark.parametrize("name", ["nquads", "tables", "ics"])
def test_a_remote_endpoint_gives_the_same_bytes(name: str, endpoint: str, kg: KnowledgeGraph) -> None:
    assert FORMATS[name].write(material(Remote(endpoint))) == FORMATS[name].write(material(kg.store))
