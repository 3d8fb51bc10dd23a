"""Tables with a description that tools read: the Frictionless Data Package, https://specs.frictionlessdata.io/."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from govkg.cells import csv_bytes, neutral
from govkg.export.dataset import ABOUT, DATASET, TITLE, Header
from govkg.namespaces import XSD

SEPARATOR = "; "
"""Between several values of one cell."""

_TYPES: dict[str, tuple[str, re.Pattern[str]]] = {
    XSD + "integer": ("integer", re.compile(r"-?[0-9]+")),
    XSD + "boolean": ("boolean", re.compile("true|false")),
    XSD + "date": ("date", re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    XSD + "time": ("time", re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}")),
    XSD + "dateTime": ("datetime", re.compile(r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")),
    XSD + "duration": ("duration", re.compile(r"P[0-9YMDTHS]+")),
}
"""Types of Table Schema by datatype, for cells that look like this; a column with any other cell is text."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: as in the header line.
        about: what it says, for people.
        cells: the values of each row.
        stands_for: the IRI of its property, if it has one.
        datatype: the datatype of its values, if they have one.
        is_reference: its values are ids.
    """

    name: str
    about: str
    cells: list[list[str]]
    stands_for: str = ""
    datatype: str = ""
    is_reference: bool = False

    @property
    def schema_type(self) -> str:
        """Its type in a Table Schema."""
        if self.datatype not in _TYPES:
            return "string"
        name, form = _TYPES[self.datatype]
        fits = all(len(cell) < 2 and all(form.fullmatch(value) for value in cell) for cell in self.cells)
        return name if fits else "string"

    @property
    def is_foreign_key(self) -> bool:
        """Whether each cell is one id or none."""
        return self.is_reference and all(
            len(cell) < 2 and not any(":" in value for value in cell) for cell in self.cells
        )

    def written(self) -> list[str]:
        """The cells as text, safe to open in a spreadsheet."""
        joined = [SEPARATOR.join(cell) for cell in self.cells]
        return [neutral(cell) for cell in joined] if self.schema_type == "string" else joined


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, what it holds, its columns and, if it has one, the column that is unique."""

    name: str
    about: str
    columns: list[Column]
    key: str = "id"

    def content(self) -> bytes:
        """The CSV file."""
        return csv_bytes([c.name for c in self.columns], zip(*(c.written() for c in self.columns), strict=True))

    def resource(self) -> dict[str, Any]:
        """Its description in a data package."""
        schema: dict[str, Any] = {"fields": [_field(column, self.key) for column in self.columns]}
        if self.key:
            schema["primaryKey"] = [self.key]
        if keys := [_foreign_key(c.name) for c in self.columns if c.is_foreign_key]:
            schema["foreignKeys"] = keys
        return {
            "name": self.name,
            "path": f"{self.name}.csv",
            "description": self.about,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": schema,
        }


def data_package(made: list[Table], head: Header) -> bytes:
    """The description of all tables, as ``datapackage.json``."""
    package: dict[str, Any] = {
        "name": "govkg",
        "id": DATASET,
        "profile": "tabular-data-package",
        "title": TITLE,
        "description": ABOUT,
    }
    if head.version:
        package["version"] = head.version
    if head.licence:
        package["licenses"] = [{"path": head.licence}]
    if head.creator:
        package["contributors"] = [{"title": head.creator, "role": "publisher"}]
    package["resources"] = [table.resource() for table in made]
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _field(column: Column, key: str) -> dict[str, Any]:
    made: dict[str, Any] = {"name": column.name, "type": column.schema_type, "description": column.about}
    if column.stands_for:
        made["rdfType"] = column.stands_for
    if column.name == key:
        made["constraints"] = {"required": True, "unique": True}
    return made


def _foreign_key(column: str) -> dict[str, Any]:
    return {"fields": [column], "reference": {"resource": "index", "fields": ["id"]}}
