"""Derivation: what rules add, where it stands, and what they must never add."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from worlds import PAGE_FILE, World

from govkg.derive import Rule, date_records, derive, rules
from govkg.errors import InputError
from govkg.model.dates import DateError
from govkg.namespaces import EDTF, XSD, data, short, term
from govkg.paths import shipped
from govkg.quads import text

DESCRIBED = {"rdf:type", "skos:prefLabel", "dcterms:description"}


def fact(subject: str, predicate: str, value: str) -> Quad:
    return Quad(NamedNode(f"http://{subject}"), NamedNode(f"http://{predicate}"), NamedNode(f"http://{value}"))


def lines(quads: list[Quad]) -> set[str]:
    """Statements in short: subject, property, value, and graph if it is named."""
    return {
        " ".join(
            short(node.value)
            for node in (quad.subject, quad.predicate, quad.object, quad.graph_name)
            if isinstance(node, (NamedNode, Literal))
        )
        for quad in quads
        if short(quad.predicate.value) not in DESCRIBED or not str(quad.subject).startswith(f"<{data('derivation/')}")
    }


def test_each_rule_runs_over_the_result_of_those_before_it() -> None:
    one = Rule("one", "First", "", "CONSTRUCT { ?a <http://q> ?b } WHERE { ?a <http://p> ?b }")
    two = Rule("two", "Second", "", "CONSTRUCT { ?b <http://r> ?a . ?a <http://p> ?b } WHERE { ?a <http://q> ?b }")
    assert lines(derive([fact("a", "p", "b")], [one, two])) == {
        "http://a http://q http://b",
        "http://a http://q http://b derivation/one",
        "http://b http://r http://a",
        "http://b http://r http://a derivation/two",
    }
    assert lines(derive([fact("a", "p", "b")], [two, one])) == {
        "http://a http://q http://b",
        "http://a http://q http://b derivation/one",
    }


def test_a_rule_is_described_and_what_is_held_already_is_not_derived() -> None:
    rule = Rule("one", "Summary", "Description", "CONSTRUCT { ?a <http://p> ?b } WHERE { ?a <http://p> ?b }")
    found = {
        (short(text(quad.subject)), short(quad.predicate.value), quad.object)
        for quad in derive([fact("a", "p", "b")], [rule])
    }
    assert found == {
        ("derivation/one", "rdf:type", NamedNode(term("DerivationRule"))),
        ("derivation/one", "skos:prefLabel", Literal("Summary", language="en")),
        ("derivation/one", "dcterms:description", Literal("Description", language="en")),
    }


def test_rules_run_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("20-second.rq", "10-first-of-all.rq", "third.rq"):
        (tmp_path / name).write_text(f"#+ summary: {name}\nCONSTRUCT WHERE {{ ?a ?b ?c }}\n", encoding="utf-8")
    assert [(rule.name, rule.summary) for rule in rules(tmp_path)] == [
        ("first-of-all", "10-first-of-all.rq"),
        ("second", "20-second.rq"),
        ("third", "third.rq"),
    ]


def test_a_rule_that_is_no_construct_query(tmp_path: Path) -> None:
    for content, message in (
        ("ASK {}", "a rule must be a CONSTRUCT query"),
        ("CONSTRUCT {\n  ?a\n}", "not SPARQL: line 3, column 1 in '}'"),
    ):
        (tmp_path / "10-x.rq").write_text(content, encoding="utf-8")
        with pytest.raises(InputError) as raised:
            rules(tmp_path)
        assert [str(one) for one in raised.value.findings] == [f"ontology/rules/10-x.rq:1:1: error: {message}"]


def test_every_shipped_rule_says_what_it_derives() -> None:
    assert [rule.name for rule in rules(shipped().rules) if not rule.description or rule.summary == rule.name] == []


def test_a_date_has_its_four_bounds() -> None:
    quad = Quad(NamedNode("http://a"), NamedNode("http://p"), Literal("2014-06/..", datatype=NamedNode(EDTF)))
    untyped = Quad(NamedNode("http://a"), NamedNode("http://p"), Literal("2015"))
    date = data("date/2014-06--open")

    def line(predicate: str, value: Literal | NamedNode) -> Quad:
        return Quad(NamedNode(date), NamedNode(predicate), value, DefaultGraph())

    assert date_records([quad, quad, untyped]) == [
        line("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", NamedNode(term("Date"))),
        line(term("edtf"), Literal("2014-06/..", datatype=NamedNode(EDTF))),
        line(term("certainDate"), Literal("true", datatype=NamedNode(XSD + "boolean"))),
        line(term("earliestStart"), Literal("2014-06-01", datatype=NamedNode(XSD + "date"))),
        line(term("latestStart"), Literal("2014-06-30", datatype=NamedNode(XSD + "date"))),
    ]


def test_a_date_that_is_none_is_an_error() -> None:
    quad = Quad(NamedNode("http://a"), NamedNode("http://p"), Literal("soon", datatype=NamedNode(EDTF)))
    with pytest.raises(DateError):
        date_records([quad])


def shortcuts(world: World) -> set[str]:
    built = world.build()
    assert [str(finding) for finding in built.findings] == []
    return {line for line in lines(built.accepted) if "feedsInto" in line}


@pytest.mark.parametrize(
    ("modality", "expected"),
    [
        ("stated", {"report govkg:feedsInto summit", "report govkg:feedsIntoStated summit"}),
        ("planned", {"report govkg:feedsInto summit", "report govkg:feedsIntoPlanned summit"}),
        ("expected", {"report govkg:feedsInto summit", "report govkg:feedsIntoExpected summit"}),
        ("wished", set()),
        ("asked", set()),
        ("framed", set()),
    ],
)
def test_only_what_is_stated_planned_or_expected_feeds_into(modality: str, expected: set[str], tmp_path: Path) -> None:
    world = World(tmp_path)
    world.change(PAGE_FILE, "link: submits-input}", f"link: submits-input, modality: {modality}}}")
    assert shortcuts(world) == expected


@pytest.mark.parametrize("modality", ["wished", "asked", "framed"])
def test_a_record_in_a_passage_that_only_wishes_is_only_wished(modality: str, tmp_path: Path) -> None:
    world = World(tmp_path)
    world.change(PAGE_FILE, "at: 60-90\n", f"at: 60-90\n    modality: {modality}\n")
    assert shortcuts(world) == set()


def test_feeds_into_goes_no_further_than_one_step(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.change(
        PAGE_FILE,
        "link: submits-input}",
        "link: submits-input}\n      - {type: Contribution, from: summit, to: forum-2014, link: prepares}",
    )
    assert shortcuts(world) == {
        "report govkg:feedsInto summit",
        "report govkg:feedsIntoStated summit",
        "summit govkg:feedsInto forum-2014",
        "summit govkg:feedsIntoStated forum-2014",
    }


def test_membership_gives_no_participation(tmp_path: Path) -> None:
    world = World(tmp_path)
    before = set(lines(world.build().accepted))
    world.change(
        PAGE_FILE,
        "- {id: day-one, partOf: summit}",
        "- {id: day-one, partOf: summit}\n      - {id: itu, memberOf: itu}",
    )
    assert set(lines(world.build().accepted)) - before == {"itu org:memberOf itu"}


CONSTRUCT = b"CONSTRUCT { ?a ?b ?c }\nWHERE { ?a ?b ?c }\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"# caf\xe9\n" + CONSTRUCT, "not UTF-8 (save the file in the encoding UTF-8)"),
        (
            b"#+ summary: x\n#+ description: [x\n" + CONSTRUCT,
            "the header (the lines that begin with #+) is not YAML: line 2: did not find expected ',' or ']'",
        ),
        (
            b"#+ - summary\n" + CONSTRUCT,
            "the header (the lines that begin with #+) is no list of keys with values: write it as '#+ summary: ...'",
        ),
        (b"ASK { ?a ?b ?c }", "a rule must be a CONSTRUCT query"),
    ],
)
def test_a_rule_that_is_none_is_told_with_its_file(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "20-x.rq").write_bytes(content)
    with pytest.raises(InputError) as raised:
        rules(tmp_path)
    assert [str(one) for one in raised.value.findings] == [f"ontology/rules/20-x.rq:1:1: error: {message}"]
