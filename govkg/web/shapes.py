"""SHACL shapes in words: what must hold of the things of a class, one sentence a property.

Reads the constraints that govkg's own shapes use; what it does not know it shows by name, so that nothing that holds
is left out without a word. https://www.w3.org/TR/shacl/
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import RdfFormat, parse

from govkg.namespaces import PREFIXES, TERMS, XSD, short
from govkg.quads import text

SH = PREFIXES["sh"]
RDF = PREFIXES["rdf"]
Piece = tuple[str, str]
"""Words, and the IRI they name; empty if they name none."""

Shapes = dict[str, dict[str, list[str]]]

_NOUNS: dict[str, tuple[str, str]] = {
    PREFIXES["edtf"] + "EDTF": ("EDTF date", "EDTF dates"),
    RDF + "langString": ("text with its language", "texts, each with its language"),
    XSD + "string": ("plain text", "plain texts"),
    XSD + "integer": ("whole number", "whole numbers"),
    XSD + "boolean": ("“true” or “false”", "“true” or “false”"),
    XSD + "date": ("day", "days"),
    XSD + "time": ("clock time", "clock times"),
    XSD + "dateTime": ("instant", "instants"),
    XSD + "duration": ("duration", "durations"),
}
_THINGS = ("value", "values")
_COUNTS = {("1", "1"): "exactly one", ("1", ""): "at least one", ("", "1"): "at most one", ("", ""): "any number of"}
_KNOWN = {
    *("path", "message", "severity", "minCount", "maxCount", "datatype", "class", "nodeKind", "node", "or", "not"),
    *("hasValue", "minInclusive", "pattern", "uniqueLang", "disjoint", "lessThan", "lessThanOrEquals"),
    *("property", "targetClass"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What a shape asks of one property.

    Attributes:
        id: of the shape, as the page's address names it.
        path: IRI of the property.
        words: what is asked.
        advice: what to do where it does not hold.
    """

    id: str
    path: str
    words: list[Piece]
    advice: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What is asked of the things of some classes.

    Attributes:
        id: as the page's address names it.
        targets: IRIs of the classes.
        words: what is asked of the thing as a whole; may be empty.
        advice: what to do where that does not hold.
        rules: what is asked of its properties.
    """

    id: str
    targets: tuple[str, ...]
    words: list[Piece]
    advice: str
    rules: list[Rule] = field(default_factory=list)


def shapes(turtle: bytes) -> list[Shape]:
    """The node shapes of a Turtle file that have classes, in the order of the file; the others stand in their words."""
    said: Shapes = defaultdict(lambda: defaultdict(list))
    for quad in parse(turtle, RdfFormat.TURTLE):
        said[text(quad.subject)][quad.predicate.value].append(text(quad.object))
    return [_shape(iri, said) for iri in list(said) if SH + "targetClass" in said[iri]]


def _shape(iri: str, said: Shapes) -> Shape:
    rules = [_rule(one, said) for one in said[iri].get(SH + "property", ())]
    targets = tuple(said[iri].get(SH + "targetClass", ()))
    return Shape(_id(iri), targets, _between(list(_whole(iri, said)), "; "), _one(said, iri, "message"), rules)


def _rule(iri: str, said: Shapes) -> Rule:
    path = _one(said, iri, "path")
    return Rule(_id(iri), path, _between(_asked(iri, said), "; "), _one(said, iri, "message"))


def _asked(iri: str, said: Shapes) -> list[list[Piece]]:
    """What is asked of the values of a property, clause by clause."""
    low, high = _one(said, iri, "minCount"), _one(said, iri, "maxCount")
    is_warning = SH + "Warning" in said[iri].get(SH + "severity", ())
    warning: list[list[Piece]] = [[("else there is a warning, no error", "")]] if is_warning else []
    if high == "0":
        return [[("none", "")], *warning]
    count = _COUNTS.get((low, high)) or " and ".join(
        words for words in (f"at least {low}" if low else "", f"at most {high}" if high else "") if words
    )
    is_one = high == "1" or (low == "1" and not high)
    nouns = _nouns(iri, said)
    return [[(f"{count} ", ""), *nouns[0 if is_one else 1]], *_clauses(iri, said), *warning]


def _nouns(iri: str, said: Shapes) -> tuple[list[Piece], list[Piece]]:
    """What the values are, one and several."""
    if datatype := _one(said, iri, "datatype"):
        one, more = _NOUNS.get(datatype, (short(datatype), short(datatype)))
        return [(one, "")], [(more, "")]
    if kind := _one(said, iri, "class"):
        return [(short(kind), kind)], [("things of the class ", ""), (short(kind), kind)]
    if shape := _one(said, iri, "node"):
        if scheme := _scheme(shape, said):
            of = [(" of the scheme ", ""), (short(scheme), scheme)]
            return [("concept", ""), *of], [("concepts", ""), *of]
        meaning = _meaning(shape, said)
        return [("value that ", ""), *meaning], [("values, each of which ", ""), *meaning]
    if short(_one(said, iri, "nodeKind")) == "sh:IRI":
        return [("thing, named by its IRI", "")], [("things, named by their IRIs", "")]
    return [(_THINGS[0], "")], [(_THINGS[1], "")]


def _clauses(iri: str, said: Shapes) -> Iterator[list[Piece]]:
    """What is asked beside number and kind."""
    for value in said[iri].get(SH + "hasValue", ()):
        yield [("one of them ", ""), _shown(value)]
    for value in said[iri].get(SH + "minInclusive", ()):
        yield [(f"{value} or more", "")]
    for value in said[iri].get(SH + "pattern", ()):
        yield [(f"of the pattern {value}", "")]
    if said[iri].get(SH + "uniqueLang"):
        yield [("one a language", "")]
    for name, words in (
        ("disjoint", "not the same as "),
        ("lessThan", "before "),
        ("lessThanOrEquals", "not after "),
    ):
        for value in said[iri].get(SH + name, ()):
            yield [(words, ""), (short(value), value)]
    yield from _whole(iri, said, "each of which ", "none of which ")
    for prop in sorted(said[iri]):
        if prop.startswith(SH) and prop.removeprefix(SH) not in _KNOWN:
            yield [(f"{short(prop)} {', '.join(said[iri][prop])}", "")]


def _whole(iri: str, said: Shapes, each: str = "", none: str = "not: ") -> Iterator[list[Piece]]:
    """What is asked by way of other shapes, in their place; of values, it is asked of each."""
    for first in said[iri].get(SH + "or", ()):
        options = _between([_meaning(shape, said) for shape in _list(first, said)], " or ")
        yield [(each, ""), *options] if each else options
    for shape in said[iri].get(SH + "not", ()):
        yield [(none, ""), *_meaning(shape, said)]


def _meaning(shape: str, said: Shapes) -> list[Piece]:
    """What it takes to fit a shape that others refer to."""
    fields = said[shape]
    parts: list[list[Piece]] = [
        [("is of the class ", ""), (short(kind), kind)] for kind in fields.get(SH + "class", ())
    ]
    parts += _whole(shape, said)
    for rule in fields.get(SH + "property", ()):
        path = _one(said, rule, "path")
        if value := _one(said, rule, "hasValue"):
            parts.append([(short(path), path), (" is ", ""), _shown(value)])
        elif pattern := _one(said, rule, "pattern"):
            parts.append([("has ", ""), (short(path), path), (f" of the pattern {pattern}", "")])
        else:
            parts.append([("has ", ""), (short(path), path)])
    return _between(parts, " and ")


def _shown(value: str) -> Piece:
    return (short(value), value) if "://" in value else (f"“{value}”", "")


def _scheme(shape: str, said: Shapes) -> str:
    """The scheme to which a shape restricts values; empty if it does something else."""
    for rule in said[shape].get(SH + "property", ()):
        if short(_one(said, rule, "path")) == "skos:inScheme":
            return _one(said, rule, "hasValue")
    return ""


def _list(first: str, said: Shapes) -> Iterator[str]:
    while first and first != RDF + "nil":
        yield from said[first].get(RDF + "first", ())
        first = next(iter(said[first].get(RDF + "rest", ())), "")


def _between(parts: list[list[Piece]], between: str) -> list[Piece]:
    """Parts with words between them."""
    found: list[Piece] = []
    for part in parts:
        found += [(between, ""), *part] if found else part
    return found


def _id(iri: str) -> str:
    return iri.removeprefix(TERMS)


def _one(said: Shapes, iri: str, name: str) -> str:
    return next(iter(said[iri].get(SH + name, ())), "")
