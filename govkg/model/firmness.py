"""How firmly something is said: the scales of certainty and of modality, and which of their words make a plain fact."""

from __future__ import annotations

from collections.abc import Iterable

CERTAINTIES = ("explicit", "implied", "outside")
"""From the firmest to the least firm."""
MODALITIES = ("stated", "planned", "expected", "wished", "asked", "framed")
"""From the firmest to the least firm."""
FIRM = MODALITIES[:3]
"""Modalities of which a plain fact can be made."""
NO_PLAIN_FACT = MODALITIES[3:]
"""Modalities of which none ever is."""


def rank(word: str, scale: tuple[str, ...]) -> int:
    """How little firm a word is, 0 for the firmest; a word that is not on the scale comes after all that are."""
    return scale.index(word) if word in scale else len(scale)


def firmest(scale: tuple[str, ...], words: Iterable[str]) -> str:
    """The firmest of some words; the last of the scale if there is none."""
    return min(words, key=lambda word: rank(word, scale), default=scale[-1])


def weakest(scale: tuple[str, ...], words: Iterable[str]) -> str:
    """The least firm of some words; the first of the scale if there is none."""
    return max(words, key=lambda word: rank(word, scale), default=scale[0])
