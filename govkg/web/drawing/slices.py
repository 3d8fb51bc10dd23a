"""Networks as pages and files ask for them: from the fields of a form to a slice of a network."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx  # type: ignore[import-untyped]

from govkg.errors import BadQuery, NotFound
from govkg.names import Names
from govkg.namespaces import short
from govkg.nearest import did_you_mean
from govkg.network import KINDS, find_node
from govkg.web.explorer import Explorer
from govkg.web.page import Asked

STEPS = ("1", "2", "3")
"""How far around a thing one can look."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a network is restricted to; empty for nothing.

    Attributes:
        kind: which network.
        start, end: first and last day of a period, EDTF.
        at: one day or month, EDTF.
        modalities: how the sources speak of a link.
        links: kinds of link; a wide one takes in its narrower ones.
        around: IRI of a thing, to see nothing but what is near it.
        steps: how near.
    """

    kind: str = "influence"
    start: str = ""
    end: str = ""
    at: str = ""
    modalities: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    around: str = ""
    steps: str = "1"

    @classmethod
    def of(cls, asked: Asked, names: Names) -> Filters:
        """What is asked for by the rest of a path, ``influence``, and by the fields of a form.

        Raises:
            NotFound, Ambiguous, BadQuery: there is no such network or thing, or there are several.
        """
        given = asked.query
        kind = asked.key or given.get("kind", "influence")
        if kind not in KINDS:
            hint = did_you_mean(kind, KINDS, f"there are {', '.join(KINDS)}")
            raise NotFound(f"no network is called {kind!r}; {hint}")
        start, slash, end = given.get("during", "").partition("/")
        if not slash and start:
            raise BadQuery(
                f"a period has a first and a last date with a slash between, such as 2013-10/2014-03: {start!r}"
            )
        steps = given.get("steps", "1")
        if steps not in STEPS:
            raise BadQuery(f"one can look {', '.join(STEPS)} steps around a thing, not {steps!r}")
        around = given.get("around", "")
        return cls(
            kind,
            given.get("from", start),
            given.get("to", end),
            given.get("at", ""),
            _words(given.get("modalities", "")),
            _words(given.get("links", "")),
            names.find(around) if around else "",
            steps,
        )

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the form that say the same."""
        given = {
            "kind": self.kind if self.kind != "influence" else "",
            "from": self.start,
            "to": self.end,
            "at": self.at,
            "modalities": ",".join(self.modalities),
            "links": ",".join(self.links),
            "around": short(self.around),
            "steps": self.steps if self.around and self.steps != "1" else "",
        }
        return {name: value for name, value in given.items() if value}


def read(explorer: Explorer, filters: Filters) -> nx.Graph:
    """The slice of a network under these filters.

    Raises:
        NotFound: it is empty, or there is no such kind of link, or what it is to be around is not in it.
        DateError, BadQuery: a date does not fit.
    """
    period = (filters.start or "..", filters.end or "..") if filters.start or filters.end else None
    found = explorer.kg.network(
        filters.kind,
        during=period,
        at=filters.at or None,
        kinds=filters.links,
        modalities=filters.modalities,
    )
    if not filters.around:
        return found
    try:
        middle = find_node(found, short(filters.around))
    except NotFound:
        name = explorer.kg.names.show(filters.around)
        raise NotFound(f"no link that is chosen here leads to {name} or from it") from None
    return nx.ego_graph(found, middle, radius=int(filters.steps), undirected=True)


def _words(given: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in given.split(",") if word.strip())
