"""What belongs to a process, an event or a series: its parts and editions, the ways into them, and what feeds them.

Parts and editions are followed to any depth, for a part of a part is a part. What feeds into something is not: the
shortcut ``feedsInto`` holds for one step alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from govkg.store import Store

_BELOW = """
PREFIX govkg: <https://w3id.org/govkg/ontology#>
SELECT DISTINCT ?thing ?above
WHERE {
  { ?thing govkg:partOf ?above }
  UNION { ?thing govkg:editionOf ?above }
  UNION { ?thing govkg:about ?above . ?thing a govkg:Call }
  UNION { ?thing govkg:in ?above . ?thing a govkg:Rule }
}
"""
_FEEDS = """
PREFIX govkg: <https://w3id.org/govkg/ontology#>
SELECT DISTINCT ?thing ?into WHERE { ?thing govkg:feedsInto ?into }
"""


@dataclass(frozen=True, slots=True)
class Belonging:
    """What stands below each thing and what feeds into it, by IRI.

    Attributes:
        below: parts, editions, calls about it and rules for it, one step down.
        feeding: what feeds into it, as far as a source states, plans or expects it.
    """

    below: dict[str, set[str]] = field(default_factory=dict)
    feeding: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store) -> Belonging:
        """Read what belongs to what from the accepted facts of a store."""
        return cls(*(_by_second(store.select(query).rows) for query in (_BELOW, _FEEDS)))

    def own(self, thing: str) -> frozenset[str]:
        """The thing itself, its parts and editions to any depth, and the ways into any of these."""
        found = [thing]
        seen = {thing}
        for one in found:
            new = sorted(self.below.get(one, set()) - seen)
            seen.update(new)
            found += new
        return frozenset(found)

    def all(self, thing: str) -> frozenset[str]:
        """The same, what feeds into any of it, and the ways into that."""
        own = self.own(thing)
        fed = {one for part in own for one in self.feeding.get(part, ())}
        return own.union(*(self.own(one) for one in sorted(fed)))


def _by_second(rows: Iterable[tuple[object, ...]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for thing, above in rows:
        found[str(getattr(above, "value", ""))].add(str(getattr(thing, "value", "")))
    return dict(found)
