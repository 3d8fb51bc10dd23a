"""The arguments of each command: one entry a command, with what it does and an example.

argparse rather than a framework: it costs the command 10 ms at start where click costs 50, and the questions bring
their own options.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from govkg import __version__
from govkg.cli.parser import Parser
from govkg.questions import Question

EXIT_CODES = (
    "Exit codes: 0 done, 1 errors in the input, 2 wrong usage or query, 3 ambiguous name, 4 not found,\n"
    "5 endpoint, 6 cannot write."
)


@dataclass(frozen=True, slots=True)
class Command:
    """One command: a line of help, an example, and the function that adds its arguments to a parser."""

    summary: str
    example: str
    add: Callable[[ArgumentParser], None]


def _add_place(parser: ArgumentParser) -> None:
    """Which graph to ask."""
    parser.add_argument("--endpoint", metavar="URL", help="ask a remote SPARQL endpoint instead of the embedded graph")
    parser.add_argument(
        "--graph", metavar="FILE", help="ask this N-Quads file or on-disk store instead of the shipped graph"
    )
    _add_project(parser)


def _add_project(parser: ArgumentParser) -> None:
    parser.add_argument("--project", metavar="DIR", help="a folder with ontology/, graph/ and queries/ of its own")


def _add_documents(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--documents", metavar="DIR", help="the folder with the documents' texts (also GOVKG_DOCUMENTS)"
    )


def _add_format(parser: ArgumentParser, *more: str) -> None:
    choices = ["table", "csv", "json", "markdown", *more]
    parser.add_argument("--format", choices=choices, default="table", help="how to write the answer (default: table)")


def _add_output(parser: ArgumentParser, what: str = "FILE") -> None:
    parser.add_argument("--output", metavar=what, help="where to write; standard output if left out")


def _show(parser: ArgumentParser) -> None:
    parser.add_argument("name", help="any name, acronym or id, in any language, roughly spelled")
    _add_place(parser)


def _query(parser: ArgumentParser) -> None:
    parser.add_argument("sparql", help="the query, a file that ends in .rq, or - for standard input")
    _add_format(parser)
    _add_place(parser)


def _export(parser: ArgumentParser) -> None:
    parser.add_argument("--format", help="turtle (default), trig, nquads, jsonld, graphml, gexf, tables or ics")
    parser.add_argument("--entity", metavar="NAME", help="only what is said about one entity, as Turtle")
    parser.add_argument(
        "--network", metavar="KIND", default="", help="for graphml and gexf: influence (default), participation, ..."
    )
    _add_output(parser, "PATH")
    _add_place(parser)


def _plan(parser: ArgumentParser) -> None:
    parser.add_argument("--as", dest="group", metavar="GROUP", required=True, help='a group, such as "civil society"')
    parser.add_argument("--into", metavar="NAME", required=True, help="what you want to reach, by any name")
    parser.add_argument("--from", dest="start", metavar="DATE", required=True, help="the day from which doors count")
    parser.add_argument("--known-on", metavar="DATE", help="use only what documents of that date said")
    _add_format(parser, "ics")
    _add_output(parser)
    _add_place(parser)


def _timeline(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="start", metavar="DATE", default="", help="where to begin")
    parser.add_argument("--to", dest="end", metavar="DATE", default="", help="where to end")
    parser.add_argument("--bands", choices=["process", "organiser"], default="process", help="what shares a band")
    parser.add_argument("--source", metavar="NAME", default="", help="only what one document says, by number or id")
    parser.add_argument(
        "--format", choices=["svg", "png"], help="the kind of picture (default: that of --output, or svg)"
    )
    parser.add_argument(
        "--width", type=float, default=1120, help="in pixels: 390 for a phone, 1120 for paper (default), 1600 a poster"
    )
    _add_output(parser)
    _add_place(parser)


def _passages(parser: ArgumentParser) -> None:
    parser.add_argument("source", help="a source's number, id or name")
    parser.add_argument("--find", metavar="TEXT", help="print the offsets at which a quotation stands instead")
    _add_documents(parser)
    _add_place(parser)


def _check(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--engine", choices=["shacl", "pyshacl"], default="shacl", help="who checks the shapes (default: shacl)"
    )
    parser.add_argument("--rdf", metavar="FILE", nargs="*", default=[], help="further RDF files to take in as claims")
    parser.add_argument(
        "--project",
        metavar="DIR",
        help="a folder with ontology/, graph/ and queries/ of its own (default: the current one if it is such)",
    )


def _build(parser: ArgumentParser) -> None:
    _check(parser)
    parser.add_argument(
        "--output", metavar="DIR", help="where to write govkg.nq and govkg.ttl; the project's graph/ if left out"
    )
    parser.add_argument("--store", metavar="DIR", help="also load the graph into an on-disk store there")


def _serve(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=7878, help="where to listen (default: 7878; 0 takes a free one)")
    parser.add_argument("--host", default="127.0.0.1", help="who can reach it: by default this machine alone")
    parser.add_argument("--root", metavar="PATH", default="", help="the path under which a proxy passes requests on")
    parser.add_argument(
        "--seconds", type=float, default=30, help="how long one SPARQL query may take, in seconds (default: 30)"
    )
    _add_documents(parser)
    parser.add_argument(
        "--graph", metavar="FILE", help="serve this N-Quads file or on-disk store, not the shipped graph"
    )
    _add_project(parser)


def _site(parser: ArgumentParser) -> None:
    parser.add_argument("out", metavar="DIR", help="where to write: a new or empty folder, or one written before")
    parser.add_argument(
        "--base", metavar="URL", default="", help="the address that the site will have, for sitemap.xml and 404.html"
    )
    parser.add_argument(
        "--documents", metavar="DIR", help="show the passages' words from the texts in this folder, and publish them"
    )
    _add_place(parser)


COMMANDS: dict[str, Command] = {
    "ask": Command(
        "list the questions, or answer one with its sources",
        'govkg ask who-takes-part "WSIS+10 High-Level Event"',
        _add_place,
    ),
    "show": Command("an entity's card: everything said about it, by whom", "govkg show IGF", _show),
    "plan": Command(
        "the doors into a process for one group, by deadline",
        'govkg plan --as "civil society" --into "WSIS+10 High-Level Event" --from 2014-04-01',
        _plan,
    ),
    "timeline": Command(
        "draw events, processes and deadlines between two dates",
        "govkg timeline --from 2014-03 --to 2014-06 --output timeline.svg",
        _timeline,
    ),
    "query": Command(
        "run SPARQL", "govkg query 'SELECT ?s WHERE { ?s a <https://w3id.org/govkg/ontology#Event> }'", _query
    ),
    "export": Command(
        "write the graph as linked data, networks, tables or a calendar",
        "govkg export --format turtle --output govkg.ttl",
        _export,
    ),
    "serve": Command("the graph as pages, and a SPARQL endpoint, on this machine", "govkg serve --port 7878", _serve),
    "site": Command(
        "the same pages as a folder of files, for any web host", "govkg site public --base https://example.org", _site
    ),
    "passages": Command(
        "a source's passages beside what they are said to say", "govkg passages 004 --documents DIR", _passages
    ),
    "check": Command(
        "report what is wrong with register, sources and decisions", "govkg check --engine pyshacl", _check
    ),
    "build": Command("build the graph from register, sources and decisions", "govkg build", _build),
}
"""The commands by name, in the order in which the help lists them."""


def parser() -> tuple[Parser, dict[str, Parser]]:
    """The parser of all commands, and that of each; a question's own arguments come from ``question_parser``."""
    made = Parser(
        prog="govkg",
        description="A knowledge graph of governance in which every statement says who said so, where and when.",
        epilog=f'example:\n  govkg ask feeds-into "WSIS+10 High-Level Event"\n\n{EXIT_CODES}',
        formatter_class=RawDescriptionHelpFormatter,
    )
    made.add_argument("--version", action="version", version=f"govkg {__version__}")
    subs = made.add_subparsers(dest="command", metavar="COMMAND")
    of_each: dict[str, Parser] = {}
    for name, command in COMMANDS.items():
        of_each[name] = sub = subs.add_parser(
            name,
            help=command.summary,
            description=command.summary,
            epilog=f"example:\n  {command.example}",
            formatter_class=RawDescriptionHelpFormatter,
        )
        command.add(sub)
    return made, of_each


def asked(words: Sequence[str]) -> tuple[str, Namespace]:
    """The question that is asked, empty if there is none, and what every question takes, such as the project.

    Any other option is a parameter of the question, and takes a value.
    """
    every = Parser(prog="govkg ask", add_help=False)
    _add_to_every_question(every)
    found, rest = every.parse_known_args(words)
    before = ""
    for word in rest:
        if not word.startswith("-") and (not before.startswith("--") or "=" in before):
            return word, found
        before = word
    return "", found


def _add_to_every_question(parser: ArgumentParser) -> None:
    _add_format(parser)
    parser.add_argument("--why", action="store_true", help="print the passages the answer rests on")
    _add_documents(parser)
    _add_place(parser)


def question_parser(question: Question) -> Parser:
    """The parser of one question: its parameters are options, and may be given in order without their names."""
    order = ", ".join(question.parameters) or "none"
    required = [f'"{p.example}"' for p in question.parameters.values() if p.required and p.example]
    made = Parser(
        prog=f"govkg ask {question.name}",
        description=f"{question.summary}\n\n{question.description}".strip(),
        epilog=f"example:\n  govkg ask {' '.join([question.name, *required])}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    made.add_argument("question", help="the question's name")
    made.add_argument("values", nargs="*", metavar="VALUE", help=f"its parameters in order: {order}")
    for parameter in question.parameters.values():
        text = parameter.description.replace("%", "%%")
        made.add_argument(f"--{parameter.name}", metavar=parameter.kind.upper(), help=text)
    _add_to_every_question(made)
    return made
