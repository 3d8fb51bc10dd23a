"""The web application: an address for every page and file, and one answer to whatever goes wrong."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route, Router
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
        try:
            await (self.endpoint if is_query else self.pages)(scope, receive, send)
        except Exception:
            # Of a page it is in the log already, with its address; uvicorn would write it there once more.
            if is_query:
                raise


def make_app(explorer: Explorer, endpoint: ASGIApp, root: str = "") -> Application:
    """The application.

    Args:
        explorer: what pages are made from.
        endpoint: what answers SPARQL; who starts it also stops it.
        root: the path under which it is reached, without a slash at its end.
    """
    answers = Answers(explorer, root)
    things = Things(answers)
    routes = [*things.routes(), *_pages(answers), *_files(answers), *_assets(answers)]

    pages = Starlette(
        routes=[Mount(root, Router(routes, redirect_slashes=False))] if root else routes,
        middleware=[Middleware(SafeHeaders)],
        exception_handlers={404: answers.nowhere, 405: answers.wrong_method, Exception: answers.broken},
    )
    # Starlette would send on to whatever host a request names.
    pages.router.redirect_slashes = False
    return Application(pages, endpoint, f"{root}/sparql")


def _pages(answers: Answers) -> list[BaseRoute]:
    return [Route(_pattern(name), partial(answers.page, name)) for name in PAGES]


def _files(answers: Answers) -> list[BaseRoute]:
    return [Route(_pattern(name), partial(answers.file, name)) for name in FILES]


def _assets(answers: Answers) -> list[BaseRoute]:
    folders = {"static": STATIC, "bundle": answers.explorer.bundle}
    return [
        Route(f"/{kind}/{{name:path}}", partial(answers.asset, kind, _files_in(folder)))
        for kind, folder in folders.items()
    ]


def _files_in(folder: Path) -> dict[str, Path]:
    """The files in a folder by name: no address can lead to another."""
    found = folder.rglob("*") if folder.is_dir() else ()
    return {path.relative_to(folder).as_posix(): path for path in found if path.is_file() and path.name[0] != "."}


def _pattern(name: str) -> str:
    return f"/{name}{{key:path}}" if name.endswith("/") else f"/{name}"
