"""From what is asked over HTTP to an answer: made, kept for the next who asks the same, and never a stack trace.

The graph does not change while the server runs, so a page depends on its address alone. Each answer carries a tag by
which a browser asks whether the one it has is still good.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from govkg.errors import Ambiguous, GovkgError, NotFound
from govkg.namespaces import short
from govkg.web.addresses import Served
from govkg.web.contents import FILES, HEEDING, PAGES, QUICK
from govkg.web.explorer import Explorer
from govkg.web.html import Html
from govkg.web.negotiation import takes_gzip
from govkg.web.page import Asked, Page
from govkg.web.pages.message import error_page, message_page
from govkg.web.searching import kind_of
from govkg.web.server.making import Busy, Made, Makery
from govkg.web.sparql.asgi import send_in_parts

PATIENCE = 30.0
"""Seconds in which a client has to take a part of an answer."""
_HTML = "text/html; charset=utf-8"
_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
}
_BUSY = "Too many others are asking just now. Ask again in a few seconds."
_LOG = logging.getLogger("govkg.web")
Query = tuple[tuple[str, str], ...]


class Sent(Response):
    """An answer that goes out in parts, and so holds little for a client that takes none of them."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send_in_parts(send, b"" if scope["method"] == "HEAD" else bytes(self.body), PATIENCE)


class Answers:
    """Answers with pages and files.

    Args:
        explorer: what they are made from.
        root: the path under which the server is reached.
    """

    def __init__(self, explorer: Explorer, root: str = "") -> None:
        self.explorer = explorer
        self.addresses = Served(root)
        self.html = Html(explorer, self.addresses)
        # Whoever looks at a thing or types a name does not wait for those who ask long questions.
        self.makery, self.forms = Makery(), Makery()

    async def page(self, name: str, request: Request) -> Response:
        """Answer with one of the pages."""
        return await self._answer(name, request, self._page_anew)

    async def file(self, name: str, request: Request) -> Response:
        """Answer with one of the files, which anybody's pages may read."""
        response = await self._answer(name, request, self._file_anew)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    async def asset(self, kind: str, paths: Mapping[str, Path], request: Request) -> Response:
        """Answer with a file of the pages' look and scripts; one that was not there at the start is not there."""
        name = request.path_params["name"]
        if name not in paths:
            return self.nowhere(request, KeyError(name))
        path = paths[name]
        media_type = _MEDIA_TYPES.get(path.suffix, "application/octet-stream")
        return await self._made(self.makery, request, (kind, name), 0, lambda: Made(path.read_bytes(), media_type))

    def nowhere(self, request: Request, error: Exception) -> Response:
        """There is nothing at this address; one slash too many at its end, or too few, is forgiven."""
        path = str(request.scope["path"])
        inside = path.removeprefix(self.addresses.root)
        if path == self.addresses.root or (inside.endswith("/") and inside[1:-1] in {*PAGES, *FILES} - {""}):
            # Not to where the request says that it was sent: anybody may say anything there.
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"{self.addresses.page('', inside.strip('/'))}{query}", 307)
        return self._refusal(request, f"There is no page at {path}.", 404, "Not found")

    def wrong_method(self, request: Request, error: Exception) -> Response:
        """The address is right, but pages can only be read."""
        sentence = f"{request.method} is not possible here: pages and files can only be read, with GET."
        response = self._refusal(request, sentence, 405, "Not possible")
        response.headers["Allow"] = "GET, HEAD"
        return response

    def broken(self, request: Request, error: Exception) -> Response:
        """A fault of ours: its trace goes to the log, not to the reader."""
        # The path alone, and no character of it as it came: what else a client sends is its own affair.
        _LOG.error("fault while answering %s %r", request.method, request.scope["path"][:500], exc_info=error)
        sentence = "Something went wrong on this side. The same address will not work until it is mended."
        return self._refusal(request, sentence, 500, "A fault")

    async def _answer(self, name: str, request: Request, make: Callable[[str, str, Query], Made]) -> Response:
        key = request.path_params.get("key", "")
        query = _filled(request) if name in HEEDING else ()
        size = 4 * sum(map(len, (key, *(text for pair in query for text in pair))))
        makery = self.forms if name in HEEDING - QUICK else self.makery
        return await self._made(makery, request, (name, key, query), size, lambda: make(name, key, query))

    async def _made(
        self, makery: Makery, request: Request, key: Hashable, size: int, make: Callable[[], Made]
    ) -> Response:
        try:
            made = await makery.made(key, size, make)
        except Busy:
            response = self._refusal(request, _BUSY, 503, "Busy")
            response.headers["Retry-After"] = "5"
            return response
        return _response(request, made)

    def _refusal(self, request: Request, sentence: str, status: int, title: str) -> Response:
        if request.scope["path"].removeprefix(self.addresses.root).startswith(("/api/", "/data/")):
            made = Made(self._as_json(sentence), "application/json", status)
        else:
            made = self._written(message_page(title, sentence, status))
        return _response(request, made)

    def _page_anew(self, name: str, key: str, query: Query) -> Made:
        try:
            page: Page = PAGES[name](self.explorer, Asked(key, dict(query)))
        except GovkgError as error:
            page = error_page(self.explorer, error)
        return self._written(page)

    def _file_anew(self, name: str, key: str, query: Query) -> Made:
        try:
            found = FILES[name](self.explorer, Asked(key, dict(query)))
        except GovkgError as error:
            status = 404 if isinstance(error, NotFound) else 400
            return Made(self._as_json(str(error), error), "application/json", status)
        return Made(found.content, found.media_type, 200, found.name)

    def _written(self, page: Page) -> Made:
        return Made(self.html.write(page).encode("utf-8", "replace"), _HTML, page.status)

    def _as_json(self, sentence: str, error: GovkgError | None = None) -> bytes:
        names = self.explorer.kg.names
        told: dict[str, object] = {"error": sentence}
        if isinstance(error, Ambiguous):
            told["candidates"] = [
                {"id": short(iri), "name": names.show(iri), "kind": kind_of(names, iri)} for iri in error.iris
            ]
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _response(request: Request, made: Made) -> Response:
    headers = {"Vary": "Accept-Encoding", "Cache-Control": "no-cache" if made.status < 500 else "no-store"}
    if made.status == 200:
        headers["ETag"] = made.tag
        if _has(request, made.tag):
            return Response(status_code=304, headers=headers)
    if made.name:
        headers["Content-Disposition"] = f'attachment; filename="{_told(made.name)}"'
    if made.packed and takes_gzip(", ".join(request.headers.getlist("Accept-Encoding"))):
        return Sent(made.packed, made.status, {**headers, "Content-Encoding": "gzip"}, made.media_type)
    return Sent(made.content, made.status, headers, made.media_type)


def _has(request: Request, tag: str) -> bool:
    """Whether the client has this very content (RFC 9110, 13.1.2: tags are compared as if all were weak)."""
    given = ",".join(request.headers.getlist("If-None-Match")).split(",")
    return not {"*", tag.removeprefix("W/")}.isdisjoint(one.strip().removeprefix("W/") for one in given)


def _told(name: str) -> str:
    """A name as a header can hold it: an id in a graph that nobody checked may have any letter."""
    return "".join(char if char.isascii() and (char.isalnum() or char in "-._") else "-" for char in name)


def _filled(request: Request) -> Query:
    """The fields that are filled, in an order that does not depend on the form."""
    return tuple(sorted((name, value) for name, value in request.query_params.items() if value))
