"""The package as people install it: what is in the wheel, what it answers far from the checkout, what it imports."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
QUESTION = ("ask", "feeds-into", "WSIS+10 High-Level Event", "--why")
DATA = ("ontology", "graph", "queries")
NOT_NEEDED_TO_ASK = (
    *("SPARQLWrapper", "edtf", "icalendar", "networkit", "networkx", "numpy", "owlrl", "oxrdflib", "pandas"),
    *("pyshacl", "rapidfuzz", "rdflib", "rustworkx", "shacl", "yaml"),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution and the wheel that is built from it, not from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    _run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)], ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment that holds the wheel, and of this one its dependencies but not govkg.

    A .pth file that adds our own site-packages would bring the checkout with it (the editable install is one more
    .pth file there), but .pth files in a folder that is added so are not read.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    site = next(folder.glob("lib/python*/site-packages"))
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    _run([*pip, str(wheel)], folder)
    ours = Path(pytest.__file__).parents[1]
    (site / "dependencies.pth").write_text(f"{ours}\n", encoding="utf-8")
    return python


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        found = {name for name in archive.namelist() if ".dist-info/" not in name}
    package = {path.relative_to(ROOT).as_posix() for path in _files(ROOT / "govkg")}
    data = {f"govkg/data/{path.relative_to(ROOT).as_posix()}" for folder in DATA for path in _files(ROOT / folder)}
    assert found == package | data
    assert {
        *("govkg/py.typed", "govkg/data/graph/govkg.nq", "govkg/data/graph/govkg.ttl"),
        *("govkg/data/graph/decisions.yaml", "govkg/data/graph/register/actors.yaml"),
        *("govkg/data/graph/sources/poster-2014.yaml", "govkg/data/ontology/context.jsonld"),
        *("govkg/data/ontology/govkg.ttl", "govkg/data/queries/feeds-into.rq"),
    } <= found


def test_the_wheel_carries_both_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licences = {Path(name).name: archive.read(name).decode() for name in archive.namelist() if "/licenses/" in name}
        metadata = next(archive.read(name).decode() for name in archive.namelist() if name.endswith("/METADATA"))
    assert licences == {name: (ROOT / name).read_text(encoding="utf-8") for name in ("LICENSE", "LICENSE-DATA")}
    assert "License-Expression: MIT AND CC-BY-4.0\n" in metadata


def test_the_source_distribution_holds_what_a_developer_needs(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        top = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"Makefile", "README.md", "constraints.txt", "pyproject.toml", "govkg", "tests", *DATA} <= top
    assert not top & {".venv", ".venv-lowest", ".venv-uv", ".ci", ".git"}


def test_the_installed_wheel_answers_as_the_checkout_does(installed: Path) -> None:
    imported = _run([str(installed), "-c", "import govkg; print(govkg.__file__)"], Path("/"))
    assert imported == f"{installed.parents[1].joinpath('lib', _version(), 'site-packages', 'govkg', '__init__.py')}\n"
    command = [str(installed.with_name("govkg")), *QUESTION]
    assert _run(command, Path("/")) == _run([sys.executable, "-m", "govkg", *QUESTION], ROOT)


@pytest.mark.parametrize("code", ["import govkg", "import govkg; govkg.load()", "import govkg; govkg.load().names"])
def test_asking_imports_no_library_that_it_does_not_need(code: str) -> None:
    listed = f"{code}; import sys; print(*sorted(set({NOT_NEEDED_TO_ASK!r}) & set(sys.modules)))"
    assert _run([sys.executable, "-c", listed], ROOT) == "\n"


def test_a_question_on_the_command_line_pays_for_nothing_that_it_does_not_use() -> None:
    """No date is in it and nothing is misspelled, so the modules of dates and of spellings stay out."""
    unused = {*NOT_NEEDED_TO_ASK, "govkg.model.dates", "govkg.nearest", "json"} - {"yaml"}
    listed = (
        "import contextlib, io, sys; from govkg.cli.main import run\n"
        f"with contextlib.redirect_stdout(io.StringIO()): assert run({QUESTION!r}) == 0\n"
        f"print(*sorted({unused!r} & set(sys.modules)))"
    )
    assert _run([sys.executable, "-c", listed], ROOT) == "\n"


def test_importing_govkg_imports_this_and_no_more() -> None:
    listed = (
        "import sys; before = set(sys.modules); import govkg;"
        " print(*sorted({n.partition('.')[0] for n in set(sys.modules) - before} - set(sys.stdlib_module_names)))"
    )
    assert _run([sys.executable, "-c", listed], ROOT) == "govkg pyoxigraph\n"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def _version() -> str:
    return f"python{sys.version_info.major}.{sys.version_info.minor}"


def _run(command: list[str], folder: Path) -> str:
    """Standard output of a command; what it says on failure is the message of the failed test."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("GOVKG", "PYTHON"))}
    done = subprocess.run(command, cwd=folder, env=plain, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
