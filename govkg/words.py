"""Statements in words: a record as one sentence, any other statement as "name: property value"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal

from govkg.names import Names
from govkg.namespaces import ALT_LABEL, PREF_LABEL, PREFIXES, RDF_TYPE, XSD, term
from govkg.store import Solutions, Term

Fields = dict[str, list[Term]]

_TEMPLATES: dict[str, tuple[str, ...]] = {
    "Contribution": ("{from}", "{link}", "{to}", "({modality})"),
    "Role": ("{actor}:", "{role},", "{in}", "for {group}", "({title})", "(on: {perspective})", "({modality})"),
    "Rule": (
        "{group}",
        "{actor}",
        "may {mode}:",
        "{in}",
        "(access: {access})",
        "(condition: {condition})",
        "(limit: {limit})",
        "until {closes}",
        "({exclusive})",
    ),
    "Mandate": ("{mandated}:", "mandated by {instrument}", "of {issuedBy}", "({date})"),
    "State": ("{document}:", "{status}", "at {at}", "by {by}", "({date})", "({modality})"),
    "Gap": ("{about}:", "{missing}", "{gap}"),
    "Question": ("{askedBy} asks:", "{name}", "(about {about})"),
    "Position": ("{holder} holds:", "{name}", "(about {about})"),
}
"""How the records of each class read; a part is left out when one of its fields is not there."""

_KEYS = {term(n): n for n in (
    "from", "to", "link", "modality", "actor", "role", "in", "title", "perspective", "group", "mode", "access",
    "condition", "limit", "closes", "exclusive", "mandated", "instrument", "issuedBy", "date", "document", "status",
    "at", "by", "about", "missing", "gap", "askedBy", "holder",
)} | {PREF_LABEL: "name"}  # fmt: skip
_LENGTH = re.compile(
    r"P(?=.)(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<day>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hour>\d+)H)?(?:(?P<minute>\d+)M)?(?:(?P<second>\d+)S)?)?"
)
_OWN_WORDS = {PREFIXES["dcterms"] + "description", PREFIXES["skos"] + "note"}


def by_passage(said: Solutions) -> dict[str, dict[str, Fields]]:
    """Rows of passage, subject, property and value, gathered by passage and subject."""
    found: dict[str, dict[str, Fields]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for passage, subject, prop, value in said.rows:
        if passage is not None and subject is not None and prop is not None and value is not None:
            found[passage.value][subject.value][prop.value].append(value)
    return found


def record_class(fields: Fields) -> str:
    """The class of record that a subject's fields make; empty if it is no record."""
    types = {value.value.removeprefix(term("")) for value in fields.get(RDF_TYPE, ())}
    return next((name for name in _TEMPLATES if name in types), "")


def sentences(subject: str, fields: Fields, names: Names) -> list[str]:
    """What is said of a subject, one line a statement; a record is one line and what its template has no place for.

    Args:
        subject: IRI.
        fields: its properties and values.
        names: for readable values.
    """
    kind = record_class(fields)
    if not kind:
        return _plain(names.show(subject), fields, names)
    words = {_KEYS[p]: values(found, names) for p, found in fields.items() if p in _KEYS}
    if "exclusive" in words:
        words["exclusive"] = "only they" if any(value.value == "true" for value in fields[term("exclusive")]) else ""
    line = " ".join(part.format_map(defaultdict(str, words)) for part in _TEMPLATES[kind] if _filled(part, words))
    rest = {p: found for p, found in fields.items() if p != RDF_TYPE and _KEYS.get(p) not in _used(kind, words)}
    return [line, *(f"  {text}" for text in _plain("", rest, names))]


def _filled(part: str, words: dict[str, str]) -> bool:
    fields = [piece.split("}")[0] for piece in part.split("{")[1:]]
    return any(words.get(field) for field in fields)


def _used(kind: str, words: dict[str, str]) -> set[str]:
    text = "".join(_TEMPLATES[kind])
    return {name for name in words if f"{{{name}}}" in text}


def _plain(name: str, fields: Fields, names: Names) -> list[str]:
    lines = []
    for predicate, found in sorted(fields.items(), key=lambda pair: names.show(pair[0])):
        if predicate in (RDF_TYPE, PREF_LABEL, ALT_LABEL, term("acronym")):
            continue
        label = "" if predicate in _OWN_WORDS else f"{names.show(predicate)} "
        lead = f"{name}: " if name else ""
        lines.append(f"{lead}{label}{', '.join(sorted(_in_words(value, names) for value in found))}")
    return lines


def _in_words(value: Term, names: Names) -> str:
    """A value as it stands in a sentence: also a length of time in words."""
    is_length = isinstance(value, Literal) and value.datatype.value == XSD + "duration"
    counted = _LENGTH.fullmatch(value.value) if is_length else None
    if counted is None:
        return readable(value, names)
    parts = [(int(number), unit) for unit, number in counted.groupdict().items() if number]
    return " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts)


def values(found: Iterable[Term], names: Names) -> str:
    """Values as people read them, in a stable order."""
    return ", ".join(sorted(readable(value, names) for value in found))


def readable(value: Term | None, names: Names) -> str:
    """One value as people read it: a name, a date, a clock time without its zero seconds; empty for None."""
    if value is None:
        return ""
    if not isinstance(value, Literal):
        return names.show(value.value)
    if value.datatype.value == XSD + "time" and value.value.count(":") == 2:
        return value.value.removesuffix(":00")
    return names.value(value)
