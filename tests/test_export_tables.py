"""CSV tables: whole on a small world, valid by frictionless, exact in ``statements.csv``, and safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from export_world import PREFIXES, WORLD, material, store_of
from frictionless import Package, system
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from govkg.cells import neutral, original
from govkg.export import FORMATS
from govkg.export.contract import placed
from govkg.export.rdf import statements
from govkg.export.tables import CLASSES
from govkg.files import write_whole
from govkg.knowledge_graph import KnowledgeGraph
from govkg.loaders.context import Context
from govkg.namespaces import DATA, ONTOLOGY, TERMS
from govkg.namespaces import PREFIXES as KNOWN
from govkg.paths import shipped
from govkg.store import Store

WHOLE = {
    "organizations": "id,type,name,name_fr\nitu,Organization,'=ITU,UIT\n",
    "people": "id,type,name\n",
    "places": "id,type,name\ngeneva,Place,Geneva\n",
    "series": "id,type,name\n",
    "events": "id,type,name,date,location,location_name,partOf,partOf_name,earliest,sources\n"
    "day-one,Session,Day one,2014-06,,,summit,Summit,,\n"
    "summit,Event,Summit,2014-06-10/2014-06-13,geneva,Geneva,,,2014-06-10,001 dates\n",
    "processes": "id,type,name\n",
    "documents": "id,type,name\n",
    "calls": "id,type,name,closes,sources\ncomments,Call,Comments,2014-02-01,001 dates\n",
    "roles": "id,type,name,actor,actor_name,role,in,in_name,sources\n"
    "role/itu--host--summit,Role,\"'=ITU: host, Summit\",itu,'=ITU,host,summit,Summit,001 host\n",
    **dict.fromkeys(
        ("contributions", "rules", "mandates", "states", "gaps", "questions", "positions", "decisions"),
        "id,type,name\n",
    ),
    "passages": "id,type,name,modality,source,source_name,certainty,at\n"
    "source/page/dates,Passage,001 dates,stated,source/page,The page,explicit,0-20\n"
    "source/page/host,Passage,001 host,stated,source/page,The page,explicit,\n",
    "sources": "id,type,name,identifier\nsource/page,Source,The page,001\n",
    "index": """\
id,type,name,table
comments,Call,Comments,calls
day-one,Session,Day one,events
geneva,Place,Geneva,places
itu,Organization,'=ITU,organizations
role/itu--host--summit,Role,"'=ITU: host, Summit",roles
source/page,Source,The page,sources
source/page/dates,Passage,001 dates,passages
source/page/host,Passage,001 host,passages
summit,Event,Summit,events
""",
}
SUMMIT = """\
summit,rdf:type,govkg:Event,id,,govkg:Event,true,
summit,name,Summit,text,en,,true,
summit,location,geneva,id,,Geneva,true,source/page/dates
summit,date,2014-04,edtf:EDTF,,,false,source/page/host
summit,date,2014-06-10/2014-06-13,edtf:EDTF,,,true,source/page/dates
summit,govkg:earliest,2014-06-10,xsd:date,,,true,
"""


def tables(store: Store) -> Mapping[str, bytes]:
    content = FORMATS["tables"].write(material(store))
    assert isinstance(content, Mapping)
    return content


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


@pytest.fixture(scope="module")
def whole(kg: KnowledgeGraph) -> Mapping[str, bytes]:
    """The tables of the shipped graph."""
    return tables(kg.store)


def text(content: bytes) -> str:
    return content.decode().replace("\r\n", "\n")


def validated(content: Mapping[str, bytes], folder: Path) -> list[str]:
    """What frictionless finds wrong, one line an error."""
    write_whole(placed(content, folder))
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    return [f"{task.name}: {error.type}" for task in report.tasks for error in task.errors]


def test_tables_are_written_whole() -> None:
    found = {name.removesuffix(".csv"): text(part) for name, part in tables(store_of(WORLD)).items()}
    package = json.loads(found.pop("datapackage.json"))
    exact = found.pop("statements")
    assert found == WHOLE
    assert "".join(line for line in exact.splitlines(keepends=True) if line.startswith("summit,")) == SUMMIT
    assert [resource["path"] for resource in package["resources"]] == [
        f"{n}.csv" for n in (*CLASSES, "index", "statements")
    ]


def test_a_table_is_described() -> None:
    package = json.loads(tables(store_of(WORLD))["datapackage.json"])
    [roles] = [resource for resource in package["resources"] if resource["name"] == "roles"]
    assert {key: value for key, value in package.items() if key not in ("resources", "title", "description")} == {
        "name": "govkg",
        "id": DATA + "dataset",
        "profile": "tabular-data-package",
        "version": "0.1.0",
        "licenses": [{"path": "https://creativecommons.org/licenses/by/4.0/"}],
        "contributors": [{"title": "The developers", "role": "publisher"}],
    }
    refers = {"resource": "index", "fields": ["id"]}
    assert roles["schema"] == {
        "fields": [
            {
                "name": "id",
                "type": "string",
                "description": "the id",
                "constraints": {"required": True, "unique": True},
            },
            {"name": "type", "type": "string", "description": "the class"},
            {"name": "name", "type": "string", "description": "the name, or a record in words"},
            {"name": "actor", "type": "string", "description": "govkg:actor", "rdfType": TERMS + "actor"},
            {"name": "actor_name", "type": "string", "description": "govkg:actor: by name, in the same order"},
            {"name": "role", "type": "string", "description": "govkg:role", "rdfType": TERMS + "role"},
            {"name": "in", "type": "string", "description": "govkg:in", "rdfType": TERMS + "in"},
            {"name": "in_name", "type": "string", "description": "govkg:in: by name, in the same order"},
            {"name": "sources", "type": "string", "description": "the passages that say so"},
        ],
        "primaryKey": ["id"],
        "foreignKeys": [{"fields": ["actor"], "reference": refers}, {"fields": ["in"], "reference": refers}],
    }


TYPED = """
gid:a a govkg:AgendaItem ; skos:prefLabel "A"@en ; schema:position 2 ; schema:startTime "09:00:00"^^xsd:time ;
  schema:duration "PT5M"^^xsd:duration ; govkg:earliest "-0044-03-15"^^xsd:date ; govkg:count 1, 2 .
gid:b a govkg:Call ; skos:prefLabel "B"@en ; govkg:extendable false ;
  govkg:closesInstant "2014-04-18T21:00:00Z"^^xsd:dateTime ; govkg:latest "2014-04-18"^^xsd:date .
"""


def test_columns_have_the_types_that_their_cells_fit(tmp_path: Path) -> None:
    content = tables(store_of(PREFIXES + TYPED))
    package = json.loads(content["datapackage.json"])
    types = {
        field["name"]: field["type"]
        for resource in package["resources"]
        if resource["name"] in ("events", "calls")
        for field in resource["schema"]["fields"]
    }
    assert types == {
        **dict.fromkeys(("id", "type", "name"), "string"),
        "order": "integer",
        "startTime": "time",
        "duration": "duration",
        "extendable": "boolean",
        "closesInstant": "datetime",
        "latest": "date",
        # Several values in a cell, and a year that Table Schema does not know.
        "count": "string",
        "earliest": "string",
    }
    assert validated(content, tmp_path) == []


def test_the_same_graph_gives_the_same_files() -> None:
    assert tables(store_of(WORLD, seed=1)) == tables(store_of(WORLD, seed=2))


def test_frictionless_finds_the_shipped_tables_valid(whole: Mapping[str, bytes], tmp_path: Path) -> None:
    assert validated(whole, tmp_path) == []


def test_frictionless_finds_what_refers_to_nothing(tmp_path: Path) -> None:
    broken = WORLD.replace("gid:itu a org:Organization ;", "gid:itu")
    assert validated(tables(store_of(broken)), tmp_path) == ["roles: foreign-key"]


def test_every_class_has_a_table() -> None:
    assert {name for classes in CLASSES.values() for name in classes} == set(Context(shipped().context).types)


def test_every_thing_of_the_shipped_graph_has_a_row(kg: KnowledgeGraph, whole: Mapping[str, bytes]) -> None:
    types = Context(shipped().context).types
    facts = [q for q in statements(kg.store) if isinstance(q.graph_name, DefaultGraph)]
    for table, classes in CLASSES.items():
        kinds = {NamedNode(types[name]) for name in classes}
        wanted = {q.subject.value.removeprefix(DATA) for q in facts if q.object in kinds}  # type: ignore[union-attr]
        assert {row["id"] for row in rows(whole[f"{table}.csv"])} == wanted


def _quad(row: dict[str, str], context: Context) -> Quad:
    """The statement that a row of ``statements.csv`` stands for."""

    def iri(short: str) -> NamedNode:
        prefix, colon, local = short.partition(":")
        return NamedNode(KNOWN[prefix] + local if prefix in KNOWN else short if colon else DATA + short)

    cells = {name: original(cell) for name, cell in row.items()}
    key = cells["key"]
    prop = NamedNode(context.keys[key].iri) if key in context.keys else iri(key)
    graph = iri(cells["said_in"]) if cells["said_in"] else DefaultGraph()
    subject = iri(cells["id"])
    if cells["value_type"] == "id":
        return Quad(subject, prop, iri(cells["value"]), graph)
    if cells["value_type"] == "text":
        return Quad(subject, prop, Literal(cells["value"], language=cells["language"] or None), graph)
    return Quad(subject, prop, Literal(cells["value"], datatype=iri(cells["value_type"])), graph)


def test_statements_give_the_shipped_graph_back(kg: KnowledgeGraph, whole: Mapping[str, bytes]) -> None:
    context = Context(shipped().context)
    found: set[Quad] = set()
    for row in rows(whole["statements.csv"]):
        quad = _quad(row, context)
        found.add(quad)
        if row["accepted"] == "true":
            found.add(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))
    everything = statements(kg.store)
    ontology = {q.subject for q in everything if q.graph_name == NamedNode(ONTOLOGY)}
    assert found == {q for q in everything if q.subject not in ontology}


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "'=1", "''=1"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_becomes_text(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@given(st.text() | st.text("'=+-@\t\r\n a"))
def test_neutral_cells_do_not_run_and_can_be_got_back(cell: str) -> None:
    assert not neutral(cell).startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert original(neutral(cell)) == cell


def test_no_cell_of_a_hostile_graph_runs() -> None:
    names = "".join(
        f"gid:x{i} a govkg:Event ; skos:prefLabel {Literal(c, language='en')} .\n" for i, c in enumerate(FORMULAS)
    )
    for name, part in tables(store_of(PREFIXES + names)).items():
        if name.endswith(".csv"):
            assert not [c for row in rows(part) for c in row.values() if c.startswith(tuple("=+-@\t\r\n＝＋－＠"))]
