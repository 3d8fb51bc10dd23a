"""A timeline as a PNG, through resvg, which the extra ``png`` installs."""

from __future__ import annotations

from collections.abc import Callable

from govkg.errors import GovkgError, OutputError
from govkg.timeline.model import Timeline
from govkg.timeline.svg import to_svg
from govkg.timeline.writing import FONTS

_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#fff"/>{}</svg>'
)


class PngNotInstalled(GovkgError):
    """The library that draws PNG is not installed; the text says how to install it."""


def to_png(timeline: Timeline, width: float = 1120, *, scale: float = 2) -> bytes:
    """A timeline as a PNG picture, drawn with the fonts of this system.

    Args:
        timeline: what to draw.
        width: as for ``to_svg``.
        scale: pixels of the picture for each unit of ``width``; 2 is sharp on paper and on a phone.

    Raises:
        BadQuery: the width is less than 240 or more than 5000.
        PngNotInstalled: resvg is not installed.
        OutputError: the system has no font that could draw the text.
    """
    try:
        import resvg_py
    except ImportError:
        raise PngNotInstalled(
            "PNG needs the library resvg-py: install it with pip install 'govkg[png]', or write SVG instead"
        ) from None
    if not has_fonts(resvg_py.svg_to_bytes):
        raise OutputError(
            "this system has no sans-serif font to draw text with: install one, such as fonts-dejavu-core"
        )
    return bytes(resvg_py.svg_to_bytes(svg_string=to_svg(timeline, width).decode(), zoom=scale))


def has_fonts(draw: Callable[..., bytes]) -> bool:
    """Whether text is drawn at all: resvg leaves out text that it has no font for, without a word."""
    text = f'<text x="4" y="15" font-size="12" font-family="{FONTS}">Aa</text>'
    return draw(svg_string=_PROBE.format(text)) != draw(svg_string=_PROBE.format(""))
