"""The pages of graphs that are no passages: a file of the register, and what a rule derived."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Literal, Quad

from govkg.errors import NotFound
from govkg.namespaces import DATA, PREFIXES, TERMS, short
from govkg.quads import text
from govkg.web.explorer import Explorer
from govkg.web.linked import heading, plain
from govkg.web.page import Page
from govkg.web.pages.entity import DATA_TYPES
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
        data=_data(iri),
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
        data=_data(iri),
        values={
            "description": min(about, default=""),
            "rule": _rule(explorer, short(iri).partition("/")[2]),
            "derived": _derived(explorer, held),
            "count": len(held),
        },
    )


def _data(iri: str) -> dict[str, str]:
    return {media_type: f"data/{short(iri)}.{suffix}" for media_type, suffix in DATA_TYPES.items()}


def _rule(explorer: Explorer, name: str) -> str:
    """The text of a rule, which the project keeps in a file that begins with a number; empty if it is not at hand."""
    found = sorted(explorer.kg.project.rules.glob("*.rq"))
    path = next((path for path in found if path.stem.lstrip("0123456789-") == name), None)
    lines = path.read_text(encoding="utf-8").splitlines() if path else []
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
