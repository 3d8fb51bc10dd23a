"""Which items stand together: what belongs to one process, event, series or body, or has the same organisers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from govkg.names import Names
from govkg.namespaces import term
from govkg.timeline.claims import ABOUT, BESIDE, EDITION_OF, IN, LAUNCHED_AT, PART_OF, Claims
from govkg.timeline.kinds import is_way_in
from govkg.timeline.model import Band, Item

ALONE = "Others"
NO_ORGANISER = "Organiser not stated"

_SERVES = tuple(term(f"link-{name}") for name in ("prepares", "briefs-on", "side-event-of", "prepares-participants"))
_OWN_MEETING = tuple(term(f"role-{name}") for name in ("participant", "organiser"))
_WROTE = tuple(term(f"role-{name}") for name in ("author", "preparer"))
_ORGANISES = tuple(term(f"role-{name}") for name in ("organiser", "host", "convener"))


def by_process(things: Iterable[str], claims: Claims, names: Names) -> dict[str, str]:
    """For each thing what it shares with most others: what it is part of, serves, is an edition of or stands beside."""
    return shared({thing: _hubs(thing, claims, names) for thing in sorted(things)})


def by_organiser(things: Iterable[str], claims: Claims, names: Names) -> dict[str, str]:
    """The organisers of each thing, as IRIs with spaces between: its own, or those of what it is part of."""
    return {thing: " ".join(sorted(_organisers(thing, claims, names))) for thing in sorted(things)}


def shared(hubs: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each thing the hub that it shares with most others; things that share none are left out.

    Args:
        hubs: by thing, what it could stand under, the nearest first.
    """
    counts = Counter(hub for those in hubs.values() for hub in set(those))
    best = {thing: max(those, key=lambda h: counts[h]) for thing, those in hubs.items() if those}
    chosen = Counter(best.values())
    for thing, hub in best.items():
        if chosen[hub] == 1:
            best[thing] = next((h for h in hubs[thing] if chosen[h] > 1), hub)
    chosen = Counter(best.values())
    return {thing: hub for thing, hub in best.items() if chosen[hub] > 1}


def bands_of(
    items: Sequence[Item], band_of: Mapping[str, str], rest: str, show: Callable[[str], str]
) -> tuple[Band, ...]:
    """Items by band, bands by their first item; what has no band comes last.

    Args:
        items: in the order of time.
        band_of: IRI of the band by IRI of the thing; several with spaces between are one band.
        rest: the name of the band for what has none.
        show: the name of an IRI.
    """
    grouped: dict[str, list[Item]] = {}
    for item in items:
        grouped.setdefault(band_of.get(item.thing, ""), []).append(item)
    named = [_band(sorted(show(iri) for iri in key.split(" ")), those) for key, those in grouped.items() if key]
    return (*named, *([Band(rest, tuple(grouped[""]))] if "" in grouped else []))


def _band(names: list[str], items: list[Item]) -> Band:
    if len(names) <= 2:
        return Band(" and ".join(names), tuple(items))
    return Band(f"{names[0]}, {names[1]} and {len(names) - 2} more", tuple(items), ", ".join(names))


def _hubs(thing: str, claims: Claims, names: Names) -> list[str]:
    found = _above([thing], claims, names)
    launched = [claim.thing for claim in claims.towards(thing, LAUNCHED_AT)]
    for own in (claims.values(thing, *_OWN_MEETING), *(claims.values(document, *_WROTE) for document in launched)):
        # With several of them it is no one's own meeting.
        found += own if len(own) == 1 else []
    beside = _above(claims.values(thing, *BESIDE), claims, names)
    return found + [hub for hub in beside if hub not in found]


def _above(things: list[str], claims: Claims, names: Names) -> list[str]:
    """The things, what they are part of, edition of or serve, and so on upwards."""
    found = list(things)
    for one in found:
        ways = (ABOUT, IN) if is_way_in(one, names) else ()
        found += [hub for hub in claims.values(one, PART_OF, *_SERVES, EDITION_OF, *ways) if hub not in found]
    return found


def _organisers(thing: str, claims: Claims, names: Names) -> list[str]:
    chain = [thing]
    for one in chain:
        if found := claims.values(one, *_ORGANISES):
            return found
        ways = (ABOUT, IN) if is_way_in(one, names) else ()
        chain += [up for up in claims.values(one, PART_OF, EDITION_OF, *ways) if up not in chain]
    return []
