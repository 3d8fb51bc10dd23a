"""A decision's page: on what sources differ, what is accepted and what is set aside, and why."""

from __future__ import annotations

from govkg.errors import NotFound
from govkg.evidence import Difference, passages
from govkg.namespaces import short
from govkg.web.addresses import data_files
from govkg.web.explorer import Explorer
from govkg.web.linked import plain
from govkg.web.page import Page
from govkg.web.pages.record import Quoted, quoted
from govkg.words import by_passage, sentences

_DECIDED = """
PREFIX govkg: <https://w3id.org/govkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?about ?property ?verdict ?reason ?accepts ?setsAside
WHERE {
  VALUES ?decision { <%s> }
  ?decision govkg:about ?about ; govkg:reason ?reason ; govkg:verdict/skos:prefLabel ?verdict .
  OPTIONAL { ?decision govkg:property ?property }
  OPTIONAL { ?decision govkg:accepts ?accepts }
  OPTIONAL { ?decision govkg:setsAside ?setsAside }
}
"""
_SAID = """
SELECT ?passage ?subject ?property ?value
WHERE { VALUES (?passage ?subject) { %s } GRAPH ?passage { ?subject ?property ?value } }
"""


def decision_page(explorer: Explorer, iri: str) -> Page:
    """The page of a decision.

    Raises:
        NotFound: there is none of that name.
    """
    found = _decision(explorer, iri)
    names = explorer.names
    about, prop = names.show(found.about), names.show(found.property) if found.property else ""
    title = f"On what sources differ: {plain(about)}{f', {prop}' if prop else ''}"
    return Page(
        path=f"page/{short(iri)}",
        title=title,
        template="decision.html",
        about=f"{title}. {found.reason}",
        iri=iri,
        data=data_files(iri),
        values={
            "found": found,
            "about": about,
            "prop": prop,
            "accepted": _quoted(explorer, found, found.accepts),
            "aside": _quoted(explorer, found, found.sets_aside),
        },
    )


def _decision(explorer: Explorer, iri: str) -> Difference:
    result = explorer.kg.store.select(_DECIDED % iri)
    said: dict[str, set[str]] = {column: set() for column in result.columns}
    for row in result.rows:
        for column, value in zip(result.columns, row, strict=True):
            if value is not None:
                said[column].add(value.value)
    if not said["about"]:
        raise NotFound(f"there is no decision {short(iri)}")
    return Difference(
        about=min(said["about"]),
        property=min(said["property"], default=""),
        verdict=min(said["verdict"]),
        reason=min(said["reason"]),
        accepts=tuple(sorted(said["accepts"])),
        sets_aside=tuple(sorted(said["setsAside"])),
    )


def _quoted(explorer: Explorer, found: Difference, iris: tuple[str, ...]) -> list[Quoted]:
    """Passages with what they say of the thing, of the one property if the decision is about one."""
    pairs = " ".join(f"(<{iri}> <{found.about}>)" for iri in iris)
    said = by_passage(explorer.kg.store.select(_SAID % pairs))
    listed = []
    for iri, passage in passages(explorer.kg.store, iris).items():
        fields = said.get(iri, {}).get(found.about, {})
        if found.property:
            fields = {found.property: fields[found.property]} if found.property in fields else {}
        listed.append(quoted(explorer, passage, tuple(sentences(found.about, fields, explorer.names))))
    return listed
