"""Canned questions: one SPARQL file each in ``queries/``, with a header that says what goes in and what comes out.

The header is YAML in comment lines that begin with ``#+``::

    #+ summary: What feeds into a thing
    #+ theme: What leads where
    #+ parameters:
    #+   target: {type: entity, classes: [Event, Process], example: netmundial, description: ...}
    #+ columns:
    #+   from: What feeds in
    #+ nothing: No source names anything that feeds into it.

A column named ``passage`` is the evidence of its row and is gathered, not shown as a column.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode

from govkg.errors import BadQuery, NotFound
from govkg.header import read_header
from govkg.names import Names
from govkg.namespaces import PREFIXES, TERMS, XSD
from govkg.store import Term

LAST_DAYS = ("until", "to")
"""Parameters of a date of which the last day counts; of any other it is the first."""

CLASSES: dict[str, str] = {
    "Organization": PREFIXES["org"] + "Organization",
    "Person": PREFIXES["foaf"] + "Person",
    "Place": PREFIXES["schema"] + "Place",
}
"""Classes that a header may name beside those of the govkg ontology."""

KINDS = ("entity", "date", "choice", "integer", "text")
"""What the values of a parameter may be."""

THEMES: tuple[str, ...] = (
    "Taking part",
    "What leads where",
    "When and where",
    "Who",
    "Documents and mandates",
    "What sources say",
)
"""The themes of questions, in the order in which lists show them."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question.

    Attributes:
        name: its name, a variable of the query.
        kind: one of ``KINDS``.
        description: what it means.
        classes: class IRIs of which an entity must be.
        prefix: for a choice, what stands before the concept's own name, such as ``modality-``.
        required: whether the question cannot be asked without it.
        default: the value taken when none is given; empty for none.
        example: a value that works.
    """

    name: str
    kind: str
    description: str
    classes: frozenset[str]
    prefix: str
    required: bool
    default: str
    example: str


@dataclass
class Question:
    """One canned question."""

    name: str
    text: str
    header: Mapping[str, Any] = field(repr=False)

    @property
    def summary(self) -> str:
        """The question in a line."""
        return str(self.header.get("summary", self.name))

    @property
    def theme(self) -> str:
        """What it is about: one of ``THEMES``; empty if its header names none."""
        return str(self.header.get("theme", ""))

    @property
    def description(self) -> str:
        """What it answers and how to read the answer."""
        return str(self.header.get("description", "")).strip()

    @property
    def nothing(self) -> str:
        """What it means when there is no row."""
        return str(self.header.get("nothing", "No source says anything of the kind.")).strip()

    @property
    def columns(self) -> dict[str, str]:
        """Result columns and what each means."""
        return {str(k): str(v) for k, v in (self.header.get("columns") or {}).items()}

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """The parameters by name, in the order in which they may be given without a name."""
        found = self.header.get("parameters") or {}
        return {str(name): _parameter(str(name), fields or {}) for name, fields in found.items()}

    def terms(self, given: Mapping[str, str | Sequence[str]], names: Names) -> dict[str, list[Term]]:
        """The terms that given values stand for.

        Raises:
            BadQuery: a parameter is unknown, missing or of the wrong kind.
            Ambiguous, NotFound: an entity's name fits several, or none.
        """
        for name in given:
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                raise BadQuery(f"the question {self.name!r} has no parameter {name!r}; it has {known}")
        values: dict[str, list[Term]] = {}
        for name, parameter in self.parameters.items():
            value = given.get(name) or parameter.default
            if value:
                texts = [value] if isinstance(value, str) else list(value)
                values[name] = [term for text in texts for term in terms_of(parameter, str(text), names)]
            elif parameter.required:
                raise BadQuery(
                    f"the question {self.name!r} needs {name!r}: {parameter.description} "
                    f"(for example --{name} {parameter.example!r})"
                )
        _check_period(values)
        return values


def _check_period(values: Mapping[str, list[Term]]) -> None:
    """Refuse a period that ends before it begins."""
    for last in LAST_DAYS:
        days = [value.value for name in ("from", last) for value in values.get(name, []) if isinstance(value, Literal)]
        if len(days) < 2:
            continue
        # Most questions have no period, and should not pay for the module of dates.
        from govkg.model.dates import Day

        if Day.parse(days[1]) < Day.parse(days[0]):
            raise BadQuery(f"{last}: the period ends on {days[1]}, before it begins on {days[0]}")


def questions(folder: Path) -> list[str]:
    """The names of all questions in a folder."""
    return sorted(path.stem for path in folder.glob("*.rq"))


def read_question(folder: Path, name: str) -> Question:
    """One question by name.

    Raises:
        NotFound: there is none; the nearest is named.
        BadQuery: it is not UTF-8, or its header is wrong.
    """
    path = folder / f"{name}.rq"
    # Not path.is_file(), which fails for a name that is longer than any file's.
    if "/" in name or not os.path.isfile(path):
        from govkg.nearest import did_you_mean

        hint = did_you_mean(name, questions(folder), "'govkg ask' lists them")
        raise NotFound(f"no question {name!r}: {hint}")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadQuery(f"{path} is not UTF-8: save it in that encoding") from None
    try:
        header = read_header(text)
        _look_at(header)
    except BadQuery as error:
        raise BadQuery(f"{path}: {error}") from None
    return Question(name, text, header)


def _look_at(header: Mapping[str, Any]) -> None:
    """Stop at a header of another form than the one above.

    Raises:
        BadQuery: the header is wrong; its file is not named.
    """
    for key, example in (("parameters", "target: {type: entity}"), ("columns", "event: Event")):
        _expect(dict, f"{key!r} of the header", header.get(key), f"names with what each is, such as {{{example}}}")
    for name, fields in (header.get("parameters") or {}).items():
        who = f"the parameter {name!r} of the header"
        _expect(dict, who, fields, "what it is, such as {type: entity}")
        kind = (fields or {}).get("type", "entity")
        if kind not in KINDS:
            raise BadQuery(f"{who}: found the type {kind!r}, expected one of {', '.join(KINDS)}")
        _expect(list, f"'classes' of {who}", (fields or {}).get("classes"), "a list such as [Event]")


def _expect(form: type, what: str, found: object, expected: str) -> None:
    if found is not None and not isinstance(found, form):
        raise BadQuery(f"{what}: found {found!r}, expected {expected}")


def _parameter(name: str, fields: Mapping[str, Any]) -> Parameter:
    classes = frozenset(CLASSES.get(str(c), TERMS + str(c)) for c in fields.get("classes") or ())
    return Parameter(
        name=name,
        kind=str(fields.get("type", "entity")),
        description=str(fields.get("description", "")),
        classes=classes,
        prefix=str(fields.get("scheme", "")),
        required=bool(fields.get("required", True)),
        default=str(fields.get("default", "")),
        example=str(fields.get("example", "")),
    )


def terms_of(parameter: Parameter, text: str, names: Names) -> list[Term]:
    """The terms that one value of a parameter stands for: several for a name with a star at its end.

    Raises:
        BadQuery, DateError: it is of the wrong kind.
        Ambiguous, NotFound: an entity's name fits several, or none.
    """
    if parameter.kind == "entity":
        if text.endswith("*"):
            return [NamedNode(iri) for iri in names.family(text[:-1], parameter.classes)]
        return [NamedNode(names.find(text, parameter.classes))]
    if parameter.kind == "choice":
        return [_concept(parameter, text, names)]
    if parameter.kind == "date":
        return [_day(parameter, text)]
    if parameter.kind == "integer":
        if not re.fullmatch("[0-9]{1,15}", text):
            raise BadQuery(f"{parameter.name}: found {text!r}, expected a whole number")
        return [Literal(int(text))]
    if not text.isprintable():
        raise BadQuery(f"{parameter.name}: {text!r} holds a character that cannot be printed")
    return [Literal(text)]


def choices_of(parameter: Parameter, names: Names) -> dict[str, str]:
    """The IRIs of the concepts among which a choice is made, by the name that stands for each."""
    start = TERMS + parameter.prefix
    return {iri[len(start) :]: iri for iri in names.label if iri.startswith(start)}


def _concept(parameter: Parameter, text: str, names: Names) -> NamedNode:
    choices = choices_of(parameter, names)
    by_label = {names.label[iri].casefold(): iri for iri in choices.values()}
    found = choices.get(text.casefold().replace(" ", "-")) or by_label.get(text.casefold())
    if found is None:
        from govkg.nearest import did_you_mean

        hint = did_you_mean(text, [*choices, *by_label], f"one of {', '.join(sorted(choices))}")
        raise BadQuery(f"{parameter.name}: {text!r} is no choice; {hint}")
    return NamedNode(found)


def _day(parameter: Parameter, text: str) -> Literal:
    from govkg.model.dates import bounds

    found = bounds(text)
    last = parameter.name in LAST_DAYS
    day = found.latest_end if last else found.earliest_start
    if day is None:
        raise BadQuery(f"{parameter.name}: {text!r} has no {'end' if last else 'beginning'}")
    return Literal(str(day), datatype=NamedNode(XSD + "date"))
