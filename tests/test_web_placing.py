"""Where the boxes of a network stand: small cases worked out by hand, and nothing ever over anything else."""

from __future__ import annotations

from itertools import combinations

import pytest
from pictures import overlapping

from govkg.web.drawing.figure import Box, box
from govkg.web.drawing.figure import Path as Drawn
from govkg.web.drawing.layers import layers
from govkg.web.drawing.parts import connected, in_circle, in_columns, together


def test_links_run_from_left_to_right_and_a_long_one_bends_in_between() -> None:
    found = layers("abcd", {("a", "b"), ("b", "c"), ("a", "c"), ("d", "c")}, dict.fromkeys("abcd", 10.0), 2.0)
    assert found.columns == [["a"], ["a c 1", "b", "d"], ["c"]]
    assert found.ways == {
        ("a", "b"): ["a", "b"],
        ("a", "c"): ["a", "a c 1", "c"],
        ("b", "c"): ["b", "c"],
        ("d", "c"): ["d", "c"],
    }
    # By hand: in the middle column boxes take 12 and the bend 1, so their middles are 6.5 and 12 apart; what stands
    # alone in its column stands about the mean of what it is linked to.
    heights = found.middle
    assert heights["b"] - heights["a c 1"] == pytest.approx(6.5)
    assert heights["d"] - heights["b"] == pytest.approx(12)
    assert heights["a"] == pytest.approx((heights["a c 1"] + heights["b"]) / 2, abs=1)
    assert heights["c"] == pytest.approx((heights["a c 1"] + heights["b"] + heights["d"]) / 3, abs=1)


def test_of_a_circle_one_link_runs_back() -> None:
    found = layers("abc", {("a", "b"), ("b", "c"), ("c", "a")}, dict.fromkeys("abc", 10.0), 2.0)
    assert [[one for one in column if len(one) == 1] for column in found.columns] == [["a"], ["b"], ["c"]]
    assert found.ways["c", "a"] == ["a", "c a 1", "c"]


def test_an_order_without_crossings_is_found() -> None:
    found = layers(["a", "b", "x", "y"], {("a", "y"), ("b", "x")}, dict.fromkeys("abxy", 10.0), 2.0)
    left, right = found.columns
    assert (left, right) in ((["a", "b"], ["y", "x"]), (["b", "a"], ["x", "y"]))


def test_parts_are_the_largest_first() -> None:
    assert connected(["a", "b", "c", "d", "e"], [("a", "c"), ("e", "b"), ("b", "d")]) == [["b", "d", "e"], ["a", "c"]]


def _part(names: str, arcs: list[tuple[str, str]]) -> tuple[dict[str, Box], dict[tuple[str, str], Drawn]]:
    return {one: box(one, one, "event", 100) for one in names}, {arc: Drawn((), "plain", "") for arc in arcs}


def test_arrows_keep_their_heads_where_links_lead() -> None:
    part = in_columns(*_part("ab", [("a", "b"), ("b", "a")]))
    assert sorted((path.arrow, path.points[0][0] < path.points[-1][0]) for path in part.paths) == [
        ("end", True),
        ("start", True),
    ]


@pytest.mark.parametrize("count", [2, 3, 4, 9, 30])
def test_in_a_circle_nothing_overlaps(count: int) -> None:
    names = [chr(65 + n) for n in range(count)]
    boxes, paths = _part("".join(names), list(combinations(names, 2)))
    part = in_circle(boxes, paths)
    assert overlapping(part.boxes) == []
    assert min(one.x for one in part.boxes) == pytest.approx(0)
    assert max(one.x + one.width for one in part.boxes) == pytest.approx(part.width)
    assert len(part.paths) == count * (count - 1) / 2


def test_parts_fill_the_room_beside_others() -> None:
    tall = in_columns(*_part("abcdez", [(one, "z") for one in "abcde"]))
    small = in_columns(*_part("fg", [("f", "g")]))
    placed, bottom = together([tall, small, small], 2 * tall.width + 50, 0, 0)
    corners = [(min(one.x for one in part.boxes), min(one.y for one in part.boxes)) for part in placed]
    assert corners[1][0] == corners[2][0] > tall.width
    assert corners[0][1] == corners[1][1] == 0 < corners[2][1]
    assert bottom == tall.height
