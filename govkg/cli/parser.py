"""A parser that complains in one line, and says how to mend it; argparse would print every option first."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any, NoReturn

from govkg.errors import BadQuery


class Parser(ArgumentParser):
    """An ArgumentParser that raises what it has to complain of."""

    def __init__(self, **options: Any) -> None:
        self.flags: list[str] = []
        # An option cut short would be read by one parser of several, and mean another thing once there is a new one.
        super().__init__(allow_abbrev=False, **options)

    def add_argument(self, *names: str, **options: Any) -> Any:
        """As in argparse; the options are also kept, for hints."""
        self.flags += [name for name in names if name.startswith("--")]
        return super().add_argument(*names, **options)

    def error(self, message: str) -> NoReturn:
        """Refuse the words given.

        Raises:
            BadQuery: always.
        """
        raise BadQuery(f"{self._here}{message}; '{self.prog} --help' shows what it takes")

    def refuse(self, extra: Sequence[str]) -> None:
        """Refuse words that are left over, if there are any.

        Raises:
            BadQuery: there are; the option most like the first that is none is named.
        """
        lists = f"'{self.prog} --help' lists them"
        for word in extra:
            flag = word.partition("=")[0]
            if flag.startswith("-"):
                from govkg.nearest import did_you_mean

                raise BadQuery(f"{self._here}no option {flag!r}: {did_you_mean(flag, self.flags, lists)}")
        if extra:
            self.error(f"found {' '.join(extra)!r}, which is too much: a name of several words stands in quotes")

    @property
    def _here(self) -> str:
        """The command that is spoken of; the program's name stands before every complaint already."""
        command = self.prog.partition(" ")[2]
        return f"{command}: " if command else ""
