"""Commands that ask: the questions, an entity's card, SPARQL."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from govkg.cli.place import documents_folder, open_graph, project
from govkg.cli.terminal import bold, faint, width, wrapped
from govkg.errors import BadQuery, NotFound

if TYPE_CHECKING:
    from govkg.answer import Answer
    from govkg.knowledge_graph import KnowledgeGraph


def list_questions(args: Namespace) -> int:
    """Print the canned questions."""
    from govkg.questions import questions, read_question

    folder = project(args).queries
    found = [read_question(folder, name) for name in questions(folder)]
    wide = max((len(question.name) for question in found), default=0)
    for question in found:
        print(f"{bold(question.name.ljust(wide))}  {question.summary}")
    print(
        '\nAsk one:  govkg ask feeds-into "WSIS+10 High-Level Event"     Its parameters:  govkg ask feeds-into --help'
    )
    return 0


def ask(args: Namespace, given: dict[str, str]) -> int:
    """Answer a canned question."""
    from govkg.render import FORMATS, why

    kg = open_graph(args)
    answer = kg.ask(args.question, **given)
    sys.stdout.write(FORMATS[args.format](answer, width()))
    if args.why and answer.passages:
        print()
        sys.stdout.write(why(answer, _texts(kg, answer, documents_folder(args))))
    return 0


def _texts(kg: KnowledgeGraph, answer: Answer, folder: Path | None) -> dict[str, str]:
    """The words of an answer's passages, if the documents' texts are at hand."""
    from govkg.documents import cut, text_of

    if folder is None:
        return {}
    spoken = [passage for passage in answer.passages.values() if passage.spans]
    texts = {source: text_of(kg.store, source, folder) for source in {passage.source for passage in spoken}}
    return {passage.iri: cut(texts[passage.source], passage.spans) for passage in spoken}


def show(args: Namespace) -> int:
    """Print an entity's card."""
    card = open_graph(args).entity(args.name)
    print(bold(card.name))
    print(faint(f"{', '.join(card.kinds)}; id {card.id}"))
    if card.other_names:
        print(f"also called {', '.join(card.other_names)}")
    for difference in card.differences:
        print("\n" + wrapped(f"Sources differ: {difference.reason}"))
    for heading, lines in card.sections.items():
        print(f"\n{bold(heading)}")
        for line in lines:
            first, *rest = line.text.splitlines()
            mark = " (set aside)" if line.set_aside else ""
            print(wrapped(f"- {first}{mark}  [{'; '.join(card.sources(line))}]", "  "))
            for more in rest:
                print(wrapped(f"  {more}", "    "))
    documents = sorted({f"{p.number}  {p.document}" for p in card.passages.values()})
    if documents:
        print("\n" + "\n".join(documents))
    return 0


def query(args: Namespace) -> int:
    """Run SPARQL given as text, as a file, or on standard input."""
    from govkg.answer import Answer
    from govkg.render import FORMATS

    text = _sparql(args.sparql)
    result = open_graph(args).query(text)
    if isinstance(result, Answer):
        sys.stdout.write(FORMATS[args.format](result, width()))
    elif isinstance(result, bool):
        if args.format == "json":
            print(f'{{"head": {{}}, "boolean": {str(result).lower()}}}')
        else:
            print("yes" if result else "no")
    else:
        from pyoxigraph import DefaultGraph, Quad

        from govkg.release import turtle

        quads = [Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in result]
        sys.stdout.write(turtle(quads).decode())
    return 0


def _sparql(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    path = Path(given)
    if given.endswith((".rq", ".sparql")):
        if not path.is_file():
            raise NotFound(f"no file {given}")
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise BadQuery(f"{given} is not UTF-8: save it in that encoding") from None
    return given
