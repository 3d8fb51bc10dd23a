"""The graph behind a remote SPARQL endpoint."""

from __future__ import annotations

from contextlib import suppress

import pyoxigraph
from pyoxigraph import RdfFormat

from govkg.errors import BadQuery, EndpointError
from govkg.store import Result, Selects, Solutions, as_result, first_line, syntax_error


class Remote(Selects):
    """A SPARQL endpoint, asked through SPARQLWrapper.

    Args:
        url: its address.
        timeout: seconds to wait for an answer.
    """

    def __init__(self, url: str, timeout: int = 60) -> None:
        self.url = url
        self.timeout = timeout

    def query(self, sparql: str) -> Result:
        wanted: Result | None = None
        try:
            with suppress(OSError):
                # Of an empty store, to know whether it is SPARQL; what it asks of a SERVICE does not matter here.
                wanted = as_result(pyoxigraph.Store().query(sparql))
        except SyntaxError as error:
            raise syntax_error(sparql, error) from None
        except UnicodeEncodeError:
            raise BadQuery("the query is not UTF-8: write it in that encoding") from None
        content, kind = self._fetch(sparql)
        found = f"{kind or 'no type'}, not with SPARQL results: is it a SPARQL endpoint?"
        try:
            if "json" in kind:
                answer = as_result(pyoxigraph.parse_query_results(content, pyoxigraph.QueryResultsFormat.JSON))
                if wanted is None or _columns(answer) == _columns(wanted):
                    return answer
                found = "other columns than the query asks for: is it a SPARQL endpoint?"
            if "n-triples" in kind or "turtle" in kind:
                return [q.triple for q in pyoxigraph.parse(content, RdfFormat.TURTLE)]
        except (SyntaxError, ValueError) as error:
            found = f"broken results: {first_line(str(error))}"
        # Not raised where the parser failed: its frames hold results that must die in the thread that made them.
        raise EndpointError(f"{self.url} answered with {found}")

    def _fetch(self, sparql: str) -> tuple[bytes, str]:
        from http.client import HTTPException
        from urllib.error import HTTPError, URLError

        from SPARQLWrapper import JSON, POST, TURTLE, SPARQLExceptions, SPARQLWrapper

        wrapper = SPARQLWrapper(self.url)
        wrapper.setTimeout(self.timeout)
        wrapper.setMethod(POST)
        wrapper.setQuery(sparql)
        rows = wrapper.queryType in ("SELECT", "ASK")
        wrapper.setReturnFormat(JSON if rows else TURTLE)
        try:
            with wrapper.query().response as response:
                return response.read(), str(response.headers.get("Content-Type", ""))
        except SPARQLExceptions.SPARQLWrapperException as error:
            said = first_line(str(error)).partition(": ")[2]
            raise EndpointError(f"{self.url} refused the query: {said}") from None
        except HTTPError as error:
            reason = first_line(str(error.reason))
            error.close()
            raise EndpointError(f"{self.url} answered with status {error.code}: {reason}") from None
        except TimeoutError:
            raise EndpointError(f"{self.url} gave no answer within {self.timeout} seconds") from None
        except URLError as error:
            reason = getattr(error.reason, "strerror", "") or str(error.reason)
            raise EndpointError(f"{self.url} cannot be reached: {reason} (is it running?)") from None
        except HTTPException:
            raise EndpointError(f"{self.url} gave no whole answer over HTTP: is it a SPARQL endpoint?") from None
        except (OSError, ValueError) as error:
            raise EndpointError(f"{self.url} cannot be asked: {first_line(str(error))}") from None


def _columns(result: Result) -> set[str]:
    return set(result.columns) if isinstance(result, Solutions) else set()
