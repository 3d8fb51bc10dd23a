"""An entity's page: what is said about it, line by line with its passages, and what can be asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from govkg.card import SECTIONS, Card, Line, card
from govkg.errors import NotFound
from govkg.namespaces import PREFIXES, TERMS, short, term
from govkg.questions import Question
from govkg.web.addresses import data_files
from govkg.web.drawing.drawings import drawings
from govkg.web.explorer import Explorer
from govkg.web.linked import heading, plain
from govkg.web.page import Page

FIRST = (
    PREFIXES["dcterms"] + "description",
    *(term(name) for name in ("date", "covers", "opens", "closes", "closesTime")),
    *(PREFIXES["schema"] + name for name in ("startTime", "endTime", "duration", "location")),
    *(term(name) for name in ("status", "purpose", "partOf", "editionOf")),
)
"""The properties that a reader looks for first, in this order; the others follow by the alphabet."""

LAST = term("calledAs")
"""The spellings that documents print: many, and of use only to who looks for one."""


def entity_page(explorer: Explorer, iri: str) -> Page:
    """The page of anything that the graph describes.

    Raises:
        NotFound: the graph says nothing about it.
    """
    names = explorer.kg.names
    types = names.types.get(iri, set())
    found = card(explorer.kg.store, explorer.names, iri)
    if not types and not found.sections:
        raise NotFound(f"nothing is known about {short(iri)}")
    own = found.sections.get(SECTIONS[""], [])
    name = names.show(iri)
    return Page(
        path=f"page/{short(iri)}",
        title=heading(name),
        template="entity.html",
        about=f"What {_documents(found)} documents say about {name}, with their passages.",
        iri=iri,
        data=data_files(iri),
        values={
            "card": found,
            "other_names": [other for other in found.other_names if other != name],
            "kinds": _kinds(found, types, explorer),
            "facts": facts(own, iri, explorer),
            "sections": _sections(found, iri),
            "questions": questions_about(explorer, iri),
            **drawings(explorer, iri),
        },
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a property, in words."""

    text: str
    line: Line


def facts(lines: list[Line], iri: str, explorer: Explorer) -> list[tuple[str, list[Fact]]]:
    """What is said of the entity itself, by property: the property in words, and a fact a value."""
    own = sorted(
        (one for one in lines if one.subject == iri), key=lambda one: (*_rank(one.property, explorer), one.set_aside)
    )
    grouped = groupby(own, key=lambda one: one.property)
    return [(explorer.kg.names.show(prop), [_fact(one, explorer) for one in group]) for prop, group in grouped]


def _rank(prop: str, explorer: Explorer) -> tuple[int, str]:
    place = FIRST.index(prop) if prop in FIRST else len(FIRST)
    return (place if prop != LAST else place + 1, explorer.kg.names.show(prop))


def _fact(line: Line, explorer: Explorer) -> Fact:
    """A line without its property, which stands beside it."""
    return Fact(line.text.removeprefix(f"{explorer.names.show(line.property)} "), line)


def _sections(found: Card, iri: str) -> list[tuple[str, list[Line]]]:
    """Records by kind, and last what others say that name it."""
    renamed = {SECTIONS["Contribution"]: "Each link, as it is said"}
    records = [(renamed.get(name, name), lines) for name, lines in found.sections.items() if name != SECTIONS[""]]
    naming = [one for one in found.sections.get(SECTIONS[""], []) if one.subject != iri]
    return [*records, *([("Where else it is named", naming)] if naming else [])]


def _documents(found: Card) -> int:
    return len({passage.number for passage in found.passages.values()})


def _kinds(found: Card, types: set[str], explorer: Explorer) -> list[str]:
    """Its kinds in words; where only a rule gives its class, that."""
    kinds = [plain(kind) for kind in found.kinds]
    return kinds or sorted(explorer.kg.names.show(kind) for kind in types if kind.startswith(TERMS))


def questions_about(explorer: Explorer, iri: str) -> list[tuple[str, str, dict[str, str]]]:
    """Questions whose one required parameter the entity can fill: name, wording, and the parameter."""
    types = explorer.kg.names.types.get(iri, set())
    found = []
    for name in explorer.kg.questions():
        question = explorer.kg.question(name)
        parameter = _only_required(question)
        if parameter and question.parameters[parameter].classes & types:
            found.append((name, question.summary, {parameter: short(iri)}))
    return found


def _only_required(question: Question) -> str:
    """The one parameter without which it cannot be asked, if it is an entity."""
    required = [p for p in question.parameters.values() if p.required and not p.default]
    return required[0].name if len(required) == 1 and required[0].kind == "entity" else ""
