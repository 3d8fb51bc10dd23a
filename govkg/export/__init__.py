"""Exports: the graph, or what can be drawn, tabled or dated of it, as files. One module a format, listed below."""

from __future__ import annotations

from govkg.export.contract import Format, Material
from govkg.export.entity import entity_turtle
from govkg.export.gexf import GEXF
from govkg.export.graphml import GRAPHML
from govkg.export.ics import ICS
from govkg.export.jsonld import JSONLD
from govkg.export.nquads import NQUADS
from govkg.export.tables import TABLES
from govkg.export.trig import TRIG
from govkg.export.turtle import TURTLE

FORMATS: dict[str, Format] = {
    "turtle": TURTLE,
    "trig": TRIG,
    "nquads": NQUADS,
    "jsonld": JSONLD,
    "graphml": GRAPHML,
    "gexf": GEXF,
    "tables": TABLES,
    "ics": ICS,
}
"""Formats by name. ``docs/exports.md`` says what each cannot hold."""

__all__ = ["FORMATS", "Material", "entity_turtle"]
