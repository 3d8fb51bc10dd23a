"""The page of networks: placing worked out by hand, a small world whole, filters, words, and the data for scripts."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import networkx as nx  # type: ignore[import-untyped]
import pytest
from drawn_world import HOSTILE, drawn_world
from pictures import SVG, Tables, links, overlapping, pictures, texts
from starlette.testclient import TestClient
from web import client

from govkg.knowledge_graph import KnowledgeGraph
from govkg.model.dates import Bounds, Day, bounds
from govkg.namespaces import data
from govkg.network import KINDS
from govkg.web.addresses import Written
from govkg.web.drawing.dates import days_in_words
from govkg.web.drawing.figure import look_of
from govkg.web.drawing.findings import Finding, findings
from govkg.web.drawing.networks import figure_of, largest
from govkg.web.explorer import Explorer
from govkg.web.files.network import network_file
from govkg.web.html import Html
from govkg.web.page import Asked
from govkg.web.pages.network import network_page, networks

HEAD = ["From", "Link", "To", "Said as", "When", "Passages"]
SUBMITS = ["Draft", "submits input to", "Platform", "planned", "not stated", "001 submits"]
BESIDE = [HOSTILE, "side event of", "Summit", "planned", "10–13 June 2014", "001 beside"]
PART = ["Meeting", "is part of", "Platform", "stated", "17 February 2014", "001 meetings"]
PREPARES = ["Platform", "prepares", "Summit", "stated", "10–13 June 2014", "001 prepares"]
WISH = ["Study", "submits input to", "Summit", "wished", "10–13 June 2014", "001 wish"]
ENDORSES = ["Summit", "endorses", "Statement", "expected", "10–13 June 2014", "001 outcome"]
GUEST = ["Guest", "speaker", "Summit", "planned", "10–13 June 2014", "001 roles"]
HOST = ["Host", "organiser", "Summit", "stated", "10–13 June 2014", "001 roles"]
TOGETHER = ["Guest", "Host", "Summit", "Guest: speaker; Host: organiser", "planned", "10–13 June 2014", "001 roles"]
ALL = [SUBMITS, BESIDE, PART, PREPARES, WISH, ENDORSES]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    return drawn_world(tmp_path_factory.mktemp("drawn") / "world")


@pytest.fixture(scope="module")
def pages(world: KnowledgeGraph) -> TestClient:
    return client(world)


# Words


def test_how_a_line_looks_is_told_by_the_firmest() -> None:
    looks = [look_of(said) for said in (["stated"], ["wished", "planned"], ["framed", "asked"], ["expected"], ["odd"])]
    assert looks == ["plain", "dashed", "dotted", "dashed", "dotted"]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (bounds("2014-06-10/2014-06-13"), "10–13 June 2014"),
        (bounds("2014-06-10"), "10 June 2014"),
        (bounds("2014-06"), "within 1–30 June 2014"),
        (bounds("2014-06?"), "1 May – 31 July 2014 (uncertain)"),
        (bounds("2014-06-10/.."), "from 10 June 2014, end not stated"),
        (Bounds(None, None, Day(2014, 5, 1), Day(2014, 5, 1)), "until 1 May 2014, beginning not stated"),
        (Bounds(None, None, None, None), ""),
    ],
)
def test_days_in_words(days: Bounds, words: str) -> None:
    assert days_in_words(days) == words


def test_what_a_network_tells_worked_out_by_hand(world: KnowledgeGraph) -> None:
    def name(iri: str) -> str:
        return iri.removeprefix(data(""))

    likely = (
        "Of the shortest ways between any two others, most run through these: what passes from one side to the "
        "other is likely to pass here."
    )
    assert findings(world.network("influence"), name) == [
        Finding("7 things and 6 links, all of it joined."),
        Finding("One of these links is only wished, asked or framed. What follows counts them too."),
        Finding("Most leads to summit (3 links) and platform (2)."),
        Finding("In between stand above all summit and platform.", likely),
        Finding(
            "Its part of the network would fall apart: without summit into 4 pieces and without platform into 3 "
            "pieces.",
            "Links that hang on one body or event alone. There may be other ways that no document here names.",
        ),
        Finding(
            "On the way to summit there is no way around platform for 2 things.",
            "What leads there only through one of these reaches it only if that one passes it on.",
        ),
    ]
    assert findings(world.network("co-participation"), name) == [Finding("2 things and 1 link, all of it joined.")]


# The page


def test_each_network_whole(pages: TestClient) -> None:
    assert Tables(pages.get("/network").text).tables == [[HEAD, *ALL]]
    assert Tables(pages.get("/network/participation").text).tables == [[HEAD, GUEST, HOST]]
    assert Tables(pages.get("/network/co-participation").text).tables[0][1:] == [TOGETHER]
    assert "the mandates network is empty" in pages.get("/network/mandates").text.lower()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("modalities=stated", [PART, PREPARES]),
        ("modalities=wished,asked,framed", [WISH]),
        ("links=gives+input+to", [SUBMITS, PREPARES, WISH, ENDORSES]),
        ("links=is+part+of", [PART]),
        ("at=2014-02", [SUBMITS, PART]),
        ("from=2014-06&to=2014-06", [SUBMITS, BESIDE, PREPARES, WISH, ENDORSES]),
        ("during=2014-01/2014-03", [SUBMITS, PART]),
        ("around=draft", [SUBMITS]),
        ("around=Draft&steps=2", [SUBMITS, PART, PREPARES]),
        ("around=draft&steps=3", ALL),
        ("kind=participation&modalities=planned", [GUEST]),
    ],
)
def test_filters_leave_what_fits(pages: TestClient, query: str, expected: list[list[str]]) -> None:
    found = pages.get(f"/network?{query}")
    assert found.status_code == 200
    assert Tables(found.text).tables == [[HEAD, *expected]]


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("kind=influenza", 404, "no network is called"),
        ("kind=%3Cscript%3E", 404, "no network is called"),
        ("links=%3Cimg%20src=x%3E", 200, "has no link of kind"),
        ("modalities=maybe", 200, "no modality is called"),
        ("around=nobody-at-all", 404, "nobody-at-all"),
        ("around=retreat", 200, "no link that is chosen here leads to retreat or from it."),
        ("from=soon", 400, "soon"),
        ("during=2014", 400, "a period has a first and a last date"),
        ("at=2014&from=2013", 400, "either during a period or at a date"),
        ("steps=9&around=draft", 400, "steps around a thing"),
        ("modalities=asked", 200, "the filters leave none"),
    ],
)
def test_what_does_not_fit_is_said_in_words(pages: TestClient, query: str, status: int, words: str) -> None:
    found = pages.get(f"/network?{query}")
    assert (found.status_code, "<script>" in found.text, "<img" in found.text) == (status, False, False)
    assert words in " ".join(found.text.replace("&#39;", "'").split()).lower()


def test_the_picture_has_links_titles_with_sources_and_no_script(pages: TestClient) -> None:
    html = pages.get("/network").text
    (picture,) = pictures(html)
    things = ("draft", "evening", "meeting", "platform", "statement", "study", "summit")
    assert sorted(links(picture)) == [f"/page/{thing}" for thing in things]
    titles = [one.text for one in picture.findall(f"{SVG}g/{SVG}g/{SVG}title")]
    assert sorted(titles, key=str) == [
        "Draft submits input to Platform (planned). Sources: 001 submits",
        f"{HOSTILE} side event of Summit (planned). Sources: 001 beside",
        "Meeting is part of Platform (stated). Sources: 001 meetings",
        "Platform prepares Summit (stated). Sources: 001 prepares",
        "Study submits input to Summit (wished). Sources: 001 wish",
        "Summit endorses Statement (expected). Sources: 001 outcome",
    ]
    assert " ".join(texts(picture)).count("<script>") == 1
    assert not list(picture.iter(f"{SVG}script"))
    assert not [one for one in picture.iter() if one.get("style")]
    assert {one.status_code for one in (pages.get(link) for link in links(picture))} == {200}
    assert [one.get("d") for one in picture.iter(f"{SVG}path") if one.get("stroke-dasharray") == "1.5 4"][1:]


def test_the_same_bytes_twice(world: KnowledgeGraph) -> None:
    for address in ("/network", "/network/co-participation", "/api/network"):
        one, other = (client(world).get(address).content for _ in range(2))
        assert one == other


# The data for scripts


def test_the_data_of_a_network_whole(pages: TestClient) -> None:
    at = "/api/network?kind=participation"
    found = pages.get(at).json()
    sources = [{"label": "001 roles", "page": "../page/source/page#roles"}]
    common = {"target": "summit", "dates": "10–13 June 2014", "sources": sources}
    assert found["directed"] is True
    assert [{key: one[key] for key in ("id", "label", "kind", "page")} for one in found["nodes"]] == [
        {"id": "guest", "label": "Guest", "kind": "organization", "page": "../page/guest"},
        {"id": "host", "label": "Host", "kind": "organization", "page": "../page/host"},
        {"id": "summit", "label": "Summit", "kind": "event", "page": "../page/summit"},
    ]
    assert found["edges"] == [
        {"source": "guest", "label": "speaker", "kind": "speaker", "modality": "planned", **common},
        {"source": "host", "label": "organiser", "kind": "organiser", "modality": "stated", **common},
    ]
    guest, host, summit = found["nodes"]
    assert guest["x"] == host["x"] < summit["x"]
    assert guest["y"] > summit["y"] > host["y"]
    for one in found["nodes"]:
        assert pages.get(urljoin(at, one["page"])).status_code == 200


def test_the_data_of_a_network_without_directions(pages: TestClient) -> None:
    found = pages.get("/api/network?kind=co-participation").json()
    assert (found["directed"], len(found["nodes"])) == (False, 2)
    assert [one["label"] for one in found["edges"]] == ["Guest: speaker; Host: organiser"]


def test_in_a_folder_of_files_addresses_are_relative_to_the_file(world: KnowledgeGraph) -> None:
    explorer = Explorer(world, is_static=True)
    content = network_file(explorer, Asked("participation.json")).content.decode()
    assert '"page":"../page/guest.html"' in content
    assert '"page":"../page/source/page.html#roles"' in content
    html = Html(explorer, Written()).write(network_page(explorer, Asked("participation")))
    assert 'name="around"' not in html
    assert set(links(pictures(html)[0])) == {f"../page/{one}.html" for one in ("guest", "host", "summit")}
    assert networks(explorer) == ["influence", "participation", "co-participation"]


def test_a_name_without_its_ending_is_no_file(pages: TestClient) -> None:
    assert pages.get("/networks/influence.json").status_code == 200
    assert [pages.get(f"/networks/{one}").status_code for one in ("influence", "x.json")] == [404, 404]


def test_the_moving_network_is_there_only_with_its_script(world: KnowledgeGraph, tmp_path: Path) -> None:
    plain = Html(Explorer(world, bundle=tmp_path), Written())
    assert 'id="network"' not in plain.write(network_page(plain.explorer, Asked("influence")))
    (tmp_path / "network.js").write_text("// built", encoding="utf-8")
    html = plain.write(network_page(plain.explorer, Asked("influence")))
    assert '<div id="network" data-graph="../networks/influence.json"></div>' in html


# The shipped graph


@pytest.mark.parametrize("kind", KINDS)
def test_in_the_shipped_networks_nothing_overlaps_and_every_link_leads_somewhere(kg: KnowledgeGraph, kind: str) -> None:
    graph = kg.network(kind)
    figure = figure_of(graph, kind)
    assert overlapping(figure.boxes) == []
    assert {one.iri for one in figure.boxes} == {data(node) for node in graph}
    assert len(figure.paths) == len({frozenset(ends) for ends in nx.Graph(graph).edges() if ends[0] != ends[1]})
    assert all(one.x >= 0 and one.x + one.width <= figure.width for one in figure.boxes)
    assert all(one.y >= 0 and one.y + one.height <= figure.height for one in figure.boxes)
    assert {one.iri for one in figure.boxes} <= Explorer(kg).known


def test_of_a_large_network_the_best_linked_are_drawn() -> None:
    graph = nx.MultiDiGraph(network="influence")
    graph.add_edges_from([(f"n{n}", "hub", "key", {"kind": "informs", "modality": "stated"}) for n in range(300)])
    graph.add_edge("hub", "end", "key", kind="informs", modality="stated")
    kept = largest(graph, 50)
    assert len(kept) == 50
    assert "hub" in kept
    assert overlapping(figure_of(graph, "large").boxes) == []
