"""Turtle: the default graph alone, that is accepted facts, descriptions of sources and passages, and schemes."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, RdfFormat

from govkg.export.contract import Format, Material
from govkg.export.rdf import described, serialized


def turtle(asked: Material) -> bytes:
    """The default graph of a store as Turtle."""
    facts = [quad for quad in described(asked.store) if isinstance(quad.graph_name, DefaultGraph)]
    return serialized(facts, RdfFormat.TURTLE)


TURTLE = Format(turtle)
