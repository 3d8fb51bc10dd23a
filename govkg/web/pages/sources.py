"""The list of sources, and each source's page: its passages in their order, and what each is said to say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from govkg.documents import cut
from govkg.errors import NotFound
from govkg.namespaces import PREFIXES, short, term
from govkg.review import Reviewed, review
from govkg.store import Term
from govkg.web.addresses import data_files
from govkg.web.explorer import Explorer
from govkg.web.page import Page
from govkg.web.values import date_in_words

_SOURCES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX govkg: <https://w3id.org/govkg/ontology#>
SELECT ?source ?number (COUNT(DISTINCT ?passage) AS ?passages)
WHERE {
  ?source a govkg:Source ; dcterms:identifier ?number .
  OPTIONAL { ?passage <http://www.w3.org/ns/oa#hasSource> ?source }
}
GROUP BY ?source ?number
"""
_LANGUAGE = PREFIXES["schema"] + "inLanguage"
LANGUAGES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "pt": "Portuguese",
    "ru": "Russian",
    "zh": "Chinese",
}
"""Languages by their tags, as far as sources are in them; of another the tag is shown."""

_FACTS = (
    (PREFIXES["dcterms"] + "publisher", "Publisher"),
    (PREFIXES["dcterms"] + "creator", "Author"),
    (term("genre"), "Kind"),
    (term("written"), "Written"),
    (term("captured"), "Captured"),
    (_LANGUAGE, "Language"),
    (PREFIXES["schema"] + "url", "Address"),
    (PREFIXES["schema"] + "sha256", "SHA-256 of the text"),
    (term("length"), "Length in characters"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a document itself."""

    iri: str
    name: str
    number: str
    about: str
    facts: tuple[tuple[str, str], ...]
    sha256: str = ""
    has_text: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as its page shows it; ``text`` is empty where the document is not at hand."""

    name: str
    text: str
    how: str
    note: str
    origins: tuple[str, ...]
    lines: tuple[str, ...]


def sources_page(explorer: Explorer) -> Page:
    """All sources."""
    found = [_source(explorer, iri, number, passages) for iri, number, passages in _all(explorer)]
    return Page(
        "sources", "Sources", "sources.html", {"sources": found}, "The documents that everything here rests on."
    )


def source_page(explorer: Explorer, iri: str) -> Page:
    """One source, passage by passage.

    Raises:
        NotFound: there is no such source.
    """
    for one, number, passages in _all(explorer):
        if one == iri:
            source = _source(explorer, iri, number, passages)
            break
    else:
        raise NotFound(f"there is no source {short(iri)}")
    text = explorer.text(iri)
    listed = [shown(one, text) for one in review(explorer.kg.store, explorer.names, iri)]
    return Page(
        path=f"page/{short(iri)}",
        title=source.name,
        template="source.html",
        values={"source": source, "passages": listed},
        about=f"What each passage of “{source.name}” is said to say.",
        iri=iri,
        data=data_files(iri),
    )


def _all(explorer: Explorer) -> list[tuple[str, str, int]]:
    rows = explorer.kg.store.select(_SOURCES).rows
    found = [
        (iri.value, number.value, int(count.value))
        for iri, number, count in rows
        if isinstance(iri, NamedNode) and isinstance(number, Literal) and isinstance(count, Literal)
    ]
    return sorted(found, key=lambda one: (one[1], one[0]))


def _source(explorer: Explorer, iri: str, number: str, passages: int) -> Source:
    said: dict[str, list[str]] = {}
    for prop, value in explorer.kg.store.select(f"SELECT ?p ?o WHERE {{ <{iri}> ?p ?o }}").rows:
        if prop is not None and value is not None:
            said.setdefault(prop.value, []).append(_shown_value(prop.value, value, explorer))
    facts = tuple((label, "; ".join(sorted(said[prop]))) for prop, label in _FACTS if prop in said)
    written = said.get(term("written"), ["date not stated"])[0]
    counted = f"{passages} passage{'' if passages == 1 else 's'}"
    return Source(
        iri=iri,
        name=explorer.kg.names.show(iri),
        number=number,
        about=f"{', '.join(said.get(term('genre'), []))}, written {written}, {counted}",
        facts=facts,
        sha256="".join(said.get(PREFIXES["schema"] + "sha256", [])),
        has_text=bool(explorer.text(iri)),
    )


def _shown_value(prop: str, value: Term, explorer: Explorer) -> str:
    """A value in words: dates as people write them, languages by name, anything that has a page as a link to it."""
    if not isinstance(value, Literal):
        return explorer.names.show(value.value)
    if prop in (term("written"), term("captured")):
        return date_in_words(value.value)
    return LANGUAGES.get(value.value, value.value) if prop == _LANGUAGE else value.value


def shown(one: Reviewed, text: str) -> Shown:
    """A passage as pages show it, with its words as far as the text is at hand."""
    passage = one.passage
    where = ", ".join(f"{start}–{end}" for start, end in passage.spans)
    how = f"{passage.modality}, {passage.certainty}"
    return Shown(
        name=passage.iri.rpartition("/")[2],
        text=cut(text, passage.spans) if text and passage.spans else "",
        how=f"Characters {where} · {how}" if where else how[:1].upper() + how[1:],
        note=passage.note,
        origins=passage.origins,
        lines=tuple(_whole(one.lines)),
    )


def _whole(lines: Iterable[str]) -> list[str]:
    """Each record with what it has beside its sentence, which is set in: apart from it nobody knows what it is of."""
    found: list[str] = []
    for line in lines:
        if line.startswith("  ") and found:
            found[-1] += f"\n{line.strip()}"
        else:
            found.append(line)
    return found
