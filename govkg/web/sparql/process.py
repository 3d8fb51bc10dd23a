"""One worker process as the server sees it: a socket, an answer to come, and an end that has a cause."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from govkg.web.sparql import frames


class Ended(Exception):
    """A worker ended before it had answered.

    Attributes:
        cause: ``time`` or ``gone`` or ``closed`` if the server ended it and why, else ``memory``, ``crash`` or
            ``killed``.
    """

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(cause)


class Process(asyncio.Protocol):
    """A running worker.

    Args:
        child: the process.
        on_end: called when it has ended.
    """

    def __init__(self, child: subprocess.Popen[bytes], on_end: Callable[[Process], None]) -> None:
        self.child = child
        self.on_end = on_end
        self.cause = ""
        self.answer: asyncio.Future[list[bytes]] = asyncio.get_running_loop().create_future()
        self.ended = asyncio.get_running_loop().create_future()
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None

    def ask(self, frame: bytes) -> asyncio.Future[list[bytes]]:
        """Hand over a request; the fields of its answer come in the future, or Ended."""
        self.answer = asyncio.get_running_loop().create_future()
        if self._transport is None or self._transport.is_closing():
            self.answer.set_exception(Ended("killed"))
        else:
            self._transport.write(frame)
        return self.answer

    def kill(self, cause: str) -> None:
        """End the process now."""
        self.cause = self.cause or cause
        self.child.kill()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports are none of asyncio's classes.
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        received = self._received
        received += data
        if len(received) < frames.HEAD or len(received) < frames.HEAD + frames.size(received):
            return
        fields = frames.unpack(memoryview(received)[frames.HEAD :])
        self._received = bytearray()
        if not self.answer.done():
            self.answer.set_result(fields)

    def connection_lost(self, exc: Exception | None) -> None:
        # The process closes its socket by ending, so there is next to nothing left to wait for.
        self.child.kill()
        code = self.child.wait()
        if not self.answer.done():
            self.answer.set_exception(Ended(self.cause or _cause(code)))
            self.answer.exception()
        if not self.ended.done():
            self.ended.set_result(None)
        self.on_end(self)


async def start(arguments: Sequence[str], descriptors: Sequence[int], on_end: Callable[[Process], None]) -> Process:
    """Start a worker. Its first answer says whether it could open the graph.

    Args:
        arguments: after that of its socket.
        descriptors: open files that it takes over.
        on_end: called when it has ended.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        child = subprocess.Popen(
            # Without the working folder on the path, where any file could pose as a module.
            [sys.executable, "-P", "-m", "govkg.web.sparql.worker", str(theirs.fileno()), *arguments],
            pass_fds=(theirs.fileno(), *descriptors),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=_environment(),
            # A Ctrl-C in the terminal is for the server, which then ends its workers.
            start_new_session=True,
        )
    ours.setblocking(False)
    try:
        _, process = await asyncio.get_running_loop().create_unix_connection(lambda: Process(child, on_end), sock=ours)
    except BaseException:
        ours.close()
        child.kill()
        child.wait()
        raise
    return process


def _environment() -> dict[str, str]:
    # The worker has to find the package that started it, installed or in a checkout.
    package = str(Path(__file__).resolve().parents[3])
    path = [package, *filter(None, [os.environ.get("PYTHONPATH", "")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path)}


def _cause(code: int) -> str:
    if code == -signal.SIGABRT:
        return "memory"
    return "killed" if code in (-signal.SIGKILL, -signal.SIGTERM) else "crash"
