"""CSV tables: one a class of things, one of all that has an id, and one of every statement, with their description.

A table of a class is for people and spreadsheets: columns are the keys that curators write, several values stand in
one cell, and only what is accepted is there. ``statements.csv`` is exact: nothing that the graph says about anything of
its own is missing from it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from govkg.evidence import passages
from govkg.export.contract import Files, Format, Material
from govkg.export.data_package import Column, Table, data_package
from govkg.export.dataset import header
from govkg.export.facts import Facts, facts
from govkg.namespaces import ONTOLOGY, PREF_LABEL, PREFIXES, RDF_TYPE, XSD, short, term
from govkg.store import Term
from govkg.words import readable, record_class, sentences

if TYPE_CHECKING:
    from govkg.loaders.context import Context, Key

CLASSES: dict[str, tuple[str, ...]] = {
    "organizations": ("Unit", "Collaboration", "Organization"),
    "people": ("Person",),
    "places": ("Place", "VirtualPlace"),
    "series": ("Series",),
    "events": ("Session", "AgendaItem", "Event"),
    "processes": ("Phase", "Process"),
    "documents": ("Instrument", "Document"),
    "calls": ("Call",),
    "roles": ("Role",),
    "contributions": ("Contribution",),
    "rules": ("Rule",),
    "mandates": ("Mandate",),
    "states": ("State",),
    "gaps": ("Gap",),
    "questions": ("Question",),
    "positions": ("Position",),
    "passages": ("Passage",),
    "sources": ("Source",),
    "decisions": ("Decision",),
}
"""Tables and the classes in each, as curators write them; the last is the most general."""

_LANG_STRING = PREFIXES["rdf"] + "langString"
_OA = PREFIXES["oa"]
_BOUNDS = (term("earliest"), term("latest"))
_OF_ANOTHER_FORM = {PREF_LABEL, _OA + "hasSelector"}
"""Keys with columns of another form: ``name`` with its languages, and ``at``."""


def tables(asked: Material) -> Files:
    """All tables and their description, by file name. Every table is there, if only with its header line."""
    known = facts(asked.store)
    rows = {name: _rows(known, name, asked.context) for name in CLASSES}
    layout = _Layout(known, asked, _labels(asked, rows["passages"]))
    of_classes = [layout.table(name, iris) for name, iris in rows.items()]
    made = [*of_classes, _index(of_classes), _statements(known, asked)]
    package = data_package(made, header(asked.store))
    return {f"{table.name}.csv": table.content() for table in made} | {"datapackage.json": package}


def _rows(known: Facts, table: str, context: Context) -> list[str]:
    return sorted({iri for kind in _classes(table, context).values() for iri in known.of_class(kind)})


def _classes(table: str, context: Context) -> dict[str, str]:
    """IRIs of the classes in a table, by the names that curators write; without those that the context has not."""
    return {name: context.types[name] for name in CLASSES[table] if name in context.types}


def _labels(asked: Material, iris: list[str]) -> dict[str, str]:
    return {iri: passage.label for iri, passage in passages(asked.store, iris).items()}


class _Layout:
    """Lays the facts about the things of a class out as columns."""

    def __init__(self, known: Facts, asked: Material, labels: dict[str, str]) -> None:
        self.known, self.names, self.context, self.labels = known, asked.names, asked.context, labels
        said: dict[str, set[str]] = defaultdict(set)
        for (subject, prop, value), graphs in known.graphs.items():
            if value in known.values(subject, prop):
                said[subject].update(labels[graph] for graph in graphs if graph in labels)
        self.said = said

    def table(self, name: str, iris: list[str]) -> Table:
        first = [
            Column("id", "the id", [[short(iri)] for iri in iris]),
            Column("type", "the class", [self._types(name, iri) for iri in iris]),
            Column("name", "the name, or a record in words", [[self._name(iri)] for iri in iris]),
        ]
        more = [
            *self._other_names(iris),
            *(c for key in self.context.keys.values() if key.iri not in _OF_ANOTHER_FORM for c in self._of(key, iris)),
            Column("at", "start and end in the document's text, in characters", [self._spans(iri) for iri in iris]),
            *(self._bound(prop, iris) for prop in _BOUNDS),
            Column("sources", "the passages that say so", [sorted(self.said[iri]) for iri in iris]),
        ]
        about = f"Accepted facts, one row for each of: {', '.join(CLASSES[name])}"
        return Table(name, about, [*first, *(column for column in more if any(column.cells))])

    def _types(self, table: str, iri: str) -> list[str]:
        *special, general = CLASSES[table]
        kinds = self.known.values(iri, RDF_TYPE)
        classes = _classes(table, self.context)
        return [name for name in special if name in classes and NamedNode(classes[name]) in kinds] or [general]

    def _name(self, iri: str) -> str:
        fields = self.known.accepted[iri]
        if iri in self.labels:
            return self.labels[iri]
        if record_class(fields) and PREF_LABEL not in fields:
            return sentences(iri, fields, self.names)[0]
        return self.names.show(iri)

    def _other_names(self, iris: list[str]) -> list[Column]:
        names = {iri: [v for v in self.known.values(iri, PREF_LABEL) if isinstance(v, Literal)] for iri in iris}
        languages = sorted({name.language for found in names.values() for name in found if name.language} - {"en"})
        return [
            Column(
                f"name_{language}",
                f"the name in the language {language}",
                [[name.value for name in names[iri] if name.language == language] for iri in iris],
                PREF_LABEL,
            )
            for language in languages
        ]

    def _of(self, key: Key, iris: list[str]) -> list[Column]:
        pairs = [
            sorted((_written(value, key), readable(value, self.names)) for value in self.known.values(iri, key.iri))
            for iri in iris
        ]
        label = self.names.show(key.iri)
        written = [[value for value, _ in found] for found in pairs]
        made = [Column(key.name, label, written, key.iri, key.datatype, key.is_reference)]
        if any(name not in (value, short(value)) for found in pairs for value, name in found) and (
            key.is_reference or key.concepts
        ):
            read = [[name for _, name in found] for found in pairs]
            made.append(Column(f"{key.name}_name", f"{label}: by name, in the same order", read))
        return made

    def _spans(self, iri: str) -> list[str]:
        spans = [value.value for value in self.known.values(iri, _OA + "hasSelector")]
        ends = [tuple(self.known.text(span, _OA + end) for end in ("start", "end")) for span in spans]
        return [f"{start}-{end}" for start, end in sorted(ends, key=lambda pair: (len(pair[0]), pair))]

    def _bound(self, prop: str, iris: list[str]) -> Column:
        cells = [[value.value for value in self.known.values(iri, prop)] for iri in iris]
        return Column(prop.removeprefix(term("")), self.names.show(prop), cells, prop, XSD + "date")


def _written(value: Term, key: Key) -> str:
    """A value as a curator writes it."""
    if isinstance(value, Literal):
        return value.value
    if key.concepts and value.value.startswith(key.concepts):
        return value.value.removeprefix(key.concepts)
    return short(value.value)


def _index(of_classes: list[Table]) -> Table:
    """Every id once, and where to look it up: what the ids of other tables refer to."""
    found: dict[str, tuple[list[str], str, list[str]]] = {}
    for table in of_classes:
        ids, types, names = (column.cells for column in table.columns[:3])
        for [row], kinds, [name] in zip(ids, types, names, strict=True):
            before = found.get(row, ([], name, []))
            found[row] = ([*before[0], *kinds], name, [*before[2], table.name])
    rows = sorted(found.items())
    columns = [
        Column("id", "the id", [[row] for row, _ in rows]),
        Column("type", "the class", [kinds for _, (kinds, _, _) in rows]),
        Column("name", "the name, or a record in words", [[name] for _, (_, name, _) in rows]),
        Column("table", "the table it is in", [places for _, (_, _, places) in rows]),
    ]
    return Table("index", "Everything that has a row in another table", columns)


def _statements(known: Facts, asked: Material) -> Table:
    """Every statement about anything but the terms and concepts of the ontology, with each graph it stands in."""
    terms = {subject for (subject, _, _), graphs in known.graphs.items() if ONTOLOGY in graphs}
    accepted = {(s, p, v) for s, fields in known.accepted.items() for p, found in fields.items() for v in found}
    rows: list[list[str]] = []
    for statement in sorted(accepted | set(known.graphs), key=lambda st: (st[0], st[1], str(st[2]))):
        subject, prop, value = statement
        if subject not in terms:
            name = readable(value, asked.names) if isinstance(value, NamedNode) else ""
            cells = [short(subject), asked.context.key_of.get(prop, short(prop)), *_term(value), name]
            held = "true" if statement in accepted else "false"
            rows += [[*cells, held, short(graph)] for graph in known.graphs.get(statement, [""])]
    described = (
        ("id", "what it is about", ""),
        ("key", "the property, as curators write it or with its prefix", ""),
        ("value", "an id, a term with its prefix, an IRI or a text", ""),
        ("value_type", "id for an id or IRI, text, or the datatype", ""),
        ("language", "the language of a text", ""),
        ("value_name", "the value by name", ""),
        ("accepted", "whether it is an accepted fact", XSD + "boolean"),
        ("said_in", "the passage, register file or derivation rule that gives it", ""),
    )
    columns = [
        Column(name, about, [[row[i]] if row[i] else [] for row in rows], datatype=datatype)
        for i, (name, about, datatype) in enumerate(described)
    ]
    return Table("statements", "Every statement and each place where it is said, also what is set aside", columns, "")


def _term(value: Term) -> tuple[str, str, str]:
    """Value, type and language of a term."""
    if not isinstance(value, Literal):
        return short(value.value), "id", ""
    if value.datatype.value in (XSD + "string", _LANG_STRING):
        return value.value, "text", value.language or ""
    return value.value, short(value.datatype.value), ""


TABLES = Format(tables)
