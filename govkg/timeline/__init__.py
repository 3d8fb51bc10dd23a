"""Timelines: events, processes and deadlines between two dates, as a picture that shows how sure each date is."""

from __future__ import annotations

from govkg.timeline.model import Band, Item, Kind, Standing, Timeline
from govkg.timeline.png import PngNotInstalled, to_png
from govkg.timeline.reading import BANDS, timeline
from govkg.timeline.svg import to_svg

__all__ = [
    "BANDS",
    "Band",
    "Item",
    "Kind",
    "PngNotInstalled",
    "Standing",
    "Timeline",
    "timeline",
    "to_png",
    "to_svg",
]
