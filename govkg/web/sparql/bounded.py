"""uvicorn's HTTP protocol, held to lengths of what comes before a body, and to times in which it comes and answers go.

Without it a client could send headers without end, or one byte of them a minute, or take no byte of an answer, and
uvicorn would keep it all. Give it to uvicorn as ``http=bounded(...)``.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST_ADDRESS = 65_000
"""The parser of uvicorn knows no address that is longer than 65,535, and would call one broken."""
LONG_ADDRESS = (b"414 URI Too Long", b"the address is too long: send the query with POST\n")
LONG_HEADERS = (b"431 Request Header Fields Too Large", b"the headers of the request are too long\n")
LINGER = 2.0
"""Seconds in which the rest of a request is read and dropped, so that its client gets to read why it is refused."""
SLOW = (b"408 Request Timeout", b"the request took too long to come\n")


def bounded(header_bytes: int, seconds: float) -> type[asyncio.Protocol]:
    """The protocol with limits.

    Args:
        header_bytes: how long the headers of a request may be, beside its address.
        seconds: how long address and headers may take to come, how long a connection may be silent before its first
            request, and how long a client may take none of an answer.
    """

    class Bounded(HttpToolsProtocol):
        _head = 0
        _is_refused = False
        _late: asyncio.TimerHandle | None = None
        _full: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._late = self.loop.call_later(seconds, self._refuse, *SLOW)

        def data_received(self, data: bytes) -> None:
            if self._is_refused:
                return
            super().data_received(data)
            if self._late is not None:
                self._head += len(data)
                # What the parser has not seen the end of, it tells nobody about.
                if self._head > LONGEST_ADDRESS + header_bytes:
                    self._refuse(*(LONG_ADDRESS if len(self.url) > LONGEST_ADDRESS // 2 else LONG_HEADERS))

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._has_come()
            self._head = 0
            self._late = self.loop.call_later(seconds, self._refuse, *SLOW)

        def on_url(self, url: bytes) -> None:
            super().on_url(url)
            if len(self.url) > LONGEST_ADDRESS:
                self._refuse(*LONG_ADDRESS)

        def on_headers_complete(self) -> None:
            self._has_come()
            if not self._is_refused and sum(len(name) + len(value) for name, value in self.headers) > header_bytes:
                self._refuse(*LONG_HEADERS)
            if not self._is_refused:
                super().on_headers_complete()

        def on_body(self, body: bytes) -> None:
            if not self._is_refused:
                super().on_body(body)

        def on_message_complete(self) -> None:
            if not self._is_refused:
                super().on_message_complete()

        def send_400_response(self, msg: str) -> None:
            if not self._is_refused:
                super().send_400_response(msg)

        def pause_writing(self) -> None:
            super().pause_writing()
            self._full = self.loop.call_later(seconds, self.transport.abort)

        def resume_writing(self) -> None:
            super().resume_writing()
            self._takes_again()

        def connection_lost(self, exc: Exception | None) -> None:
            self._has_come()
            self._takes_again()
            super().connection_lost(exc)

        def _has_come(self) -> None:
            if self._late is not None:
                self._late.cancel()
                self._late = None

        def _takes_again(self) -> None:
            if self._full is not None:
                self._full.cancel()
                self._full = None

        def _refuse(self, status: bytes, sentence: bytes) -> None:
            self._has_come()
            self._is_refused = True
            if self.cycle is not None and not self.cycle.response_complete:
                # An answer to an earlier request is on its way: two would run into each other.
                self.transport.close()
            if not self.transport.is_closing():
                self.transport.write(
                    b"HTTP/1.1 %s\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: %d\r\n"
                    b"connection: close\r\n\r\n%s" % (status, len(sentence), sentence)
                )
                if self.transport.can_write_eof():
                    self.transport.write_eof()
                self.loop.call_later(LINGER, self.transport.close)

    return Bounded
