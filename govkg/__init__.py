"""govkg: a knowledge graph of governance in which every statement says who said so, where and when.

>>> import govkg
>>> kg = govkg.load()
>>> kg.ask("feeds-into", target="WSIS+10 High-Level Event")  # doctest: +SKIP
"""

from __future__ import annotations

from govkg.errors import GovkgError
from govkg.knowledge_graph import KnowledgeGraph, load

__version__ = "0.1.0"

__all__ = ["GovkgError", "KnowledgeGraph", "__version__", "load"]
