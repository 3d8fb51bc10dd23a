"""The ontology's page: each term with what it means, why it is there and what must hold, and each scheme's values."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from govkg.export.dataset import ACCEPTED
from govkg.namespaces import DATA, ONTOLOGY, PREFIXES, TERMS, short, term
from govkg.quads import text
from govkg.web.addresses import DATA_TYPES
from govkg.web.explorer import Explorer
from govkg.web.page import Page
from govkg.web.shapes import Piece, Rule, Shape, shapes
from govkg.web.vocabulary import Term, vocabulary

FILES: dict[str, tuple[str, str]] = {
    "text/turtle": ("ontology.ttl", "Turtle"),
    "application/ld+json": ("ontology.jsonld", "JSON-LD"),
    "application/n-triples": ("ontology.nt", "N-Triples"),
    "application/rdf+xml": ("ontology.rdf", "RDF/XML"),
}
"""The ontology as data, by what a client asks for: the file, and what people call it."""

BROAD = 6
"""A shape that holds for more classes than these is named in each of them, not repeated."""

_VOID = "http://rdfs.org/ns/void#"
_IN_QUERIES = re.compile(r"\bgovkg:([A-Za-z][A-Za-z0-9-]*)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A term with what the rest of the project says of it.

    Attributes:
        term: the term.
        rules: for a class, what must hold of its properties; for a property, of its values, class by class.
        wholes: what must hold of a thing of the class as a whole.
        broad: shapes that hold for this class among many.
        used: how often the graph has it, and the part of the dataset that counts it; 0 if it does not.
        part: what stands for that count on the dataset's page.
        questions: canned questions that use it.
    """

    term: Term
    rules: list[tuple[list[Piece] | str, Rule]]
    wholes: list[tuple[list[Piece], str]]
    broad: list[str]
    used: int
    part: str
    questions: list[str]


def ontology_page(explorer: Explorer) -> Page:
    """The ontology's page."""
    found = vocabulary(explorer.kg.store)
    shaped = _shapes(explorer)
    counts, asked = _counts(explorer), _questions(explorer)

    def shown(one: Term) -> Shown:
        used, part = counts.get(one.iri, (0, ""))
        own = [shape for shape in shaped if one.iri in shape.targets and len(shape.targets) <= BROAD]
        of_class: list[tuple[list[Piece] | str, Rule]] = [
            ([_piece(rule.path)], rule) for shape in own for rule in shape.rules
        ]
        of_property = [(_whose(shape), rule) for shape in shaped for rule in shape.rules if rule.path == one.iri]
        broad = [shape.id for shape in shaped if one.iri in shape.targets and len(shape.targets) > BROAD]
        wholes = [(shape.words, shape.advice) for shape in own if shape.words]
        return Shown(one, of_class or of_property, wholes, broad, used, part, asked.get(one.iri, []))

    return Page(
        path="ontology",
        title="The ontology",
        template="ontology.html",
        about="The terms of govkg: what each means, which question needs it, and what must hold.",
        iri=ONTOLOGY,
        data={media_type: path for media_type, (path, _) in FILES.items() if media_type in DATA_TYPES},
        values={
            "found": found,
            "ids": found.ids,
            "titles": found.titles,
            "classes": [shown(one) for one in found.classes],
            "properties": [shown(one) for one in found.properties],
            "reused": [shown(one) for one in found.reused],
            "broad": [(shape, _targets(shape)) for shape in shaped if len(shape.targets) > BROAD],
            "prefixes": sorted(PREFIXES.items()),
            "formats": FILES,
            "namespace": TERMS,
            "data_namespace": DATA,
            "summaries": {name: explorer.kg.question(name).summary for name in explorer.kg.questions()},
        },
    )


def _shapes(explorer: Explorer) -> list[Shape]:
    """The shapes of the project; none if it has no file of them."""
    path = explorer.kg.project.shapes
    return shapes(path.read_bytes()) if path.is_file() else []


def _piece(iri: str) -> Piece:
    return short(iri), iri


def _whose(shape: Shape) -> list[Piece] | str:
    """The classes for which a shape holds; the shape's own name where they are many."""
    return _targets(shape) if len(shape.targets) <= BROAD else shape.id


def _targets(shape: Shape) -> list[Piece]:
    pieces: list[Piece] = []
    for number, iri in enumerate(shape.targets):
        pieces += [(", ", ""), _piece(iri)] if number else [_piece(iri)]
    return pieces


def _counts(explorer: Explorer) -> dict[str, tuple[int, str]]:
    """How many things each class has, how many statements each property, and what of the dataset's page says so."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in explorer.entities.dataset:
        said[text(quad.subject)][quad.predicate.value.removeprefix(_VOID)] = text(quad.object)
    start = ACCEPTED.rpartition("/")[0] + "/"
    return {
        fields[of]: (int(fields[count]), part.removeprefix(start))
        for part, fields in said.items()
        for of, count in (("class", "entities"), ("property", "triples"))
        if of in fields and count in fields
    }


def _questions(explorer: Explorer) -> dict[str, list[str]]:
    """The canned questions in which each term stands."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in explorer.kg.questions():
        for used in sorted(set(_IN_QUERIES.findall(explorer.kg.question(name).text))):
            found[term(used)].append(name)
    return found
