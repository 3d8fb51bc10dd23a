"""The texts of source documents, which are not part of the project: found in a folder, checked by hash, cut."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from govkg.errors import GovkgError, NotFound
from govkg.quads import text
from govkg.store import Store

_SOURCES = """
PREFIX govkg: <https://w3id.org/govkg/ontology#>
PREFIX schema: <https://schema.org/>
SELECT ?source ?file ?sha256 ?length
WHERE {
  ?source a govkg:Source ; govkg:file ?file ; schema:sha256 ?sha256 ; govkg:length ?length .
}
"""


class WrongText(GovkgError):
    """A document whose text is not the one that the offsets were counted in."""


def text_of(store: Store, source: str, folder: Path) -> str:
    """The text of a source.

    Args:
        store: where the source is described.
        source: IRI of the source.
        folder: where the documents are.

    Raises:
        NotFound: the source has no document, or its file is not in the folder.
        WrongText: the file's SHA-256 is not the source's, nor is its length, or it is not UTF-8.
    """
    file, sha256, length = _described(store, source)
    path = folder / file
    if not path.is_file():
        raise NotFound(f"no file {file} in {folder}: give the folder with the documents, --documents DIR")
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise WrongText(f"{path} is not the text that was read: SHA-256 {found[:12]}…, expected {sha256[:12]}…")
    try:
        read = content.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"byte 0x{content[error.start]:02x} at {error.start}"
        hint = "save it in the encoding UTF-8 and mend 'sha256' in its YAML"
        raise WrongText(f"{path} is not UTF-8: {found}: {hint}") from None
    if len(read) != length:
        raise WrongText(f"{path} has {len(read)} characters, the source says {length}: mend 'length' in its YAML")
    return read


def _described(store: Store, source: str) -> tuple[str, str, int]:
    for row in store.select(_SOURCES).rows:
        iri, file, sha256, length = row
        if sha256 is None or length is None:
            continue
        if isinstance(iri, NamedNode) and iri.value == source and isinstance(file, Literal):
            return file.value, text(sha256), int(text(length))
    raise NotFound("this source has no document: what it says comes from outside, each passage names its origin")


def cut(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text of spans, with an ellipsis where the passage is torn."""
    return " […] ".join(" ".join(text[start:end].split()) for start, end in spans)


def find(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where a quotation stands in a text, whatever its line breaks: spans of code points, end exclusive."""
    import re

    pattern = r"\s+".join(re.escape(word) for word in wanted.split())
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []
