"""Decisions: what is accepted where sources differ, and why. One list in ``graph/decisions.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from govkg.loaders import jsonld
from govkg.loaders.context import Context
from govkg.loaders.contract import Loaded
from govkg.loaders.nearest import did_you_mean
from govkg.loaders.records import Records
from govkg.loaders.yaml_nodes import Node, read

FIELDS = ("id", "about", "property", "accepts", "setsAside", "verdict", "reason")
"""What a decision may hold; ``property`` is written as the key that curators use, such as ``date``."""


class DecisionsLoader:
    """Reads ``graph/decisions.yaml``."""

    def load(self, path: Path, name: str, context: Context) -> Loaded:
        loaded = Loaded()
        root, loaded.findings = read(path.read_bytes(), name)
        if root is None:
            loaded.unread = True
            return loaded
        records = Records(context, loaded)
        if not isinstance(root.value, list):
            records.error("decisions must be a list", "form", "begin each with '- id: ...'", root.where)
            loaded.unread = True
            return loaded
        entries = [entry for node in root.value if (entry := _decision(node, records)) is not None]
        loaded.quads = jsonld.quads(entries, context)
        return loaded


def _decision(node: Node, records: Records) -> dict[str, Any] | None:
    if not isinstance(node.value, dict):
        records.error("a decision must be a mapping", "form", "write id, about, accepts, reason", node.where)
        return None
    unknown = [key for key in node.keys if key not in FIELDS]
    for key in unknown:
        records.unknown_key(key, node.keys[key], list(FIELDS))
    if unknown or not _with_property(node, records) or not _with_id(node, records):
        return None
    node.value["type"] = Node("Decision", node.where)
    return records.read(node)


def _with_id(node: Node, records: Records) -> bool:
    given = node.get("id")
    if given is None:
        records.error("a decision without an id", "no-id", "give it an id", node.where)
        return False
    given.value = f"decision/{given.text}"
    if first := records.loaded.defines.get(records.context.iri(given.value)):
        records.error(f"the id {given.text!r} stands twice", "duplicate-id", f"first at {first}", given.where)
        return False
    return True


def _with_property(node: Node, records: Records) -> bool:
    concerned = node.get("property")
    if concerned is None:
        return True
    found = records.context.keys.get(concerned.text)
    if found is None:
        hint = did_you_mean(concerned.text, list(records.context.keys))
        records.error(f"unknown key {concerned.text!r}", "unknown-key", hint, concerned.where)
        return False
    concerned.value = found.iri
    return True
