"""The dataset's page: what it holds, by class and by property, and where to take it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import NamedNode

from govkg.export.dataset import ABOUT, ABOUT_ACCEPTED, ACCEPTED, DATASET, TITLE
from govkg.namespaces import PREFIXES, short
from govkg.quads import text
from govkg.web.addresses import data_files
from govkg.web.explorer import Explorer
from govkg.web.page import Page

_VOID = "http://rdfs.org/ns/void#"

DOWNLOADS: tuple[tuple[str, str, str], ...] = (
    ("nquads", "govkg.nq", "Everything with its provenance, as N-Quads"),
    ("turtle", "govkg.ttl", "Accepted facts alone, as Turtle"),
)
"""The distributions that the description names: the end of each one's IRI, its file, and what it is."""

MORE: tuple[tuple[str, str], ...] = (
    ("ontology.ttl", "The ontology with its schemes and alignments, as Turtle"),
    ("shapes.ttl", "What a graph must fulfil, as SHACL shapes"),
    ("context.jsonld", "The JSON-LD context"),
    ("data/dataset.ttl", "This description, as Turtle (VoID and DCAT)"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """What the description counts: all things of a class, or all statements with a property."""

    id: str
    iri: str
    name: str
    label: str
    count: int


def dataset_page(explorer: Explorer) -> Page:
    """The page of the dataset."""
    said = _by_subject(explorer)
    return Page(
        path=f"page/{short(DATASET)}",
        title=TITLE,
        template="dataset.html",
        about=ABOUT,
        iri=DATASET,
        data=data_files(DATASET),
        values={
            "description": ABOUT,
            "accepted": ABOUT_ACCEPTED,
            "counts": [
                ("statements", _number(said, DATASET, "triples")),
                ("accepted statements", _number(said, ACCEPTED, "triples")),
                ("things", _number(said, ACCEPTED, "entities")),
            ],
            "downloads": DOWNLOADS,
            "more": MORE,
            "classes": _parts(explorer, said, "class", "entities"),
            "properties": _parts(explorer, said, "property", "triples"),
            "vocabularies": sorted(
                (prefix, iri) for prefix, iri in PREFIXES.items() if iri in said[DATASET].get(_VOID + "vocabulary", ())
            ),
        },
    )


def _by_subject(explorer: Explorer) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in explorer.entities.dataset:
        value = quad.object.value if isinstance(quad.object, NamedNode) else text(quad.object)
        found[text(quad.subject)][quad.predicate.value].append(value)
    return found


def _number(said: dict[str, dict[str, list[str]]], iri: str, count: str) -> int:
    return int(min(said[iri].get(_VOID + count, ["0"])))


def _parts(explorer: Explorer, said: dict[str, dict[str, list[str]]], of: str, count: str) -> list[Part]:
    names = explorer.kg.names
    found = [
        Part(part.removeprefix(DATASET + "/"), iri, short(iri), names.label.get(iri, ""), _number(said, part, count))
        for part in said[ACCEPTED].get(f"{_VOID}{of}Partition", ())
        for iri in said[part].get(_VOID + of, ())
    ]
    return sorted(found, key=lambda one: (-one.count, one.name))
