"""The web application: an address for every page and file, and one answer to whatever goes wrong."""

from __future__ import annotations

from functools import partial

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from govkg.web.contents import FILES, PAGES
from govkg.web.explorer import Explorer
from govkg.web.html import STATIC
from govkg.web.server.answers import Answers
from govkg.web.server.headers import SafeHeaders
from govkg.web.server.things import Things


class Application:
    """Pages and endpoint side by side.

    The endpoint stands outside of what pages are wrapped in: it has headers, tags and limits of its own, and answers
    some thousand times a second.
    """

    def __init__(self, pages: Starlette, endpoint: ASGIApp, address: str) -> None:
        self.pages = pages
        self.endpoint = endpoint
        self.address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_query = scope["type"] == "http" and scope["path"] == self.address
        await (self.endpoint if is_query else self.pages)(scope, receive, send)


def make_app(explorer: Explorer, endpoint: ASGIApp, root: str = "") -> Application:
    """The application.

    Args:
        explorer: what pages are made from.
        endpoint: what answers SPARQL; who starts it also stops it.
        root: the path under which it is reached, without a slash at its end.
    """
    answers = Answers(explorer, root)
    things = Things(answers)
    routes = [*things.routes(), *_pages(answers), *_files(answers), *_assets(explorer)]

    pages = Starlette(
        routes=[Mount(root, routes=routes)] if root else routes,
        middleware=[Middleware(SafeHeaders), Middleware(GZipMiddleware, minimum_size=1000)],
        exception_handlers={404: answers.nowhere, 405: answers.wrong_method, Exception: answers.broken},
    )
    return Application(pages, endpoint, f"{root}/sparql")


def _pages(answers: Answers) -> list[BaseRoute]:
    return [Route(_pattern(name), partial(answers.page, make)) for name, make in PAGES.items()]


def _files(answers: Answers) -> list[BaseRoute]:
    return [Route(_pattern(name), partial(answers.file, make)) for name, make in FILES.items()]


def _assets(explorer: Explorer) -> list[BaseRoute]:
    found: list[BaseRoute] = [Mount("/static", StaticFiles(directory=STATIC))]
    if explorer.bundle.is_dir():
        found.append(Mount("/bundle", StaticFiles(directory=explorer.bundle)))
    return found


def _pattern(name: str) -> str:
    return f"/{name}{{key:path}}" if name.endswith("/") else f"/{name}"
