"""Periods in whole months, and those beside, inside and around one: how a timeline is moved without a script."""

from __future__ import annotations

from dataclasses import dataclass

from govkg.model.dates import Day

_FIRST, _LAST = 12, 9999 * 12 + 11
"""The months that a timeline can show, counted from the year 0."""


@dataclass(frozen=True, slots=True)
class Months:
    """Months from the first to the last, each counted from January of the year 0."""

    first: int
    last: int

    @classmethod
    def holding(cls, start: Day, end: Day) -> Months:
        """The whole months that hold all days from one to another."""
        return cls(start.year * 12 + start.month - 1, end.year * 12 + end.month - 1)

    @property
    def count(self) -> int:
        """How many they are."""
        return self.last - self.first + 1

    @property
    def fields(self) -> dict[str, str]:
        """As the fields of a form: EDTF."""
        return {"from": _edtf(self.first), "to": _edtf(self.last)}

    def moved(self, months: int) -> Months:
        """As many months, earlier or later; never outside the years a timeline can show."""
        by = min(max(months, _FIRST - self.first), _LAST - self.last)
        return Months(self.first + by, self.last + by)

    def resized(self, count: int) -> Months:
        """About the same middle, with so many months."""
        first = max(self.first + (self.count - count) // 2, _FIRST)
        return Months(first, min(first + count - 1, _LAST))

    def meets(self, other: Months) -> bool:
        """The two share a month."""
        return self.first <= other.last and other.first <= self.last


def moves(shown: Months, all_of_it: Months) -> list[tuple[str, Months]]:
    """Where one can go from a period: earlier, later, closer, wider, each where there is something to be seen.

    Args:
        shown: the period on the page.
        all_of_it: from the first month with anything in it to the last.
    """
    step = max(shown.count // 2, 1)
    ways = [
        ("Earlier", shown.moved(-step), shown.first > all_of_it.first),
        ("Later", shown.moved(step), shown.last < all_of_it.last),
        ("Closer", shown.resized((shown.count + 1) // 2), shown.count > 1),
        ("Wider", shown.resized(shown.count * 2), shown.first > all_of_it.first or shown.last < all_of_it.last),
    ]
    return [(name, period) for name, period, leads in ways if leads and period.meets(all_of_it)]


def _edtf(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"
