"""iCalendar: entries for every kind of date, and every dated event and call of the graph, read back by icalendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest
from export_world import PREFIXES, WORLD, material, store_of
from icalendar import Calendar

from govkg.calendar import Entry, calendar, entry
from govkg.export import FORMATS
from govkg.knowledge_graph import KnowledgeGraph
from govkg.model.dates import DateError
from govkg.namespaces import data
from govkg.store import Store

DAY = date(2014, 6, 10)


def exported(store: Store) -> bytes:
    content = FORMATS["ics"].write(material(store))
    assert isinstance(content, bytes)
    return content


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def made(edtf: str, **more: Any) -> Entry:
    found = entry("https://example.org/it", "It", edtf, **more)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("edtf", "start", "end", "exact"),
    [
        ("2014-06-10", DAY, DAY, True),
        ("2014-06-10/2014-06-13", DAY, date(2014, 6, 13), True),
        ("2014-06", date(2014, 6, 1), date(2014, 6, 30), False),
        ("2014", date(2014, 1, 1), date(2014, 12, 31), False),
        ("2014-06/2014-07", date(2014, 6, 1), date(2014, 7, 31), False),
        ("2014-06-10?", date(2014, 6, 9), date(2014, 6, 11), False),
        ("2014-06-10/..", DAY, DAY, False),
        ("2014-06/", date(2014, 6, 1), date(2014, 6, 30), False),
        ("../2014-06-10", DAY, DAY, False),
        ("2014-06-10T09:00:00", datetime(2014, 6, 10, 9), None, True),
        ("2014-06-10T09:00:00Z", datetime(2014, 6, 10, 9, tzinfo=UTC), None, True),
    ],
)
def test_a_date_gives_the_days_that_it_allows(edtf: str, start: date, end: date | None, exact: bool) -> None:
    found = made(edtf)
    assert (found.start, found.end, found.exact, found.edtf) == (start, end, exact, edtf)
    assert found.name == ("It" if exact else "It (date not exact)")


@pytest.mark.parametrize("edtf", ["../..", "-0044-03-15", "Y12014", "9999-12-31"])
def test_a_date_that_a_calendar_cannot_hold_gives_no_entry(edtf: str) -> None:
    assert entry("https://example.org/it", "It", edtf) is None


def test_what_is_no_date_is_an_error() -> None:
    with pytest.raises(DateError):
        entry("https://example.org/it", "It", "soon")


@pytest.mark.parametrize(
    ("edtf", "clock", "start", "end", "told"),
    [
        (
            "2014-06-10",
            {"starts": "11:00:00", "ends": "12:30:00", "zone": "EEST"},
            datetime(2014, 6, 10, 8, tzinfo=UTC),
            datetime(2014, 6, 10, 9, 30, tzinfo=UTC),
            ["Clock time as the source gives it: 11:00 to 12:30 EEST"],
        ),
        (
            "2014-06-10",
            {"starts": "11:00:00", "zone": "Europe/Paris"},
            datetime(2014, 6, 10, 9, tzinfo=UTC),
            None,
            ["Clock time as the source gives it: 11:00 Europe/Paris"],
        ),
        (
            "2014-06-10",
            {"starts": "11:00:00", "zone": "Geneva time"},
            datetime(2014, 6, 10, 11),
            None,
            [
                "Clock time as the source gives it: 11:00 Geneva time",
                "The time shown is the clock on the wall there: what 'Geneva time' means is not known.",
            ],
        ),
        (
            "2014-06-10",
            {"starts": "09:00:00", "ends": "08:00:00"},
            datetime(2014, 6, 10, 9),
            None,
            [
                "Clock time as the source gives it: 09:00 to 08:00",
                "The time shown is the clock on the wall there: the source gives no time zone.",
            ],
        ),
        (
            "2014-06-10",
            {"starts": "23:00:00", "zone": "Geneva time", "instant": "2014-06-10T21:00:00Z"},
            datetime(2014, 6, 10, 21, tzinfo=UTC),
            None,
            ["Clock time as the source gives it: 23:00 Geneva time"],
        ),
        (
            "2014-06-10/2014-06-13",
            {"starts": "09:00:00", "ends": "18:00:00", "zone": "CEST"},
            DAY,
            date(2014, 6, 13),
            ["Clock time as the source gives it: 09:00 to 18:00 CEST"],
        ),
        (
            "2014-06",
            {"starts": "09:00:00"},
            date(2014, 6, 1),
            date(2014, 6, 30),
            [
                "Not exact: at some time from 2014-06-01 to 2014-06-30.",
                "Clock time as the source gives it: 09:00",
            ],
        ),
    ],
)
def test_a_clock_time_counts_where_its_zone_is_known(
    edtf: str, clock: dict[str, str], start: date, end: date | None, told: list[str]
) -> None:
    found = made(edtf, **clock)
    assert (found.start, found.end) == (start, end)
    assert found.lines == (f"Date as the source gives it: {edtf}", *told)


FIRST, NEXT = date(1, 1, 1), date(1, 1, 2)


@pytest.mark.parametrize(
    ("edtf", "clock", "start", "told"),
    [
        ("0001-01-01", {"starts": "00:30:00", "zone": "CET"}, FIRST, ["00:30 CET"]),
        ("0001-01-01", {"starts": "00:30:00", "ends": "02:00:00", "zone": "CET"}, FIRST, ["00:30 to 02:00 CET"]),
        ("0001-01-01T00:30:00+01:00", {}, FIRST, []),
        ("0001-01-01", {"instant": "0001-01-01T00:30:00+01:00"}, FIRST, []),
        ("0001-01-02", {"starts": "00:30:00", "zone": "CET"}, datetime(1, 1, 1, 23, 30, tzinfo=UTC), ["00:30 CET"]),
        ("0001-01-02", {"instant": "9999-12-31T23:30:00-01:00"}, NEXT, []),
    ],
)
def test_an_hour_that_utc_has_in_no_year_leaves_the_day(
    edtf: str, clock: dict[str, str], start: date, told: list[str]
) -> None:
    found = made(edtf, **clock)
    assert (found.start, found.end) == (start, None if isinstance(start, datetime) else start)
    assert found.lines == (
        f"Date as the source gives it: {edtf}",
        *(f"Clock time as the source gives it: {clock}" for clock in told),
    )
    assert len(events(calendar([found], "first year"))) == 1


WHOLE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//govkg//govkg//EN
NAME:govkg
X-WR-CALNAME:govkg
BEGIN:VEVENT
SUMMARY:Deadline: Comments
DTSTART;VALUE=DATE:20140201
DTEND;VALUE=DATE:20140202
DTSTAMP:20261121T000000Z
UID:{comments}
DESCRIPTION:Date as the source gives it: 2014-02-01\\n\
Source: 001 dates: The page\\, characters 0-20 (explicit\\, stated)
URL:https://w3id.org/govkg/id/comments
X-GOVKG-EDTF:2014-02-01
END:VEVENT
BEGIN:VEVENT
SUMMARY:Day one (date not exact)
DTSTART;VALUE=DATE:20140601
DTEND;VALUE=DATE:20140701
DTSTAMP:20261121T000000Z
UID:{day}
DESCRIPTION:Date as the source gives it: 2014-06\\n\
Not exact: at some time from 2014-06-01 to 2014-06-30.\\nGovkg:partOf: Summit
RELATED-TO:{summit}
STATUS:TENTATIVE
TRANSP:TRANSPARENT
URL:https://w3id.org/govkg/id/day-one
X-GOVKG-EDTF:2014-06
END:VEVENT
BEGIN:VEVENT
SUMMARY:Summit
DTSTART;VALUE=DATE:20140610
DTEND;VALUE=DATE:20140614
DTSTAMP:20261121T000000Z
UID:{summit}
DESCRIPTION:Date as the source gives it: 2014-06-10/2014-06-13\\n\
Source: 001 dates: The page\\, characters 0-20 (explicit\\, stated)
LOCATION:Geneva
URL:https://w3id.org/govkg/id/summit
X-GOVKG-EDTF:2014-06-10/2014-06-13
END:VEVENT
END:VCALENDAR
"""


def uid(key: str) -> str:
    return str(uuid5(NAMESPACE_URL, data(key)))


def test_a_calendar_is_written_whole() -> None:
    # Long lines are folded after 75 bytes; here they are unfolded.
    wanted = WHOLE.format(comments=uid("comments#closes"), day=uid("day-one"), summit=uid("summit"))
    assert exported(store_of(WORLD)).decode().replace("\r\n ", "").replace("\r\n", "\n") == wanted


def test_the_same_graph_gives_the_same_bytes() -> None:
    assert exported(store_of(WORLD, seed=1)) == exported(store_of(WORLD, seed=2))


def test_an_entry_that_is_given_twice_is_there_once() -> None:
    assert len(events(calendar([made("2014"), made("2014")], "twice"))) == 1


def test_text_comes_back_as_it_was_but_for_control_characters() -> None:
    lines = ["a, b; c\\n", "São Tomé\u2028" + "ü" * 200, "bell\x07", "BEGIN:VEVENT"]
    [found] = events(calendar([made("2014-06-10", lines=lines, place="x;y", topics=["a,b", "c"])], "text"))
    said = str(found["description"]).split("\n", 1)[1]
    assert said == "\n".join(lines).replace("\x07", "\ufffd")
    assert str(found["location"]) == "x;y"
    assert [str(topic) for topic in found["categories"].cats] == ["a,b", "c"]


def test_two_dates_that_stand_side_by_side_are_two_entries() -> None:
    both = 'gid:a a govkg:Event ; skos:prefLabel "A"@en ; govkg:date "2014-01-01"^^edtf:EDTF, "2014-02-01"^^edtf:EDTF .'
    found = events(exported(store_of(PREFIXES + both)))
    assert [(e["dtstart"].dt, str(e["uid"])) for e in found] == [
        (date(2014, 1, 1), uid("a?2014-01-01")),
        (date(2014, 2, 1), uid("a?2014-02-01")),
    ]


def related(event: Any) -> list[str]:
    """UIDs of what an entry is a part of; icalendar gives one alone without a list."""
    given = event.get("related-to", [])
    return [str(one) for one in (given if isinstance(given, list) else [given])]


def test_a_part_names_only_entries_of_its_whole_that_are_there() -> None:
    whole = """
gid:open a govkg:Event ; skos:prefLabel "Open"@en ; govkg:date "../.."^^edtf:EDTF .
gid:moved a govkg:Event ; skos:prefLabel "Moved"@en ; govkg:date "2014-01"^^edtf:EDTF, "2014-02"^^edtf:EDTF .
gid:half a govkg:Event ; skos:prefLabel "Half"@en ; govkg:date "../.."^^edtf:EDTF, "2014-03"^^edtf:EDTF .
gid:call a govkg:Call ; skos:prefLabel "Call"@en ; govkg:closes "2014-04-01"^^edtf:EDTF .
gid:of-open a govkg:Event ; govkg:date "2014-01-01"^^edtf:EDTF ; govkg:partOf gid:open .
gid:of-moved a govkg:Event ; govkg:date "2014-01-02"^^edtf:EDTF ; govkg:partOf gid:moved .
gid:of-half a govkg:Event ; govkg:date "2014-03-03"^^edtf:EDTF ; govkg:partOf gid:half, gid:call .
"""
    found = events(exported(store_of(PREFIXES + whole)))
    assert {str(e["uid"]): related(e) for e in found} == {
        uid("moved?2014-01"): [],
        uid("moved?2014-02"): [],
        uid("half?2014-03"): [],
        uid("call#closes"): [],
        uid("of-open"): [],
        uid("of-moved"): [uid("moved?2014-01"), uid("moved?2014-02")],
        uid("of-half"): [uid("half?2014-03")],
    }


def test_every_date_of_the_shipped_graph_is_in_the_calendar(kg: KnowledgeGraph) -> None:
    sparql = """
PREFIX govkg: <https://w3id.org/govkg/ontology#>
SELECT DISTINCT ?thing ?text
WHERE { { ?thing a govkg:Event ; govkg:date ?text } UNION { ?thing a govkg:Call ; govkg:closes ?text } }
"""
    wanted = sorted((t.value, text.value) for t, text in kg.store.select(sparql).rows if t and text)
    found = events(exported(kg.store))
    assert sorted((str(e["url"]), str(e["x-govkg-edtf"])) for e in found) == wanted
    uids = {str(e["uid"]) for e in found}
    assert len(uids) == len(found)
    assert {one for e in found for one in related(e)} <= uids
    for event in found:
        edtf = str(event["x-govkg-edtf"])
        assert str(event["description"]).startswith(f"Date as the source gives it: {edtf}\n")
        assert "\nSource: " in str(event["description"])
        if isinstance(event["dtstart"].dt, datetime) or "STATUS" in event:
            continue
        last = event["dtend"].dt - timedelta(days=1)
        shown = f"{event['dtstart'].dt}/{last}" if last != event["dtstart"].dt else str(last)
        assert shown == edtf
