"""A plan's lines as a page shows them: the words of ``govkg.plan.words``, with links for the things they name.

The plan is made with plain names, by which it is sorted and matched; only then do the names become links.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby

from govkg.names import Names
from govkg.plan import words
from govkg.plan.model import Closed, Door, Gap, NoRule, Plan
from govkg.plan.parts import Deadline, Step, When
from govkg.web.linked import dated
from govkg.web.values import date_in_words

Facts = tuple[tuple[str, list[str]], ...]
"""Labels, each with its lines."""

_SIDE = r"(?:\.\.|[0-9]{4}[0-9~?%-]*)"
_DATE = re.compile(rf"(?<!\S){_SIDE}(?:/{_SIDE}?)?(?=[,;]|\s|$)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a plan.

    Attributes:
        name: what it is about.
        facts: what there is to know first.
        chain: by which steps it leads to the target.
        leads: what else is to be said of the chain, or instead of it.
        more: what follows the chain.
        passages: IRIs of all passages it rests on.
        until: until when; empty for what has no deadline of its own.
    """

    name: str
    facts: Facts
    chain: tuple[Step, ...] = ()
    leads: str = ""
    more: Facts = ()
    passages: tuple[str, ...] = ()
    until: str = ""


def entries(plan: Plan, names: Names) -> list[tuple[str, str, list[Entry]]]:
    """The plan's parts: their key, their heading, and their lines.

    Args:
        plan: made with plain names.
        names: names that are links.
    """
    said = _Linked(names)
    found: dict[str, list[Entry]] = {
        "door": [said.door(one) for one in plan.doors],
        "past": [said.door(one.door, one.reason) for one in plan.past],
        "closed": [said.closed(one) for one in plan.closed],
        "unnamed": [said.closed(one) for one in plan.unnamed],
        "avenue": [
            Entry(text, _facts(("Said as", how), ("How sure", sure)), passages=one.passages)
            for one in words.avenues([*plan.closed, *plan.unnamed])
            for text, how, sure in (words.avenue(one),)
        ],
        "no rule": [said.no_rule(one) for one in plan.no_rule],
        "unsure": [
            Entry(text, _facts(("Said as", modality)), passages=one.passages)
            for one in plan.unsure
            for text, modality in (words.unsure(one),)
        ],
        "gap": said.gaps(plan.gaps),
    }
    return [(part, words.HEADINGS[part], lines) for part, lines in found.items() if lines or part == "door"]


def with_dates(text: str) -> str:
    """A sentence about a plan with its dates in words."""
    return _DATE.sub(lambda found: dated(found[0]), text)


class _Linked:
    """Words about a plan in which names are links and dates are in words."""

    def __init__(self, names: Names) -> None:
        self.show: Callable[[str], str] = names.show

    def door(self, one: Door, reason: str = "") -> Entry:
        """A way in; shut already if there is a reason."""
        told = replace(one, calls=self._calls(one.calls))
        facts = _facts(
            ("Why", with_dates(reason)),
            ("Until", _until(one.deadline) if reason else ""),
            ("When and where", self._when(one.when, one.place)),
            ("How to take part", words.how(told)),
        )
        return Entry(
            self.show(one.place),
            facts,
            self._chain(one.chain),
            _leads(one.chain),
            _facts(("How sure", with_dates(words.sure(one)))),
            one.passages,
            "" if reason else _until(one.deadline),
        )

    def closed(self, one: Closed) -> Entry:
        """A rule for others."""
        _, _, who, _, sure = words.closed(replace(one, calls=self._calls(one.calls)))
        facts = _facts(("When and where", self._when(one.when, one.place)), ("Who may", who))
        more = _facts(("How sure", sure))
        return Entry(self.show(one.place), facts, self._chain(one.chain), _leads(one.chain), more, one.passages)

    def no_rule(self, one: NoRule) -> Entry:
        """Something for which no rule is found."""
        _, name, _, remark = words.no_rule(replace(one, name=self.show(one.place)))
        facts = _facts(("When and where", self._when(one.when, one.place) or "not stated"))
        more = _facts(("Remark", remark))
        return Entry(name, facts, self._chain(one.chain), _leads(one.chain), more, one.passages)

    def gaps(self, gaps: list[Gap]) -> list[Entry]:
        """What is missing of each thing, in one line."""
        found = []
        for iri, same in groupby(gaps, key=lambda one: one.about):
            missing = list(same)
            lines = [words.gap(one) for one in missing]
            passages = tuple(sorted({p for one in missing for p in one.passages}))
            found.append(Entry(self.show(iri), (("Missing", lines),), passages=passages))
        return found

    def _when(self, when: When | None, place: str) -> str:
        if when is None:
            return ""
        return words.takes_place(replace(when, edtf=date_in_words(when.edtf), of_name=self.show(when.of)), place)

    def _calls(self, calls: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((iri, self.show(iri)) for iri, _ in calls)

    def _chain(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(
            replace(one, source_name=self.show(one.source), target_name=self.show(one.target)) for one in steps
        )


def _until(deadline: Deadline | None) -> str:
    said = words.until(deadline)
    if deadline is None:
        return said
    rest = said.removeprefix(deadline.edtf).replace(", outside)", ", from outside knowledge)")
    return f"{date_in_words(deadline.edtf)}{',' if deadline.clock else ''}{rest}"


def _leads(steps: tuple[Step, ...]) -> str:
    if not steps:
        return words.ITSELF
    return words.CONNECTION if any(step.connection for step in steps) else ""


def _facts(*said: tuple[str, str]) -> Facts:
    return tuple((label, text.splitlines()) for label, text in said if text)
