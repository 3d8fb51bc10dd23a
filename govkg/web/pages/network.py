"""Networks: who and what is joined to whom, as a picture, in words, and link by link with its passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import networkx as nx  # type: ignore[import-untyped]

from govkg.errors import NotFound
from govkg.evidence import passages
from govkg.namespaces import data, term
from govkg.network import KINDS
from govkg.network.dating import bounds_of
from govkg.network.nodes import described, edges
from govkg.web.drawing.dates import days_in_words
from govkg.web.drawing.findings import Finding, findings
from govkg.web.drawing.networks import MOST, figure_of, roles
from govkg.web.drawing.slices import STEPS, Filters, read
from govkg.web.drawing.writing import written
from govkg.web.explorer import Explorer
from govkg.web.faults import sentence
from govkg.web.page import Asked, Page

TITLES = {
    "influence": ("What leads to what", "What contributes to, prepares, mandates or is part of what."),
    "participation": ("Who holds which role in what", "Organizations, groups and people, and the roles they hold."),
    "co-participation": ("Who meets whom", "Actors who hold roles in the same event or process."),
    "mandates": ("What exists because of which text", "Which instrument, or the body that issued it, asked for what."),
}
"""Each network in a line, and what it holds."""
MODALITIES = {
    "": "all of it, also what is not promised",
    "stated": "what is stated",
    "stated,planned,expected": "what is stated, planned or expected",
    "wished,asked,framed": "what is wished, asked or framed only",
}
"""What the form offers, by the value of its field."""
WIDE = ("link-input", "link-connection")
"""Kinds of link that take in narrower ones."""
ROWS = 500
"""Links that the table shows; the file with the data has all."""


@dataclass(frozen=True, slots=True)
class Row:
    """A link as a line of the table; ``shared`` is where two meet, with their roles in ``roles``."""

    source: str
    source_name: str
    link: str
    target: str
    target_name: str
    modality: str
    when: str
    passages: tuple[str, ...]
    shared: str = ""
    shared_name: str = ""
    roles: tuple[str, ...] = ()


def network_page(explorer: Explorer, asked: Asked) -> Page:
    """A network, or as much of it as the form asks for.

    Raises:
        NotFound, Ambiguous, DateError, BadQuery: what is asked for does not fit.
    """
    filters = Filters.of(asked, explorer.kg.names)
    title, about = TITLES[filters.kind]
    nothing = ""
    graph = nx.MultiDiGraph()
    try:
        graph = read(explorer, filters)
    except NotFound as error:
        nothing = sentence(error)
    rows = sorted(_rows(graph, explorer), key=lambda row: (row.source_name, row.target_name, row.link, row.shared_name))
    shown = rows[:ROWS]
    return Page(
        path=f"network/{asked.key}" if asked.key else "network",
        title=f"Network: {title[:1].lower()}{title[1:]}",
        template="network.html",
        about=about,
        values={
            "about": about,
            "nothing": nothing,
            "drawn": _drawn(graph, title),
            "left_out": max(len(graph) - MOST, 0),
            "directed": graph.is_directed(),
            "findings": _told(graph, filters, explorer),
            "rows": shown,
            "row_count": len(rows),
            "passages": passages(explorer.kg.store, (iri for row in shown for iri in row.passages)),
            "kind": filters.kind,
            "fields": filters.fields,
            "is_asked": bool(filters.fields.keys() - {"kind"}),
            "given": {**dict.fromkeys(("from", "to", "at", "modalities", "links", "around"), ""), "steps": "1"}
            | filters.fields,
            "kinds": [(kind, TITLES[kind][0]) for kind in KINDS],
            "modalities": _offered(MODALITIES, ",".join(filters.modalities)),
            "links": _offered(
                {"": "all kinds", **{word: word for word in _link_kinds(explorer, filters.kind)}},
                ",".join(filters.links),
            ),
            "steps": STEPS,
            "around_iri": filters.around,
            "around_name": explorer.kg.names.show(filters.around) if filters.around else "",
        },
        scripts=("network.js",),
    )


def networks(explorer: Explorer) -> list[str]:
    """The networks with a page of their own: all that have a link."""
    return [kind for kind in KINDS if len(explorer.networks.whole(kind))]


def _told(graph: nx.Graph, filters: Filters, explorer: Explorer) -> list[Finding]:
    """What the network tells; around one thing only how much there is, for of course all of it hangs on that thing."""
    if not len(graph):
        return []
    found = findings(graph, explorer.names.show)
    return found[:1] if filters.around else found


def _drawn(graph: nx.Graph, title: str) -> object:
    """The picture, as a template writes it: ``{{ drawn(of) }}``; None if there is nothing in it."""
    return partial(written, figure_of(graph, title)) if len(graph) else None


def _rows(graph: nx.Graph, explorer: Explorer) -> Iterator[Row]:
    for source, target, key, given in edges(graph):
        shared = "" if graph.is_directed() else data(key.partition("#")[0])
        yield Row(
            data(source),
            described(graph, source)[1],
            given["kind"],
            data(target),
            described(graph, target)[1],
            given["modality"],
            days_in_words(bounds_of(given)) or "not stated",
            given["passage_iris"],
            shared,
            explorer.kg.names.show(shared) if shared else "",
            roles(graph, given),
        )


def _link_kinds(explorer: Explorer, kind: str) -> list[str]:
    """The kinds of link that a network has, the wide ones first."""
    graph = explorer.networks.whole(kind)
    wide = [explorer.kg.names.show(term(name)) for name in WIDE] if kind == "influence" else []
    own = sorted({str(given["kind"]) for *_, given in edges(graph)} - set(wide))
    return [*wide, *own] if own else []


def _offered(options: Mapping[str, str], asked: str) -> list[tuple[str, str, bool]]:
    """What a form offers: value, words, and whether it is chosen; what is asked for is offered in any case."""
    known = options if asked in options else {**options, asked: asked.replace(",", ", ")}
    return [(value, words, value == asked) for value, words in known.items()]
