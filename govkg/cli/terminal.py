"""What the terminal can do: width and colour. Plain text on a pipe, and never colour with ``NO_COLOR``."""

from __future__ import annotations

import os
import sys
import time
from typing import Self

PIPE_WIDTH = 120
PATIENCE = 2.0
"""Seconds that pass before work shows how far it is."""
ERASE = "\r\033[K"


def width() -> int:
    """Columns to write in: the terminal's, or a fixed number on a pipe so that output does not depend on the window."""
    if not sys.stdout.isatty():
        return PIPE_WIDTH
    import shutil

    return shutil.get_terminal_size((PIPE_WIDTH, 24)).columns


def bold(text: str) -> str:
    """Text in bold, on a terminal that may be coloured."""
    return f"\033[1m{text}\033[0m" if _coloured() else text


def faint(text: str) -> str:
    """Text that steps back, on a terminal that may be coloured."""
    return f"\033[2m{text}\033[0m" if _coloured() else text


def wrapped(text: str, indent: str = "") -> str:
    """Text broken into lines that fit, those after the first indented."""
    import textwrap

    return textwrap.fill(text, width(), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _coloured() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


class Stages:
    """A bar on standard error for work in stages: on a terminal only, and only once the work has taken two seconds.

    Args:
        total: how many stages there are.
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.began = time.monotonic()
        self.shown = False

    def __call__(self, name: str) -> None:
        """A stage begins."""
        self.done += 1
        if sys.stderr.isatty() and time.monotonic() - self.began >= PATIENCE:
            bar = "#" * self.done + "." * (self.total - self.done)
            sys.stderr.write(f"{ERASE}[{bar}] {name} …")
            sys.stderr.flush()
            self.shown = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown:
            sys.stderr.write(ERASE)
            sys.stderr.flush()
