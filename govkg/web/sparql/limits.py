"""What one query, one request and all of them together may cost."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

MB = 1024 * 1024


def _workers() -> int:
    # Two for each processor: while one hands over its answer another works, and one long query does not stop the rest.
    return max(4, 2 * (os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of an endpoint.

    Attributes:
        seconds: how long a query may take by the clock, and how long it may wait for its turn.
        result_bytes: how long the text of an answer may be.
        request_bytes: how long a request's address and body may be, each.
        memory_bytes: memory that a query may take over what the graph takes.
        workers: how many queries are answered at a time, each in a process of its own.
        waiting: how many more may wait for their turn.
        cache_bytes: answers kept to be given again without asking; 0 keeps none.
        unsent_bytes: answers held for clients that are slow to take them, all together.
    """

    seconds: float = 30.0
    result_bytes: int = 16 * MB
    request_bytes: int = MB
    memory_bytes: int = 512 * MB
    workers: int = field(default_factory=_workers)
    waiting: int = 256
    cache_bytes: int = 32 * MB
    unsent_bytes: int = 256 * MB
