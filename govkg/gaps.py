"""Gaps: what one document leaves unsaid, and the properties by which another may say it."""

from __future__ import annotations

from govkg.namespaces import PREFIXES, term

_SCHEMA = PREFIXES["schema"]

_FILLED_BY: dict[str, tuple[str, ...]] = {
    term("missing-date"): (term("date"),),
    term("missing-deadline"): (term("closes"),),
    term("missing-opening"): (term("opens"),),
    term("missing-clock-time"): (_SCHEMA + "startTime", term("closesTime")),
    term("missing-time-zone"): (term("timeZone"),),
    term("missing-place"): (_SCHEMA + "location",),
    term("missing-channel"): (term("channel"),),
}


def filled_by(missing: str) -> tuple[str, ...]:
    """IRIs of the properties that would tell what is missing; none where no property could.

    Args:
        missing: IRI of a concept of the scheme of what may be missing, such as that of a clock time.
    """
    return _FILLED_BY.get(missing, ())
