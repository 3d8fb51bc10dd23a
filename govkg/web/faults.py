"""What is wrong with a value, in a sentence for the person who filled it in, and what may be meant instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govkg.errors import Ambiguous, GovkgError, NotFound
from govkg.model.dates import DateError
from govkg.namespaces import short
from govkg.web.asking import LONGEST, Missing
from govkg.web.explorer import Explorer
from govkg.web.searching import kind_of, search

_NEAR = 5
_QUOTED = re.compile(r"(?<!\w)'([^']*)'(?!\w)")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be meant: its id or value, its name, and what kind of thing it is."""

    value: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value.

    Attributes:
        sentence: in plain words.
        choices: what may be meant.
        status: the HTTP status of a page that can only say this.
    """

    sentence: str
    choices: tuple[Choice, ...] = ()
    status: int = 400


def fault(explorer: Explorer, error: GovkgError, text: str, kind: str, classes: frozenset[str] = frozenset()) -> Fault:
    """What is wrong with a value.

    Args:
        explorer: for names.
        error: what reading it raised.
        text: the value.
        kind: of the field.
        classes: class IRIs of which something must be, if it is the name of something.
    """
    if isinstance(error, Missing):
        return Fault("This is needed.")
    if len(text) > LONGEST:
        return Fault(f"This has {len(text)} characters; {LONGEST} are as many as can be.")
    if kind == "choice":
        return Fault(f"“{text}” is not in the list: choose one from it.")
    if isinstance(error, Ambiguous):
        return Fault(f"“{text}” can mean several things: choose one below.", _choices(explorer, error.iris), 300)
    if isinstance(error, DateError):
        meant = (Choice(error.hint, error.hint),) if error.hint else ()
        return Fault(f"“{text}” is not a date that can be read here. Write it as 2014, 2014-06 or 2014-06-10.", meant)
    if isinstance(error, NotFound):
        near = [hit.iri for hit in search(explorer.kg.names, text.removesuffix("*"), classes, _NEAR)]
        of_kind = " of the kind that is asked for" if classes else ""
        told = "The nearest are below." if near else "Perhaps another of its names is known."
        return Fault(f"Nothing{of_kind} is called “{text}”. {told}", _choices(explorer, near), 404)
    return Fault(sentence(error))


def sentence(error: GovkgError) -> str:
    """An error as a sentence of a page, what it quotes between the quotation marks of a page."""
    text = _QUOTED.sub(r"“\1”", str(error))
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}"


def _choices(explorer: Explorer, iris: list[str]) -> tuple[Choice, ...]:
    names = explorer.kg.names
    return tuple(Choice(short(iri), names.show(iri), kind_of(names, iri)) for iri in iris)
