"""What a thing is, for a timeline."""

from __future__ import annotations

from govkg.names import Names
from govkg.namespaces import PREFIXES, term
from govkg.timeline.model import Kind

# The first that fits counts: every document and body is also something more general.
_KINDS = {
    term("Event"): Kind.EVENT,
    term("Series"): Kind.EVENT,
    term("Process"): Kind.PROCESS,
    term("Call"): Kind.PROCESS,
    PREFIXES["foaf"] + "Document": Kind.DOCUMENT,
    PREFIXES["foaf"] + "Agent": Kind.BODY,
}


def kind_of(thing: str, names: Names) -> Kind:
    """What a thing is while it goes on; a call is like a process until the day on which it closes."""
    types = names.types.get(thing, set())
    return next((kind for iri, kind in _KINDS.items() if iri in types), Kind.EVENT)


def takes_place(thing: str, names: Names) -> bool:
    """It is an event, a process or a call: what a timeline draws of its own accord."""
    return bool(names.types.get(thing, set()) & {term("Event"), term("Process"), term("Call")})


def is_way_in(thing: str, names: Names) -> bool:
    """It is a call, or a rule of participation."""
    return bool(names.types.get(thing, set()) & {term("Call"), term("Rule")})


def is_rule(thing: str, names: Names) -> bool:
    """It is a rule of participation, which has no name of its own."""
    return term("Rule") in names.types.get(thing, set())
