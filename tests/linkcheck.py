"""Walks every link of a folder of HTML files, fragments too, and names those that lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

ADDRESSES = {"href", "src", "action", "data", "poster", "formaction"}
TO_FILES = {"data-index", "data-graph", "data-queries", "data-question", "data-network", "data-src"}
"""Attributes in which scripts find the files that they read."""


@dataclass
class Read(HTMLParser):
    """What a page names and what it links to."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value is not None:
                self.ids.append(value)
            if name in ADDRESSES | TO_FILES and value is not None:
                self.links.append(value)


def read(content: str) -> Read:
    """A page, read."""
    found = Read()
    found.feed(content)
    found.close()
    return found


def faults(folder: Path, base: str = "") -> list[str]:
    """What is wrong with the links of a folder of pages, a line each.

    Args:
        folder: the pages, at any depth.
        base: the site's own address, which no page may name; empty if it has none.
    """
    pages = {
        path.relative_to(folder).as_posix(): read(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")
    }
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    found = []
    for name, page in sorted(pages.items()):
        found += [f"{name}: two elements have the id {one}" for one in sorted(set(page.ids)) if page.ids.count(one) > 1]
        for link in page.links:
            if fault := _fault(name, link, pages, files, base):
                found.append(f"{name}: {link}: {fault}")
    return found


def _fault(here: str, link: str, pages: dict[str, Read], files: set[str], base: str) -> str:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return "the site's own address" if base and link.startswith(base) else ""
    path = unquote(parts.path)
    if path.startswith("/"):
        # Only the page that is shown at any address may count from the root of the host.
        root = urlsplit(base).path + "/"
        if here != "404.html" or not path.startswith(root):
            return "from the root of the host"
        target = path.removeprefix(root)
    else:
        target = normpath(join(dirname(here), path)) if path else here
    if target not in files:
        return "no such file"
    # A fragment with an equals sign is for a script, as in editor.html#query=...
    is_place = parts.fragment and "=" not in parts.fragment and target in pages
    if is_place and unquote(parts.fragment) not in pages[target].ids:
        return "no such place on that page"
    return ""
