"""The nearest thing that something leads to, for a target that nothing leads to."""

from __future__ import annotations

from govkg.known import Known
from govkg.model.firmness import NO_PLAIN_FACT
from govkg.names import Names, normalised
from govkg.namespaces import DATA, term
from govkg.plan.claims import rows, values
from govkg.store import Store

_FARTHEST = 4
_NEIGHBOURS = """
SELECT DISTINCT ?near ?passage
WHERE {
  %s
  { GRAPH ?passage { ?thing ?property ?near } }
  UNION
  { GRAPH ?passage { ?near ?property ?thing } }
  UNION
  { GRAPH ?passage { ?record ?one ?thing ; ?other ?near . ?record a ?class } }
}
"""
_WAYS_IN = """
SELECT ?near ?passage ?modality
WHERE {
  %s
  { GRAPH ?passage { ?rule a govkg:Rule ; govkg:in ?near } }
  UNION
  { GRAPH ?passage { ?call govkg:about ?near } ?call a govkg:Call }
  UNION
  { GRAPH ?passage { ?contribution govkg:to ?near ; govkg:modality ?modality } }
}
"""
_NO_WAY = frozenset(term(f"modality-{name}") for name in NO_PLAIN_FACT)


def nearest_with_a_way_in(store: Store, known: Known, names: Names, target: str) -> str:
    """The thing with a way in that is fewest links away, then most alike in name; empty if none is near."""
    from rapidfuzz import fuzz

    seen = {target}
    level = {target}
    for _ in range(_FARTHEST):
        found = rows(store, _NEIGHBOURS % values("thing", level))
        level = {
            near
            for near, passage in found
            if passage in known.voices and near.startswith(DATA) and near in names.label and near not in seen
        }
        if not level:
            return ""
        seen |= level
        ways = rows(store, _WAYS_IN % values("near", level))
        open_ones = {near for near, passage, how in ways if passage in known.voices and how not in _NO_WAY}
        if open_ones:
            wanted = normalised(names.show(target))
            return min(open_ones, key=lambda iri: (-fuzz.WRatio(wanted, normalised(names.show(iri))), iri))
    return ""
