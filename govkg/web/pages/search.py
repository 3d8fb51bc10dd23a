"""The search page."""

from __future__ import annotations

from govkg.web.asking import fitting
from govkg.web.explorer import Explorer
from govkg.web.page import Page
from govkg.web.searching import search

MOST = 50


def search_page(explorer: Explorer, text: str) -> Page:
    """What a text may mean.

    Raises:
        BadQuery: the text is longer than any name, or holds characters that no name has.
    """
    text = fitting("q", text)
    hits = search(explorer.kg.names, text, limit=MOST) if text else []
    title = f"Search: {text}" if text else "Search"
    return Page("search", title, "search.html", {"text": text, "hits": hits})
