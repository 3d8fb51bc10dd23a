"""Which media type a client gets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkg.web.negotiation import best

JSON, XML, CSV, TSV = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
RESULTS = (JSON, XML, CSV, TSV)
PAGES = ("text/html", "text/turtle", "application/ld+json")
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7"
)


@pytest.mark.parametrize(
    ("accept", "offered", "chosen"),
    [
        ("", RESULTS, JSON),
        ("*/*", RESULTS, JSON),
        ("*", RESULTS, JSON),
        ("text/csv", RESULTS, CSV),
        ("TEXT/CSV", RESULTS, CSV),
        ("text/*", RESULTS, CSV),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.9", RESULTS, TSV),
        ("text/csv;q=.5, text/tab-separated-values;Q=0.4", RESULTS, CSV),
        ("text/csv, text/tab-separated-values", RESULTS, CSV),
        ("text/tab-separated-values, text/csv", RESULTS, CSV),
        (f"{XML};q=0.9,*/*;q=0.1", RESULTS, XML),
        # The most specific range has the say, also when it is a no.
        ("text/*;q=0.9, text/csv;q=0.1, */*;q=0.5", RESULTS, TSV),
        (f"*/*, {JSON};q=0", RESULTS, XML),
        ("text/*;q=0, */*;q=0.1", ("text/csv", XML), XML),
        ("*/*;q=0", RESULTS, None),
        ("image/png", RESULTS, None),
        ("image/*;q=0.5, video/*", RESULTS, None),
        ("text/csv;q=0.000", RESULTS, None),
        # Parameters.
        ("text/csv; header=present", RESULTS, CSV),
        ("text/csv;charset=utf-8;q=0.2, text/tab-separated-values;q=0.1", RESULTS, CSV),
        ('application/ld+json;profile="a,b;q=0.1";q=0.7, text/turtle;q=0.6', PAGES, "application/ld+json"),
        ("text/csv;header=present, text/csv;q=0.1, text/tab-separated-values;q=0.5", RESULTS, TSV),
        # Broken ranges are passed over.
        ("csv, text/tab-separated-values", RESULTS, TSV),
        ("text/csv;q=much, text/tab-separated-values;q=0.1", RESULTS, TSV),
        ("text/csv;q=nan, text/csv;q=2, */csv, text/tab-separated-values;q=0.1", RESULTS, TSV),
        (",,;;,", RESULTS, JSON),
        ('"', RESULTS, JSON),
        (FIREFOX, PAGES, "text/html"),
        (CHROME, PAGES, "text/html"),
        (FIREFOX, RESULTS, JSON),
        ("*/*", (), None),
    ],
)
def test_the_type_of_the_highest_weight_is_chosen(accept: str, offered: tuple[str, ...], chosen: str | None) -> None:
    assert best(accept, offered) == chosen


@given(st.text(alphabet='textcsv/*;q=0.19, "\\', max_size=60))
def test_any_header_gives_one_of_the_offers_or_none(accept: str) -> None:
    assert best(accept, RESULTS) in (*RESULTS, None)


@given(st.permutations(["text/csv;q=0.3", "text/*;q=0.8", f"{XML};q=0.7", "*/*;q=0.1"]))
def test_the_order_of_the_header_does_not_matter(ranges: list[str]) -> None:
    assert best(",".join(ranges), RESULTS) == TSV
