"""For people who write programs: the addresses that answer them, each with an example."""

from __future__ import annotations

from govkg.web.asking import example_of
from govkg.web.explorer import Explorer
from govkg.web.page import Page
from govkg.web.planning import EXAMPLE

_SHOWN = "feeds-into"


def api_page(explorer: Explorer) -> Page:
    """The addresses for programs."""
    kg = explorer.kg
    found = [kg.question(name) for name in kg.questions()]
    shown = next((one for one in found if one.name == _SHOWN), found[0])
    return Page(
        path="api",
        title="For programs",
        template="api.html",
        values={
            "questions": [(one, example_of(one)) for one in found],
            "shown": shown,
            "example_query": example_of(shown),
            "plan": EXAMPLE,
        },
        about="Questions, plans, search and entities for programs: JSON, CSV, Markdown, calendars.",
    )
