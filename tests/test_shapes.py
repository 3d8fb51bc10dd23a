"""Shapes: each accepts its valid example and finds all that is wrong with its invalid twin, by both engines."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Quad
from rdflib import SH, Graph, URIRef
from rdflib.term import BNode, Node

from govkg.accept import single_valued
from govkg.namespaces import TERMS
from govkg.paths import shipped
from govkg.shacl_engines import ENGINES, Violation

ONTOLOGY = shipped().ontology
EXAMPLES = ONTOLOGY / "examples"
SINGLE_VALUED = {
    *("certainty", "closes", "closesInstant", "closesTime", "covers", "date", "document", "edtf", "exclusive"),
    *("extendable", "from", "gap", "length", "link", "listIsOpen", "mandated", "missing", "modality", "opens"),
    *("ordinal", "role", "timeZone", "to", "written", "schema:duration", "schema:endTime", "schema:position"),
    *("schema:repeatFrequency", "schema:sha256", "schema:startTime"),
}
"""Of these two values are a conflict, which the build asks to be decided; of all others they stand side by side."""
WARNINGS = {
    "AgendaItemShape-order",
    "DocumentShape-status",
    "SeriesShape-date",
}


@cache
def shapes() -> Graph:
    return Graph().parse(shipped().shapes)


@cache
def schemes() -> tuple[Quad, ...]:
    return tuple(quad for path in sorted((ONTOLOGY / "schemes").glob("*.ttl")) for quad in pyoxigraph.parse(path=path))


def targeted() -> dict[str, URIRef]:
    """The node shapes with a target by the name of their examples: agenda-item for AgendaItemShape."""
    found = {shape for shape in shapes().subjects(SH.targetClass) if isinstance(shape, URIRef)}
    return {re.sub(r"(?<!^)([A-Z])", r"-\1", name(shape).removesuffix("Shape")).lower(): shape for shape in found}


def name(term: Node) -> str:
    return str(term).removeprefix(TERMS).replace("https://schema.org/", "schema:")


def parts(shape: URIRef) -> set[str]:
    """What can find something wrong for a node shape: its property shapes, and itself if it has a condition."""
    own = {shape} if shapes().value(shape, SH["or"]) else set()
    return {name(part) for part in {*shapes().objects(shape, SH.property), *own}}


@cache
def results(path: Path, engine: str) -> list[Violation]:
    return ENGINES[engine]([*pyoxigraph.parse(path=path), *schemes()], shipped().shapes)


def test_every_node_shape_has_both_examples() -> None:
    files = {kind: {path.stem for path in (EXAMPLES / kind).glob("*.ttl")} for kind in ("valid", "invalid")}
    assert files == {"valid": set(targeted()), "invalid": set(targeted())}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("example", sorted(targeted()))
def test_valid_example_conforms(example: str, engine: str) -> None:
    assert results(EXAMPLES / "valid" / f"{example}.ttl", engine) == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("example", sorted(targeted()))
def test_invalid_example_breaks_every_part_of_its_shape_and_nothing_else(example: str, engine: str) -> None:
    found = {name(URIRef(one.shape)) for one in results(EXAMPLES / "invalid" / f"{example}.ttl", engine)}
    assert found == parts(targeted()[example])


@pytest.mark.parametrize("example", sorted(targeted()))
def test_both_engines_give_the_same_results(example: str) -> None:
    path = EXAMPLES / "invalid" / f"{example}.ttl"
    assert set(results(path, "shacl")) == set(results(path, "pyshacl"))


@pytest.mark.skipif(not shipped().accepted.exists(), reason="graph/govkg.ttl is not built")
def test_both_engines_give_the_same_results_on_the_shipped_graph() -> None:
    assert set(results(shipped().accepted, "shacl")) == set(results(shipped().accepted, "pyshacl"))


def test_every_shape_is_named_and_speaks() -> None:
    graph = shapes()
    assert [term for term in graph.all_nodes() if isinstance(term, BNode)] == []
    reporting = {*graph.subjects(SH.path), *graph.subjects(SH["or"])}
    languages = {shape: [getattr(m, "language", "") for m in graph.objects(shape, SH.message)] for shape in reporting}
    assert [name(shape) for shape, found in languages.items() if found != ["en"]] == []


def test_messages_name_keys_that_curators_write() -> None:
    keys = json.loads(shipped().context.read_text(encoding="utf-8"))["@context"]
    heads = {str(message).partition(":")[0] for message in shapes().objects(None, SH.message) if ": " in str(message)}
    words = {head for head in heads if " " not in head}
    assert words - set(keys) == set()


def test_single_valued_properties() -> None:
    found = single_valued(pyoxigraph.parse(path=shipped().shapes))
    assert {name(URIRef(path)) for path in found} == SINGLE_VALUED


def test_warnings() -> None:
    assert {name(shape) for shape in shapes().subjects(SH.severity, SH.Warning)} == WARNINGS


def test_no_shape_needs_sparql() -> None:
    assert list(shapes().objects(None, SH.sparql)) == []
