"""The list of questions, by theme."""

from __future__ import annotations

from govkg.questions import THEMES
from govkg.web.explorer import Explorer
from govkg.web.page import Page


def questions_page(explorer: Explorer) -> Page:
    """Every question, grouped by theme; one whose header names no theme of the list stands at the end."""
    kg = explorer.kg
    found = [kg.question(name) for name in kg.questions()]
    groups = [(theme, [one for one in found if one.theme == theme]) for theme in THEMES]
    groups.append(("More", [one for one in found if one.theme not in THEMES]))
    return Page(
        path="questions",
        title="Questions",
        template="questions.html",
        values={"groups": [(theme, group) for theme, group in groups if group], "count": len(found)},
        about="What can be asked: who takes part, what leads where, when and where, and which passage says so.",
    )
