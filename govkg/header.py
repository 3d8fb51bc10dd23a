"""Headers of SPARQL files: the lines that begin with ``#+`` are YAML (grlc's decorators)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from govkg.errors import BadQuery


@lru_cache(256)
def read_header(text: str) -> Mapping[str, Any]:
    """The header of a query or rule as a mapping; empty if there is none.

    Every page of an entity looks at all questions: each header is parsed once.

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
    return MappingProxyType(found if isinstance(found, dict) else {})
