"""Networks from a small store: whole edges and nodes, slices by time and by knowledge, filters and errors."""

from __future__ import annotations

from typing import Any

import networkx as nx  # type: ignore[import-untyped]
import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from govkg.errors import BadQuery, NotFound
from govkg.model.dates import DateError
from govkg.names import Names
from govkg.network import network
from govkg.store import Embedded

# A meeting of March 2014 prepares and briefs on the summit of June 2014 (an early page says May). An undated paper
# is to be put before the work of which the meeting is part, and someone wishes that it informed the meeting. A country
# chairs the summit; a person speaks at both. An instrument of a body asked for the paper in 2012.
WORLD = """
PREFIX : <https://w3id.org/govkg/id/>
PREFIX g: <https://w3id.org/govkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX e: <http://id.loc.gov/datatypes/edtf/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>

g:link-prepares skos:prefLabel "prepares"@en ; skos:broader g:link-input .
g:link-submits-input skos:prefLabel "submits input to"@en ; skos:broader g:link-input .
g:link-informs skos:prefLabel "informs"@en ; skos:broader g:link-input .
g:link-mandates skos:prefLabel "mandates"@en ; skos:broader g:link-input .
g:link-briefs-on skos:prefLabel "briefs on"@en ; skos:broader g:link-connection .
g:link-input skos:prefLabel "gives input to"@en .
g:link-connection skos:prefLabel "is connected with"@en .
g:role-chair skos:prefLabel "chair"@en . g:role-speaker skos:prefLabel "speaker"@en .
g:modality-stated skos:prefLabel "stated"@en . g:modality-planned skos:prefLabel "planned"@en .
g:modality-wished skos:prefLabel "wished"@en .
g:certainty-explicit skos:prefLabel "explicit"@en . g:certainty-implied skos:prefLabel "implied"@en .

:meeting a g:Event ; skos:prefLabel "The Meeting"@en . :summit a g:Event ; skos:prefLabel "The Summit"@en .
:paper a g:Document ; skos:prefLabel "The Paper"@en . :work a g:Process ; skos:prefLabel "The Work"@en .
:resolution a g:Instrument ; skos:prefLabel "The Resolution"@en .
:body a org:Organization ; skos:prefLabel "The Body"@en .
:country a org:Organization ; skos:prefLabel "The Country"@en . :ada a foaf:Person ; skos:prefLabel "Ada"@en .

:early dcterms:identifier "1" ; g:written "2013-12"^^e:EDTF .
:late dcterms:identifier "2" ; g:written "2014-05-02"^^e:EDTF .
:early-date oa:hasSource :early ; g:certainty g:certainty-explicit ; g:modality g:modality-planned .
:early-prepares oa:hasSource :early ; g:certainty g:certainty-explicit ; g:modality g:modality-stated .
:late-prepares oa:hasSource :late ; g:certainty g:certainty-implied ; g:modality g:modality-stated .
:late-dates oa:hasSource :late ; g:certainty g:certainty-explicit ; g:modality g:modality-stated .
:late-paper oa:hasSource :late ; g:certainty g:certainty-explicit ; g:modality g:modality-planned .
:late-wish oa:hasSource :late ; g:certainty g:certainty-explicit ; g:modality g:modality-wished .
:late-roles oa:hasSource :late ; g:certainty g:certainty-explicit ; g:modality g:modality-stated .

:early-date { :summit g:date "2014-05-20"^^e:EDTF . }
:early-prepares { :prepares a g:Contribution ; g:from :meeting ; g:to :summit ; g:link g:link-prepares ;
  g:modality g:modality-planned . }
:late-prepares { :prepares a g:Contribution ; g:from :meeting ; g:to :summit ; g:link g:link-prepares ;
  g:modality g:modality-planned . :briefs a g:Contribution ; g:from :meeting ; g:to :summit ; g:link g:link-briefs-on ;
  g:modality g:modality-planned . }
:late-dates { :summit g:date "2014-06-10/2014-06-13"^^e:EDTF . :meeting g:date "2014-03"^^e:EDTF ; g:partOf :work . }
:late-paper { :submits a g:Contribution ; g:from :paper ; g:to :work ; g:link g:link-submits-input ;
  g:modality g:modality-planned . :mandate a g:Mandate ; g:mandated :paper ; g:instrument :resolution ;
  g:issuedBy :body ; g:date "2012"^^e:EDTF . }
:late-wish { :wish a g:Contribution ; g:from :paper ; g:to :meeting ; g:link g:link-informs ;
  g:modality g:modality-wished . :summit g:date "2015"^^e:EDTF . }
:late-roles { :chairs a g:Role ; g:actor :country ; g:role g:role-chair ; g:in :summit .
  :speaks a g:Role ; g:actor :ada ; g:role g:role-speaker ; g:in :summit .
  :speaks-too a g:Role ; g:actor :ada ; g:role g:role-speaker ; g:in :meeting ; g:date "2014-03-05"^^e:EDTF . }

:moved a g:Decision ; g:about :summit ; g:property g:date ; g:accepts :late-dates ; g:setsAside :early-date .
"""
JUNE = ("2014-06-10", "2014-06-10", "2014-06-13", "2014-06-13", True)
MARCH = ("2014-03-01", "2014-03-31", "2014-03-01", "2014-03-31", True)
UNDATED = (None, None, None, None, False)
ID = "https://w3id.org/govkg/id/"


@pytest.fixture(scope="module")
def store() -> Embedded:
    made = pyoxigraph.Store()
    made.load(WORLD, format=RdfFormat.TRIG)
    return Embedded(made)


def ask(store: Embedded, kind: str, **cut: Any) -> nx.Graph:
    return network(store, Names.of(store), kind, **cut)


def dates(given: dict[str, Any]) -> tuple[Any, ...]:
    fields = ("earliest_start", "latest_start", "earliest_end", "latest_end", "certain_date")
    return tuple(given[field] for field in fields)


def pairs(graph: nx.Graph) -> list[tuple[str, str, str]]:
    return [(source, given["kind"], target) for source, target, given in graph.edges(data=True)]


def test_every_record_is_an_edge_with_its_evidence(store: Embedded) -> None:
    graph = ask(store, "influence")
    assert isinstance(graph, nx.MultiDiGraph)
    fields = ("kind", "modality", "certainty", "passages", "dated_by")
    assert [
        (source, target, key, *(given[field] for field in fields), dates(given))
        for source, target, key, given in graph.edges(keys=True, data=True)
    ] == [
        ("body", "paper", ID + "mandate", "mandates", "planned", "explicit", ("2 late-paper",), "record",
         ("2012-01-01", "2012-12-31", "2012-01-01", "2012-12-31", True)),
        ("meeting", "summit", ID + "briefs", "briefs on", "planned", "implied", ("2 late-prepares",), "to", JUNE),
        ("meeting", "summit", ID + "prepares", "prepares", "planned", "implied",
         ("1 early-prepares", "2 late-prepares"), "to", JUNE),
        ("meeting", "work", ID + "part/meeting--work", "is part of", "stated", "explicit", ("2 late-dates",), "from",
         MARCH),
        ("paper", "meeting", ID + "wish", "informs", "wished", "explicit", ("2 late-wish",), "to", MARCH),
        ("paper", "work", ID + "submits", "submits input to", "planned", "explicit", ("2 late-paper",), "", UNDATED),
        ("resolution", "paper", ID + "mandate", "mandates", "planned", "explicit", ("2 late-paper",), "record",
         ("2012-01-01", "2012-12-31", "2012-01-01", "2012-12-31", True)),
    ]  # fmt: skip
    assert graph.edges["meeting", "summit", ID + "prepares"]["passage_iris"] == (
        ID + "early-prepares",
        ID + "late-prepares",
    )


def test_nodes_have_names_kinds_and_the_dates_that_we_accept(store: Embedded) -> None:
    graph = ask(store, "influence")
    assert [
        (node, given["name"], given["kind"], dates(given), given["date_passages"])
        for node, given in graph.nodes(data=True)
    ] == [
        ("body", "The Body", "organization", UNDATED, ()),
        ("meeting", "The Meeting", "event", MARCH, ("2 late-dates",)),
        ("paper", "The Paper", "document", UNDATED, ()),
        ("resolution", "The Resolution", "document", UNDATED, ()),
        ("summit", "The Summit", "event", JUNE, ("2 late-dates",)),
        ("work", "The Work", "process", UNDATED, ()),
    ]


def test_the_other_networks(store: Embedded) -> None:
    assert pairs(ask(store, "participation")) == [
        ("ada", "speaker", "meeting"),
        ("ada", "speaker", "summit"),
        ("country", "chair", "summit"),
    ]
    assert pairs(ask(store, "mandates")) == [("body", "mandates", "paper"), ("resolution", "mandates", "paper")]
    shared = ask(store, "co-participation")
    assert isinstance(shared, nx.MultiGraph)
    assert not shared.is_directed()
    assert list(shared.edges(keys=True)) == [("ada", "country", "summit")]
    given = shared.edges["ada", "country", "summit"]
    assert (given["kind"], given["roles"], given["passages"], given["dated_by"], dates(given)) == (
        "chair and speaker",
        ("ada: speaker", "country: chair"),
        ("2 late-roles",),
        "shared",
        JUNE,
    )


@pytest.mark.parametrize(
    ("cut", "expected"),
    [
        ({"at": "2014-06-11", "certainly": True}, ["briefs", "prepares"]),
        ({"at": "2014-06-11"}, ["briefs", "prepares", "submits"]),
        ({"at": "2014-03-15"}, ["part/meeting--work", "wish", "submits"]),
        ({"at": "2014-03", "certainly": True}, ["part/meeting--work", "wish"]),
        ({"during": ("2014-03", "2014-06"), "certainly": True}, ["briefs", "prepares", "part/meeting--work", "wish"]),
        ({"during": "../2012", "certainly": True}, ["mandate", "mandate"]),
        ({"during": ("2014-04", ".."), "certainly": True}, ["briefs", "prepares"]),
        ({"kinds": ["prepares"]}, ["prepares"]),
        ({"kinds": "is connected with"}, ["briefs"]),
        ({"kinds": ["gives input to", "is part of"], "modalities": ["stated", "planned"], "at": "2014-03-15"},
         ["part/meeting--work", "submits"]),
        ({"modalities": ["wished"]}, ["wish"]),
        ({"certainties": ["implied"]}, ["briefs", "prepares"]),
    ],
)  # fmt: skip
def test_slices_and_filters(store: Embedded, cut: dict[str, Any], expected: list[str]) -> None:
    assert [key.removeprefix(ID) for *_, key in ask(store, "influence", **cut).edges(keys=True)] == expected


def test_a_day_in_the_past_knows_the_date_that_was_replaced(store: Embedded) -> None:
    graph = ask(store, "influence", known_on="2014-01-15")
    assert pairs(graph) == [("meeting", "prepares", "summit")]
    given = graph.edges["meeting", "summit", ID + "prepares"]
    assert (given["passages"], given["certainty"], dates(given)) == (
        ("1 early-prepares",),
        "explicit",
        ("2014-05-20", "2014-05-20", "2014-05-20", "2014-05-20", True),
    )
    assert graph.nodes["summit"]["date_passages"] == ("1 early-date",)
    assert dates(graph.nodes["meeting"]) == UNDATED


@pytest.mark.parametrize(
    ("day", "certainly", "edges"),
    [("2013-12-10", False, 1), ("2013-12-31", True, 1), ("2014-05-02", True, 7), ("2014-05", False, 7)],
)
def test_a_source_is_known_once_it_was_written(store: Embedded, day: str, certainly: bool, edges: int) -> None:
    assert ask(store, "influence", known_on=day, certainly=certainly).number_of_edges() == edges


def test_known_then_and_happening_then_go_together(store: Embedded) -> None:
    graph = ask(store, "influence", known_on="2014-01-15", at="2014-05-20", certainly=True)
    assert pairs(graph) == [("meeting", "prepares", "summit")]
    assert graph.graph == {
        "network": "influence",
        "certainly": True,
        "at": "2014-05-20",
        "known_on": "2014-01-15",
    }


@pytest.mark.parametrize(
    ("kind", "cut", "message"),
    [
        ("influense", {}, "no network is called 'influense'; did you mean 'influence'?"),
        ("zzz", {}, "no network is called 'zzz'; there are influence, participation, co-participation, mandates"),
        ("influence", {"kinds": ["prepare"]},
         "the influence network has no link of kind 'prepare'; did you mean 'prepares'?"),
        ("influence", {"modalities": ["wish"]}, "no modality is called 'wish'; did you mean 'wished'?"),
        ("influence", {"certainties": ["sure"]},
         "no certainty is called 'sure'; there are explicit, implied, outside"),
        ("influence", {"at": "1999", "certainly": True},
         "the influence network is empty with at='1999'; its dated links lie between 2012-01-01 and 2014-06-13; "
         "links without a date: 1; certainly=False takes in what is possible"),
        ("mandates", {"modalities": ["asked"]}, "the mandates network is empty: the filters leave none of its 2 links"),
        ("influence", {"known_on": "2010"},
         "the influence network is empty with known_on='2010': no document that counts says anything of the kind"),
        ("mandates", {"known_on": "2013-12-30", "certainly": True},
         "the mandates network is empty with known_on='2013-12-30': no document that counts says anything of the kind"),
    ],
)  # fmt: skip
def test_what_there_is_not_is_named(store: Embedded, kind: str, cut: dict[str, Any], message: str) -> None:
    with pytest.raises(NotFound) as error:
        ask(store, kind, **cut)
    assert str(error.value) == message


@pytest.mark.parametrize(
    "cut", [{"at": "spring 2014"}, {"known_on": "15.1.2014"}, {"during": ("2014-03", "2013-10")}, {"at": "2014-02-30"}]
)
def test_a_date_that_is_not_edtf_is_refused(store: Embedded, cut: dict[str, Any]) -> None:
    with pytest.raises(DateError):
        ask(store, "influence", **cut)


def test_a_slice_is_one_of_two_kinds(store: Embedded) -> None:
    with pytest.raises(BadQuery, match="leave one of the two out"):
        ask(store, "influence", at="2014", during=("2013", "2014"))
    with pytest.raises(BadQuery, match="a first and a last date"):
        ask(store, "influence", during="2014")
