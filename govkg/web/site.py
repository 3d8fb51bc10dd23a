"""The site: the pages that a server would answer, written out as files for a web host that only has files to give.

Pages and files are made by the same functions as on a server, from ``contents``; their links are relative, so that the
folder works under any address. What needs the site's own address, a sitemap and links that hold from anywhere on the
"not found" page, is there if the address is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode, urlsplit
from xml.sax.saxutils import escape

from govkg.errors import BadQuery, GovkgError, NotFound
from govkg.web.addresses import Written, file_of
from govkg.web.contents import FILES, KEYS, PAGES, SERVED
from govkg.web.explorer import Explorer
from govkg.web.html import STATIC, Html
from govkg.web.page import Asked, Page
from govkg.web.pages.message import error_page, message_page

Files = Iterator[tuple[str, bytes]]
"""Content by path, as it is made."""

NOWHERE = "404.html"
_NOT_HERE = "There is no page at this address. Search for it by name, or begin at the first page."


@dataclass(frozen=True, slots=True)
class Based:
    """Addresses from the root of a host, which hold wherever a page is shown.

    Args:
        root: the path of the site on its host, without a slash at its end.
    """

    root: str
    are_files: bool = True

    def page(self, here: str, path: str, query: Mapping[str, str] | None = None, fragment: str = "") -> str:
        return self.file(here, file_of(path), query) + (f"#{quote(fragment)}" if fragment else "")

    def file(self, here: str, path: str, query: Mapping[str, str] | None = None) -> str:
        return f"{self.root}/{quote(path)}" + (f"?{urlencode(query)}" if query else "")


def site(explorer: Explorer, base: str = "") -> dict[str, Files]:
    """Everything a site is made of, part by part; nothing is made before it is asked for.

    Args:
        explorer: what pages are made from; its ``is_static`` is true.
        base: the address that the site will have; empty if nobody knows yet.

    Raises:
        BadQuery: the address is none, or something in the graph has no name.
    """
    base = _checked(base)
    explorer.check()
    return {
        "pages": _pages(explorer),
        "data": _files(explorer),
        "static files": _assets(explorer),
        "sitemap": _around(explorer, base),
    }


def _pages(explorer: Explorer) -> Files:
    html = Html(explorer, Written())
    for name, key in _places(explorer, PAGES):
        yield file_of(name + key), html.write(_page(explorer, name, key)).encode()


def _page(explorer: Explorer, name: str, key: str) -> Page:
    """A page, or what a server would answer in its place: a graph that nobody checked may hold what has none."""
    try:
        return PAGES[name](explorer, Asked(key))
    except GovkgError as error:
        return replace(error_page(explorer, error), path=name + key)


def _files(explorer: Explorer) -> Files:
    for name, key in _places(explorer, FILES):
        with suppress(NotFound):
            yield name + key, FILES[name](explorer, Asked(key)).content


def _places(explorer: Explorer, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name, with each key that a site writes of it."""
    for name in names:
        if name in KEYS:
            yield from ((name, key) for key in KEYS[name](explorer))
        elif not name.endswith("/") and name not in SERVED:
            yield name, ""


def _assets(explorer: Explorer) -> Files:
    """Style sheet, icon and scripts, as they are."""
    for name, folder in (("static", STATIC), ("bundle", explorer.bundle)):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _around(explorer: Explorer, base: str) -> Files:
    """What a web host looks for."""
    root = urlsplit(base).path
    page = message_page("Not found", _NOT_HERE, 404)
    yield NOWHERE, Html(explorer, Based(root) if base else Written()).write(page).encode()
    # GitHub's pages would leave out what begins with a dot, such as .well-known.
    yield ".nojekyll", b""
    if base:
        yield "sitemap.xml", _sitemap(explorer, base)
        if not root:
            # Robots read this file at the root of a host and nowhere else.
            yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n".encode()


def _sitemap(explorer: Explorer, base: str) -> bytes:
    """https://www.sitemaps.org/protocol.html, which takes whole addresses only."""
    pages = [name + key for name, key in _places(explorer, PAGES)]
    lines = [f"<url><loc>{escape(f'{base}/{quote(file_of(path))}')}</loc></url>" for path in pages]
    begin = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return (begin + "\n".join(lines) + "\n</urlset>\n").encode()


def _checked(base: str) -> str:
    """The address without a slash at its end."""
    parts = urlsplit(base)
    if base and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise BadQuery(f"--base: found {base!r}, expected an address such as https://example.org/govkg")
    return base.rstrip("/")
