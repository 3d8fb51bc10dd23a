"""From what is asked over HTTP to an answer: made, kept for the next who asks the same, and never a stack trace.

The graph does not change while the server runs, so a page depends on its address alone. Each answer carries a tag by
which a browser asks whether the one it has is still good.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from govkg.errors import Ambiguous, GovkgError, NotFound
from govkg.namespaces import short
from govkg.web.addresses import Served
from govkg.web.explorer import Explorer
from govkg.web.html import Html
from govkg.web.page import Asked, File, Page
from govkg.web.pages.message import error_page, message_page
from govkg.web.searching import kind_of

_KEPT = 512
_HTML = "text/html; charset=utf-8"
_LOG = logging.getLogger("govkg.web")
Made = tuple[bytes, str, int, str]
"""Content, media type, status, and the name under which a browser keeps it."""


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
        self._page = lru_cache(_KEPT)(self._page_anew)
        self._file = lru_cache(_KEPT)(self._file_anew)

    def page(self, make: Callable[[Explorer, Asked], Page], request: Request) -> Response:
        """Answer with a page."""
        return self._answer(request, self._page(make, *_asked(request)))

    def file(self, make: Callable[[Explorer, Asked], File], request: Request) -> Response:
        """Answer with a file, which anybody's pages may read."""
        response = self._answer(request, self._file(make, *_asked(request)))
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    def written(self, page: Page) -> Response:
        """A page as it is, for answers that are not kept."""
        return Response(self.html.write(page), page.status, media_type=_HTML)

    def nowhere(self, request: Request, error: Exception) -> Response:
        """There is nothing at this address."""
        sentence = f"There is no page at {request.url.path}."
        return self._refusal(request, sentence, 404, "Not found")

    def wrong_method(self, request: Request, error: Exception) -> Response:
        """The address is right, but pages can only be read."""
        sentence = f"{request.method} is not possible here: pages and files can only be read, with GET."
        response = self._refusal(request, sentence, 405, "Not possible")
        response.headers["Allow"] = "GET, HEAD"
        return response

    def broken(self, request: Request, error: Exception) -> Response:
        """A fault of ours: its trace goes to the log, not to the reader."""
        _LOG.error("fault while answering %s", request.url.path, exc_info=error)
        sentence = "Something went wrong on this side. The same address will not work until it is mended."
        return self._refusal(request, sentence, 500, "A fault")

    def _refusal(self, request: Request, sentence: str, status: int, title: str) -> Response:
        if request.url.path.removeprefix(self.addresses.root).startswith(("/api/", "/data/")):
            return Response(self._as_json(sentence), status, media_type="application/json")
        return self.written(message_page(title, sentence, status))

    def _page_anew(self, make: Callable[[Explorer, Asked], Page], key: str, query: tuple[tuple[str, str], ...]) -> Made:
        try:
            page = make(self.explorer, Asked(key, dict(query)))
        except GovkgError as error:
            page = error_page(self.explorer, error)
        return self.html.write(page).encode(), _HTML, page.status, ""

    def _file_anew(self, make: Callable[[Explorer, Asked], File], key: str, query: tuple[tuple[str, str], ...]) -> Made:
        try:
            found = make(self.explorer, Asked(key, dict(query)))
        except GovkgError as error:
            status = 404 if isinstance(error, NotFound) else 400
            return self._as_json(str(error), error), "application/json", status, ""
        return found.content, found.media_type, 200, found.name

    def _as_json(self, sentence: str, error: GovkgError | None = None) -> bytes:
        names = self.explorer.kg.names
        told: dict[str, object] = {"error": sentence}
        if isinstance(error, Ambiguous):
            told["candidates"] = [
                {"id": short(iri), "name": names.show(iri), "kind": kind_of(names, iri)} for iri in error.iris
            ]
        return json.dumps(told, ensure_ascii=False).encode()

    def _answer(self, request: Request, made: Made) -> Response:
        content, media_type, status, name = made
        tag = f'W/"{hashlib.sha256(content).hexdigest()[:20]}"'
        headers = {"ETag": tag, "Cache-Control": "no-cache"}
        if name:
            headers["Content-Disposition"] = f'attachment; filename="{name}"'
        if status == 200 and tag in request.headers.get("If-None-Match", ""):
            return Response(status_code=304, headers=headers)
        return Response(content, status, headers, media_type)


def _asked(request: Request) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The rest of the path, and the fields that are filled, in an order that does not depend on the form."""
    filled = {name: value for name, value in request.query_params.items() if value}
    return request.path_params.get("key", ""), tuple(sorted(filled.items()))
