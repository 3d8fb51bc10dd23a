"""Stores: the graph in memory or on disk, asked in the same words as the one behind an endpoint (``govkg.remote``).

Every store takes SPARQL text and gives the same three kinds of result. Terms are pyoxigraph's everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, RdfFormat, Triple

from govkg.errors import BadQuery, EndpointError, NotFound, OutputError

Term = NamedNode | Literal | BlankNode
_CODE_POINT = re.compile(r"(?<!\\)((?:\\\\)*)\\u([0-9A-F]{4})")
_LIKE_A_CODE_POINT = re.compile(r"(?<!\\)((?:\\\\)+)([uU])")


@dataclass(frozen=True, slots=True)
class Solutions:
    """Rows of a SELECT query.

    Attributes:
        columns: variable names, in the order of the query.
        rows: one tuple a row, None where a variable is unbound.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]


Result = Solutions | bool | list[Triple]


class Store(Protocol):
    """Something that answers SPARQL."""

    def query(self, sparql: str) -> Result:
        """Answer a query.

        Raises:
            BadQuery: the text is no SPARQL 1.1 query.
            EndpointError: a remote store cannot be asked.
        """
        ...

    def select(self, sparql: str) -> Solutions:
        """Answer a SELECT query."""
        ...


class Selects:
    """What every store has: a SELECT query asked for its rows."""

    def query(self, sparql: str) -> Result:
        raise NotImplementedError

    def select(self, sparql: str) -> Solutions:
        result = self.query(sparql)
        if not isinstance(result, Solutions):
            raise BadQuery("expected a SELECT query (rows), found ASK, CONSTRUCT or DESCRIBE")
        return result


class Embedded(Selects):
    """The graph in this process, in memory or on disk.

    Args:
        store: an Oxigraph store that holds the graph.
    """

    def __init__(self, store: pyoxigraph.Store) -> None:
        self.store = store

    @classmethod
    def in_memory(cls, path: Path, *, trusted: bool = False) -> Embedded:
        """Read a file of N-Quads (or TriG) into memory.

        Args:
            path: the file.
            trusted: it is one that ``govkg build`` wrote, so its IRIs need no second look (a quarter of the time).

        Raises:
            NotFound: there is no such file, or it may not be read.
            BadQuery: the file is not RDF.
        """
        form = RdfFormat.from_extension(path.suffix[1:])
        if form is not None and not form.supports_datasets:
            raise NotFound(
                f"{path} holds no passages, for {form.name} has no named graphs: name a file that ends in .nq"
            )
        store = pyoxigraph.Store()
        try:
            # In memory, load is faster than bulk_load and takes less room, at any size.
            store.load(path=str(path), format=form, lenient=trusted)
        except FileNotFoundError:
            raise NotFound(f"no graph at {path}: build it with 'govkg build'") from None
        except SyntaxError as error:
            raise BadQuery(f"{path} is not a graph: {error.msg}; rebuild it with 'govkg build'") from None
        except OSError as error:
            raise NotFound(f"the graph at {path} cannot be read: {first_line(str(error))}") from None
        except ValueError as error:
            raise NotFound(f"no graph at {path}: {first_line(str(error))}; name a file that ends in .nq") from None
        return cls(store)

    @classmethod
    def on_disk(cls, folder: Path) -> Embedded:
        """Open a folder that an Oxigraph store keeps its data in, for graphs past about ten million statements.

        Raises:
            NotFound: there is no such folder, or no store in it.
        """
        try:
            return cls(pyoxigraph.Store.read_only(str(folder)))
        except OSError:
            raise NotFound(f"no store in {folder}: load one there with 'govkg build --store {folder}'") from None

    @staticmethod
    def write(folder: Path, content: bytes) -> None:
        """Make a folder an on-disk store of a graph, in the place of the store that it was.

        Args:
            folder: it is made if there is none; one that holds something else than a store is left alone.
            content: the graph as N-Quads.

        Raises:
            OutputError: it cannot be written; what was there is untouched, or the error says where it is now.
        """
        from tempfile import TemporaryDirectory

        from govkg.swap import swap

        try:
            if folder.exists() and any(folder.iterdir()) and not (folder / "CURRENT").is_file():
                raise OutputError(f"cannot write a store to {folder}: it holds something else; name another folder")
            folder.parent.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(prefix=f".{folder.name}.", suffix=".tmp", dir=folder.parent) as temporary:
                new = Path(temporary) / "new"
                store = pyoxigraph.Store(str(new))
                store.bulk_load(content, RdfFormat.N_QUADS)
                store.flush()
                del store
                # The old one waits outside of what is removed at the end, whatever happens.
                swap(new, folder, Path(temporary).with_suffix(".old"))
        except OSError as error:
            reason = error.strerror or first_line(str(error))
            raise OutputError(f"cannot write a store to {folder}: {reason}; what was there is untouched") from error

    def query(self, sparql: str) -> Result:
        try:
            return as_result(self.store.query(sparql))
        except SyntaxError as error:
            raise syntax_error(sparql, error) from None
        except UnicodeEncodeError:
            raise BadQuery("the query is not UTF-8: write it in that encoding") from None
        except OSError as error:
            raise EndpointError(f"a SERVICE of the query cannot be asked: {first_line(str(error))}") from None


def bind(sparql: str, values: dict[str, list[Term]]) -> str:
    """A query with variables bound to terms.

    SPARQL's protocol has no parameters, and engines differ in theirs. So the terms, written out by the RDF engine
    itself, become a VALUES block at the beginning of the outermost WHERE, which every engine reads alike. Queries
    begin it with a line ``WHERE {`` (a test holds them to it).

    Args:
        sparql: the query.
        values: terms by variable name; several terms mean any of them.

    Raises:
        BadQuery: the query has no such line.
    """
    head, where, rest = sparql.partition("\nWHERE {\n")
    if not where:
        raise BadQuery("the query has no line 'WHERE {' to bind its parameters at")
    blocks = [
        f"  VALUES ?{name} {{ {' '.join(_written(term) for term in terms)} }}\n"
        for name, terms in sorted(values.items())
    ]
    return head + where + "".join(blocks) + rest


def _written(term: Term) -> str:
    """A term in SPARQL.

    An engine may replace ``\\uXXXX`` before it reads anything else (SPARQL 1.1, 19.2), and rdflib does so even after an
    escaped backslash and with eight digits if there are eight: a text could end its own quotation. So a ``u`` after a
    backslash is written as a code point, and code points with eight digits.
    """
    text = _CODE_POINT.sub(r"\1\\U0000\2", str(term))
    return _LIKE_A_CODE_POINT.sub(lambda found: f"{found[1]}\\U{ord(found[2]):08X}", text)


def syntax_error(sparql: str, error: SyntaxError) -> BadQuery:
    """A SPARQL syntax error as one line with line and column."""
    place = re.search(r"error at (\d+):(\d+)", str(error))
    if place is None:
        return BadQuery(f"not SPARQL: {first_line(str(error))}")
    line, column = int(place[1]), int(place[2])
    lines = sparql.split("\n")
    found = (
        lines[line - 1].strip()[:60] if line <= len(lines) and (line, column) <= (len(lines), len(lines[-1])) else ""
    )
    here = f" in {found!r}" if found else " at its end"
    # What the parser would have taken instead is a list of pieces of its grammar; only two of its reasons tell people.
    reasons = {"Prefix not found": ": a prefix that is not declared", "IRI parsing failed": ": a broken IRI"}
    why = next((text for reason, text in reasons.items() if reason in str(error)), "")
    return BadQuery(f"not SPARQL: line {line}, column {column}{here}{why}")


def first_line(text: str) -> str:
    """The first line of what a library says is wrong."""
    return text.strip().splitlines()[0].strip() if text.strip() else "no reason given"


def as_result(found: QuerySolutions | QueryBoolean | Iterable[Triple]) -> Result:
    """What the engine found, read to its end."""
    if isinstance(found, QueryBoolean):
        return bool(found)
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        return Solutions(columns, [tuple(row) for row in found])
    return list(found)
