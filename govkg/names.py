"""Names: from what people type to what is meant. Any id, name, alias or acronym in any language, roughly spelled."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from govkg.errors import Ambiguous, NotFound
from govkg.namespaces import DATA, RDF_TYPE, TERMS, data, short
from govkg.store import Store

_ALL_NAMES = """
PREFIX govkg: <https://w3id.org/govkg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?entity ?property ?name
WHERE {
  VALUES ?property { skos:prefLabel skos:altLabel govkg:acronym govkg:calledAs }
  ?entity ?property ?name .
}
"""
_TERMS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?term ?label WHERE { GRAPH <https://w3id.org/govkg/ontology> { ?term rdfs:label ?label } }
"""
_TYPES = "SELECT ?entity ?type WHERE { ?entity a ?type }"
_TYPE_OF = "SELECT ?type WHERE { <%s> a ?type }"
_PLAIN_ID = re.compile(re.escape(DATA) + r"[a-z0-9._/-]+")
_FEW = 5
_PREFERRED = "http://www.w3.org/2004/02/skos/core#prefLabel"
_AS_PRINTED = "https://w3id.org/govkg/ontology#calledAs"
_PLUS = re.compile(r"\bplus\b\s*")
_MARKS = re.compile(r"[^\w+]+")
_AROUND_PLUS = re.compile(r"\s*\+\s*")
_SCHEMES_IN_KEYS = ("link", "role", "group", "mode", "status", "missing")
_ROUGH_ENOUGH = 88.0
_CLEARLY_BETTER = 4.0
_WORTH_LISTING = 70.0


def normalised(name: str) -> str:
    """A name without case, accents and punctuation: ``"São Paulo"`` and ``"sao-paulo"`` are the same."""
    plain = name.casefold()
    # Most names are plain ASCII without a plus: what cannot apply to them is not tried.
    if not plain.isascii():
        # Taken apart, a letter may turn out to be a capital (the modifier letter "ᴾ"): then it is folded again.
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    if "plus" in plain:
        plain = _PLUS.sub("+", plain)
    plain = _MARKS.sub(" ", plain)
    if "+" in plain:
        plain = _AROUND_PLUS.sub("+", plain)
    return plain.strip()


@dataclass
class Names:
    """All names in a graph.

    Attributes:
        store: where classes are looked up.
        label: the name to show, by IRI.
        ranks: how that name was chosen: not English, its language, the name.
        exact: IRIs by normalised name.
        printed: IRIs by a normalised form that a document prints; such a form alone does not settle who is meant.
        spelled: all names as they are written, by IRI.
    """

    store: Store | None = field(default=None, repr=False)
    label: dict[str, str] = field(default_factory=dict)
    ranks: dict[str, tuple[bool, str, str]] = field(default_factory=dict, repr=False)
    exact: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    printed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    spelled: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set), repr=False)

    @classmethod
    def of(cls, store: Store) -> Names:
        """Read the names from a store."""
        names = cls(store, label={RDF_TYPE: "is a"})
        for entity, prop, name in store.select(_ALL_NAMES).rows:
            if isinstance(entity, NamedNode) and isinstance(name, Literal) and isinstance(prop, NamedNode):
                names._add(entity.value, prop.value, name)
        for entity, label in store.select(_TERMS).rows:
            if isinstance(entity, NamedNode) and isinstance(label, Literal):
                names.label.setdefault(entity.value, label.value)
        return names

    @cached_property
    def types(self) -> dict[str, set[str]]:
        """Class IRIs by IRI, of everything: read when first asked for, since most questions can do without."""
        found: dict[str, set[str]] = defaultdict(set)
        for entity, kind in self.store.select(_TYPES).rows if self.store else ():
            if isinstance(entity, NamedNode) and isinstance(kind, NamedNode):
                found[entity.value].add(kind.value)
        return found

    def _types_of(self, iri: str) -> set[str]:
        """Class IRIs of one thing, without reading those of all."""
        if "types" in self.__dict__ or self.store is None or not _PLAIN_ID.fullmatch(iri):
            return self.types.get(iri, set())
        return {kind.value for (kind,) in self.store.select(_TYPE_OF % iri).rows if kind is not None}

    def _add(self, iri: str, prop: str, name: Literal) -> None:
        if prop == _PREFERRED:
            # English first, then by the alphabet: what is shown must not depend on the order of a store.
            rank = (name.language != "en", name.language or "", name.value)
            if iri not in self.ranks or rank < self.ranks[iri]:
                self.ranks[iri], self.label[iri] = rank, name.value
        if prop == _PREFERRED and iri.startswith(DATA):
            self.exact[normalised(short(iri))].add(iri)
        (self.printed if prop == _AS_PRINTED else self.exact)[normalised(name.value)].add(iri)
        self.spelled[iri].add(name.value)

    def value(self, literal: Literal) -> str:
        """How a text, a date or a number reads: as it is; who shows sentences elsewhere may put dates in words."""
        return literal.value

    def show(self, iri: str) -> str:
        """The name to show for an IRI: its name, for a record the names in its key, else its id."""
        return self.label.get(iri) or self._record(iri) or short(iri)

    def _record(self, iri: str) -> str:
        """A record's name from its own key: ``role/itu--host--igf`` is "ITU – host – Internet Governance Forum"."""
        key = iri.removeprefix(DATA).rpartition("/")[2]
        parts = [[self._piece(piece) for piece in part.split("_")] for part in key.split("--")]
        if len(parts) < 2 or not all(piece for part in parts for piece in part):
            return ""
        return " – ".join(", ".join(part) for part in parts)

    def _piece(self, piece: str) -> str:
        """The name of one piece of a record's key: an entity, or a concept of one of the schemes in such keys."""
        concepts = (f"{TERMS}{scheme}-{piece}" for scheme in _SCHEMES_IN_KEYS)
        return next((self.label[iri] for iri in (data(piece), *concepts) if iri in self.label), "")

    def find(self, name: str, classes: frozenset[str] = frozenset()) -> str:
        """The IRI of what a name means.

        Args:
            name: id, IRI or name, in any language, roughly spelled.
            classes: class IRIs of which it must be (any of them); empty for any class.

        Raises:
            Ambiguous: several fit.
            NotFound: none fits.
        """
        found = self._fitting(name, classes)
        if len(found) == 1:
            return found[0]
        if found:
            raise Ambiguous(name, [self.line(iri) for iri in found], found)
        raise NotFound(f"nothing is called {name!r}{self._nearest(name, classes)}")

    def search(self, text: str, classes: frozenset[str] = frozenset(), limit: int = 10) -> list[str]:
        """The IRIs whose names come nearest to a text, best first; none for a text without a letter or digit.

        Names that hold every word, the last one perhaps only begun, come before names that merely look alike.

        Args:
            text: as far as it is typed.
            classes: class IRIs of which they must be (any of them); empty for any class.
            limit: how many to give.
        """
        wanted = normalised(text)
        if not wanted:
            return []
        found = [iri for iri in sorted(self.exact.get(wanted, ())) if self._is(iri, classes)]
        found += [iri for iri in self._begun(wanted, classes) if iri not in found]
        if len(found) < limit:
            found += [iri for _, iri in self._scored(wanted, classes) if iri not in found]
        return found[:limit]

    def family(self, name: str, classes: frozenset[str] = frozenset()) -> list[str]:
        """All IRIs whose names hold every word of ``name``: "anything called WSIS+10".

        Raises:
            NotFound: there is none.
        """
        found = self._holding(normalised(name), classes)
        if not found:
            raise NotFound(f"nothing has {name!r} in its name{self._nearest(name, classes)}")
        return found

    def line(self, iri: str) -> str:
        """One line that tells an entity apart: its name, its class and its id."""
        kinds = sorted(
            k.rpartition("#")[2].rpartition("/")[2]
            for k in self._types_of(iri)
            if k.startswith("https://w3id.org/govkg/")
        )
        kind = f" ({', '.join(kinds).lower()})" if kinds else ""
        return f"{self.show(iri)}{kind}: {short(iri)}"

    def _fitting(self, name: str, classes: frozenset[str]) -> list[str]:
        for iri in (name, data(name), data(name.removeprefix("gid:"))):
            is_there = iri in self.label or (_PLAIN_ID.fullmatch(iri) and self._types_of(iri))
            if iri.startswith(DATA) and is_there and self._is(iri, classes):
                return [iri]
        wanted = normalised(name)
        exact = [iri for iri in sorted(self.exact.get(wanted, ())) if self._is(iri, classes)]
        if exact:
            return exact
        return self._holding(wanted, classes) or self._alike(wanted, classes)

    def _is(self, iri: str, classes: frozenset[str]) -> bool:
        return iri.startswith(DATA) and (not classes or bool(self._types_of(iri) & classes))

    def _holding(self, wanted: str, classes: frozenset[str]) -> list[str]:
        words = set(wanted.split())
        if not words:
            return []
        found: dict[str, tuple[bool, int]] = {}
        for names in (self.exact, self.printed):
            for text, iris in names.items():
                if words <= set(text.split()):
                    # Names that begin with what was typed come first, then those with the fewest further words.
                    rank = (not text.startswith(wanted), len(text.split()) - len(words))
                    for iri in iris:
                        found[iri] = min(rank, found.get(iri, rank))
        if classes and len(found) > _FEW:
            _ = self.types  # One query for all is quicker than one for each.
        fitting = {iri: rank for iri, rank in found.items() if self._is(iri, classes)}
        return sorted(fitting, key=lambda iri: (fitting[iri], self.show(iri), iri))

    def _begun(self, wanted: str, classes: frozenset[str]) -> list[str]:
        """What has names with all the words that were typed, each perhaps only begun."""
        words = wanted.split()
        found: dict[str, tuple[bool, int]] = {}
        for names in (self.exact, self.printed):
            for text, iris in names.items():
                has = text.split()
                if all(any(one.startswith(word) for one in has) for word in words):
                    rank = (not text.startswith(wanted), len(text))
                    for iri in iris:
                        if self._is(iri, classes):
                            found[iri] = min(rank, found.get(iri, rank))
        return sorted(found, key=lambda iri: (found[iri], self.show(iri), iri))

    def _alike(self, wanted: str, classes: frozenset[str]) -> list[str]:
        scored = self._scored(wanted, classes)
        if not scored or scored[0][0] < _ROUGH_ENOUGH:
            return []
        best = scored[0][0]
        return [iri for score, iri in scored if score > best - _CLEARLY_BETTER]

    def _scored(self, wanted: str, classes: frozenset[str]) -> list[tuple[float, str]]:
        from rapidfuzz import fuzz, process

        scores: dict[str, float] = {}
        for text, score, _ in process.extract(
            wanted, list(self.exact), scorer=fuzz.ratio, limit=50, score_cutoff=_WORTH_LISTING
        ):
            for iri in self.exact[text]:
                if self._is(iri, classes):
                    scores[iri] = max(score, scores.get(iri, 0.0))
        return sorted(((score, iri) for iri, score in scores.items()), key=lambda pair: (-pair[0], pair[1]))

    def _nearest(self, name: str, classes: frozenset[str]) -> str:
        near = [self.line(iri) for _, iri in self._scored(normalised(name), classes)[:3]]
        return f"; the nearest are {'; '.join(near)}" if near else "; 'govkg show' takes any name, acronym or id"
