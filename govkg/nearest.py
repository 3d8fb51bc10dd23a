"""The nearest right spelling of a wrong word."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like ``word``, or the empty string if none is near."""
    from rapidfuzz import fuzz, process, utils

    names = list(known)
    for scorer in (fuzz.ratio, fuzz.WRatio):
        # The whole word first: by its parts alone, "dat" would be nearer to "mandated" than to "date".
        best = process.extractOne(word, names, scorer=scorer, processor=utils.default_process, score_cutoff=75)
        if best:
            return str(best[0])
    return ""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest right spelling, or ``otherwise``."""
    best = nearest(word, known)
    return f"did you mean {best!r}?" if best else otherwise
