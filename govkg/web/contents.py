"""Everything that a server answers and a site is made of: each page and each file by where it is.

A name that ends in a slash stands for all that begins with it; the rest of the path says which one is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from govkg.web.addresses import place_of
from govkg.web.explorer import Explorer
from govkg.web.files.entity import entity_file
from govkg.web.files.search import search_file
from govkg.web.files.timeline import timeline_file
from govkg.web.page import Asked, File, Page
from govkg.web.pages.about import about_page
from govkg.web.pages.entity import DATA_TYPES, entity_page
from govkg.web.pages.home import home_page
from govkg.web.pages.search import search_page
from govkg.web.pages.sources import source_page, sources_page
from govkg.web.pages.timeline import timeline_page, timelines


def _thing(explorer: Explorer, asked: Asked) -> Page:
    iri = explorer.iri(asked.key)
    return source_page(explorer, iri) if asked.key.startswith("source/") else entity_page(explorer, iri)


PAGES: dict[str, Callable[[Explorer, Asked], Page]] = {
    "": lambda explorer, asked: home_page(explorer),
    "search": lambda explorer, asked: search_page(explorer, asked.query.get("q", "")),
    "page/": _thing,
    "sources": lambda explorer, asked: sources_page(explorer),
    "timeline": timeline_page,
    "timeline/": timeline_page,
    "about": lambda explorer, asked: about_page(explorer),
}
"""Pages for people."""

FILES: dict[str, Callable[[Explorer, Asked], File]] = {
    "data/": entity_file,
    "api/search": search_file,
    "timeline.svg": timeline_file,
}
"""Files for programs."""


def _things(explorer: Explorer) -> list[str]:
    """Every thing with a page of its own; passages, terms and parts of the dataset are parts of other pages."""
    places = (place_of(iri) for iri in explorer.known)
    return sorted({place.path.removeprefix("page/") for place in places if place and place.path.startswith("page/")})


KEYS: dict[str, Callable[[Explorer], Iterable[str]]] = {
    "page/": _things,
    "timeline/": timelines,
    "data/": lambda explorer: [f"{key}.{suffix}" for key in _things(explorer) for suffix in DATA_TYPES.values()],
}
"""What a site writes of each name that ends in a slash: the keys, in order. What is not listed, it does not write."""

SERVED: frozenset[str] = frozenset({"api/search"})
"""What only a server can answer: no site holds it."""
