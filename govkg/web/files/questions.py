"""Questions as data: for programs that list them, and for pages that answer them in the browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from govkg.errors import NotFound
from govkg.evidence import differences
from govkg.names import Names
from govkg.questions import Parameter, Question, choices_of
from govkg.store import Store
from govkg.web.asking import is_needed
from govkg.web.explorer import Explorer
from govkg.web.fields import class_names
from govkg.web.page import Asked, File

ENDING = ".json"


def questions_file(explorer: Explorer, asked: Asked) -> File:
    """All questions with their parameters and columns."""
    kg = explorer.kg
    listed = [described(kg.question(name), kg.names) for name in kg.questions()]
    return json_file({"questions": listed})


def question_file(explorer: Explorer, asked: Asked) -> File:
    """One question with its query, as a page needs it that answers it in the browser: ``feeds-into.json``.

    Raises:
        NotFound: there is no such question.
    """
    name = asked.key.removesuffix(ENDING)
    if name == asked.key:
        raise NotFound(f"no file {asked.key!r}: the file of a question ends in {ENDING}")
    question = explorer.kg.question(name)
    known = {"sparql": question.text, "differences": _differences(explorer.kg.store)}
    return json_file({**described(question, explorer.kg.names), **known})


def _differences(store: Store) -> list[dict[str, Any]]:
    """What sources differ on, each with the passages whose answers it concerns."""
    return [
        {"iri": one.iri, "verdict": one.verdict, "reason": one.reason, "passages": [*one.accepts, *one.sets_aside]}
        for one in differences(store)
    ]


def described(question: Question, names: Names) -> dict[str, Any]:
    """What goes into a question and what comes out."""
    return {
        "name": question.name,
        "theme": question.theme,
        "summary": question.summary,
        "description": question.description,
        "parameters": [_parameter(one, names) for one in question.parameters.values()],
        "columns": question.columns,
        "nothing": question.nothing,
    }


def _parameter(parameter: Parameter, names: Names) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": parameter.name,
        "kind": parameter.kind,
        "description": parameter.description,
        "required": is_needed(parameter),
        "default": parameter.default,
        "example": parameter.example,
    }
    if parameter.kind == "entity":
        found["classes"] = list(class_names(parameter))
    if parameter.kind == "choice":
        chosen = sorted(choices_of(parameter, names).items())
        found["choices"] = [{"value": value, "label": names.show(iri), "iri": iri} for value, iri in chosen]
    return found


def json_file(content: Mapping[str, Any]) -> File:
    """A file of JSON."""
    return File((json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode(), "application/json")
