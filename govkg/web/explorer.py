"""What pages are made from: the graph, its names, and perhaps the folder with the documents' texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from govkg.documents import WrongText, text_of
from govkg.errors import BadQuery, NotFound
from govkg.export.dataset import DATASET, Header, header
from govkg.export.entities import Entities
from govkg.knowledge_graph import KnowledgeGraph
from govkg.namespaces import DATA, data
from govkg.timeline import Timeline, timeline
from govkg.timeline.belonging import Belonging
from govkg.timeline.claims import Claims
from govkg.web.linked import LinkedNames

if TYPE_CHECKING:
    from govkg.web.drawing.kept import Networks

_KNOWN = """
SELECT DISTINCT ?x WHERE { { ?x ?p ?o } UNION { GRAPH ?x { ?s ?p ?o } } UNION { GRAPH ?g { ?x ?p ?o } } }
"""

_UNNAMED = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?s ?p ?o
WHERE {
  { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }
  FILTER(isBlank(?s) || isBlank(?o) || (?p = rdf:type && !isIRI(?o)))
}
LIMIT 1
"""


@dataclass
class Explorer:
    """A graph to be looked at.

    Args:
        kg: the graph.
        documents: the folder with the documents' texts; None if they are not at hand, and pages show offsets alone.
        bundle: the folder with the bundled JavaScript; pages work without what is not in it.
        is_static: whether pages are written to files, where forms are answered in the browser or not at all.
    """

    kg: KnowledgeGraph
    documents: Path | None = None
    bundle: Path = Path(__file__).parent / "bundle"
    is_static: bool = False

    @cached_property
    def names(self) -> LinkedNames:
        """The names, as sentences on pages need them."""
        return LinkedNames.over(self.kg.names)

    @cached_property
    def header(self) -> Header:
        """Version, date and licence of the graph."""
        return header(self.kg.store)

    @cached_property
    def entities(self) -> Entities:
        """What the graph says of each thing, as linked data."""
        return Entities.of(self.kg.store)

    @cached_property
    def known(self) -> frozenset[str]:
        """The IRIs of everything that the graph describes, of each graph in it, and of the dataset itself."""
        rows = self.kg.store.select(_KNOWN).rows
        found = {iri.value for (iri,) in rows if isinstance(iri, NamedNode) and iri.value.startswith(DATA)}
        return frozenset({*found, DATASET})

    def iri(self, key: str) -> str:
        """The IRI of a thing by the path that an address names: only what is in the graph gets into a query.

        Raises:
            NotFound: the graph describes no such thing.
        """
        if data(key) not in self.known:
            raise NotFound(f"nothing is known about {key!r}")
        return data(key)

    @cached_property
    def claims(self) -> Claims:
        """What passages claim about dates and places, as timelines need it."""
        return Claims.of(self.kg.store)

    @cached_property
    def timeline(self) -> Timeline:
        """All that is dated, or should be, from the first day to the last."""
        return timeline(self.kg.store, self.kg.names, claims=self.claims)

    @cached_property
    def belonging(self) -> Belonging:
        """What belongs to what, and what feeds into what."""
        return Belonging.of(self.kg.store)

    @cached_property
    def networks(self) -> Networks:
        """The networks of influence and participation, each built when it is first asked for."""
        # networkx takes a third of a second to import, which not every page needs.
        from govkg.web.drawing.kept import Networks

        return Networks(self.kg)

    def check(self) -> None:
        """Make sure that everything in the graph has a name, which an address of it and a query about it need.

        Raises:
            BadQuery: something has none.
        """
        for subject, prop, value in self.kg.store.select(_UNNAMED).rows:
            raise BadQuery(
                f"the graph says '{subject} {prop} {str(value)[:100]}', which names nothing:"
                " things and classes need IRIs; build the graph with 'govkg build'"
            )

    def prepare(self) -> None:
        """Read now what the first visitor would else wait for.

        Raises:
            BadQuery: something in the graph has no name.
            DateError: a date in it is none.
        """
        self.check()
        _ = (self.kg.names.types, self.known, self.entities, self.timeline, self.networks.feeding)
        self.networks.whole("influence")

    def has(self, module: str) -> bool:
        """Whether a module of the bundle was built."""
        return (self.bundle / module).is_file()

    def text(self, source: str) -> str:
        """The text of a source; empty if it is not at hand or not the one that was read."""
        if self.documents is None:
            return ""
        try:
            return text_of(self.kg.store, source, self.documents)
        except (NotFound, WrongText):
            return ""
