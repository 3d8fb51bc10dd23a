"""Carries out the rewrite rules of an .htaccess file, as far as docs/w3id uses them, to see where they lead.

https://httpd.apache.org/docs/2.4/mod/mod_rewrite.html: each rule is tried in turn on the path below the folder of the
file; its conditions belong to it alone; a redirect with the flag L ends the matter.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with its conditions."""

    pattern: str
    target: str
    flags: tuple[str, ...]
    conditions: tuple[tuple[str, str], ...]


@dataclass
class Rules:
    """The rules of a file."""

    rules: list[Rule] = field(default_factory=list)

    @classmethod
    def of(cls, path: Path) -> Rules:
        """Read a file; a directive that this class does not know is an error."""
        found = cls()
        conditions: list[tuple[str, str]] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            name, *words = _words(line)
            if name == "RewriteCond":
                conditions.append((words[0], words[1]))
            elif name == "RewriteRule":
                flags = tuple(words[2].strip("[]").split(",")) if len(words) > 2 else ()
                found.rules.append(Rule(words[0], words[1], flags, tuple(conditions)))
                conditions = []
            else:
                assert name in ("", "Options", "RewriteEngine", "Header", "<IfModule", "</IfModule>"), line
        return found

    def location(self, path: str, accept: str = "") -> tuple[int, str]:
        """Status and address of the answer for a path below the file's folder."""
        variables: dict[str, str] = {}
        for rule in self.rules:
            match = re.search(rule.pattern, path)
            if match is None or not all(_holds(*one, variables, accept) for one in rule.conditions):
                continue
            for flag in rule.flags:
                if flag.startswith("E="):
                    name, _, value = flag.removeprefix("E=").partition(":")
                    variables[name] = value
            status = next((int(flag.removeprefix("R=")) for flag in rule.flags if flag.startswith("R=")), 0)
            if status:
                assert "L" in rule.flags
                target = re.sub(r"%\{ENV:(\w+)\}", lambda found: variables[found[1]], rule.target)
                return status, re.sub(r"\$(\d)", lambda found, m=match: m[int(found[1])] or "", target)  # type: ignore[misc]
        return 404, ""


def _words(line: str) -> list[str]:
    if not line.strip() or line.lstrip().startswith("#"):
        return [""]
    lexer = shlex.shlex(line, posix=True, punctuation_chars=False)
    lexer.whitespace_split, lexer.escape, lexer.commenters = True, "", ""
    return list(lexer)


def _holds(tested: str, pattern: str, variables: dict[str, str], accept: str) -> bool:
    value = accept if tested == "%{HTTP_ACCEPT}" else variables.get(tested.removeprefix("%{ENV:").rstrip("}"), "")
    negated = pattern.startswith("!")
    pattern = pattern.removeprefix("!")
    found = value == pattern[1:] if pattern.startswith("=") else re.search(pattern, value) is not None
    return found is not negated
