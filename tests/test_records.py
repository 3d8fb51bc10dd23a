"""Entries of YAML: the ids of records, and that nothing a curator may write makes a loader raise."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from govkg.loaders import YAML_LOADERS
from govkg.loaders.context import Context
from govkg.loaders.contract import Loaded
from govkg.loaders.records import ID, KEY_FIELDS, Records
from govkg.loaders.yaml_nodes import read
from govkg.namespaces import DATA, PREFIXES, TERMS, XSD
from govkg.paths import shipped

CONTEXT = Context(shipped().context)


def entry_id(text: str, document: str = "") -> str:
    """The id that an entry gets, or the finding that says why it has none."""
    root, _ = read(text.encode(), "f.yaml")
    assert root is not None
    loaded = Loaded()
    records = Records(CONTEXT, loaded)
    records.document = document
    entry = records.read(root)
    return str(entry["id"]).removeprefix(DATA) if entry else "; ".join(str(one) for one in loaded.findings)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("{id: itu, type: Organization}", "itu"),
        ("{id: a/b, type: Role}", "a/b"),
        ("{type: Contribution, from: a, link: reviews, to: b}", "contribution/a--reviews--b"),
        ("{type: Contribution, from: source/a/b, link: reviews, to: c}", "contribution/source.a.b--reviews--c"),
        ("{type: Role, actor: [b, a], role: chair, in: c}", "role/a_b--chair--c"),
        ("{type: Rule, group: governments, mode: speak, in: c}", "rule/governments--speak--c"),
        ("{type: Rule, actor: itu, mode: [speak, attend], in: c}", "rule/actor/itu--attend_speak--c"),
        ("{type: Rule, actor: governments, mode: speak, in: c}", "rule/actor/governments--speak--c"),
        ("{type: Rule, group: governments, actor: itu, mode: speak, in: c}", "rule/governments--speak--c"),
        ("{type: Mandate, mandated: a, issuedBy: b}", "mandate/a--b"),
        ("{type: Mandate, mandated: a, issuedBy: b, instrument: c}", "mandate/a--c"),
        ("{type: State, document: a, status: draft}", "state/a--draft"),
        ("{type: Gap, about: a, missing: date}", "gap/a--date"),
        ("{type: [Event, Role], actor: a, role: chair, in: c}", "role/a--chair--c"),
        ("{type: [Role, Event], actor: a, role: chair, in: c}", "role/a--chair--c"),
        (
            "{type: Role, actor: a, in: c}",
            "f.yaml:1:1: error: a Role without role (add it, or give the record an id)",
        ),
        (
            "{type: Rule, mode: speak}",
            "f.yaml:1:1: error: a Rule without group or actor, in (add it, or give the record an id)",
        ),
        *(
            (
                f"{{type: Role, actor: [itu, {name}], role: chair, in: c}}",
                f"f.yaml:1:27: error: the id of the record cannot be made of '{name}':"
                " '_', '.' and '--' stand between its parts (give the record an id of its own)",
            )
            for name in ("a_b", "a.b", "a--b", "source/a.b/c", "http://a.b/c")
        ),
        ("{id: role/r, type: Role, actor: [itu, a_b], role: chair, in: a--b}", "role/r"),
        ("{type: Role, actor: a-, role: chair, in: b}", "role/a---chair--b"),
        ("{type: Event, name: {en: x}}", "f.yaml:1:1: error: an entry without an id (give it an id)"),
        ("{name: {en: x}}", "f.yaml:1:1: error: an entry without an id (give it an id)"),
        ("{type: Rol, actor: a}", "f.yaml:1:8: error: unknown type 'Rol' (did you mean 'Role'?)"),
        ("text", "f.yaml:1:1: error: an entry must be a mapping such as {id: itu, ...} (write key: value)"),
        (
            "{id: [a], type: Event}",
            "f.yaml:1:6: error: '' is not an id (small letters, digits, hyphens; a slash between parts)",
        ),
        (
            "{id: ../etc, type: Event}",
            "f.yaml:1:6: error: '../etc' is not an id (small letters, digits, hyphens; a slash between parts)",
        ),
    ],
)
def test_ids(entry: str, expected: str) -> None:
    assert entry_id(entry) == expected


def test_the_silence_of_two_documents_is_two_gaps() -> None:
    gap = "{type: Gap, about: a, missing: date}"
    assert [entry_id(gap, document) for document in ("page", "note")] == ["gap/page/a--date", "gap/note/a--date"]


IDS = st.from_regex(r"[ab][ab._-]{0,3}(/[ab][ab._-]{0,2})?", fullmatch=True)
STATES = st.tuples(st.lists(IDS, min_size=1, max_size=2, unique=True).map(sorted), IDS)


@settings(deadline=None, max_examples=400)
@given(STATES, STATES)
@example((["a_b"], "c"), (["a", "b"], "c"))
@example((["a--b"], "c"), (["a"], "b--c"))
@example((["a/b"], "c"), (["a.b"], "c"))
def test_two_records_never_share_an_id(first: tuple[list[str], str], second: tuple[list[str], str]) -> None:
    def state(documents: list[str], status: str) -> str:
        return entry_id(f"{{type: State, document: [{', '.join(documents)}], status: {status}}}")

    one, other = state(*first), state(*second)
    assert one != other or first == second or "error" in one


NAMES = st.lists(st.from_regex(r"[a-z0-9]{1,5}", fullmatch=True), min_size=1, max_size=4, unique=True)


@settings(deadline=None)
@given(st.sampled_from(sorted(KEY_FIELDS)), st.data(), st.randoms(use_true_random=False))
def test_an_id_does_not_depend_on_the_order_of_keys_values_or_types(
    kind: str, data: st.DataObject, chance: random.Random
) -> None:
    fields = {alternatives[0]: data.draw(NAMES) for alternatives in KEY_FIELDS[kind]}
    types = [kind, "Event", "Document"]

    def written() -> str:
        pairs = [("type", types), *fields.items()]
        shuffled = [(key, chance.sample(values, len(values))) for key, values in chance.sample(pairs, len(pairs))]
        return "{" + ", ".join(f"{key}: [{', '.join(values)}]" for key, values in shuffled) + "}"

    first, second = entry_id(written()), entry_id(written())
    assert first == second
    assert ID.fullmatch(first)


def test_all_errors_of_an_entry_without_an_id_are_found() -> None:
    assert entry_id("{type: Event, dat: x, date: soon, name: x}").split("; ") == [
        "f.yaml:1:1: error: an entry without an id (give it an id)",
        "f.yaml:1:15: error: unknown key 'dat' (did you mean 'date'?)",
        "f.yaml:1:29: error: bad date 'soon': expected EDTF level 0 or 1, such as 2014, 2014-06, 2014-06-10 or"
        " 2014-06-10/2014-06-13",
        "f.yaml:1:41: error: 'name' needs a language (write name: {en: ...})",
    ]


@pytest.mark.parametrize(
    ("datatype", "right", "wrong"),
    [
        ("integer", ["0", "-3", "42", "007"], ["", "4.0", "+4", "1e3", "٤", "²", "9" * 16]),
        ("boolean", ["true", "false"], ["yes", "True", "1"]),
        ("time", ["09:00:00", "23:59:59Z", "12:30:00+05:30"], ["9:00", "24:00:00", "12:60:00", "12:30:00+14:30"]),
        (
            "dateTime",
            ["2014-04-18T21:00:00Z", "2012-02-29T00:00:00-03:00"],
            [
                "2014-04-18",
                "2014-04-18T21:00:00",
                "2014-02-29T00:00:00Z",
                "2014-13-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
            ],
        ),
        ("duration", ["PT5M", "P4Y", "P1Y2M3DT4H5M6S"], ["P", "PT", "5M", "P1W", "P1YT", "P-1Y", "P1D2M"]),
    ],
)
def test_lexical_forms(datatype: str, right: list[str], wrong: list[str]) -> None:
    key = next(key for key in CONTEXT.keys.values() if key.datatype == XSD + datatype)
    assert [text for text in right if key.expected(text)] == []
    assert [text for text in wrong if not key.expected(text)] == []


KEYS = sorted(
    {*CONTEXT.keys, *("id", "type", "source", "passages", "at", "says", "nonsense", "@id", "@type", "@graph")}
)
DATES = ["2014", "2014-06-10/2014-06-13", "07:00:00", "0-5", "5-0", "²", "-1", "true"]
NAMED = ["itu", "a/b", "source/page/p", "Event", "Role", "Gap", "en", "http://a/b", "http://[", "a://", "http://a b"]
ODD = ["", "x y", "_:b0", "@id", "\u0000", "é", "#"]
TEXTS = st.sampled_from([*DATES, *NAMED, *ODD]) | st.text(max_size=6)
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | TEXTS, inner, max_size=5),
    max_leaves=20,
)
ENTRIES = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6)
PASSAGES = st.fixed_dictionaries(
    {"says": st.lists(ENTRIES, max_size=3) | VALUES}, optional={"id": TEXTS, "at": VALUES, "certainty": VALUES}
)
SOURCES = st.fixed_dictionaries(
    {"passages": st.lists(PASSAGES, max_size=3) | VALUES},
    optional={"source": TEXTS, "length": VALUES, "name": VALUES, "publisher": VALUES},
)


def written(value: object) -> str:
    """A value as YAML, in flow style and double quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(k)}: {written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(item) for item in value) + "]"
    return '"' + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in str(value)) + '"'


@pytest.mark.parametrize("kind", YAML_LOADERS)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.lists(ENTRIES, max_size=4) | SOURCES | VALUES)
@example(value=[{"id": "a", "type": "Event", "name": {"en": "\ud800"}}])
@example(value=[{"type": "Contribution", "from": "a b", "link": "{", "to": "<>"}])
@example(
    value={"source": "s", "length": "²", "passages": [{"id": "p", "at": "²-³", "says": [{"id": "x", "date": ""}]}]}
)
def test_a_loader_never_raises(kind: str, value: object, tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(written(value), encoding="utf-8")
    loaded = YAML_LOADERS[kind].load(path, "f.yaml", CONTEXT)
    assert all(finding.where is not None and "\n" not in str(finding) for finding in loaded.findings)
    assert loaded.findings or not loaded.unread


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=20).filter(str.strip))
@example(text="@id")
@example(text="http://[")
@example(text='a\u0000\u2028"\\')
def test_any_text_arrives_as_it_was_written(text: str, tmp_path: Path) -> None:
    """JSON-LD drops in silence what it does not understand: it must not have the chance."""
    path = tmp_path / "f.yaml"
    says = {"id": "x", "calledAs": text, "description": text, "name": {"fr": [text]}}
    path.write_text(written({"source": "s", "passages": [{"id": "p", "says": says}]}), encoding="utf-8")
    loaded = YAML_LOADERS["sources"].load(path, "f.yaml", CONTEXT)
    graph = NamedNode(DATA + "source/s/p")
    said = {(q.predicate.value, q.object) for q in loaded.quads if q.graph_name == graph}
    assert (loaded.findings, said) == (
        [],
        {
            (TERMS + "calledAs", Literal(text)),
            (PREFIXES["dcterms"] + "description", Literal(text, language="en")),
            (PREFIXES["skos"] + "prefLabel", Literal(text, language="fr")),
        },
    )
