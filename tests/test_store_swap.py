"""A store on disk is replaced by a whole new one, or stays what it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from govkg.errors import OutputError
from govkg.store import Embedded

OLD, NEW = (f"<http://a> <http://b> <http://{name}> .\n".encode() for name in ("old", "new"))
ALL = "SELECT ?o WHERE { ?s ?p ?o }"


def held(folder: Path) -> list[str]:
    return [str(value) for (value,) in Embedded.on_disk(folder).select(ALL).rows]


def failing(when: Callable[[Path], bool]) -> Callable[[Path, Path], Path]:
    """``Path.rename`` that fails for some."""
    rename = Path.rename

    def tried(self: Path, target: Path) -> Path:
        if when(self):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    return tried


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    Embedded.write(folder, OLD)
    return folder


def test_a_new_store_takes_the_place_of_the_old_one(store: Path) -> None:
    Embedded.write(store, NEW)
    assert (held(store), list(store.parent.iterdir())) == (["<http://new>"], [store])


@pytest.mark.parametrize("step", ["store", "new"])
def test_a_store_that_cannot_be_replaced_is_untouched(step: str, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "rename", failing(lambda path: path.name == step))
    with pytest.raises(OutputError) as raised:
        Embedded.write(store, NEW)
    expected = f"cannot write a store to {store}: No space left on device; what was there is untouched"
    assert (str(raised.value), held(store), list(store.parent.iterdir())) == (expected, ["<http://old>"], [store])


def test_a_store_that_cannot_even_be_put_back_is_kept_and_named(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", failing(lambda path: path.name != "store"))
        with pytest.raises(OutputError) as raised:
            Embedded.write(store, NEW)
    (kept,) = store.parent.iterdir()
    what = f"cannot write {store}: No space left on device; what was there is in {kept}: rename it"
    assert (str(raised.value), held(kept)) == (what, ["<http://old>"])


def test_a_broken_graph_leaves_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "rename", failing(lambda path: path.name == "new"))
    with pytest.raises(OutputError):
        Embedded.write(tmp_path / "store", NEW)
    assert list(tmp_path.iterdir()) == []
