"""Loaders: one a format, listed here and nowhere else.

A loader reads one file and gives statements, what they define and mention, and findings (``contract.Loaded``). It
touches no store and no network. To add a format, write one module with a class that has ``load`` and add a line below.
"""

from __future__ import annotations

from govkg.loaders.contract import Loaded, Loader, Mention
from govkg.loaders.decisions import DecisionsLoader
from govkg.loaders.rdf import FORMATS, RdfLoader
from govkg.loaders.register import RegisterLoader
from govkg.loaders.source import SourceLoader

YAML_LOADERS: dict[str, Loader] = {
    "register": RegisterLoader(),
    "sources": SourceLoader(),
    "decisions": DecisionsLoader(),
}
"""Loaders of YAML by the folder (or file) of ``graph/`` that they read."""

RDF_LOADERS: dict[str, Loader] = {suffix: RdfLoader() for suffix in FORMATS}
"""Loaders of RDF by the ending of the file's name."""

__all__ = ["RDF_LOADERS", "YAML_LOADERS", "Loaded", "Loader", "Mention"]
