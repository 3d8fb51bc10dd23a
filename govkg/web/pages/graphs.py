"""The pages of graphs that are no passages: a file of the register, and what a rule derived."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Literal, Quad

from govkg.derive import rules
from govkg.errors import InputError, NotFound
from govkg.namespaces import DATA, PREFIXES, TERMS, short
from govkg.quads import text
from govkg.web.addresses import data_files
from govkg.web.explorer import Explorer
from govkg.web.linked import heading, plain
from govkg.web.page import Page
from govkg.web.searching import kind_of

MOST = 200
"""How many statements of one property are listed; of more, only what they come to."""

_DESCRIPTION = PREFIXES["dcterms"] + "description"


@dataclass(frozen=True, slots=True)
class Derived:
    """The statements of one property: each in words, or where they are too many how many of each value."""

    iri: str
    label: str
    count: int
    lines: list[str]
    values: list[tuple[str, str, int]]


def register_page(explorer: Explorer, iri: str) -> Page:
    """A file of the register: who and what it lists.

    Raises:
        NotFound: there is no such file.
    """
    names = explorer.kg.names
    held = explorer.entities.held.get(iri, [])
    if not held:
        raise NotFound(f"nothing is known about {short(iri)}")
    things = sorted({text(quad.subject) for quad in held}, key=lambda one: (names.show(one), one))
    file = short(iri).partition("/")[2]
    return Page(
        path=f"page/{short(iri)}",
        title=f"Register: {file}",
        template="register.html",
        about=f"The {len(things)} entries of the register of {file}: identity and names.",
        iri=iri,
        data=data_files(iri),
        values={"things": [(one, names.show(one), kind_of(names, one)) for one in things]},
    )


def derivation_page(explorer: Explorer, iri: str) -> Page:
    """A rule by which facts are derived: in words, as SPARQL, and what it derived; some rules find nothing to derive.

    Raises:
        NotFound: there is no such rule.
    """
    held = explorer.entities.held.get(iri, [])
    if not held and iri not in explorer.entities.said:
        raise NotFound(f"nothing is known about {short(iri)}")
    about = [text(q.object) for q in explorer.entities.said.get(iri, ()) if q.predicate.value == _DESCRIPTION]
    name = explorer.kg.names.show(iri)
    return Page(
        path=f"page/{short(iri)}",
        title=heading(name),
        template="derivation.html",
        about=min(about, default=""),
        iri=iri,
        data=data_files(iri),
        values={
            "description": min(about, default=""),
            "rule": _rule(explorer, short(iri).partition("/")[2]),
            "derived": _derived(explorer, held),
            "count": len(held),
        },
    )


def _rule(explorer: Explorer, name: str) -> str:
    """The text of a rule, without its header; empty if the project has no such rule, or none that can be read."""
    try:
        found = rules(explorer.kg.project.rules)
    except (InputError, OSError, UnicodeDecodeError):
        return ""
    lines = next((rule.text.splitlines() for rule in found if rule.name == name), [])
    return "\n".join(line for line in lines if not line.startswith("#+")).strip()


def _derived(explorer: Explorer, held: list[Quad]) -> list[Derived]:
    ordered = sorted(held, key=lambda quad: quad.predicate.value)
    return [
        _one(explorer, prop, list(quads)) for prop, quads in groupby(ordered, key=lambda quad: quad.predicate.value)
    ]


def _one(explorer: Explorer, prop: str, quads: list[Quad]) -> Derived:
    label = explorer.kg.names.show(prop)
    if len(quads) > MOST:
        counts = Counter(text(quad.object) for quad in quads)
        values = [
            (iri if iri.startswith((DATA, TERMS)) else "", explorer.kg.names.show(iri), number)
            for iri, number in counts.items()
        ]
        return Derived(prop, label, len(quads), [], sorted(values, key=lambda one: (-one[2], one[1])))
    subjects: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        value = quad.object
        shown = explorer.names.value(value) if isinstance(value, Literal) else explorer.names.show(text(value))
        subjects[explorer.names.show(text(quad.subject))].append(shown)
    lines = [f"{subject} {label} {', '.join(sorted(values))}" for subject, values in subjects.items()]
    return Derived(prop, label, len(quads), sorted(lines, key=plain), [])
