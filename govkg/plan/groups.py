"""Stakeholder groups: what a reader calls a group, and how a forum's own scheme matches it through the common one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from govkg.errors import NotFound
from govkg.names import normalised
from govkg.namespaces import term
from govkg.plan.claims import rows
from govkg.store import Store

_GROUPS = """
SELECT ?group ?scheme ?label ?alt ?close ?note
WHERE {
  ?group skos:inScheme ?scheme ; skos:prefLabel ?label .
  FILTER(STRSTARTS(STR(?group), "https://w3id.org/govkg/ontology#group-"))
  OPTIONAL { ?group skos:altLabel ?alt }
  OPTIONAL { ?group skos:closeMatch ?close }
  OPTIONAL { ?group skos:scopeNote ?note }
}
"""
_ALL = term("group-all")
_COMMON = term("group-scheme")
_PREFIX = term("group-")


@dataclass(slots=True)
class Groups:
    """All groups of all schemes.

    Attributes:
        label: the name to show, by IRI.
        scheme: the scheme, by IRI.
        close: the groups of the common scheme to which a group is close, by IRI.
        note: how far the match goes, by IRI.
        called: IRIs by normalised id, name or alias.
    """

    label: dict[str, str] = field(default_factory=dict)
    scheme: dict[str, str] = field(default_factory=dict)
    close: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    note: dict[str, str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store) -> Groups:
        """Read the groups from a store."""
        groups = cls()
        for group, scheme, label, alt, close, note in sorted(rows(store, _GROUPS)):
            groups.label[group] = label
            groups.scheme[group] = scheme
            if close:
                groups.close[group].add(close)
            if note:
                groups.note[group] = note
            for name in (group.removeprefix(_PREFIX), group.removeprefix(term("")), label, alt):
                if name:
                    groups.called.setdefault(normalised(name), group)
        return groups

    def find(self, name: str) -> str:
        """The IRI of the group of that name.

        Args:
            name: id, name or alias, in any case.

        Raises:
            NotFound: there is none; the nearest is named.
        """
        found = self.called.get(normalised(name)) or (name if name in self.label else "")
        if not found:
            from govkg.nearest import did_you_mean

            common = sorted(label for iri, label in self.label.items() if self.scheme[iri] == _COMMON)
            known = [*common, *sorted(self.label.values()), *sorted(self.called)]
            hint = did_you_mean(name, known, f"the common groups are {', '.join(common)}")
            raise NotFound(f"no group is called {name!r}; {hint}")
        return found

    def names(self, groups: Iterable[str]) -> tuple[str, ...]:
        """Names of groups, sorted."""
        return tuple(sorted(self.label.get(group, group) for group in groups))

    def same_words(self, group: str) -> set[str]:
        """The normalised names of a group and of those close to it, for actors that stand for the whole group."""
        common = self._common(group)
        return {name for name, iri in self.called.items() if iri == group or iri in common}

    def match(self, asked: str, groups: Iterable[str]) -> str:
        """How a rule for groups admits the group asked for, in words; empty if it does not.

        Args:
            asked: the group.
            groups: those that the rule names.
        """
        ways = sorted(way for group in groups if (way := self._way(asked, group))[1])
        return ways[0][1] if ways else ""

    def _way(self, asked: str, group: str) -> tuple[int, str]:
        name = self.label.get(group, group)
        if group == asked:
            return 0, f"{name}, as asked for"
        if group == _ALL:
            return 3, "everybody (no group is named)"
        if _ALL in self.close[group]:
            return 2, f"{name}, all groups of the forum{self._unnamed(asked, group)}"
        if group in self._common(asked):
            return 1, f"{name}, the common group that {self.label[asked]} is close to"
        if shared := self._common(asked) & self._common(group):
            note = f" ({self.note[group]})" if group in self.note else ""
            via = " and ".join(self.names(shared))
            return 1, f"{name}, close to {via} but not the same{note}"
        return 9, ""

    def _common(self, group: str) -> set[str]:
        return {group} if self.scheme.get(group) == _COMMON else set(self.close[group])

    def _unnamed(self, asked: str, group: str) -> str:
        """A caution where the forum's own scheme has no group close to the one asked for."""
        others = [g for g, scheme in self.scheme.items() if scheme == self.scheme.get(group) and g != group]
        wanted = self._common(asked) - {_ALL}
        if not others or not wanted or any(self._common(g) & wanted for g in others):
            return ""
        return f", among which {self.label[asked]} is not named"
