"""What a timeline shows: a small world whole, the poster box by box, and the cases of the shipped graph."""

from __future__ import annotations

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from govkg.errors import BadQuery, NotFound
from govkg.knowledge_graph import KnowledgeGraph
from govkg.model.dates import DateError, Day
from govkg.names import Names
from govkg.store import Embedded
from govkg.timeline import Kind, Standing, Timeline, timeline
from govkg.timeline.bands import shared

_WORLD = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix g: <https://w3id.org/govkg/ontology#> .
@prefix id: <https://w3id.org/govkg/id/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix p: <https://w3id.org/govkg/id/source/notice/> .
@prefix q: <https://w3id.org/govkg/id/source/letter/> .
@prefix s: <https://w3id.org/govkg/id/source/> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

s:notice a g:Source ; dcterms:identifier "001" ; skos:prefLabel "A notice" .
s:letter a g:Source ; dcterms:identifier "002" ; skos:prefLabel "A letter" .
p:first a g:Passage ; oa:hasSource s:notice ; g:certainty g:c ; g:modality g:m .
p:gap a g:Passage ; oa:hasSource s:notice ; g:certainty g:c ; g:modality g:m .
q:second a g:Passage ; oa:hasSource s:letter ; g:certainty g:c ; g:modality g:m .
g:c skos:prefLabel "explicit" . g:m skos:prefLabel "stated" . g:verdict-superseded skos:prefLabel "superseded" .
g:missing-date skos:prefLabel "date" . g:gap-not-stated skos:prefLabel "not stated" .

id:forum a g:Event ; skos:prefLabel "Forum" ; g:date "2014-06-10/2014-06-13"^^edtf:EDTF ; schema:location id:town .
id:retreat a g:Event ; skos:prefLabel "Retreat" .
id:town skos:prefLabel "Town" .
id:moved a g:Decision ; g:about id:forum ; g:property g:date ; g:verdict g:verdict-superseded ; g:reason "later" ;
  g:accepts q:second ; g:setsAside p:first .
p:first { id:forum g:date "2014-04"^^edtf:EDTF }
p:gap { id:gap a g:Gap ; g:about id:retreat ; g:missing g:missing-date ; g:gap g:gap-not-stated }
q:second { id:forum g:date "2014-06-10/2014-06-13"^^edtf:EDTF ; schema:location id:town }
"""

# Every box of the poster, read from the text of document 000 by hand: date and place as they stand in the box.
POSTER = {
    "itu-plenipotentiary-2014": ("20 October – 7 November 2014", "place not stated"),
    "icann-ccwg-ig": ("date not stated", "place not stated"),
    "icann-49": ("23–27 March 2014", "Singapore, Singapore"),
    "netmundial": ("23–24 April 2014", "São Paulo, Brazil"),
    "hlp-davos": ("no date recoverable", "Davos-Klosters, Switzerland"),
    "hlp-dubai": ("no date recoverable", "Dubai"),
    "mpp-second-meeting": ("16–18 December 2013", "Geneva"),
    "montevideo-statement": ("7 October 2013", "Montevideo, Uruguay"),
    "igf-2013": ("22–25 October 2013", "Bali"),
    "hle-final-briefing": ("12 March 2014", "place not stated"),
    "igf-2014": ("2–5 September 2014", "Istanbul"),
    "1net": ("date not stated", "place not stated"),
    "hlp-meeting-2013-12": ("12–13 December 2013", "place not stated"),
    "hlp-report-launch": ("January 2014 (uncertain), to be confirmed", "place not stated"),
    "hlp-sunnylands": ("January 2014 (uncertain), to be confirmed", "place not stated"),
    "wtdc-2014": ("30 March – 10 April 2014", "place cut off in the source"),
    "freedom-online-conference-4": ("28–29 April 2014", "Tallinn, Estonia"),
    "mpp-third-meeting": ("17–18 February 2014", "place not stated"),
    "wgec": ("ongoing; date not stated", "place not stated"),
}


@pytest.fixture(scope="module")
def world() -> Embedded:
    store = pyoxigraph.Store()
    store.load(_WORLD.encode(), format=RdfFormat.TRIG)
    return Embedded(store)


@pytest.fixture(scope="module")
def poster(kg: KnowledgeGraph) -> Timeline:
    return timeline(kg.store, kg.names, source="poster-2014")


def _rows(shown: Timeline) -> list[tuple[str, str, str, str, str, tuple[str, ...]]]:
    return [
        (item.name, item.when, item.place, item.standing.value, item.note, tuple(p.label for p in item.passages))
        for item in shown.items
    ]


def test_a_small_world_whole(world: Embedded) -> None:
    shown = timeline(world, Names.of(world))
    assert (shown.title, shown.start, shown.end) == (
        "Events, processes and deadlines, April–June 2014",
        Day(2014, 4, 1),
        Day(2014, 6, 30),
    )
    assert [(band.name, len(band.items)) for band in shown.bands] == [("Others", 2)]
    assert _rows(shown) == [
        ("Forum", "April 2014", "place not stated", "set aside", "superseded: 10–13 June 2014 [002]", ("001 first",)),
        ("Forum", "10–13 June 2014", "Town", "accepted", "", ("002 second",)),
        ("Retreat", "date not stated", "place not stated", "accepted", "", ("001 gap",)),
    ]
    assert shown.sources == (("001", "A notice"), ("002", "A letter"))


def test_one_document_says_only_what_it_says(world: Embedded) -> None:
    shown = timeline(world, Names.of(world), source="001")
    assert shown.title == "A notice, redrawn from the graph: April 2014"
    assert _rows(shown)[0] == (
        "Forum",
        "April 2014",
        "place not stated",
        "set aside",
        "superseded: 10–13 June 2014 in A letter",
        ("001 first",),
    )
    assert shown.sources == (("001", "A notice"),)


def test_the_period_is_the_one_asked_for(world: Embedded) -> None:
    shown = timeline(world, Names.of(world), "2014-06-13", "2014-07-15")
    assert shown.title == "Events, processes and deadlines, 13 June – 15 July 2014"
    assert [item.when for band in shown.bands for item in band.items] == ["10–13 June 2014"]
    assert timeline(world, Names.of(world), "2014-06-14", "2014-07").bands == ()


def test_every_box_of_the_poster_is_there_with_date_and_place(poster: Timeline) -> None:
    found = [(item.thing.rpartition("/")[2], (item.when, item.place)) for item in poster.items]
    assert len(found) == len(dict(found))
    assert dict(found) == POSTER


def test_the_poster_rests_on_the_poster_alone(poster: Timeline) -> None:
    assert poster.sources == (("000", "ICANN poster of 2014"),)
    assert all(item.passages and item.numbers == ("000",) for item in poster.items)


def test_both_readings_of_late_january_are_open(poster: Timeline) -> None:
    found = {item.name: item.note for item in poster.items if item.standing is Standing.OPEN}
    assert found == {
        "Meeting of the High-Level Panel at Sunnylands": "or the date of Report Launch of the High-Level Panel;"
        " not settled",
        "Report Launch of the High-Level Panel": "or the date of Meeting of the High-Level Panel at Sunnylands;"
        " not settled",
    }


def test_a_superseded_date_is_beside_the_one_that_holds_each_with_its_place(kg: KnowledgeGraph) -> None:
    shown = timeline(kg.store, kg.names, "2014-03", "2014-06")
    event = [i for i in shown.items if i.name == "WSIS+10 High-Level Event"]
    assert [(i.when, i.place, i.standing) for i in event] == [
        ("13–17 April 2014", "Sharm el-Sheikh", Standing.SET_ASIDE),
        ("10–13 June 2014", "ITU Headquarters, Geneva, Switzerland", Standing.ACCEPTED),
    ]


def test_a_deadline_says_when_it_closes_and_how_one_answers(kg: KnowledgeGraph) -> None:
    shown = timeline(kg.store, kg.names, "2014-04-18", "2014-04-25")
    found = {i.name: (i.when, i.place) for i in shown.items if i.kind is Kind.DEADLINE and i.edtf}
    assert found == {
        "Public online voting for the WSIS Project Prizes 2014": (
            "closes 18 April 2014, 23:00 Geneva time",
            "online",
        ),
        "Public consultation on the draft ITU Strategic Plan 2016-2019": ("closes 25 April 2014", "e-mail or online"),
    }


def test_bands_by_organiser_keep_joint_organisers_together(kg: KnowledgeGraph) -> None:
    shown = timeline(kg.store, kg.names, "2014-04-23", "2014-04-29", bands="organiser")
    found = {band.name: [item.name for item in band.items] for band in shown.bands}
    assert found["/1net and Brazilian Internet Steering Committee"] == [
        "Global Multistakeholder Meeting on the Future of Internet Governance"
    ]
    assert [band.name for band in shown.bands][-1] == "Organiser not stated"


def test_things_stand_under_what_they_share_with_most() -> None:
    hubs = {"a": ["a", "x", "y"], "b": ["b", "y"], "c": ["c", "y"], "d": ["d", "x"], "e": ["e"]}
    assert shared(hubs) == {"a": "y", "b": "y", "c": "y"}
    more = {**hubs, "f": ["f", "x"], "g": ["g", "x", "y"]}
    assert shared(more) == {"a": "x", "b": "y", "c": "y", "d": "x", "f": "x", "g": "x"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_every_engine_gives_the_same_timeline(asked: KnowledgeGraph, kg: KnowledgeGraph) -> None:
    assert timeline(asked.store, asked.names) == timeline(kg.store, kg.names)


def test_what_cannot_be_drawn_is_refused_with_a_hint(world: Embedded) -> None:
    names = Names.of(world)
    with pytest.raises(BadQuery, match="bands are by process or organiser, not by 'colour'"):
        timeline(world, names, bands="colour")
    with pytest.raises(BadQuery, match="give the earlier date first"):
        timeline(world, names, "2015", "2014")
    with pytest.raises(BadQuery, match="the years 1 to 9999, not -43"):
        timeline(world, names, "-0043")
    with pytest.raises(DateError):
        timeline(world, names, "soon")
    with pytest.raises(NotFound, match="'999'; there are 002 letter, 001 notice"):
        timeline(world, names, source="999")


def test_nothing_in_the_period_is_an_empty_timeline(world: Embedded) -> None:
    shown = timeline(world, Names.of(world), "1990", "1991")
    assert (shown.bands, shown.start, shown.end) == ((), Day(1990, 1, 1), Day(1991, 12, 31))
