"""A SPARQL endpoint that only reads, and that no query can bring down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govkg.web.sparql.limits import Limits

if TYPE_CHECKING:
    from govkg.web.sparql.endpoint import Endpoint

__all__ = ["Endpoint", "Limits"]


def __getattr__(name: str) -> object:
    # A worker imports this package as well, and need not load what only the server uses.
    if name != "Endpoint":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from govkg.web.sparql.endpoint import Endpoint

    return Endpoint
