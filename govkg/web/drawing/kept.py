"""Whole networks, built once: the graph does not change while pages are made from it."""

from __future__ import annotations

from dataclasses import dataclass, field

import networkx as nx  # type: ignore[import-untyped]

from govkg.errors import NotFound
from govkg.knowledge_graph import KnowledgeGraph
from govkg.model.firmness import FIRM
from govkg.namespaces import term
from govkg.network.links import PART


@dataclass
class Networks:
    """The networks of a graph.

    Args:
        kg: the graph.
    """

    kg: KnowledgeGraph
    _kept: dict[tuple[str, ...], nx.Graph] = field(default_factory=dict, repr=False)

    def whole(self, kind: str) -> nx.Graph:
        """A network without filters; one without nodes where no document says anything of the kind."""
        return self._of(kind, (), ())

    @property
    def feeding(self) -> nx.Graph:
        """What feeds into what: links of an input kind, and meetings that are part of a process, as far as firm."""
        asked = ("feeding",)
        if asked not in self._kept:
            kinds = (self.kg.names.show(term("link-input")), PART)
            self._kept[asked] = nx.compose_all([self._of("influence", (kind,), FIRM) for kind in kinds])
        return self._kept[asked]

    def _of(self, kind: str, links: tuple[str, ...], modalities: tuple[str, ...]) -> nx.Graph:
        asked = (kind, *links, *modalities)
        if asked not in self._kept:
            try:
                self._kept[asked] = self.kg.network(kind, kinds=links, modalities=modalities)
            except NotFound:
                self._kept[asked] = nx.MultiGraph() if kind == "co-participation" else nx.MultiDiGraph()
        return self._kept[asked]
