"""How costs grow with the graph: the shipped project 1, 10 and 100 times over, built, checked, opened and asked.

Nothing may grow faster than the graph. Every question of the folder is asked, and none may grow faster than the graph
or its own rows, whichever grow more. Figures are seconds of processor time, which another busy program does not change
much. Building and asking run in a process each, so that neither finds the memory full of the other's objects.
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
ASKED = 3
"""How often each question is asked; the least time counts, which leaves out what only the first time takes."""
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
    """Seconds to open the graph, index its names and answer each question with its examples; rows; memory in MB."""
    gc.set_threshold(200_000)
    costs: dict[str, float] = {}
    costs["load s"], kg = processor(lambda: load(project=project))
    costs["names s"], _ = processor(lambda: kg.names)
    for question in kg.questions():
        required = {p.name: p.example for p in kg.question(question).parameters.values() if p.required}
        asked = [processor(partial(kg.ask, question, **required)) for _ in range(ASKED)]
        costs[f"ask {question} s"] = min(seconds for seconds, _ in asked)
        costs[f"ask {question} rows"] = len(asked[0][1])
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
    """Print each cost and each question at each size, and its growth from size to size over what it may grow by."""
    sizes = [measured(copies) for copies in SIZES]
    names = [f"x{copies}" for copies in SIZES]
    growths = [f"growth to {name}" for name in names[1:]]
    costs, questions, faster = [], [], []
    for cost in sizes[0]:
        if cost.endswith(" rows"):
            continue
        figures = [size[cost] for size in sizes]
        is_question = f"{cost.removesuffix(' s')} rows" in sizes[0]
        rows = [size.get(f"{cost.removesuffix(' s')} rows", 0) for size in sizes]
        due = [max(b / a, d / c if c else 0) for (a, b), (c, d) in zip(pairwise(SIZES), pairwise(rows), strict=True)]
        growth = [b / a / most for (a, b), most in zip(pairwise(figures), due, strict=True)]
        is_time = cost.endswith(" s")
        shown = [f"{figure:.3f}" if is_time else f"{figure:.0f}" for figure in figures]
        shown_growth = [f"{g:.2f}" for g in growth]
        if not is_question:
            costs.append([cost, *shown, *shown_growth])
        else:
            question = cost.removeprefix("ask ").removesuffix(" s")
            questions.append([question, *shown, *(f"{count:.0f}" for count in rows), *shown_growth])
        if is_time and growth[-1] > TOLERANCE:
            faster.append(cost)
    print(table(["size", *names, *growths], costs))
    print()
    print(table(["question", *(f"{n} s" for n in names), *(f"{n} rows" for n in names), *growths], questions))
    print("growth: over that of the graph, or of a question's rows if they grow more; 10 would be its square")
    if faster:
        sys.exit(f"grows faster than the graph: {', '.join(faster)}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(PARTS[sys.argv[1]](Project(Path(sys.argv[2])))))
    else:
        main()
