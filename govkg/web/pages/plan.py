"""The plan: ways into something for one group, by deadline, with what is closed and what no source says."""

from __future__ import annotations

from govkg.errors import NotFound
from govkg.plan import Plan, words
from govkg.plan.groups import Groups
from govkg.plan.render import title
from govkg.web.explorer import Explorer
from govkg.web.faults import sentence
from govkg.web.page import Asked, Page
from govkg.web.pages.plan_form import plan_fields
from govkg.web.pages.plan_lines import entries, with_dates
from govkg.web.planning import EXAMPLE, GIVEN, PlanReading, key_query, plan_of, plans, read_plan
from govkg.web.values import date_in_words

FORMATS: dict[str, str] = {"csv": "CSV", "json": "JSON", "markdown": "Markdown"}
"""In what other formats a page offers its plan, and what people call them."""


def plan_page(explorer: Explorer, asked: Asked) -> Page:
    """The plan that a form asks for; until one is asked for, an example.

    Where a plan has a path of its own, ``plan/civil-society/wsis10-high-level-event``, that says what is asked for.

    Raises:
        NotFound: the path names no plan.
    """
    given = {name: text for name, text in asked.query.items() if name in GIVEN}
    if asked.key:
        given = key_query(asked.key)
    query = given or EXAMPLE
    reading = read_plan(explorer, query)
    plan, nowhere = _made(explorer, reading)
    form = plan_fields(explorer, given, reading)
    # On a site without a server every calendar is a file, the example's too.
    file = asked.key or (f"{EXAMPLE['as']}/{EXAMPLE['into']}" if explorer.is_static else "")
    statuses = [one.fault.status for one in form if one.fault and given] + ([404] if nowhere else [])
    return Page(
        path=f"plan/{asked.key}" if asked.key else "plan",
        title=_title(plan if given else None),
        template="plan.html",
        about="Ways to take part, by deadline, each with what it feeds and the passages that say so.",
        values={
            "fields": form,
            "query": query,
            "is_example": not given,
            "plan": plan,
            "told": with_dates(title(plan)) if plan else "",
            "parts": entries(plan, explorer.names) if plan else [],
            "link": words.link,
            "documents": [(one, date_in_words(one.written) if one.written else "not stated") for one in plan.documents]
            if plan
            else [],
            "nowhere": nowhere,
            "formats": FORMATS,
            "calendar": f"calendars/{file}.ics" if file else "plan.ics",
            "calendar_query": {} if file else query,
            "made": _listed(explorer) if explorer.is_static and not asked.key else [],
        },
        status=_status(statuses, has_path=bool(asked.key)),
    )


def _status(statuses: list[int], *, has_path: bool) -> int:
    """Of the whole page; a value that fits nothing is a wrong one in a form, but in a path it is no plan's."""
    if 400 in statuses:
        return 404 if has_path else 400
    return min(statuses, default=200)


def _made(explorer: Explorer, reading: PlanReading) -> tuple[Plan | None, str]:
    """The plan, or why there is none although everything could be read."""
    if reading.faults:
        return None, ""
    try:
        return plan_of(explorer.kg, reading.values), ""
    except NotFound as error:
        return None, sentence(error)


def _title(plan: Plan | None) -> str:
    return f"Ways into {plan.target_name} for {plan.group_name}" if plan else "Plan how to take part"


def _listed(explorer: Explorer) -> list[tuple[str, list[tuple[str, str]]]]:
    """The plans that are there, by group: path and name of each target."""
    groups = Groups.of(explorer.kg.store)
    names = explorer.kg.names
    found: dict[str, list[tuple[str, str]]] = {}
    for path, query in plans(explorer):
        target = names.show(names.find(query["into"]))
        found.setdefault(groups.label[groups.find(query["as"])], []).append((path, target))
    return [(group, sorted(targets, key=lambda one: one[1])) for group, targets in found.items()]
