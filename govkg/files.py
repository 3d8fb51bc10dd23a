"""Write files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from govkg.errors import OutputError


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write every file to a temporary name beside it, and only when all are on disk rename them into place.

    Raises:
        OutputError: one of them could not be written; the old files are untouched.
    """
    staged: list[tuple[str, Path]] = []
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            staged.append((_stage(path, content), path))
        for temporary, path in staged:
            os.replace(temporary, path)
    except OSError as error:
        raise OutputError(
            f"cannot write {error.filename or path}: {error.strerror}; the old files are untouched"
            " (free some space or choose another folder)"
        ) from error
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
    except OSError:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    return temporary
