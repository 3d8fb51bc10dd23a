"""From what somebody filled into a form, or wrote into an address, to the terms a question is asked with.

Every field is read, so that everything that is wrong is said at once, each beside its field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from govkg.answer import Answer, answer
from govkg.errors import BadQuery, GovkgError
from govkg.names import Names
from govkg.questions import Parameter, Question, terms_of
from govkg.store import Term, bind
from govkg.web.explorer import Explorer

LONGEST = 300
"""Characters that a value may have: longer than any name, short enough to be compared with all names."""

MOST = 60
"""Things that one value may stand for, such as "WSIS+10*": with hundreds on each side a question takes seconds."""


class Missing(BadQuery):
    """A value without which a question cannot be asked."""


@dataclass(slots=True)
class Reading:
    """What was given, as far as it can be read.

    Attributes:
        terms: the terms by parameter.
        faults: what is wrong, by parameter.
        unknown: what the question has no parameter for, which is left out.
    """

    terms: dict[str, list[Term]] = field(default_factory=dict)
    faults: dict[str, GovkgError] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


def read(question: Question, given: Mapping[str, str], names: Names) -> Reading:
    """Read what was given for each parameter of a question."""
    reading = Reading(unknown=tuple(sorted(set(given) - set(question.parameters))))
    for name, parameter in question.parameters.items():
        text = given.get(name) or parameter.default
        try:
            if text:
                reading.terms[name] = _few(name, terms_of(parameter, fitting(name, text), names))
            elif parameter.required:
                raise Missing(f"{name} is missing: {parameter.description}")
        except GovkgError as error:
            reading.faults[name] = error
    return reading


def _few(name: str, terms: list[Term]) -> list[Term]:
    if len(terms) > MOST:
        raise BadQuery(f"{name}: it stands for {len(terms)} things, expected at most {MOST}: add a word")
    return terms


def fitting(name: str, text: str) -> str:
    """A value that can be looked up.

    Raises:
        BadQuery: it is longer than any name, or holds characters that no name has.
    """
    if len(text) > LONGEST:
        raise BadQuery(f"{name}: found {len(text)} characters, expected at most {LONGEST}")
    if not text.isprintable():
        raise BadQuery(f"{name}: found a character that cannot be printed, expected plain text")
    return text


def example_of(question: Question) -> dict[str, str]:
    """Values that work: the examples of what a question cannot do without."""
    return {p.name: p.example for p in question.parameters.values() if is_needed(p)}


def is_needed(parameter: Parameter) -> bool:
    """Whether a question cannot be asked without it."""
    return parameter.required and not parameter.default


def sparql_of(question: Question, terms: dict[str, list[Term]]) -> str:
    """The query as it is run, without the header of the file it comes from."""
    lines = bind(question.text, terms).splitlines()
    return "\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n"


def answered(explorer: Explorer, question: Question, terms: dict[str, list[Term]]) -> Answer:
    """The answer to a question, as ``KnowledgeGraph.ask`` gives it."""
    kg = explorer.kg
    return answer(kg.store.select(bind(question.text, terms)), kg.store, kg.names, question.columns, question.nothing)
