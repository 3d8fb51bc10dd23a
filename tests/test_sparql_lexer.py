"""Which SPARQL asks another endpoint, and which only holds the word."""

from __future__ import annotations

from contextlib import suppress

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govkg.web.sparql.lexer import asks_a_service, is_update, tokens

NOWHERE = "<http://127.0.0.1:1/>"
"""A port that the engine refuses to ask, so that it says at once that it would have."""
PREFIXES = "PREFIX : <http://127.0.0.1:1/> PREFIX ex: <http://example.org/> PREFIX service: <http://127.0.0.1:1/> "
PIECES = [
    *("SERVICE", "service", "SerVice", "SILENT", "SER\\u0056ICE", "\\u0053ERVICE", NOWHERE, "<http://x/service#a>"),
    *(
        "<",
        ">",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ".",
        ";",
        ",",
        "#",
        "'",
        '"',
        "'''",
        '"""',
        "\\",
        "\\'",
        "\\u0027",
        "\\u0022",
    ),
    *(" ", "\n", "\r", "?x", "?service", "$service", "ex:service", "service:x", ":x", ":", "ex:a", "_:service", "_:b"),
    *("'a'@service", "true", "1", "1.", "<2", "1<2", "FILTER", "EXISTS", "OPTIONAL", "UNION", "GRAPH", "MINUS", "BIND"),
    *(
        "{FILTER(1<2)",
        "{ex:s ex:p ",
        "SELECT",
        "*",
        "WHERE",
        "ASK",
        "AS",
        "VALUES",
        "a",
        "%41",
        "ex:a\\-service",
        "\u00b7",
    ),
]


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE {NOWHERE} {{ ?s ?p ?o }} }}",
        f"ASK {{ service silent {NOWHERE} {{}} }}",
        f"ASK{{SERVICE{NOWHERE}{{}}}}",
        f"ASK {{ SERVICESILENT{NOWHERE}{{}} }}",
        "ASK { ?x ?y ?z . SERVICE ?x {} }",
        "ASK { SERVICE ex:service {} }",
        # The keyword and a name with the empty prefix.
        "ASK { SERVICE:x {} }",
        "ASK { SERVICE:x # a comment\n {} }",
        f"ASK {{ ?s ?p 1SERVICE{NOWHERE}{{}} }}",
        f"ASK {{ ?s ?p true.SERVICE{NOWHERE}{{}} }}",
        f"ASK {{ # a comment\n SERVICE {NOWHERE} {{}} }}",
        f"ASK {{ # a comment\r SERVICE {NOWHERE} {{}} }}",
        f"ASK {{ FILTER(1<2)SERVICE#>\n{NOWHERE}{{}} }}",
        # Code points may stand for characters of the text, or only for those of a string.
        f"ASK {{ SER\\u0056ICE {NOWHERE} {{}} }}",
        f"ASK {{ \\U00000053ERVICE {NOWHERE} {{}} }}",
        f"ASK {{ ?s ?p '\\u0027 \"' . SERVICE {NOWHERE} {{}} # \"\n }}",
        f"ASK {{ ?s ?p '\\\\' . SERVICE {NOWHERE} {{}} # '\n }}",
        f"ASK {{ ?s ?p ''''a' ''' . SERVICE {NOWHERE} {{}} # '\n }}",
    ],
)
def test_a_query_that_asks_a_service_is_seen(query: str) -> None:
    assert asks_a_service(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'SERVICE <http://x/> {}' }",
        'ASK { ?s ?p "a service" }',
        "ASK { ?s ?p '''it's a\nSERVICE ''' }",
        'ASK { ?s ?p """a "quoted" SERVICE <x> {} """ }',
        "ASK { ?s ?p 'it\\'s a SERVICE' }",
        "ASK { ?s ?p <http://example.org/service> }",
        "ASK { ?s a <http://www.w3.org/ns/sparql-service-description#Service> }",
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> ASK { ?s a sd:Service }",
        "PREFIX service: <http://x/> ASK { ?s service:x service:service . GRAPH service:x { ?s ?p ?o } }",
        "PREFIX service: <http://x/> ASK FROM service:x { ?s ?p ?o }",
        "ASK { ?service ?p $service }",
        "ASK { _:service ?p 'x'@service }",
        "ASK { ?s ?p ?o } # SERVICE <http://x/> {}",
        "# the service of a body\nASK { ?s ?p ?o }",
        "ASK { ?s ex:my.service ?o ; ex:a\\-service ?x }",
        "ASK { ?s ?p 'a \\u0073ervice' }",
        "ASK {}",
    ],
)
def test_the_word_in_another_place_is_nothing_to_see(query: str) -> None:
    assert not asks_a_service(query)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["", "{}", " {} }", "{}}", "{?s ?p ?o}}"]))
@example(["{FILTER(1<2)", "SERVICE", "#", ">", "\n", "?x"], "{}}")
@example(["{", "SERVICE", ":x"], "{}}")
@example(["{ex:s ex:p ", "true", "SERVICE", NOWHERE], "{}}")
def test_no_query_makes_the_engine_ask_a_service_unseen(pieces: list[str], end: str) -> None:
    for query in (f"{PREFIXES}ASK{''.join(pieces)}{end}", f"{PREFIXES}ASK {{ {''.join(pieces)} {NOWHERE} {end}"):
        assert asks_a_service(query) or not _engine_asks(query)


@given(st.text(alphabet="service<>{}()'\"\\#:.?$@_u0073 \n\r-é", max_size=60))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == text


@given(st.lists(st.sampled_from(["?service", "'service'", "<http://x/service>", "ex:service", "\n# service\n"])))
def test_what_stands_around_the_word_does_not_matter(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert not asks_a_service(f"ASK {{ {text} }}")
    assert asks_a_service(f"ASK {{ {text} SERVICE {text} }}")


@pytest.mark.parametrize(
    ("text", "update"),
    [
        ("INSERT DATA { <http://a> <http://b> 1 }", True),
        ("BASE <http://load/> PREFIX insert: <http://x/> # LOAD\n delete where { ?s ?p ?o }", True),
        ("WITH <http://x/> DELETE { } WHERE { }", True),
        ("CLEAR ALL", True),
        ("PREFIX insert: <http://x/> SELECT * { ?insert insert:x 'LOAD' }", False),
        ("ASK { ", False),
        ("", False),
    ],
)
def test_an_update_begins_with_its_word(text: str, update: bool) -> None:
    assert is_update(text) == update


def _engine_asks(query: str) -> bool:
    with suppress(SyntaxError, ValueError):
        try:
            pyoxigraph.Store().query(query)
        except (OSError, RuntimeError):
            return True
    return False
