"""Search as one types."""

from __future__ import annotations

import json
import re

from govkg.errors import BadQuery
from govkg.names import Names
from govkg.namespaces import TERMS
from govkg.questions import CLASSES
from govkg.web.addresses import Served, place_of
from govkg.web.asking import fitting
from govkg.web.explorer import Explorer
from govkg.web.page import Asked, File
from govkg.web.searching import Hit, search

MOST = 50


def search_file(explorer: Explorer, asked: Asked) -> File:
    """What ``q`` may mean, at most ``limit`` things, of the ``classes`` that are named with commas between them.

    Raises:
        BadQuery: the text is longer than any name, a class or the limit is none, or there is no such parameter.
    """
    if unknown := sorted(set(asked.query) - {"q", "classes", "limit"}):
        raise BadQuery(f"no parameter {unknown[0][:40]!r}; search has q, classes, limit")
    text = fitting("q", asked.query.get("q", ""))
    names = explorer.kg.names
    hits = search(names, text, _classes(asked.query.get("classes", ""), names), _limit(asked.query.get("limit", "8")))
    content = json.dumps({"results": [_shown(hit) for hit in hits]}, ensure_ascii=False)
    return File(content.encode(), "application/json")


def _classes(text: str, names: Names) -> frozenset[str]:
    found = {name: CLASSES.get(name, TERMS + name) for name in text.split(",") if name}
    for name, iri in found.items():
        if iri not in names.label and name not in CLASSES:
            raise BadQuery(f"classes: found {name[:40]!r}, expected names of classes, such as Event,Process")
    return frozenset(found.values())


def _limit(text: str) -> int:
    if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= MOST:
        raise BadQuery(f"limit: found {text[:40]!r}, expected a whole number from 1 to {MOST}")
    return int(text)


def _shown(hit: Hit) -> dict[str, str]:
    place = place_of(hit.iri)
    # Seen from api/search, so that it also holds under the path of a proxy.
    page = f"..{Served().page('', place.path, fragment=place.fragment)}" if place else ""
    return {"iri": hit.iri, "name": hit.name, "kind": hit.kind, "page": page, "matched": hit.also}
