"""The words of a SPARQL text, told from strings, IRIs, comments, variables and names that only look like them.

The engine would ask other machines for a ``SERVICE``. Whether a query does so has to be known before it runs, and a
search for the word would refuse everybody who asks about services. Where two readings of a text are possible, such as
``<`` as the beginning of an IRI or as "less than", what could be the keyword is taken for it. (A worker could not
open a connection anyway; see govkg.web.sparql.confine.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = r"(?:\w|[-·])"
_LOCAL = rf"(?:{_NAME}|:|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?#@%])"
_KINDS = {
    "comment": r"#[^\r\n]*",
    "iri": r"<(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>",
    "string": (
        r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''|\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\""
        r"|'(?:[^'\\\r\n]|\\.)*'|\"(?:[^\"\\\r\n]|\\.)*\""
    ),
    "variable": r"[?$]\w+",
    "language": r"@[A-Za-z]+(?:-+[A-Za-z0-9]+)*",
    "node": rf"_:{_NAME}+(?:\.+{_NAME}+)*",
    "name": rf"(?:[^\W\d_](?:{_NAME}|\.(?={_NAME}|\.))*)?:(?:{_LOCAL}+(?:\.+{_LOCAL}+)*)?",
    "word": r"[^\W\d_]\w*",
    "space": r"[ \t\r\n]+",
    "other": r".",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# An engine that reads "<" as "less than" sees the keyword only after the bracket that closes the comparison, and the
# ">" only inside a comment.
_COMPARISON = re.compile(r"\).*service.*#", re.IGNORECASE)
_BEFORE_A_GRAPH_NAME = {"GRAPH", "FROM", "NAMED"}
_UPDATES = {"INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a SPARQL text.

    Attributes:
        kind: comment, iri, string, variable, language, node, name (a prefixed one), word, space or other.
        text: the piece.
    """

    kind: str
    text: str


def tokens(text: str) -> Iterator[Token]:
    """The pieces of a text, without a gap."""
    for found in _TOKEN.finditer(text):
        yield Token(str(found.lastgroup), found[0])


def asks_a_service(sparql: str) -> bool:
    """Whether a query may ask another endpoint.

    Escapes of code points count both ways: replaced before anything else is read (SPARQL 1.1, 19.2), and left where
    they stand, which is how Oxigraph reads them.
    """
    # Telling the pieces apart takes a tenth of what most queries take, and few queries hold the word at all.
    if "service" in sparql.lower() and _has_service(sparql):
        return True
    decoded = _ESCAPE.sub(_character, sparql) if "\\" in sparql else ""
    return "service" in decoded.lower() and _has_service(decoded)


def is_update(sparql: str) -> bool:
    """Whether a text that is no query begins like an update."""
    words = (token.text.upper() for token in tokens(sparql) if token.kind == "word")
    return next((word for word in words if word not in ("PREFIX", "BASE")), "") in _UPDATES


def _has_service(text: str) -> bool:
    written = [token for token in tokens(text) if token.kind not in ("space", "comment")]
    for i, token in enumerate(written):
        if "service" not in token.text.lower():
            continue
        if token.kind == "word" or (token.kind == "iri" and _COMPARISON.search(token.text)):
            return True
        # "SERVICE:x {" may be the keyword and a name with the empty prefix.
        before = written[i - 1].text.upper() if i else ""
        after = written[i + 1].text if i + 1 < len(written) else ""
        if token.kind == "name" and after == "{" and before not in _BEFORE_A_GRAPH_NAME:
            return True
    return False


def _character(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number < 0x110000 else found[0]
