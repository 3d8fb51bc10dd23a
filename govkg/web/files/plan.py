"""Plans as files: tables and JSON for programs, and calendars that people keep or subscribe to."""

from __future__ import annotations

from collections.abc import Mapping

from govkg.errors import BadQuery
from govkg.namespaces import TERMS, short
from govkg.plan import Plan
from govkg.plan.ics import ics
from govkg.plan.render import FORMATS
from govkg.web.explorer import Explorer
from govkg.web.files.answers import as_file, format_of, raise_first
from govkg.web.page import Asked, File
from govkg.web.planning import GIVEN, key_query, plan_of, read_plan

CALENDAR = "text/calendar; charset=utf-8"
ENDING = ".ics"


def plan_file(explorer: Explorer, asked: Asked) -> File:
    """A plan as JSON, CSV or Markdown.

    Raises:
        NotFound, Ambiguous, BadQuery, DateError: what is asked for does not fit, or leads nowhere.
    """
    chosen, given = format_of(asked.query)
    plan = _plan(explorer, given)
    return as_file(chosen, FORMATS[chosen](plan, 0), f"plan-{_named(plan)}")


def plan_calendar(explorer: Explorer, asked: Asked) -> File:
    """A plan's deadlines and events as a calendar; its own path may say which: ``civil-society/netmundial.ics``.

    Raises:
        NotFound, Ambiguous, BadQuery, DateError: what is asked for does not fit, or leads nowhere.
    """
    plan = _plan(explorer, key_query(asked.key.removesuffix(ENDING)) if asked.key else asked.query)
    return File(ics(plan).encode(), CALENDAR, f"plan-{_named(plan)}.ics")


def _plan(explorer: Explorer, given: Mapping[str, str]) -> Plan:
    unknown = sorted(set(given) - set(GIVEN))
    if unknown:
        raise BadQuery(f"no parameter {unknown[0]!r}; a plan has {', '.join(GIVEN)}")
    reading = read_plan(explorer, given)
    raise_first(reading.faults)
    return plan_of(explorer.kg, reading.values)


def _named(plan: Plan) -> str:
    """A name for a file, which holds nothing but what an id may hold."""
    return f"{plan.group.removeprefix(TERMS + 'group-')}-{short(plan.target).replace('/', '-')}"
