"""The errors govkg raises. One root, few named children, each turned into one line at the command line's edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govkg.findings import Finding


class GovkgError(Exception):
    """Root of every error the library raises on purpose; its text is one plain sentence and a hint."""


class NotFound(GovkgError):
    """A name, question, source or file that does not exist."""


class Ambiguous(GovkgError):
    """A name that fits several entities.

    Attributes:
        name: what was asked for.
        candidates: lines that tell the entities apart, best first.
        iris: the entities, in the same order.
    """

    def __init__(self, name: str, candidates: list[str], iris: list[str] | None = None) -> None:
        self.name = name
        self.candidates = candidates
        self.iris = iris or []
        super().__init__(f"{name!r} fits {len(candidates)} entries: name one in full or by its id")


class BadQuery(GovkgError):
    """SPARQL that does not parse, or a question without a parameter it needs."""


class EndpointError(GovkgError):
    """A remote endpoint that is down, answers with something else than results, or refuses."""


class InputError(GovkgError):
    """Input files with errors; nothing was written.

    Attributes:
        findings: everything found, errors and warnings, in the order of the files.
    """

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        count = sum(1 for finding in findings if finding.is_error)
        super().__init__(f"{count} error{'s' if count != 1 else ''} in the input; nothing was written")


class OutputError(GovkgError):
    """A file that cannot be written; the old one is untouched."""
