"""Write a folder of files whole or not at all.

All files go into a new folder beside the old one, which takes the old one's place when the last is written: whoever
stops in between has the old folder, and never one that is half of each. What is no folder of ours is left alone.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from govkg.errors import OutputError
from govkg.swap import swap

MARK = ".govkg-site"
"""The file that tells a folder of ours: the names of what is in it, a line each."""


def write_folder(files: Iterable[tuple[str, bytes]], out: Path) -> tuple[int, int]:
    """Write files to a folder, in the place of what was written there before.

    Args:
        files: content by path, in any order.
        out: the folder; new, empty, or written by this function.

    Returns:
        How many files there are, and their size in bytes.

    Raises:
        OutputError: the folder holds something else, or cannot be written; it is as it was.
    """
    target = out.resolve()
    check_ours(target)
    made: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent))
        count, size = _fill(made, files)
        made.chmod(0o755)
        # Once more: something else may have been put there while the files were made.
        check_ours(target)
        swap(made, target, made.with_suffix(".old"))
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"cannot write {error.filename or out}: {reason}; {out} is as it was") from error
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
    return count, size


def check_ours(out: Path) -> None:
    """Make sure that nothing is lost when a folder is replaced.

    Raises:
        OutputError: it holds something that was not written by ``write_folder``.
    """
    if not out.exists() and not out.is_symlink():
        return
    if not out.is_dir():
        raise OutputError(f"{out} is no folder: choose a new or an empty one")
    found = {path.name for path in out.iterdir()}
    ours: set[str] = set()
    with suppress(OSError, UnicodeDecodeError):
        ours = {MARK, *(out / MARK).read_text(encoding="utf-8").splitlines()}
    if others := sorted(found - ours):
        named = ", ".join(others[:3]) + (" and more" if len(others) > 3 else "")
        raise OutputError(f"{out} holds what is no part of a site ({named}): choose a new or an empty folder")


def _fill(folder: Path, files: Iterable[tuple[str, bytes]]) -> tuple[int, int]:
    count = size = 0
    for name, content in files:
        path = folder / _safe(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        # Two things of one name would overwrite each other without a word.
        with path.open("xb") as stream:
            stream.write(content)
        count, size = count + 1, size + len(content)
    names = sorted(path.name for path in folder.iterdir())
    (folder / MARK).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    return count, size


def _safe(name: str) -> str:
    """A path that stays in its folder, wherever it comes from."""
    if any(part in ("", ".", "..") or "\0" in part or "\\" in part for part in name.split("/")):
        raise OutputError(f"{name!r} cannot be the name of a file: give the thing another id")
    return name
