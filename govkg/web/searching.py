"""Search by name: what fits, what kind of thing each is, and under which of its names it was found."""

from __future__ import annotations

from dataclasses import dataclass

from govkg.names import Names, normalised
from govkg.namespaces import PREFIXES, TERMS

_KINDS = {PREFIXES["org"] + "Organization", PREFIXES["foaf"] + "Person", PREFIXES["schema"] + "Place"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a search found; ``also`` is the name by which it fits, where that is not the one shown."""

    iri: str
    name: str
    kind: str
    also: str = ""


def search(names: Names, text: str, classes: frozenset[str] = frozenset(), limit: int = 10) -> list[Hit]:
    """What a text may mean, best first.

    Args:
        names: all names.
        text: as far as it is typed.
        classes: class IRIs of which results must be; empty for any.
        limit: how many to give.
    """
    return [
        Hit(iri, names.show(iri), kind_of(names, iri), _also(names, iri, text))
        for iri in names.search(text, classes, limit)
    ]


def kind_of(names: Names, iri: str) -> str:
    """The classes of a thing in words: the narrowest that the ontology names."""
    kinds = {kind for kind in names.types.get(iri, ()) if kind.startswith(TERMS) or kind in _KINDS}
    return ", ".join(sorted(names.show(kind) for kind in kinds if kind in names.label))


def _also(names: Names, iri: str, text: str) -> str:
    """The alias that holds what was typed, if the shown name does not."""
    words = normalised(text).split()
    if all(word in normalised(names.show(iri)) for word in words):
        return ""
    fitting = [name for name in names.spelled.get(iri, ()) if all(word in normalised(name) for word in words)]
    return min(fitting, key=lambda name: (len(name), name), default="")
