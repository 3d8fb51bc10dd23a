"""All names, for search and questions in a browser where no server answers."""

from __future__ import annotations

import json

from govkg.evidence import passages
from govkg.names import Names, normalised
from govkg.namespaces import DATA, ONTOLOGY, PREFIXES, TERMS
from govkg.web.addresses import file_of, place_of
from govkg.web.explorer import Explorer
from govkg.web.page import Asked, File
from govkg.web.searching import kind_of

_CLASSES = dict.fromkeys((TERMS, PREFIXES["org"], PREFIXES["foaf"], PREFIXES["schema"]), "")


def names_file(explorer: Explorer, asked: Asked) -> File:
    """Every thing that has a name, and the name to show for whatever an answer may hold."""
    names = explorer.kg.names
    things = sorted(iri for iri in names.label if iri.startswith(DATA))
    content = {"entries": [_entry(names, iri) for iri in things], "labels": _labels(explorer)}
    return File(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), "application/json")


def _entry(names: Names, iri: str) -> dict[str, str | list[str]]:
    place = place_of(iri)
    assert place is not None
    name = names.show(iri)
    aliases, printed = _other_forms(names, iri, name)
    fields: dict[str, str | list[str]] = {
        "n": name,
        "k": kind_of(names, iri),
        "p": file_of(place.path),
        "a": aliases,
        "o": printed,
        "i": iri,
        "c": sorted({_class(kind) for kind in names.types.get(iri, ())} - {""}),
    }
    return {key: value for key, value in fields.items() if value}


def _other_forms(names: Names, iri: str, name: str) -> tuple[list[str], list[str]]:
    """The other names of a thing, and the forms that documents alone print: these do not settle who is meant."""
    others = sorted(names.spelled.get(iri, set()) - {name})
    settled = {form for form in others if iri in names.exact.get(normalised(form), ())}
    return [form for form in others if form in settled], [form for form in others if form not in settled]


def _class(iri: str) -> str:
    """The name by which a question's form asks for a class; empty for those that it cannot name."""
    return next((iri.removeprefix(namespace) for namespace in _CLASSES if iri.startswith(namespace)), "")


def _labels(explorer: Explorer) -> dict[str, str]:
    """What to show for each IRI of ours, and for each passage its document's number and its own name."""
    names = explorer.kg.names
    found = {iri: one.label for iri, one in passages(explorer.kg.store, explorer.known).items()}
    graphs = {iri for iri in explorer.known if iri.startswith(DATA + "source/")} - found.keys()
    for iri in {*names.label, *explorer.known} - graphs:
        if iri.startswith((DATA, ONTOLOGY)):
            found.setdefault(iri, names.show(iri))
    return dict(sorted(found.items()))
