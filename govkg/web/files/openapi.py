"""The description of the interface for programs: OpenAPI 3.1, made from the headers of the questions.

https://spec.openapis.org/oas/v3.1.1.html. Addresses are relative to the description itself, wherever it is served.
"""

from __future__ import annotations

from typing import Any

from govkg import __version__
from govkg.names import Names
from govkg.plan.groups import Groups
from govkg.questions import Parameter, Question, choices_of
from govkg.web.asking import LONGEST, is_needed
from govkg.web.explorer import Explorer
from govkg.web.files.answers import MEDIA_TYPES
from govkg.web.files.questions import json_file
from govkg.web.files.schemas import Schema, ref, schemas
from govkg.web.files.search import MOST
from govkg.web.page import Asked, File
from govkg.web.planning import EXAMPLE

_DATE = "A day, a month, a year or an interval in EDTF (ISO 8601-2), level 0 or 1."
_LARGEST = 10**15 - 1


def openapi_file(explorer: Explorer, asked: Asked) -> File:
    """The description of the interface."""
    return json_file(description(explorer))


def description(explorer: Explorer) -> dict[str, Any]:
    """What can be asked, and what is answered."""
    kg = explorer.kg
    asked = [kg.question(name) for name in kg.questions()]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "govkg",
            "version": __version__,
            "summary": "Who governs the Internet, where, and who says so",
            "description": "Canned questions, plans, search and entities of the govkg knowledge graph. Every answer "
            "carries the passages it rests on. Parameters left empty count as not given.",
            "license": {"name": "CC BY 4.0 (data), MIT (software)", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": "."}],
        "paths": {
            **{f"/api/ask/{one.name}": {"get": _ask(one)} for one in asked},
            **_others(explorer),
        },
        "components": {"schemas": schemas() | _choices(asked, kg.names)},
    }


def _choices(asked: list[Question], names: Names) -> dict[str, Schema]:
    """The values of each scheme from which some question lets one choose."""
    choosing = [one for question in asked for one in question.parameters.values() if one.kind == "choice"]
    return {_scheme(one): {"type": "string", "enum": sorted(choices_of(one, names))} for one in choosing}


def _scheme(parameter: Parameter) -> str:
    return f"Choice-{parameter.prefix.rstrip('-')}"


def _ask(question: Question) -> dict[str, Any]:
    parameters = [_parameter(one) for one in question.parameters.values()]
    return _operation(
        f"ask-{question.name}",
        question.summary,
        question.description,
        [*parameters, _format()],
        {"application/json": {"schema": ref("Answer")}, **_texts()},
        tags=[question.theme] if question.theme else [],
    )


def _others(explorer: Explorer) -> dict[str, Any]:
    groups = Groups.of(explorer.kg.store)
    of_groups = sorted(iri.partition("#group-")[2] for iri in groups.label)
    plan = [
        _query("as", "The group: an id or a name.", {**_text(), "examples": of_groups[:1]}, EXAMPLE["as"], needed=True),
        _query("into", "What one wants to reach: an id, a name or an acronym.", _text(), EXAMPLE["into"], needed=True),
        _query("from", f"The day from which deadlines count. {_DATE}", _text(), EXAMPLE["from"], needed=True),
        _query("known-on", f"Only what documents said by this day. {_DATE}", _text(), "2014-04-30"),
    ]
    return {
        "/api/questions": {
            "get": _operation("questions", "All questions with their parameters", "", [], _json("Questions"), errors=())
        },
        "/api/plan": {
            "get": _operation(
                "plan",
                "Ways into something for one group, by deadline",
                "With what is closed, what no source names a rule for, and what is not stated.",
                [*plan, _format()],
                {**_json("Plan"), **_texts()},
            )
        },
        "/plan.ics": {
            "get": _operation(
                "plan-calendar", "A plan's deadlines and events as a calendar", "", plan, _calendar()
            )
        },
        "/calendar.ics": {
            "get": _operation("calendar", "All events and deadlines as a calendar", "", [], _calendar(), errors=())
        },
        "/api/search": {
            "get": _operation(
                "search",
                "What a name may mean, best first",
                "",
                [
                    _query("q", "A name or acronym, in any language, as far as it is typed.", _text(), "netm"),
                    _query("classes", "Names of classes with commas between them: only things of these.", _text(),
                           "Event,Process"),
                    _query("limit", "How many results.", {"type": "integer", "minimum": 1, "maximum": MOST}, 8),
                ],
                _json("Hits"),
                errors=(400,),
            )
        },
        "/api/entities/{id}": {
            "get": _operation(
                "entity",
                "Everything said about one thing",
                "Line by line as on its page, each with its passages.",
                [{
                    "name": "id", "in": "path", "required": True, "description": "The thing's id.",
                    "schema": {"type": "string", "minLength": 1}, "example": "netmundial",
                }],
                _json("Entity"),
                errors=(404,),
            )
        },
    }  # fmt: skip


def _operation(
    name: str,
    summary: str,
    told: str,
    parameters: list[dict[str, Any]],
    content: dict[str, Any],
    errors: tuple[int, ...] = (400, 404),
    tags: list[str] | None = None,
) -> dict[str, Any]:
    meaning = {
        400: "Something given cannot be read, is missing, or can mean several things, which are listed",
        404: "There is nothing of a name that was given",
    }
    responses = {"200": {"description": "The answer", "content": content}}
    for status in errors:
        responses[str(status)] = {"description": meaning[status], "content": _json("Error")}
    made = {"operationId": name, "summary": summary, "description": told, "tags": tags, "parameters": parameters}
    return {**{key: value for key, value in made.items() if value}, "responses": responses}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: Schema = _text()
    told = parameter.description
    if parameter.kind == "choice":
        schema = ref(_scheme(parameter))
    elif parameter.kind == "integer":
        schema = {"type": "integer", "minimum": 0, "maximum": _LARGEST}
        if parameter.default:
            schema["default"] = int(parameter.default)
    elif parameter.kind == "date":
        told = f"{told}. {_DATE}"
    example: str | int = int(parameter.example) if parameter.kind == "integer" else parameter.example
    return _query(parameter.name, told, schema, example, needed=is_needed(parameter))


def _query(name: str, told: str, schema: Schema, example: str | int, *, needed: bool = False) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "description": told,
        "required": needed,
        # Forms send what is not filled in as an empty value.
        **({} if needed else {"allowEmptyValue": True}),
        "schema": schema,
        **({"example": example} if example != "" else {}),
    }


def _text() -> Schema:
    return {"type": "string", "maxLength": LONGEST}


def _format() -> dict[str, Any]:
    return _query("format", "In which format to answer.", {"enum": [*MEDIA_TYPES], "default": "json"}, "json")


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": ref(name)}}


def _texts() -> dict[str, Any]:
    return {MEDIA_TYPES[name].partition(";")[0]: {"schema": {"type": "string"}} for name in ("csv", "markdown")}


def _calendar() -> dict[str, Any]:
    return {"text/calendar": {"schema": {"type": "string"}}}
