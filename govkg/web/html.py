"""From a page to HTML: the templates, and what they may call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from govkg import __version__
from govkg.evidence import Passage
from govkg.namespaces import short
from govkg.web.addresses import Addresses, file_of, place_of, web_address
from govkg.web.explorer import Explorer
from govkg.web.linked import as_html, plain
from govkg.web.page import Page
from govkg.web.policy import IN_PAGE
from govkg.web.values import date_in_words

TEMPLATES = Path(__file__).parent / "templates"
NAMES_OF = {"text/turtle": "Turtle", "application/ld+json": "JSON-LD", "text/csv": "CSV", "application/json": "JSON"}
"""What people call the media types of data."""

STATIC = Path(__file__).parent / "static"


@dataclass
class Html:
    """Writes pages as HTML.

    Args:
        explorer: what the pages are made from.
        addresses: where pages and files are.
    """

    explorer: Explorer
    addresses: Addresses

    @cached_property
    def environment(self) -> Environment:
        made = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        made.filters |= {"short": short, "plain": plain, "in_words": lambda date: plain(date_in_words(str(date)))}
        made.globals |= {"version": __version__, "header": self.explorer.header, "policy": IN_PAGE}
        made.globals |= {"is_static": self.addresses.are_files, "names_of": NAMES_OF}
        return made

    def write(self, page: Page) -> str:
        """A page as a whole HTML document."""
        here = file_of(page.path) if self.addresses.are_files else page.path
        of_iri = partial(self._of_iri, here)
        scripts = [name for name in ("search.js", "enhance.js", *page.scripts) if self.explorer.has(name)]
        return self.environment.get_template(page.template).render(
            dict(page.values),
            page=page,
            url=partial(self.addresses.page, here),
            file=partial(self.addresses.file, here),
            of=of_iri,
            linked=lambda text: as_html(text, of_iri, page.iri),
            scripts=scripts,
            sheets=[
                sheet for sheet in (f"{name.removesuffix('.js')}.css" for name in scripts) if self.explorer.has(sheet)
            ],
            proofs=partial(self._proofs, here),
        )

    def _of_iri(self, here: str, iri: str) -> str:
        """The address of the page about an IRI; an IRI of others is its own address, if a browser may follow it."""
        place = place_of(iri)
        return self.addresses.page(here, place.path, fragment=place.fragment) if place else web_address(iri)

    def _proofs(self, here: str, iris: Iterable[str], passages: Mapping[str, Passage]) -> Markup:
        """Links to the passages that a line rests on, each named by its document's number and its own name."""
        links = [
            Markup('<a href="{}" title="{}">{}</a>').format(self._of_iri(here, one.iri), _told(one), one.label)
            for one in (passages[iri] for iri in iris if iri in passages)
        ]
        return Markup('<span class="proofs">{}</span>').format(Markup(" · ").join(links)) if links else Markup("")


def _told(passage: Passage) -> str:
    """A passage in a line, for the pointer that rests on its link."""
    return f"{passage.document}: {passage.modality}, {passage.certainty}"
