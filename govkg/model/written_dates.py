"""Dates as people write them: what a text that is no EDTF may have meant, for a hint that mends it."""

import re
from collections.abc import Iterator

# Day first where full stops separate; nothing for 03/04/2014, which two conventions read differently.
_TO = r"(?P<day>[0-9]{1,2})(?:\s*[-\u2013]\s*(?P<to>[0-9]{1,2}))?"
_WRITTEN = (
    r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})",
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})",
    rf"(?:{_TO}\s+)?(?P<month>[A-Za-z]{{3,}})\.?,?\s+(?P<year>[0-9]{{4}})",
    rf"(?P<month>[A-Za-z]{{3,}})\.?\s+{_TO},?\s+(?P<year>[0-9]{{4}})",
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def candidates(text: str) -> Iterator[str]:
    """What may have been meant, the likeliest first: ``12 March 2014`` gives ``2014-03-12``; some may be no dates."""
    yield "".join(text.split())
    yield re.sub(r"T[^/]*", "", text)
    for shape in _WRITTEN:
        if match := re.fullmatch(shape, text):
            found = match.groupdict()
            days = [found[name] for name in ("day", "to") if found.get(name)]
            prefix = f"{found['year']}-{_month_number(found['month']):02d}"
            yield "/".join(f"{prefix}-{int(day):02d}" for day in days) or prefix


def _month_number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(word.lower())), 0)
