"""How many work where a mandate is held, by a history at hand: see `across.Numbers`."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from ...events.entry import Entry
from ..electorate.crossing import beginning, is_missed, runs
from ..electorate.fold import Electorate, electorate_on
from ..organisation.fold import Organisation
from ..rules import Rules


class NumbersOf:
    """How many work where, by the history of each place."""

    def __init__(
        self,
        history_of: Callable[[str], Sequence[Entry]],
        organisation: Organisation,
        rules: Rules,
    ) -> None:
        """Start with what has the history of a unit: its electors' facts and headcounts, in order."""
        self._history_of, self._organisation, self._rules = history_of, organisation, rules

    def fallen(self, unit: str, first: date, last: date) -> Iterator[tuple[date, Entry | None]]:
        """Yield each day from one to another on which a unit surely comes to be below the threshold."""
        yield from beginning(
            runs(self._history_of(unit), unit, self._rules, last, is_missed), first
        )

    def electorate(self, unit: str, day: date) -> Electorate:
        """Return those who elect with a unit on a day."""
        history = self._history_of(unit)
        return electorate_on(day, unit, history, self._organisation, self._rules)
