"""The bounds of a date in words, for what has no EDTF text of its own."""

from __future__ import annotations

from govkg.model.dates import Bounds
from govkg.timeline.wording import in_words


def days_in_words(found: Bounds) -> str:
    """When something takes place, as far as its bounds tell; empty if they tell nothing.

    A beginning and an end that are not exact are given as the outermost days they may be.
    """
    first, last = found.earliest_start, found.latest_end
    if not first and not last:
        return ""
    inexact = found.earliest_start != found.latest_start or found.earliest_end != found.latest_end
    words = in_words(f"{first or ''}/{last or ''}") if first != last else in_words(str(first))
    if not found.certain:
        return f"{words} (uncertain)"
    return f"within {words}" if inexact and first and last else words
