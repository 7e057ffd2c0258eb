"""Since when electorates have reached the threshold: many at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter

from ...events import HeadcountObserved
from ...events.entry import Entry
from ..organisation.fold import Organisation
from ..replay.projection import Projection
from ..rules import Rules
from .crossing import Run, Turn, runs_of
from .fold import Verdict, verdict_on
from .histories import Histories

Members = tuple[date, int]
"""A day, and how many members count from then on."""


class Reached:
    """Since when each of some electorates has reached the threshold.

    Most have only ever been one workplace, where every day is exactly known. There SQL counts the members of
    all days, of all such workplaces at once; and where they have been enough since before anybody counted who
    works there, no headcount matters. Of the others the histories are read.
    """

    def __init__(
        self,
        projection: Projection,
        day: date,
        upto: int,
        organisation: Organisation,
        rules: Rules,
        *,
        others: Collection[Entry],
        units: Iterable[str],
        histories_of: Callable[[Iterable[str]], Histories],
    ) -> None:
        """Start with what is known.

        Args:
            projection: The replayed log.
            day: The last day looked at.
            upto: The last entry known.
            organisation: The units as known then.
            rules: The rules.
            others: Headcounts, and what was stated of employments.
            units: The units that will be asked for.
            histories_of: Returns the histories of some units.
        """
        self._day, self._rules, self._others = day, rules, others
        self._turns = rules.turns(day)
        self._projection, self._upto, self._organisation = projection, upto, organisation
        self._seen: dict[str, date] = {}
        for event in (e.event for e in others if isinstance(e.event, HeadcountObserved)):
            first = self._seen.get(event.workplace, date.max)
            self._seen[event.workplace] = min(first, event.effective_on)
        asked = set(units)
        numbers = self._counted(self._plain(asked))
        self._by_members = {unit: self._runs_by(unit, found) for unit, found in numbers.items()}
        self._runs = {
            unit: found for unit, found in self._by_members.items() if self._are_enough(unit, found)
        }
        self._histories = histories_of(asked - self._runs.keys())

    def since(self, unit: str) -> date | None:
        """Return the first day of the last days in a row on which it was reached; none if it never was."""
        runs = self._runs.get(unit) or self._histories.runs(unit, self._day)
        return next((run.first for run in reversed(runs) if run.holds), None)

    def by_members_since(self, unit: str, day: date) -> bool:
        """Return whether members alone surely reach it, on a day and ever since; it reads no history."""
        runs = self._by_members.get(unit)
        return runs is not None and runs[-1].holds and runs[-1].first <= day

    def _runs_by(self, unit: str, numbers: Iterable[Members]) -> list[Run]:
        return runs_of(self._verdicts(unit, numbers), self._rules.at(unit, self._day), self._day)

    def _are_enough(self, unit: str, runs: Sequence[Run]) -> bool:
        """Return whether members alone have reached it since before anybody counted who works there."""
        seen = self._seen.get(unit)
        return seen is None or (runs[-1].holds and runs[-1].first <= seen)

    def _verdicts(self, unit: str, numbers: Iterable[Members]) -> Iterator[tuple[Turn, Verdict]]:
        """Yield each day on which the verdict on a workplace may change, with the verdict."""
        members, threshold = 0, self._rules.at(unit, date.min).threshold
        turns: list[tuple[date, int | None]] = [(turn, None) for turn in self._turns]
        for day, number in sorted([*turns, *numbers], key=itemgetter(0)):
            if number is None:
                threshold = self._rules.at(unit, day).threshold
            else:
                members = number
            yield (day, None), verdict_on(members, None, threshold)

    def _plain(self, units: Collection[str]) -> set[str]:
        """Return those of some workplaces at which SQL counts what the fold does."""
        counting = {self._rules.at(None, day).counted for day in (date.min, *self._turns)}
        if self._rules.agreed or len(counting) > 1:
            return set()
        whom = {getattr(entry.event, "member", None) for entry in self._others} - {None}
        given = {"upto": self._upto, "whom": sorted(map(str, whom))}
        unsure = self._projection.ask("unsure_workplaces", ["workplace"], given)
        joined = self._organisation.joined_ever().keys()
        return {*units} - joined - {workplace for (workplace,) in unsure}

    def _counted(self, units: Collection[str]) -> dict[str, list[Members]]:
        """Return by workplace how many members count there, from which day on, in order."""
        found: dict[str, list[Members]] = {unit: [] for unit in units}
        if not units:
            return found
        given = {
            "on_day": self._day,
            "upto": self._upto,
            "workplaces": sorted(units),
            "counted": list(self._rules.at(None, self._day).counted),
        }
        columns = ["workplace", "from_day", "members"]
        rows = self._projection.ask("electors_through", columns, given, "workplace, from_day")
        for workplace, day, members in rows:
            found[workplace].append((day, members))
        return found
