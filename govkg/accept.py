"""Acceptance: from what passages say to what we hold.

The accepted facts are all claims, less those that a decision sets aside, less plain statements of passages that only
wish, ask or frame. Two values where the shapes allow one are a conflict, and a conflict that nobody decided stops
the build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from govkg.findings import Finding, Severity, Where
from govkg.model.firmness import NO_PLAIN_FACT
from govkg.namespaces import PREFIXES, RDF_TYPE, short, term
from govkg.quads import key, text

_RECORDS = {term(name) for name in ("Contribution", "Role", "Rule", "State", "Mandate", "Question", "Position", "Gap")}
_NO_PLAIN_FACT = {term(f"modality-{name}") for name in NO_PLAIN_FACT}
_NAMING = {term("calledAs")}


@dataclass(frozen=True, slots=True)
class Decision:
    """What is accepted about one thing, and which passages' claims are set aside."""

    iri: str
    about: str
    property: str
    accepts: frozenset[str]
    sets_aside: frozenset[str]


def decisions(quads: Iterable[Quad]) -> list[Decision]:
    """The decisions described in a list of statements, by their IRI."""
    fields: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            fields[quad.subject.value][quad.predicate.value].add(quad.object.value)
    return [
        Decision(
            iri,
            # The shapes allow one of each; of two, the build with that error must be the same every time.
            min(found[term("about")], default=""),
            min(found[term("property")], default=""),
            frozenset(found[term("accepts")]),
            frozenset(found[term("setsAside")]),
        )
        for iri, found in sorted(fields.items())
        if term("Decision") in found[RDF_TYPE]
    ]


def single_valued(shapes: Iterable[Quad]) -> set[str]:
    """Properties of which the shapes allow one value (``sh:maxCount 1`` on a plain path), so that two are a conflict.

    What the shape of decisions alone asks is left out: a decision is about one thing, a document about many.
    """
    paths: dict[object, str] = {}
    single: set[object] = set()
    classes: dict[object, set[str]] = defaultdict(set)
    owners: dict[object, set[object]] = defaultdict(set)
    for quad in shapes:
        name = quad.predicate.value.removeprefix(PREFIXES["sh"])
        if name == "path" and isinstance(quad.object, NamedNode):
            paths[quad.subject] = quad.object.value
        elif name == "maxCount" and text(quad.object) == "1":
            single.add(quad.subject)
        elif name == "targetClass":
            classes[quad.subject].add(text(quad.object))
        elif name == "property":
            owners[quad.object].add(quad.subject)
    decided = {shape for shape, found in owners.items() if all(classes[o] == {term("Decision")} for o in found)}
    return {path for shape, path in paths.items() if shape in single - decided}


def accepted(claims: list[Quad], modality: dict[str, str], decided: list[Decision]) -> list[Quad]:
    """The claims that hold.

    Args:
        claims: statements, each in the graph of its passage (or of its register file).
        modality: IRI of the modality by IRI of the passage.
        decided: the decisions.
    """
    records = {text(q.subject) for q in claims if q.predicate.value == RDF_TYPE and text(q.object) in _RECORDS}
    aside = {(graph, d.about, d.property) for d in decided for graph in d.sets_aside}

    def holds(quad: Quad) -> bool:
        graph, subject, predicate = key(quad)
        if (graph, subject, predicate) in aside or (graph, subject, "") in aside:
            return False
        plain = subject not in records and predicate not in _NAMING
        return not (plain and modality.get(graph) in _NO_PLAIN_FACT)

    return [quad for quad in claims if holds(quad)]


Differing = dict[tuple[str, str], dict[str, list[str]]]
"""By subject and property: the values that sources give, each with the graphs that give it."""


def differing(facts: list[Quad], single: set[str]) -> Differing:
    """Where accepted claims leave a subject with two values of a property that may have one.

    Args:
        facts: accepted claims.
        single: single-valued properties.
    """
    values: Differing = defaultdict(lambda: defaultdict(list))
    for quad in facts:
        if quad.predicate.value in single:
            graph, subject, predicate = key(quad)
            values[subject, predicate][str(quad.object)].append(graph)
    return {one: found for one, found in sorted(values.items()) if len(found) > 1}


def conflicts(
    found: Differing,
    decided: list[Decision],
    places: dict[tuple[str, str, str], Where],
    key_of: dict[str, str],
) -> list[Finding]:
    """A finding for each conflict that no decision settles.

    Args:
        found: what ``differing`` gave.
        decided: the decisions; one that sets too little aside is named.
        places: where a statement of a subject and property in a graph is written.
        key_of: the curator's word for a property.
    """
    findings = []
    tried = {(d.about, d.property): d.iri for d in decided}
    for (subject, predicate), values in found.items():
        hint = "decide it in graph/decisions.yaml, with the reason"
        if decision := tried.get((subject, predicate)):
            hint = f"{short(decision)} leaves them: add setsAside with what is not accepted, with both if both stand"
        said = "; ".join(
            f"{_plain(value)} in {', '.join(short(g) for g in sorted(graphs))}"
            for value, graphs in sorted(values.items())
        )
        first = min(
            (w for graphs in values.values() for g in graphs if (w := places.get((g, subject, predicate)))),
            default=None,
        )
        findings.append(
            Finding(
                f"sources differ on {key_of.get(predicate, short(predicate))} of {short(subject)}: {said}",
                "undecided-conflict",
                hint,
                first,
                subject,
            )
        )
    return findings


def stale(decided: list[Decision], claims: list[Quad], places: dict[tuple[str, str, str], Where]) -> list[Finding]:
    """A warning for each decision that sets aside a claim which no passage makes."""
    said = {key(q) for q in claims}
    about = {(graph, subject) for graph, subject, _ in said}
    findings = []
    for decision in decided:
        for graph in sorted(decision.sets_aside):
            hit = (
                (graph, decision.about, decision.property) in said
                if decision.property
                else (graph, decision.about) in about
            )
            if not hit:
                message = f"{short(graph)} does not say what is set aside about {short(decision.about)}"
                where = places.get(("", decision.iri, term("setsAside")))
                findings.append(
                    Finding(
                        message, "stale-decision", "mend or delete the decision", where, decision.iri, Severity.WARNING
                    )
                )
    return findings


def _plain(value: str) -> str:
    if value.startswith("<"):
        return short(value[1:-1])
    return value.rsplit("^^", 1)[0].rsplit("@", 1)[0]
