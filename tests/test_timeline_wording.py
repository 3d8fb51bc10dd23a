"""Dates in words."""

from __future__ import annotations

import pytest

from govkg.model.dates import DateError, unqualified
from govkg.timeline.wording import in_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2013-10-07", "7 October 2013"),
        ("2013-12-16/2013-12-18", "16–18 December 2013"),
        ("2014-03-30/2014-04-10", "30 March – 10 April 2014"),
        ("2013-12-30/2014-01-02", "30 December 2013 – 2 January 2014"),
        ("2014-05-19/2014-05-19", "19 May 2014"),
        ("2013-11", "November 2013"),
        ("2013-10/2013-12", "October–December 2013"),
        ("2013-10/2014-05", "October 2013 – May 2014"),
        ("2009", "2009"),
        ("2012/2019", "2012 – 2019"),
        ("2014-01?", "January 2014 (uncertain)"),
        ("2014~", "about 2014"),
        ("2014-03%", "about March 2014 (uncertain)"),
        ("2014-01-01~/2014-02-01", "about 1 January 2014 – 1 February 2014"),
        ("../2014-04-18", "until 18 April 2014"),
        ("/2014-04-18", "until 18 April 2014, beginning not stated"),
        ("2013-06/..", "from June 2013, end not set"),
        ("2013-06/", "from June 2013, end not stated"),
        ("../..", "neither beginning nor end stated"),
        ("2014-21", "spring 2014"),
        ("2014-XX", "in some month of 2014"),
        ("2014-06-XX", "on some day in June 2014"),
        ("2014-XX-XX", "on some day in 2014"),
        ("201X", "2010s"),
        ("20XX", "2000–2099"),
        # Digits count the years of ISO 8601, in which 0 is 1 BCE: -0199 to -0190 are 200 to 191 BCE.
        ("-019X", "200–191 BCE"),
        ("-019X~", "about 200–191 BCE"),
        ("-01XX", "200–101 BCE"),
        # No -0000, so no 1 BCE.
        ("-000X", "10–2 BCE"),
        ("-00XX", "100–2 BCE"),
        ("000X", "1 BCE – 9"),
        ("00XX", "1 BCE – 99"),
        ("019X", "190s"),
        ("01XX", "100–199"),
        ("2014-06-10T09:00:00Z", "10 June 2014, 09:00 UTC"),
        ("2014-06-10T09:00:00", "10 June 2014, 09:00"),
        ("-0043", "44 BCE"),
        ("0000", "1 BCE"),
        ("Y17000", "17000"),
    ],
)
def test_a_date_reads_as_people_write_it(edtf: str, words: str) -> None:
    assert in_words(edtf) == words


@pytest.mark.parametrize("text", ["", "soon", "2014-13", "12 March 2014"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        in_words(text)


def test_marks_of_doubt_are_taken_off() -> None:
    assert [unqualified(d) for d in ("2014-01?", "2014~/2015%", "2014-01")] == ["2014-01", "2014/2015", "2014-01"]
