"""How many work where mandates are held, for the rules that end them by that."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from ...events import HeadcountObserved
from ...events.entry import Entry
from ..electorate.fold import Electorate, Verdict, electorate_on
from ..membership.fold import first_day
from ..organisation.fold import Organisation
from ..rules import Rules


class NumbersOf:
    """How many work where, by the history of each place: see `across.Numbers`."""

    def __init__(
        self,
        history_of: Callable[[str], Sequence[Entry]],
        organisation: Organisation,
        rules: Rules,
    ) -> None:
        """Start with what has the history of a unit: its electors' facts and headcounts, in order."""
        self._history_of, self._organisation, self._rules = history_of, organisation, rules

    def fallen(self, unit: str, first: date, last: date) -> Iterator[tuple[date, Entry | None]]:
        """Yield each day from one to another on which a unit surely comes to be below the threshold.

        The first day too, where it is below by then; each with the last fact of that day.
        """
        history = self._history_of(unit)
        if not any(isinstance(entry.event, HeadcountObserved) for entry in history):
            return  # without one, nobody knows how many are no members
        was_below = False
        for day in self._turns(unit, history, first, last):
            found = self._electorate(unit, day, history)
            threshold = self._rules.at(found.at, day).threshold
            is_below = found.verdict(threshold) is Verdict.NO
            if is_below and not was_below:
                by = [entry for entry in history if entry.event.effective_on == day]
                yield day, by[-1] if by else None
            was_below = is_below

    def size(self, unit: str, day: date) -> int:
        """Return how many are known to work at a unit on a day."""
        found = self._electorate(unit, day, self._history_of(unit))
        return max(found.members, found.headcount or 0)

    def _electorate(self, unit: str, day: date, history: Sequence[Entry]) -> Electorate:
        return electorate_on(day, unit, history, self._organisation, self._rules)

    def _turns(
        self, unit: str, history: Sequence[Entry], first: date, last: date
    ) -> Iterator[date]:
        """Yield the first day, and each later one on which the number may change."""
        days = {first, *self._organisation.turns(unit), *self._rules.turns(last)}
        for entry in history:
            days |= {entry.event.effective_on, first_day(entry)}
        yield from sorted(day for day in days if first <= day <= last)
