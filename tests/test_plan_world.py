"""Plans in a small world: two pages and an outside note about one summit, every part of the plan looked at whole."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import icalendar
import pyoxigraph
import pytest

from govkg.build import build
from govkg.errors import Ambiguous, NotFound, OutputError
from govkg.files import write_whole
from govkg.known import known
from govkg.model.dates import DateError, Day, Truth
from govkg.names import Names
from govkg.namespaces import short
from govkg.paths import Project, shipped
from govkg.plan import Plan, make_plan
from govkg.plan.render import FORMATS
from govkg.release import nquads
from govkg.store import Embedded

REGISTER = """\
- {id: itu, type: Organization, name: {en: International Telecommunication Union}, acronym: ITU}
- {id: civil-society, type: Organization, name: {en: civil society}}
- {id: best-bits, type: Organization, name: {en: Best Bits}}
- {id: hall, type: Place, name: {en: Hall}}
- {id: geneva, type: Place, name: {en: Geneva}}
- {id: summit, type: Event, name: {en: Summit}}
- {id: day-one, type: Session, name: {en: Day one}}
- {id: evening, type: Event, name: {en: Evening talk}}
- {id: rally, type: Event, name: {en: Rally}}
- {id: first-meeting, type: Event, name: {en: First meeting}}
- {id: assembly, type: Event, name: {en: Assembly}}
- {id: platform, type: Process, name: {en: Platform}}
- {id: draft, type: Document, name: {en: Draft}}
- {id: statement, type: Document, name: {en: Statement}}
- {id: study, type: Document, name: {en: Study}}
- {id: leaflet, type: Document, name: {en: Leaflet}}
- {id: comments, type: Call, name: {en: "=Call | for comments"}}
- {id: slots, type: Call, name: {en: Call for slots}}
- {id: papers, type: Call, name: {en: Call for papers}}
- {id: study-call, type: Call, name: {en: Call on the study}}
- {id: loop-a, type: Process, name: {en: Loop A}}
- {id: loop-b, type: Process, name: {en: Loop B}}
- {id: old-talk, type: Event, name: {en: Old talk}}
- {id: old-paper, type: Document, name: {en: Old paper}}
"""
HEAD = """\
source: {source}
identifier: "{number}"
file: {source}.txt
name: {{en: The {source}}}
publisher: itu
genre: {genre}
written: {written}
language: en
length: 400
sha256: {sha}
passages:
"""
NOTE = """\
  - id: summit-then
    at: 0-10
    certainty: explicit
    modality: planned
    says: [{id: summit, date: 2014-04-13/2014-04-17}]
  - id: rally-then
    at: 10-20
    certainty: explicit
    modality: planned
    says: [{id: rally, date: 2014-03-12, before: summit}]
  - id: rally-rule
    at: 20-30
    certainty: explicit
    says: [{type: Rule, group: all, mode: attend, in: rally, access: open}]
"""
PAGE = """\
  - id: summit-dates
    at: 0-10
    certainty: explicit
    modality: planned
    says:
      - {id: summit, date: 2014-06-10/2014-06-13, location: [geneva, hall]}
      - {id: hall, containedIn: geneva}
      - {id: rally, date: 2014-05-19}
  - id: summit-rule
    at: 10-20
    certainty: explicit
    says: [{type: Rule, group: wsis-stakeholder, mode: attend, in: summit, access: registration}]
  - id: day
    at: 20-30
    certainty: explicit
    modality: planned
    says: [{id: day-one, partOf: summit}]
  - id: slots-rule
    at: 30-40
    certainty: explicit
    says:
      - {type: Rule, group: wsis-civil-society, mode: speak, in: day-one, access: request, limit: three minutes}
      - {type: Rule, group: wsis-government, mode: speak, in: day-one, access: request, limit: three minutes}
      - {type: Rule, group: wsis-government, mode: decide, in: day-one}
      - {id: slots, about: day-one, closes: 2014-05-10, extendable: false}
  - id: prepares
    at: 40-50
    certainty: explicit
    says: [{type: Contribution, from: platform, link: prepares, to: summit, modality: stated}]
  - id: develops
    at: 50-60
    certainty: implied
    note: Read so.
    says: [{type: Contribution, from: platform, link: develops, to: draft, modality: planned}]
  - id: drafted
    at: 60-70
    certainty: explicit
    says: [{type: Contribution, from: draft, link: submits-input, to: summit, modality: expected}]
  - id: ahead
    at: 70-80
    certainty: explicit
    says:
      - {type: State, document: statement, status: expected-endorsement, modality: expected}
      - {id: statement, partOf: draft}
  - id: meeting
    at: 80-90
    certainty: explicit
    says: [{id: first-meeting, partOf: platform, date: 2013-12-16/2013-12-18}]
  - id: meeting-rule
    at: 90-100
    certainty: explicit
    says: [{type: Rule, group: all, mode: attend, in: first-meeting, access: open}]
  - id: comments-about
    at: 100-110
    certainty: explicit
    says:
      - {id: comments, about: draft, closes: 2014-04-18, closesTime: "23:00:00", timeZone: Geneva time, status: open}
  - id: comments-rule
    at: 110-120
    certainty: implied
    note: Public.
    says: [{type: Rule, group: all, mode: submit, in: comments, channel: [online, email], closes: 2014-04-18}]
  - id: papers-about
    at: 120-130
    certainty: explicit
    says: [{id: papers, about: summit, closes: 2014-04}]
  - id: papers-rule
    at: 130-140
    certainty: explicit
    says: [{type: Rule, group: civil-society, mode: submit, in: papers}]
  - id: evening
    at: 140-150
    certainty: explicit
    says:
      - {id: evening, date: 2014-05-19, startTime: "09:00:00", endTime: "12:00:00"}
      - {type: Contribution, from: evening, link: briefs-on, to: summit, modality: planned}
      - {type: Rule, group: all, mode: attend, in: evening}
      - {type: Gap, about: evening, missing: time-zone, gap: not-stated}
      - {type: Gap, about: evening, missing: date, gap: not-stated}
  - id: wish
    at: 150-160
    certainty: explicit
    modality: wished
    says: [{type: Contribution, from: study, link: submits-input, to: summit, modality: wished}]
  - id: study-rule
    at: 160-170
    certainty: explicit
    says: [{id: study-call, about: study}, {type: Rule, group: all, mode: submit, in: study-call}]
  - id: assembly-rule
    at: 170-180
    certainty: explicit
    modality: planned
    says:
      - {type: Rule, group: itu-d-sector-member, mode: attend, in: assembly, access: membership, exclusive: true}
      - {type: Role, actor: itu, role: organiser, in: assembly, modality: planned}
      - {id: assembly, date: 2015~}
  - id: delegations
    at: 180-190
    certainty: implied
    modality: asked
    note: Asked.
    says:
      - type: Question
        id: question/delegations
        name: {en: Go in by a national delegation?}
        askedBy: best-bits
        about: [itu, civil-society]
        topic: openness
  - id: named
    at: 195-200
    certainty: explicit
    says: [{type: Rule, actor: civil-society, mode: negotiate, in: loop-a, exclusive: true}]
  - id: loop
    at: 190-200
    certainty: explicit
    says:
      - {type: Contribution, from: loop-a, link: informs, to: loop-b, modality: stated}
      - {type: Contribution, from: loop-b, link: informs, to: loop-a, modality: stated}
      - {type: Rule, group: all, mode: join, in: loop-b}
  - id: leaflet
    at: 200-210
    certainty: explicit
    says: [{type: Contribution, from: summit, link: informs, to: statement, modality: stated}]
  - id: on-leaflet
    at: 210-220
    certainty: explicit
    says: [{id: leaflet, about: summit}]
  - id: old
    at: 220-230
    certainty: explicit
    says:
      - {id: old-talk, date: 2013}
      - {type: Contribution, from: old-paper, link: submits-input, to: old-talk, modality: stated}
      - {type: Rule, group: all, mode: attend, in: old-talk}
"""
OUTSIDE = """\
  - id: instant
    certainty: outside
    origin: https://example.org/zone
    note: Two hours ahead of UTC.
    says: [{id: comments, closesInstant: "2014-04-18T21:00:00Z"}]
"""
DECISIONS = """\
- id: summit-date
  about: summit
  property: date
  accepts: source/page/summit-dates
  setsAside: source/note/summit-then
  verdict: superseded
  reason: The page is later.
- id: rally-date
  about: rally
  property: date
  accepts: source/page/summit-dates
  setsAside: source/note/rally-then
  verdict: superseded
  reason: The page is later still.
"""
_TEXT = {"file", "length", "sha256", "publisher"}
"""What the head of an outside source leaves out."""


def write(root: Path, page: str = PAGE, register: str = REGISTER) -> Project:
    """A project in a folder."""
    project = Project(root)
    for folder in (project.register, project.sources, project.queries):
        folder.mkdir(parents=True)
    project.ontology.symlink_to(shipped().ontology, target_is_directory=True)
    (project.register / "things.yaml").write_text(register, encoding="utf-8")
    for source, number, genre, written, passages in (
        ("note", "001", "note", "2014-02", NOTE),
        ("page", "002", "web page", "2014-04", page),
        ("outside", "outside", "background", "2026", OUTSIDE),
    ):
        head = HEAD.format(source=source, number=number, genre=genre, written=written, sha=number[0] * 64)
        if source == "outside":
            head = "\n".join(line for line in head.splitlines() if line.split(":")[0] not in _TEXT) + "\n"
        (project.sources / f"{source}.yaml").write_text(head + passages, encoding="utf-8")
    project.decisions.write_text(DECISIONS, encoding="utf-8")
    return project


def opened(project: Project) -> tuple[Embedded, Names]:
    """The project built, in memory."""
    built = build(project, [])
    assert [str(finding) for finding in built.findings if finding.is_error] == []
    store = pyoxigraph.Store()
    store.bulk_load(nquads(built.quads), pyoxigraph.RdfFormat.N_QUADS)
    embedded = Embedded(store)
    return embedded, Names.of(embedded)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Embedded, Names]:
    """The small world."""
    return opened(write(tmp_path_factory.mktemp("world")))


def plan_of(world: tuple[Embedded, Names], group: str, target: str, start: str, *, known_on: str | None = None) -> Plan:
    """A plan in the small world."""
    return make_plan(*world, group, target, start, known_on)


def doors(plan: Plan) -> list[tuple[str, ...]]:
    """Each door: deadline, place, modes, matched group, open, chain, weakest modality, certainty."""
    return [
        (
            door.deadline.edtf if door.deadline else "-",
            short(door.place),
            "+".join(door.modes),
            door.matched,
            door.open,
            " > ".join(f"{step.link} {short(step.target)}" for step in door.chain),
            door.modality,
            door.certainty,
        )
        for door in plan.doors
    ]


EVERYBODY = "everybody (no group is named)"
CLOSE = "Civil society (WSIS), close to civil society but not the same"
FORUM = "WSIS stakeholders, all groups of the forum"


def test_doors_come_in_order_of_deadline_each_with_its_shortest_chain(world: tuple[Embedded, Names]) -> None:
    plan = plan_of(world, "civil society", "Summit", "2014-04-01")
    assert doors(plan) == [
        (
            *("2014-04-18", "comments", "submit in writing", EVERYBODY, "certainly"),
            *("is a call on draft > submits input to summit", "expected", "implied"),
        ),
        (
            *("2014-04", "papers", "submit in writing", "civil society, as asked for", "certainly"),
            *("is a call on summit", "stated", "explicit"),
        ),
        ("2014-05-10", "day-one", "speak", CLOSE, "certainly", "is part of summit", "planned", "explicit"),
        ("-", "evening", "attend", EVERYBODY, "not stated", "briefs on summit", "planned", "explicit"),
        ("-", "rally", "attend", EVERYBODY, "not stated", "is held before summit", "planned", "explicit"),
        ("-", "summit", "attend", FORUM, "not stated", "", "stated", "explicit"),
    ]
    assert [door.connection for door in plan.doors] == [False, False, False, True, True, False]
    assert [(past.door.name, past.reason) for past in plan.past] == [("First meeting", "over: 2013-12-16/2013-12-18")]
    assert plan.closed == []
    assert [(one.name, one.modes, one.groups) for one in plan.unnamed] == [
        ("Day one", ("decide",), ("Governments (WSIS)",))
    ]
    assert [one.name for one in plan.no_rule] == []
    assert [(one.names, one.link, one.target_name, one.modality) for one in plan.unsure] == [
        (("Study",), "submits input to", "Summit", "wished")
    ]
    assert [(gap.name, gap.missing, gap.gap) for gap in plan.gaps] == [("Evening talk", "time zone", "not stated")]
    assert [d.reason for d in plan.differences] == ["The page is later still.", "The page is later."]
    assert [document.number for document in plan.documents] == ["001", "002", "outside"]


def test_a_door_takes_limit_deadline_and_access_from_rule_and_call(world: tuple[Embedded, Names]) -> None:
    door = plan_of(world, "civil society", "Summit", "2014-04-01").doors[2]
    assert door.calls == (("https://w3id.org/govkg/id/slots", "Call for slots"),)
    assert (door.access, door.limits, door.channels) == (("request",), ("three minutes",), ())
    assert door.deadline is not None
    assert (door.deadline.edtf, door.deadline.extendable) == ("2014-05-10", "no")
    assert door.when is not None
    assert (door.when.edtf, door.when.of_name, door.when.places) == (
        "2014-06-10/2014-06-13",
        "Summit",
        ("Hall", "Geneva"),
    )


def test_a_deadline_is_certainly_or_possibly_ahead_or_past(world: tuple[Embedded, Names]) -> None:
    def papers(start: str) -> list[str]:
        plan = plan_of(world, "civil society", "Summit", start)
        ahead = [f"{door.open} ahead" for door in plan.doors if door.name == "Call for papers"]
        return ahead + [past.reason for past in plan.past if past.door.name == "Call for papers"]

    assert [papers(day) for day in ("2014-04-01", "2014-04-02", "2014-04-30", "2014-05-01")] == [
        ["certainly ahead"],
        ["possibly ahead"],
        ["possibly ahead"],
        ["the deadline was 2014-04"],
    ]
    late = plan_of(world, "civil society", "Summit", "2014-05-01")
    assert [past.door.open for past in late.past if past.door.name == "Call for papers"] == ["no"]


def test_nothing_is_a_door_once_what_it_feeds_is_over(world: tuple[Embedded, Names]) -> None:
    plan = plan_of(world, "civil society", "Summit", "2014-06-14")
    assert plan.doors == []
    assert {(past.door.name, past.reason) for past in plan.past} == {
        ("=Call | for comments", "the deadline was 2014-04-18"),
        ("Call for papers", "the deadline was 2014-04"),
        ("Day one", "the deadline was 2014-05-10"),
        ("Evening talk", "over: 2014-05-19"),
        ("First meeting", "over: 2013-12-16/2013-12-18"),
        ("Rally", "over: 2014-05-19"),
        ("Summit", "over: 2014-06-10/2014-06-13"),
    }


def test_what_was_known_on_a_day_is_shown_as_it_was_known(world: tuple[Embedded, Names]) -> None:
    then = plan_of(world, "civil society", "Summit", "2014-02-15", known_on="2014-02-15")
    assert doors(then) == [
        ("-", "rally", "attend", EVERYBODY, "not stated", "is held before summit", "planned", "explicit")
    ]
    assert then.doors[0].when is not None
    assert then.doors[0].when.edtf == "2014-03-12"
    assert [(one.name, one.when.edtf if one.when else "") for one in then.no_rule] == [
        ("Summit", "2014-04-13/2014-04-17")
    ]
    assert then.differences == []
    assert [(document.number, document.by_then) for document in then.documents] == [("001", "possibly")]
    later = plan_of(world, "civil society", "Summit", "2014-04-30", known_on="2014-04-30")
    assert [(d.number, d.by_then) for d in later.documents] == [("001", "certainly"), ("002", "certainly")]


def test_outside_knowledge_does_not_count_on_a_day(world: tuple[Embedded, Names]) -> None:
    comments = plan_of(world, "civil society", "Draft", "2014-04-01", known_on="2014-04-02").doors[0]
    assert comments.deadline is not None
    assert (comments.deadline.clock, comments.deadline.zone, comments.deadline.instant) == (
        "23:00:00",
        "Geneva time",
        "",
    )


def test_known_says_which_sources_count(world: tuple[Embedded, Names]) -> None:
    source = "https://w3id.org/govkg/id/source/"
    assert set(known(world[0]).written) == {source + "note", source + "page", source + "outside"}
    assert known(world[0], Day(2014, 1, 31)).written == {}
    february = known(world[0], Day(2014, 2, 1))
    assert february.written == {source + "note": "2014-02"}
    assert february.by_then(source + "note") is Truth.POSSIBLY
    assert february.aside == frozenset()
    assert {passage.rpartition("/")[2] for passage, _, _ in known(world[0]).aside} == {"summit-then", "rally-then"}


def test_only_they_closes_a_door_and_questions_name_avenues_without_promise(world: tuple[Embedded, Names]) -> None:
    plan = plan_of(world, "NGOs", "Assembly", "2014-04-01")
    assert plan.doors == []
    [closed] = plan.closed
    assert (closed.name, closed.groups, closed.access, closed.exclusive) == (
        "Assembly",
        ("Development Sector Members (ITU)",),
        ("membership",),
        True,
    )
    assert [(avenue.text, avenue.modality, avenue.certainty) for avenue in closed.avenues] == [
        (
            "by membership: Development Sector Members (ITU) may attend; "
            "whether civil society can become one is not stated",
            "planned",
            "explicit",
        ),
        ("Go in by a national delegation?", "asked", "implied"),
    ]


def test_the_same_rule_is_a_door_for_the_group_it_is_close_to(world: tuple[Embedded, Names]) -> None:
    plan = plan_of(world, "business", "Assembly", "2014-04-01")
    assert [door.matched for door in plan.doors] == [
        "Development Sector Members (ITU), close to private sector but not the same "
        "(Members of one sector; the match is close, not exact.)"
    ]
    assert plan.closed == []


def test_a_forum_that_names_its_groups_may_not_name_the_one_asked_for(world: tuple[Embedded, Names]) -> None:
    plan = plan_of(world, "academia", "Day one", "2014-04-01")
    assert [(door.name, door.matched) for door in plan.doors] == [
        ("Summit", "WSIS stakeholders, all groups of the forum, among which academia is not named")
    ]
    assert [(one.name, one.modes, one.access) for one in plan.unnamed] == [
        ("Call for papers", ("submit in writing",), ()),
        ("Day one", ("decide",), ()),
        ("Day one", ("speak",), ("request",)),
    ]


def test_one_forum_s_own_group_is_matched_to_another_s_through_the_common_one(world: tuple[Embedded, Names]) -> None:
    plan = plan_of(world, "Civil society (IGF)", "Day one", "2014-04-01")
    assert [(door.name, door.matched) for door in plan.doors] == [
        ("Call for papers", "civil society, the common group that Civil society (IGF) is close to"),
        ("Day one", CLOSE),
        ("Summit", FORUM),
    ]


def test_a_draft_leads_to_the_text_it_is_to_become(world: tuple[Embedded, Names]) -> None:
    plan = plan_of(world, "civil society", "Statement", "2014-04-01")
    assert doors(plan)[0][5] == "is a call on draft > is the draft of statement"


def test_loops_end(world: tuple[Embedded, Names]) -> None:
    plan = plan_of(world, "civil society", "Loop A", "2014-04-01")
    assert [(door.name, door.modes) for door in plan.doors] == [("Loop A", ("negotiate",)), ("Loop B", ("join",))]


def test_a_rule_may_name_the_group_as_an_actor(world: tuple[Embedded, Names]) -> None:
    [door, _] = plan_of(world, "NGOs", "Loop A", "2014-04-01").doors
    assert (door.matched, door.remarks) == ("civil society, named as an actor", ("only they",))
    plan = plan_of(world, "academia", "Loop A", "2014-04-01")
    assert [(one.name, one.groups) for one in plan.closed] == [("Loop A", ("civil society",))]


def test_a_target_without_any_rule_says_no_rule_found(world: tuple[Embedded, Names]) -> None:
    plan = plan_of(world, "civil society", "Study", "2014-04-01")
    assert [door.name for door in plan.doors] == ["Call on the study"]
    plan = plan_of(world, "civil society", "Platform", "2014-04-01")
    assert plan.doors == []
    assert [one.name for one in plan.no_rule] == []
    assert [past.door.name for past in plan.past] == ["First meeting"]


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        (
            ("civl society", "Summit", "2014"),
            NotFound,
            "no group is called 'civl society'; did you mean 'civil society'?",
        ),
        (("xyz", "Summit", "2014"), NotFound, "no group is called 'xyz'; the common groups are academia, "),
        (("NGOs", "Sumit", "1 April 2014"), DateError, "'1 April 2014' is not an accepted date: "),
        (("NGOs", "Summit", "../2014"), DateError, "'../2014' is not an accepted date: expected a date with a known "),
        (("NGOs", "qqqq", "2014"), NotFound, "nothing is called 'qqqq'"),
        (("NGOs", "call", "2014"), Ambiguous, "'call' fits 4 entries"),
        (
            ("NGOs", "Leaflet", "2014"),
            NotFound,
            "nothing leads to Leaflet: no source names a way in, a call, a part or an input; "
            "the nearest thing that something leads to is Summit (event): summit",
        ),
        (("NGOs", "Geneva", "2014"), NotFound, "nothing leads to Geneva: "),
    ],
)
def test_errors_say_what_was_found_and_what_is_near(
    world: tuple[Embedded, Names], asked: tuple[str, str, str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as caught:
        plan_of(world, *asked)
    assert str(caught.value).startswith(message)


def test_a_target_that_nothing_led_to_then(world: tuple[Embedded, Names]) -> None:
    with pytest.raises(NotFound, match="nothing leads to Draft in what documents said by 2014-02-28"):
        plan_of(world, "NGOs", "Draft", "2014-03-01", known_on="2014-02")


def test_an_unwritable_file_is_an_error_and_leaves_what_was_there(
    world: tuple[Embedded, Names], tmp_path: Path
) -> None:
    text = FORMATS["ics"](plan_of(world, "NGOs", "Summit", "2014-04-01"), 0)
    (tmp_path / "plan.ics").mkdir()
    with pytest.raises(OutputError, match=r"plan\.ics"):
        write_whole({tmp_path / "plan.ics": text.encode()})
    assert list(tmp_path.iterdir()) == [tmp_path / "plan.ics"]


def entries(plan: Plan) -> dict[str, icalendar.cal.Component]:
    """The entries of a plan's calendar, read back, by summary."""
    calendar = icalendar.Calendar.from_ical(FORMATS["ics"](plan, 0))
    found = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT"))
    return found


def test_the_calendar_has_one_entry_a_deadline_or_event(world: tuple[Embedded, Names]) -> None:
    found = entries(plan_of(world, "civil society", "Summit", "2014-04-01"))
    assert {name: _time(event) for name, event in found.items()} == {
        "Deadline: =Call | for comments": "20140418T210000Z",
        "Deadline: Call for papers (date not exact)": "20140401 to 20140501",
        "Deadline: Call for slots": "20140510 to 20140511",
        "Evening talk": "20140519T090000 to 20140519T120000",
        "Rally": "20140519 to 20140520",
        "Summit": "20140610 to 20140614",
    }
    slots = str(found["Deadline: Call for slots"]["description"])
    assert "Until: 2014-05-10, hour not stated, not extendable" in slots
    assert "Sources: 002 day, 002 slots-rule" in slots
    assert "002: The page, https://w3id.org/govkg/id/source/page" in slots
    assert "Not exact" in str(found["Deadline: Call for papers (date not exact)"]["description"])
    assert "the source gives no time zone" in str(found["Evening talk"]["description"])
    assert str(found["Summit"]["location"]) == "Hall, Geneva"


def test_a_clock_without_a_known_zone_floats_with_a_remark(world: tuple[Embedded, Names]) -> None:
    found = entries(plan_of(world, "civil society", "Summit", "2014-04-01", known_on="2014-04-01"))
    comments = found["Deadline: =Call | for comments"]
    assert _time(comments) == "20140418T230000"
    assert "what 'Geneva time' means is not known" in str(comments["description"])


def _time(event: icalendar.cal.Component) -> str:
    lines = event.to_ical().decode().splitlines()
    return " to ".join(line.rpartition(":")[2] for line in lines if line.startswith(("DTSTART", "DTEND")))


def test_a_later_calendar_replaces_entries_and_both_are_the_same_bytes_again(world: tuple[Embedded, Names]) -> None:
    then = plan_of(world, "civil society", "Summit", "2014-02-15", known_on="2014-02-15")
    now = plan_of(world, "NGOs", "Summit", "2014-04-01")
    for plan in (then, now):
        again = make_plan(*world, plan.group_name, plan.target_name, plan.start, plan.known_on or None)
        assert FORMATS["ics"](plan, 0) == FORMATS["ics"](again, 0)
    before, after = entries(then), entries(now)
    assert str(before["Rally"]["uid"]) == str(after["Rally"]["uid"])
    assert [_time(one["Rally"]) for one in (before, after)] == ["20140312 to 20140313", "20140519 to 20140520"]
    assert [one["Rally"]["dtstamp"].to_ical() for one in (before, after)] == [b"20140201T000000Z", b"20260101T000000Z"]
    assert len({str(event["uid"]) for event in after.values()}) == len(after)


def test_cells_of_csv_run_nothing(world: tuple[Embedded, Names]) -> None:
    text = FORMATS["csv"](plan_of(world, "civil society", "Summit", "2014-04-01"), 0)
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1][:3] == [
        "door",
        "2014-04-18 23:00 Geneva time (= 21:00 UTC, outside)",
        "'=Call | for comments",
    ]
    assert {len(row) for row in rows} == {8}


def test_markdown_escapes_what_would_break_its_table(world: tuple[Embedded, Names]) -> None:
    text = FORMATS["markdown"](plan_of(world, "civil society", "Summit", "2014-04-01"), 0)
    assert "| =Call \\| for comments |" in text


def test_the_table_of_a_small_plan_is_this(world: tuple[Embedded, Names]) -> None:
    assert FORMATS["table"](plan_of(world, "NGOs", "Assembly", "2014-04-01"), 80) == TABLE


TABLE = """\
Doors for civil society into Assembly, from 2014-04-01

Doors, in order of deadline
---------------------------
No door is found that is open from that day on.

Closed to this group
--------------------
1. 2015~
   What           Assembly
   Who may        only Development Sector Members (ITU): attend (membership)
   What it feeds  is the target itself
   How sure       explicit, planned
   Passages       002 assembly-rule

Indirect avenues into these (never promised)
--------------------------------------------
1. by membership: Development Sector Members (ITU) may attend; whether civil
   society can become one is not stated
   Said as   said of its own members
   How sure  explicit, planned
   Passages  002 assembly-rule
2. Go in by a national delegation?
   Said as   only asked about
   How sure  implied, asked
   Passages  002 delegations

002  The page, written 2014-04
"""
