"""About: how to read the pages, what the words mean, how to take the data away, how to say that something is wrong."""

from __future__ import annotations

from govkg.web.explorer import Explorer
from govkg.web.page import Page


def about_page(explorer: Explorer) -> Page:
    """How to read the pages and use the data."""
    return Page("about", "About", "about.html", {}, "How to read these pages, check a statement, and reuse the data.")
