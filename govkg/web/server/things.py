"""Data IRIs, and those of terms: whoever asks for a thing is sent to the page or to the data about it (303 See Other).

https://www.w3.org/TR/cooluris/#r303gendocument for ``id/netmundial``; for the terms, whose IRIs have a hash,
https://www.w3.org/TR/swbp-vocab-pub/#recipe3: the ontology's page answers at ``ontology`` itself, and a program that
wants data is sent to the file. All IRIs begin with https://w3id.org/govkg/, which sends on to a server like this one.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from govkg.namespaces import data
from govkg.web.addresses import Place, place_of
from govkg.web.files.entity import FORMATS
from govkg.web.negotiation import best
from govkg.web.server.answers import Answers

_VARY = {"Vary": "Accept", "Access-Control-Allow-Origin": "*"}
_ONTOLOGY = Place("ontology")


class Things:
    """Sends on from what is described to what describes it."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self._suffixes = {media_type: suffix for suffix, (media_type, _) in FORMATS.items()}

    def routes(self) -> list[BaseRoute]:
        """Where things are; they come before the pages, of which one has the address of what it describes."""
        return [
            Route("/id/{key:path}", self.thing),
            Route("/ontology", self.ontology),
            Route("/ontology/{version}", self.version),
        ]

    def thing(self, request: Request) -> Response:
        """303 to the page or the data of a thing that is known; 404 if it is not."""
        key = request.path_params["key"]
        place = place_of(data(key))
        if place is None or not self._knows(data(key)):
            return self.answers.nowhere(request, KeyError(key))
        return self._sent_on(request, place)

    async def ontology(self, request: Request) -> Response:
        """The ontology's page itself, or 303 to the ontology as data."""
        if self._chosen(request):
            return self._sent_on(request, _ONTOLOGY)
        response = await self.answers.page("ontology", request)
        response.headers["Vary"] = "Accept, Accept-Encoding"
        return response

    def version(self, request: Request) -> Response:
        """303 to this version of the ontology; 404 for any other, which is not here."""
        if request.path_params["version"] != self.answers.explorer.header.version:
            return self.answers.nowhere(request, KeyError("version"))
        return self._sent_on(request, _ONTOLOGY)

    def _knows(self, iri: str) -> bool:
        explorer = self.answers.explorer
        return iri in explorer.known or iri in explorer.entities.parts_of_dataset

    def _chosen(self, request: Request) -> str:
        """How the file ends that the client would rather have than the page; empty for the page."""
        # A client may send the header in several lines.
        accept = ", ".join(request.headers.getlist("Accept"))
        return self._suffixes.get(best(accept, ["text/html", *self._suffixes]) or "", "")

    def _sent_on(self, request: Request, place: Place) -> Response:
        addresses, suffix = self.answers.addresses, self._chosen(request)
        target = (
            addresses.file("", f"{place.data}.{suffix}")
            if suffix
            else addresses.page("", place.path, {}, place.fragment)
        )
        return RedirectResponse(target, 303, headers=_VARY)
