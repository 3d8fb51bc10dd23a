"""A page before it is written out: what it says, which template says it, and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        path: where it is, without a suffix; empty for the home page.
        title: for the window, the heading and search engines.
        template: the file in ``templates/`` that says it.
        values: what the template shows.
        about: one sentence for search engines; may be empty.
        iri: what the page describes, which every such page names; empty if nothing.
        data: paths of files with the same as data, by their media type.
        scripts: modules of the bundle that make the page better where JavaScript runs; it works without.
        status: of the answer, where a server gives one.
    """

    path: str
    title: str
    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    about: str = ""
    iri: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    scripts: tuple[str, ...] = ()
    status: int = 200


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read by programs, or to be kept.

    Attributes:
        content: its bytes.
        media_type: with its parameters, such as ``text/csv; charset=utf-8``.
        name: what a browser calls it when it is kept; empty to show it.
    """

    content: bytes
    media_type: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for beside the page's own name.

    Attributes:
        key: the rest of the path, such as ``netmundial`` of ``page/netmundial``; may be empty.
        query: the fields of a form; those left empty are not in it.
    """

    key: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
