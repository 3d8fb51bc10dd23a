"""GraphML: the network for networkx, igraph, yEd and Cytoscape. Source: http://graphml.graphdrawing.org/."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from govkg.export.contract import DEFAULT_KIND, Format, Material
from govkg.export.drawn import drawn

if TYPE_CHECKING:
    from networkx import MultiDiGraph, MultiGraph  # type: ignore[import-untyped]


def as_graphml(network: MultiDiGraph | MultiGraph) -> bytes:
    """A network as GraphML; each edge has its key as its id, so that parallel edges survive."""
    from networkx.readwrite.graphml import GraphMLWriter  # type: ignore[import-untyped]

    # networkx picks lxml where it is installed, whose bytes differ: this writer is always there.
    out = BytesIO()
    GraphMLWriter(drawn(network), encoding="utf-8").dump(out)
    return out.getvalue()


def _write(asked: Material) -> bytes:
    from govkg.network import network

    return as_graphml(network(asked.store, asked.names, asked.kind or DEFAULT_KIND))


GRAPHML = Format(_write)
