"""The JSON-LD context: a file that is none is told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkg.errors import InputError
from govkg.loaders.context import Context

BASE = '"@base": "https://example.org/id/"'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{}", "no context: expected {'@context': {...}}"),
        (b"[]", "no context: expected {'@context': {...}}"),
        (b"null", "no context: expected {'@context': {...}}"),
        (b'{"@context": []}', "no context: expected {'@context': {...}}"),
        (b'{"@context": "http://a"}', "no context: expected {'@context': {...}}"),
        (b'{"@context": {}}', "no context: '@base' is None, expected the IRI that all ids begin with"),
        (b'{"@context": {"@base": 1}}', "no context: '@base' is 1, expected the IRI that all ids begin with"),
        (b'{"@context": {"@base": "id"}}', "no context: '@base' is 'id', expected the IRI that all ids begin with"),
        (f'{{"@context": {{{BASE}, "": "a"}}}}'.encode(), "no context: a key is empty"),
        (
            f'{{"@context": {{{BASE}, "date": {{"@type": "@id"}}}}}}'.encode(),
            "no context: 'date' has no '@id', expected the property that it stands for",
        ),
        (b"[" * 100_000, "nested too deep"),
        ('{"@context": {"é": ""}}'.encode("latin-1"), "not UTF-8 (save it in the encoding UTF-8)"),
    ],
)
def test_a_context_that_is_none(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "context.jsonld"
    path.write_bytes(content)
    with pytest.raises(InputError) as raised:
        Context(path)
    assert [str(one) for one in raised.value.findings] == [f"{path}:1:1: error: {message}"]


def test_a_context_of_little(tmp_path: Path) -> None:
    path = tmp_path / "context.jsonld"
    path.write_text(f'{{"@context": {{{BASE}, "ex": "http://e/", "Thing": "ex:Thing", "on": {{"@id": "ex:on"}}}}}}')
    context = Context(path)
    assert (context.iri("a"), context.types, list(context.keys)) == (
        "https://example.org/id/a",
        {"Thing": "http://e/Thing"},
        ["on"],
    )
    assert context.key_of == {"http://e/on": "on"}
