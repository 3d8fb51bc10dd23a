"""Derived facts: what follows from accepted ones, by rules that stand in ``ontology/rules`` as SPARQL CONSTRUCT files.

Each derived statement stands in the accepted graph and in a graph named after its rule, so that it can always be told
from what a source says. Rules run once, in the order of their file names, each over the result of those before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryTriples, Store

from govkg.errors import BadQuery, InputError
from govkg.findings import Finding, Where
from govkg.header import read_header
from govkg.model.dates import bounds
from govkg.namespaces import EDTF, PREF_LABEL, PREFIXES, RDF_TYPE, XSD, data, term
from govkg.store import syntax_error

_DEFAULT = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Rule:
    """One derivation rule: its name, what it does, and its CONSTRUCT query."""

    name: str
    summary: str
    description: str
    text: str

    @property
    def graph(self) -> NamedNode:
        """The graph that holds what the rule derived."""
        return NamedNode(data(f"derivation/{self.name}"))


def rules(folder: Path) -> list[Rule]:
    """The rules of a folder in the order in which they run; the number before the name only orders them.

    Raises:
        InputError: a rule is not UTF-8 or no CONSTRUCT query, or its header is wrong.
    """
    return [_rule(path) for path in sorted(folder.glob("*.rq"))]


def _rule(path: Path) -> Rule:
    where = Where(f"ontology/rules/{path.name}")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InputError([Finding("not UTF-8", "utf-8", "save the file in the encoding UTF-8", where)]) from None
    except OSError as error:
        raise InputError([Finding(f"cannot read the file: {error.strerror}", "unreadable", "", where)]) from None
    try:
        if not isinstance(Store().query(text), QueryTriples):
            raise InputError([Finding("a rule must be a CONSTRUCT query", "rule", "", where)])
        header = read_header(text)
    except SyntaxError as error:
        raise InputError([Finding(str(syntax_error(text, error)), "rule", "", where)]) from None
    except BadQuery as error:
        raise InputError([Finding(str(error), "rule", "", where)]) from None
    name = path.stem.partition("-")[2] or path.stem
    return Rule(name, str(header.get("summary", name)), str(header.get("description", "")), text)


def derive(facts: Iterable[Quad], found: list[Rule]) -> list[Quad]:
    """What the rules derive from facts, in the default graph and in the graph of its rule, with rules described.

    Args:
        facts: statements of the default graph.
        found: the rules.
    """
    store = Store()
    store.bulk_extend(facts)
    derived: list[Quad] = []
    for rule in found:
        derived += _description(rule)
        new = [Quad(t.subject, t.predicate, t.object, _DEFAULT) for t in store.query(rule.text)]  # type: ignore[union-attr]
        new = [quad for quad in new if quad not in store]
        store.bulk_extend(new)
        for quad in new:
            derived += [quad, Quad(quad.subject, quad.predicate, quad.object, rule.graph)]
    return derived


def _description(rule: Rule) -> list[Quad]:
    pairs: list[tuple[str, NamedNode | Literal]] = [
        (RDF_TYPE, NamedNode(term("DerivationRule"))),
        (PREF_LABEL, Literal(rule.summary, language="en")),
        (PREFIXES["dcterms"] + "description", Literal(rule.description, language="en")),
    ]
    return [Quad(rule.graph, NamedNode(p), o, _DEFAULT) for p, o in pairs]


def date_records(quads: Iterable[Quad]) -> list[Quad]:
    """A record with its bounds for each EDTF text in the statements, so that plain SPARQL can compare imprecise dates.

    Raises:
        DateError: a literal typed as EDTF is none.
    """
    texts = {q.object.value for q in quads if isinstance(q.object, Literal) and q.object.datatype.value == EDTF}
    return [quad for text in sorted(texts) for quad in _date_record(text)]


def _date_record(text: str) -> list[Quad]:
    subject = NamedNode(data("date/" + _slug(text)))
    found = bounds(text)
    pairs: list[tuple[str, NamedNode | Literal]] = [
        (RDF_TYPE, NamedNode(term("Date"))),
        (term("edtf"), Literal(text, datatype=NamedNode(EDTF))),
        (term("certainDate"), Literal(str(found.certain).lower(), datatype=NamedNode(XSD + "boolean"))),
    ]
    for name, day in (
        ("earliestStart", found.earliest_start),
        ("latestStart", found.latest_start),
        ("earliestEnd", found.earliest_end),
        ("latestEnd", found.latest_end),
    ):
        if day is not None:
            pairs.append((term(name), Literal(str(day), datatype=NamedNode(XSD + "date"))))
    return [Quad(subject, NamedNode(p), o, _DEFAULT) for p, o in pairs]


def _slug(text: str) -> str:
    """An EDTF text as the end of an IRI; no two valid texts share one."""
    names = {"/": "--", "..": "open", "?": "-uncertain", "~": "-approximate", "%": "-uncertain-approximate", ":": "."}
    for mark, name in names.items():
        text = text.replace(mark, name)
    return text
