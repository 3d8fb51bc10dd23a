"""What a timeline shows, apart from how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from govkg.evidence import Passage
from govkg.model.dates import Bounds, Day


class Kind(StrEnum):
    """What an item is. Documents and bodies are drawn only where a source itself shows them on the way to something."""

    EVENT = "event"
    PROCESS = "process"
    DEADLINE = "deadline"
    DOCUMENT = "document"
    BODY = "body"


class Standing(StrEnum):
    """Whether the date of an item holds."""

    ACCEPTED = "accepted"
    SET_ASIDE = "set aside"
    """A decision takes it as superseded (or, in one document's own picture, as mistaken)."""
    OPEN = "open"
    """One of several readings that the source does not settle."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing with one date, or one thing that no source dates.

    Attributes:
        thing: its IRI.
        name: one line.
        kind: what it is.
        edtf: the date as the source gives it; empty if there is none.
        when: the same in words, such as ``16–18 December 2013`` or ``date not stated``.
        bounds: the days the date allows, widened where the source itself is not sure; None without a date.
        stated: the same before widening.
        place: where, or how one answers a call; ``place not stated`` where no source says so.
        certainty: how firmly the passages carry the date: explicit, implied or outside.
        standing: whether the date holds.
        note: what else a reader must know, such as what superseded the date; may be empty.
        passages: those the date, or its absence, and the place rest on.
    """

    thing: str
    name: str
    kind: Kind
    edtf: str
    when: str
    bounds: Bounds | None
    stated: Bounds | None
    place: str
    certainty: str
    standing: Standing
    note: str
    passages: tuple[Passage, ...]

    @property
    def exact(self) -> bool:
        """The date is one day, or runs from one day to another, and the source is sure of it."""
        return self.bounds is not None and self.bounds.exact

    @property
    def numbers(self) -> tuple[str, ...]:
        """The short numbers of its documents."""
        return tuple(sorted({passage.number for passage in self.passages}))


@dataclass(frozen=True, slots=True)
class Band:
    """Items that belong together: of one process, one series, one body, or the same organisers.

    Attributes:
        name: one line.
        items: in the order of time.
        full: all names, where ``name`` says only how many more there are.
    """

    name: str
    items: tuple[Item, ...]
    full: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything one picture shows.

    Attributes:
        title: one line.
        start: first day of the axis.
        end: last day of the axis.
        bands: dated items, by band, in the order of their first dates.
        undated: what no source dates.
        sources: number and name of each document it rests on.
        single: the one document it is restricted to; empty if to none.
    """

    title: str
    start: Day
    end: Day
    bands: tuple[Band, ...]
    undated: tuple[Item, ...]
    sources: tuple[tuple[str, str], ...]
    single: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """All items: the dated ones band by band, then the others."""
        return tuple(item for band in self.bands for item in band.items) + self.undated
