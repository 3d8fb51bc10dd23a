"""Resolving names: every id and concept that a file mentions must be defined in some file."""

from __future__ import annotations

from govkg.findings import Finding
from govkg.loaders import Loaded
from govkg.namespaces import DATA, TERMS
from govkg.nearest import did_you_mean


def unresolved(files: list[Loaded], concepts: set[str]) -> list[Finding]:
    """A finding for each name that nothing defines, and for each id that two register files define.

    Args:
        files: what each file defines and mentions.
        concepts: IRIs of concepts.
    """
    defined = concepts.union(*(one.defines for one in files), *(one.describes for one in files))
    findings = _defined_twice(files)
    for one in files:
        for mention in one.mentions:
            if mention.iri not in defined and mention.iri.startswith((DATA, TERMS)):
                prefix = mention.iri[: len(mention.iri) - len(mention.written)]
                names = (iri[len(prefix) :] for iri in defined if iri.startswith(prefix))
                known = sorted(name for name in names if name.count("/") == mention.written.count("/"))
                hint = did_you_mean(mention.written, known, "add it to graph/register or to its scheme")
                message = f"unknown name {mention.written!r}"
                findings.append(Finding(message, "unknown-name", hint, mention.where, mention.iri))
    return findings


def _defined_twice(files: list[Loaded]) -> list[Finding]:
    first: dict[str, str] = {}
    findings = []
    for one in files:
        for iri, where in one.defines.items():
            name = iri.removeprefix(DATA)
            if "/" in name.removeprefix("source/"):
                # A record, which two files may describe, or a passage, which stands twice only if its source does.
                continue
            if iri in first and first[iri] != where.file:
                message = f"the id {name!r} stands in two files"
                findings.append(Finding(message, "duplicate-id", f"it is also in {first[iri]}", where, iri))
            first.setdefault(iri, where.file)
    return findings
