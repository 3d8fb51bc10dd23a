"""Small worlds: a project of one page in a folder of its own, for one test to break and look at whole."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from govkg.build import Built, build
from govkg.check import check
from govkg.paths import Project, shipped

REGISTER = """\
- {id: itu, type: Organization, name: {en: International Telecommunication Union}, acronym: ITU}
- {id: geneva, type: Place, name: {en: Geneva, fr: Genève}}
- {id: forum, type: Series, name: {en: Forum}}
- {id: forum-2014, type: Event, name: {en: Forum 2014}}
- {id: summit, type: Event, name: {en: Summit}}
- {id: day-one, type: Session, name: {en: Day one}}
- {id: comments, type: Call, name: {en: Call for comments}}
- {id: report, type: Document, name: {en: Report}}
"""
PAGE = f"""\
source: page
identifier: "001"
file: page.txt
name: {{en: The page}}
publisher: itu
genre: web page
written: 2014-04
language: en
length: 100
sha256: {"0" * 64}
passages:
  - id: dates
    at: 0-20
    certainty: explicit
    says:
      - {{id: summit, date: 2014-06-10/2014-06-13, location: geneva}}
  - id: first-day
    at: [20-30, 40-50]
    certainty: explicit
    says:
      - {{id: day-one, partOf: summit}}
  - id: comments
    at: 60-90
    certainty: explicit
    says:
      - {{id: comments, opens: 2014-01, closes: 2014-02-01, issuedBy: itu}}
      - {{type: Contribution, from: report, to: summit, link: submits-input}}
"""
NOTE = f"""\
source: note
identifier: "002"
file: note.txt
name: {{en: The note}}
publisher: itu
genre: note
written: 2014-01
language: en
length: 50
sha256: {"1" * 64}
passages:
  - id: early-dates
    at: 0-10
    certainty: explicit
    says:
      - {{id: summit, date: 2014-04}}
"""
DECISIONS = """\
- id: summit-date
  about: summit
  property: date
  accepts: source/page/dates
  setsAside: source/note/early-dates
  verdict: superseded
  reason: The page is later.
"""
THINGS = "graph/register/things.yaml"
PAGE_FILE = "graph/sources/page.yaml"
NOTE_FILE = "graph/sources/note.yaml"
DECISIONS_FILE = "graph/decisions.yaml"
OLD = {"govkg.nq": b"the old graph\n", "govkg.ttl": b"the old facts\n"}
"""What stands in the output files before a test: no build with errors may touch it."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the command line left behind."""

    code: int
    out: str
    err: str


class World:
    """A project in a folder.

    Args:
        root: an empty folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.project = Project(root)
        for folder in (self.project.register, self.project.sources, self.project.queries):
            folder.mkdir(parents=True)
        self.project.ontology.symlink_to(shipped().ontology, target_is_directory=True)
        for name, text in ((THINGS, REGISTER), (PAGE_FILE, PAGE), (NOTE_FILE, NOTE), (DECISIONS_FILE, DECISIONS)):
            self.write(name, text)
        for name, content in OLD.items():
            (self.project.graph / name).write_bytes(content)

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file of the world."""
        path = self.root / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def change(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands once in a file."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def own_ontology(self) -> Path:
        """Give the world a copy of the ontology that a test may change; its folder."""
        import shutil

        self.project.ontology.unlink()
        shutil.copytree(shipped().ontology, self.project.ontology)
        return self.project.ontology

    def build(self, *rdf: Path) -> Built:
        """The world built."""
        return build(self.project, list(rdf))

    def findings(self, *rdf: Path, engine: str = "shacl") -> list[str]:
        """All findings as people read them."""
        return [str(finding) for finding in check(self.build(*rdf), self.project, engine)]

    def outputs(self) -> dict[str, bytes]:
        """The files beside register and sources, the decisions left out."""
        found = {path.name: path.read_bytes() for path in self.project.graph.iterdir() if path.is_file()}
        return {name: content for name, content in found.items() if name != "decisions.yaml"}


def govkg(*words: str, stdin: bytes = b"", **environment: str) -> Ran:
    """Run the command line in a process of its own, from the root folder."""
    done = subprocess.run(
        [sys.executable, "-m", "govkg", *words],
        input=stdin,
        capture_output=True,
        cwd="/",
        env={**os.environ, "PYTHONPATH": str(shipped().root), **environment},
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
