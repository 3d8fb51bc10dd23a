"""What a worker process takes from itself once the graph is open: connections, files, memory, core dumps.

A query that finds a way around govkg.web.sparql.lexer still cannot reach another machine: the kernel gives the process
no socket (Linux), and where the graph is in memory it may open no descriptor more of any kind. A store on disk opens
its files when it first needs them, so for that the first has to do. Whatever a platform does not know is left out:
macOS does not hold a process to its memory limit.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import struct
import sys
from contextlib import suppress
from pathlib import Path

# Of Linux: prctl's options, and seccomp's filter (linux/prctl.h, linux/seccomp.h, linux/filter.h, linux/audit.h).
_PARENT_DEATH_SIGNAL, _SECCOMP, _NO_NEW_PRIVILEGES = 1, 22, 38
_MODE_FILTER = 2
_LOAD, _UNLESS_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_SOCKET_CALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine: what the kernel calls it, and the number of its system call ``socket``."""


def die_with_parent() -> None:
    """Have the kernel end this process when its parent ends, however that happens (Linux)."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, int(signal.SIGKILL))


def open_no_connection() -> bool:
    """Have the kernel refuse this process every new socket (Linux). Whether it does."""
    machine, number = _SOCKET_CALLS.get(os.uname().machine, (0, 0)) if sys.platform == "linux" else (0, 0)
    if not number:
        return False
    # Each step: what to do, how many steps to skip if equal and if not, and an operand. The call's number is the first
    # word of what a filter sees, the machine the second.
    steps = struct.pack(
        "=" + "HBBI" * 6,
        *(_LOAD, 0, 0, 4),
        *(_UNLESS_EQUAL, 0, 2, machine),
        *(_LOAD, 0, 0, 0),
        *(_UNLESS_EQUAL, 0, 1, number),
        *(_RETURN, 0, 0, _REFUSE),
        *(_RETURN, 0, 0, _ALLOW),
    )
    held = ctypes.create_string_buffer(steps, len(steps))
    program = struct.pack("@HP", 6, ctypes.addressof(held))
    with suppress(OSError, AttributeError):
        prctl = ctypes.CDLL(None).prctl
        prctl.argtypes = (ctypes.c_int, ctypes.c_ulong, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_ulong)
        done = [prctl(_NO_NEW_PRIVILEGES, 1, None, 0, 0), prctl(_SECCOMP, _MODE_FILTER, program, 0, 0)]
        return done == [0, 0]
    return False


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


def take_no_more_than(memory_bytes: int) -> None:
    """Hold this process to so much memory over what it has now. Past it, an allocation ends the process, in silence."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
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
