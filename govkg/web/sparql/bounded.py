"""uvicorn's HTTP protocol, held to a length of what comes before a body and to a time in which it has to come.

Without it a client could send headers without end, or one byte of them a minute, and uvicorn would keep them all. Give
it to uvicorn as ``http=bounded(...)``.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONG_ADDRESS = (b"414 URI Too Long", b"the address is too long: send the query with POST\n")
LONG_HEADERS = (b"431 Request Header Fields Too Large", b"the headers of the request are too long\n")
SLOW = (b"408 Request Timeout", b"the request took too long to come\n")


def bounded(head_bytes: int, seconds: float) -> type[asyncio.Protocol]:
    """The protocol with limits.

    Args:
        head_bytes: how long the address and headers of a request may be.
        seconds: how long they may take to come, and how long a connection may be silent before its first request.
    """

    class Bounded(HttpToolsProtocol):
        _head = 0
        _late: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._late = self.loop.call_later(seconds, self._refuse, *SLOW)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self._late is not None:
                self._head += len(data)
                if self._head > head_bytes:
                    self._refuse(*(LONG_ADDRESS if len(self.url) * 2 > head_bytes else LONG_HEADERS))

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._has_come()
            self._head = 0
            self._late = self.loop.call_later(seconds, self._refuse, *SLOW)

        def on_headers_complete(self) -> None:
            self._has_come()
            super().on_headers_complete()

        def connection_lost(self, exc: Exception | None) -> None:
            self._has_come()
            super().connection_lost(exc)

        def _has_come(self) -> None:
            if self._late is not None:
                self._late.cancel()
                self._late = None

        def _refuse(self, status: bytes, sentence: bytes) -> None:
            self._has_come()
            if not self.transport.is_closing():
                self.transport.write(
                    b"HTTP/1.1 %s\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\n"
                    b"connection: close\r\n\r\n%s" % (status, len(sentence), sentence)
                )
                self.transport.close()

    return Bounded
