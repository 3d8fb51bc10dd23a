"""The names of a site without a server: settled as the command line settles them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store
from worlds import PAGE_FILE, World

from govkg.errors import Ambiguous, NotFound
from govkg.knowledge_graph import KnowledgeGraph
from govkg.names import Names
from govkg.namespaces import data, short
from govkg.paths import shipped
from govkg.store import Embedded
from govkg.web.explorer import Explorer
from govkg.web.files.names import names_file
from govkg.web.page import Asked

BROWSER = shipped().root / "browser"
SETTLE = """
import { Index } from "./src/index.js";
let text = "";
for await (const piece of process.stdin) text += piece;
const { entries, labels, asked } = JSON.parse(text);
const index = new Index(entries, labels);
console.log(JSON.stringify(asked.map((name) => index.fitting(name).map(({ i }) => i))));
"""
"""What the browser takes each name for."""
needs_node = pytest.mark.skipif(
    not shutil.which("node") or not (BROWSER / "node_modules/minisearch").exists(),
    reason="needs Node and the libraries of the browser: npm ci in browser",
)


def small(folder: Path) -> KnowledgeGraph:
    """A world in which a page prints "the forum's day" for two things, and the acronym of one for another."""
    world = World(folder)
    world.change(
        PAGE_FILE,
        "date: 2014-06-10/2014-06-13,",
        "date: 2014-06-10/2014-06-13, calledAs: [ITU, The day, the summit],",
    )
    world.change(PAGE_FILE, "partOf: summit", "partOf: summit, calledAs: The day")
    store = Store()
    store.extend(world.build().quads)
    return KnowledgeGraph(Embedded(store), shipped())


def written(kg: KnowledgeGraph) -> dict[str, Any]:
    """The file of names."""
    found: dict[str, Any] = json.loads(names_file(Explorer(kg), Asked()).content)
    return found


def settled(names: Names, name: str) -> list[str]:
    """What the command line takes a name for, any of several that are named."""
    try:
        return [names.find(name)]
    except Ambiguous as error:
        return sorted(error.iris)
    except NotFound:
        return []


def in_the_browser(content: dict[str, Any], asked: list[str]) -> list[list[str]]:
    """What the browser takes each name for."""
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", SETTLE],
        input=json.dumps({**content, "asked": asked}),
        capture_output=True,
        text=True,
        cwd=BROWSER,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [sorted(iris) for iris in json.loads(done.stdout)]


def test_forms_that_documents_alone_print_stand_apart_from_names(tmp_path: Path) -> None:
    entries = {one["i"]: one for one in written(small(tmp_path / "world"))["entries"]}
    found = {short(iri): (one["n"], one.get("a"), one.get("o")) for iri, one in entries.items()}
    assert {iri: found[iri] for iri in ("summit", "day-one", "itu", "geneva")} == {
        "summit": ("Summit", None, ["ITU", "The day", "the summit"]),
        "day-one": ("Day one", None, ["The day"]),
        "itu": ("International Telecommunication Union", ["ITU"], None),
        "geneva": ("Geneva", ["Genève"], None),
    }


@needs_node
def test_a_printed_form_does_not_settle_a_name_in_the_browser(tmp_path: Path) -> None:
    kg = small(tmp_path / "world")
    asked = ["ITU", "The day", "the summit", "summit", "nothing of the kind"]
    found = dict(zip(asked, in_the_browser(written(kg), asked), strict=True))
    assert found == {
        "ITU": [data("itu")],
        "The day": [data("day-one"), data("summit")],
        "the summit": [data("summit")],
        "summit": [data("summit")],
        "nothing of the kind": [],
    }
    assert {name: settled(kg.names, name) for name in asked} == found


@needs_node
def test_every_shipped_name_means_the_same_in_the_browser(kg: KnowledgeGraph) -> None:
    names = kg.names
    asked = sorted({form for iri, forms in names.spelled.items() if iri.startswith(data("")) for form in forms})
    found = dict(zip(asked, in_the_browser(written(kg), asked), strict=True))
    assert len(asked) > 500
    assert {name: iris for name, iris in found.items() if iris != settled(names, name)} == {}
