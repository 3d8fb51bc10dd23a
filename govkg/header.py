"""Headers of SPARQL files: the lines that begin with ``#+`` are YAML (grlc's decorators)."""

from __future__ import annotations

from typing import Any

import yaml


def read_header(text: str) -> dict[str, Any]:
    """The header of a query or rule as a mapping; empty if there is none."""
    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = yaml.load("\n".join(lines), Loader=loader) if lines else {}
    return found if isinstance(found, dict) else {}
