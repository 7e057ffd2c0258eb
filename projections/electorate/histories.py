"""The histories of many electorates at once, from the replayed log: for what depends on more than one day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ...events.entry import Entry
from ..organisation.fold import Organisation
from ..replay.projection import Projection
from ..rules import Rules
from .crossing import Answer, Run, beginning, is_missed, is_reached, runs, verdict_in
from .fold import Electorate, Verdict, electorate_on
from .judging import elector_entries


class Histories:
    """The histories of the electorates that some units belong to, read all at once when one is asked for."""

    def __init__(
        self,
        projection: Projection,
        upto: int,
        organisation: Organisation,
        rules: Rules,
        *,
        others: Iterable[Entry],
        units: Iterable[str],
    ) -> None:
        """Start with what is known.

        Args:
            projection: The replayed log.
            upto: The last entry known.
            organisation: The units as known then.
            rules: The rules.
            others: Headcounts, and what was stated of employments.
            units: The units that will be asked for.
        """
        self._projection, self._upto = projection, upto
        self._organisation, self._rules, self._others = organisation, rules, [*others]
        self._joined = organisation.joined_ever()
        self._units = sorted({each for unit in units for each in self._group(unit)})
        self._by_unit: dict[str, list[Entry]] | None = None
        self._found: dict[tuple[str, date, bool], list[Run]] = {}

    def of(self, unit: str) -> list[Entry]:
        """Return the history of whoever was ever in the electorate of a unit, in order."""
        by_unit = self._read()
        group = self._group(unit)
        about = {id(e): e for each in group for e in by_unit.get(each, ())}
        entries = [*about.values(), *self._organisation.told_of(group), *self._rules.agreed]
        return sorted(entries, key=lambda entry: entry.order)

    def runs(self, unit: str, day: date, answer: Answer = is_reached) -> list[Run]:
        """Return the runs of the electorate of a unit up to a day."""
        key = (unit, day, answer is is_reached)
        if key not in self._found:
            self._found[key] = runs(self.of(unit), unit, self._rules, day, answer)
        return self._found[key]

    def fallen(self, unit: str, first: date, last: date) -> Iterator[tuple[date, Entry | None]]:
        """Yield each day from one to another on which a unit surely comes to be below the threshold.

        The first day too, where it is below by then; each with the fact by which it is.
        """
        yield from beginning(self.runs(unit, last, is_missed), first)

    def electorate(self, unit: str, day: date) -> Electorate:
        """Return the electorate of a unit on a day."""
        return electorate_on(day, unit, self.of(unit), self._organisation, self._rules)

    def verdict(self, found: Electorate, day: date) -> Verdict:
        """Return whether an electorate may elect on a day, after how it was before."""
        return verdict_in(found, lambda: self.of(found.at), self._rules, day)

    def _group(self, unit: str) -> set[str]:
        return self._joined.get(unit, {unit})

    def _read(self) -> dict[str, list[Entry]]:
        """Return by unit what is known of whoever was ever there, and of what was counted there."""
        if self._by_unit is None:
            facts: dict[str, list[Entry]] = defaultdict(list)
            entries = elector_entries(self._projection, self._upto, workplaces=self._units)
            for entry in (*entries, *self._others):
                if (member := getattr(entry.event, "member", None)) is not None:
                    facts[member].append(entry)
            self._by_unit = _by_unit([*facts.values()], self._others)
        return self._by_unit


def _by_unit(
    of_members: Sequence[Sequence[Entry]], others: Sequence[Entry]
) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for own in of_members:
        for place in {getattr(entry.event, "workplace", None) for entry in own} - {None}:
            found[str(place)] += own
    for entry in others:
        if getattr(entry.event, "member", None) is None:
            found[str(getattr(entry.event, "workplace"))].append(entry)  # noqa: B009
    return found
