"""Files are written whole or not at all, whatever happens on the way: a full disk, a locked folder, a kill."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from worlds import OLD, World

from govkg.cli.main import run
from govkg.errors import OutputError
from govkg.files import write_whole

HINT = "; the old files are untouched (choose another place)"
FULL = "; the old files are untouched (free some space)"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, hidden ones included."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a memory file system with options on a folder; all are taken down after the test."""
    folders: list[Path] = []

    def mount(options: str) -> Path:
        folder = tmp_path / f"mount{len(folders)}"
        folder.mkdir()
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
        )
        if done.returncode:
            pytest.skip(f"no right to mount here: {done.stderr.decode().strip()}")
        folders.append(folder)
        return folder

    yield mount
    for folder in folders:
        subprocess.run(["umount", str(folder)], check=True)


def test_files_are_made_with_their_folders(tmp_path: Path) -> None:
    write_whole({tmp_path / "a" / "b" / "x": b"1", tmp_path / "y": b""})
    assert contents(tmp_path / "a" / "b") == {"x": b"1"}
    assert (tmp_path / "y").read_bytes() == b""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "y"]


def test_the_mode_of_an_old_file_stays_and_a_new_one_can_be_read(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"old")
    old.chmod(0o600)
    write_whole({old: b"1", new: b"2"})
    assert [path.stat().st_mode & 0o777 for path in (old, new)] == [0o600, 0o644]
    assert contents(tmp_path) == {"old": b"1", "new": b"2"}


def test_a_full_disk_leaves_the_old_files(mounted: Callable[[str], Path]) -> None:
    folder = mounted("size=64k")
    (folder / "x").write_bytes(b"old x")
    (folder / "y").write_bytes(b"old y")
    with pytest.raises(OutputError) as raised:
        write_whole({folder / "x": b"new x", folder / "y": b"y" * 200_000})
    assert str(raised.value) == f"cannot write {folder / 'y'}: No space left on device{FULL}"
    assert contents(folder) == {"x": b"old x", "y": b"old y"}


def test_a_read_only_file_system_leaves_the_old_files(mounted: Callable[[str], Path]) -> None:
    folder = mounted("size=64k")
    (folder / "x").write_bytes(b"old x")
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    with pytest.raises(OutputError) as raised:
        write_whole({folder / "x": b"new x"})
    assert str(raised.value) == f"cannot write {folder / 'x'}: Read-only file system{HINT}"
    assert contents(folder) == {"x": b"old x"}


@pytest.mark.parametrize("step", ["fsync", "link", "replace", "chmod"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
def test_a_step_that_fails(step: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_bytes(b"old x")

    def fail(*names: object) -> None:
        source, *target = map(str, names)
        raise OSError(code, os.strerror(code), source, None, *(target if step == "replace" else []))

    monkeypatch.setattr(os, step, fail)
    if step == "link":
        # A file system without links can still be written to: only the way back is lost.
        write_whole({tmp_path / "x": b"new x"})
        assert contents(tmp_path) == {"x": b"new x"}
        return
    with pytest.raises(OutputError) as raised:
        write_whole({tmp_path / "x": b"new x", tmp_path / "y": b"new y"})
    assert (
        str(raised.value)
        == f"cannot write {tmp_path / 'x'}: {os.strerror(code)}{FULL if code == errno.ENOSPC else HINT}"
    )
    assert contents(tmp_path) == {"x": b"old x"}


def test_when_the_second_rename_fails_the_first_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("x", "y"):
        (tmp_path / name).write_bytes(b"old")
    rename = os.replace

    def failing(source: str, target: str | Path) -> None:
        if Path(target).name == "y" and source.endswith(".tmp"):
            raise OSError(errno.EIO, os.strerror(errno.EIO), source, None, str(target))
        rename(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(OutputError) as raised:
        write_whole({tmp_path / "x": b"new x", tmp_path / "new": b"new", tmp_path / "y": b"new y"})
    assert str(raised.value) == f"cannot write {tmp_path / 'y'}: {os.strerror(errno.EIO)}{HINT}"
    assert contents(tmp_path) == {"x": b"old", "y": b"old"}


@pytest.mark.parametrize("name", ["folder", "."])
def test_a_folder_is_no_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match=rf"^cannot write {re.escape(name)}: it is a folder; name a file in it$"):
        write_whole({Path("x"): b"new", Path(name): b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"old")
    for link, target in (("link", "target"), ("dangling", "new")):
        (tmp_path / link).symlink_to(target)
    write_whole({tmp_path / "link": b"first", tmp_path / "dangling": b"second"})
    assert [os.readlink(tmp_path / name) for name in ("link", "dangling")] == ["target", "new"]
    assert contents(tmp_path) == {"target": b"first", "link": b"first", "new": b"second", "dangling": b"second"}


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole({pipe: b"content"})
    reader.join()
    assert read == [b"content"]
    assert pipe.is_fifo()


def test_an_interrupt_between_two_renames_undoes_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("x", "y"):
        (tmp_path / name).write_bytes(b"old")
    rename = os.replace

    def interrupted(source: str, target: str | Path) -> None:
        if Path(target).name == "y" and source.endswith(".tmp"):
            raise KeyboardInterrupt
        rename(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole({tmp_path / "x": b"new", tmp_path / "y": b"new"})
    assert contents(tmp_path) == {"x": b"old", "y": b"old"}


def test_an_interrupt_while_writing_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole({tmp_path / "x": b"new"})
    assert contents(tmp_path) == {}


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(OutputError) as raised:
        write_whole({tmp_path / "file" / "x": b"new"})
    assert str(raised.value) == f"cannot write {tmp_path / 'file' / 'x'}: File exists{HINT}"
    assert contents(tmp_path) == {"file": b"old"}


# --- The same through the command line ---


def built(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[World, dict[str, bytes]]:
    """A world, and what a build of it writes."""
    world = World(folder)
    assert run(["build", "--project", str(world.root), "--output", str(folder / "fresh")]) == 0
    capsys.readouterr()
    return world, contents(folder / "fresh")


def test_a_build_onto_a_full_disk(
    tmp_path: Path, mounted: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    world, _ = built(tmp_path / "world", capsys)
    output = mounted("size=64k")
    for name, content in OLD.items():
        (output / name).write_bytes(content)
    assert run(["build", "--project", str(world.root), "--output", str(output)]) == 6
    assert capsys.readouterr() == (
        "",
        f"govkg: cannot write {output / 'govkg.nq'}: No space left on device{FULL}\n",
    )
    assert contents(output) == OLD


def test_a_build_into_a_read_only_folder(
    tmp_path: Path, mounted: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    world, _ = built(tmp_path / "world", capsys)
    output = mounted("size=4m")
    for name, content in OLD.items():
        (output / name).write_bytes(content)
    subprocess.run(["mount", "-o", "remount,ro", str(output)], check=True)
    assert run(["build", "--project", str(world.root), "--output", str(output)]) == 6
    assert capsys.readouterr() == ("", f"govkg: cannot write {output / 'govkg.nq'}: Read-only file system{HINT}\n")
    assert contents(output) == OLD


def test_an_export_into_a_folder_that_is_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world, fresh = built(tmp_path / "world", capsys)
    graph = tmp_path / "graph.nq"
    graph.write_bytes(fresh["govkg.nq"])
    words = ["export", "--project", str(world.root), "--graph", str(graph), "--format", "nquads"]
    assert run([*words, "--output", str(graph / "x.nq")]) == 6
    assert capsys.readouterr() == ("", f"govkg: cannot write {graph / 'x.nq'}: File exists{HINT}\n")
    assert graph.read_bytes() == fresh["govkg.nq"]


STOPPED = """\
import os, sys, time
step, words = sys.argv[1], sys.argv[2:]
real = getattr(os, step)
count = 0
def stop(*args):
    global count
    count += 1
    if count == {call}:
        print("here", flush=True)
        time.sleep(600)
    return real(*args)
setattr(os, step, stop)
from govkg.cli.main import run
sys.exit(run(words))
"""


@pytest.mark.parametrize(("step", "call"), [("fsync", 1), ("fsync", 2), ("replace", 1)])
def test_a_kill_in_the_middle_of_a_build(
    step: str, call: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world, fresh = built(tmp_path / "world", capsys)
    words = ["build", "--project", str(world.root)]
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED.replace("{call}", str(call)), step, *words],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
    )
    watchdog = threading.Timer(120, process.kill)
    watchdog.start()
    assert process.stdout is not None
    assert process.stdout.readline() == b"here\n"
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    watchdog.cancel()
    process.stdout.close()
    left = contents_of_graph(world)
    assert {name: left[name] for name in OLD} == OLD
    assert run(words) == 0
    assert {name: content for name, content in contents_of_graph(world).items() if name not in left} == {}
    assert world.outputs() | fresh == world.outputs()


def contents_of_graph(world: World) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in world.project.graph.iterdir() if path.is_file()}
