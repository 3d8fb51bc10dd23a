"""Claims that hold, read from the passages that count: the plan never reads the accepted facts, which know too much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from govkg.known import Known
from govkg.model.firmness import CERTAINTIES, MODALITIES, firmest
from govkg.namespaces import PREFIXES
from govkg.store import Store, Term

Fields = dict[str, dict[Term, set[str]]]
"""By property: its values, each with the passages that give it."""

_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_SAID = "SELECT ?passage ?subject ?property ?value WHERE { %s GRAPH ?passage { ?subject ?property ?value } }"
_RECORDS = "SELECT ?passage ?record WHERE { %s GRAPH ?passage { ?record a %s ; %s ?thing } }"


def values(variable: str, iris: Iterable[str]) -> str:
    """A VALUES block that binds a variable to IRIs, written out by the RDF engine."""
    return f"VALUES ?{variable} {{ {' '.join(str(NamedNode(iri)) for iri in sorted(iris))} }}"


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    """The rows of a SELECT query as texts; empty where a variable is unbound."""
    found = store.select(_HEAD + query).rows
    return [tuple("" if value is None else value.value for value in row) for row in found]


def said(store: Store, known: Known, subjects: Iterable[str], *, record: bool) -> dict[str, Fields]:
    """What holds of subjects.

    Args:
        store: where the statements are.
        known: what counts.
        subjects: IRIs.
        record: whether they are records.
    """
    wanted = set(subjects)
    found: dict[str, Fields] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    if not wanted:
        return found
    for passage, subject, prop, value in store.select(_HEAD + _SAID % values("subject", wanted)).rows:
        if (
            passage is not None
            and subject is not None
            and prop is not None
            and isinstance(value, (NamedNode, Literal))
            and known.holds(passage.value, subject.value, prop.value, record=record)
        ):
            found[subject.value][prop.value][value].add(passage.value)
    return found


def records(store: Store, known: Known, kind: str, link: str, things: Iterable[str]) -> dict[str, Fields]:
    """The records of a class that point to things, with all that holds of them.

    Args:
        store: where the statements are.
        known: what counts.
        kind: the class, such as ``govkg:Rule``.
        link: the property that points, such as ``govkg:in``.
        things: IRIs of what is pointed to.
    """
    wanted = set(things)
    if not wanted:
        return {}
    found = rows(store, _RECORDS % (values("thing", wanted), kind, link))
    return said(store, known, {record for passage, record in found if passage in known.voices}, record=True)


def texts(fields: Fields, prop: str) -> list[str]:
    """The values of a property as sorted texts."""
    return sorted({value.value for value in fields.get(prop, {})})


def passages_of(fields: Fields, *props: str) -> set[str]:
    """The passages that give any value of properties; of all of them if none is named."""
    return {p for prop in (props or fields) for given in fields.get(prop, {}).values() for p in given}


def certainty(known: Known, passages: Iterable[str]) -> str:
    """The certainty of the firmest passage."""
    return firmest(CERTAINTIES, [known.voices[p].certainty for p in passages if p in known.voices])


def modality(known: Known, passages: Iterable[str]) -> str:
    """The modality of the firmest passage."""
    return firmest(MODALITIES, [known.voices[p].modality for p in passages if p in known.voices])


def around(store: Store, known: Known, things: Iterable[str], prop: str) -> dict[str, set[str]]:
    """By thing, everything above it along a property, such as the town and country around a house."""
    above: dict[str, set[str]] = {}
    level = set(things)
    while level:
        fields = said(store, known, level, record=False)
        above.update({thing: set(texts(fields[thing], prop)) for thing in level})
        level = {one for found in above.values() for one in found} - set(above)
    return {thing: _closure(thing, above) for thing in above}


def _closure(thing: str, above: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    level = set(above[thing])
    while level:
        found |= level
        level = {one for thing in level for one in above[thing]} - found
    return found
