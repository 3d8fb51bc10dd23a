"""What the terminal can do: width and colour. Plain text on a pipe, and never colour with ``NO_COLOR``."""

from __future__ import annotations

import os
import sys

PIPE_WIDTH = 120


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
