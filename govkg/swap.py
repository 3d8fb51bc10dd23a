"""A new folder in the place of an old one, which is never lost on the way."""

from __future__ import annotations

import shutil
from pathlib import Path

from govkg.errors import OutputError


def swap(new: Path, folder: Path, aside: Path) -> None:
    """Put a new folder where an old one may be, which comes back if that fails.

    Args:
        new: the new folder, on the same disk.
        folder: where it is to be; what is there is removed once the new one stands there.
        aside: where the old one waits meanwhile; nothing is there yet.

    Raises:
        OSError: the new one cannot be put there; the old one is back.
        OutputError: nor can the old one, which stays aside.
    """
    if not folder.exists():
        new.rename(folder)
        return
    folder.rename(aside)
    try:
        new.rename(folder)
    except BaseException:
        try:
            aside.rename(folder)
        except OSError as error:
            reason = error.strerror or "no reason given"
            raise OutputError(f"cannot write {folder}: {reason}; what was there is in {aside}: rename it") from error
        raise
    shutil.rmtree(aside, ignore_errors=True)
