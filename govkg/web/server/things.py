"""Data IRIs: whoever asks for a thing is sent to the page or to the data about it (303 See Other).

https://www.w3.org/TR/cooluris/#r303gendocument. The IRIs begin with https://w3id.org/govkg/, which sends on to a server
like this one; here the same paths are answered: ``id/netmundial``, ``ontology``.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from govkg.namespaces import data
from govkg.web.addresses import place_of
from govkg.web.files.entity import FORMATS
from govkg.web.negotiation import best
from govkg.web.server.answers import Answers

_VARY = {"Vary": "Accept", "Access-Control-Allow-Origin": "*"}


class Things:
    """Sends on from what is described to what describes it."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self._suffixes = {media_type: suffix for suffix, (media_type, _) in FORMATS.items()}

    def routes(self) -> list[BaseRoute]:
        return [Route("/id/{key:path}", self.thing)]

    def thing(self, request: Request) -> Response:
        """303 to the page or the data of a thing that is known; 404 if it is not."""
        key = request.path_params["key"]
        explorer = self.answers.explorer
        place = place_of(data(key))
        if place is None or data(key) not in explorer.known:
            return self.answers.nowhere(request, KeyError(key))
        chosen = best(request.headers.get("Accept", "*/*"), ["text/html", *self._suffixes])
        addresses = self.answers.addresses
        suffix = self._suffixes.get(chosen or "", "")
        target = (
            addresses.file("", f"data/{key}.{suffix}") if suffix else addresses.page("", place.path, {}, place.fragment)
        )
        return RedirectResponse(target, 303, headers=_VARY)
