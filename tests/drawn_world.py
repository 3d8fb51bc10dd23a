"""A small world to be drawn: a summit, what leads to it, who is there; one name would be a script if it were let."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Store
from worlds import DECISIONS_FILE, NOTE_FILE, PAGE_FILE, THINGS, World

from govkg.knowledge_graph import KnowledgeGraph
from govkg.namespaces import data
from govkg.paths import shipped
from govkg.store import Embedded

HOSTILE = "Evening </text><script>alert(1)</script>"
REGISTER = f"""\
- {{id: host, type: Organization, name: {{en: Host}}}}
- {{id: guest, type: Organization, name: {{en: Guest}}}}
- {{id: geneva, type: Place, name: {{en: Geneva}}}}
- {{id: summit, type: Event, name: {{en: Summit}}}}
- {{id: day-one, type: Session, name: {{en: Day one}}}}
- {{id: meeting, type: Event, name: {{en: Meeting}}}}
- {{id: evening, type: Event, name: {{en: "{HOSTILE}"}}}}
- {{id: retreat, type: Event, name: {{en: Retreat}}}}
- {{id: platform, type: Process, name: {{en: Platform}}}}
- {{id: comments, type: Call, name: {{en: Call for comments}}}}
- {{id: draft, type: Document, name: {{en: Draft}}}}
- {{id: study, type: Document, name: {{en: Study}}}}
- {{id: statement, type: Document, name: {{en: Statement}}}}
"""
_HEAD = f"""\
source: page
identifier: "001"
file: page.txt
name: {{en: The page}}
publisher: host
genre: web page
written: 2014-04
language: en
length: 400
sha256: {"0" * 64}
passages:
"""
SAYS: dict[str, list[str]] = {
    "dates": [
        "{id: summit, date: 2014-06-10/2014-06-13, location: geneva}",
        "{id: day-one, date: 2014-06-10, partOf: summit}",
    ],
    "meetings": ["{id: meeting, date: 2014-02-17, partOf: platform}", "{id: evening, date: 2014-06-09}"],
    "retreat": ["{type: Gap, about: retreat, missing: date, gap: not-stated}"],
    "comments": ["{id: comments, about: summit, closes: 2014-05-01}"],
    "prepares": ["{type: Contribution, from: platform, link: prepares, to: summit, modality: stated}"],
    "submits": ["{type: Contribution, from: draft, link: submits-input, to: platform, modality: planned}"],
    "wish": ["{type: Contribution, from: study, link: submits-input, to: summit, modality: wished}"],
    "beside": ["{type: Contribution, from: evening, link: side-event-of, to: summit, modality: planned}"],
    "outcome": ["{type: Contribution, from: summit, link: endorses, to: statement, modality: expected}"],
    "roles": [
        "{type: Role, actor: host, role: organiser, in: summit, modality: stated}",
        "{type: Role, actor: guest, role: speaker, in: summit, modality: planned}",
    ],
}
"""What each passage says."""


def passage(name: str) -> str:
    """The IRI of a passage of the page."""
    return data(f"source/page/{name}")


def drawn_world(folder: Path, says: dict[str, list[str]] | None = None, register: str = REGISTER) -> KnowledgeGraph:
    """The world, built and opened.

    Args:
        folder: an empty one.
        says: what the passages say, if not the above.
        register: who and what there is.
    """
    world = World(folder)
    lines = [_HEAD]
    for n, (name, said) in enumerate((SAYS if says is None else says).items()):
        lines.append(f"  - id: {name}\n    at: {n * 10}-{n * 10 + 10}\n    certainty: explicit\n    says:\n")
        lines += [f"      - {one}\n" for one in said]
    world.write(THINGS, register)
    world.write(PAGE_FILE, "".join(lines))
    world.write(DECISIONS_FILE, "[]\n")
    (world.root / NOTE_FILE).unlink()
    store = Store()
    store.extend(world.build().quads)
    return KnowledgeGraph(Embedded(store), shipped())
