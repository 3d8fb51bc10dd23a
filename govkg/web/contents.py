"""Everything that a server answers and a site is made of: each page and each file by where it is.

A name that ends in a slash stands for all that begins with it; the rest of the path says which one is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from govkg.export.dataset import DATASET
from govkg.web.addresses import DATA_TYPES, place_of
from govkg.web.explorer import Explorer
from govkg.web.files.answers import answer_file
from govkg.web.files.calendar import calendar_file
from govkg.web.files.entities import entity_json
from govkg.web.files.entity import FORMATS, entity_file
from govkg.web.files.graph import (
    context_jsonld,
    dataset_turtle,
    graph_nquads,
    graph_turtle,
    ontology_file,
    shapes_turtle,
)
from govkg.web.files.names import names_file
from govkg.web.files.network import network_file
from govkg.web.files.openapi import openapi_file
from govkg.web.files.plan import plan_calendar, plan_file
from govkg.web.files.queries import queries_file
from govkg.web.files.questions import question_file, questions_file
from govkg.web.files.search import search_file
from govkg.web.files.timeline import timeline_file
from govkg.web.page import Asked, File, Page
from govkg.web.pages.about import about_page
from govkg.web.pages.api import api_page
from govkg.web.pages.ask import ask_page
from govkg.web.pages.dataset import dataset_page
from govkg.web.pages.date import date_page
from govkg.web.pages.decision import decision_page
from govkg.web.pages.editor import editor_page
from govkg.web.pages.entity import entity_page
from govkg.web.pages.graphs import derivation_page, register_page
from govkg.web.pages.home import home_page
from govkg.web.pages.network import network_page, networks
from govkg.web.pages.ontology import ontology_page
from govkg.web.pages.plan import plan_page
from govkg.web.pages.questions import questions_page
from govkg.web.pages.record import RECORDS, record_page
from govkg.web.pages.search import search_page
from govkg.web.pages.sources import source_page, sources_page
from govkg.web.pages.timeline import timeline_page, timelines
from govkg.web.planning import plans

KINDS: dict[str, Callable[[Explorer, str], Page]] = {
    "source": source_page,
    **dict.fromkeys(RECORDS, record_page),
    "decision": decision_page,
    "date": date_page,
    "register": register_page,
    "derivation": derivation_page,
}
"""Pages of things by how their ids begin; what has no slash in its id is an entity."""


def _thing(explorer: Explorer, asked: Asked) -> Page:
    iri = explorer.iri(asked.key)
    if iri == DATASET:
        return dataset_page(explorer)
    kind, slash, _ = asked.key.partition("/")
    return KINDS.get(kind if slash else "", entity_page)(explorer, iri)


PAGES: dict[str, Callable[[Explorer, Asked], Page]] = {
    "": lambda explorer, asked: home_page(explorer),
    "search": lambda explorer, asked: search_page(explorer, asked.query.get("q", "")),
    "questions": lambda explorer, asked: questions_page(explorer),
    "ask/": ask_page,
    "plan": plan_page,
    "plan/": plan_page,
    "api": lambda explorer, asked: api_page(explorer),
    "page/": _thing,
    "sources": lambda explorer, asked: sources_page(explorer),
    "timeline": timeline_page,
    "timeline/": timeline_page,
    "network": network_page,
    "network/": network_page,
    "ontology": lambda explorer, asked: ontology_page(explorer),
    "editor": lambda explorer, asked: editor_page(explorer, asked.query.get("query", "")),
    "about": lambda explorer, asked: about_page(explorer),
}
"""Pages for people."""

FILES: dict[str, Callable[[Explorer, Asked], File]] = {
    "data/": entity_file,
    "questions/": question_file,
    "calendar.ics": calendar_file,
    "calendars/": plan_calendar,
    "plan.ics": plan_calendar,
    "api/questions": questions_file,
    "api/ask/": answer_file,
    "api/plan": plan_file,
    "api/entities/": entity_json,
    "openapi.json": openapi_file,
    "api/search": search_file,
    "timeline.svg": timeline_file,
    "api/network": network_file,
    "networks/": network_file,
    "govkg.nq": graph_nquads,
    "govkg.ttl": graph_turtle,
    **{f"ontology.{suffix}": ontology_file(suffix) for suffix in FORMATS},
    "shapes.ttl": shapes_turtle,
    "context.jsonld": context_jsonld,
    "queries.json": queries_file,
    "search.json": names_file,
    ".well-known/void": dataset_turtle,
}
"""Files for programs."""

HEEDING: frozenset[str] = frozenset(
    {"search", "ask/", "plan", "plan/", "timeline", "timeline/", "network", "network/", "editor"}
    | {"plan.ics", "timeline.svg", "api/ask/", "api/plan", "api/search", "api/network", "networks/"}
)
"""Those that depend on the fields of a form; to the others it is the same address with fields as without."""

QUICK: frozenset[str] = frozenset({"search", "api/search", "editor"})
"""Those of them that are made at once, whatever is asked for."""


def _things(explorer: Explorer) -> list[str]:
    """Every thing with a page of its own; passages, terms and parts of the dataset are parts of other pages."""
    places = (place_of(iri) for iri in explorer.known)
    return sorted({place.path.removeprefix("page/") for place in places if place and place.path.startswith("page/")})


def _plans(explorer: Explorer) -> list[str]:
    return [path.removeprefix("plan/") for path, _ in plans(explorer)]


KEYS: dict[str, Callable[[Explorer], Iterable[str]]] = {
    "ask/": lambda explorer: explorer.kg.questions(),
    "plan/": _plans,
    "questions/": lambda explorer: [f"{name}.json" for name in explorer.kg.questions()],
    "calendars/": lambda explorer: [f"{key}.ics" for key in _plans(explorer)],
    "page/": _things,
    "timeline/": timelines,
    "network/": networks,
    "networks/": lambda explorer: [f"{kind}.json" for kind in networks(explorer)],
    "data/": lambda explorer: [f"{key}.{suffix}" for key in _things(explorer) for suffix in DATA_TYPES.values()],
}
"""What a site writes of each name that ends in a slash: the keys, in order. What is not listed, it does not write."""

SERVED: frozenset[str] = frozenset(
    {"api", "api/search", "api/network", "api/questions", "api/plan", "openapi.json", "plan.ics"}
)
"""What only a server can answer: no site holds it."""
