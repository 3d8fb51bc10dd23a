"""What the lines of a plan are made of: links of a chain, deadlines, and when things take place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain, from what comes first to what it leads to.

    Attributes:
        source: IRI of what comes first.
        source_name: its name.
        link: the link in words, such as ``prepares``.
        target: IRI of what it leads to.
        target_name: its name.
        connection: whether it only connects and feeds nothing into what is decided.
        modality: stated, planned, expected; wished, asked and framed links make no chain.
        certainty: explicit, implied or outside: the firmest of its passages.
        passages: IRIs of the passages that say it.
    """

    source: str
    source_name: str
    link: str
    target: str
    target_name: str
    connection: bool
    modality: str
    certainty: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when: as the sources write it, and the moment itself where one is known.

    Attributes:
        edtf: the date.
        clock: the hour as xsd:time; empty if not stated.
        zone: the zone as the source names it; empty if not stated.
        instant: the moment in UTC as xsd:dateTime; empty if no passage that counts gives it.
        instant_certainty: how firm the passage that gives the moment is; empty without one.
        extendable: ``no``, ``yes`` or empty where nothing is said.
        passages: IRIs of the passages that say it.
    """

    edtf: str
    clock: str = ""
    zone: str = ""
    instant: str = ""
    instant_certainty: str = ""
    extendable: str = ""
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """When a thing takes place.

    Attributes:
        edtf: the date.
        start: clock time of the beginning as xsd:time; may be empty.
        end: clock time of the end; may be empty.
        zone: the zone as the source names it; may be empty.
        of: IRI of what has this date: the thing itself, or the whole of which it is a part.
        of_name: its name.
        places: where, the narrowest first: a room, a house, a town.
        passages: IRIs of the passages that say it.
    """

    edtf: str
    start: str
    end: str
    zone: str
    of: str
    of_name: str
    places: tuple[str, ...]
    passages: tuple[str, ...]
