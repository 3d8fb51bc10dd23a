"""Names: one form for all spellings, and what a typed name means, in a world of five entries."""

from __future__ import annotations

import random

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from govkg.errors import Ambiguous, NotFound
from govkg.names import Names, normalised
from govkg.namespaces import DATA, TERMS
from govkg.store import Embedded

WORLD = """\
@prefix gid: <https://w3id.org/govkg/id/> .
@prefix govkg: <https://w3id.org/govkg/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
gid:itu a org:Organization ; skos:prefLabel "International Telecommunication Union"@en ; govkg:acronym "ITU" , "UIT" .
gid:hle a govkg:Event ; skos:prefLabel "WSIS+10 High-Level Event"@en ; govkg:calledAs "the event" , "the summit" .
gid:review a govkg:Process ; skos:prefLabel "WSIS+10 review"@en ; skos:altLabel "WSIS plus 10 process"@en .
gid:summit a govkg:Event ; skos:prefLabel "Sommet"@fr , "Gipfel"@de .
gid:sao-paulo a govkg:Place ; skos:prefLabel "São Paulo"@pt , "Sao Paulo city"@en .
"""
EVENTS = frozenset({TERMS + "Event"})


def names(text: str = WORLD) -> Names:
    store = pyoxigraph.Store()
    store.load(text.encode(), RdfFormat.TURTLE)
    return Names.of(Embedded(store))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("São Paulo", "sao paulo"),
        ("sao-paulo", "sao paulo"),
        ("  SÃO\tPAULO. ", "sao paulo"),
        ("WSIS+10", "wsis+10"),
        ("WSIS + 10", "wsis+10"),
        ("WSIS plus 10", "wsis+10"),
        ("wsis-plus-10", "wsis+10"),
        ("Surplus", "surplus"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("ﬁnal", "final"),
        ("ᴾlus", "+"),
        ("香港", "香港"),
        ("«»", ""),
        ("", ""),
    ],
)
def test_normalised(name: str, expected: str) -> None:
    assert normalised(name) == expected


PIECES = st.sampled_from(["plus", "PLUS", "ᴾ", "+", " ", "-", "\u0301", "ß", "İ", "ſ", "ﬁ", "ϓ", "a", "_", "1"])


@settings(deadline=None)
@given(st.text(max_size=12) | st.lists(PIECES, max_size=8).map("".join))
@example("ᴬ")
@example("plus plus")
def test_normalised_is_idempotent(name: str) -> None:
    assert normalised(normalised(name)) == normalised(name)


def test_normalised_is_idempotent_for_every_character() -> None:
    characters = [chr(n) for n in range(0x110000) if not 0xD800 <= n < 0xE000]
    assert [c for c in characters if normalised(normalised(c)) != normalised(c)] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("itu", "itu"),
        ("gid:itu", "itu"),
        ("https://w3id.org/govkg/id/itu", "itu"),
        ("UIT", "itu"),
        ("international telecommunications union", "itu"),
        ("WSIS 10 High Level Event", "hle"),
        ("the event", "hle"),
        ("wsis-plus-10 process", "review"),
        ("sao paulo", "sao-paulo"),
        ("Gipfel", "summit"),
    ],
)
def test_what_a_name_means(typed: str, meant: str) -> None:
    assert names().find(typed) == DATA + meant


def test_a_name_that_fits_several_names_them_all() -> None:
    with pytest.raises(Ambiguous) as raised:
        names().find("WSIS+10")
    assert raised.value.name == "WSIS+10"
    assert sorted(raised.value.candidates) == [
        "WSIS+10 High-Level Event (event): hle",
        "WSIS+10 review (process): review",
    ]


def test_a_class_settles_what_a_name_means() -> None:
    assert names().find("WSIS+10", EVENTS) == DATA + "hle"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("xyzzy", "nothing is called 'xyzzy'; 'govkg show' takes any name, acronym or id"),
        ("", "nothing is called ''; 'govkg show' takes any name, acronym or id"),
        ("«»", "nothing is called '«»'; 'govkg show' takes any name, acronym or id"),
        ("Geepful", "nothing is called 'Geepful'; 'govkg show' takes any name, acronym or id"),
        ("Gippfell", "nothing is called 'Gippfell'; the nearest are Gipfel (event): summit"),
    ],
)
def test_a_name_that_nothing_has(typed: str, expected: str) -> None:
    with pytest.raises(NotFound) as raised:
        names().find(typed)
    assert str(raised.value) == expected


def test_a_family_is_everything_with_the_words_in_its_name() -> None:
    assert sorted(names().family("wsis+10")) == [DATA + "hle", DATA + "review"]
    with pytest.raises(NotFound) as raised:
        names().family("")
    assert str(raised.value) == "nothing has '' in its name; 'govkg show' takes any name, acronym or id"


@pytest.mark.parametrize("seed", range(5))
def test_the_name_that_is_shown_does_not_depend_on_the_order_of_statements(seed: int) -> None:
    found = names()
    rows = [
        (DATA + "summit", "http://www.w3.org/2004/02/skos/core#prefLabel", pyoxigraph.Literal(text, language=language))
        for text, language in (("Sommet", "fr"), ("Gipfel", "de"), ("Top", "el"))
    ]
    random.Random(seed).shuffle(rows)
    for row in rows:
        found._add(*row)
    assert [found.show(DATA + name) for name in ("summit", "sao-paulo", "itu", "nobody")] == [
        "Gipfel",
        "Sao Paulo city",
        "International Telecommunication Union",
        "nobody",
    ]
