"""Acceptance: what holds of what passages say, statement by statement."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from govkg.accept import Decision, accepted, conflicts, decisions, differing, single_valued, stale
from govkg.findings import Finding, Severity, Where
from govkg.namespaces import PREFIXES, RDF_TYPE, data, term

DATE, PART, CALLED, ROLE = term("date"), term("partOf"), term("calledAs"), term("role")
SUMMIT, PAGE, NOTE = data("summit"), data("source/page/p"), data("source/note/n")
KEYS = {DATE: "date"}
KEY = ("about", "property")


def said(graph: str, subject: str, predicate: str, value: str | NamedNode) -> Quad:
    term = value if isinstance(value, NamedNode) else Literal(value)
    return Quad(NamedNode(subject), NamedNode(predicate), term, NamedNode(graph))


def decision(**fields: object) -> Decision:
    given = {"iri": data("decision/d"), "about": SUMMIT, "property": DATE, "accepts": frozenset({PAGE})}
    return Decision(**{**given, "sets_aside": frozenset({NOTE}), **fields})  # type: ignore[arg-type]


FIRST, SECOND, OTHER = (
    said(PAGE, SUMMIT, DATE, "2014-06"),
    said(NOTE, SUMMIT, DATE, "2014-04"),
    said(NOTE, SUMMIT, PART, "x"),
)


def test_all_claims_hold_that_nobody_sets_aside() -> None:
    assert accepted([FIRST, SECOND, OTHER], {}, []) == [FIRST, SECOND, OTHER]


def test_a_decision_sets_aside_one_property() -> None:
    assert accepted([FIRST, SECOND, OTHER], {}, [decision()]) == [FIRST, OTHER]


def test_a_decision_without_a_property_sets_aside_all_that_a_passage_says_about_a_thing() -> None:
    elsewhere = said(NOTE, data("forum"), DATE, "2014")
    assert accepted([FIRST, SECOND, OTHER, elsewhere], {}, [decision(property="")]) == [FIRST, elsewhere]


def test_wishes_questions_and_framings_give_no_plain_fact_but_records_and_names() -> None:
    record = data("role/r")
    claims = [
        said(PAGE, SUMMIT, DATE, "2014"),
        said(PAGE, SUMMIT, CALLED, "the summit"),
        said(PAGE, record, RDF_TYPE, NamedNode(term("Role"))),
        said(PAGE, record, ROLE, NamedNode(term("role-chair"))),
    ]
    for modality, held in (
        ("stated", claims),
        ("planned", claims),
        ("expected", claims),
        ("wished", claims[1:]),
        ("asked", claims[1:]),
        ("framed", claims[1:]),
    ):
        assert accepted(claims, {PAGE: term(f"modality-{modality}")}, []) == held


def test_decisions_are_read_from_statements() -> None:
    iri = data("decision/d")

    def about(predicate: str, value: str) -> Quad:
        return said("http://g", iri, term(predicate), NamedNode(value))

    quads = [
        said("http://g", iri, RDF_TYPE, NamedNode(term("Decision"))),
        about("about", SUMMIT),
        about("property", DATE),
        about("accepts", PAGE),
        about("setsAside", NOTE),
        about("setsAside", data("source/x/y")),
        said("http://g", data("decision/none"), term("about"), NamedNode(SUMMIT)),
    ]
    assert decisions(quads) == [decision(sets_aside=frozenset({NOTE, data("source/x/y")}))]


@pytest.mark.parametrize("backwards", [False, True])
def test_a_decision_about_many_things_is_read_alike_every_time(backwards: bool) -> None:
    names = [f"n{number:02}" for number in range(50)]
    quads = [said("http://g", data("decision/d"), RDF_TYPE, NamedNode(term("Decision")))]
    quads += [said("http://g", data("decision/d"), term(key), NamedNode(n)) for key in KEY for n in map(data, names)]
    expected = decision(about=data("n00"), property=data("n00"), accepts=frozenset(), sets_aside=frozenset())
    assert decisions(quads[::-1] if backwards else quads) == [expected]


def test_single_valued_are_plain_paths_with_one_value_at_most() -> None:
    sh = PREFIXES["sh"]

    def shape(name: str, path: str, count: int) -> list[Quad]:
        counted = Quad(NamedNode(f"http://{name}"), NamedNode(sh + "maxCount"), Literal(count))
        return [said("http://g", f"http://{name}", sh + "path", NamedNode(path)), counted]

    assert single_valued([*shape("a", DATE, 1), *shape("b", PART, 2), *shape("c", ROLE, 0)]) == {DATE}


def test_what_only_decisions_have_one_of_is_no_conflict_elsewhere() -> None:
    sh = PREFIXES["sh"]

    def shape(name: str, path: str, *classes: str) -> list[Quad]:
        """A node shape of classes with a property shape that allows one value."""
        node, prop = f"http://{name}", f"http://{name}-1"
        counted = Quad(NamedNode(prop), NamedNode(sh + "maxCount"), Literal(1))
        path_of = said("http://g", prop, sh + "path", NamedNode(path))
        targets = [said("http://g", node, sh + "targetClass", NamedNode(term(one))) for one in classes]
        return [said("http://g", node, sh + "property", NamedNode(prop)), *targets, path_of, counted]

    alone = shape("d", PART, "Decision")
    assert single_valued(alone) == set()
    assert single_valued([*alone, *shape("e", DATE, "Event")]) == {DATE}
    assert single_valued([*alone, *shape("e", PART, "Event")]) == {PART}
    assert single_valued(shape("f", CALLED, "Decision", "Event")) == {CALLED}
    assert single_valued(shape("g", CALLED)) == {CALLED}


def test_two_values_where_one_is_allowed_differ() -> None:
    facts = [SECOND, FIRST, said(data("source/page/q"), SUMMIT, DATE, "2014-06"), OTHER, said(PAGE, SUMMIT, PART, "y")]
    found = differing(facts, {DATE})
    assert found == {(SUMMIT, DATE): {'"2014-04"': [NOTE], '"2014-06"': [PAGE, data("source/page/q")]}}
    places = {(NOTE, SUMMIT, DATE): Where("b.yaml", 3, 4), (PAGE, SUMMIT, DATE): Where("a.yaml", 5, 6)}
    message = 'sources differ on date of summit: "2014-04" in source/note/n; "2014-06" in source/page/p, source/page/q'
    hint = "decide it in graph/decisions.yaml, with the reason"
    assert conflicts(found, [], places, KEYS) == [
        Finding(message, "undecided-conflict", hint, Where("a.yaml", 5, 6), SUMMIT)
    ]


def test_a_conflict_that_a_decision_leaves_names_the_decision() -> None:
    found = {(SUMMIT, DATE): {'"2014-04"': [NOTE], '"2014-06"': [PAGE]}}
    (finding,) = conflicts(found, [decision(sets_aside=frozenset())], {}, KEYS)
    expected = "decision/d leaves them: add setsAside with what is not accepted, with both if both stand"
    assert (finding.hint, finding.where, finding.entity) == (expected, None, SUMMIT)


def test_a_decision_on_what_nobody_says_is_stale() -> None:
    where = Where("decisions.yaml", 2, 3)
    places = {("", data("decision/d"), term("setsAside")): where}
    assert stale([decision()], [FIRST, SECOND], places) == []
    assert stale([decision(property="")], [FIRST, OTHER], places) == []
    message = "source/note/n does not say what is set aside about summit"
    hint = "mend or delete the decision"
    for one in (decision(), decision(property="", about=data("forum"))):
        (finding,) = stale([one], [FIRST, OTHER], places)
        expected = message.replace("summit", one.about.removeprefix(data("")))
        assert finding == Finding(expected, "stale-decision", hint, where, one.iri, Severity.WARNING)
