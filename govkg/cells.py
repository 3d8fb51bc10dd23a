"""Cells of CSV files that a spreadsheet opens: text that it would run as a formula is made plain, and can be got back.

Source: https://owasp.org/www-community/attacks/CSV_Injection.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# An apostrophe before such a character, however many there are, must be undone alone, so those get one more too.
_RUNS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NEUTRAL = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def neutral(cell: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe before what begins like a formula.

    >>> neutral("=1+1"), neutral("plain"), neutral("'=1+1")
    ("'=1+1", 'plain', "''=1+1")
    """
    return f"'{cell}" if _RUNS.match(cell) else cell


def original(cell: str) -> str:
    """What ``neutral`` was given.

    >>> original("'=1+1"), original("plain"), original("'quoted'")
    ('=1+1', 'plain', "'quoted'")
    """
    return cell[1:] if _NEUTRAL.match(cell) else cell


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file in UTF-8 with a header line, as RFC 4180 has it; cells stay as they are."""
    out = io.StringIO()
    # With other line ends than these Python does not quote a cell that holds a carriage return.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()
