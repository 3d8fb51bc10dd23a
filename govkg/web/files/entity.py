"""An entity's data in the formats of linked data."""

from __future__ import annotations

from pyoxigraph import RdfFormat, parse, serialize

from govkg.errors import NotFound
from govkg.export.entity import entity_turtle
from govkg.namespaces import PREFIXES, data
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
    turtle = entity_turtle(explorer.kg.store, data(key))
    if format_ is RdfFormat.TURTLE:
        return File(turtle, f"{media_type}; charset=utf-8")
    prefixes = PREFIXES if format_ is RdfFormat.RDF_XML or format_ is RdfFormat.JSON_LD else None
    content = serialize(parse(turtle, RdfFormat.TURTLE), format=format_, prefixes=prefixes)
    return File(content or b"", media_type)
