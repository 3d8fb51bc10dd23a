"""The graph and its ontology as a whole, in the formats of linked data."""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import DefaultGraph, NamedNode, Quad

from govkg.errors import NotFound
from govkg.export import Material
from govkg.export.entities import in_format
from govkg.export.rdf import statements
from govkg.export.turtle import turtle
from govkg.loaders.context import Context
from govkg.namespaces import ONTOLOGY
from govkg.release import nquads
from govkg.web.explorer import Explorer
from govkg.web.files.entity import FORMATS, with_charset
from govkg.web.page import Asked, File


def graph_nquads(explorer: Explorer, asked: Asked) -> File:
    """Everything with its provenance, as it is released."""
    return File(nquads(statements(explorer.kg.store)), "application/n-quads")


def graph_turtle(explorer: Explorer, asked: Asked) -> File:
    """The default graph alone, as ``govkg export`` writes it."""
    kg = explorer.kg
    return File(turtle(Material(kg.store, kg.names, Context(kg.project.context))), with_charset("text/turtle"))


def dataset_turtle(explorer: Explorer, asked: Asked) -> File:
    """The description of the dataset, where clients look for it (https://www.w3.org/TR/void/#well-known)."""
    media_type, form = FORMATS["ttl"]
    return File(in_format(explorer.entities.dataset, form), with_charset(media_type))


def ontology_file(suffix: str) -> Callable[[Explorer, Asked], File]:
    """Makes the file of the ontology whose name ends so: terms, schemes and alignments together."""
    media_type, form = FORMATS[suffix]

    def make(explorer: Explorer, asked: Asked) -> File:
        graph = NamedNode(ONTOLOGY)
        quads = [
            Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
            for quad in statements(explorer.kg.store)
            if quad.graph_name == graph
        ]
        return File(in_format(quads, form), with_charset(media_type))

    return make


def shapes_turtle(explorer: Explorer, asked: Asked) -> File:
    """The shapes, as their authors wrote them.

    Raises:
        NotFound: the project has none.
    """
    return File(_of_project(explorer, "shapes.ttl"), with_charset("text/turtle"))


def context_jsonld(explorer: Explorer, asked: Asked) -> File:
    """The JSON-LD context, which is also what the keys of the files mean that people edit.

    Raises:
        NotFound: the project has none.
    """
    return File(_of_project(explorer, "context.jsonld"), "application/ld+json")


def _of_project(explorer: Explorer, name: str) -> bytes:
    try:
        return (explorer.kg.project.ontology / name).read_bytes()
    except OSError as error:
        raise NotFound(f"no {name} in the project's ontology: {error.strerror}") from None
