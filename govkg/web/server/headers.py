"""Headers that every answer carries: what a page may load, and that nothing is to be guessed about it.

No answer depends on the Host that a request names, and none is refused for it. So a page of somebody else that gives
its own name the address of this machine (DNS rebinding) reads what pages show. But files and the endpoint are there
for anybody's pages to read, nothing here can be changed, and a server behind a proxy is reached under names that it
does not know. Whoever has texts of documents that no other page may see serves the graph without ``--documents``.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from govkg.web.policy import IN_HEADER

HEADERS: dict[str, str] = {
    "Content-Security-Policy": IN_HEADER,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SafeHeaders:
    """Adds the headers to what an application answers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
