"""The sources against their documents: every span is a piece of text, and the text is the one that was read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml
from pyoxigraph import NamedNode
from texts import FOLDER, with_documents
from worlds import NOTE_FILE, PAGE_FILE, World

from govkg.build import build
from govkg.documents import WrongText, cut, find, text_of
from govkg.errors import NotFound
from govkg.namespaces import PREFIXES, data
from govkg.paths import shipped
from govkg.quads import text
from govkg.release import nquads
from govkg.store import Embedded

SOURCES = sorted(path.stem for path in shipped().sources.glob("*.yaml"))


def source(name: str) -> dict[str, object]:
    content = (shipped().sources / f"{name}.yaml").read_text(encoding="utf-8")
    found = yaml.load(content, Loader=yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


WITH_TEXT = [name for name in SOURCES if source(name)["genre"] != "background"]


def test_only_the_background_has_no_document() -> None:
    assert [name for name in SOURCES if "file" not in source(name)] == ["background"]
    assert len(WITH_TEXT) == len(SOURCES) - 1


@with_documents
def test_every_document_has_one_source() -> None:
    captured = sorted(path.name for path in FOLDER.glob("*.txt"))
    assert sorted(str(source(name)["file"]) for name in WITH_TEXT) == captured


@with_documents
@pytest.mark.parametrize("name", WITH_TEXT)
def test_hash_and_length_are_those_of_the_document(name: str) -> None:
    header = source(name)
    content = (FOLDER / str(header["file"])).read_bytes()
    found = {"sha256": hashlib.sha256(content).hexdigest(), "length": str(len(content.decode("utf-8")))}
    assert {key: header[key] for key in found} == found


@with_documents
@pytest.mark.parametrize("name", WITH_TEXT)
def test_every_span_is_a_piece_of_the_document(name: str) -> None:
    header = source(name)
    document = (FOLDER / str(header["file"])).read_bytes().decode("utf-8")
    passages = header["passages"]
    assert isinstance(passages, list)
    wrong = []
    for passage in passages:
        given = passage["at"]
        for span in given if isinstance(given, list) else [given]:
            start, end = map(int, span.split("-"))
            if not (0 <= start < end <= len(document) and document[start:end].strip()):
                wrong.append(f"{name} {passage['id']} {span}: {document[start:end]!r}")
    assert wrong == []


@with_documents
@pytest.mark.parametrize("name", WITH_TEXT)
def test_the_graph_has_the_spans_of_the_source(name: str) -> None:
    passages = source(name)["passages"]
    assert isinstance(passages, list)
    wanted = {
        f"{passage['id']}/span/{span}"
        for passage in passages
        for span in (passage["at"] if isinstance(passage["at"], list) else [passage["at"]])
    }
    selector = NamedNode(PREFIXES["oa"] + "hasSelector")
    start = data(f"source/{name}/")
    found = {text(quad.object) for quad in build(shipped()).quads if quad.predicate == selector}
    assert {iri.removeprefix(start) for iri in found if iri.startswith(start)} == wanted


# --- The functions, on small texts ---


@pytest.mark.parametrize(
    ("document", "wanted", "spans"),
    [
        ("one two one", "one", [(0, 3), (8, 11)]),
        ("one\n  two", "one two", [(0, 9)]),
        ("a.b axb", "a.b", [(0, 3)]),
        ("😀 é e\u0301", "é", [(2, 3)]),
        ("one", "two", []),
        ("one", " ", []),
    ],
)
def test_find(document: str, wanted: str, spans: list[tuple[int, int]]) -> None:
    assert find(document, wanted) == spans


def test_cut_joins_what_is_torn() -> None:
    assert cut("one\n two three", ((0, 8), (9, 14))) == "one two […] three"
    assert cut("one", ()) == ""


DOCUMENT = "Ünï\n" * 25
PAGE = data("source/page")


def store(world: World) -> Embedded:
    path = world.root / "built.nq"
    path.write_bytes(nquads(world.build().quads))
    return Embedded.in_memory(path)


def documented(folder: Path, content: str = DOCUMENT) -> World:
    """A world whose page is a document in its folder."""
    world = World(folder)
    (folder / "page.txt").write_bytes(content.encode())
    world.change(PAGE_FILE, "sha256: " + "0" * 64, f"sha256: {hashlib.sha256(content.encode()).hexdigest()}")
    return world


def test_the_text_of_a_source(tmp_path: Path) -> None:
    assert text_of(store(documented(tmp_path)), PAGE, tmp_path) == DOCUMENT


def test_another_text_is_refused(tmp_path: Path) -> None:
    world = documented(tmp_path)
    changed = world.write("page.txt", DOCUMENT + "x")
    found, wanted = (hashlib.sha256(one.encode()).hexdigest()[:12] for one in (DOCUMENT + "x", DOCUMENT))
    with pytest.raises(WrongText) as raised:
        text_of(store(world), PAGE, tmp_path)
    assert str(raised.value) == f"{changed} is not the text that was read: SHA-256 {found}…, expected {wanted}…"


def test_a_document_in_another_encoding_is_told_though_it_is_the_one_that_was_read(tmp_path: Path) -> None:
    world = documented(tmp_path)
    latin = world.write("page.txt", DOCUMENT.encode("latin-1"))
    first, second = (hashlib.sha256(one).hexdigest() for one in (DOCUMENT.encode(), latin.read_bytes()))
    world.change(PAGE_FILE, first, second)
    with pytest.raises(WrongText) as raised:
        text_of(store(world), PAGE, tmp_path)
    assert str(raised.value) == (
        f"{latin} is not UTF-8: byte 0xdc at 0: save it in the encoding UTF-8 and mend 'sha256' in its YAML"
    )


def test_a_wrong_length_is_found(tmp_path: Path) -> None:
    world = documented(tmp_path, DOCUMENT + "x")
    with pytest.raises(WrongText) as raised:
        text_of(store(world), PAGE, tmp_path)
    assert str(raised.value) == (
        f"{tmp_path / 'page.txt'} has 101 characters, the source says 100: mend 'length' in its YAML"
    )


def test_a_document_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as raised:
        text_of(store(World(tmp_path)), PAGE, tmp_path)
    assert str(raised.value) == f"no file page.txt in {tmp_path}: give the folder with the documents, --documents DIR"


def test_a_source_without_a_document(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.change(NOTE_FILE, "genre: note", "genre: background")
    for key in ("file: note.txt\n", "length: 50\n", f"sha256: {'1' * 64}\n"):
        world.change(NOTE_FILE, key, "")
    with pytest.raises(NotFound) as raised:
        text_of(store(world), data("source/note"), tmp_path)
    assert str(raised.value) == (
        "this source has no document: what it says comes from outside, each passage names its origin"
    )
