"""Values in words: dates as people write them, yes and no."""

from __future__ import annotations

from govkg.model.dates import DateError
from govkg.namespaces import EDTF, XSD
from govkg.timeline.wording import in_words

DATES = (EDTF, XSD + "date", XSD + "dateTime")
"""The datatypes of dates."""
TRUTH = {"true": "yes", "false": "no"}


def date_in_words(text: str) -> str:
    """A date as people write it; what is no date, in a graph that nobody checked, as it is."""
    try:
        return in_words(text)
    except DateError:
        return text
