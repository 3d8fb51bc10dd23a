"""TriG: every statement, each passage a named graph, to read."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from govkg.export.contract import Format, Material
from govkg.export.rdf import described, serialized


def trig(asked: Material) -> bytes:
    """A store as TriG."""
    return serialized(described(asked.store), RdfFormat.TRIG)


TRIG = Format(trig)
