"""The ontology's page says what the ontology says, and its address gives each client the form that it asks for."""

from __future__ import annotations

import re

import pytest
from linkcheck import read
from pyoxigraph import Dataset, NamedNode, Quad, RdfFormat, parse
from starlette.testclient import TestClient
from web import client

from govkg.export.rdf import statements
from govkg.knowledge_graph import KnowledgeGraph
from govkg.namespaces import ONTOLOGY, TERMS
from govkg.web.explorer import Explorer
from govkg.web.files.entity import FORMATS
from govkg.web.pages.editor import EXAMPLE
from govkg.web.pages.editor import FORMATS as OFFERED
from govkg.web.shapes import Rule, Shape, shapes
from govkg.web.sparql.formats import GRAPH, ROWS
from govkg.web.vocabulary import Concept, Scheme, Term, vocabulary

SHAPES = """
@prefix ex: <http://example.org/> .
@prefix govkg: <https://w3id.org/govkg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

govkg:CallShape a sh:NodeShape ; sh:targetClass govkg:Call ; sh:or govkg:Who-1 ; sh:message "Say who."@en ;
  sh:property govkg:p1, govkg:p2, govkg:p3, govkg:p4, govkg:p5, govkg:p6, govkg:p7 .
govkg:p1 a sh:PropertyShape ; sh:path govkg:closes ; sh:datatype edtf:EDTF ; sh:minCount 1 ; sh:maxCount 1 ;
  sh:message "One date."@en .
govkg:p2 a sh:PropertyShape ; sh:path govkg:channel ; sh:node govkg:ChannelValue ; sh:minCount 1 .
govkg:p3 a sh:PropertyShape ; sh:path govkg:opens ; sh:maxCount 0 ; sh:severity sh:Warning .
govkg:p4 a sh:PropertyShape ; sh:path govkg:about ; sh:nodeKind sh:IRI ; sh:not govkg:IsSeries ; sh:disjoint govkg:to .
govkg:p5 a sh:PropertyShape ; sh:path govkg:count ; sh:datatype xsd:integer ; sh:minCount 2 ; sh:maxCount 4 ;
  sh:minInclusive 1 .
govkg:p6 a sh:PropertyShape ; sh:path govkg:at ; sh:or govkg:Where-1 .
govkg:p7 a sh:PropertyShape ; sh:path govkg:genre ; sh:hasValue "web page" ; sh:maxLength 9 .
govkg:ChannelValue a sh:NodeShape ; sh:property govkg:inScheme .
govkg:inScheme a sh:PropertyShape ; sh:path skos:inScheme ; sh:hasValue govkg:channel-scheme .
govkg:IsSeries a sh:NodeShape ; sh:class govkg:Series .
govkg:IsEvent a sh:NodeShape ; sh:class govkg:Event .
govkg:HasGroup a sh:NodeShape ; sh:property govkg:g .
govkg:g a sh:PropertyShape ; sh:path govkg:group ; sh:minCount 1 .
govkg:Who-1 rdf:first govkg:HasGroup ; rdf:rest govkg:Who-2 .
govkg:Who-2 rdf:first govkg:IsSeries ; rdf:rest rdf:nil .
govkg:Where-1 rdf:first govkg:IsEvent ; rdf:rest govkg:Where-2 .
govkg:Where-2 rdf:first govkg:IsSeries ; rdf:rest rdf:nil .
"""


def said(rule: Rule) -> str:
    """What is asked, without the links in it."""
    return "".join(text for text, _ in rule.words)


def test_shapes_in_words() -> None:
    (shape,) = shapes(SHAPES.encode())
    assert isinstance(shape, Shape)
    assert (shape.id, shape.targets, shape.advice) == ("CallShape", (TERMS + "Call",), "Say who.")
    assert "".join(text for text, _ in shape.words) == "has govkg:group or is of the class govkg:Series"
    assert {rule.path.removeprefix(TERMS): said(rule) for rule in shape.rules} == {
        "closes": "exactly one EDTF date",
        "channel": "at least one concept of the scheme govkg:channel-scheme",
        "opens": "none; else there is a warning, no error",
        "about": (
            "any number of things, named by their IRIs; not the same as govkg:to;"
            " none of which is of the class govkg:Series"
        ),
        "count": "at least 2 and at most 4 whole numbers; 1 or more",
        "at": "any number of values; each of which is of the class govkg:Event or is of the class govkg:Series",
        "genre": "any number of values; one of them “web page”; sh:maxLength 9",
    }
    assert shape.rules[0].advice == "One date."


def test_the_words_know_every_constraint_of_our_shapes(kg: KnowledgeGraph) -> None:
    found = shapes(kg.project.shapes.read_bytes())
    assert len(found) > 20
    assert [said(rule) for shape in found for rule in shape.rules if "sh:" in said(rule)] == []


def test_a_term_and_a_scheme_as_data(kg: KnowledgeGraph) -> None:
    found = vocabulary(kg.store)
    (passage,) = [one for one in found.properties if one.id == "accepts"]
    assert passage == Term(
        iri=TERMS + "accepts",
        id="accepts",
        name="govkg:accepts",
        label="accepts",
        definition="A passage whose claim is accepted.",
        example="<decision/final-briefing-date> govkg:accepts <source/wsis-page-2014-04/final-briefing> .",
        needed="Which date is accepted?",
        domain=(TERMS + "Decision",),
        range=(TERMS + "Passage",),
    )
    (verdicts,) = [one for one in found.schemes if one.id == "verdict-scheme"]
    assert isinstance(verdicts, Scheme)
    assert [one.label for one in verdicts.concepts] == sorted(one.label for one in verdicts.concepts)
    (prepares,) = [one for scheme in found.schemes for one in scheme.concepts if one.id == "link-prepares"]
    assert prepares == Concept(
        iri=TERMS + "link-prepares",
        id="link-prepares",
        label="prepares",
        others=(),
        definition="Is the preparatory process or meeting of the target.",
        broader=(TERMS + "link-input",),
        close=prepares.close,
    )
    # What is written on one side only is shown on both.
    by_id = {one.id: one for one in found.classes}
    assert TERMS + "Rule" in by_id["Role"].apart
    assert TERMS + "Role" in by_id["Rule"].apart


@pytest.fixture(scope="module")
def pages(kg: KnowledgeGraph) -> TestClient:
    return client(kg)


def section(html: str, id_: str) -> str:
    """The words of one term's part of the page."""
    (found,) = re.findall(rf'<article class="term" aria-labelledby="{id_}">(.*?)</article>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_a_class_on_the_page(pages: TestClient) -> None:
    assert section(pages.get("/ontology").text, "State") == (
        "state of a document govkg:State The record that a document has a state in its life cycle: draft, consulted,"
        " submitted, endorsed and so on."
        " Why it is there Until when can a text still change, and who has endorsed it?"
        " Example &lt;state/wsis10-vision--expected-endorsement&gt; govkg:document gid:wsis10-vision ;"
        " govkg:status govkg:status-expected-endorsement ."
        " Close to http://purl.org/spar/pso/StatusInTime"
        " What must hold govkg:document : exactly one govkg:Document ."
        " govkg:status : at least one value."
        " govkg:at : any number of things, named by their IRIs."
        " govkg:by : any number of things, named by their IRIs."
        " And what stands in EntryShape ."
        " Never also 16 other classes govkg:Call , govkg:Contribution , govkg:Date , govkg:Decision ,"
        " govkg:DerivationRule , govkg:Document , govkg:Event , govkg:Gap , govkg:Mandate , govkg:Passage ,"
        " govkg:Position , govkg:Process , govkg:Question , govkg:Role , govkg:Rule , govkg:Series"
        " Asked in documents In the graph 35 times"
    )


def test_every_place_on_the_page_that_it_links_to_is_there_once(pages: TestClient) -> None:
    page = read(pages.get("/ontology").text)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} - set(page.ids) == set()


@pytest.mark.parametrize(
    ("path", "accept", "status", "target"),
    [
        ("/ontology", "text/html,application/xhtml+xml,*/*;q=0.8", 200, None),
        ("/ontology", "*/*", 200, None),
        ("/ontology", "image/png", 200, None),
        ("/ontology", "text/turtle", 303, "/ontology.ttl"),
        ("/ontology", "text/html;q=0.2, application/ld+json", 303, "/ontology.jsonld"),
        ("/ontology", "application/rdf+xml", 303, "/ontology.rdf"),
        ("/ontology", "application/n-triples", 303, "/ontology.nt"),
        ("/ontology/0.1.0", "text/html", 303, "/ontology"),
        ("/ontology/0.1.0", "text/turtle", 303, "/ontology.ttl"),
        ("/ontology/9.9.9", "text/html", 404, None),
        ("/id/dataset", "text/html", 303, "/page/dataset"),
        ("/id/dataset", "text/turtle", 303, "/data/dataset.ttl"),
        ("/id/dataset/class/govkg.Event", "text/html", 303, "/page/dataset#class/govkg.Event"),
        ("/id/dataset/class/govkg.Event", "text/turtle", 303, "/data/dataset.ttl"),
        ("/id/dataset/class/govkg.Nothing", "text/html", 404, None),
        ("/id/source/poster-2014/final-brief-date", "text/turtle", 303, "/data/source/poster-2014.ttl"),
        ("/id/register/actors", "application/ld+json", 303, "/data/register/actors.jsonld"),
    ],
)
def test_what_a_client_gets(pages: TestClient, path: str, accept: str, status: int, target: str | None) -> None:
    found = pages.get(path, headers={"Accept": accept})
    assert (found.status_code, found.headers.get("location")) == (status, target)
    if status == 303:
        assert pages.get(target or "", headers={"Accept": accept}).status_code == 200
    if status != 404:
        assert "Accept" in found.headers["vary"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_ontology_as_data_is_the_graph_of_the_ontology(kg: KnowledgeGraph, pages: TestClient, suffix: str) -> None:
    media_type, form = FORMATS[suffix]
    answer = pages.get(f"/ontology.{suffix}")
    assert answer.headers["content-type"].split(";")[0] == media_type
    got = {quad.triple for quad in parse(answer.content, form)}
    assert got == {quad.triple for quad in statements(kg.store) if quad.graph_name == NamedNode(ONTOLOGY)}


def test_shapes_context_and_description_are_files(kg: KnowledgeGraph, pages: TestClient) -> None:
    assert pages.get("/shapes.ttl").content == kg.project.shapes.read_bytes()
    assert pages.get("/context.jsonld").content == kg.project.context.read_bytes()
    void = pages.get("/.well-known/void")
    assert void.headers["content-type"] == "text/turtle; charset=utf-8"
    want = Dataset(Quad(*quad.triple) for quad in Explorer(kg).entities.dataset)
    assert Dataset(parse(void.content, RdfFormat.TURTLE)) == want


def test_the_example_in_the_editor_has_an_answer_with_its_passages(kg: KnowledgeGraph, pages: TestClient) -> None:
    rows = [[value.value for value in row if value is not None] for row in kg.store.select(EXAMPLE).rows]
    assert rows == sorted(rows)
    passage = "https://w3id.org/govkg/id/source/wsis-page-2014-04/mpp-prepares-event"
    assert ["WSIS+10 Multistakeholder Preparatory Platform", "prepares", passage] in rows
    assert {type_ for type_, _ in OFFERED} <= {*ROWS.standard, *GRAPH.standard}
    page = pages.get("/editor")
    assert "PREFIX govkg:" in page.text
    hostile = "SELECT * WHERE { ?s ?p '</textarea><script>alert(1)</script>' }"
    shown = pages.get("/editor", params={"query": hostile}).text
    assert "<script>alert" not in shown
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in shown
