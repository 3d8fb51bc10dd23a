"""What is wrong, where, why, and how to mend it: the one form in which loaders, build and check report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file; line and column count from 1 as editors show them."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found wrong.

    Attributes:
        message: what was found and what was expected.
        hint: how to mend it; may be empty.
        where: the place in a file, if the cause is a line of one.
        entity: the IRI of the entity concerned, if there is no line.
        rule: a short name of the check, stable for tests and filters.
    """

    message: str
    rule: str
    hint: str = ""
    where: Where | None = None
    entity: str = ""
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Whether this finding stops a build."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        place = str(self.where) if self.where else self.entity
        head = f"{place}: " if place else ""
        tail = f" ({self.hint})" if self.hint else ""
        return f"{head}{self.severity}: {self.message}{tail}"


def in_order(findings: list[Finding]) -> list[Finding]:
    """The findings without repeats, by file, line and column; those without a place last, by entity."""
    unique = dict.fromkeys(findings)
    return sorted(
        unique,
        key=lambda f: (f.where is None, f.where or Where(""), f.entity, f.severity, f.message),
    )
