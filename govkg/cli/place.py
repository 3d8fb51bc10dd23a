"""Where a command works: the project, the graph that is asked, and the folder with the documents' texts."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from govkg.knowledge_graph import KnowledgeGraph, load
from govkg.paths import Project, shipped


def project(args: Namespace) -> Project:
    """The project to work in: the one named, or the one the package came with."""
    return Project(Path(args.project)) if args.project else shipped()


def open_graph(args: Namespace) -> KnowledgeGraph:
    """The graph to ask: an endpoint, a file, or the project's own."""
    return load(args.graph, endpoint=args.endpoint, project=project(args))


def documents_folder(args: Namespace) -> Path | None:
    """Where the texts of the documents are, if anybody says so."""
    given = args.documents or os.environ.get("GOVKG_DOCUMENTS", "")
    return Path(given) if given else None
