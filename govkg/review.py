"""A source passage by passage: what each is said to say, in words, for a reader who holds it against the text."""

from __future__ import annotations

from dataclasses import dataclass

from govkg.evidence import Passage, passages
from govkg.names import Names
from govkg.store import Store
from govkg.words import by_passage, sentences

_GRAPHS = """
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?passage ?subject ?property ?value
WHERE {
  ?passage oa:hasSource <%s> .
  GRAPH ?passage { ?subject ?property ?value }
}
"""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One passage and what it is said to say, one line a statement."""

    passage: Passage
    lines: tuple[str, ...]


def review(store: Store, names: Names, source: str) -> list[Reviewed]:
    """All passages of a source in the order of the text.

    Args:
        store: where the statements are.
        names: all names.
        source: IRI of the source.
    """
    said = by_passage(store.select(_GRAPHS % source))
    found = passages(store, said)
    reviewed = [
        Reviewed(
            found[iri],
            tuple(line for subject, fields in sorted(subjects.items()) for line in sentences(subject, fields, names)),
        )
        for iri, subjects in said.items()
    ]
    return sorted(reviewed, key=lambda one: (one.passage.spans, one.passage.iri))
