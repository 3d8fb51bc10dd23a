"""Pages as tests read them: tables as rows of texts, links, the fields of forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

_RUNNING = ("javascript:", "data:", "vbscript:")
_VOID = {"meta", "link", "input", "br", "img", "hr", "source", "wbr"}


class _Tree(HTMLParser):
    """Builds the tree of a page whose elements are all closed, which is held against its end."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.builder.data(data)


@dataclass(frozen=True)
class Read:
    """A page that was read."""

    root: Element

    @classmethod
    def of(cls, html: str) -> Read:
        tree = _Tree()
        tree.feed(html)
        tree.close()
        assert tree.open == []
        return cls(tree.builder.close())

    def all(self, path: str) -> list[Element]:
        """The elements at a path of ElementTree."""
        return list(self.root.findall(f".//{path}"))

    def texts(self, path: str) -> list[str]:
        """The words of the elements at a path."""
        return [words(one) for one in self.all(path)]

    def links(self, path: str = "main") -> dict[str, str]:
        """Addresses by the words of their links, within what is at a path."""
        return {words(a): a.get("href", "") for part in self.all(path) for a in part.iter("a")}

    def table(self) -> list[list[str]]:
        """Heading and rows of the page's one table."""
        (table,) = self.all("table")
        return [[words(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]

    def fields(self) -> dict[str, Element]:
        """Inputs and selections of the page's own form by name."""
        return {one.get("name", ""): one for form in self.all("main//form") for one in _controls(form)}

    def intruders(self) -> list[str]:
        """What no template writes: handlers in attributes, scripts of its own, links that run something."""
        found = [f"{one.tag} {name}" for one in self.root.iter() for name in one.attrib if name.startswith("on")]
        found += [f"script {words(one)}" for one in self.all("script") if words(one) or not _is_ours(one)]
        found += [a.get("href", "") for a in self.all("a") if a.get("href", "").lower().startswith(_RUNNING)]
        return found + [one.tag for one in self.root.iter() if one.tag in ("img", "iframe", "object", "base", "style")]

    @property
    def words(self) -> str:
        """All that the page says in its main part."""
        return words(self.all("main")[0])


def words(element: Element) -> str:
    """The text in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def _is_ours(script: Element) -> bool:
    return script.get("src", "").startswith("/bundle/")


def _controls(form: Element) -> Iterator[Element]:
    return (one for one in form.iter() if one.tag in ("input", "select"))
