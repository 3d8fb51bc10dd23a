"""The register: who and what there is, with names. One list of entries a file; identity and names, no claims."""

from __future__ import annotations

from pathlib import Path

from govkg.loaders import jsonld
from govkg.loaders.context import Context
from govkg.loaders.contract import Loaded
from govkg.loaders.records import Records
from govkg.loaders.yaml_nodes import read
from govkg.namespaces import data

IDENTITY = {"id", "type", "name", "alias", "acronym", "kind", "exactMatch", "homepage"}
"""What the register may say; all else is a claim and needs a source."""


class RegisterLoader:
    """Reads ``graph/register/*.yaml``; its statements stand in the graph ``register/<file>``."""

    def load(self, path: Path, name: str, context: Context) -> Loaded:
        loaded = Loaded()
        root, loaded.findings = read(path.read_bytes(), name)
        if root is None:
            return loaded
        records = Records(context, loaded)
        records.graph = data(f"register/{path.stem}")
        if not isinstance(root.value, list):
            records.error("a register file must be a list of entries", "form", "begin each with '- {id: ...'", root.where)
            return loaded
        entries = []
        for node in root.value:
            iri = context.iri(node.get("id").text) if node.get("id") else ""  # type: ignore[union-attr]
            if iri in loaded.defines:
                records.error(f"the id {node.get('id').text!r} stands twice", "duplicate-id", f"first at {loaded.defines[iri]}", node.where)  # type: ignore[union-attr]
                continue
            if node.is_map and "type" not in node.value:
                records.error("a register entry without a type", "no-type", "add type: Organization, Event, ...", node.where)
                continue
            for key, where in node.keys.items():
                if key not in IDENTITY and key in context.keys:
                    records.error(f"the key {key!r} is a claim", "claim-in-register", "say it in a source, with its passage", where)
            entry = records.read(node)
            if entry is not None:
                entries.append(entry)
        if not any(finding.is_error for finding in loaded.findings):
            graph = {"id": records.graph, "@graph": entries}
            loaded.quads = jsonld.quads([graph], context)
        return loaded
