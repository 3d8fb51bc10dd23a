"""The entry point: dispatch, exit codes, and errors as one line of plain words."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import TextIOWrapper

from govkg.cli.arguments import asked, parser, question_parser
from govkg.errors import Ambiguous, BadQuery, EndpointError, GovkgError, InputError, NotFound, OutputError

EXIT_CODES: dict[type[GovkgError], int] = {
    InputError: 1,
    BadQuery: 2,
    Ambiguous: 3,
    NotFound: 4,
    EndpointError: 5,
    OutputError: 6,
}
"""Exit codes by error; 0 is success, 1 is also any other named error, 2 is also wrong usage and a bad value."""

MOST_CANDIDATES = 12
"""How many of the entries that a name fits are listed."""


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _dispatch(words)
        sys.stdout.flush()
        return code
    except GovkgError as error:
        return _report(error, is_question=words[:1] == ["ask"])
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
    _prepare_output()
    code = run()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    # All is written: to free the graph statement by statement would take a tenth of the time of an answer.
    os._exit(code)


def _prepare_output() -> None:
    """Have output that can hold every letter: UTF-8 in a file or pipe, on a terminal a mark for what it cannot show."""
    if sys.stdout is None:
        if sys.stderr is not None:
            print("govkg: standard output is closed: send it somewhere", file=sys.stderr, flush=True)
        os._exit(EXIT_CODES[OutputError])
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _dispatch(words: list[str]) -> int:
    if words[:1] == ["ask"]:
        name, place = asked(words[1:])
        if name:
            return _ask(words[1:], name, place)
    whole, of_each = parser()
    if words and words[0][:1] != "-" and words[0] not in of_each:
        from govkg.nearest import did_you_mean

        hint = did_you_mean(words[0], of_each, "'govkg --help' lists them")
        raise BadQuery(f"no command {words[0]!r}: {hint}")
    args, extra = whole.parse_known_args(words)
    if args.command is None:
        whole.refuse(extra)
        whole.print_help(sys.stderr)
        return 2
    of_each[args.command].refuse(extra)
    return _handler(args.command)(args)


def _handler(command: str) -> Callable[[Namespace], int]:
    """The function that carries a command out, from a module that is imported for it alone."""
    if command in ("export", "plan", "timeline"):
        from govkg.cli import making

        return {"export": making.export, "plan": making.plan, "timeline": making.timeline}[command]
    if command == "serve":
        from govkg.cli.serving import serve

        return serve
    if command == "site":
        from govkg.cli.publishing import write_site

        return write_site
    if command in ("passages", "check", "build"):
        from govkg.cli import curating

        return {"passages": curating.passages, "check": curating.check, "build": curating.build}[command]
    from govkg.cli import asking

    return {"ask": asking.list_questions, "show": asking.show, "query": asking.query}[command]


def _ask(words: list[str], name: str, place: Namespace) -> int:
    """Answer a question, whose own parameters become options."""
    from govkg.cli import asking
    from govkg.cli.place import project
    from govkg.questions import read_question

    question = read_question(project(place).queries, name)
    own = question_parser(question)
    args, extra = own.parse_known_intermixed_args(words)
    own.refuse(extra)
    if len(args.values) > len(question.parameters):
        own.error(f"at most {len(question.parameters)} values fit: {', '.join(question.parameters) or 'none'}")
    given = dict(zip(question.parameters, args.values, strict=False))
    given |= {p: value for p in question.parameters if (value := getattr(args, p)) is not None}
    return asking.ask(args, given)


def _report(error: GovkgError, is_question: bool = False) -> int:
    if isinstance(error, InputError):
        for finding in error.findings:
            print(finding, file=sys.stderr)
    print(f"govkg: {error}", file=sys.stderr)
    if isinstance(error, Ambiguous):
        for line in error.candidates[:MOST_CANDIDATES]:
            print(f"  {line}", file=sys.stderr)
        if (more := len(error.candidates) - MOST_CANDIDATES) > 0:
            print(f"  and {more} more", file=sys.stderr)
        if is_question:
            print(f'or ask for all of them: "{error.name}*"', file=sys.stderr)
    # A value that is none, such as a bad date, is wrong usage; its class is not imported for that alone.
    other = 2 if isinstance(error, ValueError) else 1
    return next((code for kind, code in EXIT_CODES.items() if isinstance(error, kind)), other)
