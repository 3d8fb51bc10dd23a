"""What a worker process takes from itself once the graph is open: new files and connections, memory, core dumps.

A query that finds a way around govkg.web.sparql.lexer still cannot reach another machine, because a process that may
open no descriptor more can make no socket. Whatever a platform does not know is left out: macOS does not hold a
process to its memory limit, Windows has none of this.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux's prctl


def die_with_parent() -> None:
    """Have the kernel end this process when its parent ends, however that happens (Linux)."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, int(signal.SIGKILL))


def open_nothing_more() -> None:
    """Let this process open no file, pipe or socket from here on."""
    if sys.platform == "win32":
        return
    import resource

    # The limit is on the number of a descriptor, so gaps below the highest have to be filled.
    highest = max(_descriptors())
    while (filler := os.open(os.devnull, os.O_RDONLY)) < highest:
        pass
    resource.setrlimit(resource.RLIMIT_NOFILE, (filler + 1, filler + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def take_no_more_than(memory_bytes: int) -> None:
    """Hold this process to so much memory over what it has now. Past it, an allocation ends the process."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        limit = _memory() + memory_bytes
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _descriptors() -> list[int]:
    for folder in ("/proc/self/fd", "/dev/fd"):
        with suppress(OSError):
            return [int(name) for name in os.listdir(folder)]
    return [2]


def _memory() -> int:
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmData:"):
                return int(line.split()[1]) * 1024
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024
