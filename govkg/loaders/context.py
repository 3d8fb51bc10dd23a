"""The keys a curator may write, read from the ontology's JSON-LD context.

JSON-LD drops a key that its context does not define. Here every key and every value is looked up first, so nothing is
lost in silence.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from govkg.errors import InputError, NotFound
from govkg.findings import Finding, Where
from govkg.namespaces import EDTF, XSD

_LEXICAL: dict[str, tuple[re.Pattern[str], str]] = {
    XSD + "integer": (re.compile(r"-?[0-9]{1,15}"), "a whole number such as 4"),
    XSD + "boolean": (re.compile(r"true|false"), "true or false"),
    XSD + "time": (
        re.compile(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-](0\d|1[0-3]):[0-5]\d)?", re.ASCII),
        "a clock time such as 09:00:00",
    ),
    XSD + "dateTime": (
        re.compile(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-](0\d|1[0-3]):[0-5]\d)", re.ASCII),
        "an instant such as 2014-04-18T21:00:00Z",
    ),
    XSD + "duration": (
        re.compile(r"P(?=.)(\d{1,9}Y)?(\d{1,9}M)?(\d{1,9}D)?(T(?=.)(\d{1,9}H)?(\d{1,9}M)?(\d{1,9}S)?)?", re.ASCII),
        "a duration such as PT5M (five minutes) or P4Y (four years)",
    ),
}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the context.

    Attributes:
        name: the key as written in YAML.
        iri: the property it stands for.
        datatype: the literal's datatype, if it has one.
        is_reference: the value names an entity or is an IRI.
        concepts: prefix of the concept IRIs, if the value is a concept of a scheme.
        by_language: the value is a mapping of language tags to texts.
    """

    name: str
    iri: str
    datatype: str = ""
    is_reference: bool = False
    concepts: str = ""
    by_language: bool = False

    def expected(self, text: str) -> str:
        """What was expected instead of ``text``; empty if the text is fine. Dates are checked by the date module."""
        if self.datatype not in _LEXICAL:
            return ""
        pattern, what = _LEXICAL[self.datatype]
        impossible = self.datatype == XSD + "dateTime" and not _in_calendar(text)
        return what if impossible or not pattern.fullmatch(text) else ""

    @property
    def is_date(self) -> bool:
        return self.datatype == EDTF


class Context:
    """The JSON-LD context, for looking up and for handing to a JSON-LD parser.

    Args:
        path: its file.

    Raises:
        NotFound: there is no such file.
        InputError: it is not UTF-8, not JSON or no context.
    """

    def __init__(self, path: Path) -> None:
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except OSError:
            raise NotFound(f"no {path}: name a folder with ontology/, graph/ and queries/") from None
        except UnicodeDecodeError:
            raise InputError(
                [Finding("not UTF-8", "utf-8", "save it in the encoding UTF-8", Where(str(path)))]
            ) from None
        except json.JSONDecodeError as error:
            where = Where(str(path), error.lineno, error.colno)
            raise InputError([Finding(f"not JSON: {error.msg}", "json", "", where)]) from None
        except RecursionError:
            raise InputError([Finding("nested too deep", "json", "", Where(str(path)))]) from None
        if wrong := _no_context(found):
            raise InputError([Finding(f"no context: {wrong}", "json", "", Where(str(path)))])
        self.raw: dict[str, Any] = found["@context"]
        self.base: str = self.raw["@base"]

    @cached_property
    def prefixes(self) -> dict[str, str]:
        return {k: v for k, v in self.raw.items() if isinstance(v, str) and v.endswith(("/", "#")) and k[0] != "@"}

    @cached_property
    def types(self) -> dict[str, str]:
        """Class names as written in YAML, and their IRIs."""
        return {
            k: self._expand(v)
            for k, v in self.raw.items()
            if isinstance(v, str) and k[0].isupper() and k not in self.prefixes
        }

    @cached_property
    def keys(self) -> dict[str, Key]:
        """Every key for a statement, without the structural ``id`` and ``type``."""
        return {k: self._key(k, v) for k, v in self.raw.items() if isinstance(v, dict) and v["@id"] != "@type"}

    @cached_property
    def key_of(self) -> dict[str, str]:
        """The key that writes a property, by the property's IRI."""
        return {key.iri: key.name for key in self.keys.values()}

    def iri(self, name: str) -> str:
        """The full IRI of a register id, record key or absolute IRI."""
        return name if "://" in name else self.base + name

    def _expand(self, compact: str) -> str:
        prefix, _, local = compact.partition(":")
        return self.prefixes[prefix] + local if prefix in self.prefixes else compact

    def _key(self, name: str, definition: dict[str, Any]) -> Key:
        kind = definition.get("@type", "")
        return Key(
            name=name,
            iri=self._expand(definition["@id"]),
            datatype="" if kind.startswith("@") else self._expand(kind),
            is_reference=kind == "@id",
            concepts=definition.get("@context", {}).get("@vocab", ""),
            by_language=definition.get("@container") == "@language",
        )


def _no_context(found: Any) -> str:
    """What is lacking of a context for what is read from it here; empty if nothing is."""
    raw = found.get("@context") if isinstance(found, dict) else None
    if not isinstance(raw, dict):
        return "expected {'@context': {...}}"
    base = raw.get("@base")
    if not isinstance(base, str) or "://" not in base:
        return f"'@base' is {base!r}, expected the IRI that all ids begin with"
    for key, definition in raw.items():
        if not key:
            return "a key is empty"
        if isinstance(definition, dict) and not isinstance(definition.get("@id"), str):
            return f"{key!r} has no '@id', expected the property that it stands for"
    return ""


def _in_calendar(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
