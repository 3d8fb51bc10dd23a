"""One entity as Turtle: what is accepted about it, the records that name it, and the passages that say so."""

from __future__ import annotations

import pyoxigraph
import pytest
import rdflib
from export_world import PREFIXES, WORLD, quads_of, store_of
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, RdfFormat

from govkg.errors import NotFound
from govkg.export import entity_turtle
from govkg.export.dataset import ABOUT
from govkg.export.rdf import statements
from govkg.knowledge_graph import KnowledgeGraph
from govkg.namespaces import data, term

DATASET = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix void: <http://rdfs.org/ns/void#> .
gid:dataset a dcat:Dataset, void:Dataset ;
  dcterms:title "govkg: a knowledge graph of governance actors and processes"@en ;
  dcterms:description "ABOUT"@en ;
  dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
  dcterms:issued "2026-11-21"^^xsd:date ;
  dcterms:publisher <https://w3id.org/govkg/id/dataset/publisher> ;
  owl:versionInfo "0.1.0" ; dcat:version "0.1.0" .
<https://w3id.org/govkg/id/dataset/publisher> a foaf:Agent ; foaf:name "The developers" .
""".replace("ABOUT", ABOUT)
ABOUT_ITU = """
gid:itu a org:Organization ; skos:prefLabel "=ITU"@en, "UIT"@fr ; void:inDataset gid:dataset .
role:itu--host--summit a govkg:Role ; govkg:actor gid:itu ; govkg:role govkg:role-host ; govkg:in gid:summit .
page:host a govkg:Passage ; oa:hasSource source:page ; govkg:certainty govkg:certainty-explicit ;
  govkg:modality govkg:modality-stated ; schema:mentions gid:itu, role:itu--host--summit .
source:page a govkg:Source ; skos:prefLabel "The page"@en ; dcterms:identifier "001" .
"""


def test_an_entity_comes_with_its_records_and_passages() -> None:
    found = set(pyoxigraph.parse(entity_turtle(store_of(WORLD), data("itu")), RdfFormat.TURTLE))
    assert found == set(quads_of(PREFIXES + DATASET + ABOUT_ITU))


def test_other_things_that_name_an_entity_are_not_told_in_full() -> None:
    found = set(pyoxigraph.parse(entity_turtle(store_of(WORLD), data("summit")), RdfFormat.TURTLE))
    assert [q for q in found if q.subject == NamedNode(data("day-one"))] == quads_of(
        PREFIXES + "gid:day-one govkg:partOf gid:summit ."
    )


def test_the_same_entity_gives_the_same_bytes() -> None:
    assert entity_turtle(store_of(WORLD, 1), data("summit")) == entity_turtle(store_of(WORLD, 2), data("summit"))


def test_an_entity_of_which_nothing_is_said_is_not_found() -> None:
    with pytest.raises(NotFound, match="nothing is said about 'nobody'"):
        entity_turtle(store_of(WORLD), data("nobody"))


def test_all_that_is_accepted_of_any_process_is_there(kg: KnowledgeGraph) -> None:
    facts = {q for q in statements(kg.store) if isinstance(q.graph_name, DefaultGraph)}
    processes = [
        q.subject for q in facts if q.object == NamedNode(term("Process")) and isinstance(q.subject, NamedNode)
    ]
    assert len(processes) > 10
    for process in processes:
        found = set(pyoxigraph.parse(entity_turtle(kg.store, process.value), RdfFormat.TURTLE))
        assert {q for q in facts if process in (q.subject, q.object)} <= found
        assert not any(isinstance(end, BlankNode) for q in found for end in (q.subject, q.object))


def test_an_entity_is_read_by_rdflib(kg: KnowledgeGraph) -> None:
    content = entity_turtle(kg.store, data("netmundial"))
    assert len(rdflib.Graph().parse(data=content, format="turtle")) == len(
        set(pyoxigraph.parse(content, RdfFormat.TURTLE))
    )


def test_every_engine_gives_the_same_entity(asked: KnowledgeGraph, kg: KnowledgeGraph) -> None:
    assert entity_turtle(asked.store, data("netmundial")) == entity_turtle(kg.store, data("netmundial"))
