"""Where fewer hold an office than may, and since when."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

import attrs

from ..mandates.acting import acting_for
from ..mandates.rows import Mandate
from ..organisation.fold import Organisation
from ..rules import NEUTRAL, At, Office, Rules
from ..rules.stated import stated_as
from .eligibility import options, seats_of, threshold_behind
from .fold import Verdict
from .judging import Electorates
from .reached import Reached
from .rows import Vacancy


class Vacancies:
    """What is vacant on a day."""

    def __init__(
        self,
        electorates: Electorates,
        *,
        begun: Iterable[Mandate],
        held: Collection[Mandate],
        organisation: Organisation,
        rules: Rules,
        day: date,
    ) -> None:
        """Start with the mandates begun by the day, over or not, and those held on it."""
        self._electorates, self._organisation = electorates, organisation
        self._rules, self._day = rules, day
        self._over: dict[tuple[str, str], date] = {}
        self._held: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._ever: dict[str, set[str]] = defaultdict(set)
        for each in begun:
            at = electorates.at(each.at_unit)
            self._ever[each.office].add(at)
            if each.ended_on is not None:
                key = (each.office, at)
                self._over[key] = max(each.ended_on, self._over.get(key, date.min))
        self._acting = acting_for(held, electorates.rules_at, electorates.at)
        for each in held:
            self._held[each.office, electorates.at(each.at_unit)].add(each.member)

    def of(self, office: str | None) -> list[Vacancy]:
        """Return the vacancies of an office, or of every one, by office and unit; since when is left out."""
        known = {
            name for unit in self._places() for name in self._electorates.rules_at(unit).offices
        }
        named = sorted(known | {*self._ever}) if office is None else [office]
        return [row for name in named for row in self._of(name)]

    def since(self, row: Vacancy, reached: Reached) -> Vacancy:
        """Return a vacancy with since when: the last one was over, and enough there to elect another."""
        days = [self._over.get((row.office, row.workplace))]
        if self.is_by_number(row.office, row.workplace):
            days.append(reached.since(row.workplace))
        return attrs.evolve(row, since=max((day for day in days if day is not None), default=None))

    def is_by_number(self, office: str, unit: str) -> bool:
        """Return whether it takes a number of employees to hold an office at a unit."""
        rule = self._rule(office, unit)
        return rule is not None and rule.at is At.ELECTORATE and bool(rule.threshold)

    def _rule(self, office: str, unit: str) -> Office | None:
        return self._electorates.rules_at(unit).office(office)

    def _places(self) -> Iterator[str]:
        for unit in self._electorates.units.values():
            if unit.is_open_workplace and self._electorates.at(unit.unit) == unit.unit:
                yield unit.unit

    def _of(self, office: str) -> Iterator[Vacancy]:
        elsewhere = self._ever.get(office, set())
        places = {*self._places(), *elsewhere}
        places |= {at for name, at in self._held if name != office}
        for unit in sorted(places):
            rule = self._rule(office, unit)
            if rule is None or not self._organisation.is_open(unit, self._day):
                continue
            holders = sorted(self._held.get((office, unit), ()))
            entitled = self._entitled(office, rule, unit)
            if entitled > len(holders):
                yield self._row(office, unit, entitled, holders)

    def _entitled(self, office: str, rule: Office, unit: str) -> int:
        """Return how many may hold an office at a unit, as far as somebody is missed there."""
        if rule.stands_in_for is not None:
            return len(self._held.get((rule.stands_in_for, unit), ()))
        if rule.threshold and rule.at is At.ELECTORATE:
            found = self._electorates.of(unit)
            is_one = (
                unit in self._electorates.units and self._electorates.units[unit].is_open_workplace
            )
            is_so = is_one and self._electorates.verdict(unit) is Verdict.YES
            return seats_of(rule, found) if is_so else 0
        was_held = unit in self._ever.get(office, ()) and rule.at is not At.ABOVE
        return 1 if was_held else 0

    def _row(self, office: str, unit: str, entitled: int, holders: Sequence[str]) -> Vacancy:
        found, agreement = self._electorates.of(unit), self._electorates.rules_at(unit)
        verdict = self._electorates.verdict(unit)
        if self.is_by_number(office, unit):
            rule = threshold_behind(self._rules, unit, self._day)
        else:
            rule = stated_as(self._rules, unit, self._day, f"{office}.seats", entitled)
        return Vacancy(
            workplace=unit,
            name=self._electorates.units[unit].name,
            members=found.members,
            at_least=found.at_least,
            at_most=found.at_most,
            observed=found.observed,
            observed_on=found.observed_on,
            headcount=found.headcount,
            verdict=verdict.value,
            electorate=found.at,
            entitled=entitled,
            in_office=len(holders),
            surplus=0,
            rule=rule,
            options=() if verdict is Verdict.YES else options(agreement),
            stewards=holders,
            members_here=self._electorates.members_at(unit),
            office=office,
            since=None,
            acting=self._acting.get((office, unit), ()),
            follows=str((agreement.office(office) or NEUTRAL).vacancy),
        )
