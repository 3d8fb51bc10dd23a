"""Cards of small worlds: what is said, and what is not stated unless another passage gives it."""

from __future__ import annotations

from pathlib import Path

from drawn_world import drawn_world, passage

from govkg.card import Line, card
from govkg.namespaces import data

REGISTER = """\
- {id: host, type: Organization, name: {en: Host}}
- {id: comments, type: Call, name: {en: Call for comments}}
"""
SAYS = {
    "silent": [
        "{type: Gap, about: comments, missing: deadline, gap: not-stated}",
        "{type: Gap, about: comments, missing: clock-time, gap: not-stated}",
        "{type: Gap, about: comments, missing: time-zone, gap: not-stated, description: No zone stands there}",
        "{type: Gap, about: comments, missing: channel, gap: not-stated}",
    ],
    "hour": ['{id: comments, closes: 2014-02-01, closesTime: "23:00:00", timeZone: CET}'],
}


def test_a_gap_that_another_passage_fills_says_so(tmp_path: Path) -> None:
    world = drawn_world(tmp_path, SAYS, REGISTER)
    found = card(world.store, world.names, data("comments"))

    def gap(text: str, missing: str) -> Line:
        return Line(text, (passage("silent"),), subject=data(f"gap/page/comments--{missing}"))

    assert found.sections["Not stated"] == [
        gap("Call for comments: channel not stated", "channel"),
        gap("Call for comments: clock time not stated (another passage gives it)", "clock-time"),
        gap("Call for comments: deadline not stated (another passage gives it)", "deadline"),
        gap(
            "Call for comments: time zone not stated (another passage gives it)\n  No zone stands there",
            "time-zone",
        ),
    ]
