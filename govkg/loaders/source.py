"""Sources: what each document says, passage by passage.

Each passage becomes a named graph that holds exactly what it says. The passage itself (its source, its spans, its
certainty and modality) is described in the default graph, in terms of PROV and Web Annotation.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from govkg.loaders import jsonld
from govkg.loaders.context import Context
from govkg.loaders.contract import Loaded
from govkg.loaders.records import ID, ID_FORM, Records
from govkg.loaders.yaml_nodes import Node, read
from govkg.model.firmness import NO_PLAIN_FACT
from govkg.namespaces import term

HEADER = (
    "identifier", "file", "name", "alias", "publisher", "genre", "written", "captured",
    "language", "url", "length", "sha256", "about", "note",
)  # fmt: skip
PASSAGE = ("certainty", "modality", "note", "origin")
MODAL = {"Contribution", "Role", "Rule", "State", "Mandate"}
"""Records that carry a modality of their own."""
MODALITY = term("modality-")
_NO_PLAIN_FACT = {f"{MODALITY}{name}" for name in NO_PLAIN_FACT}
PASSAGE_ID_FORM = "small letters, digits, hyphens"
_NUMBER = re.compile("[0-9]{1,15}")
_SPAN = re.compile(f"({_NUMBER.pattern})-({_NUMBER.pattern})")


class SourceLoader:
    """Reads ``graph/sources/*.yaml``."""

    def load(self, path: Path, name: str, context: Context) -> Loaded:
        loaded = Loaded()
        root, loaded.findings = read(path.read_bytes(), name)
        if root is None:
            loaded.unread = True
        else:
            _Source(root, context, loaded).read()
        return loaded


class _Source:
    def __init__(self, root: Node, context: Context, loaded: Loaded) -> None:
        self.root = root
        self.context = context
        self.loaded = loaded
        self.records = Records(context, loaded)
        self.length: int | None = None

    def read(self) -> None:
        if not isinstance(self.root.value, dict):
            self.records.error("a source must be a mapping", "form", "begin with 'source: <id>'", self.root.where)
            self.loaded.unread = True
            return
        objects = [self._header(self.root.value)]
        passages = self.root.get("passages")
        if passages is None or not passages.is_list:
            self.records.error("a source without a list of passages", "form", "add 'passages:'", self.root.where)
            self.loaded.unread = True
            return
        for node in passages.items():
            objects.extend(self._passage(node, objects[0]["id"]))
        self.loaded.quads = jsonld.quads(objects, self.context)

    def _header(self, fields: dict[str, Node]) -> dict[str, Any]:
        given = fields.get("source")
        name = given.text if given and ID.fullmatch(given.text) else ""
        if not name:
            if given is not None and given.text:
                self.records.error(f"{given.text!r} is not an id", "bad-id", ID_FORM, given.where)
            else:
                self.records.error("a source without an id", "no-id", "begin with 'source: <id>'", self.root.where)
            self.loaded.unread = True
        iri = self.context.iri(f"source/{name or 'unnamed'}")
        self.records.document = name
        self.loaded.defines[iri] = given.where if given else self.root.where
        entry: dict[str, Any] = {"id": iri, "type": "Source"}
        self._fields(entry, self.root, HEADER, ("source", "passages"))
        # One value or a list: what the fill has checked is the same either way. Of two, an error of their own, the
        # larger: no span gets a finding that only follows from it.
        self.length = max((int(text) for text in entry.get("length", ()) if _NUMBER.fullmatch(text)), default=None)
        return entry

    def _fields(self, entry: dict[str, Any], node: Node, allowed: tuple[str, ...], structural: tuple[str, ...]) -> None:
        assert isinstance(node.value, dict)
        self.records.place(entry["id"], "", node.where)
        for name, value in node.value.items():
            if name in structural:
                continue
            if name not in allowed:
                self.records.unknown_key(name, node.keys[name], [*allowed, *structural])
                self.loaded.broken.add((entry["id"], ""))
                continue
            entry[name] = self.records.fill(entry["id"], self.context.keys[name], value)

    def _passage(self, node: Node, source: str) -> list[dict[str, Any]]:
        if not isinstance(node.value, dict):
            self.records.error("a passage must be a mapping", "form", "write id, at, certainty and says", node.where)
            return []
        name = self._passage_name(node, source)
        iri = f"{source}/{name}"
        passage: dict[str, Any] = {"id": iri, "type": "Passage", "source": source, "modality": [f"{MODALITY}stated"]}
        self._fields(passage, node, PASSAGE, ("id", "at", "says"))
        spans = self._spans(node, iri)
        if spans:
            passage["selector"] = [span["@id"] for span in spans]
        self.records.graph = iri
        says = self._says(node, name, passage["modality"])
        self.records.graph = ""
        if not name:
            self.loaded.broken.update((entry["id"], "") for entry in says)
            return []
        return [passage, *spans, {"id": iri, "@graph": says}]

    def _passage_name(self, node: Node, source: str) -> str:
        """The passage's own id; empty, with a finding, if it has none that can be used."""
        given = node.get("id")
        if given is None or not ID.fullmatch(given.text) or "/" in given.text:
            if given is not None and given.text:
                self.records.error(f"{given.text!r} is not an id of a passage", "bad-id", PASSAGE_ID_FORM, given.where)
            else:
                self.records.error("a passage without an id", "no-id", "add id: <short-slug>", node.where)
            return ""
        first = self.loaded.defines.get(f"{source}/{given.text}")
        if first is not None:
            self.records.error(f"the id {given.text!r} stands twice", "duplicate-id", f"first at {first}", given.where)
            return ""
        self.loaded.defines[f"{source}/{given.text}"] = given.where
        return given.text

    def _spans(self, node: Node, passage: str) -> list[dict[str, Any]]:
        at = node.get("at")
        if at is None:
            return []
        found_before = len(self.loaded.findings)
        spans: list[tuple[int, int]] = []
        for item in at.items():
            span = self._span(item)
            if span is None:
                continue
            overlapping = next((s for s in spans if span[0] < s[1] and s[0] < span[1]), None)
            if overlapping:
                text = f"the span {item.text} overlaps {overlapping[0]}-{overlapping[1]}"
                self.records.error(text, "overlap", "join them or cut one short", item.where)
            spans.append(span)
        if len(self.loaded.findings) > found_before:
            self.loaded.broken.add((passage, ""))
        terms = {
            "position": "http://www.w3.org/ns/oa#TextPositionSelector",
            "start": "http://www.w3.org/ns/oa#start",
            "end": "http://www.w3.org/ns/oa#end",
        }
        return [
            {
                "@id": f"{passage}/span/{start}-{end}",
                "@type": terms["position"],
                terms["start"]: start,
                terms["end"]: end,
            }
            for start, end in spans
        ]

    def _span(self, item: Node) -> tuple[int, int] | None:
        match = _SPAN.fullmatch(item.text)
        if match is None:
            self.records.error(
                f"found {item.text!r} for a span", "bad-span", "write start-end, such as 512-530", item.where
            )
            return None
        start, end = int(match[1]), int(match[2])
        if start >= end:
            self.records.error(
                f"the span {item.text} is empty", "empty-span", "the end must come after the start", item.where
            )
            return None
        if self.length is not None and end > self.length:
            text = f"the span {item.text} ends outside the document, which has {self.length} characters"
            self.records.error(text, "outside", "count from 0 in code points", item.where)
            return None
        return start, end

    def _says(self, node: Node, name: str, modality: list[str]) -> list[dict[str, Any]]:
        says = node.get("says")
        if says is None or not says.items() or says.value == "":
            self.records.error(
                f"the passage {name!r} says nothing", "empty-passage", "add says: or delete it", node.where
            )
            return []
        entries = []
        for item in says.items():
            entry = self.records.read(item)
            if item.is_map and set(item.keys) == {"id"}:
                self.records.error("an entry that says nothing", "empty-entry", "add a key or delete it", item.where)
            if entry is not None:
                _inherit_modality(entry, modality)
                entries.append(entry)
        return entries


def _inherit_modality(entry: dict[str, Any], modality: list[str]) -> None:
    """A record in a passage that only wishes, asks or frames must not read as a plain fact elsewhere.

    Args:
        entry: what ``Records`` read; it gets the modality of its passage unless it has its own.
        modality: IRIs; one, or none or several in a passage that has a finding for it already.
    """
    types = entry.get("type", [])
    inherited = min(modality, key=lambda one: one not in _NO_PLAIN_FACT, default=f"{MODALITY}stated")
    modal = "Contribution" in types or (inherited in _NO_PLAIN_FACT and MODAL.intersection(types))
    if modal and "modality" not in entry:
        entry["modality"] = inherited
