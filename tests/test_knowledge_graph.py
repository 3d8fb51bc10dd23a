"""The library as researchers use it: questions, SPARQL, cards, rdflib and pandas over one shipped graph."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest

import govkg
from govkg.answer import Answer, Row
from govkg.card import Card, Line
from govkg.errors import Ambiguous, BadQuery, NotFound
from govkg.evidence import Difference, Passage
from govkg.knowledge_graph import KnowledgeGraph
from govkg.paths import shipped
from govkg.store import Embedded
from govkg.table import Table


def test_a_table_in_a_notebook_escapes_and_names_its_sources(kg: KnowledgeGraph) -> None:
    answer = kg.query(
        "PREFIX govkg: <https://w3id.org/govkg/ontology#>\n"
        "SELECT ?who ?passage WHERE { GRAPH ?passage { ?role govkg:in <https://w3id.org/govkg/id/wsis10-mpp> ;\n"
        "  govkg:role govkg:role-chair ; govkg:actor ?who } }"
    )
    assert isinstance(answer, Answer)
    assert answer._repr_html_() == (
        "<table><thead><tr><th>who</th><th>Sources</th></tr></thead>"
        "<tbody><tr><td>Russian Federation</td><td>"
        '<a href="http://groups.itu.int/stocktaking/WSISFlash/WSISFlashApril2014Issue.aspx"'
        ' title="https://w3id.org/govkg/id/source/wsis-page-2014-04/mpp-chair">004 mpp-chair</a>'
        "</td></tr></tbody></table><p>004  WSIS page of April 2014</p>"
    )


HOSTILE = Passage(
    'https://example.org/x/"><script>',
    "https://example.org/x",
    "<b>",
    "A & B",
    "explicit",
    "stated",
    "",
    (),
    (),
    'https://example.org/?a=1&b="><script>alert(1)</script>',
)


def test_nothing_in_a_passage_breaks_out_of_its_link() -> None:
    assert HOSTILE.html == (
        '<a href="https://example.org/?a=1&amp;b=&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"'
        ' title="https://example.org/x/&quot;&gt;&lt;script&gt;">&lt;b&gt; &quot;&gt;&lt;script&gt;</a>'
    )


@pytest.mark.parametrize(
    ("url", "origins", "shown"),
    [
        ("https://example.org/a", (), '<a href="https://example.org/a" title="id/one">001 id-one</a>'),
        ("", ("https://example.org/b",), '<a href="https://example.org/b" title="id/one">001 id-one</a>'),
        ("", (), '<span title="id/one">001 id-one</span>'),
        ("javascript:alert(1)", (), '<span title="id/one">001 id-one</span>'),
    ],
)
def test_a_passage_links_to_where_it_can_be_looked_up(url: str, origins: tuple[str, ...], shown: str) -> None:
    passage = replace(HOSTILE, iri="id/one", number="001", url=url, origins=origins)
    assert passage.html == shown.replace("id-one", "one")


def test_an_answer_in_a_notebook_leaves_out_empty_columns_and_says_what_sources_differ_on() -> None:
    rows = [Row((None, None, None), ("<i>who</i>", "", "1 < 2"), (HOSTILE.iri, "https://example.org/unknown"))]
    differs = Difference("about", "", "open", "a <difference>", (), ())
    answer = Answer(("a", "b", "c"), ("A", "B", "<C>"), rows, {HOSTILE.iri: HOSTILE}, [differs])
    assert answer._repr_html_() == (
        "<table><thead><tr><th>A</th><th>&lt;C&gt;</th><th>Sources</th></tr></thead>"
        f"<tbody><tr><td>&lt;i&gt;who&lt;/i&gt;</td><td>1 &lt; 2</td><td>{HOSTILE.html}</td></tr></tbody></table>"
        "<p>Sources differ: a &lt;difference&gt;</p><p>&lt;b&gt;  A &amp; B</p>"
    )


def test_an_empty_answer_in_a_notebook_says_what_that_means() -> None:
    assert Answer(("a",), ("A",), [], nothing="Nobody <says>.")._repr_html_() == "<p>Nobody &lt;says&gt;.</p>"


def test_a_card_in_a_notebook() -> None:
    lines = [Line("one <b>\nmore", (HOSTILE.iri,), set_aside=True), Line("two", ())]
    differs = Difference("about", "", "open", "why & how", (), ())
    card = Card("https://example.org/a&b", "A & B", ["Event"], [], {"Roles": lines}, {HOSTILE.iri: HOSTILE}, [differs])
    assert card._repr_html_() == (
        "<h3>A &amp; B</h3><p>Event · https://example.org/a&amp;b</p><h4>Roles</h4>"
        f"<ul><li>one &lt;b&gt;<br>more (set aside) <small>{HOSTILE.html}</small></li><li>two <small></small></li></ul>"
        "<p>Sources differ: why &amp; how</p>"
    )


def test_a_table_links_the_passages_it_is_told_to_cite() -> None:
    table = Table(
        ("who", "share", "passages"), [("<i>", 0.123456789, (HOSTILE.label, "002 other")), (None, 1, ())], "a<b"
    )
    assert table.cite([HOSTILE])._repr_html_() == (
        "<table><thead><tr><th>who</th><th>share</th><th>passages</th></tr></thead><tbody>"
        f"<tr><td>&lt;i&gt;</td><td>0.123457</td><td>{HOSTILE.html}; 002 other</td></tr>"
        "<tr><td></td><td>1</td><td></td></tr></tbody></table><p>a&lt;b</p>"
    )


def test_a_data_frame_has_the_columns_and_the_sources(kg: KnowledgeGraph) -> None:
    answer = kg.query(
        "PREFIX govkg: <https://w3id.org/govkg/ontology#>\n"
        "SELECT ?who ?passage WHERE { GRAPH ?passage { ?role govkg:in <https://w3id.org/govkg/id/wsis10-mpp> ;\n"
        "  govkg:role govkg:role-vice-chair ; govkg:actor ?who } }"
    )
    assert isinstance(answer, Answer)
    frame = answer.to_pandas()
    assert list(frame.columns) == ["who", "sources"]
    assert frame.to_numpy().tolist() == [
        ["Egypt", "004 mpp-vice-chairs"],
        ["Saudi Arabia", "004 mpp-vice-chairs"],
        ["Switzerland", "004 mpp-vice-chairs"],
    ]


def test_a_query_keeps_its_order_and_every_row(kg: KnowledgeGraph) -> None:
    values = "VALUES ?n { 3 1 2 1 }"
    ordered = kg.query(f"SELECT ?n {{ {values} }} ORDER BY DESC(?n)")
    assert isinstance(ordered, Answer)
    assert [row["n"] for row in ordered] == ["3", "2", "1", "1"]
    unordered = kg.query(f"SELECT ?n {{ {values} }}")
    assert isinstance(unordered, Answer)
    assert [row["n"] for row in unordered] == ["1", "1", "2", "3"]


def test_ask_and_construct(kg: KnowledgeGraph) -> None:
    itu = "<https://w3id.org/govkg/id/itu>"
    acronym = "<https://w3id.org/govkg/ontology#acronym>"
    assert kg.query(f'ASK {{ {itu} {acronym} "ITU" }}') is True
    triples = kg.query(f"CONSTRUCT {{ {itu} {acronym} ?name }} WHERE {{ {itu} {acronym} ?name }}")
    assert isinstance(triples, list)
    assert {triple.object.value for triple in triples} == {"ITU", "UIT"}  # type: ignore[union-attr]


def test_rdflib_sees_the_same_statements(kg: KnowledgeGraph) -> None:
    dataset = kg.rdflib()
    assert isinstance(kg.store, Embedded)
    assert sum(1 for _ in dataset.quads((None, None, None, None))) == len(kg.store.store)


def test_a_remote_graph_has_no_local_statements(endpoint: str) -> None:
    with pytest.raises(TypeError, match="a remote endpoint has no local statements"):
        govkg.load(endpoint=endpoint).rdflib()


def test_a_graph_on_disk_answers_alike(kg: KnowledgeGraph, tmp_path: Path) -> None:
    store = pyoxigraph.Store(str(tmp_path / "store"))
    store.bulk_load(path=str(shipped().released), format=pyoxigraph.RdfFormat.N_QUADS)
    store.flush()
    del store
    again = govkg.load(tmp_path / "store")
    asked = {"question": "feeds-into", "target": "NETmundial"}
    assert [row.cells for row in again.ask(**asked).rows] == [row.cells for row in kg.ask(**asked).rows]


def test_a_missing_graph_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"no graph at .*govkg\.nq: build it with 'govkg build'"):
        govkg.load(tmp_path / "govkg.nq")


def test_a_question_without_its_parameter(kg: KnowledgeGraph) -> None:
    with pytest.raises(BadQuery, match="the question 'feeds-into' needs 'target'"):
        kg.ask("feeds-into")


def test_a_misspelled_question_names_the_nearest(kg: KnowledgeGraph) -> None:
    with pytest.raises(NotFound, match="no question 'feed-into': did you mean 'feeds-into'"):
        kg.ask("feed-into", target="IGF")


def test_a_family_is_asked_as_one(kg: KnowledgeGraph) -> None:
    both = kg.ask("feeds-into", target=["WSIS+10 High-Level Event", "NETmundial"])
    first, second = kg.ask("feeds-into", target="WSIS+10 High-Level Event"), kg.ask("feeds-into", target="NETmundial")
    assert {row.cells for row in both.rows} == {row.cells for row in [*first.rows, *second.rows]}


def test_wsis_plus_ten_is_ambiguous_and_the_four_meanings_are_among_its_candidates(kg: KnowledgeGraph) -> None:
    with pytest.raises(Ambiguous) as caught:
        kg.entity("WSIS+10")
    ids = {line.rpartition(": ")[2] for line in caught.value.candidates}
    assert ids >= {"wsis10-high-level-event", "wsis10-mpp", "wsis10-review-process", "wsis10-overall-review"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("itu", "itu"),
        ("UIT", "itu"),
        ("Международный союз электросвязи", "itu"),
        ("国际电信联盟", "itu"),
        ("International Telecomunication Unoin", "itu"),
        ("Netmundial", "netmundial"),
        ("MPP", "wsis10-mpp"),
        ("plenipot 2014", "itu-plenipotentiary-2014"),
        ("SAO PAULO", "sao-paulo"),
        ("https://w3id.org/govkg/id/igf", "igf"),
        ("hle final briefing", "hle-final-briefing"),
    ],
)
def test_any_name_in_any_language_roughly_spelled(kg: KnowledgeGraph, typed: str, meant: str) -> None:
    assert kg.entity(typed).id == meant


def test_the_card_of_a_small_entity_whole(kg: KnowledgeGraph) -> None:
    card = kg.entity("KITS")
    assert (card.name, card.other_names) == ("Kuwait Information Technology Society", ["KITS"])
    shown = {heading: [(line.text, card.sources(line)) for line in lines] for heading, lines in card.sections.items()}
    assert shown["Roles"] == [
        ("Qusai AlShatti: board member, Kuwait Information Technology Society", ["003 profile-alshatti-kits"])
    ]
    assert ("location Kuwait", ["003 profile-kits"]) in shown["What is said"]


def test_a_card_marks_what_is_set_aside_and_says_that_sources_differ(kg: KnowledgeGraph) -> None:
    card = kg.entity("hle-final-briefing")
    dates = {(line.text, line.set_aside) for line in card.sections["What is said"] if line.text.startswith("date ")}
    assert dates == {("date 2014-03-12", True), ("date 2014-05-19", False)}
    assert [(d.verdict, d.property.rpartition("#")[2]) for d in card.differences] == [("superseded", "date")]
