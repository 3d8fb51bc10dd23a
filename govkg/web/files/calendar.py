"""The whole graph as a calendar: every event with a date and every deadline."""

from __future__ import annotations

from govkg.export.contract import Material
from govkg.export.ics import ics
from govkg.loaders.context import Context
from govkg.web.explorer import Explorer
from govkg.web.files.plan import CALENDAR
from govkg.web.page import Asked, File


def calendar_file(explorer: Explorer, asked: Asked) -> File:
    """All events and deadlines."""
    kg = explorer.kg
    return File(ics(Material(kg.store, kg.names, Context(kg.project.context))), CALENDAR, "govkg.ics")
