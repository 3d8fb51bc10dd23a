"""Where each page and file is: under a server's root, or beside one another in a folder of files.

Pages have a path without a suffix, ``page/netmundial``, the same in both; files have one, ``data/netmundial.ttl``. A
page only ever names paths, so that the same page works on a server and under any path of a plain web host.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, relpath
from typing import Protocol
from urllib.parse import quote, urlencode

from govkg.namespaces import DATA, ONTOLOGY, TERMS

_NO_QUERY: Mapping[str, str] = {}
DATA_TYPES = {"text/turtle": "ttl", "application/ld+json": "jsonld"}
"""The files with a page's data that it links to: how each ends, by media type."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and perhaps a part of it."""

    path: str
    fragment: str = ""

    @property
    def data(self) -> str:
        """The files with the same as data, without what their names end in: a part is in the file of its whole."""
        start, slash, rest = self.path.partition("/")
        return f"data/{rest}" if start == "page" and slash else self.path


def place_of(iri: str) -> Place | None:
    """The page that describes what an IRI of govkg names; None for an IRI of others.

    A passage, and a span of one, is a part of its source's page; a term is a part of the ontology's, and what the
    description of the dataset counts is a part of the dataset's.
    """
    if iri.startswith(TERMS):
        return Place("ontology", iri.removeprefix(TERMS))
    if iri == ONTOLOGY:
        return Place("ontology")
    if not iri.startswith(DATA):
        return None
    key = iri.removeprefix(DATA)
    parts = key.split("/")
    if parts[0] == "source" and len(parts) > 2:
        return Place(f"page/source/{parts[1]}", parts[2])
    if parts[0] == "dataset" and len(parts) > 1:
        return Place("page/dataset", "/".join(parts[1:]))
    return Place(f"page/{key}")


def data_files(iri: str) -> dict[str, str]:
    """The files with the data about what an IRI of govkg names: paths by media type; none for an IRI of others."""
    place = place_of(iri)
    return {media_type: f"{place.data}.{ending}" for media_type, ending in DATA_TYPES.items()} if place else {}


def web_address(iri: str) -> str:
    """An IRI of others as the address of a link; empty where following it could run something.

    In a graph that nobody checked an IRI may begin with ``javascript:``.
    """
    return iri if iri.lower().startswith(("http://", "https://", "mailto:")) else ""


class Addresses(Protocol):
    """How paths become the addresses that a page links to."""

    @property
    def are_files(self) -> bool:
        """Whether pages lie in a folder, where nothing can answer a question that was not asked before."""
        ...

    def page(self, here: str, path: str, query: Mapping[str, str] = _NO_QUERY, fragment: str = "") -> str:
        """The address of a page, seen from the page ``here``."""
        ...

    def file(self, here: str, path: str, query: Mapping[str, str] = _NO_QUERY) -> str:
        """The address of a file, seen from the page ``here``."""
        ...


@dataclass(frozen=True, slots=True)
class Served:
    """Addresses on a server.

    Args:
        root: the path under which it is, without a slash at its end; empty for the whole host.
    """

    root: str = ""
    are_files: bool = False

    def page(self, here: str, path: str, query: Mapping[str, str] = _NO_QUERY, fragment: str = "") -> str:
        return f"{self.root}/{quote(path)}{_query(query)}{_fragment(fragment)}"

    def file(self, here: str, path: str, query: Mapping[str, str] = _NO_QUERY) -> str:
        return f"{self.root}/{quote(path)}{_query(query)}"


@dataclass(frozen=True, slots=True)
class Written:
    """Addresses in a folder of files: relative, so that the folder can stand anywhere."""

    are_files: bool = True

    def page(self, here: str, path: str, query: Mapping[str, str] = _NO_QUERY, fragment: str = "") -> str:
        return self.file(here, file_of(path), query) + _fragment(fragment)

    def file(self, here: str, path: str, query: Mapping[str, str] = _NO_QUERY) -> str:
        return quote(relpath("/" + path, "/" + dirname(here))) + _query(query)


def file_of(path: str) -> str:
    """The file that a page is written to."""
    return f"{path or 'index'}.html"


def _query(query: Mapping[str, str]) -> str:
    return f"?{urlencode(query)}" if query else ""


def _fragment(fragment: str) -> str:
    return f"#{quote(fragment)}" if fragment else ""
