"""Check: both engines, places, and the loops and reversed times that SHACL cannot express."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from worlds import PAGE_FILE, World

from govkg.check import check
from govkg.consistency import cycles, reversed_times
from govkg.errors import NotFound
from govkg.findings import Finding, Severity, Where, in_order
from govkg.namespaces import PREFIXES, XSD, data, term
from govkg.shacl_engines import ENGINES


def nowhere(subject: str, predicate: str, value: str) -> Where | None:
    return None


def part(of: str, predicate: str = term("partOf")) -> list[Quad]:
    """Statements from steps such as ``a<b b<c``: a is part of b, b of c."""
    pairs = [step.split("<") for step in of.split()]
    return [Quad(NamedNode(data(a)), NamedNode(predicate), NamedNode(data(b))) for a, b in pairs]


def said(facts: list[Quad]) -> list[str]:
    return [finding.message for finding in cycles(facts, nowhere)]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("", []),
        ("a<b b<c a<c", []),
        ("a<b b<d a<c c<d", []),
        ("a<a", ["partOf goes in a circle: a in a"]),
        ("b<a a<b", ["partOf goes in a circle: a in b in a"]),
        ("c<a a<b b<c x<a", ["partOf goes in a circle: a in b in c in a"]),
        ("a<b b<a c<d d<c", ["partOf goes in a circle: a in b in a", "partOf goes in a circle: c in d in c"]),
        ("a<b b<c c<b", ["partOf goes in a circle: b in c in b"]),
    ],
)
def test_cycles(steps: str, expected: list[str]) -> None:
    assert said(part(steps)) == expected
    assert said(part(steps)[::-1]) == expected


def test_a_long_chain_does_not_exhaust_the_stack() -> None:
    steps = " ".join(f"n{n:05}<n{n + 1:05}" for n in range(20_000))
    assert said(part(steps)) == []
    (message,) = said(part(f"{steps} n20000<n00000"))
    assert message.startswith("partOf goes in a circle: n00000 in n00001 in ")


@pytest.mark.parametrize(
    ("predicate", "name"),
    [
        (term("partOf"), "partOf"),
        (PREFIXES["org"] + "subOrganizationOf", "subOrganizationOf"),
        (PREFIXES["schema"] + "containedInPlace", "containedIn"),
    ],
)
def test_every_hierarchy_is_looked_at(predicate: str, name: str) -> None:
    assert said(part("a<b b<a", predicate)) == [f"{name} goes in a circle: a in b in a"]
    assert said([*part("a<b", predicate), *part("b<a", term("before"))]) == []


def times(start: str, end: str, of: str = "call", dates: tuple[str, ...] = ()) -> list[str]:
    names = (
        (term("opens"), term("closes"))
        if of == "call"
        else tuple(PREFIXES["schema"] + n for n in ("startTime", "endTime"))
    )
    facts = [
        Quad(NamedNode(data("x")), NamedNode(name), Literal(value, datatype=NamedNode(XSD + "string")))
        for name, value in [*zip(names, (start, end), strict=True), *((term("date"), one) for one in dates)]
    ]
    return [finding.message for finding in reversed_times(facts, nowhere)]


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("2014-01-01", "2013-12-31", True),
        ("2014", "2013", True),
        ("2014-02", "2014-01-31", True),
        ("2014-01-01", "2014-01-01", False),
        ("2014-01", "2014-01-15", False),
        ("2014", "2014-01", False),
        ("2014-01-05?", "2014-01-04", False),
        ("../2014", "2013", False),
        ("2014", "soon", False),
        ("soon", "2014", False),
    ],
)
def test_only_a_call_that_certainly_closes_before_it_opens_is_wrong(start: str, end: str, wrong: bool) -> None:
    assert times(start, end) == [f"x ends on {end}, before its beginning on {start}"] * wrong


ONE_DAY = ("2014-06-10",)


@pytest.mark.parametrize(
    ("start", "end", "dates", "wrong"),
    [
        ("09:00:00", "08:59:59", ONE_DAY, True),
        ("09:00:00", "09:00:00", ONE_DAY, False),
        ("09:00:00", "08:59:59.5", ("2014-06-10/2014-06-10",), True),
        # Several days, and days that nobody gives or is sure of.
        ("14:00:00", "12:00:00", ("2014-06-10/2014-06-13",), False),
        ("22:00:00", "01:00:00", (), False),
        ("22:00:00", "01:00:00", ("2014-06-10/2014-06-11",), False),
        ("22:00:00", "01:00:00", ("2014-06",), False),
        ("22:00:00", "01:00:00", ("2014-06-10?",), False),
        ("22:00:00", "01:00:00", ("2014-06-10/..",), False),
        ("22:00:00", "01:00:00", ("..",), False),
        ("22:00:00", "01:00:00", ("2014-06-10", "2014-06-11"), False),
        ("22:00:00", "01:00:00", ("soon",), False),
        # Zones.
        ("10:00:00+03:00", "09:00:00Z", ONE_DAY, False),
        ("09:00:00Z", "10:00:00+03:00", ONE_DAY, True),
        ("09:00:00Z", "12:00:00+03:00", ONE_DAY, False),
        ("20:00:00-10:00", "08:00:00+02:00", ONE_DAY, False),
        ("23:00:00-05:00", "01:00:00-05:00", ONE_DAY, True),
        ("09:00:00", "08:00:00Z", ONE_DAY, False),
        ("09:00:00Z", "08:00:00", ONE_DAY, False),
        # What is no time is told by others.
        ("09:00:00", "8", ONE_DAY, False),
        ("noon", "08:00:00", ONE_DAY, False),
    ],
)
def test_only_what_certainly_ends_before_it_starts_is_wrong(
    start: str, end: str, dates: tuple[str, ...], wrong: bool
) -> None:
    assert times(start, end, "session", dates) == [f"x ends on {end}, before its beginning on {start}"] * wrong


def test_of_times_that_stand_side_by_side_none_may_make_sense() -> None:
    def found(starts: str, ends: str) -> list[str]:
        facts = [
            Quad(NamedNode(data("x")), NamedNode(term(name)), Literal(value))
            for name, values in (("opens", starts), ("closes", ends))
            for value in values.split()
        ]
        said = [finding.message for finding in reversed_times(facts, nowhere)]
        assert said == [finding.message for finding in reversed_times(facts[::-1], nowhere)]
        return said

    assert found("2014-01 2014-03", "2014-02") == found("2014-01", "2014-02 2013") == []
    assert found("2014-02 2014-03", "2014-01 2013") == ["x ends on 2013, before its beginning on 2014-02"]


def test_an_event_may_end_at_an_earlier_time_of_a_later_day(tmp_path: Path) -> None:
    world = World(tmp_path)
    clock = "startTime: '14:00:00', endTime: '12:00:00'"
    world.change(PAGE_FILE, "location: geneva}", f"location: geneva, {clock}}}")
    assert world.findings() == []
    world.change(PAGE_FILE, "date: 2014-06-10/2014-06-13", "date: 2014-06-10")
    message = "summit ends on 12:00:00, before its beginning on 14:00:00"
    hint = "mend one of the two, or the date if it ends on a later day"
    assert world.findings() == [f"{PAGE_FILE}:16:90: error: {message} ({hint})"]


def test_findings_are_ordered_by_place_then_entity_and_told_once() -> None:
    one = Finding("m", "r", "", Where("b.yaml", 2, 1))
    two = Finding("m", "r", "", Where("a.yaml", 10, 1))
    three = Finding("m", "r", "", Where("a.yaml", 2, 9))
    four = Finding("m", "r", entity="http://b", severity=Severity.WARNING)
    five = Finding("m", "r", entity="http://a")
    assert in_order([four, one, two, one, five, three]) == [three, two, one, five, four]


def test_a_finding_as_a_line() -> None:
    assert str(Finding("text", "r", "hint", Where("a.yaml", 2, 3), "http://a")) == "a.yaml:2:3: error: text (hint)"
    assert str(Finding("text", "r", "", None, "http://a", Severity.WARNING)) == "http://a: warning: text"
    assert str(Finding("text", "r")) == "error: text"


def test_an_engine_that_is_none(tmp_path: Path) -> None:
    world = World(tmp_path)
    with pytest.raises(NotFound) as raised:
        check(world.build(), world.project, "jena")
    assert str(raised.value) == "no SHACL engine 'jena': one of shacl, pyshacl"


VALUES = [
    '"5"', '"5"@en', '""', '"\\u00e9\\n\\"\\\\"', '"x"^^<http://e/none>', '"2014"^^edtf:EDTF', '"2014"^^xsd:gYear',
    "gid:itu", "gid:nobody", "govkg:role-chair", "<mailto:x@y>", '"5.0"^^xsd:decimal', '"x"^^xsd:decimal',
    *(f'"{n}"^^xsd:integer' for n in ("05", "+5", "-0", "-5", "x", "1_000", "٥", " 5", "1e3", "9" * 18, "9" * 30)),
    *(f'"{b}"^^xsd:boolean' for b in ("1", "0", "true", "TRUE", "yes", " true")),
    *(f'"{t}"^^xsd:time' for t in ("24:00:00", "09:00:00.5Z", "09:00:00.1234567", "9:00", "09:00", "09:00:00+14:00")),
    *(
        f'"{i}"^^xsd:dateTime'
        for i in (
            "2014-02-30T00:00:00Z", "2014-02-28T24:00:00", "2014-02-28T23:00:00", "0000-01-01T00:00:00Z",
            "-0044-03-15T00:00:00Z", "12014-01-01T00:00:00Z", "2014-04-18T21:00Z", "20140418T210000Z",
            "2014-04-18 21:00:00", "2014-04-18T21:00:00+15:00", "2014-W10-1T00:00:00Z",
        )
    ),
    *(f'"{d}"^^xsd:duration' for d in ("P1Y2M", "-P1D", "P1W", "PT1.5S", "P", "P1YT")),
    *(f'"{d}"^^xsd:date' for d in ("2014-02-28", "2014-02-30", "2014-2-3", "2014-02-28Z", "20140228")),
]  # fmt: skip
PROPERTIES = [
    "govkg:count", "govkg:ordinal", "schema:startTime", "schema:duration", "govkg:closesInstant", "govkg:extendable",
    "govkg:date", "dcterms:description", "govkg:status", "govkg:partOf", "schema:location", "skos:prefLabel",
    "skos:altLabel", "govkg:acronym", "foaf:homepage", "govkg:modality", "govkg:timeZone",
]  # fmt: skip
PREFIX_LINES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


@pytest.mark.parametrize("prop", PROPERTIES)
def test_both_engines_find_the_same_wherever_a_value_may_stand(prop: str, tmp_path: Path) -> None:
    """Every kind of value under every kind of property, each on an event and a call of its own."""
    world = World(tmp_path)
    lines = [
        f'gid:{kind.lower()}-{n} a govkg:{kind} ; skos:prefLabel "{kind} {n}"@en ; {prop} {value} .'
        for n, value in enumerate(VALUES)
        for kind in ("Event", "Call")
    ]
    extra = world.write("extra.ttl", PREFIX_LINES + "\n".join(lines) + "\n")
    built = world.build(extra)
    first, second = (check(built, world.project, engine) for engine in ENGINES)
    assert first == second
    assert len(first) > len(VALUES) / 3


def test_both_engines_find_the_same_in_a_world_with_everything_wrong(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.change(PAGE_FILE, "location: geneva}", "location: itu, partOf: forum, editionOf: geneva, modality: wished}")
    world.change(PAGE_FILE, "partOf: summit}", "status: ended}")
    world.change(
        PAGE_FILE, "issuedBy: itu}", "issuedBy: geneva, addressee: itu, closesInstant: '2014-02-01T00:00:00Z'}"
    )
    world.change(PAGE_FILE, "from: report, to: summit", "from: summit, to: summit")
    world.change(PAGE_FILE, "publisher: itu", "publisher: geneva")
    world.change(PAGE_FILE, "at: 60-90\n    certainty: explicit", "certainty: implied")
    first, second = (world.findings(engine=engine) for engine in ENGINES)
    assert first == second
    assert len(first) >= 8
