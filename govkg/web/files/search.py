"""Search as one types."""

from __future__ import annotations

import json

from govkg.namespaces import TERMS
from govkg.questions import CLASSES
from govkg.web.addresses import Served, place_of
from govkg.web.explorer import Explorer
from govkg.web.page import Asked, File
from govkg.web.searching import Hit, search

MOST = 50


def search_file(explorer: Explorer, asked: Asked) -> File:
    """What ``q`` may mean, at most ``limit`` things, of the ``classes`` that are named with commas between them."""
    named = [name for name in asked.query.get("classes", "").split(",") if name]
    classes = frozenset(CLASSES.get(name, TERMS + name) for name in named)
    limit = asked.query.get("limit", "8")
    most = min(int(limit), MOST) if limit.isascii() and limit.isdigit() else 8
    hits = search(explorer.kg.names, asked.query.get("q", ""), classes, most)
    content = json.dumps({"results": [_shown(hit) for hit in hits]}, ensure_ascii=False)
    return File(content.encode(), "application/json")


def _shown(hit: Hit) -> dict[str, str]:
    place = place_of(hit.iri)
    page = Served().page("", place.path, fragment=place.fragment) if place else ""
    return {"iri": hit.iri, "name": hit.name, "kind": hit.kind, "page": page, "matched": hit.also}
