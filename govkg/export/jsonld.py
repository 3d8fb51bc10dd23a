"""JSON-LD: every statement, expanded, each passage a named graph."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from govkg.export.contract import Format, Material
from govkg.export.rdf import described, serialized


def jsonld(asked: Material) -> bytes:
    """A store as expanded JSON-LD."""
    return serialized(described(asked.store), RdfFormat.JSON_LD) + b"\n"


JSONLD = Format(jsonld)
