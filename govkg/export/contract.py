"""What a format is: a pure function from what is asked for to the bytes of a file, or of the files of a folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govkg.loaders.context import Context
    from govkg.names import Names
    from govkg.store import Store

DEFAULT_KIND = "influence"
"""The network that is drawn if nobody says which."""

Files = Mapping[str, bytes]
"""The files of a folder: content by name."""


@dataclass(frozen=True, slots=True)
class Material:
    """What an export is made from.

    Attributes:
        store: the graph.
        names: all names in it.
        context: the keys that curators write.
        kind: the kind of network, for the formats that hold one; empty for its default.
    """

    store: Store
    names: Names
    context: Context
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """One export format.

    Attributes:
        write: gives the same content for the same graph, to the byte: a file, or the files of a folder.
    """

    write: Callable[[Material], bytes | Files]


def placed(content: bytes | Files, output: Path) -> dict[Path, bytes]:
    """Content by path, as ``govkg.files.write_whole`` takes it: nothing is in place before all of it is on disk."""
    if isinstance(content, bytes):
        return {output: content}
    return {output / name: part for name, part in content.items()}
