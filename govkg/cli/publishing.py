"""``govkg site``: the pages as a folder of files."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from govkg.cli.place import open_graph
from govkg.cli.terminal import Stages
from govkg.web.explorer import Explorer
from govkg.web.folder import check_ours, write_folder
from govkg.web.site import Files, site


def write_site(args: Namespace) -> int:
    """Write the site, and say how large it is.

    The texts of documents are taken from the folder that is named and from nowhere else: what the environment of a
    shell says is no reason to publish them.
    """
    out = Path(args.out)
    check_ours(out.resolve())
    documents = Path(args.documents) if args.documents else None
    parts = site(Explorer(open_graph(args), documents, is_static=True), args.base)
    with Stages(len(parts)) as stages:
        count, size = write_folder(_one_by_one(parts, stages), out)
    print(f"{out}: {count:,} files, {size / 1e6:.1f} MB")
    return 0


def _one_by_one(parts: dict[str, Files], stages: Stages) -> Iterator[tuple[str, bytes]]:
    for name, files in parts.items():
        stages(f"writing {name}")
        yield from files
