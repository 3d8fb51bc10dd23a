"""N-Quads: every statement, one sorted line each."""

from __future__ import annotations

from govkg.export.contract import Format, Material
from govkg.export.rdf import described
from govkg.release import nquads as sorted_lines


def nquads(asked: Material) -> bytes:
    """A store as N-Quads."""
    return sorted_lines(described(asked.store))


NQUADS = Format(nquads)
