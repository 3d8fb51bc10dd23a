"""Stores: the released graph in memory, on disk, or behind a remote SPARQL endpoint, asked in the same words.

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

from govkg.errors import BadQuery, EndpointError, NotFound

Term = NamedNode | Literal | BlankNode


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


class _Selects:
    def query(self, sparql: str) -> Result:
        raise NotImplementedError

    def select(self, sparql: str) -> Solutions:
        result = self.query(sparql)
        if not isinstance(result, Solutions):
            raise BadQuery("expected a SELECT query (rows), found ASK, CONSTRUCT or DESCRIBE")
        return result


class Embedded(_Selects):
    """The graph in this process, in memory or on disk.

    Args:
        store: an Oxigraph store that holds the graph.
    """

    def __init__(self, store: pyoxigraph.Store) -> None:
        self.store = store

    @classmethod
    def in_memory(cls, path: Path) -> Embedded:
        """Read a file of N-Quads (or TriG) into memory.

        Raises:
            NotFound: there is no such file.
            BadQuery: the file is not RDF.
        """
        store = pyoxigraph.Store()
        try:
            store.bulk_load(path=str(path), format=RdfFormat.from_extension(path.suffix[1:]))
        except FileNotFoundError:
            raise NotFound(f"no graph at {path}: build it with 'govkg build'") from None
        except SyntaxError as error:
            raise BadQuery(f"{path} is not a graph: {error.msg}; rebuild it with 'govkg build'") from None
        return cls(store)

    @classmethod
    def on_disk(cls, folder: Path) -> Embedded:
        """Open a folder that an Oxigraph store keeps its data in, for graphs past about ten million statements.

        Raises:
            NotFound: there is no such folder.
        """
        if not folder.is_dir():
            raise NotFound(f"no store in {folder}: load one there with 'govkg build --store {folder}'")
        return cls(pyoxigraph.Store.read_only(str(folder)))

    def query(self, sparql: str) -> Result:
        try:
            return _result(self.store.query(sparql))
        except SyntaxError as error:
            raise syntax_error(sparql, error) from None


class Remote(_Selects):
    """A SPARQL endpoint, asked through SPARQLWrapper.

    Args:
        url: its address.
        timeout: seconds to wait for an answer.
    """

    def __init__(self, url: str, timeout: int = 60) -> None:
        self.url = url
        self.timeout = timeout

    def query(self, sparql: str) -> Result:
        try:
            pyoxigraph.Store().query(sparql)
        except SyntaxError as error:
            raise syntax_error(sparql, error) from None
        content, kind = self._fetch(sparql)
        try:
            if "json" in kind:
                return _result(pyoxigraph.parse_query_results(content, pyoxigraph.QueryResultsFormat.JSON))
            if "n-triples" in kind or "turtle" in kind:
                return [q.triple for q in pyoxigraph.parse(content, RdfFormat.TURTLE)]
        except (SyntaxError, ValueError) as error:
            raise EndpointError(f"{self.url} answered with broken results: {error}") from None
        found = kind or "no type"
        raise EndpointError(f"{self.url} answered with {found}, not with SPARQL results: is it a SPARQL endpoint?")

    def _fetch(self, sparql: str) -> tuple[bytes, str]:
        from urllib.error import HTTPError, URLError

        from SPARQLWrapper import JSON, POST, TURTLE, SPARQLExceptions, SPARQLWrapper

        wrapper = SPARQLWrapper(self.url)
        wrapper.setTimeout(self.timeout)
        wrapper.setMethod(POST)
        wrapper.setQuery(sparql)
        rows = wrapper.queryType in ("SELECT", "ASK")
        wrapper.setReturnFormat(JSON if rows else TURTLE)
        try:
            response = wrapper.query().response
            return response.read(), str(response.headers.get("Content-Type", ""))
        except SPARQLExceptions.SPARQLWrapperException as error:
            raise EndpointError(f"{self.url} refused the query: {_first_line(str(error))}") from None
        except HTTPError as error:
            raise EndpointError(f"{self.url} answered with status {error.code}: {error.reason}") from None
        except URLError as error:
            raise EndpointError(f"{self.url} cannot be reached: {error.reason} (is it running?)") from None
        except (OSError, ValueError) as error:
            raise EndpointError(f"{self.url} cannot be asked: {error}") from None


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
        f"  VALUES ?{name} {{ {' '.join(str(term) for term in terms)} }}\n" for name, terms in sorted(values.items())
    ]
    return head + where + "".join(blocks) + rest


def syntax_error(sparql: str, error: SyntaxError) -> BadQuery:
    """A SPARQL syntax error as one line with line and column."""
    place = re.search(r"error at (\d+):(\d+):? ?(.*)", str(error), re.DOTALL)
    if place is None:
        return BadQuery(f"not SPARQL: {_first_line(str(error))}")
    line, column = int(place[1]), int(place[2])
    lines = sparql.splitlines()
    found = lines[line - 1][column - 1 :][:20] if 0 < line <= len(lines) else ""
    near = f" near {found!r}" if found.strip() else " at its end"
    return BadQuery(f"not SPARQL: line {line}, column {column}{near}: {_first_line(place[3])}")


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else "no reason given"


def _result(found: QuerySolutions | QueryBoolean | Iterable[Triple]) -> Result:
    if isinstance(found, QueryBoolean):
        return bool(found)
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        return Solutions(columns, [tuple(row[i] for i in range(len(columns))) for row in found])
    return list(found)
