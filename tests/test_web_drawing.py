"""What an entity's page draws: what feeds into it and what it feeds, and when its parts take place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from drawn_world import HOSTILE, drawn_world, passage
from pictures import SVG, links, overlapping, pictures, texts
from starlette.testclient import TestClient
from web import client

from govkg.knowledge_graph import KnowledgeGraph
from govkg.namespaces import data
from govkg.web.addresses import Written
from govkg.web.drawing.around import Around, Link, Side, Step, around
from govkg.web.drawing.drawings import drawings
from govkg.web.drawing.surroundings import MOST, in_window, near, on_phone
from govkg.web.drawing.writing import written
from govkg.web.explorer import Explorer
from govkg.web.html import Html
from govkg.web.pages.entity import entity_page

SUMMIT, PLATFORM = data("summit"), data("platform")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    return drawn_world(tmp_path_factory.mktemp("drawn") / "world")


@pytest.fixture(scope="module")
def pages(world: KnowledgeGraph) -> TestClient:
    return client(world)


def _step(key: str, kind: str, link: Link, *steps: Step, name: str = "") -> Step:
    return Step(data(key), name or key.capitalize(), kind, (link,), steps)


def _link(source: str, kind: str, target: str, modality: str, said_in: str) -> Link:
    return Link(data(source), kind, data(target), modality, (passage(said_in),))


PREPARES = _link("platform", "prepares", "summit", "stated", "prepares")
SUBMITS = _link("draft", "submits input to", "platform", "planned", "submits")
PART = _link("meeting", "is part of", "platform", "stated", "meetings")
ENDORSES = _link("summit", "endorses", "statement", "expected", "outcome")
WISH = _link("study", "submits input to", "summit", "wished", "wish")
BESIDE = _link("evening", "side event of", "summit", "planned", "beside")


def test_what_is_around_a_thing_whole(world: KnowledgeGraph) -> None:
    explorer = Explorer(world)
    into_platform = (_step("draft", "document", SUBMITS), _step("meeting", "event", PART))
    assert around(explorer, SUMMIT) == Around(
        SUMMIT,
        "Summit",
        "event",
        Side((_step("platform", "process", PREPARES, *into_platform),)),
        Side((_step("statement", "document", ENDORSES),)),
        (_step("study", "document", WISH),),
        (),
        (_step("evening", "event", BESIDE, name=HOSTILE),),
    )
    # A wish feeds nothing: the study's own page must not call the summit or its statement fed by it.
    assert around(explorer, data("study")) == Around(
        data("study"), "Study", "document", Side(), Side(), (), (_step("summit", "event", WISH),), ()
    )
    draft = around(explorer, data("draft"))
    assert draft is not None
    outcome = _step("statement", "document", ENDORSES)
    assert draft.out == Side((_step("platform", "process", SUBMITS, _step("summit", "event", PREPARES, outcome)),))
    assert around(explorer, data("geneva")) is None


def test_the_two_pictures_and_the_words_on_the_page(pages: TestClient) -> None:
    html = pages.get("/page/summit").text
    wide, narrow, dates, dates_narrow = pictures(html)
    drawn = ["draft", "meeting", "platform", "statement", "study", "summit"]
    broken = {"submits input to", "(planned) →", "(wished) →"}
    whole = {"submits input to (planned) →", "submits input to (wished) →"}
    for picture, submits in ((wide, broken), (narrow, whole)):
        assert sorted(links(picture)) == [f"/page/{one}" for one in drawn]
        # The small lines over the names, and the key.
        assert {"prepares →", "is part of →", "→ endorses (expected)", *submits} <= set(texts(picture))
        assert "wished, asked or framed: not promised" in texts(picture)
        dotted = [one for one in picture.iter(f"{SVG}path") if one.get("stroke-dasharray") == "1.5 4"]
        assert len(dotted) == 2  # The wish, and the key.
    for picture in (dates, dates_narrow):
        assert sorted(links(picture)) == [f"/page/{one}" for one in ("comments", "day-one", "summit")]
    words = html.partition("<details>")[2].partition("</details>")[0]
    assert [part.partition("<")[0] for part in words.split("<h3>")[1:]] == [
        "Feeds into it",
        "It feeds into",
        "Not promised",
        "Connected, without feeding in",
    ]
    assert words.count('class="proofs"') == 6
    assert "<script>" not in html
    ids = [one.get("id") for picture in pictures(html) for one in picture.iter() if one.get("id")]
    assert ids == ["dates-wide-hatch", "dates-hatch"]


def test_every_link_of_the_pictures_answers(pages: TestClient) -> None:
    for page in ("summit", "platform", "draft", "study"):
        drawn = pictures(pages.get(f"/page/{page}").text)
        found = {link for picture in drawn for link in links(picture)}
        assert f"/page/{page}" in found
        assert {link: pages.get(link).status_code for link in found} == dict.fromkeys(found, 200)


def test_lines_say_how_they_are_said_and_where(pages: TestClient) -> None:
    wide, *_ = pictures(pages.get("/page/summit").text)
    titles = [one.text for one in wide.findall(f"{SVG}g/{SVG}g/{SVG}title")]
    assert sorted(titles, key=str) == [
        "endorses (expected): 001 outcome",
        "is part of: 001 meetings",
        "prepares: 001 prepares",
        "submits input to (planned): 001 submits",
        "submits input to (wished): 001 wish",
    ]


def test_nothing_is_drawn_where_nothing_is_known(pages: TestClient, world: KnowledgeGraph) -> None:
    found = drawings(Explorer(world), data("retreat"))
    assert (found["surroundings"], found["dates"]) == (None, None)
    # One date is no picture of dates, and what only connects is no picture of what feeds.
    found = drawings(Explorer(world), data("evening"))
    assert (found["surroundings"], found["dates"]) == (None, None)
    assert pictures(pages.get("/page/retreat").text) == []


def _many(count: int) -> Around:
    def step(n: int, *below: Step) -> Step:
        return _step(f"n{n:02}", "event", _link(f"n{n:02}", "informs", "middle", "stated", "x"), *below)

    far = _step("far", "event", _link("far", "informs", "n00", "stated", "x"), _step("further", "event", PART))
    steps = (step(0, far), *(step(n) for n in range(1, count)))
    wished = (_step("wish", "document", _link("wish", "informs", "middle", "wished", "x")),)
    return Around(data("middle"), "Middle", "event", Side(steps, 7), Side(), wished, (), ())


def test_the_nearest_are_drawn_and_the_rest_counted() -> None:
    shown, left_out = near(_many(3))
    assert [(one.step.name, one.depth) for one in shown] == [
        ("N00", 1),
        ("N01", 1),
        ("N02", 1),
        ("Far", 2),
        ("Wish", 1),
    ]
    assert left_out == 1 + 7  # What is three steps away, and what the list leaves out already.
    shown, left_out = near(_many(20))
    assert [one.step.name for one in shown] == [f"N{n:02}" for n in range(MOST)]
    assert left_out == (20 - MOST) + 1 + 1 + 1 + 7  # Far, further and the wish are not drawn either.


def test_what_is_promised_is_not_drawn_as_a_wish() -> None:
    both = _many(1)
    twice = _step("n00", "event", _link("n00", "leads up to", "middle", "framed", "x"))
    found, _ = near(Around(both.iri, both.name, both.kind, both.into, both.out, (twice,), (), ()))
    assert [link.modality for one in found for link in one.step.links if one.step.name == "N00"] == ["stated"]


def test_on_a_phone_things_stand_one_below_the_other_and_lead_down() -> None:
    found = _many(3)
    shown, _ = near(found)
    figure = on_phone(found, shown, {})
    assert [box.iri.removeprefix(data("")) for box in figure.boxes] == ["far", "n00", "n01", "n02", "wish", "middle"]
    assert all(a.y + a.height < b.y for a, b in pairwise(figure.boxes))
    assert figure.boxes[0].x > figure.boxes[1].x > figure.boxes[-1].x
    assert {box.x + box.width for box in figure.boxes} == {346.0}
    assert figure.width == 350
    assert all(path.points[-1][1] > path.points[0][1] for path in figure.paths)


def test_in_a_window_what_feeds_stands_left_and_what_is_fed_right(world: KnowledgeGraph) -> None:
    found = around(Explorer(world), SUMMIT)
    assert found is not None
    shown, left_out = near(found)
    figure = in_window(found, shown, {})
    x = {box.iri.removeprefix(data("")): box.x for box in figure.boxes}
    assert x["draft"] == x["meeting"] < x["platform"] == x["study"] < x["summit"] < x["statement"]
    assert (left_out, overlapping(figure.boxes)) == (0, [])
    assert [box.iri for box in figure.boxes if box.is_main] == [SUMMIT]


def test_addresses_in_a_folder_of_pages_are_relative(world: KnowledgeGraph) -> None:
    explorer = Explorer(world, is_static=True)
    html = Html(explorer, Written()).write(entity_page(explorer, SUMMIT))
    assert set(links(pictures(html)[0])) == {
        f"{one}.html" for one in ("draft", "meeting", "platform", "statement", "study", "summit")
    }
    assert 'href="../timeline/process/summit.html"' in html
    assert 'href="../network/influence.html"' in html


def test_every_shipped_picture_is_well_formed_legible_and_leads_somewhere(kg: KnowledgeGraph) -> None:
    explorer = Explorer(kg)
    drawn = 0
    for node in explorer.networks.whole("influence"):
        found = around(explorer, data(node))
        assert found is not None
        if not found.is_drawn:
            continue
        shown, _ = near(found)
        for draw in (in_window, on_phone):
            figure = draw(found, shown, {})
            assert overlapping(figure.boxes) == [], node
            assert {box.iri for box in figure.boxes} == {found.iri, *(one.step.iri for one in shown)}
            (picture,) = pictures(written(figure, lambda iri: iri))
            assert set(links(picture)) <= explorer.known
        drawn += 1
    assert drawn > 50


def test_the_same_bytes_twice(world: KnowledgeGraph) -> None:
    one, other = (client(world).get("/page/summit").content for _ in range(2))
    assert one == other
