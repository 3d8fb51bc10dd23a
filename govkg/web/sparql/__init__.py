"""A SPARQL endpoint that only reads, and that no query can bring down."""

from __future__ import annotations

from govkg.web.sparql.endpoint import Endpoint
from govkg.web.sparql.limits import Limits

__all__ = ["Endpoint", "Limits"]
