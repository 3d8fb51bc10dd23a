"""Write files whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from govkg.errors import OutputError


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write every file to a temporary name beside it, and only when all are on disk rename them into place.

    A link stays, and what it leads to is written. What is no file, such as a device or a pipe, is written to as it is.

    Raises:
        OutputError: one of them could not be written; the old files are untouched.
    """
    staged: list[tuple[str, Path]] = []
    path = Path()
    try:
        for path, content in files.items():
            place = path.resolve()
            if place.is_dir():
                raise OutputError(f"cannot write {path}: it is a folder; name a file in it")
            if place.exists() and not place.is_file():
                place.write_bytes(content)
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            staged.append((_stage(place, content), place))
        _put_in_place(staged)
    except OSError as error:
        wanted = error.filename2 or path
        mend = "free some space" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "choose another place"
        raise OutputError(f"cannot write {wanted}: {error.strerror}; the old files are untouched ({mend})") from error
    finally:
        for temporary, _ in staged:
            with suppress(FileNotFoundError):
                os.unlink(temporary)


def _stage(path: Path, content: bytes) -> str:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        mode = path.stat().st_mode if path.exists() else 0o644
        os.chmod(temporary, mode & 0o777)
    except BaseException:
        os.unlink(temporary)
        raise
    return temporary


def _put_in_place(staged: list[tuple[str, Path]]) -> None:
    """Rename all files into place; if one cannot be, the old ones that had to give way come back."""
    begun: list[tuple[Path, str, bool]] = []
    try:
        for temporary, path in staged:
            begun.append((path, _second_name(path), path.exists()))
            os.replace(temporary, path)
    except BaseException:
        for path, old, existed in begun:
            if old:
                os.replace(old, path)
            elif not existed:
                path.unlink(missing_ok=True)
        raise
    finally:
        for _, old, _ in begun:
            if old:
                Path(old).unlink(missing_ok=True)


def _second_name(path: Path) -> str:
    """Another name for an old file, so that its content outlives its replacement; empty if it can have none."""
    name = path.with_name(f".{path.name}.{os.getpid()}.old")
    try:
        os.link(path, name)
    except OSError:
        return ""
    return str(name)
