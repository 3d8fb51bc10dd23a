"""The parts of the endpoint that need no server: frames, kept answers, requests as they are read."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkg.web.sparql import frames
from govkg.web.sparql.cache import OVERHEAD, Cache, Kept
from govkg.web.sparql.request import FORM, QUERY, Asked, Refused, media_type, read


@given(st.lists(st.lists(st.binary(max_size=40), max_size=5), max_size=4))
def test_frames_come_out_as_they_went_in(sent: list[list[bytes]]) -> None:
    stream = io.BytesIO(b"".join(frames.pack(fields) for fields in sent))
    received = []
    while (fields := frames.read(stream.read)) is not None:
        received.append(fields)
    assert received == sent


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=5), st.data())
def test_a_frame_that_breaks_off_is_none(sent: list[bytes], data: st.DataObject) -> None:
    whole = frames.pack(sent)
    cut = data.draw(st.integers(0, len(whole) - 1))
    assert frames.read(io.BytesIO(whole[:cut]).read) is None


def _kept(size: int) -> Kept:
    return Kept(200, b"text/csv", b'"tag"', b"x" * size)


def test_what_was_not_asked_for_longest_is_let_go() -> None:
    cache: Cache[Kept] = Cache(16 * (OVERHEAD + 100))
    for key in range(16):
        cache.put(key, 10, _kept(90))
    assert cache.get(0) == _kept(90)
    cache.put(16, 10, _kept(90))
    assert [key for key in range(17) if cache.get(key) is None] == [1]
    assert cache.taken == 16 * (OVERHEAD + 100)


def test_an_answer_that_would_fill_the_cache_is_not_kept() -> None:
    cache: Cache[Kept] = Cache(16 * (OVERHEAD + 100))
    cache.put("long", 10, _kept(91))
    assert (cache.get("long"), cache.taken) == (None, 0)


def test_no_cache_keeps_nothing() -> None:
    cache: Cache[Kept] = Cache(0)
    cache.put("empty", 0, _kept(1))
    assert (cache.get("empty"), cache.taken) == (None, 0)


@pytest.mark.parametrize(
    ("address", "content_type", "body", "asked"),
    [
        (b"query=ASK%20%7B%7D", "", b"", Asked("ASK {}")),
        (b"query=ASK+%7B%7D&format=json&x", "", b"", Asked("ASK {}", format="json")),
        (b"", FORM, b"query=%C3%A9", Asked("é")),
        (
            b"default-graph-uri=http%3A%2F%2Fa",
            FORM,
            b"query=q&default-graph-uri=http%3A%2F%2Fb",
            Asked("q", ("http://a", "http://b")),
        ),
        (b"named-graph-uri=a&named-graph-uri=b", QUERY, b"q&query=x", Asked("q&query=x", (), ("a", "b"))),
        (b"named-graph-uri=", QUERY + "; charset=UTF-8", "é".encode(), Asked("é", (), ("",))),
    ],
)
def test_a_request_says_what_is_asked(address: bytes, content_type: str, body: bytes, asked: Asked) -> None:
    assert read(address, content_type, body) == asked


@given(st.binary(max_size=60), st.sampled_from(["", FORM, QUERY]), st.binary(max_size=60))
def test_any_request_is_read_or_refused(address: bytes, content_type: str, body: bytes) -> None:
    try:
        asked: Asked | Refused = read(address, content_type, body)
    except Refused as refused:
        asked = refused
    if isinstance(asked, Refused):
        assert (400 <= asked.status < 500, "\n" in asked.sentence) == (True, False)
    else:
        assert asked.sparql.strip() != ""


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("", ("", "")),
        ("Application/SPARQL-Query", ("application/sparql-query", "")),
        ('text/plain ; x=y; Charset="UTF-8"', ("text/plain", "utf-8")),
    ],
)
def test_a_content_type_is_a_media_type_and_a_character_set(header: str, found: tuple[str, str]) -> None:
    assert media_type(header) == found
