"""The fields of a form, each of the kind that its parameter needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from govkg.errors import Ambiguous, NotFound
from govkg.names import Names
from govkg.namespaces import short
from govkg.questions import Parameter, Question, choices_of
from govkg.store import Term
from govkg.web.asking import Reading, is_needed
from govkg.web.explorer import Explorer
from govkg.web.faults import Fault, fault


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        name: of the value in the address.
        label: what people read before it.
        kind: entity, date, choice, integer or text.
        hint: what it means.
        value: what is filled in.
        example: what may be filled in.
        needed: whether the form says nothing without it.
        classes: names of the classes of which a thing must be.
        choices: value and label of each choice.
        fault: what is wrong with the value.
    """

    name: str
    label: str
    kind: str
    hint: str
    value: str = ""
    example: str = ""
    needed: bool = False
    classes: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    fault: Fault | None = None


def fields(explorer: Explorer, question: Question, given: Mapping[str, str], reading: Reading) -> list[Field]:
    """The fields of a question's form.

    Args:
        explorer: for names.
        question: the question.
        given: what is filled in.
        reading: how that reads.
    """
    found = []
    for name, parameter in question.parameters.items():
        text = given.get(name, "") or parameter.default
        error = reading.faults.get(name)
        found.append(
            Field(
                name=name,
                label=label_of(name),
                kind=parameter.kind,
                hint=parameter.description[:1].upper() + parameter.description[1:],
                value=shown_value(parameter, text, reading.terms.get(name, []), explorer.kg.names),
                example=parameter.example,
                needed=is_needed(parameter),
                classes=class_names(parameter),
                choices=choices(parameter, explorer.kg.names),
                fault=fault(explorer, error, text, parameter.kind, parameter.classes) if error else None,
            )
        )
    return found


def label_of(name: str) -> str:
    """A parameter's name as a label."""
    return name[:1].upper() + name[1:].replace("_", " ").replace("-", " ")


def class_names(parameter: Parameter) -> tuple[str, ...]:
    """The classes of which an entity must be, as the header names them."""
    return tuple(sorted(short(iri).rpartition(":")[2] for iri in parameter.classes))


def choices(parameter: Parameter, names: Names) -> tuple[tuple[str, str], ...]:
    """The values among which one chooses with their labels, by the alphabet; none for what is no choice."""
    if parameter.kind != "choice":
        return ()
    found = [(value, names.show(iri)) for value, iri in choices_of(parameter, names).items()]
    return tuple(sorted(found, key=lambda pair: (pair[1].casefold(), pair[0])))


def shown_value(parameter: Parameter, text: str, terms: list[Term], names: Names) -> str:
    """A value as its field shows it: for an id the name, where that name alone says which is meant."""
    if parameter.kind == "choice" and terms:
        return terms[0].value.rpartition("#")[2].removeprefix(parameter.prefix)
    if parameter.kind == "entity" and len(terms) == 1 and isinstance(terms[0], NamedNode) and not text.endswith("*"):
        return name_or_id(terms[0].value, parameter.classes, names)
    return text


def name_or_id(iri: str, classes: frozenset[str], names: Names) -> str:
    """The name of a thing if it finds the thing again, else its id."""
    name = names.show(iri)
    try:
        return name if names.find(name, classes) == iri else short(iri)
    except (Ambiguous, NotFound):
        return short(iri)
