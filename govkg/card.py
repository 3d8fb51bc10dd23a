"""An entity's card: everything said about it, by whom, with what is disputed and what is not stated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from govkg.evidence import Difference, Passage, differences, passages
from govkg.gaps import filled_by
from govkg.markup import escaped
from govkg.names import Names
from govkg.namespaces import ALT_LABEL, PREF_LABEL, PREFIXES, RDF_TYPE, data, short, term
from govkg.store import Store, Term
from govkg.words import Fields, by_passage, record_class, sentences

_SAID = """
SELECT DISTINCT ?passage ?subject ?property ?value
WHERE {
  { BIND(<%(iri)s> AS ?subject) GRAPH ?passage { <%(iri)s> ?property ?value } }
  UNION
  { GRAPH ?passage { ?subject ?link <%(iri)s> . ?subject ?property ?value } }
}
"""

SECTIONS: dict[str, str] = {
    "": "What is said",
    "Contribution": "What it feeds and what feeds it",
    "Role": "Roles",
    "Rule": "Who may take part",
    "Mandate": "Mandates",
    "State": "States",
    "Question": "Questions",
    "Position": "Positions",
    "Gap": "Not stated",
}
"""Headings by class of record, in the order in which a card shows them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said, and the passages that say it.

    Attributes:
        text: in words.
        evidence: IRIs of the passages.
        set_aside: whether a decision sets the claim aside.
        property: IRI of the property, where the line gives one value of one; empty for a record.
        subject: IRI of what the line is about: the entity itself, or what names it.
    """

    text: str
    evidence: tuple[str, ...]
    set_aside: bool = False
    property: str = ""
    subject: str = ""


@dataclass(slots=True)
class Card:
    """What is known about one entity.

    Attributes:
        iri: its IRI.
        name: its name.
        kinds: its classes, in words.
        other_names: aliases, acronyms and names in other languages.
        sections: lines by heading.
        passages: the passages that lines rest on.
        differences: decisions about it.
    """

    iri: str
    name: str
    kinds: list[str]
    other_names: list[str]
    sections: dict[str, list[Line]] = field(default_factory=dict)
    passages: dict[str, Passage] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id by which files name it."""
        return short(self.iri)

    def sources(self, line: Line) -> list[str]:
        """Short names of a line's passages."""
        return [self.passages[iri].label for iri in line.evidence if iri in self.passages]

    def _repr_html_(self) -> str:
        """Name, kinds, and in sections what is said, each line with its sources; below, on what sources differ."""
        parts = [f"<h3>{escaped(self.name)}</h3><p>{escaped(', '.join(self.kinds))} · {escaped(self.iri)}</p>"]
        for heading, lines in self.sections.items():
            items = "".join(f"<li>{self._line(line)}</li>" for line in lines)
            parts.append(f"<h4>{escaped(heading)}</h4><ul>{items}</ul>")
        parts += [f"<p>Sources differ: {escaped(d.reason)}</p>" for d in self.differences]
        return "".join(parts)

    def _line(self, line: Line) -> str:
        text = "<br>".join(escaped(part) for part in line.text.split("\n"))
        sources = "; ".join(self.passages[iri].html for iri in line.evidence if iri in self.passages)
        return f"{text}{' (set aside)' if line.set_aside else ''} <small>{sources}</small>"


def card(store: Store, names: Names, iri: str) -> Card:
    """The card of an entity.

    Args:
        store: where the statements are.
        names: all names.
        iri: the entity.
    """
    said = by_passage(store.select(_SAID % {"iri": iri}))
    found = passages(store, said)
    decided = [d for d in differences(store) if d.about == iri]
    lines = _lines(iri, {p: subjects for p, subjects in said.items() if p in found}, names, decided)
    return Card(
        iri=iri,
        name=names.show(iri),
        kinds=_kinds(said, iri, names),
        other_names=_other_names(said, iri, names.show(iri)),
        sections={heading: lines[kind] for kind, heading in SECTIONS.items() if kind in lines},
        passages=found,
        differences=decided,
    )


def _lines(
    iri: str, said: dict[str, dict[str, Fields]], names: Names, decided: list[Difference]
) -> dict[str, list[Line]]:
    evidence: dict[tuple[str, bool, str, bool, str, str], set[str]] = defaultdict(set)
    for passage, subjects in said.items():
        for subject, fields in subjects.items():
            kind = record_class(fields)
            if not kind and subject != iri:
                fields = {p: [v for v in vs if v == NamedNode(iri)] for p, vs in fields.items() if NamedNode(iri) in vs}
            for group in _statements(kind, fields):
                text = "\n".join(sentences(subject, group, names))
                if kind == "Gap" and _answered(fields, iri, said):
                    text = (
                        text.replace("\n", " (another passage gives it)\n", 1)
                        if "\n" in text
                        else f"{text} (another passage gives it)"
                    )
                if subject == iri and not kind:
                    text = text.removeprefix(f"{names.show(iri)}: ")
                aside = any(
                    passage in d.sets_aside and subject == d.about and (not d.property or d.property in group)
                    for d in decided
                )
                if text:
                    prop = "" if kind else next(iter(group))
                    evidence[kind, subject != iri, text, aside, prop, subject].add(passage)
    lines: dict[str, list[Line]] = defaultdict(list)
    for (kind, _, text, aside, prop, subject), rests_on in sorted(evidence.items()):
        lines[kind].append(Line(text, tuple(sorted(rests_on)), aside, prop, subject))
    return lines


def _kinds(said: dict[str, dict[str, Fields]], iri: str, names: Names) -> list[str]:
    """Classes and kinds that the register or a passage gives, without those that only follow from them."""
    found: set[str] = set()
    for graph, subjects in said.items():
        if graph.startswith(data("derivation/")):
            continue
        fields: dict[str, list[Term]] = subjects.get(iri, {})
        for prop in (RDF_TYPE, PREFIXES["org"] + "classification"):
            found |= {names.show(value.value) for value in fields.get(prop, ())}
    return sorted(found)


def _answered(fields: Fields, iri: str, said: dict[str, dict[str, Fields]]) -> bool:
    """Whether what one document does not give about the entity is said in another passage."""
    if NamedNode(iri) not in fields.get(term("about"), ()):
        return False
    wanted = {prop for missing in fields.get(term("missing"), ()) for prop in filled_by(missing.value)}
    return any(prop in subjects.get(iri, {}) for subjects in said.values() for prop in wanted)


def _statements(kind: str, fields: Fields) -> list[Fields]:
    """A record as a whole; anything else value by value, so that each value has its own sources."""
    if kind:
        return [fields]
    return [{p: [value]} for p, found in fields.items() for value in found if p != RDF_TYPE]


def _other_names(said: dict[str, dict[str, Fields]], iri: str, name: str) -> list[str]:
    found: set[str] = set()
    for subjects in said.values():
        fields: dict[str, list[Term]] = subjects.get(iri, {})
        for prop in (PREF_LABEL, ALT_LABEL, term("acronym")):
            found |= {value.value for value in fields.get(prop, ()) if isinstance(value, Literal)}
    return sorted(found - {name})
