"""Frames between the server and its workers: a few fields of bytes, each with its length before it.

Nothing but bytes crosses: neither side can be made to run or build anything by what the other sends.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

_LENGTH = struct.Struct("!I")
HEAD = _LENGTH.size


def pack(fields: Sequence[bytes]) -> bytes:
    """One frame of some fields."""
    parts = [b"".join((_LENGTH.pack(len(field)), field)) for field in fields]
    return b"".join([_LENGTH.pack(sum(map(len, parts))), *parts])


def size(head: bytes | bytearray) -> int:
    """How many bytes follow the head of a frame."""
    return int(_LENGTH.unpack_from(head)[0])


def unpack(content: bytes | bytearray | memoryview) -> list[bytes]:
    """The fields of a frame, from what follows its head."""
    fields, at = [], 0
    while at < len(content):
        start = at + HEAD
        at = start + int(_LENGTH.unpack_from(content, at)[0])
        fields.append(bytes(content[start:at]))
    return fields


def read(receive: Callable[[int], bytes]) -> list[bytes] | None:
    """The fields of the next frame, None at the end of the stream.

    Args:
        receive: gives exactly so many bytes, fewer only at the end.
    """
    head = receive(HEAD)
    if len(head) < HEAD:
        return None
    content = receive(size(head))
    return unpack(content) if len(content) == size(head) else None
