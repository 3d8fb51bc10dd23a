"""Commands that make something to take away: exports, plans, timelines."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from govkg.cli.place import open_graph
from govkg.cli.terminal import width
from govkg.errors import BadQuery, NotFound


def export(args: Namespace) -> int:
    """Write the graph, a network of it, or what is said about one entity."""
    from govkg.export import FORMATS, Material, entity_turtle
    from govkg.loaders.context import Context
    from govkg.nearest import did_you_mean

    kg = open_graph(args)
    form = args.format or "turtle"
    if args.entity:
        if args.format not in (None, "turtle"):
            raise BadQuery(f"--entity: one entity is written as Turtle, not as {args.format}; leave --format out")
        return _deliver(args.output, entity_turtle(kg.store, kg.names.find(args.entity)))
    if form not in FORMATS:
        hint = did_you_mean(form, FORMATS, f"one of {', '.join(FORMATS)}")
        raise NotFound(f"no export format {form!r}: {hint}")
    if args.network and form not in ("graphml", "gexf"):
        raise BadQuery(f"--network: a network is written as graphml or gexf, not as {form}; add --format graphml")
    material = Material(kg.store, kg.names, Context(kg.project.context), args.network)
    return _deliver(args.output, FORMATS[form].write(material))


def plan(args: Namespace) -> int:
    """Print the doors into something for one group."""
    from govkg.plan.render import FORMATS

    made = open_graph(args).plan(args.group, into=args.into, start=args.start, known_on=args.known_on)
    return _deliver(args.output, FORMATS[args.format](made, width()).encode())


def timeline(args: Namespace) -> int:
    """Draw what takes place, goes on and closes between two dates."""
    from govkg.timeline import timeline as read
    from govkg.timeline import to_png, to_svg

    kg = open_graph(args)
    drawn = read(kg.store, kg.names, args.start, args.end, bands=args.bands, source=args.source)
    is_png = args.format == "png" or (args.format is None and str(args.output).lower().endswith(".png"))
    as_picture = to_png if is_png else to_svg
    return _deliver(args.output, as_picture(drawn, args.width))


def _deliver(output: str | None, content: bytes | Mapping[str, bytes]) -> int:
    """Write to the place that was named, whole, or to standard output."""
    from govkg.export.contract import placed
    from govkg.files import write_whole

    if output:
        write_whole(placed(content, Path(output)))
    elif isinstance(content, bytes):
        sys.stdout.buffer.write(content)
    else:
        raise BadQuery("this format is a folder of files: say where with --output FOLDER")
    return 0
