"""The workers, whose turn it is, and who waits."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from govkg.errors import NotFound
from govkg.web.sparql.limits import Limits
from govkg.web.sparql.process import Ended, Process, start

PAUSE = 1.0
"""Seconds before another try when a worker could not open the graph."""


class Busy(Exception):
    """Too many wait already, or it took too long until it was this one's turn."""


class Pool:
    """Worker processes that answer frames.

    Args:
        graph: a file of quads, or a folder with a store.
        limits: how many, and what each may take.

    Attributes:
        statements: how many the graph holds, once it is open.
    """

    def __init__(self, graph: Path, limits: Limits) -> None:
        self.graph = graph
        self.limits = limits
        self.statements = 0
        self._file = -1
        self._closing = False
        self._all: set[Process] = set()
        self._ready: set[Process] = set()
        self._idle: list[Process] = []
        self._waiting: deque[asyncio.Future[Process]] = deque()
        self._starting: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Pool:
        if self.graph.is_file():
            # Kept open: a worker started later reads the same graph, also when a new one was built in its place.
            self._file = os.open(self.graph, os.O_RDONLY)
        elif not self.graph.is_dir():
            raise NotFound(f"no graph at {self.graph}: build it with 'govkg build'")
        try:
            await asyncio.gather(*(self._start() for _ in range(self.limits.workers)))
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._close()

    async def ask(self, frame: bytes) -> list[bytes]:
        """The answer to a request.

        Raises:
            Busy: no worker had time for it.
            Ended: the worker had to be ended, or ended by itself.
        """
        try:
            return await self._ask(frame)
        except Ended as ended:
            if ended.cause != "killed" or self._closing:
                raise
            # Somebody else ended it, not what was asked: nothing is lost by asking another, once.
            return await self._ask(frame)

    async def _ask(self, frame: bytes) -> list[bytes]:
        worker = self._idle.pop() if self._idle else await self._turn()
        loop = asyncio.get_running_loop()
        late = loop.call_later(self.limits.seconds, worker.kill, "time")
        try:
            return await worker.ask(frame)
        finally:
            late.cancel()
            if worker.answer.done() and not worker.answer.cancelled():
                self._release(worker)
            else:
                # Whoever asked has left; the query would go on.
                worker.kill("gone")

    async def _turn(self) -> Process:
        if len(self._waiting) >= self.limits.waiting or self._closing:
            raise Busy
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[Process] = loop.create_future()
        self._waiting.append(turn)
        late = loop.call_later(self.limits.seconds, _give_up, turn)
        try:
            return await turn
        except (Busy, asyncio.CancelledError):
            with suppress(ValueError):
                self._waiting.remove(turn)
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._release(turn.result())
            raise
        finally:
            late.cancel()

    def _release(self, worker: Process) -> None:
        if worker not in self._ready or worker.cause:
            return
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self._idle.append(worker)

    async def _start(self) -> None:
        limits = (self.limits.seconds, self.limits.result_bytes, self.limits.memory_bytes)
        arguments = [*map(str, limits), str(self.graph.resolve()), str(self._file)]
        worker = await start(arguments, [self._file] if self._file >= 0 else [], self._ended)
        self._all.add(worker)
        if self._closing:
            worker.kill("closed")
        try:
            said, what = await worker.answer
        except Ended as ended:
            raise NotFound(f"the graph at {self.graph} cannot be opened: its worker ended ({ended.cause})") from None
        if said != b"ready":
            raise NotFound(what.decode("utf-8", "replace"))
        self.statements = int(what)
        self._ready.add(worker)
        self._release(worker)

    def _ended(self, worker: Process) -> None:
        self._all.discard(worker)
        if worker not in self._ready:
            # Whoever started it tries again, or gives up.
            return
        self._ready.discard(worker)
        with suppress(ValueError):
            self._idle.remove(worker)
        if not self._closing:
            task = asyncio.get_running_loop().create_task(self._replace())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _replace(self) -> None:
        while not self._closing:
            with suppress(NotFound, OSError):
                await self._start()
                return
            await asyncio.sleep(PAUSE)

    async def _close(self) -> None:
        self._closing = True
        for turn in self._waiting:
            _give_up(turn)
        workers = list(self._all)
        for worker in workers:
            worker.kill("closed")
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(worker.ended for worker in workers))
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _give_up(turn: asyncio.Future[Process]) -> None:
    if not turn.done():
        turn.set_exception(Busy())
