"""The documentation cannot drift: every command shown runs, and where its output is shown, that is what it prints."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

from govkg.cli.arguments import COMMANDS
from govkg.cli.main import run

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
ELSEWHERE = {"build", "serve", "site"}
"""Commands that write, or that do not end: their own tests run them."""
NEEDS_TEXT = "--documents"


@dataclass(frozen=True)
class Shown:
    """A command in a console block and the output shown below it."""

    page: str
    command: str
    output: str


def shown(page: Path) -> list[Shown]:
    """The commands of a page's console blocks."""
    found = []
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append(Shown(page.name, command.partition("  #")[0].strip(), output.strip("\n")))
    return found


def named_in_passing(page: Path) -> list[Shown]:
    """Questions and cards that a page names in its running text, without placeholders."""
    found = re.findall(r"`(govkg (?:ask|show) [^`|]+)`", page.read_text(encoding="utf-8"))
    return [Shown(page.name, command, "") for command in found if not re.search(r"[A-Z]{3,}$| NAME", command)]


ALL = [one for page in PAGES for one in (*shown(page), *named_in_passing(page))]
RUNNABLE = [s for s in ALL if s.command.startswith("govkg ") and s.command.split()[1] not in ELSEWHERE]


@pytest.mark.parametrize("one", RUNNABLE, ids=lambda one: f"{one.page}: {one.command}")
def test_a_command_that_is_shown_runs_and_prints_what_is_shown(one: Shown, capsys: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(one.command)[1:]
    if NEEDS_TEXT in words:
        pytest.skip("needs the documents' text, which is not part of the project")
    code = run(words)
    printed = capsys.readouterr()
    assert (code, printed.err) == (0, "")
    if one.output:
        assert printed.out.strip("\n") == one.output


def test_the_readme_answers_a_question_near_its_top() -> None:
    first = shown(ROOT / "README.md")[0]
    assert first.command.startswith("govkg ask feeds-into")
    assert "004" in first.output


def test_the_python_of_the_page_on_networks_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "networks.md").read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)
    assert {"firm", "early", "late"} <= set(names)


def test_every_function_on_networks_is_in_its_page() -> None:
    from govkg import network

    page = (ROOT / "docs" / "networks.md").read_text(encoding="utf-8")
    assert [name for name in network.__all__ if f"`{name}" not in page and f"{name}`" not in page] == [
        "KINDS",
        "find_node",
    ]


def test_every_command_is_documented_and_helps_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["--help"])
    listed = set(re.findall(r"^    (\w+)  ", capsys.readouterr().out, re.MULTILINE))
    assert listed == set(COMMANDS)
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert {name for name in COMMANDS if f"govkg {name}" in pages} == set(COMMANDS)
    for name in sorted(COMMANDS):
        with pytest.raises(SystemExit):
            run([name, "--help"])
        assert f"example:\n  govkg {name}" in capsys.readouterr().out


def test_every_folder_of_the_picture_exists() -> None:
    picture = re.search(r"## Where things are\n\n```\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert picture is not None
    named = [line.split()[0] for line in picture[1].splitlines() if line and not line.startswith(" ")]
    assert [name for name in named if not (ROOT / name).exists()] == []
