"""What an editor of SPARQL offers: prefixes, the canned questions, and the terms with what they mean."""

from __future__ import annotations

import json

from pyoxigraph import Literal, NamedNode

from govkg.namespaces import PREFIXES
from govkg.web.explorer import Explorer
from govkg.web.page import Asked, File

_TERMS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?term ?label ?description
WHERE {
  GRAPH <https://w3id.org/govkg/ontology> {
    { ?term rdfs:label ?label } UNION { ?term skos:prefLabel ?label }
    OPTIONAL { { ?term skos:definition ?description } UNION { ?term rdfs:comment ?description } }
  }
}
"""


def queries_file(explorer: Explorer, asked: Asked) -> File:
    """Prefixes, questions and terms, for a program."""
    kg = explorer.kg
    questions = [kg.question(name) for name in kg.questions()]
    found = {
        "prefixes": PREFIXES,
        "queries": [{"name": one.name, "summary": one.summary, "sparql": _plain(one.text)} for one in questions],
        "terms": _terms(explorer),
    }
    return File(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode(), "application/json")


def _plain(sparql: str) -> str:
    """A query without its header, which is for programs."""
    return "\n".join(line for line in sparql.splitlines() if not line.startswith("#+")).strip() + "\n"


def _terms(explorer: Explorer) -> list[dict[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for iri, label, description in explorer.kg.store.select(_TERMS).rows:
        if isinstance(iri, NamedNode) and isinstance(label, Literal):
            said = (label.value, description.value if isinstance(description, Literal) else "")
            # Names in several languages, or two descriptions: the same one each time, whatever the order of a store.
            found[iri.value] = min(said, found.get(iri.value, said))
    return [
        {"iri": iri, "label": label, "description": description} for iri, (label, description) in sorted(found.items())
    ]
