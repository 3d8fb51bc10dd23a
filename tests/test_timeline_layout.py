"""Layout: whatever is drawn, nothing overlaps, all is on the page, and each item is there once with all its words."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkg.knowledge_graph import KnowledgeGraph
from govkg.model.dates import Day, bounds, unqualified
from govkg.timeline import Band, Item, Kind, Standing, Timeline, timeline
from govkg.timeline.flags import spread
from govkg.timeline.measure import balanced, text_width, wrapped
from govkg.timeline.narrow import narrow
from govkg.timeline.page import Box, Page
from govkg.timeline.svg import page_of
from govkg.timeline.wording import in_words

WIDTHS = (240, 390, 820, 1120, 1600)

_words = st.text("abcdefghij MWi-é漢", min_size=1, max_size=60).filter(str.strip)
_months = st.integers(1, 12).map("2014-{:02d}".format)
_days = st.tuples(_months, st.integers(1, 28)).map(lambda d: f"{d[0]}-{d[1]:02d}")
_spans = st.tuples(_days, _days).map(sorted).map("/".join)
_dates = st.one_of(
    _days, _spans, _months, _months.map("{}?".format), _days.map("../{}".format), _months.map("{}/..".format)
)


def _item(name: str, edtf: str, kind: Kind, standing: Standing, place: str, note: str) -> Item:
    return Item(
        thing=name,
        name=name,
        kind=kind,
        edtf=edtf,
        when=in_words(edtf) if edtf else "date not stated",
        bounds=bounds(edtf) if edtf else None,
        stated=bounds(unqualified(edtf)) if edtf else None,
        place=place,
        certainty="explicit",
        standing=standing,
        note=note,
        passages=(),
    )


_items = st.builds(
    _item, _words, _dates, st.sampled_from(Kind), st.sampled_from(Standing), _words, _words | st.just("")
)
_undated = st.builds(_item, _words, st.just(""), st.sampled_from(Kind), st.sampled_from(Standing), _words, st.just(""))
_timelines = st.builds(
    lambda title, bands, undated, end: Timeline(
        title, Day(2014, 1, 1), end, tuple(Band(n, tuple(i)) for n, i in bands), tuple(undated), (("001", title),)
    ),
    _words,
    st.lists(st.tuples(_words, st.lists(_items, min_size=1, max_size=12)), max_size=3),
    st.lists(_undated, max_size=7),
    st.sampled_from([Day(2014, 12, 31), Day(2014, 2, 14), Day(2019, 6, 30), Day(2590, 1, 1)]),
)


@settings(max_examples=100, deadline=None)
@given(_timelines, st.sampled_from(WIDTHS))
def test_nothing_overlaps_and_nothing_is_lost(shown: Timeline, width: int) -> None:
    page = page_of(shown, width)
    _assert_sound(page)
    assert sorted(map(repr, (drawn.item for drawn in page.drawn))) == sorted(map(repr, shown.items))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("bands", ["process", "organiser"])
@pytest.mark.parametrize("source", ["", "000", "001", "004"])
def test_the_shipped_graph_is_drawn_soundly(kg: KnowledgeGraph, source: str, bands: str, width: int) -> None:
    shown = timeline(kg.store, kg.names, "" if source else "2013-10", bands=bands, source=source)
    page = page_of(shown, width)
    _assert_sound(page)
    assert len(page.drawn) == len(shown.items)


def _assert_sound(page: Page) -> None:
    texts = [*page.lines, *(line for drawn in page.drawn for line in drawn.lines)]
    marks = [mark.box for mark in page.marks] + [mark.box for drawn in page.drawn for mark in drawn.marks]
    canvas = Box(0, 0, page.width, page.height)
    for box in [line.box for line in texts] + marks:
        assert canvas.left <= box.left
        assert box.right <= canvas.right + 0.01
        assert canvas.top <= box.top
        assert box.bottom <= canvas.bottom
    for one, other in combinations(texts, 2):
        assert not one.box.meets(other.box), (one, other)
    for mark in marks:
        assert not [line for line in texts if line.box.meets(mark)], mark
    for one_mark, other_mark in combinations(marks, 2):
        assert not one_mark.meets(other_mark)
    for drawn in page.drawn:
        said = "".join(line.text for line in drawn.lines).replace(" ", "")
        for part in (drawn.item.when, drawn.item.name, drawn.item.place, drawn.item.note):
            assert part.replace(" ", "") in said


def test_each_heading_of_a_narrow_page_is_there_once_before_all_that_begins_then() -> None:
    dates = (
        *("2014-01", "2014", "2014-01-01", "2014-21", "2014-04-01", "2014-03", "2013-12-31", "2013/2014-02"),
        *("../2014-04-18", "-0043", "-0043-03-15", "0000-05", "-0044", "Y17000", "2014-01-01/.."),
    )
    items = tuple(_item(date, date, Kind.EVENT, Standing.ACCEPTED, "place", "") for date in dates)
    page = narrow(Timeline("All", Day(-43, 1, 1), Day(2014, 12, 31), (Band("b", items),), (), ()), 390)
    told = [(line.y, line.text) for line in page.lines if line.bold]
    told += [(drawn.lines[0].y, drawn.item.edtf) for drawn in page.drawn]
    assert [text for _, text in sorted(told)] == [
        *("All", "Beginning not known", "../2014-04-18"),
        *("45 BCE, month not stated", "-0044", "44 BCE, month not stated", "-0043", "March 44 BCE", "-0043-03-15"),
        *("May 1 BCE", "0000-05", "2013, month not stated", "2013/2014-02", "December 2013", "2013-12-31"),
        *("2014, month not stated", "2014", "2014-21"),
        *("January 2014", "2014-01", "2014-01-01", "2014-01-01/.."),
        *("March 2014", "2014-03", "April 2014", "2014-04-01", "17000, month not stated", "Y17000"),
    ]


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 30)), max_size=8))
def test_spread_keeps_order_and_distance(wanted: list[tuple[float, float]]) -> None:
    wanted.sort()
    places = spread([place for place, _ in wanted], [width for _, width in wanted])
    for n in range(1, len(places)):
        assert places[n] >= places[n - 1] + wanted[n - 1][1] - 1e-6


def test_spread_moves_only_what_is_in_the_way_and_both_as_little() -> None:
    assert spread([0, 10, 50], [20, 20, 20]) == [-5, 15, 50]


@given(_words, st.floats(20, 300), st.booleans())
def test_wrapped_lines_fit_and_keep_every_letter(text: str, width: float, bold: bool) -> None:
    for lines in (wrapped(text, width, 12, bold=bold), balanced(text, width, 12, bold=bold)):
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(text_width(line, 12, bold=bold) <= width or len(line) == 1 for line in lines)


def test_lines_break_where_a_reader_would() -> None:
    assert wrapped("superseded: 19 May 2014", 110, 12) == ["superseded:", "19 May 2014"]
    assert balanced("Fourth meeting of the group in 2014", 190, 12) == ["Fourth meeting of", "the group in 2014"]
    assert wrapped("Telecommunication", 60, 12) == ["Telecom", "municati", "on"]
    assert wrapped("", 60, 12) == []
