"""The first page: what this is, what people ask, what is in it and what is not."""

from __future__ import annotations

from govkg.export.dataset import DATASET
from govkg.namespaces import PREFIXES, term
from govkg.web.addresses import data_files
from govkg.web.explorer import Explorer
from govkg.web.page import Page

COUNTED: dict[str, str] = {
    PREFIXES["org"] + "Organization": "Organizations and groups",
    PREFIXES["foaf"] + "Person": "People in public roles",
    term("Event"): "Events",
    term("Process"): "Processes",
    term("Document"): "Documents and texts",
    term("Call"): "Calls and consultations",
    term("Rule"): "Rules of participation",
    term("Contribution"): "Links of what feeds what",
}
"""What the first page counts, by class."""

ASKED: tuple[tuple[str, dict[str, str], str], ...] = (
    ("ask/feeds-into", {"target": "wsis10-high-level-event"}, "What feeds into the WSIS+10 High-Level Event, and how?"),
    (
        "plan",
        {"as": "civil society", "into": "wsis10-high-level-event", "from": "2014-04-01"},
        "How can civil society get into it, and until when?",
    ),
    ("ask/who-takes-part", {"target": "itu-plenipotentiary"}, "Who may take part in the ITU Plenipotentiary?"),
    ("ask/open-calls", {}, "Which calls are open on a day?"),
    ("ask/way-from-to", {}, "By which steps does one thing lead to another?"),
    ("ask/differences", {}, "On what do sources differ?"),
    ("ask/label-stands-for", {}, "What does “WSIS+10” stand for, and where?"),
    ("timeline", {}, "What takes place when?"),
)
"""What people ask first: page, query and wording. A question without a query shows its form with its example."""

_COUNT = "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a <%s> }"


def home_page(explorer: Explorer) -> Page:
    """The first page."""
    return Page(
        path="",
        title="govkg: a knowledge graph of governance",
        template="home.html",
        about="Who takes part in Internet governance, what feeds into what, until when, and which passage says so.",
        values={
            "asked": ASKED,
            "question_count": len(explorer.kg.questions()),
            "counts": [(label, _count(explorer, kind)) for kind, label in COUNTED.items()],
            "source_count": _count(explorer, term("Source")),
            "gap_count": _count(explorer, term("Gap")),
        },
        iri=DATASET,
        data=data_files(DATASET),
    )


def _count(explorer: Explorer, kind: str) -> int:
    ((found,),) = explorer.kg.store.select(_COUNT % kind).rows
    return int(found.value) if found is not None else 0
