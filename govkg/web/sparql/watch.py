"""Whether a client still waits for its answer: a query that nobody waits for is not worth a worker."""

from __future__ import annotations

import asyncio

from govkg.web.sparql.asgi import Receive

PATIENCE = 1.0
"""Seconds of a query before anybody looks: most are answered long before, and looking costs as much as they do."""


class Watch:
    """Cancels the request it is made in when its client leaves.

    Args:
        receive: the request's own; its body has been read.

    Attributes:
        left: whether the client has left.
    """

    def __init__(self, receive: Receive) -> None:
        self.left = False
        self._receive = receive
        self._request = asyncio.current_task()
        self._task: asyncio.Task[None] | None = None
        self._start = asyncio.get_running_loop().call_later(PATIENCE, self._look)

    def stop(self) -> None:
        """There is an answer: look no more."""
        self._start.cancel()
        if self._task is not None:
            self._task.cancel()

    def _look(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._wait())

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.left = True
        if self._request is not None:
            self._request.cancel()
