"""The knowledge graph as people use it from Python: questions, SPARQL, one entity's card, and rdflib."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govkg.answer import Answer, answer, as_given
from govkg.errors import BadQuery
from govkg.names import Names
from govkg.paths import Project, shipped
from govkg.questions import Question, questions, read_question
from govkg.remote import Remote
from govkg.store import Embedded, Solutions, Store, bind

if TYPE_CHECKING:
    import networkx  # type: ignore[import-untyped]
    import rdflib
    from pyoxigraph import Triple

    from govkg.card import Card
    from govkg.plan import Plan

_ORDERS = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)


class KnowledgeGraph:
    """A released graph and the questions it can be asked.

    Args:
        store: where the statements are.
        project: where the canned questions are.
    """

    def __init__(self, store: Store, project: Project) -> None:
        self.store = store
        self.project = project

    @cached_property
    def names(self) -> Names:
        """All names in the graph."""
        return Names.of(self.store)

    def questions(self) -> list[str]:
        """The names of the canned questions."""
        return questions(self.project.queries)

    def question(self, name: str) -> Question:
        """One canned question.

        Raises:
            NotFound: there is none of that name.
        """
        return read_question(self.project.queries, name)

    def ask(self, question: str, **parameters: str | Sequence[str]) -> Answer:
        """Answer a canned question.

        Args:
            question: its name, such as ``"feeds-into"``.
            parameters: its parameters; entities by any name, dates as EDTF, several values as a list.

        Raises:
            NotFound, Ambiguous, BadQuery, DateError: the question or a parameter does not fit.
            EndpointError: the remote endpoint cannot be asked.
        """
        asked = self.question(question)
        found = self.store.select(bind(asked.text, asked.terms(parameters, self.names)))
        return answer(found, self.store, self.names, asked.columns, asked.nothing)

    def query(self, sparql: str) -> Answer | bool | list[Triple]:
        """Run a SPARQL 1.1 query.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.

        Returns:
            An answer for SELECT, its rows as the query orders them, or in a stable order if it does not; a truth value
            for ASK; triples for CONSTRUCT and DESCRIBE.

        Raises:
            BadQuery: it does not parse; line and column are named.
        """
        result = self.store.query(sparql)
        if isinstance(result, Solutions):
            return as_given(result, self.store, self.names, is_ordered=bool(_ORDERS.search(sparql)))
        return result

    def entity(self, name: str) -> Card:
        """Everything said about one entity, by whom, with what is disputed or not stated.

        Args:
            name: id, name, alias or acronym in any language, roughly spelled.

        Raises:
            NotFound, Ambiguous: none or several are called that.
        """
        from govkg.card import card

        return card(self.store, self.names, self.names.find(name))

    def network(self, kind: str, **slice_and_filters: Any) -> networkx.MultiDiGraph | networkx.MultiGraph:
        """A network of actors, events, processes and documents, with the evidence on every edge.

        Args:
            kind: ``influence``, ``participation``, ``co-participation`` or ``mandates``.
            slice_and_filters: ``during``, ``at``, ``known_on``, ``certainly``, ``kinds``, ``modalities``,
                ``certainties``, as ``govkg.network.network`` takes them.

        Raises:
            NotFound, DateError, BadQuery: an unknown network or filter, a bad date, an empty slice.
        """
        from govkg.network import network

        return network(self.store, self.names, kind, **slice_and_filters)

    def plan(self, group: str, *, into: str, start: str, known_on: str | None = None) -> Plan:
        """The doors into something for one group, by deadline, with what is closed and what is not stated.

        Args:
            group: a stakeholder group, common or a forum's own, such as ``"civil society"``.
            into: what one wants to reach, by any name.
            start: EDTF; doors count from its first day.
            known_on: EDTF; use only what documents of that date said.

        Raises:
            NotFound, Ambiguous, DateError: an unknown group or target, or a bad date.
        """
        from govkg.plan import make_plan

        return make_plan(self.store, self.names, group, into, start, known_on)

    def rdflib(self) -> rdflib.Dataset:
        """An rdflib Dataset over the same statements.

        Raises:
            TypeError: the graph is behind a remote endpoint; use ``query`` there.
        """
        if not isinstance(self.store, Embedded):
            raise TypeError("a remote endpoint has no local statements: use query(), or rdflib's own SPARQLStore")
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.store.store))


def load(
    path: str | Path | None = None, *, endpoint: str | None = None, project: Project | None = None
) -> KnowledgeGraph:
    """Open a knowledge graph.

    Args:
        path: a file of N-Quads or TriG, or a folder with an Oxigraph store; the shipped graph if left out.
        endpoint: the URL of a SPARQL endpoint that holds the graph, instead of a path.
        project: where the questions are; the shipped ones if left out.

    Raises:
        NotFound: there is no graph at the path.
        BadQuery: there are both a path and an endpoint.
    """
    home = project or shipped()
    if endpoint is not None and path is not None:
        raise BadQuery(f"found a graph, {path}, and an endpoint, {endpoint}: only one of them can be asked")
    if endpoint is not None:
        return KnowledgeGraph(Remote(endpoint), home)
    place = Path(path) if path is not None else home.released
    store = Embedded.on_disk(place) if place.is_dir() else Embedded.in_memory(place, trusted=path is None)
    return KnowledgeGraph(store, home)
