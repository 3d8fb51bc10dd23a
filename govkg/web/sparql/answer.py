"""One answer to one request: the whole of the endpoint but for HTTP, run inside a worker.

The statuses, beside those of govkg.web.sparql.request:

- 400 the text is no query, or a graph's name no IRI.
- 403 an update or a SERVICE: understood, and never done here.
- 406 the client takes none of the formats.
- 422 the query is fine but its answer too long (or it takes too much memory): not 503, because the same query will
  fail again at any time, and not 413, which speaks of the request.
- 503 it took too long, or too many wait: another time it may be quicker.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from govkg.store import syntax_error
from govkg.web.sparql import request
from govkg.web.sparql.formats import GRAPH, ROWS, YES_OR_NO, Format, Offer
from govkg.web.sparql.lexer import asks_a_service, is_update
from govkg.web.sparql.request import Asked, Refused

PLAIN = "text/plain; charset=utf-8"
_MAY_CHANGE = ("now", "rand", "uuid", "bnode", "\\u")
_CHANGES = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*(?:#[^\r\n]*\s*)*\(|\\u", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a client gets.

    Attributes:
        status: the HTTP status.
        content_type: of the body.
        body: the answer, or one sentence.
        lasting: whether the same request will always get the same answer.
    """

    status: int
    content_type: str
    body: bytes
    lasting: bool = False

    @classmethod
    def refusal(cls, status: int, sentence: str) -> Answer:
        """No answer but a sentence that says why."""
        return cls(status, PLAIN, f"{sentence}\n".encode("utf-8", "replace"))


def too_long(result_bytes: int) -> Answer:
    """The answer would be longer than the limit."""
    return Answer.refusal(422, f"the answer is longer than {size(result_bytes)}: ask for less, for example with LIMIT")


def size(count: int) -> str:
    """A number of bytes for people."""
    return f"{count // 1024**2} MB" if count >= 1024**2 else f"{count} bytes"


def unacceptable(accept: str, offer: Offer) -> Answer:
    """The client takes none of the formats."""
    return Answer.refusal(406, f"found Accept {accept[:200]!r}, expected one of {', '.join(offer.standard)}")


def answer(
    store: Store, result_bytes: int, address: bytes, content_type: str, body: bytes, accept: str, base: str
) -> Answer:
    """The answer to a request.

    Args:
        store: the graph.
        result_bytes: how long the answer may be.
        address: the part of the address after the question mark.
        content_type: of the body; empty for GET.
        body: empty for GET.
        accept: the Accept header.
        base: the address of the endpoint, against which relative IRIs are read.
    """
    try:
        asked = request.read(address, content_type, body)
        results = _ask(store, asked, base)
    except Refused as refused:
        return Answer.refusal(refused.status, refused.sentence)
    offer = GRAPH if isinstance(results, QueryTriples) else ROWS if isinstance(results, QuerySolutions) else YES_OR_NO
    # What a form chose for rows does not fit a graph: then anything is better than a refusal. Libraries send other
    # words under this name beside a header that says it right.
    is_type = re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", asked.format) is not None
    wanted = f"{asked.format}, */*;q=0.1" if is_type else accept
    chosen = offer.best(wanted)
    if chosen is None:
        return unacceptable(wanted, offer)
    try:
        written = _written(results, chosen, result_bytes)
    except _TooLong:
        return too_long(result_bytes)
    except (OSError, ValueError, RuntimeError) as error:
        return Answer.refusal(422, f"the query cannot be answered: {_first_line(error)}")
    return Answer(200, chosen.sent_as, written, not _changes(asked.sparql))


def _changes(sparql: str) -> bool:
    """Whether a query may have another answer the next time: it asks for the clock, for chance or for a new node."""
    lower = sparql.lower()
    return any(word in lower for word in _MAY_CHANGE) and _CHANGES.search(sparql) is not None


def _ask(store: Store, asked: Asked, base: str) -> QuerySolutions | QueryBoolean | QueryTriples:
    if asks_a_service(asked.sparql):
        raise Refused(403, request.SERVICES)
    try:
        default: list[NamedNode | BlankNode | DefaultGraph] | None = None
        named: list[NamedNode | BlankNode] | None = None
        if asked.default or asked.named:
            default = [NamedNode(iri) for iri in asked.default]
            named = [NamedNode(iri) for iri in asked.named]
        return store.query(asked.sparql, base_iri=base, default_graph=default, named_graphs=named)
    except SyntaxError as error:
        if is_update(asked.sparql):
            raise Refused(403, request.READ_ONLY) from None
        raise Refused(400, str(syntax_error(asked.sparql, error))) from None
    except UnicodeEncodeError:
        raise Refused(400, "the query is not UTF-8: write it in that encoding") from None
    except ValueError as error:
        raise Refused(400, f"the name of a graph is no IRI: {_first_line(error)}") from None
    except (OSError, RuntimeError) as error:
        raise Refused(422, f"the query cannot be answered: {_first_line(error)}") from None


class _TooLong(Exception):
    pass


class _Buffer(io.BytesIO):
    """Bytes up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.left = limit

    def write(self, content: object) -> int:
        count = super().write(content)  # type: ignore[arg-type]
        self.left -= count
        if self.left < 0:
            raise _TooLong
        return count


def _written(results: QuerySolutions | QueryBoolean | QueryTriples, chosen: Format, limit: int) -> bytes:
    buffer = _Buffer(limit)
    results.serialize(buffer, format=chosen.writer)  # type: ignore[arg-type]
    return buffer.getvalue()


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no reason given"])[0].strip()
