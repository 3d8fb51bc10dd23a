"""A small graph for the tests of exports: one meeting, one call, one role, and what two passages say of them."""

from __future__ import annotations

import random

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from govkg.export import Material
from govkg.loaders.context import Context
from govkg.names import Names
from govkg.paths import shipped
from govkg.store import Embedded, Store

PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix govkg: <https://w3id.org/govkg/ontology#> .
@prefix gid: <https://w3id.org/govkg/id/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix page: <https://w3id.org/govkg/id/source/page/> .
@prefix role: <https://w3id.org/govkg/id/role/> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix source: <https://w3id.org/govkg/id/source/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
HEADER = """
GRAPH <https://w3id.org/govkg/ontology> {
  <https://w3id.org/govkg/ontology> owl:versionInfo "0.1.0" ; dcterms:created "2026-11-21"^^xsd:date ;
    dcterms:creator "The developers" ; dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
}
"""
WORLD = (
    PREFIXES
    + HEADER
    + """
gid:itu a org:Organization ; skos:prefLabel "=ITU"@en, "UIT"@fr .
gid:geneva a schema:Place ; skos:prefLabel "Geneva"@en .
gid:summit a govkg:Event ; skos:prefLabel "Summit"@en ; schema:location gid:geneva ;
  govkg:date "2014-06-10/2014-06-13"^^edtf:EDTF ; govkg:earliest "2014-06-10"^^xsd:date .
gid:day-one a govkg:Event, govkg:Session ; skos:prefLabel "Day one"@en ; govkg:partOf gid:summit ;
  govkg:date "2014-06"^^edtf:EDTF .
gid:comments a govkg:Call ; skos:prefLabel "Comments"@en ; govkg:closes "2014-02-01"^^edtf:EDTF .
role:itu--host--summit a govkg:Role ; govkg:actor gid:itu ; govkg:role govkg:role-host ; govkg:in gid:summit .
govkg:role-host skos:prefLabel "host"@en .
govkg:certainty-explicit skos:prefLabel "explicit"@en .
govkg:modality-stated skos:prefLabel "stated"@en .
source:page a govkg:Source ; skos:prefLabel "The page"@en ; dcterms:identifier "001" .
page:dates a govkg:Passage ; oa:hasSource source:page ; govkg:certainty govkg:certainty-explicit ;
  govkg:modality govkg:modality-stated ; oa:hasSelector <https://w3id.org/govkg/id/source/page/dates/span/0-20> .
<https://w3id.org/govkg/id/source/page/dates/span/0-20> oa:start 0 ; oa:end 20 .
page:host a govkg:Passage ; oa:hasSource source:page ; govkg:certainty govkg:certainty-explicit ;
  govkg:modality govkg:modality-stated .
GRAPH page:dates {
  gid:summit govkg:date "2014-06-10/2014-06-13"^^edtf:EDTF ; schema:location gid:geneva .
  gid:comments govkg:closes "2014-02-01"^^edtf:EDTF .
}
GRAPH page:host {
  role:itu--host--summit a govkg:Role ; govkg:actor gid:itu ; govkg:role govkg:role-host ; govkg:in gid:summit .
  gid:summit govkg:date "2014-04"^^edtf:EDTF .
}
GRAPH <https://w3id.org/govkg/id/register/things> { gid:itu skos:prefLabel "=ITU"@en }
GRAPH <https://w3id.org/govkg/ontology> { govkg:role-host skos:prefLabel "host"@en }
"""
)


def quads_of(trig: str) -> list[Quad]:
    """The statements of a TriG text."""
    return list(pyoxigraph.parse(trig.encode(), RdfFormat.TRIG))


def store_of(trig: str, seed: int = 0) -> Embedded:
    """A store with the statements of a TriG text, put in in an order that the seed gives."""
    quads = quads_of(trig)
    random.Random(seed).shuffle(quads)
    store = pyoxigraph.Store()
    store.extend(quads)
    return Embedded(store)


def material(store: Store, kind: str = "") -> Material:
    """What exports are made from, for a store."""
    return Material(store, Names.of(store), Context(shipped().context), kind)
