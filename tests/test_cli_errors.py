"""The command line's errors: one clear line, the exit code that its help promises, and never a traceback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from worlds import OLD, PAGE_FILE, Ran, World, govkg

from govkg.cli.main import EXIT_CODES, run
from govkg.errors import GovkgError
from govkg.paths import shipped

TEMPLATE = """\
#+ summary: What is about a thing
#+ parameters:
#+   target: {type: entity, classes: [Event], description: what it is about, example: summit}
#+   from: {type: date, required: false, description: the first day}
#+   until: {type: date, required: false, description: the last day}
#+   limit: {type: integer, required: false, description: how many}
#+   modality: {type: choice, scheme: modality-, required: false, description: how it is said}
#+   text: {type: text, required: false, description: a word}
#+ nothing: Nothing is said about it.
PREFIX govkg: <https://w3id.org/govkg/ontology#>

SELECT ?about
WHERE {
  ?about govkg:partOf ?target .
}
"""


@pytest.fixture
def asked(tmp_path: Path) -> World:
    """A world that is built and has one question."""
    world = World(tmp_path)
    world.write("queries/about.rq", TEMPLATE)
    assert run(["build", "--project", str(world.root)]) == 0
    return world


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> Ran:
    """What a run in this process says."""
    capsys.readouterr()
    try:
        code = run(words)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else -1
    shown = capsys.readouterr()
    return Ran(code, shown.out, shown.err)


def test_the_question_is_answered(asked: World, capsys: pytest.CaptureFixture[str]) -> None:
    ran = said(["ask", "about", "Summit", "--format", "csv", "--project", str(asked.root)], capsys)
    assert (ran.code, ran.out.splitlines(), ran.err) == (0, ["about,sources", "Day one,"], "")


QUESTIONS: dict[str, tuple[list[str], int, str]] = {
    "no parameter": (
        ["about"],
        2,
        "the question 'about' needs 'target': what it is about (for example --target 'summit')",
    ),
    "an empty parameter": (
        ["about", ""],
        2,
        "the question 'about' needs 'target': what it is about (for example --target 'summit')",
    ),
    "a misspelled question": (["abuot", "summit"], 4, "no question 'abuot': did you mean 'about'?"),
    "no such question": (["xyzzy", "summit"], 4, "no question 'xyzzy': 'govkg ask' lists them"),
    "a question outside its folder": (["../about", "summit"], 4, "no question '../about': did you mean 'about'?"),
    "an unknown name": (["about", "Sumit 2"], 4, "nothing is called 'Sumit 2'; the nearest are Summit (event): summit"),
    "a name of another class": (
        ["about", "ITU"],
        4,
        "nothing is called 'ITU'; 'govkg show' takes any name, acronym or id",
    ),
    "an empty family": (
        ["about", "xyzzy*"],
        4,
        "nothing has 'xyzzy' in its name; 'govkg show' takes any name, acronym or id",
    ),
    "a period that ends before it begins": (
        ["about", "summit", "--from", "2014-06-11", "--until", "2014-06-10"],
        2,
        "until: the period ends on 2014-06-10, before it begins on 2014-06-11",
    ),
    "a bad date": (
        ["about", "summit", "--from", "soon"],
        2,
        "'soon' is not an accepted date: expected EDTF level 0 or 1, such as 2014, 2014-06, 2014-06-10 or"
        " 2014-06-10/2014-06-13",
    ),
    "a date without a beginning": (["about", "summit", "--from", "../2014"], 2, "from: '../2014' has no beginning"),
    "no number": (["about", "summit", "--limit", "²"], 2, "limit: found '²', expected a whole number"),
    "a number past all numbers": (
        ["about", "summit", "--limit", "9" * 30],
        2,
        f"limit: found '{'9' * 30}', expected a whole number",
    ),
    "no choice": (
        ["about", "summit", "--modality", "statd"],
        2,
        "modality: 'statd' is no choice; did you mean 'stated'?",
    ),
    "no choice and none near": (
        ["about", "summit", "--modality", "xyzzy"],
        2,
        "modality: 'xyzzy' is no choice; one of asked, expected, framed, planned, stated, wished",
    ),
    "a text that cannot be printed": (
        ["about", "summit", "--text", "\udcff"],
        2,
        "text: '\\udcff' holds a character that cannot be printed",
    ),
}


@pytest.mark.parametrize("case", QUESTIONS)
def test_question(case: str, asked: World, capsys: pytest.CaptureFixture[str]) -> None:
    words, code, line = QUESTIONS[case]
    assert said(["ask", *words, "--project", str(asked.root)], capsys) == Ran(code, "", f"govkg: {line}\n")


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (
            b"#+ summary: [x\nSELECT ?a\nWHERE {\n}\n",
            "{path}: the header (the lines that begin with #+) is not YAML: line 1: did not find expected ',' or ']'",
        ),
        (b"#+ summary: \xff\nSELECT ?a\nWHERE {\n}\n", "{path} is not UTF-8: save it in that encoding"),
        (
            b"#+ summary: x\nSELECT ?a WHERE { ?a ?b ?c }\n",
            "the query has no line 'WHERE {' to bind its parameters at",
        ),
        (b"#+ summary: x\nSELECT ?a\nWHERE {\n  ?a = ?b .\n}\n", "not SPARQL: line 4, column 11 in '?a = ?b .'"),
    ],
)
def test_a_broken_question(header: bytes, line: str, asked: World, capsys: pytest.CaptureFixture[str]) -> None:
    path = asked.write("queries/about.rq", header)
    expected = Ran(2, "", f"govkg: {line.replace('{path}', str(path))}\n")
    assert said(["ask", "about", "--project", str(asked.root)], capsys) == expected


def test_an_ambiguous_name_lists_the_candidates(asked: World, capsys: pytest.CaptureFixture[str]) -> None:
    asked.change("graph/register/things.yaml", "name: {en: Forum 2014}", "name: {en: Forum meeting}")
    asked.change("graph/register/things.yaml", "name: {en: Summit}", "name: {en: Meeting at the top}")
    assert said(["build", "--project", str(asked.root)], capsys).code == 0
    ran = said(["ask", "about", "meeting", "--project", str(asked.root)], capsys)
    assert (ran.code, ran.out) == (3, "")
    first, *rest = ran.err.splitlines()
    assert first.startswith("govkg: 'meeting' fits 2 entries: ")
    assert rest == [
        "  Meeting at the top (event): summit",
        "  Forum meeting (event): forum-2014",
        'or ask for all of them: "meeting*"',
    ]


QUERIES: dict[str, tuple[str, int, str]] = {
    "a syntax error": ("SELECT *\nWHERE {\n  ?s = ?p .\n}", 2, "not SPARQL: line 3, column 11 in '?s = ?p .'"),
    "no query": ("", 2, "not SPARQL: line 1, column 1 at its end"),
    "an update": ("DELETE WHERE { ?s ?p ?o }", 2, "not SPARQL: line 1, column 10 in 'DELETE WHERE { ?s ?p ?o }'"),
    "an undeclared prefix": (
        "SELECT ?s { ?s a ex:A }",
        2,
        "not SPARQL: line 1, column 22 in 'SELECT ?s { ?s a ex:A }': a prefix that is not declared",
    ),
    "no text": ("\udcff", 2, "the query is not UTF-8: write it in that encoding"),
    "no file": ("/nowhere/x.rq", 4, "no file /nowhere/x.rq"),
}


@pytest.mark.parametrize("case", QUERIES)
def test_query(case: str, asked: World, capsys: pytest.CaptureFixture[str]) -> None:
    sparql, code, line = QUERIES[case]
    ran = said(["query", sparql, "--project", str(asked.root)], capsys)
    assert ran == Ran(code, "", f"govkg: {line}\n")


def test_an_endpoint_that_is_down(asked: World, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/query"
    for words in (["ask", "about", "summit"], ["show", "summit"], ["query", "ASK {}"], ["export"]):
        ran = said([*words, "--endpoint", url, "--project", str(asked.root)], capsys)
        expected = f"govkg: {url} cannot be reached: Connection refused (is it running?)\n"
        assert ran == Ran(5, "", expected)


@pytest.mark.parametrize("command", [["ask", "about", "summit"], ["show", "x"], ["query", "ASK {}"], ["export"]])
@pytest.mark.parametrize(
    ("graph", "line"),
    [
        ("none.nq", "no graph at {path}: build it with 'govkg build'"),
        ("plain.ttl", "{path} holds no passages, for Turtle has no named graphs: name a file that ends in .nq"),
        ("broken.nq/in.nq", "the graph at {path} cannot be read: Not a directory (os error 20)"),
        ("folder", "no store in {path}: load one there with 'govkg build --store {path}'"),
        (
            "broken.nq",
            "{path} is not a graph: Parser error at line 1 between columns 1 and 4: No scheme found in an absolute IRI;"
            " rebuild it with 'govkg build'",
        ),
    ],
)
def test_a_graph_that_is_none(
    command: list[str], graph: str, line: str, asked: World, capsys: pytest.CaptureFixture[str]
) -> None:
    (asked.root / "folder").mkdir()
    asked.write("broken.nq", "<a> <b> <c> .\n")
    path = str(asked.root / graph)
    ran = said([*command, "--graph", path, "--project", str(asked.root)], capsys)
    assert ran == Ran(4 if graph != "broken.nq" else 2, "", f"govkg: {line.replace('{path}', path)}\n")


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_project_that_is_none(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    context = tmp_path / "ontology" / "context.jsonld"
    expected = f"govkg: no {context}: name a folder with ontology/, graph/ and queries/\n"
    assert said([command, "--project", str(tmp_path)], capsys) == Ran(4, "", expected)
    assert list(tmp_path.iterdir()) == []


BROKEN_ONTOLOGY: dict[str, tuple[str, str, str]] = {
    "context": (
        "context.jsonld",
        '{\n  "@context": {,\n',
        "{root}/ontology/context.jsonld:2:16: error: not JSON: Expecting property name enclosed in double quotes",
    ),
    "shapes": ("shapes.ttl", "<a> <b>\n", "ontology/shapes.ttl:2:1: error: not Turtle: Unexpected end"),
    "scheme": (
        "schemes/roles.ttl",
        "x",
        "ontology/schemes/roles.ttl:1:1: error: not Turtle: x is not a valid subject or graph name",
    ),
    "rule": (
        "rules/20-feeds-into.rq",
        "CONSTRUCT { ?a }\nWHERE { ?a ?b ?c }\n",
        "ontology/rules/20-feeds-into.rq:1:1: error: not SPARQL: line 1, column 16 in 'CONSTRUCT { ?a }'",
    ),
    "rule that is none": (
        "rules/20-feeds-into.rq",
        "SELECT * { ?a ?b ?c }",
        "ontology/rules/20-feeds-into.rq:1:1: error: a rule must be a CONSTRUCT query",
    ),
}


@pytest.mark.parametrize("case", BROKEN_ONTOLOGY)
def test_a_broken_ontology(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name, content, line = BROKEN_ONTOLOGY[case]
    world = World(tmp_path)
    (world.own_ontology() / name).write_text(content, encoding="utf-8")
    for command in ("check", "build"):
        ran = said([command, "--project", str(tmp_path)], capsys)
        found = [text for text in (ran.out + ran.err).splitlines() if ": error: " in text]
        assert (ran.code, found) == (1, [line.replace("{root}", str(tmp_path))])
    assert world.outputs() == OLD


USAGE: dict[str, tuple[list[str], str]] = {
    "a misspelled command": (["plann"], "no command 'plann': did you mean 'plan'?"),
    "no such command": (["frobnicate"], "no command 'frobnicate': 'govkg --help' lists them"),
    "a misspelled option": (["serve", "--prot", "1"], "serve: no option '--prot': did you mean '--port'?"),
    "a misspelled option with its value": (
        ["plan", "--as=a", "--into=b", "--from=2014", "--formt=csv"],
        "plan: no option '--formt': did you mean '--format'?",
    ),
    "no such option": (["show", "itu", "-x"], "show: no option '-x': 'govkg show --help' lists them"),
    "an option of no command": (["--xyzzy"], "no option '--xyzzy': 'govkg --help' lists them"),
    "a question's misspelled option": (
        ["ask", "about", "summit", "--modalty", "stated"],
        "ask about: no option '--modalty': did you mean '--modality'?",
    ),
    "a name without quotes": (
        ["show", "Best", "Bits"],
        "show: found 'Bits', which is too much: a name of several words stands in quotes;"
        " 'govkg show --help' shows what it takes",
    ),
    "a question's name without quotes": (
        ["ask", "about", "the", "summit", "on", "the", "Internet", "it", "is"],
        "ask about: at most 6 values fit: target, from, until, limit, modality, text;"
        " 'govkg ask about --help' shows what it takes",
    ),
    "an option cut short": (
        ["ask", "--proj", "x", "about", "summit"],
        "ask about: no option '--proj': did you mean '--project'?",
    ),
    "an option without its value": (
        ["ask", "about", "summit", "--format"],
        "ask: argument --format: expected one argument; 'govkg ask --help' shows what it takes",
    ),
    "an option of a question before it": (
        ["ask", "--modalty", "stated", "about", "summit"],
        "ask about: no option '--modalty': did you mean '--modality'?",
    ),
    "one entity in another format": (
        ["export", "--entity", "itu", "--format", "gexf"],
        "--entity: one entity is written as Turtle, not as gexf; leave --format out",
    ),
    "a network in another format": (
        ["export", "--network", "mandates", "--format", "turtle"],
        "--network: a network is written as graphml or gexf, not as turtle; add --format graphml",
    ),
    "a graph and an endpoint": (
        ["show", "itu", "--graph", "a.nq", "--endpoint", "http://127.0.0.1:9/"],
        "found a graph, a.nq, and an endpoint, http://127.0.0.1:9/: only one of them can be asked",
    ),
    "no name": (
        ["show"],
        "show: the following arguments are required: name; 'govkg show --help' shows what it takes",
    ),
    "no number": (
        ["serve", "--port", "x"],
        "serve: argument --port: invalid int value: 'x'; 'govkg serve --help' shows what it takes",
    ),
}


@pytest.mark.parametrize("case", USAGE)
def test_usage(case: str, asked: World, capsys: pytest.CaptureFixture[str]) -> None:
    words, line = USAGE[case]
    place = ["--project", str(asked.root)] if words[0] == "ask" else []
    assert said([*words, *place], capsys) == Ran(2, "", f"govkg: {line}\n")


def test_a_project_that_is_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = f"govkg: no {tmp_path / 'ontology' / 'context.jsonld'}: name a folder with ontology/, graph/ and queries/\n"
    for words in (["ask"], ["show", "itu"], ["check"]):
        assert said([*words, "--project", str(tmp_path)], capsys) == Ran(4, "", line)


def test_the_project_of_the_current_folder_is_checked_and_built(
    asked: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(asked.root)
    asked.change(PAGE_FILE, "location: geneva", "locaton: geneva")
    before = asked.outputs()
    for command in ("check", "build"):
        ran = said([command], capsys)
        assert ran.code == 1
        assert "graph/sources/page.yaml:16:51: error: unknown key 'locaton'" in ran.out + ran.err
    assert asked.outputs() == before


def test_a_truth_value_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(["query", "ASK {}", "--format", "json"], capsys) == Ran(0, '{"head": {}, "boolean": true}\n', "")


def test_several_of_one_name_can_be_asked_for_as_all_in_questions_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    hint = 'or ask for all of them: "WSIS+10*"'
    assert said(["ask", "feeds-into", "WSIS+10"], capsys).err.splitlines()[-1] == hint
    assert hint not in said(["show", "WSIS+10"], capsys).err


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    ran = said([], capsys)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == said(["--help"], capsys).out


def test_every_named_error_has_an_exit_code_of_its_own() -> None:
    assert set(EXIT_CODES) >= {kind for kind in GovkgError.__subclasses__() if kind.__module__ == "govkg.errors"}
    assert len(set(EXIT_CODES.values())) == len(EXIT_CODES)
    assert min(EXIT_CODES.values()) == 1


# --- In a process of its own: what a person in front of a terminal sees ---


def test_check_in_a_process(tmp_path: Path) -> None:
    world = World(tmp_path)
    assert govkg("check", "--project", str(tmp_path)) == Ran(0, "0 errors, 0 warnings\n", "")
    world.change(PAGE_FILE, "location: geneva", "locaton: geneva")
    line = "graph/sources/page.yaml:16:51: error: unknown key 'locaton' (did you mean 'location'?)\n"
    assert govkg("check", "--project", str(tmp_path)) == Ran(1, f"{line}1 error, 0 warnings\n", "")
    assert govkg("build", "--project", str(tmp_path)) == Ran(
        1, "", f"{line}govkg: 1 error in the input; nothing was written\n"
    )
    assert world.outputs() == OLD


@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
def test_ill_typed_literals_bring_no_traceback(engine: str, tmp_path: Path) -> None:
    world = World(tmp_path)
    ill = '<https://w3id.org/govkg/id/{0}> <https://w3id.org/govkg/ontology#{1}> "many"^^<{2}> .\n'
    xsd = "http://www.w3.org/2001/XMLSchema#"
    extra = world.write(
        "extra.nt", ill.format("summit", "count", f"{xsd}integer") + ill.format("itu", "n", f"{xsd}double")
    )
    assert govkg("check", "--project", str(tmp_path), "--engine", engine, "--rdf", str(extra)) == Ran(
        1,
        f"{extra}:1:1: error: summit: found 'many', expected a whole number such as 4\n1 error, 0 warnings\n",
        "",
    )


def test_a_query_from_standard_input_that_is_not_utf8() -> None:
    ran = govkg("query", "-", stdin=b"SELECT \xff")
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("words", [["ask"], ["show", "IGF"], ["export", "--format", "nquads"]])
def test_standard_output_on_a_full_disk(words: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "govkg", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=shipped().root,
            check=False,
        )
    expected = "govkg: cannot use standard output: No space left on device\n"
    assert (done.returncode, done.stderr.decode()) == (6, expected)


@pytest.mark.parametrize("words", [["ask"], ["show", "itu"], ["export"]])
def test_closed_output(words: list[str]) -> None:
    command = f"{sys.executable} -m govkg {' '.join(words)} >&-"
    done = subprocess.run(command, shell=True, stderr=subprocess.PIPE, cwd=shipped().root, check=False)
    assert (done.returncode, done.stderr) == (6, b"govkg: standard output is closed: send it somewhere\n")


def test_output_holds_every_letter_whatever_the_locale() -> None:
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "govkg", "query", 'SELECT ("São Paulo, Türkiye" AS ?x) {}', "--format", "csv"]
    done = subprocess.run(command, stdout=subprocess.PIPE, env=plain, cwd=shipped().root, check=True)
    assert done.stdout.decode("utf-8").splitlines() == ["x,sources", '"São Paulo, Türkiye",']


@pytest.mark.parametrize("words", [["ask"], ["export", "--format", "nquads"]])
def test_a_reader_that_goes_away(words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "govkg", *words], stdout=writer, stderr=subprocess.PIPE, cwd=shipped().root, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_store_takes_the_place_of_the_one_before(asked: World, capsys: pytest.CaptureFixture[str]) -> None:
    store = asked.root / "store"
    words = ["build", "--project", str(asked.root), "--store", str(store)]
    for _ in range(2):
        assert said(words, capsys).code == 0
        ran = said(
            ["ask", "about", "Summit", "--format", "csv", "--graph", str(store), "--project", str(asked.root)], capsys
        )
        assert (ran.code, ran.out.splitlines(), ran.err) == (0, ["about,sources", "Day one,"], "")
    assert sorted(path.name for path in asked.root.iterdir()) == ["graph", "ontology", "queries", "store"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("graph/decisions.yaml", "Not a directory; what was there is untouched"),
        ("graph", "it holds something else; name another folder"),
    ],
)
def test_a_store_in_the_place_of_something_else(
    name: str, reason: str, asked: World, capsys: pytest.CaptureFixture[str]
) -> None:
    place = asked.root / name
    before = asked.outputs()
    ran = said(["build", "--project", str(asked.root), "--store", str(place)], capsys)
    assert ran == Ran(6, "", f"govkg: cannot write a store to {place}: {reason}\n")
    assert asked.outputs() == before
