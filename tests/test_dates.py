"""Dates: the literal EDTF cases of two projects, the messages, and the comparisons worked out day by day."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govkg.model.dates import Bounds, DateError, Day, Truth, before, bounds, overlaps, within

REPOSITORY = Path(__file__).resolve().parent.parent
SUITES = Path(os.environ.get("GOVKG_SUITES", REPOSITORY.parent / "shared" / "suites"))
needs_suites = pytest.mark.skipif(
    not (SUITES / "edtf").is_dir(), reason=f"no EDTF cases in {SUITES / 'edtf'}; set GOVKG_SUITES"
)
CERTAINLY, POSSIBLY, NOT = Truth.CERTAINLY, Truth.POSSIBLY, Truth.NOT

# Cases of ixc/python-edtf that the specification puts at level 2, by what puts them there.
LEVEL_2 = {
    "three unspecified digits in a year": ["1XXX", "1XXX~"],
    "a part qualified by itself": [
        *("2004?-06-11", "2004-06~-11", "2004-06-~11", "2004-%06", "2004-?06-?11", "2004?-06-~11"),
        *("?2004-%06", "2004?-%06", "2004?-~06-~04", "2011-~06-~04", "2004?-06-04"),
        "2004-06-~01/2004-06-~20",
        *("?1945", "?1945-01", "?1945-01-01", "?1945/1959"),
        *("~1945", "~1945-01", "~1945-01-01", "~1945/1959"),
        *("%1945", "%1945-01", "%1945-01-01", "%1945/1959"),
    ],
    "unspecified digits before specified ones": [
        *("156X-12-25", "15XX-12-25", "1560-XX-25", "15XX-12-XX", "XXXX-XX-23"),
    ],
    "unspecified digits in an interval": ["2004-06-XX/2004-07-03"],
    "a set": [
        *("[1667, 1668, 1670..1672]", "[..1760-12-03]", "[1760-12..]", "[1667, 1760-12]"),
        *("[1760-01, 1760-02, 1760-12..]", "{1667,1668, 1670..1672}", "{1960, 1961-12}"),
    ],
    "an exponent or significant digits": [
        *("Y17E7", "Y-17E7", "1950S2", "1953S2", "1953S3", "Y17101E4S3", "Y3388E2S3"),
        "Y171010000S3",
    ],
    "a subdivision of the year other than 21 to 24": ["2001-29", "2001-34"],
}

# Cases of ixc/python-edtf read with other days than it expects: (first, last, reason).
TEN_YEARS = "the library takes an unknown end to be within ten years; unknown is unbounded here"
ALL_PARTS = "the library widens by a unit of every part; one unit of the precision here"
TWICE = "the library widens twice for '%'; once here"
MONTH_END = "the library shifts a month's last day by its number; to the month's end here"
OTHER_DAYS = {
    "/2006": (None, "2006-12-31", TEN_YEARS),
    "2004-06-01/": ("2004-06-01", None, TEN_YEARS),
    "1984-06-02?/": ("1984-06-01", None, f"{TEN_YEARS}; {ALL_PARTS}"),
    "2004-06-11?": ("2004-06-10", "2004-06-12", ALL_PARTS),
    "2004-06?": ("2004-05-01", "2004-07-31", f"{ALL_PARTS}; {MONTH_END}"),
    "1984/2004-06~": ("1984-01-01", "2004-07-31", f"{ALL_PARTS}; {MONTH_END}"),
    "1984-06?/2004-08?": ("1984-05-01", "2004-09-30", ALL_PARTS),
    "1984-06-02?/2004-08-08~": ("1984-06-01", "2004-08-09", ALL_PARTS),
    "2004-06-11%": ("2004-06-10", "2004-06-12", f"{ALL_PARTS}; {TWICE}"),
    "1984%": ("1983-01-01", "1985-12-31", TWICE),
    "16XX%": ("1500-01-01", "1799-12-31", TWICE),
    "1984?/2004%": ("1983-01-01", "2005-12-31", TWICE),
}


def day(text: str | None) -> Day | None:
    return None if text is None else Day.parse(text)


def known(*texts: str | None, certain: bool = True) -> Bounds:
    first, second, third, fourth = (day(text) for text in texts)
    return Bounds(first, second, third, fourth, certain)


def verdict(text: str) -> str:
    """Return 'accepted', 'level 2' or 'refused'."""
    try:
        bounds(text)
    except DateError as error:
        return "level 2" if "level 2" in error.expected else "refused"
    return "accepted"


def cases(name: str) -> Any:
    return json.loads((SUITES / "edtf" / name).read_text(encoding="utf-8"))


@needs_suites
def test_unt_cases_are_accepted_by_level() -> None:
    suite = cases("unt_edtf_validate_cases.json")
    wanted = {"L0_Intervals": "accepted", "L1_Intervals": "accepted", "L2_Intervals": "level 2"}
    verdicts = {(name, text): verdict(text) for name in wanted for text in suite[name]}
    assert verdicts == {(name, text): wanted[name] for name in wanted for text in suite[name]}


@needs_suites
def test_unt_invalid_cases_are_all_refused() -> None:
    suite = cases("unt_edtf_validate_cases.json")
    invalid = [text for name in sorted(suite) if name.startswith("invalid") for text in suite[name]]
    assert [text for text in invalid if verdict(text) == "accepted"] == []


@needs_suites
def test_python_edtf_bad_cases_are_all_refused() -> None:
    bad = cases("python_edtf_parse_cases.json")["BAD_EXAMPLES"]
    # None is no text: mypy refuses it before the program runs.
    assert [case for case in bad if not isinstance(case, str)] == [None]
    assert [text for text in bad if text is not None and verdict(text) == "accepted"] == []


@needs_suites
def test_python_edtf_cases_have_the_days_expected() -> None:
    examples = dict(cases("python_edtf_parse_cases.json")["EXAMPLES"])
    read = {text: outer_days(text) for text in examples}
    assert read == {text: suite_days(text, days) for text, days in examples.items()}


def outer_days(text: str) -> tuple[str | None, str | None] | str:
    if verdict(text) != "accepted":
        return verdict(text)
    found = bounds(text)
    ends = (found.earliest_start, found.latest_end)
    return (str(ends[0]) if ends[0] else None, str(ends[1]) if ends[1] else None)


def suite_days(text: str, days: list[str]) -> tuple[str | None, str | None] | str:
    """Return what is expected of a case, whose days are [day], [first, last] or [..., first, last widened]."""
    if any(text in texts for texts in LEVEL_2.values()):
        return "level 2"
    if text in OTHER_DAYS:
        return OTHER_DAYS[text][:2]
    first, last = days[-2:] if len(days) > 1 else days * 2
    return (None if first == "-inf" else first, None if last == "inf" else last)


@needs_suites
def test_every_named_exception_is_a_case_and_differs() -> None:
    suite = cases("python_edtf_parse_cases.json")
    examples = dict(suite["EXAMPLES"])
    texts = {*examples, *dict(suite["APPROXIMATE_UNCERTAIN_EXAMPLES"])}
    assert {text for named in LEVEL_2.values() for text in named} - texts == set()
    same = [text for text, (first, last, _) in OTHER_DAYS.items() if examples[text][-2:] == [first, last]]
    assert same == []


@needs_suites
def test_python_edtf_qualified_cases_are_not_certain() -> None:
    suite = cases("python_edtf_parse_cases.json")
    level_2 = [text for named in LEVEL_2.values() for text in named]
    read, expected = {}, {}
    for text, flags in suite["APPROXIMATE_UNCERTAIN_EXAMPLES"]:
        accepted = verdict(text) == "accepted"
        read[text] = bounds(text).certain if accepted else verdict(text)
        expected[text] = "level 2" if text in level_2 else not any(flags)
    assert read == expected


@needs_suites
def test_python_edtf_benchmark_cases() -> None:
    texts = cases("python_edtf_parse_cases.json")["BENCHMARK_EXAMPLES"]
    level_2 = [text for named in LEVEL_2.values() for text in named]
    assert {text: verdict(text) for text in texts} == {
        text: "level 2" if text in level_2 else "accepted" for text in texts
    }


READ = {
    "2014-01": known("2014-01-01", "2014-01-31", "2014-01-01", "2014-01-31"),
    "2014-06-10/2014-06-13": known("2014-06-10", "2014-06-10", "2014-06-13", "2014-06-13"),
    "2014-01/2014-03": known("2014-01-01", "2014-01-31", "2014-03-01", "2014-03-31"),
    "2014-01/2014-01": known("2014-01-01", "2014-01-31", "2014-01-01", "2014-01-31"),
    "2014/2014-01-20": known("2014-01-01", "2014-01-20", "2014-01-20", "2014-01-20"),
    "2014-01-01/2014": known("2014-01-01", "2014-01-01", "2014-01-01", "2014-12-31"),
    "2014/..": known("2014-01-01", "2014-12-31", None, None),
    "/2014": known(None, None, "2014-01-01", "2014-12-31"),
    "../..": known(None, None, None, None),
    "2014-04-18T23:00:00+02:00": known(*["2014-04-18"] * 4),
    "2014-04-18T23:00:00+00:00": known(*["2014-04-18"] * 4),
    "2012-02": known("2012-02-01", "2012-02-29", "2012-02-01", "2012-02-29"),
    "1900-02": known("1900-02-01", "1900-02-28", "1900-02-01", "1900-02-28"),
    "2001-24": known("2001-12-01", "2001-12-31", "2001-12-01", "2001-12-31"),
    "2001-21/2001-23": known("2001-03-01", "2001-05-31", "2001-09-01", "2001-11-30"),
    "-1999-XX": known("-1999-01-01", "-1999-12-31", "-1999-01-01", "-1999-12-31"),
    "-1999-02-XX": known("-1999-02-01", "-1999-02-28", "-1999-02-01", "-1999-02-28"),
    "-00XX": known("-0099-01-01", "-0001-12-31", "-0099-01-01", "-0001-12-31"),
    "Y-12345": known("-12345-01-01", "-12345-12-31", "-12345-01-01", "-12345-12-31"),
    "2014-01-01?": known("2013-12-31", "2014-01-02", "2013-12-31", "2014-01-02", certain=False),
    "2014-01~": known("2013-12-01", "2014-02-28", "2013-12-01", "2014-02-28", certain=False),
    "2014%": known("2013-01-01", "2015-12-31", "2013-01-01", "2015-12-31", certain=False),
    "2014-XX?": known("2013-01-01", "2015-12-31", "2013-01-01", "2015-12-31", certain=False),
    "2014-01-XX?": known("2013-12-01", "2014-02-28", "2013-12-01", "2014-02-28", certain=False),
    "2001-21?": known("2000-12-01", "2001-08-31", "2000-12-01", "2001-08-31", certain=False),
    "Y12345?": known("12344-01-01", "12346-12-31", "12344-01-01", "12346-12-31", certain=False),
    "2014-01-05/2014-01-05?": known("2014-01-05", "2014-01-05", "2014-01-05", "2014-01-06", certain=False),
}


@pytest.mark.parametrize("text", READ)
def test_a_text_has_these_bounds(text: str) -> None:
    assert bounds(text) == READ[text]


HINTS = {
    "31.12.2014": "2014-12-31",
    "2014/06/10": "2014-06-10",
    "2014-6-1": "2014-06-01",
    "20140610": "2014-06-10",
    "June 2014": "2014-06",
    "10 June 2014": "2014-06-10",
    "June 10, 2014": "2014-06-10",
    "10-13 June 2014": "2014-06-10/2014-06-13",
    "22 - 25 October 2013": "2013-10-22/2013-10-25",
    " 2014-06-10": "2014-06-10",
    "2014-06-10T09:00": "2014-06-10",
    "2014-06-10T09:00:00/2014-06-13T18:00:00": "2014-06-10/2014-06-13",
    "2014-06-13/2014-06-10": "2014-06-10/2014-06-13",
    "2014-06-10/2014": "2014-06-10/",
    "03/04/2014": "",
    "31.02.2014": "",
    "31 June 2014": "",
    "13-10 June 2014": "",
    "TBD (late January)": "",
    "Marathon 2014": "",
    "2014-13-08": "",
    "198X/199X": "",
    "\uff12\uff10\uff11\uff14": "",
    "2014\n": "2014",
    "/": "",
    "": "",
}


@pytest.mark.parametrize("text", HINTS)
def test_a_refusal_hints_only_at_what_would_be_read(text: str) -> None:
    with pytest.raises(DateError) as caught:
        bounds(text)
    assert (caught.value.text, caught.value.hint) == (text, HINTS[text])
    assert "\n" not in str(caught.value)
    if caught.value.hint:
        bounds(caught.value.hint)


MESSAGES = {
    "31.12.2014": "'31.12.2014' is not an accepted date: expected EDTF level 0 or 1, such as 2014, 2014-06, "
    "2014-06-10 or 2014-06-10/2014-06-13; did you mean '2014-12-31'?",
    "2015-02-29": "'2015-02-29' is not an accepted date: expected a day from 01 to 28 in 2015-02",
    "2014/2013": "'2014/2013' is not an accepted date: expected an end that cannot fall before the start, "
    "or an unknown or open end; did you mean '2013/2014'?",
    "[2013,2014]": "'[2013,2014]' is not an accepted date: expected EDTF level 0 or 1; "
    "level 2 (sets, exponents, parts qualified one by one) is not accepted",
}


@pytest.mark.parametrize("text", MESSAGES)
def test_a_refusal_is_one_plain_line(text: str) -> None:
    with pytest.raises(DateError) as caught:
        bounds(text)
    assert str(caught.value) == MESSAGES[text]
    assert str(pickle.loads(pickle.dumps(caught.value))) == MESSAGES[text]


@pytest.mark.parametrize("text", ["2014-06-10", "-0999-01-01", "0999-12-31", "0000-02-29", "170000002-01-01"])
def test_a_day_is_written_as_it_was_read(text: str) -> None:
    assert str(Day.parse(text)) == text


@pytest.mark.parametrize("text", ["2014-02-29", "-0000-01-01", "02014-01-01", "2014-06", "2014-06-10Z", ""])
def test_a_day_in_another_form_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        Day.parse(text)


# a, b: whether they share a day, a lies inside b, a ends before b starts.
COMPARED = {
    ("2014-06-10/2014-06-13", "2014-06-13"): (CERTAINLY, NOT, NOT),
    ("2014-06-11", "2014-06-10/2014-06-13"): (CERTAINLY, CERTAINLY, NOT),
    ("2014-06-10/2014-06-13", "2014-06-14"): (NOT, NOT, CERTAINLY),
    ("2014-06-14", "2014-06-10/2014-06-13"): (NOT, NOT, NOT),
    ("2014-01", "2014-01"): (POSSIBLY, POSSIBLY, POSSIBLY),
    ("2014-01-15", "2014-01"): (POSSIBLY, POSSIBLY, POSSIBLY),
    ("2014-01", "2014-01-01/2014-01-31"): (CERTAINLY, CERTAINLY, NOT),
    ("2014-01", "2014-02"): (NOT, NOT, CERTAINLY),
    ("2014-01/2014-03", "2014-02"): (CERTAINLY, NOT, NOT),
    ("2014-02", "2014-01/2014-03"): (CERTAINLY, CERTAINLY, NOT),
    ("2014-01/2014-03", "2014-03"): (POSSIBLY, NOT, POSSIBLY),
    ("2014-06-10/..", "2014-06-20"): (POSSIBLY, NOT, POSSIBLY),
    ("2014-06-10/", "2014-06-20"): (POSSIBLY, NOT, POSSIBLY),
    ("2014-06-20", "2014-06-10/.."): (POSSIBLY, POSSIBLY, NOT),
    ("2014-06-10/..", "2014-06-10"): (CERTAINLY, POSSIBLY, NOT),
    ("2014-06-10/..", "2014-06-09"): (NOT, NOT, NOT),
    ("2014-06-09", "2014-06-10/.."): (NOT, NOT, CERTAINLY),
    ("../2014-06-10", "2014-06-11"): (NOT, NOT, CERTAINLY),
    ("../2014-06-10", "2014-06-01/2014-06-30"): (CERTAINLY, POSSIBLY, NOT),
    ("../..", "2014"): (POSSIBLY, POSSIBLY, POSSIBLY),
    ("2014-06-11?", "2014-06-01/2014-06-30"): (POSSIBLY, POSSIBLY, NOT),
    ("2014-06-11?", "2014-06-13"): (NOT, NOT, POSSIBLY),
    ("2014-06-11?", "2014-06-12"): (POSSIBLY, POSSIBLY, POSSIBLY),
    ("2012~", "2015"): (NOT, NOT, POSSIBLY),
    ("2015", "2012~"): (NOT, NOT, NOT),
}


@pytest.mark.parametrize(("left", "right"), COMPARED)
def test_two_dates_compare_as_worked_out_by_hand(left: str, right: str) -> None:
    a, b = bounds(left), bounds(right)
    assert (overlaps(a, b), within(a, b), before(a, b)) == COMPARED[left, right]


Readings = list[tuple[int, int]]
JUDGED: list[tuple[Callable[[Bounds, Bounds], Truth], Callable[[int, int, int, int], bool]]] = [
    (overlaps, lambda s, e, start, end: s <= end and start <= e),
    (within, lambda s, e, start, end: start <= s and e <= end),
    (before, lambda _s, e, start, _end: e < start),
]
# Known days 3 to 6 in a world of days 1 to 8, so that two unknown ends still have room to differ.
WORLD = range(1, 9)
LIMITS = [(low, high) for low in range(3, 7) for high in range(low, 7)]


def january(number: int | None) -> Day | None:
    return None if number is None else Day(2014, 1, number)


@st.composite
def small(draw: st.DrawFn) -> tuple[Bounds, Readings]:
    """Draw bounds together with every (start, end) in the small world that they allow."""
    start: tuple[int | None, int | None] = draw(st.sampled_from([(None, None), *LIMITS]))
    end: tuple[int | None, int | None] = draw(st.sampled_from([(None, None), *LIMITS]))
    first, latest_start = start
    earliest_end, last = end
    if first and latest_start and earliest_end and last:
        last = max(first, last)
        latest_start, earliest_end = min(latest_start, last), max(earliest_end, first)
    starts = range(first or WORLD[0], (latest_start or WORLD[-1]) + 1)
    ends = range(earliest_end or WORLD[0], (last or WORLD[-1]) + 1)
    readings = [(s, e) for s, e in product(starts, ends) if s <= e]
    return Bounds(january(first), january(latest_start), january(earliest_end), january(last)), readings


@settings(deadline=None, max_examples=400)
@given(small(), small())
def test_the_comparisons_say_what_counting_every_reading_says(
    left: tuple[Bounds, Readings], right: tuple[Bounds, Readings]
) -> None:
    for compare, holds in JUDGED:
        counted = {holds(*a, *b) for a, b in product(left[1], right[1])}
        expected = POSSIBLY if len(counted) == 2 else CERTAINLY if True in counted else NOT
        assert (compare.__name__, compare(left[0], right[0])) == (compare.__name__, expected)


@st.composite
def plain(draw: st.DrawFn) -> str:
    year = draw(st.one_of(st.integers(-9999, 9999), st.integers(-3, 3), st.integers(2012, 2015)))
    month = draw(st.integers(1, 12))
    length = len(draw(st.sampled_from(["y", "ym", "ymd"])))
    last = int(str(bounds(f"{Day(year, month, 1)}"[:-3]).latest_end)[-2:])
    parts = str(Day(year, month, draw(st.integers(1, last)))).rsplit("-", 2)
    return "-".join(parts[:length])


@st.composite
def interval(draw: st.DrawFn) -> str:
    pair = [draw(plain()), draw(plain())]
    return "/".join(sorted(pair, key=lambda text: bounds(text).earliest_start or Day(0, 1, 1)))


@st.composite
def level_1(draw: st.DrawFn) -> str:
    """Draw any accepted form."""
    ends = st.one_of(plain(), st.builds("{}{}".format, plain(), st.sampled_from("?~%")), st.just("2014-23"))
    forms = st.one_of(
        *(ends, interval(), st.builds("{}/..".format, ends), st.builds("/{}".format, ends)),
        st.sampled_from([*READ, "201X", "20XX~", "Y20145", "2014-XX-XX", "2014-22/2015?"]),
    )
    return draw(forms)


def library_bounds(text: str) -> Bounds:
    from edtf import parse_edtf

    parsed = parse_edtf(text)
    lower, upper = (parsed.lower, parsed.upper) if "/" in text else (parsed, parsed)
    starts = Day(*lower.lower_strict()[:3]), Day(*lower.upper_strict()[:3])
    ends = Day(*upper.lower_strict()[:3]), Day(*upper.upper_strict()[:3])
    return Bounds(starts[0], min(starts[1], ends[1]), max(starts[0], ends[0]), ends[1])


@settings(deadline=None)
@given(st.one_of(plain(), interval()))
def test_a_plain_date_is_read_as_the_library_reads_it(text: str) -> None:
    assert bounds(text) == library_bounds(text)


@settings(deadline=None)
@given(level_1())
def test_bounds_are_ordered(text: str) -> None:
    found = bounds(text)
    pairs = [
        (found.earliest_start, found.latest_start),
        (found.earliest_end, found.latest_end),
        (found.earliest_start, found.earliest_end),
        (found.latest_start, found.latest_end),
    ]
    assert [(low, high) for low, high in pairs if low and high and low > high] == []


@settings(deadline=None)
@given(level_1(), level_1())
def test_the_comparisons_agree_with_each_other(left: str, right: str) -> None:
    a, b = bounds(left), bounds(right)
    strength = {NOT: 0, POSSIBLY: 1, CERTAINLY: 2}
    assert overlaps(a, b) == overlaps(b, a)
    assert strength[within(a, b)] <= strength[overlaps(a, b)]
    assert (before(a, b) is CERTAINLY or before(b, a) is CERTAINLY) <= (overlaps(a, b) is NOT)


@given(st.one_of(st.text(), st.text("0123456789-/.?~%XYESTZ:+ []{}JuneApril")))
@settings(deadline=None)
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    try:
        bounds(text)
    except DateError as error:
        message = str(error)
    else:
        message = ""
    assert len(message.splitlines()) <= 1


def test_plain_and_qualified_dates_do_not_load_the_library() -> None:
    program = (
        "import sys; from govkg.model.dates import bounds;"
        "[bounds(text) for text in ('2014', '2014-06?', '2014-06-10/2014-06-13', '2014-06-10T09:00:00Z')];"
        "sys.exit('edtf' in sys.modules)"
    )
    path = os.pathsep.join([str(REPOSITORY), *sys.path])
    assert subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": path}, check=False).returncode == 0
