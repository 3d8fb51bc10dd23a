"""Evidence: the passages an answer rests on, and what is decided where sources differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from govkg.markup import escaped
from govkg.namespaces import DATA, short
from govkg.store import Store, Term

_PASSAGES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX govkg: <https://w3id.org/govkg/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?passage ?source ?number ?name ?url ?certainty ?modality ?note ?origin ?start ?end
WHERE {
  VALUES ?passage { %(passages)s }
  ?passage oa:hasSource ?source ; govkg:certainty/skos:prefLabel ?certainty ; govkg:modality/skos:prefLabel ?modality .
  ?source dcterms:identifier ?number ; skos:prefLabel ?name .
  OPTIONAL { ?source schema:url ?url }
  OPTIONAL { ?passage skos:note ?note }
  OPTIONAL { ?passage govkg:origin ?origin }
  # The passages once more, else engines read every span of the graph before they join.
  OPTIONAL {
    VALUES ?passage { %(passages)s }
    ?passage oa:hasSelector ?span .
    ?span oa:start ?start ; oa:end ?end .
  }
}
"""
_DECISIONS = """
PREFIX govkg: <https://w3id.org/govkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?decision ?about ?property ?verdict ?reason ?accepts ?setsAside
WHERE {
  ?decision a govkg:Decision ; govkg:about ?about ; govkg:reason ?reason ; govkg:verdict/skos:prefLabel ?verdict .
  OPTIONAL { ?decision govkg:property ?property }
  OPTIONAL { ?decision govkg:accepts ?accepts }
  OPTIONAL { ?decision govkg:setsAside ?setsAside }
}
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: where it stands and how firmly it carries what it is said to say.

    Attributes:
        iri: its IRI, which names the graph of what it says.
        source: IRI of the document.
        number: the document's short number, such as ``004``.
        document: the document's name.
        certainty: explicit, implied or outside.
        modality: stated, planned, expected, wished, asked or framed.
        note: how it was read; may be empty.
        origins: where outside knowledge comes from.
        spans: character offsets into the document, start and end.
        url: address of the document on the web; empty if nobody gives one.
    """

    iri: str
    source: str
    number: str
    document: str
    certainty: str
    modality: str
    note: str
    origins: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    url: str = ""

    @property
    def label(self) -> str:
        """A short name: the document's number and the passage's own."""
        return f"{self.number} {self.iri.rpartition('/')[2]}"

    @property
    def html(self) -> str:
        """The label in HTML, its IRI as title: a link to the document, for outside knowledge to where it comes from.

        Where nobody gives an address, or one that no browser should follow from a table, there is no link.
        """
        label, title = escaped(self.label), escaped(self.iri)
        address = next((a for a in (self.url, *self.origins) if a.startswith(("http://", "https://"))), "")
        if not address:
            return f'<span title="{title}">{label}</span>'
        return f'<a href="{escaped(address)}" title="{title}">{label}</a>'


@dataclass(frozen=True, slots=True)
class Difference:
    """A decision about something on which sources differ; ``iri`` is its own. What has no name is empty."""

    about: str
    property: str
    verdict: str
    reason: str
    accepts: tuple[str, ...]
    sets_aside: tuple[str, ...]
    iri: str = ""


def passages(store: Store, iris: Iterable[str]) -> dict[str, Passage]:
    """The passages with the given IRIs, by IRI; what is no passage (a register file, a rule) is left out."""
    wanted = sorted({iri for iri in iris if iri.startswith(DATA)})
    if not wanted:
        return {}
    rows: dict[str, list[dict[str, Term]]] = {}
    found = store.select(_PASSAGES % {"passages": " ".join(f"<{iri}>" for iri in wanted)})
    for row in found.rows:
        named = {column: value for column, value in zip(found.columns, row, strict=True) if value is not None}
        rows.setdefault(named["passage"].value, []).append(named)
    return {iri: _passage(iri, group) for iri, group in sorted(rows.items())}


def _passage(iri: str, rows: list[dict[str, Term]]) -> Passage:
    first = rows[0]
    # In a graph that nobody checked an offset may be anything.
    offsets = {(r["start"].value, r["end"].value) for r in rows if "start" in r}
    spans = {(int(start), int(end)) for start, end in offsets if start.isdecimal() and end.isdecimal()}
    return Passage(
        iri=iri,
        source=first["source"].value,
        number=first["number"].value,
        document=first["name"].value,
        certainty=first["certainty"].value,
        modality=first["modality"].value,
        note=" ".join(sorted({r["note"].value for r in rows if "note" in r})),
        origins=tuple(sorted({r["origin"].value for r in rows if "origin" in r})),
        spans=tuple(sorted(spans)),
        url=min((r["url"].value for r in rows if "url" in r), default=""),
    )


def differences(store: Store) -> list[Difference]:
    """All decisions on what sources differ about, by what they are about."""
    grouped: dict[str, dict[str, set[str]]] = {}
    found = store.select(_DECISIONS)
    for row in found.rows:
        fields = grouped.setdefault(str(row[0]), {column: set() for column in found.columns})
        for column, value in zip(found.columns, row, strict=True):
            if isinstance(value, (NamedNode, Literal)):
                fields[column].add(value.value)
    # In a graph that nobody checked it may be a blank node, which has no name to show.
    made = [
        Difference(
            about=min(f["about"], default=""),
            property=min(f["property"], default=""),
            verdict=min(f["verdict"], default=""),
            reason=min(f["reason"], default=""),
            accepts=tuple(sorted(f["accepts"])),
            sets_aside=tuple(sorted(f["setsAside"])),
            iri=min(f["decision"], default=""),
        )
        for f in grouped.values()
    ]
    return sorted(made, key=lambda d: (short(d.about), d.property, d.accepts))


def passage_as_json(passage: Passage) -> dict[str, object]:
    """A passage as an object of JSON."""
    return {
        "source": passage.source,
        "document": passage.document,
        "number": passage.number,
        "certainty": passage.certainty,
        "modality": passage.modality,
        "note": passage.note,
        "origins": list(passage.origins),
        "spans": [list(span) for span in passage.spans],
    }


def difference_as_json(difference: Difference) -> dict[str, object]:
    """What sources differ on as an object of JSON."""
    return {
        "about": difference.about,
        "property": difference.property,
        "verdict": difference.verdict,
        "reason": difference.reason,
        "accepts": list(difference.accepts),
        "setsAside": list(difference.sets_aside),
    }
