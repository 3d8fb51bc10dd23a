"""A page with one plain sentence: something is not there, is ambiguous, or was asked in a wrong way."""

from __future__ import annotations

from govkg.errors import Ambiguous, GovkgError, NotFound
from govkg.web.explorer import Explorer
from govkg.web.faults import sentence
from govkg.web.page import Page
from govkg.web.searching import kind_of


def message_page(title: str, message: str, status: int) -> Page:
    """A page that says one thing."""
    return Page("", title, "message.html", {"message": message, "choices": []}, status=status)


def error_page(explorer: Explorer, error: GovkgError) -> Page:
    """The page for a named error: 404 for what is not there, 400 for a bad query, 300 for a name that fits several."""
    message = sentence(error)
    if isinstance(error, Ambiguous):
        names = explorer.kg.names
        choices = [(names.show(iri), kind_of(names, iri), iri) for iri in error.iris]
        return Page(
            "", "Several things are called so", "message.html", {"message": message, "choices": choices}, status=300
        )
    if isinstance(error, NotFound):
        return message_page("Not found", message, 404)
    return message_page("This cannot be asked", message, 400)
