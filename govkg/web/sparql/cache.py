"""Answers given before. The graph does not change while it is served, so most requests have one answer for good."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

PART = 16
"""One answer may fill at most this part of the cache."""

OVERHEAD = 1024
"""Bytes that keeping an answer takes beside its key and body: a million short ones would else fill a machine."""


class Sized(Protocol):
    """What can be kept."""

    @property
    def size(self) -> int:
        """The bytes of its bodies."""
        ...


Answered = TypeVar("Answered", bound=Sized)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was sent: status, Content-Type, entity tag and body."""

    status: int
    content_type: bytes
    tag: bytes
    body: bytes

    @property
    def size(self) -> int:
        """The bytes of its body."""
        return len(self.body)


class Cache(Generic[Answered]):
    """The answers asked for last, up to a number of bytes.

    Args:
        limit: that number, counting keys and bodies.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.taken = 0
        self._kept: OrderedDict[Hashable, tuple[Answered, int]] = OrderedDict()

    def get(self, key: Hashable) -> Answered | None:
        """The answer to a request, if it is kept."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, key_size: int, kept: Answered) -> None:
        """Keep an answer, and let go of those not asked for longest."""
        cost = OVERHEAD + key_size + kept.size
        if cost > self.limit // PART or key in self._kept:
            return
        self._kept[key] = (kept, cost)
        self.taken += cost
        while self.taken > self.limit:
            _, (_, freed) = self._kept.popitem(last=False)
            self.taken -= freed
