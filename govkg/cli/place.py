"""Where a command works: the project, the graph that is asked, and the folder with the documents' texts."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from govkg.errors import NotFound
from govkg.knowledge_graph import KnowledgeGraph, load
from govkg.paths import Project, shipped


def project(args: Namespace) -> Project:
    """The project to ask: the one named, or the one the package came with.

    Raises:
        NotFound: no project is in the folder named.
    """
    if not args.project:
        return shipped()
    named = Project(Path(args.project))
    if not named.context.is_file():
        raise NotFound(f"no {named.context}: name a folder with ontology/, graph/ and queries/")
    return named


def project_to_edit(args: Namespace) -> Project:
    """The project that somebody works on: the one named, or that of the current folder, or the one shipped.

    Raises:
        NotFound: no project is in the folder named.
    """
    here = Project(Path.cwd())
    return here if not args.project and here.context.is_file() else project(args)


def open_graph(args: Namespace) -> KnowledgeGraph:
    """The graph to ask: an endpoint, a file, or the project's own."""
    return load(args.graph, endpoint=args.endpoint, project=project(args))


def documents_folder(args: Namespace) -> Path | None:
    """Where the texts of the documents are, if anybody says so."""
    given = args.documents or os.environ.get("GOVKG_DOCUMENTS", "")
    return Path(given) if given else None
