"""The same input gives the same bytes, whatever its order, and the released files are those of the YAML beside them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml
from pyoxigraph import Quad
from worlds import World, govkg

from govkg.build import build
from govkg.loaders import rdf
from govkg.paths import Project, shipped
from govkg.release import nquads, turtle

RELEASED = {"govkg.nq": shipped().released, "govkg.ttl": shipped().accepted}


def released(project: Project, *extra: Path) -> dict[str, bytes]:
    """What a build of a project would write."""
    built = build(project, list(extra))
    assert [str(finding) for finding in built.findings if finding.is_error] == []
    return {"govkg.nq": nquads(built.quads), "govkg.ttl": turtle(built.accepted)}


@pytest.fixture(scope="module")
def fresh() -> dict[str, bytes]:
    """The shipped project, built from its YAML."""
    return released(shipped())


@pytest.mark.parametrize("name", RELEASED)
def test_the_released_file_is_current(name: str, fresh: dict[str, bytes]) -> None:
    if RELEASED[name].read_bytes() != fresh[name]:
        pytest.fail(f"graph/{name} is not what the YAML says: run 'govkg build' and commit the result")


def test_the_released_graph_is_sorted_lines_without_blank_nodes(fresh: dict[str, bytes]) -> None:
    lines = fresh["govkg.nq"].splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert [line for line in lines if b"_:" in line.replace(b"://", b"")][:1] == []
    assert all(line.endswith(b" .\n") for line in lines)


def test_two_builds_in_two_processes_are_the_same(tmp_path: Path) -> None:
    for seed in ("0", "1"):
        ran = govkg("build", "--output", str(tmp_path / seed), PYTHONHASHSEED=seed)
        assert (ran.code, ran.err) == (0, "")
    for name in RELEASED:
        assert (tmp_path / "0" / name).read_bytes() == (tmp_path / "1" / name).read_bytes()


# --- Shuffled input ---


def shuffled(value: object, chance: random.Random, *, top: bool = True) -> object:
    """A file's content with its lists and keys in another order; spans and all other lists stand for sets."""
    if isinstance(value, dict):
        keys = chance.sample(list(value), len(value))
        return {key: shuffled(value[key], chance, top=False) for key in keys}
    if isinstance(value, list):
        return [shuffled(item, chance, top=False) for item in chance.sample(value, len(value))]
    return value


def shuffled_project(root: Path, seed: int) -> Project:
    """The shipped project with the order of everything changed: files, entries, passages, values and keys.

    Files sort by name, so their order changes with their names; only a register file's name is part of what it says,
    as the graph of its entries, and stays.
    """
    chance = random.Random(seed)
    project, target = shipped(), Project(root)
    target.register.mkdir(parents=True)
    target.sources.mkdir()
    target.ontology.symlink_to(project.ontology, target_is_directory=True)
    sources = sorted(project.sources.glob("*.yaml"))
    renamed = [target.sources / f"{number:02}.yaml" for number in range(len(sources))]
    chance.shuffle(renamed)
    register = sorted(project.register.glob("*.yaml"))
    pairs = [*zip(sources, renamed, strict=True), *((path, target.register / path.name) for path in register)]
    for old, new in [*pairs, (project.decisions, target.decisions)]:
        content = yaml.load(old.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        text = yaml.safe_dump(shuffled(content, chance), sort_keys=False, allow_unicode=True, default_style='"')
        new.write_text(text, encoding="utf-8")
    return target


@pytest.mark.parametrize("seed", range(4))
def test_shuffled_files_give_the_same_bytes(seed: int, tmp_path: Path, fresh: dict[str, bytes]) -> None:
    assert released(shuffled_project(tmp_path, seed)) == fresh


def test_shuffling_shuffles(tmp_path: Path) -> None:
    first, second = (shuffled_project(tmp_path / str(seed), seed) for seed in (0, 1))
    texts = [
        [path.read_text(encoding="utf-8") for path in sorted(one.graph.rglob("*.yaml"))] for one in (first, second)
    ]
    assert [a == b for a, b in zip(*texts, strict=True)] == [False] * len(texts[0])


@pytest.mark.parametrize("seed", range(3))
def test_statements_in_any_order_are_written_alike(seed: int, fresh: dict[str, bytes]) -> None:
    built = build(shipped())
    chance = random.Random(seed)
    for quads in (built.quads, built.accepted):
        chance.shuffle(quads)
    assert {"govkg.nq": nquads(built.quads), "govkg.ttl": turtle(built.accepted)} == fresh


def test_lines_and_labels_of_an_rdf_file_in_any_order(tmp_path: Path) -> None:
    triples = [
        '_:a <http://www.w3.org/2000/01/rdf-schema#label> "a" .',
        '_:b <http://www.w3.org/2000/01/rdf-schema#label> "b" .',
        "_:a <http://e/next> _:b .",
        "_:b <http://e/next> _:c .",
        "_:c <http://e/next> _:a .",
        "<http://e/s> <http://e/has> _:a .",
    ]
    written = []
    for seed in range(5):
        world = World(tmp_path / str(seed))
        chance = random.Random(seed)
        labels = dict(zip("abc", chance.sample("xyzabc", 3), strict=True))
        lines = chance.sample(triples, len(triples))
        for label, new in labels.items():
            lines = [line.replace(f"_:{label}", f"_:new-{new}") for line in lines]
        written.append(released(world.project, world.write("extra.nt", "\n".join(lines) + "\n")))
    assert [one == written[0] for one in written] == [True] * 5
    assert b"_:" not in written[0]["govkg.nq"]


def test_one_changed_value_is_a_small_difference(tmp_path: Path) -> None:
    world = World(tmp_path)
    before = set(released(world.project)["govkg.nq"].decode().splitlines())
    world.change("graph/sources/page.yaml", "closes: 2014-02-01", "closes: 2014-02-02")
    after = set(released(world.project)["govkg.nq"].decode().splitlines())
    gid, terms = "<https://w3id.org/govkg/id", "<https://w3id.org/govkg/ontology#"
    a, xsd = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "http://www.w3.org/2001/XMLSchema#"

    def lines(day: str) -> set[str]:
        call, date = f"{gid}/comments>", f"{gid}/date/{day}>"
        edtf, xsd_day = f'"{day}"^^<http://id.loc.gov/datatypes/edtf/EDTF>', f'"{day}"^^<{xsd}date>'
        temporal = f"{date} {a} <http://www.w3.org/2006/time#TemporalEntity>"
        return {
            f"{call} {terms}closes> {edtf} .",
            f"{call} {terms}closes> {edtf} {gid}/source/page/comments> .",
            *(f"{call} {terms}{name}> {xsd_day} ." for name in ("earliest", "latest")),
            *(f"{call} {terms}{name}> {xsd_day} {gid}/derivation/date-bounds> ." for name in ("earliest", "latest")),
            f"{date} {a} {terms}Date> .",
            f"{temporal} .",
            f"{temporal} {gid}/derivation/types> .",
            f"{date} {terms}edtf> {edtf} .",
            f'{date} {terms}certainDate> "true"^^<{xsd}boolean> .',
            *(
                f"{date} {terms}{name}> {xsd_day} ."
                for name in ("earliestStart", "latestStart", "earliestEnd", "latestEnd")
            ),
        }

    assert before - after == lines("2014-02-01")
    assert after - before == lines("2014-02-02")


def test_skolem_names_do_not_depend_on_the_order_of_statements() -> None:
    import pyoxigraph

    text = '_:a <http://e/p> _:b . _:b <http://e/p> "x" . _:c <http://e/q> _:a .'
    quads = list(pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE))

    def named(given: list[Quad]) -> list[str]:
        return sorted(str(quad) for quad in rdf.skolemized(given, "http://g"))

    assert named(quads) == named(quads[::-1])
    assert "_:" not in "".join(named(quads))
