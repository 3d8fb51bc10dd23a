"""What the JSON of the interface looks like, in JSON Schema 2020-12, as OpenAPI 3.1 has it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from govkg.evidence import Passage
from govkg.plan import Plan

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": TEXT}
_SPANS: Schema = {
    "type": "array",
    "items": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
}
_PLAIN: dict[object, Schema] = {str: TEXT, bool: {"type": "boolean"}, int: {"type": "integer"}}


def ref(name: str) -> Schema:
    """A reference to one of the schemas below."""
    return {"$ref": f"#/components/schemas/{name}"}


def record(properties: dict[str, Schema], *optional: str) -> Schema:
    """An object that has these properties and no others."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def listing(of: Schema) -> Schema:
    """An array."""
    return {"type": "array", "items": of}


def mapping(of: Schema) -> Schema:
    """An object with keys that are not known beforehand."""
    return {"type": "object", "additionalProperties": of}


def _named(*names: str) -> dict[str, Schema]:
    """Properties that are texts."""
    return dict.fromkeys(names, TEXT)


def schemas() -> dict[str, Schema]:
    """All schemas by name, in the order of the alphabet."""
    found = {
        "Error": record(
            {"error": TEXT, "candidates": listing(record({"id": TEXT, "name": TEXT, "kind": TEXT}))}, "candidates"
        ),
        "Passage": record(
            {
                **_named("source", "document", "number", "certainty", "modality", "note"),
                "origins": _TEXTS,
                "spans": _SPANS,
            }
        ),
        "Difference": record(
            {**_named("about", "property", "verdict", "reason"), "accepts": _TEXTS, "setsAside": _TEXTS}
        ),
        "Answer": record(
            {
                "columns": mapping(TEXT),
                "rows": listing(record({"values": mapping(TEXT), "terms": mapping(TEXT), "passages": _TEXTS})),
                "passages": mapping(ref("Passage")),
                "differences": listing(ref("Difference")),
            }
        ),
        "Parameter": record(
            {
                "name": TEXT,
                "kind": {"enum": ["entity", "date", "choice", "integer", "text"]},
                "description": TEXT,
                "required": {"type": "boolean"},
                "default": TEXT,
                "example": TEXT,
                "classes": _TEXTS,
                "choices": listing(record({"value": TEXT, "label": TEXT, "iri": TEXT})),
            },
            "classes",
            "choices",
        ),
        "Question": record(
            {
                **_named("name", "theme", "summary", "description", "nothing"),
                "parameters": listing(ref("Parameter")),
                "columns": mapping(TEXT),
            }
        ),
        "Questions": record({"questions": listing(ref("Question"))}),
        "Hits": record(
            {
                "results": listing(record(_named("iri", "name", "kind", "page", "matched"))),
            }
        ),
        "Entity": record(
            {
                **_named("id", "iri", "name"),
                "kinds": _TEXTS,
                "otherNames": _TEXTS,
                "sections": listing(
                    record(
                        {
                            "heading": TEXT,
                            "lines": listing(
                                record({"text": TEXT, "passages": _TEXTS, "setAside": {"type": "boolean"}})
                            ),
                        }
                    )
                ),
                "passages": mapping(ref("Passage")),
                "differences": listing(ref("Difference")),
            }
        ),
    }
    made: dict[str, Schema] = {}
    _of(Plan, made)
    plan = {f"Plan{name}" if name != "Plan" else name: schema for name, schema in made.items()}
    return dict(sorted((found | plan).items()))


def _of(kind: Any, made: dict[str, Schema]) -> Schema:
    """The schema of a type as ``dataclasses.asdict`` and ``json`` write it; dataclasses go into ``made``."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if is_dataclass(kind) and isinstance(kind, type):
        _record_of(kind, made)
        return ref(f"Plan{kind.__name__}" if kind is not Plan else "Plan")
    origin, inner = get_origin(kind), get_args(kind)
    if origin is list or (origin is tuple and inner[-1] is Ellipsis):
        return listing(_of(inner[0], made))
    if origin is tuple:
        prefix = [_of(one, made) for one in inner]
        return {"type": "array", "prefixItems": prefix, "minItems": len(prefix), "maxItems": len(prefix)}
    if origin is dict:
        return mapping(_of(inner[1], made))
    if origin in (Union, UnionType):
        return {"anyOf": [{"type": "null"} if one is NoneType else _of(one, made) for one in inner]}
    raise TypeError(f"no schema for {kind!r}")


def _record_of(kind: type, made: dict[str, Schema]) -> None:
    if kind.__name__ in made:
        return
    made[kind.__name__] = {}
    hints = get_type_hints(kind)
    properties = {one.name: _of(hints[one.name], made) for one in fields(kind)}
    if kind is Passage:
        # In a plan's JSON a passage stands under its IRI, and has its short name.
        properties = {**{name: one for name, one in properties.items() if name != "iri"}, "label": TEXT}
    made[kind.__name__] = record(properties)
