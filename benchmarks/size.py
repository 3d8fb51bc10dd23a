"""How costs grow with the graph: the shipped project 1, 10 and 100 times over, built, checked, opened and asked.

Nothing may grow faster than the graph. Figures are seconds of processor time, which another busy program does not
change much. Building and asking run in a process each, so that neither finds the memory full of the other's objects.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

from measure import processor, table
from replicate import replicated

from govkg.build import build
from govkg.check import check
from govkg.files import write_whole
from govkg.knowledge_graph import load
from govkg.paths import Project, shipped
from govkg.release import nquads, turtle

SIZES = (1, 10, 100)
QUESTIONS: dict[str, dict[str, str]] = {
    "feeds-into": {"target": "WSIS+10 High-Level Event"},
    "way-from-to": {"from": "Second MPP meeting", "to": "WSIS+10 Vision"},
    "how-many": {},
}
TOLERANCE = 2.0
"""How much more than its share a size may cost before that counts as faster growth.

A hundred times the graph no longer fits a processor's cache, and sorting takes a little more than its share, which
together comes to 1.2 to 1.6; what costs the square of the graph would show as ten.
"""


def building(project: Project) -> dict[str, float]:
    """Seconds to build, check and write; statements; peak memory in MB."""
    gc.set_threshold(200_000)  # as the command line has it
    costs: dict[str, float] = {}
    costs["build s"], found = processor(lambda: build(project))
    costs["check s"], findings = processor(lambda: check(found, project))
    if errors := [finding for finding in findings if finding.is_error]:
        sys.exit("\n".join(str(error) for error in errors[:20]))
    costs["write s"], _ = processor(
        lambda: write_whole({project.released: nquads(found.quads), project.accepted: turtle(found.accepted)})
    )
    costs["build memory MB"] = _memory()
    costs["statements"] = len(project.released.read_bytes().splitlines())
    return costs


def asking(project: Project) -> dict[str, float]:
    """Seconds to open the graph, to index its names and to answer each question; rows; peak memory in MB."""
    gc.set_threshold(200_000)
    costs: dict[str, float] = {}
    costs["load s"], kg = processor(lambda: load(project=project))
    costs["names s"], _ = processor(lambda: kg.names)
    for question, parameters in QUESTIONS.items():
        kg.ask(question, **parameters)
        costs[f"{question} s"], answer = processor(partial(kg.ask, question, **parameters))
        costs[f"{question} rows"] = len(answer)
    costs["ask memory MB"] = _memory()
    return costs


PARTS: dict[str, Callable[[Project], dict[str, float]]] = {"building": building, "asking": asking}


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(copies: int) -> dict[str, float]:
    """All costs of one size."""
    costs: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        project = replicated(shipped(), copies, Path(folder) / "project")
        for part in PARTS:
            command = [sys.executable, __file__, part, str(project.root)]
            costs |= json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return costs


def main() -> None:
    """Print a row for each cost: its figure at each size, and its growth from size to size over that of the graph."""
    sizes = [measured(copies) for copies in SIZES]
    rows, faster = [], []
    for cost in sizes[0]:
        figures = [costs[cost] for costs in sizes]
        growth = [b / a / 10 for a, b in pairwise(figures)]
        is_time = cost.endswith(" s")
        shown = [f"{figure:.3f}" if is_time else f"{figure:.0f}" for figure in figures]
        rows.append([cost, *shown, *(f"{g:.2f}" for g in growth)])
        if is_time and growth[-1] > TOLERANCE:
            faster.append(cost)
    print(table(["size", *(f"x{copies}" for copies in SIZES), "growth to x10", "growth to x100"], rows))
    print("growth: over that of the graph; 1 is as the graph grows, 10 would be its square")
    if faster:
        sys.exit(f"grows faster than the graph: {', '.join(faster)}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(PARTS[sys.argv[1]](Project(Path(sys.argv[2])))))
    else:
        main()
