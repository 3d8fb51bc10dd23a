"""The little of ASGI that the endpoint needs: headers, a body up to a limit, and a slow client's answer in parts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from govkg.web.sparql.answer import size
from govkg.web.sparql.request import Refused

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
PART = 64 * 1024
"""Bytes of an answer handed to the server at a time, and so held for a client that takes none of them."""
_OVERFLOW = 8
"""How many times the limit is read and dropped, so that a client that sends on gets to read why it is refused."""


def header(scope: Scope, name: bytes) -> bytes:
    """A header, several of one name joined as HTTP has it; empty if there is none."""
    return b", ".join([value for key, value in scope["headers"] if key == name])


async def body(scope: Scope, receive: Receive, limit: int, seconds: float) -> bytes:
    """The body of a request.

    Raises:
        Refused: it is longer than the limit, or took too long, or its client has left.
    """
    try:
        async with asyncio.timeout(seconds):
            return await _body(scope, receive, limit)
    except TimeoutError:
        raise Refused(408, f"the request took longer than {seconds:g} seconds to come") from None


async def _body(scope: Scope, receive: Receive, limit: int) -> bytes:
    parts, length, more = [], 0, True
    announced = header(scope, b"content-length")
    waits = header(scope, b"expect").lower() == b"100-continue"
    while more and not (waits and announced.isdigit() and int(announced) > limit):
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(400, "the request broke off")
        length += len(message.get("body", b""))
        more = message.get("more_body", False)
        if length <= limit:
            parts.append(message.get("body", b""))
        elif length > limit * _OVERFLOW:
            break
    if more or length > limit:
        raise Refused(413, f"the request is longer than {size(limit)}")
    return parts[0] if len(parts) == 1 else b"".join(parts)


async def send_in_parts(send: Send, content: bytes, seconds: float) -> None:
    """Send a body; a client that takes no part of it for so long is given up."""
    if len(content) <= PART:
        await send({"type": "http.response.body", "body": content})
        return
    try:
        for start in range(0, len(content), PART):
            part = content[start : start + PART]
            more = start + PART < len(content)
            await asyncio.wait_for(send({"type": "http.response.body", "body": part, "more_body": more}), seconds)
    except TimeoutError:
        # The server closes the connection of an answer that is not complete.
        return
