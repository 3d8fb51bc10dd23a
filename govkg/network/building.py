"""Building: a network of one kind, cut to a slice, as a networkx graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import networkx as nx  # type: ignore[import-untyped]

from govkg.errors import NotFound
from govkg.model.dates import Bounds, bounds
from govkg.model.firmness import CERTAINTIES, MODALITIES
from govkg.names import Names
from govkg.namespaces import short
from govkg.nearest import did_you_mean
from govkg.network.columns import Columns, read
from govkg.network.dating import UNKNOWN, attributes, in_slice, known_by, slice_period
from govkg.network.links import Link, Links, co_participation, kind_of
from govkg.store import Store

_DATES = ("date", "opens", "closes", "partOf")
_ROLES = (("Role",), ("actor", "role", "in", "modality", *_DATES))
_MANDATES = (("Mandate",), ("mandated", "instrument", "issuedBy", "modality", *_DATES))
_COLUMNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "influence": (("Contribution", "Mandate"), ("from", "to", "link", *_MANDATES[1])),
    "participation": _ROLES,
    "co-participation": _ROLES,
    "mandates": _MANDATES,
}
"""Which classes of record and which properties each network is built from."""

KINDS = tuple(_COLUMNS)
"""The networks there are."""


@dataclass(frozen=True, slots=True)
class Slice:
    """What of a network is asked for; empty filters let everything through."""

    days: Bounds | None
    certainly: bool
    kinds: frozenset[str]
    modalities: frozenset[str]
    certainties: frozenset[str]
    asked: tuple[tuple[str, object], ...]

    def holds(self, link: Link) -> bool:
        """Whether a link passes the filters and falls into the days."""
        return self.fits(link) and in_slice(link.happens, self.days, self.certainly)

    def fits(self, link: Link) -> bool:
        """Whether a link passes the filters."""
        return (
            (not self.kinds or bool(self.kinds & link.kinds))
            and (not self.modalities or link.modality in self.modalities)
            and (not self.certainties or link.certainty in self.certainties)
        )


def network(
    store: Store,
    names: Names,
    kind: str,
    *,
    during: tuple[str, str] | str | None = None,
    at: str | None = None,
    known_on: str | None = None,
    certainly: bool = False,
    kinds: Iterable[str] = (),
    modalities: Iterable[str] = (),
    certainties: Iterable[str] = (),
) -> nx.MultiDiGraph | nx.MultiGraph:
    """A network of actors, events, processes and documents, or a slice of it.

    Args:
        store: the graph.
        names: its names.
        kind: ``influence`` (what contributes to, mandates, or as a meeting is part of, what), ``participation`` (who
            holds which role in what), ``co-participation`` (who holds roles in the same event or process) or
            ``mandates`` (what exists because of which instrument and which body).
        during: first and last date of a period, EDTF, such as ``("2013-10", "2014-03")``; ``".."`` leaves one open.
        at: one date, EDTF. Both cut by when a link happened, as far as we hold it now: on its record's own date, else
            while the event, process or call it goes into takes place, else while the one it comes from does. A link
            without any date is possibly in every slice and certainly in none.
        known_on: a date, EDTF: build from the documents of that day alone. A source counts if it may have been written
            by then (with ``certainly``: if it certainly was). A date that a later document replaced is back; what an
            undecided reading leaves open stays open. Outside knowledge counts from the day on which it was written
            down, so on no day of the past.
        certainly: True takes what is in the slice in every reading of imprecise dates, False what is in some.
        kinds: keep links of these kinds; a wider kind such as ``"gives input to"`` takes in its narrower ones.
        modalities: keep links spoken of in these modes: stated, planned, expected, wished, asked, framed. Without it
            wishes, questions and framings are in the network too, marked as such.
        certainties: keep links whose weakest passage is of these: explicit, implied, outside.

    Returns:
        A MultiDiGraph, for co-participation a MultiGraph. Nodes are register ids with ``name``, ``kind``,
        ``earliest_start``, ``latest_start``, ``earliest_end``, ``latest_end`` (ISO days or None), ``certain_date`` and
        ``date_passages``. Each edge is one record; its key is the record's IRI (in co-participation: the id of what is
        shared) and its attributes are ``kind``, ``modality``, ``certainty``, ``passages`` (short names),
        ``passage_iris``, the same five of its date, and ``dated_by`` (record, to, from, shared or empty);
        co-participation also has ``roles``. Nodes and edges are sorted.

    Raises:
        NotFound: an unknown network, kind, modality or certainty (the nearest is named), or an empty slice.
        DateError: a date is not EDTF of level 0 or 1.
        BadQuery: both ``during`` and ``at`` are given.
    """
    if kind not in _COLUMNS:
        raise NotFound(f"no network is called {kind!r}; {did_you_mean(kind, KINDS, 'there are ' + ', '.join(KINDS))}")
    cut = Slice(
        slice_period(during, at),
        certainly,
        frozenset(_texts(kinds)),
        _checked("modality", modalities, MODALITIES),
        _checked("certainty", certainties, CERTAINTIES),
        tuple((k, v) for k, v in (("during", during), ("at", at), ("known_on", known_on)) if v is not None),
    )
    day = bounds(known_on) if known_on is not None else None
    classes, properties = _COLUMNS[kind]
    columns = read(store, classes, properties, lambda w: day is None or known_by(w, day, certainly))
    return _built(kind, columns, names, cut)


def _built(kind: str, columns: Columns, names: Names, cut: Slice) -> nx.MultiDiGraph | nx.MultiGraph:
    kinds = {iri: kind_of(types) for iri, types in names.types.items()}
    made = Links(columns, names, kinds)
    makers: dict[str, Callable[[], Iterable[Link]]] = {
        "influence": made.influence,
        "participation": made.participation,
        "co-participation": made.participation,
        "mandates": made.mandates,
    }
    everything = list(makers[kind]())
    _check_kinds(kind, cut.kinds, everything)
    links = [link for link in everything if cut.holds(link)]
    if kind == "co-participation":
        links = list(co_participation(links, kinds, made.calendar, short))
    if not links:
        raise NotFound(_empty(kind, cut, everything))
    graph = nx.MultiGraph() if kind == "co-participation" else nx.MultiDiGraph()
    graph.graph.update(network=kind, certainly=cut.certainly, **dict(cut.asked))
    ids = {end: short(end) for link in links for end in (link.source, link.target)}
    for iri, node in sorted(ids.items(), key=lambda pair: pair[1]):
        passages = columns.evidence(iri, "date", "opens", "closes")
        labels = tuple(sorted(columns.passages[passage].label for passage in passages))
        dates = attributes(made.calendar.of(iri))
        graph.add_node(node, name=names.show(iri), kind=kinds.get(iri, "thing"), **dates, date_passages=labels)
    for link in sorted(links, key=lambda one: (ids[one.source], ids[one.target], one.key, one.kind)):
        _draw(graph, ids[link.source], ids[link.target], link, columns)
    return graph


def _draw(graph: nx.Graph, source: str, target: str, link: Link, columns: Columns) -> None:
    key = link.key if graph.is_directed() else short(link.key)
    if graph.has_edge(source, target, key):
        # A record with two roles or two kinds of link is two edges.
        key = f"{key}#{link.kind}"
    graph.add_edge(
        source,
        target,
        key,
        kind=link.kind,
        modality=link.modality,
        certainty=link.certainty,
        passages=tuple(sorted(columns.passages[iri].label for iri in link.passages)),
        passage_iris=link.passages,
        **attributes(link.happens),
        dated_by=link.dated_by,
        **({} if graph.is_directed() else {"roles": link.roles}),
    )


def _texts(given: Iterable[str]) -> list[str]:
    return [given] if isinstance(given, str) else list(given)


def _checked(what: str, given: Iterable[str], known: tuple[str, ...]) -> frozenset[str]:
    for word in _texts(given):
        if word not in known:
            hint = did_you_mean(word, known, f"there are {', '.join(known)}")
            raise NotFound(f"no {what} is called {word!r}; {hint}")
    return frozenset(_texts(given))


def _check_kinds(kind: str, asked: frozenset[str], links: list[Link]) -> None:
    known = sorted({word for link in links for word in link.kinds})
    for word in sorted(asked.difference(known)):
        hint = did_you_mean(word, known, f"it has {', '.join(known)}" if known else "it has none at all")
        raise NotFound(f"the {kind} network has no link of kind {word!r}; {hint}")


def _empty(kind: str, cut: Slice, everything: list[Link]) -> str:
    """Why a slice is empty, in one sentence, and what would fill it."""
    fitting = [link for link in everything if cut.fits(link)]
    where = ", ".join(f"{name}={value!r}" for name, value in cut.asked)
    lead = f"the {kind} network is empty{' with ' + where if where else ''}"
    if not everything:
        return f"{lead}: no document that counts says anything of the kind"
    if not fitting:
        return f"{lead}: the filters leave none of its {len(everything)} links"
    undated = sum(link.happens == UNKNOWN for link in fitting)
    first = min((str(d) for link in fitting if (d := link.happens.earliest_start)), default="")
    last = max((str(d) for link in fitting if (d := link.happens.latest_end)), default="")
    dated = f"its dated links lie between {first or 'unknown'} and {last or 'unknown'}" if first or last else ""
    without = f"links without a date: {undated}" if undated else ""
    hint = "certainly=False takes in what is possible" if cut.certainly else ""
    return "; ".join(part for part in (lead, dated, without, hint) if part)
