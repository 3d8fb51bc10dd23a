"""Answers given before. The graph does not change while it is served, so most requests have one answer for good."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

PART = 16
"""One answer may fill at most this part of the cache."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was sent: status, Content-Type, entity tag and body."""

    status: int
    content_type: bytes
    tag: bytes
    body: bytes


class Cache:
    """The answers asked for last, up to a number of bytes.

    Args:
        limit: that number, counting keys and bodies.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.taken = 0
        self._kept: OrderedDict[Hashable, tuple[Kept, int]] = OrderedDict()

    def get(self, key: Hashable) -> Kept | None:
        """The answer to a request, if it is kept."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, key_size: int, kept: Kept) -> None:
        """Keep an answer, and let go of those not asked for longest."""
        cost = key_size + len(kept.body)
        if cost > self.limit // PART or key in self._kept:
            return
        self._kept[key] = (kept, cost)
        self.taken += cost
        while self.taken > self.limit:
            _, (_, freed) = self._kept.popitem(last=False)
            self.taken -= freed
