"""Plans on the shipped graph: the worked example of docs/planning.md and other forums, held against the documents."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import asdict

import icalendar
import pytest
from texts import FOLDER, with_documents

from govkg.documents import cut, text_of
from govkg.errors import NotFound
from govkg.knowledge_graph import KnowledgeGraph
from govkg.names import Names
from govkg.namespaces import data, short
from govkg.paths import shipped
from govkg.plan import Plan, make_plan
from govkg.plan.render import FORMATS
from govkg.remote import Remote

PAGE = shipped().root / "docs" / "planning.md"
EVERYBODY = "everybody (no group is named)"
WSIS_CIVIL_SOCIETY = "Civil society (WSIS), close to civil society but not the same"
PARIS_CIVIL_SOCIETY = "Civil society (Paris event), close to civil society but not the same"


def plan_of(kg: KnowledgeGraph, group: str, target: str, start: str, known_on: str | None = None) -> Plan:
    """A plan in the shipped graph."""
    return make_plan(kg.store, kg.names, group, target, start, known_on)


@pytest.fixture(scope="module")
def example(kg: KnowledgeGraph) -> Plan:
    """The worked example."""
    return plan_of(kg, "civil society", "WSIS+10 High-Level Event", "2014-04-01")


def lines(plan: Plan) -> list[tuple[str, ...]]:
    """Each door: deadline, clock, place, modes, access, who, when, chain, certainty and modality."""
    return [
        (
            door.deadline.edtf if door.deadline else "",
            f"{door.deadline.clock} {door.deadline.zone}".strip() if door.deadline else "",
            short(door.place),
            "+".join(door.modes),
            "+".join(door.access),
            door.matched,
            " ".join(part for part in (door.when.edtf, door.when.start, door.when.end) if part) if door.when else "",
            " > ".join(f"{step.link} {short(step.target)}" for step in door.chain),
            f"{door.certainty} {door.modality}",
        )
        for door in plan.doors
    ]


# Each line was worked out by hand from the page of April 2014.
WORKED_OUT = [
    (
        *("2014-04-18", "23:00:00 Geneva time", "call-prizes-voting", "vote", "open to all", EVERYBODY, ""),
        "is a call on wsis-project-prizes-2014 > awarded at wsis10-high-level-event",
        "implied planned",
    ),
    (
        *("2014-05-10", "", "hle-high-level-track", "speak", "request", WSIS_CIVIL_SOCIETY),
        *("2014-06-10/2014-06-11", "is part of wsis10-high-level-event", "explicit planned"),
    ),
    (
        *("2014-05-10", "", "hle-high-level-track", "submit in writing", "request", WSIS_CIVIL_SOCIETY),
        *("2014-06-10/2014-06-11", "is part of wsis10-high-level-event", "implied planned"),
    ),
    (
        *("", "", "hle-final-briefing", "attend", "registration", EVERYBODY, "2014-05-19 09:00:00 12:00:00"),
        *("briefs on wsis10-high-level-event", "implied planned"),
    ),
    (
        *("", "", "wsis10-high-level-event", "attend", "registration", "WSIS stakeholders, all groups of the forum"),
        *("2014-06-10/2014-06-13", "", "explicit stated"),
    ),
    (
        *("", "", "wsis10-mpp", "be consulted", "open to all", WSIS_CIVIL_SOCIETY, ""),
        *("prepares wsis10-high-level-event", "explicit stated"),
    ),
]

# What must stand in the document where a passage of each line points: days, hours and single words, no sentence.
IN_THE_DOCUMENT = {
    "prizes-voting-end": ("18 April 2014", "23:00", "Geneva time"),
    "prizes-winners": ("10 June 2014",),
    "slots-deadline": ("10 May 2014", "NON-EXTENDABLE"),
    "slots-who": ("Civil Society", "speaking slot"),
    "slots-limit": ("three minutes",),
    "slots-online": ("online",),
    "hlt-dates": ("10th and 11th June 2014",),
    "hlt-officials": ("high-ranking", "Civil Society"),
    "slots-longer-text": ("longer version",),
    "final-briefing-date": ("19 May 2014", "ITU Headquarters"),
    "final-briefing-time-and-room": ("9h00 - 12h00", "Room K"),
    "action-final-briefing-rule": ("Register", "19 May 2014"),
    "hle-registration-necessary": ("Registration", "necessary", "WSIS Stakeholders"),
    "hle-dates": ("10-13 June 2014", "Geneva"),
    "mpp-stakeholders": ("open", "civil society"),
    "mpp-prepares-event": ("preparatory process",),
    "calendar-fourth-meeting": ("14-17 April 2014",),
    "forum-track-consultation-ended": ("result",),
}


def test_the_worked_example_line_by_line(example: Plan) -> None:
    assert lines(example) == WORKED_OUT


def test_the_rest_of_the_worked_example(example: Plan) -> None:
    assert [(short(past.door.place), past.reason) for past in example.past] == [
        ("mpp-second-meeting", "over: 2013-12-16/2013-12-18"),
        ("mpp-third-meeting", "over: 2014-02-17/2014-02-18"),
        ("forum-track-consultation", "ended, as of a source written 2014-04"),
    ]
    assert (example.closed, example.unsure) == ([], [])
    assert [(short(one.place), one.modes, one.groups) for one in example.unnamed] == [
        ("call-hle-partner-gold-government", ("support",), ("Governments (WSIS)",)),
        ("call-hle-partner-gold-private", ("support",), ("Private sector (WSIS)",)),
    ]
    assert [short(one.place) for one in example.no_rule] == [
        "mpp-fourth-meeting",
        "hle-pre-events",
        "hle-forum-track",
        "hle-prize-ceremony",
        "call-mpp-contributions",
        "call-hle-partnership",
        "call-hle-partner-activities",
        "call-hle-partner-platinum",
        "call-stocktaking-2014",
    ]
    slots = example.doors[1]
    assert (slots.limits, slots.channels, slots.calls[0][0]) == (
        ("at most three minutes",),
        ("online",),
        data("call-hle-speaking-slots"),
    )
    assert slots.deadline is not None
    assert slots.deadline.extendable == "no"
    voting = example.doors[0].deadline
    assert voting is not None
    assert (voting.instant, voting.instant_certainty) == ("2014-04-18T21:00:00Z", "outside")


@with_documents
def test_each_line_stands_in_the_document(kg: KnowledgeGraph, example: Plan) -> None:
    source = data("source/wsis-page-2014-04")
    text = text_of(kg.store, source, FOLDER)
    for name, expected in IN_THE_DOCUMENT.items():
        found = re.sub(r"\s+", " ", cut(text, example.passages[f"{source}/{name}"].spans))
        assert [word for word in expected if word not in found] == [], name


def test_every_line_has_its_evidence(example: Plan) -> None:
    for door in [*example.doors, *(past.door for past in example.past)]:
        assert {*door.passages} <= {*example.passages}
        assert door.passages
    checked = {data(f"source/wsis-page-2014-04/{name}") for name in IN_THE_DOCUMENT}
    assert checked <= {*example.passages}


def test_the_page_shows_what_the_plan_says(kg: KnowledgeGraph, example: Plan) -> None:
    blocks = dict(re.findall(r"<!-- plan: (.*?) -->\n```text\n(.*?)```\n", PAGE.read_text(encoding="utf-8"), re.DOTALL))
    assert blocks == {
        "worked example": FORMATS["table"](example, 110),
        "as known on 2014-02-15": FORMATS["table"](
            plan_of(kg, "civil society", "WSIS+10 High-Level Event", "2014-02-15", "2014-02-15"), 110
        ),
        "members only": FORMATS["table"](plan_of(kg, "civil society", "WTDC 2014", "2014-03-01"), 110),
    }


def test_the_poster_s_date_is_shown_as_it_was_known(kg: KnowledgeGraph) -> None:
    then = plan_of(kg, "civil society", "WSIS+10 High-Level Event", "2014-02-15", "2014-02-15")
    assert then.doors == []
    assert [(short(one.place), one.when.edtf if one.when else "") for one in then.no_rule] == [
        ("hle-final-briefing", "2014-03-12"),
        ("wsis10-high-level-event", ""),
    ]
    assert [(one.number, one.by_then) for one in then.documents] == [("000", "possibly")]
    assert then.differences == []
    now = plan_of(kg, "civil society", "WSIS+10 High-Level Event", "2014-04-01", "2014-04-30")
    assert [door.when.edtf for door in now.doors if door.when and short(door.place) == "hle-final-briefing"] == [
        "2014-05-19"
    ]
    uids = [_uid(plan, "20140312" if plan is then else "20140519") for plan in (then, now)]
    assert uids[0] == uids[1]


def _uid(plan: Plan, day: str) -> str:
    """The identifier of the final briefing's entry, which must stand on a day."""
    [entry] = [
        event
        for event in icalendar.Calendar.from_ical(FORMATS["ics"](plan, 0)).walk("VEVENT")
        if str(event["summary"]).startswith("Final Briefing")
    ]
    assert day in next(line for line in entry.to_ical().decode().splitlines() if line.startswith("DTSTART"))
    return str(entry["uid"])


def test_the_development_conference_is_for_members_only(kg: KnowledgeGraph) -> None:
    plan = plan_of(kg, "civil society", "WTDC 2014", "2014-03-01")
    assert (plan.doors, plan.past, plan.unnamed) == ([], [], [])
    [closed] = plan.closed
    assert (closed.groups, closed.modes, closed.exclusive) == (("Development Sector Members (ITU)",), ("attend",), True)
    assert [(avenue.text, avenue.modality) for avenue in closed.avenues] == [
        (
            "by membership: Development Sector Members (ITU) may attend; "
            "whether civil society can become one is not stated",
            "planned",
        ),
        ("Should civil society engage with the ITU by a membership of its own?", "asked"),
        ("Should civil society engage with the ITU by way of national delegations?", "asked"),
    ]
    assert [(gap.missing, gap.gap) for gap in plan.gaps] == [("place", "cut off")]


def test_the_plenipotentiary_does_not_name_civil_society_and_the_draft_plan_is_a_way_by_inference(
    kg: KnowledgeGraph,
) -> None:
    plan = plan_of(kg, "civil society", "PP-14", "2014-04-01")
    assert {(line[0], line[2], line[3], line[8]) for line in lines(plan)} == {
        ("2014-04-25", "call-strategic-plan-consultation", "be consulted", "outside stated"),
        ("2014-04-25", "call-strategic-plan-consultation", "submit in writing", "outside stated"),
    }
    assert plan.closed == []
    assert {(one.modes, one.groups) for one in plan.unnamed} == {
        (("attend",), ("Member States (ITU)",)),
        (("decide",), ("Member States (ITU)",)),
        (("vote",), ("Member States (ITU)",)),
        (("attend", "observe"), ("Sector Members (ITU)",)),
        (
            ("attend", "observe"),
            (
                "Intergovernmental Organizations (ITU)",
                "Regional Telecommunication Organizations (ITU)",
                "United Nations and its specialized agencies (ITU)",
            ),
        ),
    }
    assert {avenue.modality for one in plan.unnamed for avenue in one.avenues} == {"stated", "asked"}


def test_netmundial(kg: KnowledgeGraph) -> None:
    plan = plan_of(kg, "civil society", "NETmundial", "2014-03-15")
    assert [line[2:6] + line[8:] for line in lines(plan)] == [
        ("netmundial", "discuss", "", EVERYBODY, "implied planned"),
        (
            *("netmundial", "submit in writing", ""),
            *("Civil society (NETmundial), close to civil society but not the same", "implied stated"),
        ),
    ]
    assert [(short(past.door.place), past.reason) for past in plan.past] == [
        ("cs-pre-netmundial", "closed, as of a source written 2014/2019")
    ]
    assert {one.modality for one in plan.unsure} == {"wished"}


def test_the_paris_event(kg: KnowledgeGraph) -> None:
    plan = plan_of(kg, "civil society", "paris-wsis10-event", "2015-01-01")
    day = "2015-03-02"
    assert [line[2:7] for line in lines(plan)] == [
        ("paris-cs-session-1", "discuss", "", PARIS_CIVIL_SOCIETY, f"{day} 09:00:00 12:00:00"),
        ("paris-cs-session-2", "discuss", "", PARIS_CIVIL_SOCIETY, f"{day} 15:30:00 17:30:00"),
        ("paris-cross-community-1", "discuss", "", PARIS_CIVIL_SOCIETY, f"{day} 13:00:00 14:00:00"),
        ("paris-cross-community-1", "take part remotely", "", EVERYBODY, f"{day} 13:00:00 14:00:00"),
        ("paris-cross-community-2", "discuss", "", PARIS_CIVIL_SOCIETY, f"{day} 14:00:00 15:00:00"),
        ("paris-cross-community-2", "take part remotely", "", EVERYBODY, f"{day} 14:00:00 15:00:00"),
    ]
    assert ("time zone", "not stated") in [(gap.missing, gap.gap) for gap in plan.gaps]


def test_the_technical_community_is_not_named_for_a_speaking_slot(kg: KnowledgeGraph) -> None:
    plan = plan_of(kg, "technical community", "High-Level Track", "2014-04-01")
    assert [(one.modes, one.access, one.exclusive) for one in plan.unnamed] == [
        (("speak",), ("request",), False),
        (("submit in writing",), ("request",), False),
        (("support",), (), False),
        (("support",), (), False),
    ]
    assert "speak" not in {mode for door in plan.doors if door.access for mode in door.modes}


def test_a_group_without_a_rule_anywhere(kg: KnowledgeGraph) -> None:
    plan = plan_of(kg, "academia", "CS pre-NM", "2014-04-01")
    assert (plan.doors, plan.past, plan.closed) == ([], [], [])
    assert {one.groups for one in plan.unnamed} == {
        ("Civil society (NETmundial)",),
        ("Governments (NETmundial)",),
        ("Technical community (NETmundial)",),
    }


def test_a_target_without_any_rule(kg: KnowledgeGraph) -> None:
    plan = plan_of(kg, "civil society", "wef-annual-meeting-davos", "2014-01-01")
    assert plan.doors == []
    assert [short(one.place) for one in plan.no_rule] == ["hlp-davos", "wef-annual-meeting-davos"]


def test_a_target_that_nothing_leads_to(kg: KnowledgeGraph) -> None:
    with pytest.raises(NotFound, match=r"^nothing leads to Measuring the Information Society Report 2013: .*nearest"):
        plan_of(kg, "civil society", "Measuring the Information Society Report 2013", "2014-04-01")


def test_a_remote_graph_gives_the_same_plan(endpoint: str, example: Plan) -> None:
    remote = Remote(endpoint)
    again = make_plan(remote, Names.of(remote), "civil society", "WSIS+10 High-Level Event", "2014-04-01")
    assert again == example


def test_json_is_the_whole_plan(example: Plan) -> None:
    whole = json.loads(FORMATS["json"](example, 0))
    assert [door["place"] for door in whole["doors"]] == [door.place for door in example.doors]
    assert set(whole["passages"]) == set(example.passages)
    assert whole["doors"][0]["chain"][1]["link"] == "awarded at"


@pytest.mark.parametrize("seed", ["0", "1"])
def test_all_formats_are_the_same_in_another_process(seed: str, example: Plan) -> None:
    code = """
import json, govkg
from govkg.plan.render import FORMATS
plan = govkg.load().plan("civil society", into="WSIS+10 High-Level Event", start="2014-04-01")
print(json.dumps({name: render(plan, 100) for name, render in FORMATS.items()}))
"""
    environment = {**os.environ, "PYTHONPATH": str(shipped().root), "PYTHONHASHSEED": seed}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    again = json.loads(done.stdout)
    assert list(again) == list(FORMATS)
    for name, render in FORMATS.items():
        assert again[name] == render(example, 100), name


def test_a_passage_in_json_has_its_address_and_its_short_name(example: Plan) -> None:
    iri, passage = next(iter(example.passages.items()))
    told = json.loads(FORMATS["json"](example, 0))["passages"][iri]
    wanted = {name: value for name, value in asdict(passage).items() if name != "iri"}
    wanted |= {"origins": list(passage.origins), "spans": [list(span) for span in passage.spans]}
    assert told == {**wanted, "label": passage.label}


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_table_fits_the_width(example: Plan, width: int) -> None:
    text = FORMATS["table"](example, width)
    assert max(len(line) for line in text.splitlines() if not line.startswith("-")) <= width


def test_a_notebook_shows_the_table_escaped(example: Plan) -> None:
    shown = example._repr_html_()
    assert shown.startswith("<pre>Doors for civil society into WSIS+10 High-Level Event")
    assert "-&gt; awarded at" in shown
