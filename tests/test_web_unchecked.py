"""A graph that nobody checked: what is no date, licence or name is shown as it is, and everything else is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse
from reading import Read
from starlette.testclient import TestClient
from web import client
from worlds import World

from govkg.evidence import Difference, differences
from govkg.export import FORMATS, Material
from govkg.export.dataset import DATASET, header
from govkg.knowledge_graph import KnowledgeGraph
from govkg.known import known, may_be_written_by
from govkg.loaders.context import Context
from govkg.model.dates import Day, Truth
from govkg.namespaces import PREFIXES, data, short, term
from govkg.paths import shipped
from govkg.release import nquads
from govkg.store import Embedded

LICENCE = PREFIXES["dcterms"] + "license"
RDF = {"turtle": RdfFormat.TURTLE, "trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
PLAN = {"as": "civil society", "into": "summit", "from": "2014-01-01"}


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], KnowledgeGraph]:
    """A small world in which a pattern in its N-Quads is replaced."""
    released = nquads(World(tmp_path_factory.mktemp("world") / "world").build().quads).decode()

    def change(pattern: str, by: str) -> KnowledgeGraph:
        text, count = re.subn(pattern, by, released, flags=re.MULTILINE)
        assert count > 0, pattern
        store = Store()
        store.load(text.encode(), RdfFormat.N_QUADS)
        return KnowledgeGraph(Embedded(store), shipped())

    return change


Changed = Callable[[str, str], KnowledgeGraph]


def read(pages: TestClient, path: str, **query: str) -> Read:
    answer = pages.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return Read.of(answer.text)


def spring(changed: Changed) -> KnowledgeGraph:
    """The page was written in "spring 2014", which is no EDTF."""
    return changed(r'^(<[^>]*/source/page> <[^>]*#written> )"[^"]*"', r'\1"spring 2014"')


def test_a_source_says_when_it_was_written_in_its_own_words(changed: Changed) -> None:
    pages = client(spring(changed))
    listed = read(pages, "/sources").words
    assert "web page, written spring 2014, 3 passages" in listed
    assert "note, written January 2014, 1 passage" in listed
    assert "Writtenspring 2014" in read(pages, "/page/source/page").words


def test_a_plan_goes_on_where_a_source_has_no_readable_date(changed: Changed) -> None:
    kg = spring(changed)
    page = read(client(kg), "/plan", **PLAN)
    assert "The page, written spring 2014" in page.words
    # Of a day only the note counts, whose date can be read.
    day = Day.parse("2014-05-01")
    assert known(kg.store, day).written == {data("source/note"): "2014-01"}
    assert known(kg.store).by_then(data("source/page")) == Truth.CERTAINLY
    texts = ("spring 2014", "", "2014~", "2014-06")
    assert [may_be_written_by(text, day) for text in texts] == [False, False, True, False]
    assert client(kg).get("/plan.ics", params=PLAN).status_code == 200


@pytest.mark.parametrize("name", RDF)
def test_a_licence_in_words_is_exported_as_it_is(changed: Changed, name: str) -> None:
    kg = changed(rf"^(\S+ontology> <{LICENCE}> )<[^>]*>", r'\1"CC BY 4.0"')
    content = FORMATS[name].write(Material(kg.store, kg.names, Context(kg.project.context)))
    assert isinstance(content, bytes)
    assert header(kg.store).licence == "CC BY 4.0"
    described = Quad(NamedNode(DATASET), NamedNode(LICENCE), Literal("CC BY 4.0"), DefaultGraph())
    assert described in set(parse(content, RDF[name]))


def test_a_licence_without_a_name_is_left_out(changed: Changed) -> None:
    assert header(changed(rf"^(\S+ontology> <{LICENCE}> )<[^>]*>", r"\1_:licence").store).licence == ""


def test_a_decision_about_what_has_no_name_does_not_hide_the_others(changed: Changed) -> None:
    decision = data("decision/summit-date")
    by = {
        "verdict": "superseded",
        "reason": "The page is later.",
        "accepts": (data("source/page/dates"),),
        "sets_aside": (data("source/note/early-dates"),),
        "property": term("date"),
    }
    unnamed = changed(rf"^(<{decision}> <{term('about')}> )<[^>]*>", r"\1_:nobody")
    assert differences(unnamed.store) == [Difference(about="", iri=decision, **by)]  # type: ignore[arg-type]
    nobodys = changed(rf"^<{decision}> ", "_:decision ")
    assert differences(nobodys.store) == [Difference(about=data("summit"), iri="", **by)]  # type: ignore[arg-type]


def test_a_rule_whose_name_begins_with_a_digit_shows_its_text(tmp_path: Path) -> None:
    world = World(tmp_path / "world")
    rules = world.own_ontology() / "rules"
    query = "CONSTRUCT { ?a <https://example.org/near> ?b }\nWHERE { ?a govkg:partOf ?b }"
    head = "PREFIX govkg: <https://w3id.org/govkg/ontology#>\n"
    for name in ("90-2nd-pass", "feeds-again"):
        (rules / f"{name}.rq").write_text(f"#+ summary: {name}\n{head}{query}\n", encoding="utf-8")
    store = Store()
    store.extend(world.build().quads)
    pages = client(KnowledgeGraph(Embedded(store), world.project))
    names = sorted(one.removeprefix("derivation/") for one in map(short, known_rules(store)))
    assert {"2nd-pass", "again"} <= set(names)
    shown = {name: read(pages, f"/page/derivation/{name}").all("pre") for name in names}
    assert [name for name, (*texts,) in shown.items() if not texts] == []
    assert ["".join(one.itertext()) for one in shown["2nd-pass"]] == [head + query]


def known_rules(store: Store) -> list[str]:
    """The IRIs of all rules."""
    kind = NamedNode(term("DerivationRule"))
    found = store.quads_for_pattern(None, None, kind, DefaultGraph())
    return [quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)]
