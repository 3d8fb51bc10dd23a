"""The statements of a store by subject, for the formats that lay them out thing by thing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, Literal, NamedNode

from govkg.export.dataset import is_description
from govkg.export.rdf import statements
from govkg.namespaces import RDF_TYPE
from govkg.store import Store, Term

Statement = tuple[str, str, Term]
"""Subject and property as IRIs, and the value."""


@dataclass(slots=True)
class Facts:
    """What is accepted, and who says what.

    Attributes:
        accepted: values of the default graph by subject and property, in a stable order.
        graphs: the graphs in which each statement stands besides, sorted: passages, register files, rules.
    """

    accepted: dict[str, dict[str, list[Term]]] = field(default_factory=dict)
    graphs: dict[Statement, list[str]] = field(default_factory=dict)

    def of_class(self, iri: str) -> list[str]:
        """What is of a class, sorted."""
        wanted = NamedNode(iri)
        return sorted(s for s, fields in self.accepted.items() if wanted in fields.get(RDF_TYPE, ()))

    def values(self, subject: str, prop: str) -> list[Term]:
        """The accepted values of one property."""
        return self.accepted.get(subject, {}).get(prop, [])

    def text(self, subject: str, prop: str) -> str:
        """The one accepted value as text; the first if there are several, empty if there is none."""
        return next((value.value for value in self.values(subject, prop)), "")


def facts(store: Store) -> Facts:
    """Every statement of a store whose subject has an IRI, by subject; a dataset description is left out."""
    accepted: dict[str, dict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
    graphs: dict[Statement, set[str]] = defaultdict(set)
    for quad in statements(store):
        if not isinstance(quad.subject, NamedNode) or is_description(quad):
            continue
        if not isinstance(quad.object, (NamedNode, Literal)):
            continue
        if isinstance(quad.graph_name, DefaultGraph):
            accepted[quad.subject.value][quad.predicate.value].add(quad.object)
        else:
            graphs[quad.subject.value, quad.predicate.value, quad.object].add(quad.graph_name.value)
    return Facts(
        {s: {p: sorted(found, key=str) for p, found in fields.items()} for s, fields in accepted.items()},
        {statement: sorted(found) for statement, found in graphs.items()},
    )
