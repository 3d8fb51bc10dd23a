"""Arguments, exit codes, and errors as one line of plain words.

argparse rather than a framework: it costs the command 10 ms at start where click costs 50, and the questions bring
their own options.
"""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence

from govkg import __version__
from govkg.errors import Ambiguous, BadQuery, EndpointError, GovkgError, InputError, NotFound, OutputError

EXIT_CODES: dict[type[GovkgError], int] = {
    InputError: 1,
    BadQuery: 2,
    Ambiguous: 3,
    NotFound: 4,
    EndpointError: 5,
    OutputError: 6,
}
"""Exit codes by error; 0 is success, 1 is also any other named error, 2 is also wrong usage."""

MOST_CANDIDATES = 12
"""How many of the entries that a name fits are listed."""

_CODES = (
    "Exit codes: 0 done, 1 errors in the input, 2 wrong usage or query, 3 ambiguous name, 4 not found,\n"
    "5 endpoint, 6 cannot write."
)


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _dispatch(words)
        sys.stdout.flush()
        return code
    except GovkgError as error:
        return _report(error)
    except BrokenPipeError:
        # The reader of our output went away (as `head` does): nothing is wrong, but Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.filename is None:
            # Standard output has no room left, and Python would try once more at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _report(OutputError(f"cannot use {error.filename or 'standard output'}: {error.strerror or error}"))
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130


def main() -> None:
    """The entry point of the installed command."""
    # Many small objects that last and hardly a cycle: looking for cycles seldom saves a build a quarter of its time.
    gc.set_threshold(200_000)
    sys.exit(run())


def _dispatch(words: list[str]) -> int:
    from govkg.cli import commands

    if words[:1] == ["ask"] and (name := _question_name(words[1:])):
        return _ask(words[1:], name)
    parser = _parser()
    args = parser.parse_args(words)
    handlers: dict[str, Callable[[Namespace], int]] = {
        "ask": commands.list_questions,
        "show": commands.show,
        "query": commands.query,
        "export": commands.export,
        "passages": commands.passages,
        "check": commands.check,
        "build": commands.build,
    }
    return handlers[args.command](args)


def _report(error: GovkgError) -> int:
    if isinstance(error, InputError):
        for finding in error.findings:
            print(finding, file=sys.stderr)
    print(f"govkg: {error}", file=sys.stderr)
    if isinstance(error, Ambiguous):
        for line in error.candidates[:MOST_CANDIDATES]:
            print(f"  {line}", file=sys.stderr)
        if (more := len(error.candidates) - MOST_CANDIDATES) > 0:
            print(f"  and {more} more", file=sys.stderr)
        print(f'or ask for all of them: "{error.name}*"', file=sys.stderr)
    return next((code for kind, code in EXIT_CODES.items() if isinstance(error, kind)), 1)


def _question_name(words: list[str]) -> str:
    """The question that is asked: the first word that is no option and no option's value."""
    takes_value = {"--endpoint", "--graph", "--project", "--format", "--documents"}
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word in takes_value:
            skip = True
        elif not word.startswith("-"):
            return word
    return ""


def _ask(words: list[str], name: str) -> int:
    """Answer a question, whose own parameters become options."""
    from govkg.cli import commands
    from govkg.questions import read_question

    where = ArgumentParser(add_help=False)
    _add_place(where)
    place, _ = where.parse_known_args(words)
    question = read_question(commands.project(place).queries, name)
    parser = ArgumentParser(
        prog=f"govkg ask {name}",
        description=f"{question.summary}\n\n{question.description}".strip(),
        epilog=_ask_example(name, question.parameters.values()),
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("question", help="the question's name")
    parser.add_argument(
        "values",
        nargs="*",
        metavar="VALUE",
        help="its parameters in order: " + (", ".join(question.parameters) or "none"),
    )
    for parameter in question.parameters.values():
        parser.add_argument(
            f"--{parameter.name}", metavar=parameter.kind.upper(), help=parameter.description.replace("%", "%%")
        )
    _add_format(parser)
    parser.add_argument("--why", action="store_true", help="print the passages the answer rests on")
    _add_place(parser)
    args = parser.parse_intermixed_args(words)
    if len(args.values) > len(question.parameters):
        parser.error(
            f"{name} takes at most {len(question.parameters)} values: {', '.join(question.parameters) or 'none'}"
        )
    given = dict(zip(question.parameters, args.values, strict=False))
    given |= {p: value for p in question.parameters if (value := getattr(args, p)) is not None}
    return commands.ask(args, given)


def _ask_example(name: str, parameters: object) -> str:
    examples = [f'"{p.example}"' for p in parameters if p.required and p.example]  # type: ignore[attr-defined]
    return f"example:\n  govkg ask {' '.join([name, *examples])}"


def _parser() -> ArgumentParser:
    from govkg.export import FORMATS as EXPORTS

    parser = ArgumentParser(
        prog="govkg",
        description="A knowledge graph of governance in which every statement says who said so, where and when.",
        epilog=f'example:\n  govkg ask feeds-into "WSIS+10 High-Level Event"\n\n{_CODES}',
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"govkg {__version__}")
    subs = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, text: str, example: str) -> ArgumentParser:
        return subs.add_parser(
            name,
            help=text,
            description=text,
            epilog=f"example:\n  {example}",
            formatter_class=RawDescriptionHelpFormatter,
        )

    sub = command(
        "ask",
        "list the questions, or answer one with its sources",
        'govkg ask who-takes-part "WSIS+10 High-Level Event"',
    )
    _add_place(sub)
    sub = command("show", "an entity's card: everything said about it, by whom", "govkg show IGF")
    sub.add_argument("name", help="any name, acronym or id, in any language, roughly spelled")
    _add_place(sub)
    sub = command(
        "query", "run SPARQL", "govkg query 'SELECT ?s WHERE { ?s a <https://w3id.org/govkg/ontology#Event> }'"
    )
    sub.add_argument("sparql", help="the query, a file that ends in .rq, or - for standard input")
    _add_format(sub)
    _add_place(sub)
    sub = command("export", "write the graph as linked data", "govkg export --format turtle --output govkg.ttl")
    sub.add_argument("--format", choices=list(EXPORTS), default="turtle", help="the RDF format (default: turtle)")
    sub.add_argument("--output", metavar="FILE", help="where to write; standard output if left out")
    _add_place(sub)
    sub = command(
        "passages", "a source's passages beside what they are said to say", "govkg passages 004 --documents DIR"
    )
    sub.add_argument("source", help="a source's number, id or name")
    sub.add_argument("--find", metavar="TEXT", help="print the offsets at which a quotation stands instead")
    _add_place(sub)
    sub = command("check", "report what is wrong with register, sources and decisions", "govkg check --engine pyshacl")
    _add_engine(sub)
    sub = command("build", "build the graph from register, sources and decisions", "govkg build")
    _add_engine(sub)
    sub.add_argument(
        "--output", metavar="DIR", help="where to write govkg.nq and govkg.ttl; the project's graph/ if left out"
    )
    sub.add_argument("--store", metavar="DIR", help="also load the graph into an on-disk store there")
    return parser


def _add_place(parser: ArgumentParser) -> None:
    parser.add_argument("--endpoint", metavar="URL", help="ask a remote SPARQL endpoint instead of the embedded graph")
    parser.add_argument(
        "--graph", metavar="FILE", help="ask this N-Quads file or on-disk store instead of the shipped graph"
    )
    parser.add_argument(
        "--documents", metavar="DIR", help="the folder with the documents' texts (also GOVKG_DOCUMENTS)"
    )
    _add_project(parser)


def _add_project(parser: ArgumentParser) -> None:
    parser.add_argument("--project", metavar="DIR", help="a folder with ontology/, graph/ and queries/ of its own")


def _add_format(parser: ArgumentParser) -> None:
    choices = ["table", "csv", "json", "markdown"]
    parser.add_argument("--format", choices=choices, default="table", help="how to write the answer (default: table)")


def _add_engine(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--engine", choices=["shacl", "pyshacl"], default="shacl", help="who checks the shapes (default: shacl)"
    )
    parser.add_argument("--rdf", metavar="FILE", nargs="*", default=[], help="further RDF files to take in as claims")
    _add_project(parser)
