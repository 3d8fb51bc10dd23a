"""Requests of the SPARQL 1.1 Protocol, 2.1: which query is asked, of which dataset. Only those that read."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
READ_ONLY = "this endpoint only reads: updates are refused"
SERVICES = "this endpoint asks no other: a query with SERVICE is refused"
_UPDATE_PARAMETERS = {"update", "using-graph-uri", "using-named-graph-uri"}
_MOST_PARAMETERS = 10_000


class Refused(Exception):
    """A request that gets no answer.

    Attributes:
        status: the HTTP status.
        sentence: why, for people.
    """

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the dataset it is asked of.

    Attributes:
        sparql: the query.
        default: IRIs of the graphs that make up the default graph.
        named: IRIs of the named graphs. With neither, the dataset is the query's own affair.
        format: the media type that a form asks for, which has no Accept header to choose; empty if none. Not in the
            protocol, but known by many endpoints.
    """

    sparql: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    format: str = ""


def media_type(content_type: str) -> tuple[str, str]:
    """A Content-Type as a media type and a character set, both in lower case, empty if not given."""
    name, *parameters = content_type.lower().split(";")
    given = dict(parameter.strip().partition("=")[::2] for parameter in parameters)
    return name.strip(), given.get("charset", "").strip("\"' ")


def check_body_type(content_type: str) -> None:
    """Hold the type of a POST to what the protocol knows.

    Raises:
        Refused: it is another, or not UTF-8.
    """
    name, charset = media_type(content_type)
    if name == UPDATE:
        raise Refused(403, READ_ONLY)
    if name not in (FORM, QUERY):
        found = repr(name[:80]) if name else "none"
        raise Refused(415, f"found Content-Type {found}, expected {QUERY} or {FORM}")
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise Refused(415, f"found charset {charset[:40]!r}, expected utf-8")


def read(address: bytes, content_type: str, body: bytes) -> Asked:
    """What a request asks.

    Args:
        address: the part of the address after the question mark.
        content_type: of the body; empty for GET.
        body: empty for GET.

    Raises:
        Refused: it is no query operation of the protocol, or not UTF-8.
    """
    parameters = _parameters(address, "the address")
    name = media_type(content_type)[0] if content_type else ""
    if name == FORM:
        parameters += _parameters(body, "the form")
    queries = [value for key, value in parameters if key == "query"]
    if name == QUERY:
        queries.append(_text(body))
    updates = sorted({key for key, _ in parameters} & _UPDATE_PARAMETERS)
    if updates:
        raise Refused(403, f"{READ_ONLY} (found the parameter {updates[0]!r})")
    if len(queries) > 1:
        raise Refused(400, f"found {len(queries)} queries in one request, expected one")
    default = tuple(value for key, value in parameters if key == "default-graph-uri")
    named = tuple(value for key, value in parameters if key == "named-graph-uri")
    if not queries or not queries[0].strip():
        raise Refused(400, "found no query: give it as the parameter 'query'")
    formats = [value for key, value in parameters if key == "format"]
    return Asked(queries[0], default, named, formats[-1] if formats else "")


def _parameters(encoded: bytes, place: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS
        )
    except UnicodeDecodeError:
        raise Refused(400, f"{place} is not percent-encoded UTF-8") from None
    except ValueError:
        raise Refused(400, f"{place} has more than {_MOST_PARAMETERS} parameters") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "the query is not UTF-8: write it in that encoding") from None
