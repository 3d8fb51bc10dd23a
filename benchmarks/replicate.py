"""The shipped project many times over, each copy with ids and names of its own, for measuring how costs grow."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import yaml

from govkg.loaders.context import Context
from govkg.paths import Project

NAMING = {"name", "alias", "acronym", "calledAs"}
"""Keys whose texts are names: a copy has its own, else a question about one thing would be about all its copies."""
STRUCTURE = {"id", "source"}
WITHIN_SOURCE = {"id", "at"}
"""What a passage says of itself: its id counts within its source, and its spans are numbers."""


def replicated(project: Project, copies: int, folder: Path) -> Project:
    """Write a project that holds another one ``copies`` times; the first copy is the original, unchanged.

    Args:
        project: what to copy; its ontology and queries are taken over once.
        copies: how often.
        folder: where to write; it must not exist.
    """
    larger = Project(folder)
    shutil.copytree(project.ontology, larger.ontology)
    shutil.copytree(project.queries, larger.queries)
    context = Context(project.context)
    files = [*project.register.glob("*.yaml"), *project.sources.glob("*.yaml")]
    for path in sorted(files):
        content = _read(path)
        for number in range(copies):
            target = larger.graph / path.parent.name / f"{path.stem}-{number:03d}.yaml"
            _write(target, _copy(content, number, context))
    decisions = _read(project.decisions)
    _write(larger.decisions, [one for number in range(copies) for one in _copy(decisions, number, context)])
    return larger


def _read(path: Path) -> Any:
    # Every scalar as the text it is, as govkg itself reads it.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def _write(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # JSON is YAML, and is written a hundred times faster.
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _copy(node: Any, number: int, context: Context) -> Any:
    return node if number == 0 else _renamed(node, "", number, context)


def _renamed(node: Any, key: str, number: int, context: Context) -> Any:
    if isinstance(node, list):
        return [_renamed(item, key, number, context) for item in node]
    if isinstance(node, dict):
        kept = WITHIN_SOURCE if "says" in node else set()
        # Languages are no keys of the context: what stands under them belongs to the key above.
        return {
            k: v if k in kept else _renamed(v, key if key in NAMING else k, number, context) for k, v in node.items()
        }
    if key in NAMING or key == "identifier":
        return f"{node} ({number})"
    if key == "property":  # of a decision: a key, not an entity
        return node
    known = context.keys.get(key)
    if key in STRUCTURE or (known and known.is_reference and "://" not in node):
        return _renamed_id(node, number)
    return node


def _renamed_id(text: str, number: int) -> str:
    """``itu`` becomes ``itu-c7``, and ``source/poster/title`` becomes ``source/poster-c7/title``."""
    if text.startswith("source/"):
        head, source, *rest = text.split("/")
        return "/".join([head, f"{source}-c{number}", *rest])
    return f"{text}-c{number}"
