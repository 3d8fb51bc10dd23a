"""RDF files: every format gives the same statements, blank nodes get names, and nothing outside the file is read."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat
from worlds import OLD, World

from govkg.cli.main import run
from govkg.loaders import RDF_LOADERS
from govkg.loaders.context import Context
from govkg.loaders.contract import Loaded
from govkg.paths import shipped

CONTEXT = Context(shipped().context)
PREFIXES = """\
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix gid: <https://w3id.org/govkg/id/> .
@prefix govkg: <https://w3id.org/govkg/ontology#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
TURTLE = f"""{PREFIXES}
gid:summit govkg:count 5 ;
    schema:audience [ schema:name "Room 1"@en ] .
<more> skos:note "É" .
"""
RDF_XML = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE rdf:RDF [<!ENTITY skos "http://www.w3.org/2004/02/skos/core#">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="&skos;"
    xmlns:schema="https://schema.org/" xmlns:govkg="https://w3id.org/govkg/ontology#">
  <rdf:Description rdf:about="https://w3id.org/govkg/id/summit">
    <govkg:count rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">5</govkg:count>
    <schema:audience>
      <rdf:Description><schema:name xml:lang="en">Room 1</schema:name></rdf:Description>
    </schema:audience>
  </rdf:Description>
  <rdf:Description rdf:about="more"><skos:note>É</skos:note></rdf:Description>
</rdf:RDF>
"""
JSON_LD = """\
{"@context": {"gid": "https://w3id.org/govkg/id/", "schema": "https://schema.org/",
              "count": "https://w3id.org/govkg/ontology#count", "note": "http://www.w3.org/2004/02/skos/core#note"},
 "@graph": [
   {"@id": "gid:summit", "count": 5, "schema:audience": {"schema:name": {"@value": "Room 1", "@language": "en"}}},
   {"@id": "more", "note": "É"}]}
"""
FLAT = """\
<https://w3id.org/govkg/id/summit> <https://w3id.org/govkg/ontology#count> \
"5"^^<http://www.w3.org/2001/XMLSchema#integer> .
<https://w3id.org/govkg/id/summit> <https://schema.org/audience> _:room .
_:room <https://schema.org/name> "Room 1"@en .
<https://w3id.org/govkg/id/import/extra/more> <http://www.w3.org/2004/02/skos/core#note> "\\u00C9" .
"""
WRITTEN = {
    ".ttl": TURTLE,
    ".trig": TURTLE,
    ".nt": FLAT,
    ".nq": FLAT,
    ".jsonld": JSON_LD,
    ".rdf": RDF_XML,
    ".owl": RDF_XML,
    ".xml": RDF_XML,
}
GRAPH = "<https://w3id.org/govkg/id/import/extra>"
ROOM = "<https://w3id.org/govkg/id/import/extra/genid/c14n0>"
STATEMENTS = [
    f'{ROOM} <https://schema.org/name> "Room 1"@en {GRAPH}',
    f'<https://w3id.org/govkg/id/import/extra/more> <http://www.w3.org/2004/02/skos/core#note> "É" {GRAPH}',
    f"<https://w3id.org/govkg/id/summit> <https://schema.org/audience> {ROOM} {GRAPH}",
    "<https://w3id.org/govkg/id/summit> <https://w3id.org/govkg/ontology#count>"
    f' "5"^^<http://www.w3.org/2001/XMLSchema#integer> {GRAPH}',
]


def loaded(path: Path, content: str | bytes) -> Loaded:
    """What the loader of a file's format makes of it."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return RDF_LOADERS[path.suffix].load(path, path.name, CONTEXT)


def lines(found: Loaded) -> list[str]:
    return sorted(str(quad) for quad in found.quads)


def messages(found: Loaded) -> list[str]:
    return [str(finding) for finding in found.findings]


@pytest.fixture
def hits() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that must not be asked: its address, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"@context": {"note": "http://www.w3.org/2004/02/skos/core#note"}}')

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_format_has_an_example() -> None:
    assert WRITTEN.keys() == RDF_LOADERS.keys()


@pytest.mark.parametrize("suffix", WRITTEN)
def test_every_format_gives_the_same_statements(suffix: str, tmp_path: Path) -> None:
    found = loaded(tmp_path / f"extra{suffix}", WRITTEN[suffix])
    assert (messages(found), lines(found)) == ([], STATEMENTS)
    assert found.describes == {
        "https://w3id.org/govkg/id/summit",
        "https://w3id.org/govkg/id/import/extra/more",
        ROOM[1:-1],
    }


def test_named_graphs_stay_and_blank_ones_get_names(tmp_path: Path) -> None:
    content = f"{PREFIXES} gid:own {{ gid:a gid:b gid:c }} _:g {{ gid:a gid:b _:x . _:x gid:b <<( _:x gid:b 1 )>> }}"
    found = loaded(tmp_path / "extra.trig", 'VERSION "1.2"\n' + content)
    genid, gid = "https://w3id.org/govkg/id/import/extra/genid", "https://w3id.org/govkg/id"
    assert messages(found) == []
    assert lines(found) == [
        f"<{gid}/a> <{gid}/b> <{gid}/c> <{gid}/own>",
        f"<{gid}/a> <{gid}/b> <{genid}/c14n0> <{genid}/c14n1>",
        f"<{genid}/c14n0> <{gid}/b> <<( <{genid}/c14n0> <{gid}/b>"
        f' "1"^^<http://www.w3.org/2001/XMLSchema#integer> )>> <{genid}/c14n1>',
    ]


def test_labels_and_order_of_blank_nodes_do_not_matter(tmp_path: Path) -> None:
    one = f"{PREFIXES} _:a gid:next _:b . _:b gid:next _:c . _:c gid:end 1 . gid:s gid:has _:a , _:c ."
    two = f"{PREFIXES} _:c gid:end 1 . gid:s gid:has _:z . _:z gid:next _:a . gid:s gid:has _:c . _:a gid:next _:c ."
    assert lines(loaded(tmp_path / "extra.ttl", one)) == lines(loaded(tmp_path / "extra.ttl", two))


def test_a_file_name_that_is_no_iri_is_encoded(tmp_path: Path) -> None:
    found = loaded(tmp_path / "my <file> é.ttl", f"{PREFIXES} gid:a gid:b <c> .")
    graph = "https://w3id.org/govkg/id/import/my%20%3Cfile%3E%20%C3%A9"
    gid = "https://w3id.org/govkg/id"
    assert (messages(found), lines(found)) == ([], [f"<{gid}/a> <{gid}/b> <{graph}/c> <{graph}>"])


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("x.ttl", f"{PREFIXES}gid:a gid:b", "x.ttl:7:12: error: not Turtle: Unexpected end"),
        ("x.trig", "{", "x.trig:1:1: error: not TriG: Unexpected end of file"),
        (
            "x.nq",
            "<http://a> <http://b> .\n",
            "x.nq:1:23: error: not N-Quads: The object of a triple must be an IRI, a blank node or a literal",
        ),
        ("x.nt", "<a> <b> <c> .\n", "x.nt:1:1: error: not N-Triples: No scheme found in an absolute IRI"),
        (
            "x.jsonld",
            '{"@context": 5}',
            "x.jsonld:1:1: error: not JSON-LD: @context value must be null, a string or an object",
        ),
        ("x.jsonld", "[1,", "x.jsonld:1:4: error: not JSON-LD: Unexpected end of file, a value was expected"),
        (
            "x.rdf",
            "<html><p>Not found</html>",
            "x.rdf:1:1: error: not RDF/XML: XML namespaces are required in RDF/XML",
        ),
        ("x.ttl", b"\xff\xfe", "x.ttl:1:1: error: not Turtle: Invalid UTF-8 character encoding"),
    ],
)
def test_what_is_not_rdf(name: str, content: str | bytes, expected: str, tmp_path: Path) -> None:
    found = loaded(tmp_path / name, content)
    assert (messages(found), found.quads, found.unread) == ([expected], [], True)


@pytest.mark.parametrize(("name", "content"), [("x.ttl", ""), ("x.xml", ""), ("x.jsonld", '{"name": "A", "to": 1}')])
def test_a_file_that_comes_to_nothing_is_warned_of(name: str, content: str, tmp_path: Path) -> None:
    found = loaded(tmp_path / name, content)
    warning = f"{name}:1:1: warning: no statement in the file (is it the right file, with its context?)"
    assert (found.quads, messages(found), found.unread) == ([], [warning], False)


def test_a_remote_context_is_never_fetched(tmp_path: Path, hits: tuple[str, list[str]]) -> None:
    url, asked = hits
    found = loaded(tmp_path / "x.jsonld", f'{{"@context": "{url}/context.jsonld", "@id": "http://a", "note": "b"}}')
    assert messages(found) == [
        "x.jsonld:1:1: error: not JSON-LD: a remote context, which is never fetched; write the context into the file"
    ]
    assert (found.quads, asked) == ([], [])


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE r [<!ENTITY x SYSTEM "{place}">]>',
        '<!DOCTYPE r [<!ENTITY x PUBLIC "-//x" "{place}">]>',
        '<!DOCTYPE r [<!ENTITY % x SYSTEM "{place}"> %x;]>',
        '<!DOCTYPE r SYSTEM "{place}">',
    ],
)
@pytest.mark.parametrize("remote", [False, True], ids=["file", "http"])
def test_an_external_entity_is_never_read(
    declared: str, remote: bool, tmp_path: Path, hits: tuple[str, list[str]]
) -> None:
    url, asked = hits
    secret = tmp_path / "secret"
    secret.write_text("SECRET", encoding="utf-8")
    doctype = declared.replace("{place}", f"{url}/x.dtd" if remote else secret.as_uri())
    used = "&x;" if "<!ENTITY x" in declared else "text"
    found = loaded(
        tmp_path / "x.rdf",
        f'<?xml version="1.0"?>{doctype}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        f' xmlns:e="http://e/"><rdf:Description rdf:about="http://s"><e:p>{used}</e:p></rdf:Description></rdf:RDF>',
    )
    assert [line for line in (*lines(found), *messages(found)) if "SECRET" in line] == []
    assert asked == []
    assert bool(found.findings) or used == "text"


def test_a_bomb_of_entities_is_refused_before_it_is_read(tmp_path: Path) -> None:
    entities = "\n".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    content = (
        f'<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY l0 "lol">\n{entities}]>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
        '<rdf:Description rdf:about="http://s"><e:p>&l11;</e:p></rdf:Description></rdf:RDF>'
    )
    found = loaded(tmp_path / "x.rdf", content)
    assert messages(found) == [
        "x.rdf:3:1: error: an XML entity that is made of other entities (write the entity's text out)"
    ]
    assert found.quads == []


def test_a_literal_that_no_engine_can_judge_is_found_and_left_out(tmp_path: Path) -> None:
    found = loaded(
        tmp_path / "x.ttl",
        f'{PREFIXES}gid:a govkg:covers "10 June 2014"^^edtf:EDTF , "2014"^^edtf:EDTF .\n'
        'gid:b schema:duration "P1W"^^xsd:duration , "PT1.5S"^^xsd:duration .',
    )
    assert sorted(messages(found)) == [
        "x.ttl:1:1: error: a: bad date '10 June 2014': expected EDTF level 0 or 1, such as 2014, 2014-06, 2014-06-10"
        " or 2014-06-10/2014-06-13 (write 2014-06-10)",
        "x.ttl:1:1: error: b: found 'P1W', expected a duration such as PT5M or P4Y",
    ]
    assert sorted(str(quad.object).partition("^")[0] for quad in found.quads) == ['"2014"', '"PT1.5S"']


def test_an_rdf_file_may_speak_of_what_the_register_names(tmp_path: Path) -> None:
    world = World(tmp_path)
    extra = world.write("extra.ttl", TURTLE)
    assert world.findings(extra) == []
    built = {str(quad) for quad in world.build(extra).quads}
    assert built >= set(STATEMENTS)
    assert built >= {line.removesuffix(f" {GRAPH}") for line in STATEMENTS}


def test_what_has_no_line_of_yaml_is_named_by_its_entity(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World(tmp_path)
    extra = world.write(
        "extra.ttl",
        f"""{PREFIXES}
gid:a a govkg:Event ; skos:prefLabel "Event A"@en ; govkg:partOf gid:b ; schema:location gid:itu .
gid:b a govkg:Event ; skos:prefLabel "Event B"@en ; govkg:partOf gid:a ; govkg:timeZone "x" , "y" ;
    schema:startTime "10:00:00"^^xsd:time ; schema:endTime "25:00" ;
    govkg:count "x"@en , "00"^^xsd:integer .
gid:c a govkg:Call ; skos:prefLabel "Call C"@en ; govkg:opens "2014"^^edtf:EDTF ; govkg:closes "2013"^^edtf:EDTF .
gid:d a govkg:Call ; skos:prefLabel "Call D"@en ; govkg:opens "2014"^^edtf:EDTF ; govkg:closes "soon" .
gid:forum govkg:date "2014"^^edtf:EDTF .
gid:e a govkg:Event .
""",
    )
    gid = "https://w3id.org/govkg/id"
    expected = [
        f"{gid}/a: error: Event A: location: the value is no place. Name a Place or VirtualPlace of"
        " graph/register/places.yaml, or a state. Found 'International Telecommunication Union'.",
        f"{gid}/a: error: Event A: partOf goes in a circle: a in b in a (remove one of the steps)",
        f"{gid}/b: error: Event B: count: the value is not a whole number of 0 or more. Write digits only. Found 'x'.",
        f'{gid}/b: error: Event B: sources differ on timeZone of b: "x" in import/extra; "y" in import/extra'
        " (decide it in graph/decisions.yaml, with the reason)",
        f"{gid}/b: error: Event B: endTime: the value is no clock time, or there are two that differ."
        " Write one, such as 12:00:00. Found '25:00'.",
        f"{gid}/c: error: Call C: c ends on 2013, before its beginning on 2014 (mend one of the two)",
        f"{gid}/d: error: Call D: closes: the value is no date, or there are two that differ. Write one EDTF date"
        " such as 2014-06 or 2014-06-10/2014-06-13. Found 'soon'.",
        f"{gid}/e: error: e: name: there is none, or two in one language, or one without a language."
        " Write one name a language, such as name: {en: Internet Governance Forum}.",
    ]
    warning = f"{gid}/forum: warning: Forum: date: a series has no date. Say the date of the edition instead."
    for engine in ("shacl", "pyshacl"):
        assert run(["check", "--project", str(world.root), "--engine", engine, "--rdf", str(extra)]) == 1
        shown = capsys.readouterr()
        assert shown.err == ""
        assert sorted(shown.out.splitlines()) == sorted([*expected, warning, "8 errors, 1 warning"])
    assert world.outputs() == OLD


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["none.ttl"], "{root}/none.ttl:1:1: error: cannot read the file: No such file or directory"),
        (
            ["table.csv"],
            "{root}/table.csv:1:1: error: no loader for '.csv'"
            " (one of .ttl, .trig, .nq, .nt, .jsonld, .rdf, .owl, .xml)",
        ),
        (
            ["x.ttl", "sub/x.nt"],
            "{root}/sub/x.nt:1:1: error: the name 'x' stands twice (rename it: {root}/x.ttl has it too)",
        ),
        (["sub.ttl"], "{root}/sub.ttl:1:1: error: cannot read the file: Is a directory"),
    ],
)
def test_files_that_cannot_be_taken_in(
    names: list[str], expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = World(tmp_path)
    for folder in ("sub", "sub.ttl"):
        (tmp_path / folder).mkdir()
    for name in ("x.ttl", "sub/x.nt"):
        world.write(name, "<http://a> <http://b> <http://c> .")
    paths = [str(tmp_path / name) for name in names]
    line = expected.replace("{root}", str(tmp_path))
    assert run(["check", "--project", str(tmp_path), "--rdf", *paths]) == 1
    assert capsys.readouterr() == (f"{line}\n1 error, 0 warnings\n", "")
    assert run(["build", "--project", str(tmp_path), "--rdf", *paths]) == 1
    assert capsys.readouterr() == ("", f"{line}\ngovkg: 1 error in the input; nothing was written\n")
    assert world.outputs() == OLD


def test_a_file_with_every_format_at_once_gives_no_blank_node(tmp_path: Path) -> None:
    world = World(tmp_path)
    files = [world.write(f"extra{n}{suffix}", text) for n, (suffix, text) in enumerate(WRITTEN.items())]
    content = pyoxigraph.serialize(world.build(*files).quads, format=RdfFormat.N_QUADS)
    assert content is not None
    assert [line for line in content.splitlines() if b"_:" in line] == []
