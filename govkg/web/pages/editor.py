"""The page where people write SPARQL."""

from __future__ import annotations

from govkg.web.explorer import Explorer
from govkg.web.page import Page

EXAMPLE = """\
PREFIX govkg: <https://w3id.org/govkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

# What feeds into the WSIS+10 High-Level Event, and which passage says so?
SELECT ?from ?link ?passage
WHERE {
  GRAPH ?passage {
    ?record govkg:from ?thing ; govkg:link ?kind ; govkg:to <https://w3id.org/govkg/id/wsis10-high-level-event>
  }
  ?thing skos:prefLabel ?from .
  ?kind skos:prefLabel ?link .
  FILTER(lang(?from) = "en")
}
ORDER BY ?from ?link ?passage
"""
"""What stands in the field before anybody writes in it."""

FORMATS: tuple[tuple[str, str], ...] = (
    ("text/csv", "CSV"),
    ("application/sparql-results+json", "JSON"),
    ("application/sparql-results+xml", "XML"),
    ("text/turtle", "Turtle, for CONSTRUCT and DESCRIBE"),
)
"""How an answer may come, where a server gives it."""


def editor_page(explorer: Explorer, query: str = "") -> Page:
    """The editor.

    Args:
        explorer: the graph.
        query: what stands in it; an example if empty.
    """
    return Page(
        path="editor",
        title="Ask in SPARQL",
        template="editor.html",
        about="Ask the whole graph, with its provenance, in SPARQL.",
        scripts=("editor.js",),
        values={"query": query or EXAMPLE, "formats": FORMATS},
    )
