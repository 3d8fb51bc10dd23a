"""Making answers: each once however many ask at the same time, a few at a time, and kept up to a number of bytes.

Pages are made in threads, which share one interpreter with the loop that answers everybody: with a thread for each who
asks, a few slow pages would hold up all others. What was made before is given without waiting for any of them.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import os
import sys
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from govkg.web.sparql.cache import Cache

KEPT_BYTES = 64 * 1024 * 1024
"""What may be kept of pages and files that an address can ask for in any number of ways."""

WAITING = 64
"""Answers that may be in the making or wait for it; past these a client is asked to come again."""

_THREADS = max(4, 2 * (os.cpu_count() or 1))
_WORTH_PACKING = 1000
_LEVEL = 6


class Busy(Exception):
    """Too much is being made already."""


@dataclass(frozen=True, slots=True)
class Made:
    """An answer that was made.

    Attributes:
        content: its bytes.
        media_type: with its parameters.
        status: of HTTP.
        name: under which a browser keeps it; empty to show it.
        packed: the same with gzip; empty where that is no shorter.
        tag: by which a browser asks whether the one it has is still good; weak, for it is the same packed or not.
    """

    content: bytes
    media_type: str
    status: int = 200
    name: str = ""
    packed: bytes = field(init=False, default=b"")
    tag: str = field(init=False, default="")

    def __post_init__(self) -> None:
        # Here, in the thread that makes it: to pack a graph takes seconds, in which the loop could answer nobody.
        if len(self.content) >= _WORTH_PACKING:
            packed = gzip.compress(self.content, _LEVEL, mtime=0)
            object.__setattr__(self, "packed", packed if len(packed) < len(self.content) else b"")
        object.__setattr__(self, "tag", f'W/"{hashlib.sha256(self.content).hexdigest()[:20]}"')

    @property
    def size(self) -> int:
        """The bytes of its bodies."""
        return len(self.content) + len(self.packed)


class Makery:
    """Makes and keeps answers."""

    def __init__(self) -> None:
        self._few: Cache[Made] = Cache(sys.maxsize)
        self._many: Cache[Made] = Cache(KEPT_BYTES)
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="page")
        self._under_way: dict[Hashable, Future[Made]] = {}

    async def made(self, key: Hashable, size: int, make: Callable[[], Made]) -> Made:
        """An answer.

        Args:
            key: what is asked for.
            size: how many bytes of the key its asker chose; with none there are only so many such keys, and their
                answers are kept for good.
            make: makes it.

        Raises:
            Busy: too much is being made already.
        """
        cache = self._many if size else self._few
        found = cache.get(key)
        if found is None:
            # Whoever leaves must not take it away from the others who wait for it.
            found = await asyncio.shield(asyncio.wrap_future(self._future(key, make)))
            cache.put(key, size, found)
        return found

    def _future(self, key: Hashable, make: Callable[[], Made]) -> Future[Made]:
        found = self._under_way.get(key)
        if found is None:
            if len(self._under_way) >= WAITING:
                raise Busy
            found = self._under_way[key] = self._threads.submit(make)
            found.add_done_callback(partial(self._done, key))
        return found

    def _done(self, key: Hashable, future: Future[Made]) -> None:
        self._under_way.pop(key, None)
