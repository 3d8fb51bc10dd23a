"""What people at a terminal see of long work, and what a pipe does not."""

from __future__ import annotations

import io
import sys
import time

import pytest

from govkg.cli.terminal import Stages


class _Stream(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("is_terminal", "seconds", "written"),
    [
        (True, [0.0, 1.0, 2.0, 3.5], "\r\033[K[##.] checking …\r\033[K[###] writing …\r\033[K"),
        (True, [0.0, 0.5, 1.0, 1.9], ""),
        (False, [0.0, 1.0, 2.0, 3.5], ""),
    ],
    ids=["long work", "short work", "a pipe"],
)
def test_a_bar_for_long_work_on_a_terminal(
    is_terminal: bool, seconds: list[float], written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = _Stream(is_terminal)
    clock = iter(seconds)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with Stages(3) as stage:
        for name in ("reading", "checking", "writing"):
            stage(name)
    assert stream.getvalue() == written
