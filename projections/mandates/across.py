"""What ends a mandate by way of others: the office it rests on, whoever follows, a merger, too few left."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Final, Protocol

import attrs

from ...events import StewardElected, UnitMerged
from ...events.entry import Entry
from ..electorate.fold import Electorate
from ..months import months_after
from ..organisation.fold import Organisation
from ..rules import At, Office, Rules
from .course import ACCEPTED, Course, Ending, Offices
from .retest import RETEST, has_changed, retested_on

ENDS: Final = ("ends", "ends unless agreed")
"""The rules by which a mandate ends below the threshold; where it is to be kept, `flag` is agreed."""
LARGEST: Final = "largest"
"""The rule by which the holder of the largest part carries on for a time after a merger."""
STEWARD: Final = "steward"

_ORDER: Final = {ending: place for place, ending in enumerate(Ending)}

OfficeOn = Callable[[StewardElected, date], Office]


class Numbers(Protocol):
    """What is known of how many work where."""

    def fallen(self, unit: str, first: date, last: date) -> Iterable[tuple[date, Entry | None]]:
        """Yield each day from one to another on which a unit surely comes to be below the threshold.

        The first day too, where it is below by then; each with the fact by which it is.
        """

    def electorate(self, unit: str, day: date) -> Electorate:
        """Return those who elect with a unit on a day."""


def adjusted(
    last: date,
    courses: Sequence[Course],
    organisation: Organisation,
    offices: Offices,
    numbers: Numbers | None,
) -> list[Course]:
    """Return the courses with what ends them by way of others.

    Args:
        last: The last day looked at.
        courses: As each goes by itself, in the order of the elections.
        organisation: The units.
        offices: The rules.
        numbers: How many work where; none where no rule asks for that, or nobody can say.
    """
    found = {each.number: each for each in courses}
    every = _Every(last, found, organisation, offices)
    every.follow_expired()
    if numbers is not None:
        every.end_below(numbers)
        every.end_retested(numbers)
        every.end_after_mergers(numbers)
    every.end_with_what_they_rest_on()
    every.lapse()
    return list(found.values())


def ends_by_numbers(rules: Rules, day: date) -> bool:
    """Return whether any rule by a day ends mandates by how many work where."""
    by_number = {*ENDS, RETEST}
    return _any_office(
        rules, day, lambda each: each.below in by_number or each.on_merger == LARGEST
    )


def depends_on_others(rules: Rules, day: date) -> bool:
    """Return whether by any rule by a day a mandate ends, or goes on, by what others were elected."""
    return _any_office(
        rules,
        day,
        lambda each: (
            each.on_expiry == ACCEPTED or each.on_merger == LARGEST or each.lapses is not None
        ),
    )


def _any_office(rules: Rules, day: date, is_so: Callable[[Office], bool]) -> bool:
    """Return whether something is so of any office by a rule that holds by a day, wherever."""
    places = {getattr(each.event, "unit", None) for each in rules.agreed} | {None}
    books = (rules.at(place, turn) for turn in {day, *rules.turns(day)} for place in places)
    offices = (book.office(name) for book in books for name in book.offices)
    return any(is_so(office) for office in offices if office)


def delays_protection(rules: Rules, day: date) -> bool:
    """Return whether by any rule by a day protection begins later where no seniority was asked."""
    return _any_office(rules, day, lambda each: each.protected_if_waived_months is not None)


def _ends_below(office: Office) -> bool:
    return office.below in ENDS and office.at is At.ELECTORATE


class _Every:
    def __init__(
        self,
        last: date,
        found: dict[int, Course],
        organisation: Organisation,
        offices: Offices,
    ) -> None:
        self._last, self._found = last, found
        self._organisation, self._offices = organisation, offices

    @cached_property
    def _by_member(self) -> dict[str, list[int]]:
        numbers: dict[str, list[int]] = defaultdict(list)
        for course in self._found.values():
            numbers[course.elected.member].append(course.number)
        return numbers

    @cached_property
    def _by_seat(self) -> dict[tuple[str, str], list[int]]:
        numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
        for course in self._found.values():
            numbers[course.elected.office, self._group(course)].append(course.number)
        return numbers

    @cached_property
    def _groups(self) -> dict[str, str]:
        joined = self._organisation.joined_ever()
        return {unit: min(units) for unit, units in joined.items()}

    def _group(self, course: Course) -> str:
        return self._groups.get(course.elected.unit, course.elected.unit)

    def _there(self, course: Course, day: date, office: str | None = None) -> Iterator[Course]:
        """Yield the courses of an office, that of the course unless given, where it is on a day."""
        key = (office or course.elected.office, self._group(course))
        at = self._at(course, day)
        for number in self._by_seat.get(key, ()):
            other = self._found[number]
            if self._at(other, day) == at:
                yield other

    def _end(self, number: int, day: date, why: Ending, by: Entry | None) -> None:
        """End a mandate, unless it was over before, or for a reason that comes first."""
        course = self._found[number]
        if day > self._last:
            return
        day = max(day, course.elected.effective_on)
        before = course.ended_because
        if before and (course.ended_on or day, _ORDER[before]) <= (day, _ORDER[why]):
            return
        self._found[number] = attrs.evolve(course, ended_on=day, ended_because=why, ended_by=by)

    def _at(self, course: Course, day: date) -> str:
        return self._organisation.resolved(course.elected.unit, day)

    def follow_expired(self) -> None:
        """End what went on after its term once somebody was elected to follow."""
        expired = [
            each
            for each in self._found.values()
            if each.until is not None and each.until <= self._last and not each.over_on(each.until)
        ]
        for course in reversed(expired):  # whoever follows may be followed: the last ones first
            if found := next(self._following(course), None):
                day, by = found
                self._end(course.number, day, Ending.TERM_OVER, by)

    def _following(self, course: Course) -> Iterator[tuple[date, Entry]]:
        """Yield from when there is somebody who follows after a term: the same member, or another one."""
        until = course.until
        assert until is not None  # noqa: S101 -- as it is called
        key = (course.elected.office, self._group(course))
        days = []
        for other in (self._found[number] for number in self._by_seat[key]):
            is_own = other.elected.member == course.elected.member
            is_later = other.election.order > course.election.order
            day = max(until, other.starts_on)
            is_next = is_later and (is_own or other.starts_on >= until) and day <= self._last
            if is_next and not other.over_on(day) and self._at(other, day) == self._at(course, day):
                days.append((day, other.election))
        yield from sorted(days, key=lambda each: (each[0], each[1].number))

    def end_below(self, numbers: Numbers) -> None:
        """End what a rule ends on the first day on which too few work there."""
        for course in [*self._found.values()]:
            elected = course.elected
            first, last = elected.effective_on, min(course.ended_on or self._last, self._last)
            for start, end in self._spells(course, last, _ends_below):
                # an override waives what did not hold on the day of election
                waived = first if elected.override is not None else None
                fallen = numbers.fallen(elected.unit, start, end)
                if below := next((each for each in fallen if each[0] != waived), None):
                    self._end(course.number, below[0], Ending.BELOW, below[1])
                    break

    def end_retested(self, numbers: Numbers) -> None:
        """End what a rule ends where the number surely has changed since the election."""
        for course in [*self._found.values()]:
            found = retested_on(course, self._offices)
            if found is None or found[0] > self._last or course.over_on(found[0]):
                continue
            day, office = found
            unit, first = course.elected.unit, course.elected.effective_on
            then, now = (numbers.electorate(unit, each) for each in (first, day))
            if has_changed(then, now, office):
                self._end(course.number, day, Ending.RETESTED, None)

    def _spells(
        self, course: Course, last: date, holds: Callable[[Office], bool]
    ) -> Iterator[tuple[date, date]]:
        """Yield the first and the last day of each stretch on which a rule holds, up to a day."""
        first = course.elected.effective_on
        turns = self._organisation.turns(course.elected.unit) if self._offices.is_local else ()
        days = sorted({first, *(d for d in (*self._offices.turns, *turns) if first < d <= last)})
        start: date | None = None
        for day in days:
            is_so = holds(self._offices.of(course.elected, day))
            if is_so and start is None:
                start = day
            elif not is_so and start is not None:
                yield start, date.fromordinal(day.toordinal() - 1)
                start = None
        if start is not None:
            yield start, last

    def end_after_mergers(self, numbers: Numbers) -> None:
        """Let the holders of the largest part carry on for a time, and end the mandates of the others."""
        for merger in self._organisation.every_merger():
            day, event = merger.event.effective_on, merger.event
            assert isinstance(event, UnitMerged)  # noqa: S101 -- by its kind
            before = date.fromordinal(day.toordinal() - 1)
            into = self._organisation.resolved(event.unit, day)
            merged = [
                each
                for each in self._found.values()
                if self._at(each, day) == into
                and each.held_on(before)
                and not each.over_on(day)
                and self._offices.of(each.elected, day).on_merger == LARGEST
            ]
            for office in {each.elected.office for each in merged}:
                self._carry_on(merger, [e for e in merged if e.elected.office == office], numbers)

    def _carry_on(self, merger: Entry, merged: Sequence[Course], numbers: Numbers) -> None:
        day = merger.event.effective_on
        before = date.fromordinal(day.toordinal() - 1)
        parts = {self._at(each, before) for each in merged}
        if len(parts) < 2:
            return
        into = self._at(merged[0], day)
        largest = max(
            parts, key=lambda part: (numbers.electorate(part, before).least, part == into, part)
        )
        for course in merged:
            months = self._offices.of(course.elected, day).merger_months
            if self._at(course, before) != largest:
                self._end(course.number, day, Ending.MERGED, merger)
            elif months is not None:
                self._end(course.number, months_after(day, months), Ending.MERGED, merger)

    def end_with_what_they_rest_on(self) -> None:
        """End each mandate that rests on an office which its holder holds no longer."""
        done: set[int] = set()
        for number in [*self._found]:
            self._rest(number, done)

    def _rest(self, number: int, done: set[int]) -> None:
        if number in done:
            return
        done.add(number)
        course = self._found[number]
        elected = course.elected
        among = self._offices.of(elected, elected.effective_on).among
        if among is None:
            return
        others = [n for n in self._by_member[elected.member] if self._office_of(n) == among]
        for other in others:
            self._rest(other, done)
        held = [self._found[n] for n in others]
        if not any(each.elected_on(elected.effective_on) for each in held):
            return  # it rested on none when it began: that is a finding
        overs = {each.ended_on for each in held if each.ended_on is not None}
        for day in sorted(day for day in overs if day >= elected.effective_on):
            rule = self._offices.of(elected, day)
            is_bound = rule.among == among and rule.when_that_ends == "ends"
            if is_bound and not any(each.elected_on(day) for each in held):
                over = max((e for e in held if e.ended_on == day), key=lambda e: e.number)
                self._end(number, day, Ending.RESTED, over.ended_by)
                return

    def _office_of(self, number: int) -> str:
        return self._found[number].elected.office

    def lapse(self) -> None:
        """End what is there for a time only: once the unit is gone into another, or has a steward."""
        for course in [*self._found.values()]:
            first = course.elected.effective_on
            if self._offices.of(course.elected, first).lapses is None:
                continue
            key = (STEWARD, self._group(course))
            days = {first, *self._organisation.turns(course.elected.unit)}
            days |= {self._found[number].starts_on for number in self._by_seat.get(key, ())}
            for day in sorted(d for d in days if first <= d <= self._last):
                if by := self._replaced(course, day):
                    self._end(course.number, day, Ending.LAPSED, by)
                    break

    def _replaced(self, course: Course, day: date) -> Entry | None:
        merged = self._organisation.merged(course.elected.unit, day)
        if merged and merged.event.effective_on > course.elected.effective_on:
            return merged
        there = self._there(course, day, STEWARD)
        return next((each.election for each in there if each.held_on(day)), None)
