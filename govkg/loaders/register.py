"""The register: who and what there is, with names. One list of entries a file; identity and names, no claims."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from govkg.loaders import jsonld
from govkg.loaders.context import Context
from govkg.loaders.contract import Loaded
from govkg.loaders.records import Records
from govkg.loaders.yaml_nodes import Node, read
from govkg.namespaces import data

IDENTITY = {"id", "type", "name", "alias", "acronym", "kind", "exactMatch", "homepage"}
"""What the register may say; all else is a claim and needs a source."""


class RegisterLoader:
    """Reads ``graph/register/*.yaml``; its statements stand in the graph ``register/<file>``."""

    def load(self, path: Path, name: str, context: Context) -> Loaded:
        loaded = Loaded()
        root, loaded.findings = read(path.read_bytes(), name)
        if root is None:
            loaded.unread = True
            return loaded
        records = Records(context, loaded)
        records.graph = data(f"register/{path.stem}")
        if not isinstance(root.value, list):
            hint = "begin each with '- {id: ...'"
            records.error("a register file must be a list of entries", "form", hint, root.where)
            loaded.unread = True
            return loaded
        entries = [entry for node in root.value if (entry := _entry(node, records)) is not None]
        loaded.quads = jsonld.quads([{"id": records.graph, "@graph": entries}], context)
        return loaded


def _entry(node: Node, records: Records) -> dict[str, Any] | None:
    given = node.get("id")
    first = records.loaded.defines.get(records.context.iri(given.text)) if given else None
    if given and first:
        records.error(f"the id {given.text!r} stands twice", "duplicate-id", f"first at {first}", given.where)
    if node.is_map and node.get("type") is None:
        records.error("a register entry without a type", "no-type", "add type: Organization, Event, ...", node.where)
    claims = [key for key in node.keys if key not in IDENTITY and key in records.context.keys]
    for key in claims:
        hint = "say it in a source, with its passage"
        records.error(f"the key {key!r} is a claim", "claim-in-register", hint, node.keys[key])
    entry = records.read(node)
    if entry is None or first:
        return None
    if "type" not in entry:
        records.loaded.broken.add((entry["id"], ""))
        records.loaded.defines.setdefault(entry["id"], node.where)
    return {key: value for key, value in entry.items() if key not in claims}
