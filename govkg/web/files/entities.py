"""Everything said about one thing, as JSON: the lines of its page, each with its passages."""

from __future__ import annotations

from typing import Any

from govkg.card import Card, Line, card
from govkg.errors import NotFound
from govkg.evidence import difference_as_json, passage_as_json
from govkg.namespaces import data
from govkg.web.explorer import Explorer
from govkg.web.files.questions import json_file
from govkg.web.page import Asked, File


def entity_json(explorer: Explorer, asked: Asked) -> File:
    """What is said about the thing of an id.

    Raises:
        NotFound: there is none.
    """
    kg = explorer.kg
    iri = data(asked.key)
    if iri not in explorer.known:
        raise NotFound(f"nothing has the id {asked.key[:100]!r}: api/search finds ids by names")
    return json_file(_described(card(kg.store, kg.names, iri)))


def _described(found: Card) -> dict[str, Any]:
    return {
        "id": found.id,
        "iri": found.iri,
        "name": found.name,
        "kinds": found.kinds,
        "otherNames": found.other_names,
        "sections": [
            {"heading": heading, "lines": [_line(one) for one in lines]} for heading, lines in found.sections.items()
        ],
        "passages": {iri: passage_as_json(one) for iri, one in found.passages.items()},
        "differences": [difference_as_json(one) for one in found.differences],
    }


def _line(line: Line) -> dict[str, Any]:
    return {"text": line.text, "passages": list(line.evidence), "setAside": line.set_aside}
