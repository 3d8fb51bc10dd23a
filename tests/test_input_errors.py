"""Whatever is wrong in a file gets one clear line with its place, and no file that stood there before changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from worlds import DECISIONS_FILE, NOTE_FILE, OLD, PAGE_FILE, REGISTER, THINGS, World

from govkg.cli.main import run

FLOW = "(often a missing quote, bracket or space after a colon)"
DATES = "EDTF level 0 or 1, such as 2014, 2014-06, 2014-06-10 or 2014-06-10/2014-06-13"
LARGE = "9" * 5000

CHANGES: dict[str, tuple[str, str, str, list[str]]] = {
    # --- Ids and numbers ---
    "an id of a passage with capitals": (
        PAGE_FILE,
        "  - id: first-day\n",
        "  - id: First-Day\n",
        [
            "graph/sources/page.yaml:17:9: error: 'First-Day' is not an id of a passage"
            " (small letters, digits, hyphens)",
        ],
    ),
    "an id of a source with capitals": (
        PAGE_FILE,
        "source: page\n",
        "source: Page\n",
        [
            "graph/sources/page.yaml:1:9: error: 'Page' is not an id (small letters, digits, hyphens; a slash between"
            " parts)",
        ],
    ),
    "a number of two sources": (
        NOTE_FILE,
        'identifier: "002"',
        'identifier: "001"',
        [
            "graph/sources/page.yaml:2:13: error: the number '001' is that of source/note already (give each source an"
            " identifier of its own)",
        ],
    ),
    # --- Keys and names ---
    "unknown key": (
        PAGE_FILE,
        "location: geneva",
        "locaton: geneva",
        ["graph/sources/page.yaml:16:51: error: unknown key 'locaton' (did you mean 'location'?)"],
    ),
    "unknown key of a source": (
        PAGE_FILE,
        "genre: web page\n",
        "genre: web page\ngenres: web page\n",
        ["graph/sources/page.yaml:7:1: error: unknown key 'genres' (did you mean 'genre'?)"],
    ),
    "unknown key of a passage": (
        PAGE_FILE,
        "    at: 60-90\n    certainty: explicit\n",
        "    at: 60-90\n    certainly: explicit\n",
        ["graph/sources/page.yaml:24:5: error: unknown key 'certainly' (did you mean 'certainty'?)"],
    ),
    "unknown key of a decision": (
        DECISIONS_FILE,
        "accepts:",
        "acepts:",
        ["graph/decisions.yaml:4:3: error: unknown key 'acepts' (did you mean 'accepts'?)"],
    ),
    "unknown property of a decision": (
        DECISIONS_FILE,
        "property: date",
        "property: dat",
        [
            "graph/decisions.yaml:3:13: error: unknown key 'dat' (did you mean 'date'?)",
        ],
    ),
    "unknown name": (
        PAGE_FILE,
        "location: geneva",
        "location: genova",
        ["graph/sources/page.yaml:16:61: error: unknown name 'genova' (did you mean 'geneva'?)"],
    ),
    "unknown name with nothing near": (
        PAGE_FILE,
        "location: geneva",
        "location: xyzzy",
        ["graph/sources/page.yaml:16:61: error: unknown name 'xyzzy' (add it to graph/register or to its scheme)"],
    ),
    "unknown name as a full IRI": (
        PAGE_FILE,
        "location: geneva",
        "location: https://w3id.org/govkg/id/genova",
        ["graph/sources/page.yaml:16:61: error: unknown name 'genova' (did you mean 'geneva'?)"],
    ),
    "unknown subject": (
        PAGE_FILE,
        "{id: summit, date",
        "{id: sumit, date",
        [
            "graph/decisions.yaml:5:14: warning: source/note/early-dates does not say what is set aside about summit"
            " (mend or delete the decision)",
            "graph/sources/page.yaml:16:14: error: unknown name 'sumit' (did you mean 'summit'?)",
        ][1:],
    ),
    "unknown concept": (
        PAGE_FILE,
        "link: submits-input",
        "link: submit-input",
        ["graph/sources/page.yaml:27:62: error: unknown name 'submit-input' (did you mean 'submits-input'?)"],
    ),
    "a concept that is no IRI": (
        PAGE_FILE,
        "link: submits-input",
        "link: submits <input>",
        ["graph/sources/page.yaml:27:62: error: unknown name 'submits <input>' (did you mean 'submits-input'?)"],
    ),
    "unknown passage in a decision": (
        DECISIONS_FILE,
        "accepts: source/page/dates",
        "accepts: source/page/date",
        ["graph/decisions.yaml:4:12: error: unknown name 'source/page/date' (did you mean 'source/page/dates'?)"],
    ),
    "unknown type": (
        THINGS,
        "type: Document",
        "type: Documnt",
        ["graph/register/things.yaml:8:22: error: unknown type 'Documnt' (did you mean 'Document'?)"],
    ),
    "no type": (
        THINGS,
        "{id: report, type: Document,",
        "{id: report,",
        [
            "graph/register/things.yaml:8:3: error: a register entry without a type"
            " (add type: Organization, Event, ...)",
        ],
    ),
    "a claim in the register": (
        THINGS,
        "{id: summit, type: Event,",
        "{id: summit, type: Event, date: 2013,",
        [
            "graph/register/things.yaml:5:29: error: the key 'date' is a claim (say it in a source, with its passage)",
        ],
    ),
    "a name without a language": (
        THINGS,
        "name: {en: Report}",
        "name: Report",
        ["graph/register/things.yaml:8:38: error: 'name' needs a language (write name: {en: ...})"],
    ),
    "a name in no language": (
        THINGS,
        "name: {en: Report}",
        "name: {en: Report, English: Report}",
        [
            "graph/register/things.yaml:8:51: error: 'English' is not a language tag"
            " (a language tag such as en, fr or pt-BR)",
        ],
    ),
    # --- Objects of the wrong type ---
    "wrong type of object": (
        PAGE_FILE,
        "location: geneva",
        "location: itu",
        [
            "graph/sources/page.yaml:16:61: error: Summit: location: the value is no place. Name a Place or"
            " VirtualPlace of graph/register/places.yaml, or a state. Found 'International Telecommunication Union'.",
        ],
    ),
    "a list where a text belongs": (
        PAGE_FILE,
        "date: 2014-06-10/2014-06-13",
        "date: [[2014-06-10]]",
        [
            "graph/sources/page.yaml:16:29: error: 'date' is empty or not one text (write a text or delete the key)",
        ],
    ),
    "an empty list": (
        PAGE_FILE,
        "location: geneva",
        "location: []",
        ["graph/sources/page.yaml:16:61: error: 'location' is an empty list (write a value or delete the key)"],
    ),
    "no number": (
        PAGE_FILE,
        "length: 100",
        "length: ²",
        ["graph/sources/page.yaml:9:9: error: length: found '²', expected a whole number such as 4"],
    ),
    "an instant that no calendar has": (
        PAGE_FILE,
        "issuedBy: itu}",
        "issuedBy: itu, closesInstant: '2014-02-30T00:00:00Z'}",
        [
            "graph/sources/page.yaml:26:90: error: closesInstant: found '2014-02-30T00:00:00Z',"
            " expected an instant such as 2014-04-18T21:00:00Z",
        ],
    ),
    "a duration in weeks": (
        PAGE_FILE,
        "location: geneva",
        "duration: P1W",
        [
            "graph/sources/page.yaml:16:61: error: duration: found 'P1W',"
            " expected a duration such as PT5M (five minutes) or P4Y (four years)",
        ],
    ),
    "an IRI that the engine would drop": (
        PAGE_FILE,
        "publisher: itu",
        "publisher: 'http://['",
        ["graph/sources/page.yaml:5:12: error: 'http://[' is not an IRI (percent-encode its odd characters)"],
    ),
    "an id in capitals": (
        PAGE_FILE,
        "location: geneva",
        "location: Geneva",
        [
            "graph/sources/page.yaml:16:61: error: location: 'Geneva' is not an id"
            " (an id of the register, in small letters, digits and hyphens)",
        ],
    ),
    # --- Dates ---
    "bad date": (
        PAGE_FILE,
        "2014-06-10/2014-06-13",
        "10-13 June 2014",
        [
            f"graph/sources/page.yaml:16:28: error: bad date '10-13 June 2014': expected {DATES}"
            " (write 2014-06-10/2014-06-13)",
        ],
    ),
    "a day that no calendar has": (
        PAGE_FILE,
        "2014-06-10/2014-06-13",
        "2014-02-29",
        ["graph/sources/page.yaml:16:28: error: bad date '2014-02-29': expected a day from 01 to 28 in 2014-02"],
    ),
    "end before start": (
        PAGE_FILE,
        "2014-06-10/2014-06-13",
        "2014-06-13/2014-06-10",
        [
            "graph/sources/page.yaml:16:28: error: bad date '2014-06-13/2014-06-10': expected an end that cannot fall"
            " before the start, or an unknown or open end (write 2014-06-10/2014-06-13)",
        ],
    ),
    "a call that closes before it opens": (
        PAGE_FILE,
        "closes: 2014-02-01",
        "closes: 2013-12-31",
        [
            "graph/sources/page.yaml:26:48: error: comments ends on 2013-12-31, before its beginning on 2014-01"
            " (mend one of the two)",
        ],
    ),
    "an end of the day before its start": (
        PAGE_FILE,
        "date: 2014-06-10/2014-06-13, location: geneva",
        "date: 2014-06-10, startTime: '10:00:00', endTime: '09:00:00'",
        [
            "graph/sources/page.yaml:16:72: error: summit ends on 09:00:00, before its beginning on 10:00:00"
            " (mend one of the two, or the date if it ends on a later day)",
        ],
    ),
    # --- Passages ---
    "offset outside the document": (
        PAGE_FILE,
        "at: 60-90",
        "at: 60-101",
        [
            "graph/sources/page.yaml:23:9: error: the span 60-101 ends outside the document, which has 100 characters"
            " (count from 0 in code points)",
        ],
    ),
    "offset past all numbers": (
        PAGE_FILE,
        "at: 60-90",
        f"at: 60-{LARGE}",
        [
            f"graph/sources/page.yaml:23:9: error: found '60-{LARGE}' for a span (write start-end, such as 512-530)",
        ],
    ),
    "overlapping spans": (
        PAGE_FILE,
        "at: [20-30, 40-50]",
        "at: [20-30, 29-50]",
        [
            "graph/sources/page.yaml:18:17: error: the span 29-50 overlaps 20-30 (join them or cut one short)",
        ],
    ),
    "empty span": (
        PAGE_FILE,
        "at: 60-90",
        "at: 60-60",
        ["graph/sources/page.yaml:23:9: error: the span 60-60 is empty (the end must come after the start)"],
    ),
    "no span": (
        PAGE_FILE,
        "at: 60-90",
        "at: sixty",
        ["graph/sources/page.yaml:23:9: error: found 'sixty' for a span (write start-end, such as 512-530)"],
    ),
    "a passage without a span": (
        PAGE_FILE,
        "    at: 60-90\n",
        "",
        [
            "graph/sources/page.yaml:22:5: error: source/page/comments: A passage must show what it rests on."
            " Add at: with its spans; only one of certainty outside gives origin instead.",
        ],
    ),
    "empty passage": (
        NOTE_FILE,
        "    says:\n      - {id: summit, date: 2014-04}\n",
        "",
        [
            "graph/decisions.yaml:5:14: warning: source/note/early-dates does not say what is set aside about summit"
            " (mend or delete the decision)",
            "graph/sources/note.yaml:12:5: error: the passage 'early-dates' says nothing (add says: or delete it)",
        ],
    ),
    "an entry that says nothing": (
        PAGE_FILE,
        "      - {id: day-one, partOf: summit}\n",
        "      - {id: day-one, partOf: summit}\n      - {id: forum-2014}\n",
        ["graph/sources/page.yaml:22:9: error: an entry that says nothing (add a key or delete it)"],
    ),
    "a passage without an id": (
        PAGE_FILE,
        "  - id: first-day\n    at:",
        "  - at:",
        ["graph/sources/page.yaml:17:5: error: a passage without an id (add id: <short-slug>)"],
    ),
    "a passage that is a text": (
        PAGE_FILE,
        "passages:\n",
        "passages:\n  - at the beginning\n",
        [
            "graph/sources/page.yaml:12:5: error: a passage must be a mapping (write id, at, certainty and says)",
        ],
    ),
    # --- Ids ---
    "duplicate id": (
        THINGS,
        "- {id: report,",
        "- {id: itu, type: Document, name: {en: Another}}\n- {id: report,",
        ["graph/register/things.yaml:8:8: error: the id 'itu' stands twice (first at graph/register/things.yaml:1:3)"],
    ),
    "duplicate id of a passage": (
        PAGE_FILE,
        "id: first-day",
        "id: dates",
        ["graph/sources/page.yaml:17:9: error: the id 'dates' stands twice (first at graph/sources/page.yaml:12:9)"],
    ),
    "duplicate id of a decision": (
        DECISIONS_FILE,
        "- id: summit-date\n",
        "- {id: summit-date, about: summit, verdict: open, reason: None.}\n- id: summit-date\n",
        [
            "graph/decisions.yaml:2:7: error: the id 'summit-date' stands twice (first at graph/decisions.yaml:1:3)",
            'graph/sources/note.yaml:16:28: error: sources differ on date of summit: "2014-04" in'
            ' source/note/early-dates; "2014-06-10/2014-06-13" in source/page/dates'
            " (decide it in graph/decisions.yaml, with the reason)",
        ],
    ),
    "duplicate key": (
        PAGE_FILE,
        "genre: web page\n",
        "genre: web page\ngenre: page\n",
        ["graph/sources/page.yaml:7:1: error: the key 'genre' stands twice (keep one of them)"],
    ),
    # --- Conflicts and circles ---
    "undecided conflict": (
        DECISIONS_FILE,
        "property: date",
        "property: location",
        [
            "graph/decisions.yaml:5:14: warning: source/note/early-dates does not say what is set aside about summit"
            " (mend or delete the decision)",
            'graph/sources/note.yaml:16:28: error: sources differ on date of summit: "2014-04" in'
            ' source/note/early-dates; "2014-06-10/2014-06-13" in source/page/dates'
            " (decide it in graph/decisions.yaml, with the reason)",
        ],
    ),
    "a decision that decides nothing": (
        DECISIONS_FILE,
        "  setsAside: source/note/early-dates\n",
        "",
        [
            'graph/sources/note.yaml:16:28: error: sources differ on date of summit: "2014-04" in'
            ' source/note/early-dates; "2014-06-10/2014-06-13" in source/page/dates'
            " (decision/summit-date leaves them: add setsAside with what is not accepted, with both if both stand)",
        ],
    ),
    "a circle of part-of": (
        PAGE_FILE,
        "location: geneva}",
        "location: geneva, partOf: day-one}",
        [
            "graph/sources/page.yaml:21:31: error: partOf goes in a circle: day-one in summit in day-one"
            " (remove one of the steps)",
        ],
    ),
    "part of itself": (
        PAGE_FILE,
        "location: geneva}",
        "location: geneva, partOf: summit}",
        [
            "graph/sources/page.yaml:16:77: error: partOf goes in a circle: summit in summit (remove one of the steps)",
        ],
    ),
    # --- YAML ---
    "YAML that is not YAML": (
        PAGE_FILE,
        "genre: web page",
        "genre: web: page",
        [f"graph/sources/page.yaml:6:11: error: not YAML: mapping values are not allowed in this context {FLOW}"],
    ),
    "a tab": (
        PAGE_FILE,
        "    at: 0-20",
        "\tat: 0-20",
        ["graph/sources/page.yaml:13:1: error: a tab where YAML wants spaces (indent with spaces)"],
    ),
    "a character that YAML does not allow": (
        PAGE_FILE,
        "genre: web page",
        "genre: web \x07page",
        [
            "graph/sources/page.yaml:6:12: error: not YAML: the character U+0007 may not stand in it"
            " (remove the character)"
        ],
    ),
    "a second document": (
        PAGE_FILE,
        "passages:\n",
        "---\npassages:\n",
        ["graph/sources/page.yaml:11:1: error: a second document after '---' (one document a file)"],
    ),
    "no passages": (
        PAGE_FILE,
        "passages:\n",
        "passage:\n",
        [
            "graph/sources/page.yaml:1:1: error: a source without a list of passages (add 'passages:')",
            "graph/sources/page.yaml:11:1: error: unknown key 'passage' (did you mean 'passages'?)",
        ],
    ),
    "no source": (
        PAGE_FILE,
        "source: page\n",
        "",
        ["graph/sources/page.yaml:1:1: error: a source without an id (begin with 'source: <id>')"],
    ),
}
"""What is changed in a sound world, and all that is found then."""

FILES: dict[str, tuple[str, str | bytes, list[str]]] = {
    "not UTF-8": (
        THINGS,
        REGISTER.encode("latin-1"),
        ["graph/register/things.yaml:2:55: error: not UTF-8: byte 0xe8 found (save the file in the encoding UTF-8)"],
    ),
    "an alias bomb": (
        THINGS,
        "- &a {id: a, type: [Event, Event]}\n- &b [*a, *a]\n- &c [*b, *b]\n- [*c, *c]\n",
        [
            "graph/register/things.yaml:1:3: error: an anchor or alias ('&' or '*')"
            " (write the value out, or quote it if it is text)",
        ],
    ),
    "an empty file": (
        PAGE_FILE,
        "",
        ["graph/sources/page.yaml:1:1: error: the file is empty (write at least one entry or delete it)"],
    ),
    "comments alone": (
        DECISIONS_FILE,
        "# Nothing yet.\n",
        ["graph/decisions.yaml:1:1: error: the file is empty (write at least one entry or delete it)"],
    ),
    "a mapping for a register": (
        THINGS,
        "itu: Organization\n",
        [
            "graph/register/things.yaml:1:1: error: a register file must be a list of entries"
            " (begin each with '- {id: ...')",
        ],
    ),
    "a list for a source": (
        PAGE_FILE,
        "- itu\n",
        ["graph/sources/page.yaml:1:1: error: a source must be a mapping (begin with 'source: <id>')"],
    ),
    "a text for decisions": (
        DECISIONS_FILE,
        "none\n",
        ["graph/decisions.yaml:1:1: error: decisions must be a list (begin each with '- id: ...')"],
    ),
    "an id in two files": (
        "graph/register/others.yaml",
        "- {id: itu, type: Place, name: {en: Another}}\n",
        [
            "graph/register/things.yaml:1:3: error: the id 'itu' stands in two files"
            " (it is also in graph/register/others.yaml)",
        ],
    ),
    "a source in two files": (
        "graph/sources/other.yaml",
        "source: page\ngenre: background\npassages: []\n",
        [
            "graph/sources/page.yaml:1:9: error: the id 'source/page' stands in two files"
            " (it is also in graph/sources/other.yaml)",
        ],
    ),
}
"""What stands in a file of an otherwise sound world, and all that is found then."""


def assert_found(world: World, lines: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Both engines find these lines and no others; neither check nor build writes anything."""
    errors = sum(": error: " in line for line in lines)
    warnings = len(lines) - errors
    counted = f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"
    for engine in ("shacl", "pyshacl"):
        assert run(["check", "--project", str(world.root), "--engine", engine]) == 1
        shown = capsys.readouterr()
        assert (shown.out.splitlines(), shown.err) == ([*lines, counted], "")
    assert run(["build", "--project", str(world.root)]) == 1
    shown = capsys.readouterr()
    said = f"govkg: {errors} error{'s' * (errors != 1)} in the input; nothing was written"
    assert (shown.out, shown.err.splitlines()) == ("", [*lines, said])
    assert world.outputs() == OLD


def test_the_world_is_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World(tmp_path)
    for engine in ("shacl", "pyshacl"):
        assert run(["check", "--project", str(world.root), "--engine", engine]) == 0
        assert capsys.readouterr() == ("0 errors, 0 warnings\n", "")
    assert world.outputs() == OLD


@pytest.mark.parametrize("case", CHANGES)
def test_change(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, old, new, lines = CHANGES[case]
    world = World(tmp_path)
    world.change(file, old, new)
    assert_found(world, lines, capsys)


@pytest.mark.parametrize("case", FILES)
def test_file(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, content, lines = FILES[case]
    world = World(tmp_path)
    world.write(file, content)
    assert_found(world, lines, capsys)


def test_a_folder_in_place_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World(tmp_path)
    (world.project.sources / "folder.yaml").mkdir()
    assert_found(world, ["graph/sources/folder.yaml:1:1: error: cannot read the file: Is a directory"], capsys)


def test_all_errors_of_all_files_are_listed_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World(tmp_path)
    world.change(PAGE_FILE, "location: geneva}", "locaton: geneva, partOf: nowhere, covers: soon}")
    world.change(PAGE_FILE, "at: [20-30, 40-50]", "at: [20-30, 25-500, x]")
    world.change(PAGE_FILE, "closes: 2014-02-01, issuedBy: itu", "closes: 2013-02-01, issuedBy: geneva")
    world.change(NOTE_FILE, "  - id: early-dates\n    at: 0-10\n", "  - at: [7-7, 0-51]\n")
    world.change(THINGS, "{id: forum, type: Series,", "{id: The Forum, type: Serie, nam: x,")
    lines = [
        "graph/register/things.yaml:3:8: error: 'The Forum' is not an id"
        " (small letters, digits, hyphens; a slash between parts)",
        "graph/register/things.yaml:3:25: error: unknown type 'Serie' (did you mean 'Series'?)",
        "graph/register/things.yaml:3:32: error: unknown key 'nam' (did you mean 'name'?)",
        "graph/sources/note.yaml:12:5: error: a passage without an id (add id: <short-slug>)",
        "graph/sources/note.yaml:12:10: error: the span 7-7 is empty (the end must come after the start)",
        "graph/sources/note.yaml:12:15: error: the span 0-51 ends outside the document, which has 50 characters"
        " (count from 0 in code points)",
        "graph/sources/page.yaml:16:51: error: unknown key 'locaton' (did you mean 'location'?)",
        "graph/sources/page.yaml:16:76: error: unknown name 'nowhere' (add it to graph/register or to its scheme)",
        f"graph/sources/page.yaml:16:93: error: bad date 'soon': expected {DATES}",
        "graph/sources/page.yaml:18:17: error: the span 25-500 ends outside the document, which has 100 characters"
        " (count from 0 in code points)",
        "graph/sources/page.yaml:18:25: error: found 'x' for a span (write start-end, such as 512-530)",
        "graph/sources/page.yaml:26:48: error: comments ends on 2013-02-01, before its beginning on 2014-01"
        " (mend one of the two)",
        "graph/sources/page.yaml:26:70: error: Call for comments: issuedBy: the value is no actor."
        " Name an organization or person of the register. Found 'Geneva'.",
    ]
    unknown = "graph/decisions.yaml:5:14: error: unknown name 'source/note/early-dates'"
    hint = " (did you mean 'source/page/dates'?)"
    assert_found(world, [unknown + hint, *lines], capsys)


def test_an_unreadable_file_does_not_make_its_names_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World(tmp_path)
    world.change(THINGS, "- {id: geneva", "-\t{id: geneva]")
    world.change(PAGE_FILE, "closes: 2014-02-01", "closes: never")
    lines = [
        "graph/register/things.yaml:2:2: error: a tab where YAML wants spaces (indent with spaces)",
        f"graph/sources/page.yaml:26:48: error: bad date 'never': expected {DATES}",
    ]
    assert_found(world, lines, capsys)


def test_warnings_alone_do_not_stop_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World(tmp_path)
    world.change(
        PAGE_FILE, "- {id: day-one, partOf: summit}", "- {id: day-one, partOf: summit}\n      - {id: forum, date: 2014}"
    )
    warning = (
        "graph/sources/page.yaml:22:27: warning: Forum: date: a series has no date."
        " Say the date of the edition instead."
    )
    for engine in ("shacl", "pyshacl"):
        assert run(["check", "--project", str(world.root), "--engine", engine]) == 0
        assert capsys.readouterr() == (f"{warning}\n0 errors, 1 warning\n", "")
    assert run(["build", "--project", str(world.root)]) == 0
    assert capsys.readouterr().err == f"{warning}\n"
    assert world.outputs().keys() == OLD.keys()
    assert world.outputs()["govkg.nq"] != OLD["govkg.nq"]
