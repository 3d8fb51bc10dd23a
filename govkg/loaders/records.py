"""Entries of YAML, checked against the context and turned into JSON-LD objects.

A record without an id gets one from its own key fields, so that two passages that say the same contribute to one
record and a rebuild from shuffled files is the same to the byte.
"""

from __future__ import annotations

import re
from typing import Any

from pyoxigraph import NamedNode

from govkg.findings import Finding, Where
from govkg.loaders.context import Context, Key
from govkg.loaders.contract import Loaded, Mention
from govkg.loaders.yaml_nodes import Node
from govkg.model.dates import DateError, bounds
from govkg.nearest import did_you_mean

ID_FORM = "small letters, digits, hyphens; a slash between parts"
KEY_FIELDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "Contribution": (("from",), ("link",), ("to",)),
    "Role": (("actor",), ("role",), ("in",)),
    "Rule": (("group", "actor"), ("mode",), ("in",)),
    "Mandate": (("mandated",), ("instrument", "issuedBy")),
    "State": (("document",), ("status",)),
    "Gap": (("about",), ("missing",)),
}
"""The fields whose values make a record's id; alternatives stand together."""

ID = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
_JOINT = re.compile(r"[_.]|--")
"""What stands between the parts of a record's id: values, parts of ids and fields."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class Records:
    """Reads entries into JSON-LD objects and notes in a ``Loaded`` what they define, mention and get wrong."""

    def __init__(self, context: Context, loaded: Loaded) -> None:
        self.context = context
        self.loaded = loaded
        self.graph = ""
        """The graph that the entries being read will stand in."""
        self.document = ""
        """The source being read: a gap is the silence of one document, so its id holds the document's."""

    def place(self, subject: str, predicate: str, where: Where) -> None:
        """Note where a statement is written."""
        self.loaded.places.setdefault((self.graph, subject, predicate), where)

    def read(self, node: Node) -> dict[str, Any] | None:
        """One entry as a JSON-LD object; None if it has no usable identity (a finding says why)."""
        if not isinstance(node.value, dict):
            self.error("an entry must be a mapping such as {id: itu, ...}", "form", "write key: value", node.where)
            return None
        written = node.value["type"].items() if "type" in node.value else []
        types = [known for item in written if (known := self._type(item))]
        # A record without an id takes one after its type: with a type that is wrong there is no telling.
        nameless = "id" not in node.value and len(types) < len(written)
        iri = None if nameless else self._identity(node, types)
        entry: dict[str, Any] = {"id": iri}
        whole = len(types) == len(written)
        if iri is not None:
            self.place(iri, "", node.where)
            if written:
                entry["type"] = types
                self.loaded.defines.setdefault(iri, node.where)
            else:
                self.loaded.mentions.append(Mention(iri, self._written(node), node.value["id"].where))
        for name, value in node.value.items():
            if name in ("id", "type"):
                continue
            key = self.context.keys.get(name)
            if key is None:
                self.unknown_key(name, node.keys.get(name, value.where), list(self.context.keys))
                whole = False
                continue
            entry[name] = self.fill(iri or "", key, value)
        if iri is None:
            return None
        if not whole:
            self.loaded.broken.add((iri, ""))
        return entry

    def fill(self, subject: str, key: Key, node: Node) -> Any:
        """The values of a subject's key, with a note of where they stand and of whether some are wrong."""
        found_before = len(self.loaded.findings)
        self.place(subject, key.iri, node.where)
        values = self.values(key, node)
        if len(self.loaded.findings) > found_before:
            self.loaded.broken.add((subject, key.iri))
        return values

    def values(self, key: Key, node: Node) -> Any:
        """The values of a key, checked by the key's kind; wrong ones are noted and left out."""
        if key.by_language:
            return self._by_language(key, node)
        if node.value == []:
            self.error(f"{key.name!r} is an empty list", "empty-value", "write a value or delete the key", node.where)
        return [value for item in node.items() if (value := self._scalar(key, item))]

    def error(self, message: str, rule: str, hint: str, where: Where) -> None:
        """Note an error."""
        self.loaded.findings.append(Finding(message, rule, hint, where))

    def unknown_key(self, name: str, where: Where, known: list[str]) -> None:
        """Note a key that is not defined."""
        self.error(
            f"unknown key {name!r}", "unknown-key", did_you_mean(name, known, "see ontology/context.jsonld"), where
        )

    def _type(self, node: Node) -> str:
        if node.text in self.context.types:
            return node.text
        known = list(self.context.types)
        self.error(f"unknown type {node.text!r}", "unknown-type", did_you_mean(node.text, known), node.where)
        return ""

    def _written(self, node: Node) -> str:
        given = node.get("id")
        return given.text if given else ""

    def _identity(self, node: Node, types: list[str]) -> str | None:
        given = node.get("id")
        if given is not None:
            if not ID.fullmatch(given.text):
                self.error(f"{given.text!r} is not an id", "bad-id", ID_FORM, given.where)
                return None
            return self.context.iri(given.text)
        kind = next((t for t in KEY_FIELDS if t in types), None)
        if kind is None:
            self.error("an entry without an id", "no-id", "give it an id", node.where)
            return None
        fields = KEY_FIELDS[kind]
        if not self._are_parts(node, fields):
            return None
        parts = [self._key_part(node, alternatives) for alternatives in fields]
        if not all(parts):
            lacking = ", ".join(" or ".join(a) for a, part in zip(fields, parts, strict=True) if not part)
            self.error(f"a {kind} without {lacking}", "no-id", "add it, or give the record an id", node.where)
            return None
        folder = f"gap/{self.document}" if kind == "Gap" and self.document else kind.lower()
        if kind == "Rule" and not _key_values(node, ("group",)):
            # A group and an actor may have one name, such as civil-society.
            folder = "rule/actor"
        return self.context.iri(f"{folder}/{'--'.join(parts)}")

    def _are_parts(self, node: Node, fields: tuple[tuple[str, ...], ...]) -> bool:
        """Whether a record's id can be made of its values, so that no other values make the same one."""
        found = [item for alternatives in fields for item in _key_values(node, alternatives)]
        wrong = [item for item in found if _JOINT.search(item.text)]
        for item in wrong:
            message = f"the id of the record cannot be made of {item.text!r}: '_', '.' and '--' stand between its parts"
            self.error(message, "no-id", "give the record an id of its own", item.where)
        return not wrong

    @staticmethod
    def _key_part(node: Node, alternatives: tuple[str, ...]) -> str:
        texts = sorted(item.text for item in _key_values(node, alternatives))
        return "_".join(text.replace("/", ".") for text in texts)

    def _by_language(self, key: Key, node: Node) -> Any:
        if not isinstance(node.value, dict):
            hint = f"write {key.name}: {{en: ...}}"
            self.error(f"{key.name!r} needs a language", "language", hint, node.where)
            return {}
        for language in node.value:
            if not _LANGUAGE.fullmatch(language):
                hint = "a language tag such as en, fr or pt-BR"
                self.error(f"{language!r} is not a language tag", "language", hint, node.keys[language])
        texts = {
            language: [text for item in found.items() if (text := self._text(key, item))]
            for language, found in node.value.items()
        }
        return {language: found for language, found in texts.items() if _LANGUAGE.fullmatch(language)}

    def _text(self, key: Key, node: Node) -> str:
        if not isinstance(node.value, str) or not node.value.strip():
            self.error(
                f"{key.name!r} is empty or not one text", "empty-value", "write a text or delete the key", node.where
            )
            return ""
        return node.value

    def _scalar(self, key: Key, node: Node) -> str:
        """The value as JSON-LD has it; empty if it is wrong."""
        text = self._text(key, node)
        if not text:
            return ""
        if key.is_reference:
            return self._reference(key, text, node.where)
        if key.concepts:
            # The full IRI, since JSON-LD would read a concept called like a key (missing: date) as that key.
            iri = key.concepts + text
            self.loaded.mentions.append(Mention(iri, text, node.where))
            return iri if _is_iri(iri) else ""
        if key.is_date:
            return text if self._is_date(text, node.where) else ""
        if expected := key.expected(text):
            self.error(f"{key.name}: found {text!r}, expected {expected}", "bad-value", "", node.where)
            return ""
        return text

    def _reference(self, key: Key, text: str, where: Where) -> str:
        if "://" in text and not _is_iri(text):
            self.error(f"{text!r} is not an IRI", "bad-iri", "percent-encode its odd characters", where)
            return ""
        if "://" not in text and not ID.fullmatch(text):
            hint = "an id of the register, in small letters, digits and hyphens"
            self.error(f"{key.name}: {text!r} is not an id", "bad-id", hint, where)
            return ""
        iri = self.context.iri(text)
        if iri.startswith(self.context.base):
            self.loaded.mentions.append(Mention(iri, iri.removeprefix(self.context.base), where))
        return iri

    def _is_date(self, text: str, where: Where) -> bool:
        try:
            bounds(text)
        except DateError as error:
            hint = f"write {error.hint}" if error.hint else ""
            self.error(f"bad date {text!r}: expected {error.expected}", "bad-date", hint, where)
            return False
        return True


def _key_values(node: Node, alternatives: tuple[str, ...]) -> list[Node]:
    """The values of the first of the fields that a record has."""
    given = (node.get(name) for name in alternatives)
    first = next((value for value in given if value is not None and not value.is_map), None)
    return [item for item in first.items() if item.text] if first else []


def _is_iri(text: str) -> bool:
    """Whether the RDF engine takes a text for an IRI; it drops a statement with another in silence."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
