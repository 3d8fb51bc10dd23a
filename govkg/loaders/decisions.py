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

FIELDS = ("id", "about", "property", "accepts", "setsAside", "verdict", "reason", "name")


class DecisionsLoader:
    """Reads decisions; ``property`` is written as the key that curators use, such as ``date``."""

    def load(self, path: Path, name: str, context: Context) -> Loaded:
        loaded = Loaded()
        root, loaded.findings = read(path.read_bytes(), name)
        if root is None:
            return loaded
        records = Records(context, loaded)
        if not isinstance(root.value, list):
            records.error("decisions must be a list", "form", "begin each with '- id: ...'", root.where)
            return loaded
        entries = [entry for node in root.value if (entry := _decision(node, records, context)) is not None]
        if not any(finding.is_error for finding in loaded.findings):
            loaded.quads = jsonld.quads(entries, context)
        return loaded


def _decision(node: Node, records: Records, context: Context) -> dict[str, Any] | None:
    if not isinstance(node.value, dict):
        records.error("a decision must be a mapping", "form", "write id, about, accepts, reason", node.where)
        return None
    for key, where in node.keys.items():
        if key not in FIELDS:
            records.unknown_key(key, where, list(FIELDS))
            return None
    given = node.value.get("id")
    if given is not None and not given.text.startswith("decision/"):
        given.value = f"decision/{given.text}"
    node.value["type"] = Node("Decision", node.where)
    concerned = node.value.get("property")
    if concerned is not None:
        key = context.keys.get(concerned.text)
        if key is None:
            hint = did_you_mean(concerned.text, list(context.keys))
            records.error(f"unknown key {concerned.text!r}", "unknown-key", hint, concerned.where)
            return None
        concerned.value = key.iri
    if (iri := context.iri(given.text) if given else "") in records.loaded.defines:
        records.error(f"the id {given.text!r} stands twice", "duplicate-id", "keep one", node.where)  # type: ignore[union-attr]
        return None
    del iri
    return records.read(node)
