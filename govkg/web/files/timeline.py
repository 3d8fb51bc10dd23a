"""The timeline as a picture to keep."""

from __future__ import annotations

from govkg.timeline import to_svg
from govkg.web.drawing.timelines import Filters, read
from govkg.web.explorer import Explorer
from govkg.web.page import Asked, File

WIDTH = 1120
"""A sheet of A4 across."""


def timeline_file(explorer: Explorer, asked: Asked) -> File:
    """What the page of the same query draws, as a file of SVG.

    Raises:
        NotFound, Ambiguous, DateError, BadQuery: what is asked for does not fit.
    """
    shown = read(explorer, Filters.of(asked, explorer.kg.names))
    return File(to_svg(shown, WIDTH), "image/svg+xml", "timeline.svg")
