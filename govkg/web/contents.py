"""Everything that a server answers and a site is made of: each page and each file by where it is.

A name that ends in a slash stands for all that begins with it; the rest of the path says which one is meant.
"""

from __future__ import annotations

from collections.abc import Callable

from govkg.namespaces import data
from govkg.web.explorer import Explorer
from govkg.web.files.entity import entity_file
from govkg.web.files.search import search_file
from govkg.web.page import Asked, File, Page
from govkg.web.pages.about import about_page
from govkg.web.pages.entity import entity_page
from govkg.web.pages.home import home_page
from govkg.web.pages.search import search_page
from govkg.web.pages.sources import source_page, sources_page


def _thing(explorer: Explorer, asked: Asked) -> Page:
    iri = data(asked.key)
    return source_page(explorer, iri) if asked.key.startswith("source/") else entity_page(explorer, iri)


PAGES: dict[str, Callable[[Explorer, Asked], Page]] = {
    "": lambda explorer, asked: home_page(explorer),
    "search": lambda explorer, asked: search_page(explorer, asked.query.get("q", "")),
    "page/": _thing,
    "sources": lambda explorer, asked: sources_page(explorer),
    "about": lambda explorer, asked: about_page(explorer),
}
"""Pages for people."""

FILES: dict[str, Callable[[Explorer, Asked], File]] = {
    "data/": entity_file,
    "api/search": search_file,
}
"""Files for programs."""
