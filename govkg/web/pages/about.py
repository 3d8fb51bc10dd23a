"""About: how to read the pages, what the words mean, how to take the data away, how to say that something is wrong."""

from __future__ import annotations

from govkg.evidence import passages
from govkg.namespaces import data
from govkg.web.explorer import Explorer
from govkg.web.page import Page


def about_page(explorer: Explorer) -> Page:
    """How to read the pages and use the data."""
    shown = data("source/poster-2014/netmundial-date")
    example = passages(explorer.kg.store, [shown] if shown in explorer.known else []).get(shown)
    return Page(
        "about",
        "About",
        "about.html",
        {"example": example},
        "How to read these pages, check a statement, and reuse the data.",
    )
