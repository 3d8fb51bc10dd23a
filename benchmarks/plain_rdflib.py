"""The plain way to the same rows: parse graph/govkg.ttl with rdflib and run one query over it.

Turtle holds the accepted facts alone, so the rows come without passages and a role without the modality of its passage.
There is no index of names: the event is given by its IRI.
"""

from __future__ import annotations

from pathlib import Path

import rdflib

GRAPH = Path(__file__).resolve().parents[1] / "graph" / "govkg.ttl"
QUERY = """
PREFIX govkg: <https://w3id.org/govkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT DISTINCT ?from_name ?link ?to_name ?modality ?carries
WHERE {
  VALUES ?target { <https://w3id.org/govkg/id/wsis10-high-level-event> }
  {
    ?record govkg:to ?target ; govkg:from ?from ; govkg:link ?link ; govkg:modality ?modality .
    OPTIONAL { ?record govkg:carries ?carries }
  }
  UNION
  {
    ?record govkg:mandated ?target ; govkg:instrument ?from .
    VALUES ?link { govkg:link-mandates }
  }
  UNION
  {
    VALUES ?link { govkg:role-convener govkg:role-host govkg:role-organiser govkg:role-co-facilitator }
    ?record govkg:in ?target ; govkg:role ?link ; govkg:actor ?from .
    OPTIONAL { ?record govkg:modality ?modality }
  }
  ?from skos:prefLabel ?from_name .
  ?target skos:prefLabel ?to_name .
  FILTER(LANG(?from_name) = "en" && LANG(?to_name) = "en")
}
ORDER BY ?from_name ?link
"""


def main() -> None:
    """Print a line for each row: what feeds in, by which kind of link, into what, and how it is said."""
    graph = rdflib.Graph().parse(GRAPH)
    for row in graph.query(QUERY):
        print("\t".join("" if cell is None else cell.rpartition("#")[2] for cell in row))  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
