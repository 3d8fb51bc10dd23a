"""From JSON-LD objects to quads, by the engine's own JSON-LD parser, under the shared context."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from govkg.loaders.context import Context


def quads(objects: list[dict[str, Any]], context: Context) -> list[Quad]:
    """The statements of a list of JSON-LD objects; an object with ``@graph`` is a named graph.

    Raises:
        SyntaxError: an object is no JSON-LD; entries that ``Records`` passed without an error always are.
    """
    document = {"@context": context.raw, "@graph": objects}
    return list(pyoxigraph.parse(json.dumps(document).encode(), RdfFormat.JSON_LD, base_iri=context.base))
