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
        BadQuery: the header is not YAML, or no mapping; it names the line, the caller adds the file.
    """
    import yaml

    numbers, lines = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#+"):
            numbers.append(number)
            lines.append(line[2:].removeprefix(" "))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        found = yaml.load("\n".join(lines), Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"line {numbers[min(mark.line, len(numbers) - 1)]}: " if mark else ""
        raise BadQuery(f"{_HEADER} is not YAML: {line}{error.problem}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # ValueError: what looks like a day and is none, such as 2014-02-30.
        raise BadQuery(f"{_HEADER} is not YAML: {' '.join(str(error).split())}") from None
    if found is not None and not isinstance(found, dict):
        raise BadQuery(f"{_HEADER} is no list of keys with values: write it as '#+ summary: ...'")
    return MappingProxyType(found or {})


_HEADER = "the header (the lines that begin with #+)"
