"""The electorates of a day: numbers from the replayed log, judged by the plain functions."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from ...events import EmploymentStated
from ...events.entry import Entry, in_order
from ..membership.fold import membership_on, possible_on
from ..organisation.fold import Organisation
from ..replay.entries import COMMON, entries_of
from ..replay.projection import Projection
from ..rules import Agreement, Rules
from .fold import Electorate, There, Verdict, chance_at, stands
from .headcounts import (
    Headcount,
    Observed,
    Side,
    Sides,
    headcount_of,
    moves_by,
    parts_of,
)

_ORDER: Final = "effective_on, entry"
_COLUMNS: Final = ("member", "workplace", "category", "not_before", "placed_on")

Point = tuple[Projection, date, int]
"""A replayed log, a day, and the last entry known."""

Counting = tuple[tuple[str, ...], tuple[str, ...]]
"""The categories and the standings that count."""


def headcounts_known(projection: Projection, upto: int) -> list[Entry]:
    """Return the headcounts as known with an entry, of whatever day, in order."""
    columns = ("workplace", "employees")
    rows = projection.ask("headcounts_told", (*COMMON, *columns), {"upto": upto}, _ORDER)
    return entries_of(rows, columns)


def sides_known(
    projection: Projection, upto: int, organisation: Organisation, observed: Observed
) -> Sides:
    """Return the moves at whatever belongs, on any day, to a workplace where somebody counted."""
    joined = organisation.joined_ever()
    places = {place for unit in observed for place in joined.get(unit, {unit})}
    given = {"upto": upto, "places": sorted(places)}
    sides: dict[str, list[Side]] = {}
    for place, *side in projection.ask("moves_told", ("place", *Side._fields), given):
        sides.setdefault(place, []).append(Side(*side))
    return sides


def elector_entries(
    projection: Projection,
    upto: int,
    *,
    workplaces: Iterable[str] = (),
    members: Iterable[str] = (),
) -> list[Entry]:
    """Return the standing entries about members who were ever at some workplaces, and about some others.

    In the order of a history, those of later days too.
    """
    given = {"upto": upto, "workplaces": list(workplaces), "whom": list(members)}
    rows = projection.ask("elector_entries", (*COMMON, *_COLUMNS), given, _ORDER)
    return in_order(entries_of(rows, _COLUMNS))


class Unit(NamedTuple):
    """A unit, as far as electing goes.

    Attributes:
        unit: The unit.
        name: Its name on the day.
        is_open_workplace: Whether members work and elect there.
    """

    unit: str
    name: str
    is_open_workplace: bool


class Electorates:
    """The electorates of a day, as known with an entry. SQL has counted; each is added up when asked for.

    Attributes:
        units: The units by id.
    """

    def __init__(
        self,
        point: Point,
        organisation: Organisation,
        rules: Rules,
        observed: Observed,
        stated: Sequence[Entry],
        *,
        with_doubt: bool,
        is_complete: Callable[[str | None], bool],
        over_time: Callable[[Electorate], Verdict],
        sides: Callable[[], Sides],
    ) -> None:
        """Count.

        Args:
            point: The replayed log, the day, and the last entry known.
            organisation: The units as known then.
            rules: The rules.
            observed: What was observed; see `headcounts_known`.
            stated: What was stated of employments.
            with_doubt: Whether anything about members is known within a window only.
            is_complete: Tells whether everybody is known at a unit.
            over_time: Returns whether an electorate may elect on the day, after how it was before.
            sides: Returns the moves at the places where somebody counted; see `sides_known`.
        """
        self._over_time, self._sides = over_time, sides
        self._verdicts: dict[str, Verdict] = {}
        self._point, self._organisation, self._rules = point, organisation, rules
        self._stated, self._with_doubt, self._is_complete = stated, with_doubt, is_complete
        self._is_local = any(getattr(each.event, "unit", None) for each in rules.agreed)
        self._everywhere = rules.at(None, point[1])
        self._agreements: dict[str, Agreement] = {}
        self._members: dict[Counting, Mapping[str, int]] = {}
        self._doubts: dict[Counting, Mapping[str, tuple[int, int]]] = {}
        self._standings: dict[Counting, tuple[list[str], Counter[str]]] = {}
        self._together = organisation.electing_together(point[1])
        self._at = {unit: at for at, units in self._together.items() for unit in units}
        self._found: dict[str, Electorate] = {}
        rows = self._count(self._everywhere)
        self.units = {row[0]: Unit._make(row[:3]) for row in rows}
        self._headcounts = self._carried(observed)

    def rules_at(self, unit: str) -> Agreement:
        """Return what holds at a unit on the day."""
        if not self._is_local:
            return self._everywhere
        if unit not in self._agreements:
            self._agreements[unit] = self._rules.at(unit, self._point[1])
        return self._agreements[unit]

    def at(self, unit: str) -> str:
        """Return where those at an open workplace elect; of a unit of another kind, the unit."""
        return self._at.get(unit, unit)

    def of(self, unit: str) -> Electorate:
        """Return the electorate that those at a unit belong to."""
        at = self.at(unit)
        if at not in self._found:
            there = [self._there(each) for each in self._together.get(at, [at])]
            self._found[at] = Electorate.of(at, there)
        return self._found[at]

    def verdict(self, unit: str) -> Verdict:
        """Return whether those whom a unit elects with may elect on the day."""
        found = self.of(unit)
        agreement = self.rules_at(found.at)
        if not agreement.for_months:
            return found.verdict(agreement.threshold)
        if found.at not in self._verdicts:
            self._verdicts[found.at] = self._over_time(found)
        return self._verdicts[found.at]

    def counted(self) -> list[str]:
        """Return the open workplaces of which there is a headcount."""
        places = (self.units[unit] for unit in sorted(self._headcounts) if unit in self.units)
        return [place.unit for place in places if place.is_open_workplace]

    def members_at(self, unit: str) -> int:
        """Return how many count at a unit itself."""
        return self.of(unit).members_at(unit)

    def counting_alike(self, units: Iterable[str]) -> list[dict[str, list[str]]]:
        """Return units in groups at which the same members count: see `questions.electors`."""
        alike: dict[Counting, list[str]] = {}
        for unit in units:
            alike.setdefault(_counting(self.rules_at(unit)), []).append(unit)
        return [
            {
                "counted": list(categories),
                "excluded": self._excluded(self.rules_at(some[0])),
                "workplaces": some,
            }
            for (categories, _), some in alike.items()
        ]

    def _there(self, unit: str) -> There:
        return There(unit, *self._numbers(unit), self._headcounts.get(unit))

    def _numbers(self, unit: str) -> tuple[int, int, int | None]:
        agreement = self.rules_at(unit)
        counting = _counting(agreement)
        if counting not in self._members:
            self._count(agreement)
        members = self._members[counting].get(unit, 0)
        less, more = self._doubts[counting].get(unit, (0, 0)) if self._with_doubt else (0, 0)
        less += self._otherwise(agreement)[1][unit] if self._stated else 0
        return members, members - less, members + more if self._is_complete(unit) else None

    def _count(self, agreement: Agreement) -> list[tuple[str, str, bool, int]]:
        """Count by unit who counts by the rules of an agreement; return the rows."""
        projection, on, upto = self._point
        counted, excluded = list(agreement.counted), self._excluded(agreement)
        given = {"on_day": on, "upto": upto, "counted": counted, "excluded": excluded}
        columns = ["unit", "name", "is_open_workplace", "members"]
        rows = projection.ask("electorates_on", columns, given, "unit")
        self._members[_counting(agreement)] = {unit: number for unit, *_, number in rows if number}
        self._doubts[_counting(agreement)] = self._doubt(counted, excluded)
        return rows

    def _doubt(self, counted: list[str], excluded: list[str]) -> dict[str, tuple[int, int]]:
        if not self._with_doubt:
            return {}
        projection, on, upto = self._point
        scope = {"on_day": on, "upto": upto, "top_unit": None}
        given = {**scope, "categories": counted, "excluded": excluded}
        rows = projection.ask("ranges_by_workplace", ["workplace", "unsure", "perhaps"], given)
        return {workplace: (less, more) for workplace, less, more in rows}

    def _excluded(self, agreement: Agreement) -> list[str]:
        """Return who is employed as somebody who does not count, whatever their category."""
        return self._otherwise(agreement)[0]

    def _otherwise(self, agreement: Agreement) -> tuple[list[str], Counter[str]]:
        """Return who does not count by their standing, and where how many would surely count but for it."""
        counting = _counting(agreement)
        if counting not in self._standings:
            self._standings[counting] = self._standing_otherwise(agreement)
        return self._standings[counting]

    def _standing_otherwise(self, agreement: Agreement) -> tuple[list[str], Counter[str]]:
        projection, on, upto = self._point
        stated: dict[str, list[Entry]] = {}
        for entry in self._stated:
            assert isinstance(entry.event, EmploymentStated)  # noqa: S101 -- by construction
            stated.setdefault(entry.event.member, []).append(entry)
        asked = [m for m, each in stated.items() if any(_is_other(e, agreement) for e in each)]
        if not asked:
            return [], Counter()
        facts = {member: list(stated[member]) for member in asked}
        for entry in elector_entries(projection, upto, members=asked):
            facts[str(getattr(entry.event, "member"))].append(entry)  # noqa: B009
        excluded, unsure = list[str](), Counter[str]()
        for member, told in sorted(facts.items()):
            own = in_order(told)
            counts = stands(own, self._organisation, on, agreement)
            state = membership_on(own, member, on) if counts is None else None
            if counts is False:
                excluded.append(member)
            elif state is not None and state.workplace is not None:
                place = self._organisation.resolved(state.workplace, on)
                found = possible_on(own, member, on)
                unsure[place] += chance_at(place, found, self._organisation, on, agreement).is_sure
        return excluded, unsure

    def _carried(self, observed: Observed) -> dict[str, Headcount]:
        """Return the headcounts of the units that stand on the day."""
        on = self._point[1]
        absorbed = self._organisation.absorbed(on)
        stand = {self._organisation.resolved(unit, on) for unit in observed}
        parts = {
            unit: parts_of(unit, on, self._organisation, observed, absorbed.get(unit, ()))
            for unit in stand
        }
        moves = moves_by(self._sides() if parts else {}, on)
        found = {unit: headcount_of(each, moves) for unit, each in parts.items()}
        return {unit: headcount for unit, headcount in found.items() if headcount}


def _counting(agreement: Agreement) -> Counting:
    return tuple(agreement.counted), tuple(agreement.standing)


def _is_other(entry: Entry, agreement: Agreement) -> bool:
    standing = getattr(entry.event, "standing", None)
    return standing is not None and standing not in agreement.standing
