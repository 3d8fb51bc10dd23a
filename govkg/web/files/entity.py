"""An entity's data in the formats of linked data."""

from __future__ import annotations

from pyoxigraph import RdfFormat

from govkg.errors import NotFound
from govkg.export.entities import in_format
from govkg.namespaces import data
from govkg.web.explorer import Explorer
from govkg.web.page import Asked, File

FORMATS: dict[str, tuple[str, RdfFormat]] = {
    "ttl": ("text/turtle", RdfFormat.TURTLE),
    "jsonld": ("application/ld+json", RdfFormat.JSON_LD),
    "nt": ("application/n-triples", RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", RdfFormat.RDF_XML),
}
"""Media type and format by how the file's name ends."""


def entity_file(explorer: Explorer, asked: Asked) -> File:
    """What is said about one thing, as data: ``netmundial.ttl``.

    Raises:
        NotFound: there is no such thing, or no such format.
    """
    key, _, suffix = asked.key.rpartition(".")
    if suffix not in FORMATS or not key:
        endings = ", ".join(f".{one}" for one in FORMATS)
        raise NotFound(f"no file {asked.key!r}: data ends in {endings}")
    media_type, format_ = FORMATS[suffix]
    return File(in_format(explorer.entities.quads(data(key)), format_), with_charset(media_type))


def with_charset(media_type: str) -> str:
    """A media type as a server sends it: those of text name their encoding, the others have but one."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
