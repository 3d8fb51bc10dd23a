"""Decisions: what is accepted where sources differ, and why. One list in ``graph/decisions.yaml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from govkg.findings import Where
from govkg.loaders import jsonld
from govkg.loaders.context import Context
from govkg.loaders.contract import Loaded
from govkg.loaders.records import ID, Records
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
        del node.value[key], node.keys[key]
    first = _name(node, records)
    _name_property(node, records)
    node.value["type"] = Node("Decision", node.where)
    entry = records.read(node)
    if entry is None or first:
        return None
    if unknown:
        records.loaded.broken.add((entry["id"], ""))
    return entry


def _name(node: Node, records: Records) -> Where | None:
    """Give a decision its full id; where the id already stands, if it stands twice."""
    given = node.get("id")
    if given is None or not ID.fullmatch(given.text):
        return None
    name, given.value = given.text, f"decision/{given.text}"
    first = records.loaded.defines.get(records.context.iri(given.value))
    if first:
        records.error(f"the id {name!r} stands twice", "duplicate-id", f"first at {first}", given.where)
    return first


def _name_property(node: Node, records: Records) -> None:
    """Replace the key that a decision is about by the property it stands for; an unknown one is left out."""
    assert isinstance(node.value, dict)
    concerned = node.get("property")
    if concerned is None:
        return
    for one in concerned.items():
        found = records.context.keys.get(one.text)
        if found is None:
            records.unknown_key(one.text, one.where, list(records.context.keys))
            del node.value["property"], node.keys["property"]
            return
        one.value = found.iri
