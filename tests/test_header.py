"""Headers of questions: whatever is wrong in one is told in a line, with the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from govkg.errors import BadQuery
from govkg.header import read_header
from govkg.questions import KINDS, read_question

HEADER = "the header (the lines that begin with #+)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * {}", {}),
        ("#+\nSELECT * {}", {}),
        ("# no header\n#+ a: b\nSELECT * {}\n#+ c: [d]\n", {"a": "b", "c": ["d"]}),
        ("#+a:\n#+  b: c\n", {"a": {"b": "c"}}),
    ],
)
def test_a_header(text: str, expected: dict[str, object]) -> None:
    assert read_header(text) == expected


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        (
            "parameters: [target]",
            "'parameters' of the header: found ['target'], expected names with what each is, such as"
            " {target: {type: entity}}",
        ),
        (
            "parameters: target",
            "'parameters' of the header: found 'target', expected names with what each is, such as"
            " {target: {type: entity}}",
        ),
        (
            "parameters: {target: entity}",
            "the parameter 'target' of the header: found 'entity', expected what it is, such as {type: entity}",
        ),
        (
            "parameters: {target: [entity]}",
            "the parameter 'target' of the header: found ['entity'], expected what it is, such as {type: entity}",
        ),
        (
            "parameters: {target: {type: thing}}",
            "the parameter 'target' of the header: found the type 'thing', expected one of"
            " entity, date, choice, integer, text",
        ),
        (
            "parameters: {target: {type: [entity]}}",
            "the parameter 'target' of the header: found the type ['entity'], expected one of"
            " entity, date, choice, integer, text",
        ),
        (
            "parameters: {target: {classes: Event}}",
            "'classes' of the parameter 'target' of the header: found 'Event', expected a list such as [Event]",
        ),
        (
            "columns: [event]",
            "'columns' of the header: found ['event'], expected names with what each is, such as {event: Event}",
        ),
        ("- summary", f"{HEADER} is no list of keys with values: write it as '#+ summary: ...'"),
        ("summary", f"{HEADER} is no list of keys with values: write it as '#+ summary: ...'"),
        ("summary: a: b", f"{HEADER} is not YAML: line 2: mapping values are not allowed in this context"),
        ("written: 2014-02-30", f"{HEADER} is not YAML: day is out of range for month"),
    ],
)
def test_a_wrong_header_is_told_with_its_file(header: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "about.rq"
    path.write_text(f"# A question.\n#+ {header}\nSELECT ?a\nWHERE {{\n}}\n", encoding="utf-8")
    with pytest.raises(BadQuery) as raised:
        read_question(tmp_path, "about")
    assert str(raised.value) == f"{path}: {problem}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_parameter_may_say_little(kind: str, tmp_path: Path) -> None:
    lines = ("parameters:", "  target:", f"  other: {{type: {kind}, classes: }}", "columns:")
    (tmp_path / "about.rq").write_text("".join(f"#+ {line}\n" for line in lines), encoding="utf-8")
    question = read_question(tmp_path, "about")
    found = {name: (one.kind, one.classes) for name, one in question.parameters.items()}
    assert (found, question.columns) == ({"target": ("entity", frozenset()), "other": (kind, frozenset())}, {})
