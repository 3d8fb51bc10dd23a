"""Where the ontology, the graph and the queries are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from govkg.errors import NotFound


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one knowledge graph project.

    Args:
        root: the folder that holds ``ontology/``, ``graph/`` and ``queries/``.
    """

    root: Path

    @property
    def ontology(self) -> Path:
        return self.root / "ontology"

    @property
    def context(self) -> Path:
        return self.ontology / "context.jsonld"

    @property
    def shapes(self) -> Path:
        return self.ontology / "shapes.ttl"

    @property
    def rules(self) -> Path:
        return self.ontology / "rules"

    @property
    def graph(self) -> Path:
        return self.root / "graph"

    @property
    def register(self) -> Path:
        return self.graph / "register"

    @property
    def sources(self) -> Path:
        return self.graph / "sources"

    @property
    def decisions(self) -> Path:
        return self.graph / "decisions.yaml"

    @property
    def released(self) -> Path:
        """The released graph, complete with provenance, as N-Quads."""
        return self.graph / "govkg.nq"

    @property
    def accepted(self) -> Path:
        """The accepted facts alone, as Turtle."""
        return self.graph / "govkg.ttl"

    @property
    def queries(self) -> Path:
        return self.root / "queries"


def shipped() -> Project:
    """The project this package came with.

    Raises:
        NotFound: the data folders are neither inside the package nor beside it.
    """
    package = Path(__file__).resolve().parent
    for root in (package / "data", package.parent):
        if (root / "ontology" / "context.jsonld").is_file():
            return Project(root)
    raise NotFound(f"no ontology, graph and queries beside {package}: reinstall govkg or run it from a checkout")
