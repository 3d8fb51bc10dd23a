"""The SPARQL endpoint as an ASGI application: HTTP, limits and the cache here, everything about SPARQL in the workers.

What a client sends is looked into by a worker that may open and reach nothing, never in the process that others share.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from govkg.web.negotiation import best
from govkg.web.sparql import description, frames, request
from govkg.web.sparql.answer import Answer, size, unacceptable
from govkg.web.sparql.asgi import Headers, Receive, Scope, Send, body, header, send_in_parts
from govkg.web.sparql.cache import Cache, Kept
from govkg.web.sparql.formats import GRAPH
from govkg.web.sparql.limits import Limits
from govkg.web.sparql.pool import Busy, Pool
from govkg.web.sparql.process import Ended
from govkg.web.sparql.request import Refused
from govkg.web.sparql.watch import Watch

METHODS = b"GET, HEAD, POST, OPTIONS"
_ASKS = re.compile(rb"query=|update=|graph-uri=")
_HOST = re.compile(rb"(?:[A-Za-z0-9.-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_FOR_ALL: Headers = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Content-Length"),
    (b"vary", b"Accept"),
]
_WITH_STATUS: Mapping[int, Headers] = {
    405: [(b"allow", METHODS)],
    # Nobody waits for the rest of a request that is too slow or too long.
    408: [(b"connection", b"close")],
    413: [(b"connection", b"close")],
    503: [(b"retry-after", b"5")],
}


class Endpoint:
    """Answers SPARQL queries about a graph at one address.

    Start it as an async context manager, then mount it; it does not look at the path.

    Args:
        graph: a file of N-Quads or TriG, or the folder of an on-disk store.
        limits: what a query may cost.
        editor: the address of a page to write queries on; browsers that ask nothing are sent there. May be empty.
        text: what the graph is about, for the service description.
    """

    def __init__(self, graph: Path, limits: Limits, editor: str, text: str = "") -> None:
        self.limits = limits
        self.editor = editor
        self.text = text
        self.pool = Pool(graph, limits)
        self.cache: Cache[Kept] = Cache(limits.cache_bytes)
        self._unsent = 0

    async def __aenter__(self) -> Endpoint:
        await self.pool.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.pool.__aexit__(kind, error, trace)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        method = scope["method"]
        try:
            if method == "OPTIONS":
                await _send(send, 204, _preflight())
            elif method in ("GET", "HEAD") and not _ASKS.search(scope["query_string"]):
                await self._describe(scope, send)
            elif method in ("GET", "HEAD", "POST"):
                await self._answer(scope, receive, send)
            else:
                raise Refused(405, f"found the method {method[:20]}, expected GET, HEAD or POST")
        except Refused as refused:
            answer = Answer.refusal(refused.status, refused.sentence)
            await self._send_answer(scope, send, _kept(answer), _WITH_STATUS.get(refused.status, []))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        content_type, accept, sent = "", header(scope, b"accept"), b""
        if len(scope["query_string"]) > self.limits.request_bytes:
            raise Refused(
                414, f"the address is longer than {size(self.limits.request_bytes)}: send the query with POST"
            )
        if scope["method"] == "POST":
            content_type = header(scope, b"content-type").decode("latin-1")
            request.check_body_type(content_type)
            sent = await body(scope, receive, self.limits.request_bytes, self.limits.seconds)
        fields = (scope["query_string"], content_type.encode("latin-1"), sent, accept, _base(scope))
        found = self.cache.get(fields)
        if found is None:
            asked = await self._ask(fields, receive)
            if asked is None:
                return
            found, lasting = asked
            if lasting:
                self.cache.put(fields, sum(map(len, fields)), found)
        await self._send_answer(scope, send, found)

    async def _ask(self, fields: tuple[bytes, ...], receive: Receive) -> tuple[Kept, bool] | None:
        """The answer of a worker and whether it lasts; None if the client has left."""
        if self._unsent > self.limits.unsent_bytes:
            raise Refused(503, "too many answers are waiting for their clients to take them")
        watch = Watch(receive)
        try:
            status, content_type, lasting, content = await self.pool.ask(frames.pack(fields))
        except Busy:
            raise Refused(503, "too many queries are waiting for their turn") from None
        except Ended as ended:
            return _kept(self._sentence(ended.cause)), False
        except asyncio.CancelledError:
            if watch.left:
                return None
            raise Refused(503, "the server is stopping: ask again") from None
        finally:
            watch.stop()
        return Kept(int(status), content_type, _tag(content), content), lasting == b"1"

    def _sentence(self, cause: str) -> Answer:
        if cause == "time":
            return Answer.refusal(503, f"the query took longer than {self.limits.seconds:g} seconds and was stopped")
        if cause == "memory":
            most = size(self.limits.memory_bytes)
            return Answer.refusal(422, f"the query took more memory than {most} and was stopped: ask for less")
        if cause == "crash":
            return Answer.refusal(422, "the engine broke off this query: is it nested very deeply?")
        return Answer.refusal(503, "the query was stopped from outside: ask it again")

    async def _describe(self, scope: Scope, send: Send) -> None:
        accept = header(scope, b"accept").decode("latin-1")
        if self.editor and best(accept, (*GRAPH.standard, "text/html")) == "text/html":
            await _send(send, 303, [*_FOR_ALL, (b"location", self.editor.encode()), (b"content-length", b"0")])
            return
        chosen = GRAPH.best(accept)
        if chosen is None:
            found = unacceptable(accept, GRAPH)
        else:
            content = description.written(_base(scope).decode(), self.text, self.pool.statements, chosen)
            found = Answer(200, chosen.sent_as, content)
        await self._send_answer(scope, send, _kept(found))

    async def _send_answer(
        self, scope: Scope, send: Send, kept: Kept, more: Sequence[tuple[bytes, bytes]] = ()
    ) -> None:
        headers: Headers = [*_FOR_ALL, *more]
        if kept.status == 200:
            headers += [(b"etag", kept.tag), (b"cache-control", b"no-cache")]
            if scope["method"] != "POST" and kept.tag in header(scope, b"if-none-match"):
                await _send(send, 304, headers)
                return
        else:
            headers.append((b"cache-control", b"no-store"))
        headers += [
            (b"content-type", kept.content_type),
            (b"content-length", str(len(kept.body)).encode()),
            (b"x-content-type-options", b"nosniff"),
        ]
        if b"xml" in kept.content_type:
            # A browser would run a script in XML, and a query can name elements as it likes.
            headers.append((b"content-security-policy", b"default-src 'none'; sandbox"))
        content = b"" if scope["method"] == "HEAD" else kept.body
        self._unsent += len(content)
        try:
            await send({"type": "http.response.start", "status": kept.status, "headers": headers})
            await send_in_parts(send, content, self.limits.seconds)
        finally:
            self._unsent -= len(content)


async def _send(send: Send, status: int, headers: Headers) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _preflight() -> Headers:
    return [
        *_FOR_ALL,
        (b"allow", METHODS),
        (b"access-control-allow-methods", METHODS),
        (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match, User-Agent"),
        (b"access-control-max-age", b"86400"),
    ]


def _kept(found: Answer) -> Kept:
    return Kept(found.status, found.content_type.encode(), _tag(found.body), found.body)


def _tag(content: bytes) -> bytes:
    return b'"%s"' % hashlib.blake2b(content, digest_size=16).hexdigest().encode()


def _base(scope: Scope) -> bytes:
    """The address of this endpoint as the client knows it."""
    host = header(scope, b"host")
    if not _HOST.fullmatch(host):
        host = b"localhost"
    return b"%s://%s%s" % (scope["scheme"].encode(), host, scope["raw_path"])
