"""The site without a server: whole, without a dead link, the same each time, and never half written."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from export_world import store_of
from htaccess import Rules
from linkcheck import faults, read
from worlds import THINGS, World, govkg

from govkg.cli.main import run
from govkg.errors import BadQuery, OutputError
from govkg.export.entity import entity_turtle
from govkg.knowledge_graph import KnowledgeGraph, load
from govkg.model.dates import DateError
from govkg.namespaces import DATA, ONTOLOGY, TERMS, term
from govkg.paths import shipped
from govkg.release import nquads
from govkg.web.addresses import place_of
from govkg.web.contents import FILES, KEYS, PAGES
from govkg.web.explorer import Explorer
from govkg.web.folder import MARK, write_folder
from govkg.web.site import NOWHERE, site

HOME = "https://w3id.org/govkg/"
JSON_LD = "application/ld+json"
W3ID = shipped().root / "docs" / "w3id"
BASE = "https://example.org/govkg"
SCRIPT = "<script>alert(1)</script>"
ON_A_SERVER_ONLY = {"api/ask/", "api/entities/"}
UNCHECKED = """
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix gid: <https://w3id.org/govkg/id/> .
@prefix govkg: <https://w3id.org/govkg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
gid:untyped skos:prefLabel "Untyped"@en .
<https://w3id.org/govkg/id/role/nowhere> a govkg:Role .
<https://w3id.org/govkg/id/date/never> a govkg:Date .
"""
OF_THE_WORLD = {
    *("comments", "day-one", "forum", "forum-2014", "geneva", "itu", "report", "summit", "dataset"),
    *("contribution/report--submits-input--summit", "decision/summit-date", "register/things"),
    *("date/2014-01", "date/2014-02-01", "date/2014-04", "date/2014-06-10--2014-06-13"),
    *("derivation/date-bounds", "derivation/feeds-into", "derivation/roles", "derivation/super-event"),
    *("derivation/types", "source/note", "source/page"),
}


def built(kg: KnowledgeGraph, base: str = "") -> dict[str, bytes]:
    """A site, in memory."""
    parts = site(Explorer(kg, is_static=True), base)
    return {path: content for files in parts.values() for path, content in files}


@pytest.fixture(scope="module")
def shipped_site(kg: KnowledgeGraph) -> dict[str, bytes]:
    return built(kg, BASE)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A project whose graph is built; one name in it is hostile."""
    found = World(tmp_path / "world")
    found.change(THINGS, "name: {en: Report}", f"name: {{en: '{SCRIPT}'}}")
    (found.project.graph / "govkg.nq").write_bytes(nquads(found.build().quads))
    return found


def tree(folder: Path) -> dict[str, bytes]:
    """The files of a folder by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_link_of_the_shipped_site_is_dead_and_none_names_its_own_address(
    shipped_site: dict[str, bytes], tmp_path: Path
) -> None:
    write_folder(shipped_site.items(), tmp_path / "site")
    assert faults(tmp_path / "site", BASE) == []


def test_the_link_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.html").write_text(
        '<p id="x"><p id="x"><a href="b/c.html#y">1</a><a href="b/c.html#z">2</a><img src="d.png">'
        f'<a href="/a.html">3</a><a href="{BASE}/a.html">4</a><a href="https://example.com/">5</a>'
        '<form data-index="e.json"></form>'
    )
    (tmp_path / "b" / "c.html").write_text('<a id="y" href="../a.html#x">1</a>')
    assert faults(tmp_path, BASE) == [
        "a.html: two elements have the id x",
        "a.html: b/c.html#z: no such place on that page",
        "a.html: d.png: no such file",
        "a.html: /a.html: from the root of the host",
        f"a.html: {BASE}/a.html: the site's own address",
        "a.html: e.json: no such file",
    ]


def test_every_iri_of_the_graph_has_a_page_and_data(kg: KnowledgeGraph, shipped_site: dict[str, bytes]) -> None:
    places = {place_of(iri) for iri in Explorer(kg).known}
    wanted = {file for place in places if place for file in (f"{place.path}.html", f"{place.data}.ttl")}
    assert wanted - shipped_site.keys() == set()


@pytest.mark.parametrize(("accept", "suffix"), [("text/html", "html"), ("text/turtle", "ttl"), (JSON_LD, "jsonld")])
def test_the_rules_for_w3id_lead_every_iri_into_the_site(
    kg: KnowledgeGraph, shipped_site: dict[str, bytes], accept: str, suffix: str
) -> None:
    rules = Rules.of(W3ID / "static" / ".htaccess")
    explorer = Explorer(kg)
    ids = {path: set(read(content.decode()).ids) for path, content in shipped_site.items() if path.endswith(".html")}
    astray = []
    for iri in sorted(explorer.known | explorer.entities.parts_of_dataset):
        status, location = rules.location(iri.removeprefix(HOME), accept)
        path, _, fragment = location.removeprefix(f"{BASE}/").partition("#")
        is_there = path in shipped_site and (not fragment or fragment in ids[path])
        if status != 303 or not path.endswith(suffix) or not is_there:
            astray.append((iri, location))
    assert astray == []


def test_every_term_has_its_place_on_the_page_to_which_w3id_leads(
    kg: KnowledgeGraph, shipped_site: dict[str, bytes]
) -> None:
    assert Rules.of(W3ID / "static" / ".htaccess").location("ontology") == (303, f"{BASE}/ontology.html")
    rows = kg.store.select(f"SELECT DISTINCT ?term WHERE {{ GRAPH <{ONTOLOGY}> {{ ?term a ?class }} }}").rows
    terms = {row[0].value.removeprefix(TERMS) for row in rows if row[0] is not None and row[0].value.startswith(TERMS)}
    assert len(terms) > 300
    assert terms - set(read(shipped_site["ontology.html"].decode()).ids) == set()


@pytest.mark.parametrize(
    ("path", "accept", "location"),
    [
        ("id/netmundial", "", "page/netmundial.html"),
        ("id/netmundial", "*/*", "page/netmundial.html"),
        ("id/netmundial", "text/turtle;q=0.9, text/html;q=0.1", "page/netmundial.html"),
        ("id/netmundial", "text/turtle, application/ld+json", "data/netmundial.ttl"),
        ("id/netmundial", "application/ld+json, application/json;q=0.9, */*;q=0.1", "data/netmundial.jsonld"),
        ("id/netmundial", "application/rdf+xml,text/rdf+n3;q=0.9,*/*;q=0.1", "data/netmundial.ttl"),
        ("id/source/note/a-date", "", "page/source/note.html#a-date"),
        ("id/source/note/a-date/span/1-20", "", "page/source/note.html#a-date"),
        ("id/source/note/a-date/span/1-20", "text/turtle", "data/source/note.ttl"),
        ("id/dataset/class/govkg.Event", "", "page/dataset.html#class/govkg.Event"),
        ("ontology/0.1.0", "", "ontology.html"),
        ("ontology", "application/rdf+xml", "ontology.rdf"),
        ("ontology", "application/n-triples", "ontology.nt"),
        ("ontology/0.1.0", "application/n-triples, text/turtle", "ontology.ttl"),
    ],
)
def test_where_the_rules_for_a_site_lead(path: str, accept: str, location: str) -> None:
    assert Rules.of(W3ID / "static" / ".htaccess").location(path, accept) == (303, f"{BASE}/{location}")


@pytest.mark.parametrize(
    ("path", "status"), [("id/a/b", 303), ("ontology", 303), ("ontology/0.1.0", 303), ("govkg.nq", 302), ("", 302)]
)
def test_the_rules_for_a_server_leave_the_choice_to_it(path: str, status: int) -> None:
    rules = Rules.of(W3ID / "served" / ".htaccess")
    for accept in ("", "text/turtle", "text/html"):
        assert rules.location(path, accept) == (status, f"{BASE}/{path}")


def test_no_page_of_the_shipped_site_says_that_something_is_wrong(shipped_site: dict[str, bytes]) -> None:
    wrong = (b"<h1>Not found</h1>", b"<h1>This cannot be asked</h1>")
    assert [path for path, content in shipped_site.items() if any(one in content for one in wrong)] == [NOWHERE]


def test_a_graph_that_nobody_checked_gives_a_site_all_the_same() -> None:
    files = built(KnowledgeGraph(store_of(UNCHECKED), shipped()))
    pages = {path for path in files if path.startswith("page/")}
    assert pages == {f"page/{key}.html" for key in ("dataset", "date/never", "role/nowhere", "untyped")}
    wrong = {path for path in pages if b"<h1>Not found</h1>" in files[path]}
    assert wrong == {"page/date/never.html", "page/role/nowhere.html", "page/untyped.html"}
    assert b'href="../static/govkg.css"' in files["page/untyped.html"]
    no_date = UNCHECKED + 'gid:fair a govkg:Event ; govkg:date "soon"^^edtf:EDTF .'
    with pytest.raises(DateError, match="'soon' is not an accepted date"):
        built(KnowledgeGraph(store_of(no_date), shipped()))
    assert built(KnowledgeGraph(store_of(""), shipped())).keys() >= {"index.html", "ontology.html", "govkg.nq"}


def test_data_of_the_site_is_what_single_queries_find(kg: KnowledgeGraph, shipped_site: dict[str, bytes]) -> None:
    plain = sorted(path for path in shipped_site if path.startswith("data/") and path.endswith(".ttl"))
    others = ("data/source/", "data/register/", "data/derivation/", "data/dataset")
    some = [path for path in plain if not path.startswith(others)][::40]
    assert len(some) > 20
    for path in some:
        key = path.removeprefix("data/").removesuffix(".ttl")
        assert shipped_site[path] == entity_turtle(kg.store, DATA + key), path


def test_the_graph_in_the_site_is_the_released_one(kg: KnowledgeGraph, shipped_site: dict[str, bytes]) -> None:
    assert shipped_site["govkg.nq"] == kg.project.released.read_bytes()


def test_the_sitemap_lists_every_page_but_the_one_for_what_is_not_there(shipped_site: dict[str, bytes]) -> None:
    root = ElementTree.fromstring(shipped_site["sitemap.xml"])
    listed = [one.text for one in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    pages = {path for path in shipped_site if path.endswith(".html") and path != NOWHERE}
    assert sorted(map(str, listed)) == sorted(f"{BASE}/{path}" for path in pages)
    assert "robots.txt" not in shipped_site


def test_what_needs_an_address_is_there_only_with_one(world: World) -> None:
    kg = load(project=world.project)
    plain, hosted = built(kg), built(kg, "https://example.org/")
    assert hosted.keys() - plain.keys() == {"sitemap.xml", "robots.txt"}
    assert b'href="static/govkg.css"' in plain[NOWHERE]
    assert b'href="/static/govkg.css"' in hosted[NOWHERE]
    with pytest.raises(BadQuery, match="expected an address such as"):
        site(Explorer(kg, is_static=True), "example.org")


def test_a_small_site_holds_each_thing_once_and_a_hostile_name_as_text(world: World) -> None:
    files = built(load(project=world.project))
    pages = {path.removeprefix("page/").removesuffix(".html") for path in files if path.startswith("page/")}
    assert pages == OF_THE_WORLD
    data = {path.removeprefix("data/") for path in files if path.startswith("data/")}
    assert data == {f"{key}.{suffix}" for key in OF_THE_WORLD for suffix in ("ttl", "jsonld")}
    html = {path: content.decode() for path, content in files.items() if path.endswith(".html")}
    assert [path for path, content in html.items() if SCRIPT in content] == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html["page/report.html"]


def test_names_and_queries_for_the_scripts(shipped_site: dict[str, bytes]) -> None:
    content = shipped_site["search.json"]
    assert len(gzip.compress(content)) < 60_000
    names = json.loads(content)
    (found,) = [entry for entry in names["entries"] if entry["i"] == DATA + "netmundial"]
    assert found == {
        "n": "Global Multistakeholder Meeting on the Future of Internet Governance",
        "k": "event",
        "p": "page/netmundial.html",
        "a": found["a"],
        "o": found["o"],
        "i": DATA + "netmundial",
        "c": ["Event"],
    }
    assert "NETmundial" in found["a"]
    # Documents print it, but do not mean NETmundial alone.
    assert "the upcoming meeting in Brazil" in found["o"]
    assert names["labels"][term("link-prepares")] == "prepares"
    assert names["labels"][DATA + "source/wsis-page-2014-04/mpp-prepares-event"] == "004 mpp-prepares-event"
    queries = json.loads(shipped_site["queries.json"])
    assert set(queries) == {"prefixes", "queries", "terms"}
    assert not [one["name"] for one in queries["queries"] if one["sparql"].startswith("#+")]
    (feeds,) = [one for one in queries["terms"] if one["iri"] == term("feedsInto")]
    assert (feeds["label"], feeds["description"][:27]) == ("feeds into", "Contributes to what the oth")


def test_what_a_site_does_not_hold_is_only_what_a_server_computes() -> None:
    assert {name for name in {**PAGES, **FILES} if name.endswith("/")} - KEYS.keys() == ON_A_SERVER_ONLY


def test_the_same_graph_gives_the_same_bytes_whatever_the_seed_of_hashes(world: World, tmp_path: Path) -> None:
    trees = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        done = govkg("site", str(out), "--project", str(world.root), "--base", BASE, PYTHONHASHSEED=seed)
        assert (done.code, done.err) == (0, "")
        trees.append(tree(out))
    assert trees[0] == trees[1]


def test_a_site_replaces_the_one_before(tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert write_folder([("a.html", b"one"), ("b/c.html", b"old")], out) == (2, 6)
    assert write_folder([("a.html", b"two")], out) == (1, 3)
    assert tree(out) == {"a.html": b"two", MARK: b"a.html\n"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write_folder([("a.html", b"one")], tmp_path / "site")
    assert tree(tmp_path / "site") == {"a.html": b"one", MARK: b"a.html\n"}


@pytest.mark.parametrize("error", [KeyboardInterrupt, OutputError("no"), OSError(28, "No space left on device")])
def test_a_run_that_stops_in_between_leaves_the_old_site(tmp_path: Path, error: BaseException) -> None:
    out = tmp_path / "site"
    write_folder([("a.html", b"old")], out)

    def half() -> Iterator[tuple[str, bytes]]:
        yield "a.html", b"new"
        raise error

    with pytest.raises((KeyboardInterrupt, OutputError)):
        write_folder(half(), out)
    assert tree(out) == {"a.html": b"old", MARK: b"a.html\n"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_is_no_site_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "work"
    write_folder([("a.html", b"old")], out)
    (out / "thesis.txt").write_text("years of work")
    with pytest.raises(OutputError, match=r"holds what is no part of a site \(thesis.txt\): choose a new or an empty"):
        write_folder([("a.html", b"new")], out)
    assert (out / "a.html").read_bytes() == b"old"
    with pytest.raises(OutputError, match="is no folder"):
        write_folder([("a.html", b"new")], out / "thesis.txt")


def test_what_is_put_there_in_the_meantime_is_left_alone_too(tmp_path: Path) -> None:
    out = tmp_path / "work"

    def slowly() -> Iterator[tuple[str, bytes]]:
        yield "a.html", b"new"
        out.mkdir()
        (out / "thesis.txt").write_text("years of work")

    with pytest.raises(OutputError, match="holds what is no part of a site"):
        write_folder(slowly(), out)
    assert tree(tmp_path) == {"work/thesis.txt": b"years of work"}


@pytest.mark.parametrize("name", ["../out.html", "/etc/x.html", "a//b.html", "a/./b.html", "a\\b.html", "a\0.html", ""])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="cannot be the name of a file"):
        write_folder([(name, b"")], tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_two_files_of_one_name_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="File exists"):
        write_folder([("a.html", b"1"), ("a.html", b"2")], tmp_path / "site")


def test_the_command_says_what_it_wrote_and_refuses_what_is_not_its_own(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What the environment names is for reading at home, not for publishing.
    monkeypatch.setenv("GOVKG_DOCUMENTS", str(tmp_path))
    out = tmp_path / "public"
    assert run(["site", str(out), "--project", str(world.root)]) == 0
    files = tree(out)
    size = sum(len(content) for name, content in files.items() if name != MARK)
    assert capsys.readouterr().out == f"{out}: {len(files) - 1:,} files, {size / 1e6:.1f} MB\n"
    (out / "notes").mkdir()
    assert run(["site", str(out), "--project", str(world.root)]) == 6
    assert capsys.readouterr().err == (
        f"govkg: {out} holds what is no part of a site (notes): choose a new or an empty folder\n"
    )


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        target = Path("/proc/site")
    else:
        tmp_path.chmod(0o500)
        target = tmp_path / "site"
    with pytest.raises(OutputError, match=r"cannot write .* is as it was"):
        write_folder([("a.html", b"")], target)
