"""Measuring: a whole process by the clock, its processor time and peak memory, and tables of medians."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

Result = TypeVar("Result")
ROOT = Path(__file__).resolve().parents[1]
GOVKG = str(Path(sys.executable).with_name("govkg"))


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process cost: seconds by the clock, seconds of processor time, and peak memory in MB."""

    clock: float
    processor: float
    memory: float


def process(command: Sequence[str]) -> Cost:
    """Run a process to its end and say what it cost; its output is dropped.

    Raises:
        SystemExit: the process failed.
    """
    start = time.perf_counter()
    # The user's own project, graph or colours must not change what is measured.
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd="/")
    _, status, used = os.wait4(child.pid, 0)
    clock = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(command)} failed with exit code {child.returncode}")
    return Cost(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def alternating(commands: dict[str, Sequence[str]], runs: int) -> dict[str, Cost]:
    """The medians of several commands, run in turn so that a busy minute falls on all of them; one run to warm up."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            cost = process(command)
            if run:
                costs[name].append(cost)
    return {name: middle(found) for name, found in costs.items()}


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(
        median(cost.clock for cost in costs),
        median(cost.processor for cost in costs),
        median(cost.memory for cost in costs),
    )


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """How many seconds a call takes by the clock, and what it returns."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def processor(work: Callable[[], Result]) -> tuple[float, Result]:
    """How many seconds of processor time a call takes, and what it returns."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def compared(title: str, costs: dict[str, Cost]) -> None:
    """Print costs as a table in which the first is the measure of the others."""
    first = next(iter(costs.values()))
    rows = [
        [
            name,
            f"{cost.clock:.3f}",
            f"{cost.processor:.3f}",
            f"{cost.memory:.0f}",
            f"{cost.clock / first.clock:.1f}",
            f"{cost.processor / first.processor:.1f}",
        ]
        for name, cost in costs.items()
    ]
    print(table([title, "clock s", "processor s", "memory MB", "clock ratio", "processor ratio"], rows))


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; the first column is text, the others are numbers."""
    widths = [max(len(row[i]) for row in [headings, *rows]) for i in range(len(headings))]
    lines = []
    for row in [headings, ["-" * width for width in widths], *rows]:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        lines.append("  ".join([row[0].ljust(widths[0]), *cells[1:]]))
    return "\n".join(lines)
