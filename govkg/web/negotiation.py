"""Content negotiation (RFC 9110, 12.5.1): the media type of those on offer that a client's Accept header likes best.

Weights, wildcards and "the most specific range wins" are what clients of SPARQL endpoints really send; a comparison of
texts would give a browser, or a library that lists six types with weights, the wrong answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_RANGES = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*"?)+')
_PARAMETERS = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*"?)+')
_WEIGHT = re.compile(r"(?:0?\.[0-9]{1,6}|0\.?|1(?:\.0{0,6})?)")
_RANGE = re.compile(r"\*/\*|[!#$%&'+.^_`|~0-9a-z-]+/(?:\*|[!#$%&'+.^_`|~0-9a-z-]+)")


@dataclass(frozen=True, slots=True)
class _Range:
    """One media range of an Accept header."""

    name: str
    parameters: int
    weight: float

    def specificity(self, offer: str) -> int:
        """How narrowly it fits an offer, 0 where it does not."""
        if self.name == offer:
            # What is on offer has no parameters: a range without them speaks of it more exactly than one with.
            return 4 if not self.parameters else 3
        if self.name.endswith("/*") and offer.startswith(self.name[:-1]):
            return 2
        return 1 if self.name == "*/*" else 0


def best(accept: str, offered: Sequence[str]) -> str | None:
    """The media type that a client would rather have.

    Args:
        accept: the Accept header; several of them joined with commas; empty if there is none.
        offered: media types in lower case without parameters, the server's favourite first.

    Returns:
        The one of the highest weight, the first among equals; None if the client takes none of them. A header without
        a range that can be read is as good as none.
    """
    ranges = _ranges(accept)
    if not ranges:
        return offered[0] if offered else None
    found, highest = None, 0.0
    for offer in offered:
        weight = _weight(offer, ranges)
        if weight > highest:
            found, highest = offer, weight
    return found


def takes_gzip(accept_encoding: str) -> bool:
    """Whether a client takes an answer packed with gzip (RFC 9110, 12.5.3), by its Accept-Encoding header."""
    weights = {}
    for coding in accept_encoding.lower().split(","):
        name, _, parameter = coding.partition(";")
        key, _, value = parameter.strip().partition("=")
        weights[name.strip()] = not (key.strip() == "q" and re.fullmatch(r"0(\.0*)?", value.strip()))
    return weights.get("gzip", weights.get("*", False))


def _weight(offer: str, ranges: list[_Range]) -> float:
    fits = [(specificity, each.weight) for each in ranges if (specificity := each.specificity(offer))]
    return max(fits)[1] if fits else 0.0


def _ranges(accept: str) -> list[_Range]:
    found = (_range(text) for text in _RANGES.findall(accept))
    return [each for each in found if each is not None]


def _range(text: str) -> _Range | None:
    name, *parameters = [part.strip() for part in _PARAMETERS.findall(text)] or [""]
    name = "*/*" if name == "*" else name.lower()
    if not _RANGE.fullmatch(name):
        return None
    others = 0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() != "q":
            others += 1
            continue
        if not _WEIGHT.fullmatch(value.strip()):
            return None
        # What follows the weight belongs to the header, not to the media type.
        return _Range(name, others, float(value))
    return _Range(name, others, 1.0)
