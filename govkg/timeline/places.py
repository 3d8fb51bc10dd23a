"""Where something takes place, in one line, or that no source says so."""

from __future__ import annotations

import re

from govkg.names import Names
from govkg.timeline.claims import DEVELOPS, INSIDE, LOCATION, NO_PLACE, Claim, Claims

_TOLD_APART = re.compile(r" \([^)]*\)$")


def place_of(thing: str, claims: Claims, names: Names, sources: set[str]) -> tuple[str, list[Claim]]:
    """The place of a thing in one line, and the claims it rests on.

    A document has the place of the meeting that it came out of.

    Args:
        thing: its IRI.
        claims: all claims.
        names: all names.
        sources: only what these documents say; empty for what is accepted.
    """
    makers = [claim.thing for claim in claims.towards(thing, DEVELOPS)]
    for one in (thing, *makers):
        said = _located(one, claims, sources)
        if said:
            places = {claim.value for claim in said}
            innermost = [p for p in places if not any(p in _around(q, claims) for q in places - {p})]
            return " and ".join(sorted(_line(p, claims, names) for p in innermost)), said
    gaps = [c for c in claims.every(thing, NO_PLACE) if not sources or c.source in sources]
    words = sorted({gap_words(names.show(gap.value)) for gap in gaps}) or ["not stated"]
    return f"place {' and '.join(words)}", gaps


def gap_words(label: str) -> str:
    """The label of a kind of gap, so that it reads well after what is missing: ``place cut off in the source``."""
    return f"{label} in the source" if label == "cut off" else label


def _located(thing: str, claims: Claims, sources: set[str]) -> list[Claim]:
    if sources:
        return [claim for claim in claims.every(thing, LOCATION) if claim.source in sources]
    return claims.about(thing, LOCATION)


def _around(place: str, claims: Claims) -> list[str]:
    """The places that a place lies in, the inner before the outer."""
    outer = _reach(place, claims)
    return sorted(outer, key=lambda p: (-sum(q in _reach(p, claims) for q in outer if q != p), p))


def _reach(place: str, claims: Claims) -> set[str]:
    found = [place]
    for one in found:
        found += [outer for outer in claims.values(one, INSIDE) if outer not in found]
    return set(found[1:])


def _line(place: str, claims: Claims, names: Names) -> str:
    """The place, and of those around it the two outermost: as a rule, city and country."""
    shown = [_TOLD_APART.sub("", names.show(one)) for one in (place, *_around(place, claims)[-2:])]
    return ", ".join(shown)
