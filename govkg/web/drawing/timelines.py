"""Timelines as pages and files ask for them: from the fields of a form to what is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from govkg.errors import NotFound
from govkg.model.dates import Day
from govkg.names import Names
from govkg.namespaces import PREFIXES, short, term
from govkg.timeline import Item, Timeline, timeline
from govkg.timeline.svg import svg_in_page
from govkg.web.drawing.periods import Months
from govkg.web.explorer import Explorer
from govkg.web.page import Asked

WIDE, PHONE = 1112, 390
"""How wide the two pictures of a page are: one for a window, one for a phone."""
_MAIN = {term("Process"), term("Event"), PREFIXES["schema"] + "EventSeries"}
_PARTS = {term("Session"), term("AgendaItem"), term("Phase")}
_FEW = 2
"""With fewer other things on it a process needs no timeline of its own."""

EVERYTHING = "everything"
"""The rest of the path of the timeline that leaves nothing out."""

Address = Callable[[str], str]
"""The address of the page about an IRI."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a timeline is restricted to; empty for nothing.

    Attributes:
        start, end: first and last day, EDTF.
        bands: what shares a band.
        source: a document.
        process: IRI of what all of it belongs to or feeds.
        kinds: kinds of item.
    """

    start: str = ""
    end: str = ""
    bands: str = "process"
    source: str = ""
    process: str = ""
    kinds: tuple[str, ...] = ()

    @classmethod
    def of(cls, asked: Asked, names: Names) -> Filters:
        """What is asked for by the rest of a path, ``2014`` or ``process/igf``, and by the fields of a form.

        Raises:
            NotFound, Ambiguous: there is no such year or process, or there are several.
        """
        given = {**asked.query, **_of_key(asked.key)}
        process = given.get("process", "")
        return cls(
            given.get("from", ""),
            given.get("to", ""),
            given.get("bands", "process"),
            given.get("source", ""),
            names.find(process) if process else "",
            tuple(word.strip() for word in given.get("kind", "").split(",") if word.strip()),
        )

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the form that say the same."""
        given = {
            "from": self.start,
            "to": self.end,
            "bands": self.bands if self.bands != "process" else "",
            "source": self.source,
            "process": short(self.process),
            "kind": ",".join(self.kinds),
        }
        return {name: value for name, value in given.items() if value}


def read(explorer: Explorer, filters: Filters) -> Timeline:
    """What a timeline shows under these filters.

    Raises:
        DateError, BadQuery, NotFound: a filter does not fit.
    """
    things = explorer.belonging.all(filters.process) if filters.process else None
    found = timeline(
        explorer.kg.store,
        explorer.kg.names,
        filters.start,
        filters.end,
        bands=filters.bands,
        source=filters.source,
        kinds=filters.kinds,
        things=things,
        claims=explorer.claims,
    )
    if not filters.process:
        return found
    return replace(found, title=f"{explorer.kg.names.show(filters.process)}: {found.title}")


def picture(shown: Timeline, width: int, name: str, *, bare: bool = False) -> Callable[[Address], Markup]:
    """A timeline as a template writes it, once it knows the addresses: ``{{ picture(of) }}``.

    Args:
        shown: what is drawn.
        width: of the picture.
        name: begins the ids in it.
        bare: leave out title and sources.
    """

    def written(address: Address) -> Markup:
        def link(item: Item) -> str:
            return address(item.thing)

        # The writer of the picture escapes all texts and addresses in it.
        return Markup(svg_in_page(shown, width, name, link, bare=bare))

    return written


def years(shown: Timeline) -> list[int]:
    """The years in which something begins or ends."""
    return sorted({day.year for day in _days(shown)})


def fullest(shown: Timeline) -> dict[str, str]:
    """From the first month to the last of the years around the fullest one, without a year in between that is empty.

    Returns:
        as the fields of a form; empty where that is all of it, or nothing is dated.
    """
    days = _days(shown)
    counts = Counter(day.year for day in days)
    if not counts:
        return {}
    first = last = min(counts, key=lambda year: (-counts[year], year))
    while first - 1 in counts:
        first -= 1
    while last + 1 in counts:
        last += 1
    inside = [day for day in days if first <= day.year <= last]
    return Months.holding(min(inside), max(inside)).fields if len(inside) < len(days) else {}


def _days(shown: Timeline) -> list[Day]:
    """The days on which something begins or ends."""
    return [
        day
        for item in shown.items
        if item.stated
        for day in (item.stated.earliest_start, item.stated.latest_end)
        if day and 1 <= day.year <= 9999
    ]


def processes(explorer: Explorer, shown: Timeline) -> list[str]:
    """The IRIs of what has a timeline of its own, by name: processes, events and series to which several things belong.

    Args:
        explorer: for what belongs to what.
        shown: the timeline without filters.
    """
    names = explorer.kg.names
    drawn = {item.thing for item in shown.items}
    found = [
        thing
        for thing, types in names.types.items()
        if types & _MAIN and not types & _PARTS and len((explorer.belonging.all(thing) - {thing}) & drawn) >= _FEW
    ]
    return sorted(found, key=lambda thing: (names.show(thing), thing))


def _of_key(key: str) -> Mapping[str, str]:
    if key in ("", EVERYTHING):
        return {}
    if len(key) == 4 and key.isascii() and key.isdigit() and key != "0000":
        return {"from": key, "to": key}
    what, _, process = key.partition("/")
    if what == "process" and process:
        return {"process": process}
    raise NotFound(
        f"there is no timeline {key!r}: there is one for each year, such as timeline/2014, and for processes"
    )
