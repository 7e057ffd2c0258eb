"""What a report is asked with: two days, two knowledges, a unit, and how much of it is shown."""

import shlex
from collections.abc import Mapping
from datetime import date
from typing import Final

from attrs import field, frozen

from ...projections.accounts.statement import first_days
from ...registry import Registry, Statement, View
from .figures import Sheet

_MONTHS: Final = 12
_LAST_OF_ALL_MONTHS: Final = 28


@frozen
class Asked:
    """What a report is asked with.

    Attributes:
        registry: The registry.
        first: The view of the first day, as the number of that day was known.
        last: The view of the last day, as known now.
        unit: The unit it is about; none for the whole union.
        names: The names of the units on the last day.
        whole: The unit whose parts are told apart: that of the report, or the one below that holds all.
        statement: The last whole months, at most a year of them; none where the days make none.
        with_ids: Whether members and officers are named by their ids.
        sheet: The numbers that are shown, so that small ones can be hidden.
    """

    registry: Registry
    first: View
    last: View
    unit: str | None
    with_ids: bool
    sheet: Sheet
    names: Mapping[str, str] = field(init=False)
    whole: str | None = field(init=False)
    statement: Statement | None = field(init=False)

    @names.default
    def _names_of_units(self) -> dict[str, str]:
        return {each.unit: each.name for each in self.last.units(gone=True)}

    @property
    def before(self) -> View:
        """The view of the first day, as known now."""
        return self.last.on_day(self.first.on)

    @whole.default
    def _whose_parts(self) -> str | None:
        place = self.unit
        while True:
            parts = self.last.count(unit=place, by="unit").groups
            inside = [each.value for each in parts if each.value != place and each.value]
            if len(inside) != 1:
                return place
            place = inside[0]

    @statement.default
    def _last_months(self) -> Statement | None:
        """Return the whole months up to the last day, at most a year of them; none where there are none."""
        first, last = self.first.on, self.last.on
        months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
        if months < 1 or first.day > _LAST_OF_ALL_MONTHS:
            return None
        *_, start = first_days(first, max(months - _MONTHS, 0) or 1)
        return self.registry.statement(
            start=start if months > _MONTHS else first,
            months=min(months, _MONTHS),
            known_at=self.last.upto or None,
            unit=self.unit,
        )

    @property
    def hides_small(self) -> bool:
        """Whether small numbers are hidden, so that nothing is listed that could be counted."""
        return self.sheet.least is not None

    def as_known_then(self, day: date) -> View:
        """Return the view of a day as known at its end, or as the report knows it where that is less."""
        then = self.registry.view(on=day, known_at=day)
        return then if then.upto <= self.last.upto else self.last.on_day(day)

    def name(self, unit: str | None) -> str:
        """Return the name of a unit on the last day; its id where it has none."""
        return self.names.get(unit, unit) if unit else ""

    def command(self, *words: object) -> str:
        """Return a command that gives the same numbers, as it is typed."""
        return shlex.join(["stewards", *map(str, words)])

    def as_of_the_last_day(self, *words: object) -> str:
        """Return a command about the last day, with the knowledge of the report."""
        return self.command(*words, "--on", self.last.on, *self.known)

    @property
    def known(self) -> tuple[str, ...]:
        """The option that names the knowledge of the report; none where there is nothing to know."""
        return ("--known-at", f"entry:{self.last.upto}") if self.last.upto else ()

    @property
    def learned(self) -> bool:
        """Whether anything was recorded since the first day was known as the report takes it."""
        return self.first.upto < self.last.upto

    @property
    def scope(self) -> tuple[str, ...]:
        """The option that names its unit; none for the whole union."""
        return ("--unit", self.unit) if self.unit else ()
