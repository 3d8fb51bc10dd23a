"""The plain way to the same rows: parse graph/govkg.ttl with rdflib, run one query over it, look the names up.

Turtle holds the accepted facts alone, so the rows come without passages and a role without the modality of its passage.
There is no index of names: the event is given by its IRI. The names are looked up one by one, since rdflib takes
fifteen seconds for the same query with the names in it.

With ``--with-passages`` it parses graph/govkg.nq instead, which has the passages, and asks no more than before: the
least that a plain script for the whole answer takes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rdflib import SKOS, Dataset, Graph, Literal
from rdflib.term import Node

GRAPH = Path(__file__).resolve().parents[1] / "graph"
QUERY = """
PREFIX govkg: <https://w3id.org/govkg/ontology#>

SELECT DISTINCT ?from ?link ?target ?modality ?carries
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
}
"""


def name(graph: Graph, term: Node | None) -> str:
    """The English name of a term; the end of its IRI if the accepted facts have none, as for kinds of link."""
    names = [o for o in graph.objects(term, SKOS.prefLabel) if isinstance(o, Literal) and o.language == "en"]
    return str(names[0]) if names else str(term or "").rpartition("#")[2]


def main() -> None:
    """Print a line for each row: what feeds in, by which kind of link, into what, and how it is said."""
    if sys.argv[1:] == ["--with-passages"]:
        graph: Graph = Dataset().parse(GRAPH / "govkg.nq")
    else:
        graph = Graph().parse(GRAPH / "govkg.ttl")
    rows = [[name(graph, term) for term in row] for row in graph.query(QUERY)]  # type: ignore[union-attr]
    for row in sorted(rows):
        print("\t".join(row))


if __name__ == "__main__":
    main()
