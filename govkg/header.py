"""Headers of SPARQL files: the lines that begin with ``#+`` are YAML (grlc's decorators)."""

from __future__ import annotations

from typing import Any

from govkg.errors import BadQuery


def read_header(text: str) -> dict[str, Any]:
    """The header of a query or rule as a mapping; empty if there is none.

    Raises:
        BadQuery: the header is not YAML.
    """
    import yaml

    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        found = yaml.load("\n".join(lines), Loader=loader) if lines else {}
    except yaml.YAMLError as error:
        raise BadQuery(
            f"the header (the lines that begin with #+) is not YAML: {' '.join(str(error).split())}"
        ) from None
    return found if isinstance(found, dict) else {}
