"""The pictures of an entity's page: what is around it, and when its parts take place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from govkg.evidence import Passage, passages
from govkg.namespaces import short
from govkg.timeline import Band, timeline
from govkg.web.drawing.around import Around, around
from govkg.web.drawing.surroundings import in_window, near, on_phone
from govkg.web.drawing.timelines import PHONE, WIDE, Address, picture, processes
from govkg.web.drawing.writing import written
from govkg.web.explorer import Explorer

_LEAST = 2
"""With fewer dates there is nothing to be seen in a picture of them."""

Picture = Callable[[Address], Markup]
"""What a template calls with the addresses of pages."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is around an entity: in words, and as pictures."""

    found: Around
    passages: dict[str, Passage]
    in_window: Picture
    on_phone: Picture
    left_out: int


@dataclass(frozen=True, slots=True)
class Dates:
    """When an entity and its parts take place; ``undated`` are IRIs of parts that no source dates."""

    in_window: Picture
    on_phone: Picture
    undated: tuple[str, ...]


def drawings(explorer: Explorer, iri: str) -> dict[str, object]:
    """What ``drawings.html`` shows of an entity.

    Args:
        explorer: what pages are made from.
        iri: the entity.
    """
    return {
        "surroundings": _surroundings(explorer, iri),
        "dates": _dates(explorer, iri),
        "key": short(iri),
        "name_of": explorer.kg.names.show,
        "has_timeline": iri in processes(explorer, explorer.timeline),
    }


def _surroundings(explorer: Explorer, iri: str) -> Surroundings | None:
    found = around(explorer, iri)
    # What only connects is listed among the records of the page.
    if found is None or not found.is_drawn:
        return None
    proofs = passages(explorer.kg.store, found.passages)
    labels = {passage: proof.label for passage, proof in proofs.items()}
    shown, left_out = near(found)
    wide, narrow = (partial(written, draw(found, shown, labels)) for draw in (in_window, on_phone))
    return Surroundings(found, proofs, wide, narrow, left_out)


def _dates(explorer: Explorer, iri: str) -> Dates | None:
    things = explorer.belonging.own(iri)
    found = timeline(explorer.kg.store, explorer.kg.names, things=things, claims=explorer.claims)
    dated = [item for band in found.bands for item in band.items]
    if len(dated) < _LEAST:
        return None
    name = explorer.kg.names.show(iri)
    # All of it belongs together: one band, and its name is that of the page.
    shown = replace(found, title=f"{name}: {found.title}", bands=(Band("", tuple(dated)),), undated=())
    undated = tuple(dict.fromkeys(item.thing for item in found.undated))
    return Dates(picture(shown, WIDE, "dates-wide", bare=True), picture(shown, PHONE, "dates", bare=True), undated)
