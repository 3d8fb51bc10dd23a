"""What every loader takes and gives. A format is one file with one class; ``govkg.loaders`` lists them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pyoxigraph import Quad

from govkg.findings import Finding, Where
from govkg.loaders.context import Context


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a name stands for an entity that must exist somewhere in the input.

    Attributes:
        iri: the IRI meant.
        written: the name as written.
        where: where it stands.
    """

    iri: str
    written: str
    where: Where


@dataclass(slots=True)
class Loaded:
    """What one file holds.

    Attributes:
        quads: its statements; claims stand in the graph of their passage.
        defines: IRIs that exist because of this file, and where; no other file may define them.
        describes: IRIs that this file says something about, so that they exist, whoever defines them.
        mentions: names to be found among what all files define.
        places: where a graph, subject and property are written (property empty: the subject itself).
        findings: what is wrong with the file by itself.
        broken: what lacks statements because of an error: IRI and property, no property if it can be any.
        unread: whether the file could not be read at all, so that nobody knows what it defines.
    """

    quads: list[Quad] = field(default_factory=list)
    defines: dict[str, Where] = field(default_factory=dict)
    describes: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    places: dict[tuple[str, str, str], Where] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    broken: set[tuple[str, str]] = field(default_factory=set)
    unread: bool = False


class Loader(Protocol):
    """One input format. A loader reads one file, touches no store and no network, and never raises for bad content."""

    def load(self, path: Path, name: str, context: Context) -> Loaded:
        """Read a file.

        Args:
            path: the file.
            name: how messages name it.
            context: the keys and classes that may be written.
        """
        ...
