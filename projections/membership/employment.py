"""Employment: since when somebody has worked where they work, as what, and when they are away from it.

The rule stands in docs/membership.md. Some functions take facts: the standing entries about one member, in
order, with those of their membership and those of days to come.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final

import attrs
from attrs import frozen

from ...events import (
    AbsenceBegan,
    AbsenceEnded,
    EmploymentStated,
    MemberJoined,
)
from ...events.entry import Entry
from ..months import months_after
from ..organisation.fold import Organisation
from .fold import OUT, Possible, first_day, possible_on

STANDINGS: Final = ("employee", "manager", "apprentice")
"""As what somebody can be employed."""

_NOWHERE: Final = ""
"""Stands for no work at all, where that is on record."""


class With(StrEnum):
    """What somebody must have been with for a while, to be elected."""

    EMPLOYER = "employer"
    WORKPLACE = "workplace"


@frozen
class Since:
    """Since when somebody has worked somewhere, as far as is known.

    Attributes:
        earliest: The first day it can have been; none where it may be any.
        latest: The day by which they surely did; none where they may not have been there at all.
        by: The entries that say so.
    """

    earliest: date | None = None
    latest: date | None = None
    by: tuple[Entry, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether it is known to the day."""
        return self.latest is not None and self.earliest == self.latest

    def reaches(self, months: int, day: date) -> bool | None:
        """Return whether it was some months ago on a day; none where nobody knows."""
        if self.latest is not None and months_after(self.latest, months) <= day:
            return True
        if self.earliest is not None and months_after(self.earliest, months) > day:
            return False
        return None


def by_member(*told: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return entries by the member they are about, in order."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted((entry for part in told for entry in part), key=lambda each: each.order):
        if (member := getattr(entry.event, "member", None)) is not None:
            found[member].append(entry)
    return found


def since_on(
    day: date,
    facts: Sequence[Entry],
    organisation: Organisation,
    where: With = With.EMPLOYER,
    *,
    enough: date = date.min,
) -> Since:
    """Return since when somebody has been with the employer, or at the workplace, that they are at on a day.

    What was stated of the employment is certain while the work is under that employer. The recorded stay
    says since when at the latest: somebody may have worked there before they were a member.

    Args:
        day: The day.
        facts: What is known of the member.
        organisation: The units that the facts name, with what they lie under or were merged into.
        where: With which of the two.
        enough: A stay is looked back on no further than to this day.
    """

    def named(workplace: str, then: date) -> str:
        unit = workplace if where is With.WORKPLACE else organisation.employer(workplace, then)
        return organisation.resolved(unit, day)

    stated = _hired(day, facts, organisation)
    if stated is not None and where is With.EMPLOYER:
        hired = _since(stated)
        return Since(hired, hired, (stated,))
    begun, by = _stay(day, facts, organisation, named, enough)
    if stated is None:
        return Since(None, begun, by)
    hired = _since(stated)  # nobody has worked longer at a workplace than for the employer
    return Since(hired, max(begun, hired) if begun else None, (*by, stated))


def standings_on(
    day: date, facts: Sequence[Entry], organisation: Organisation
) -> dict[str | None, Entry | None]:
    """Return as what somebody may be employed on a day, each with the entry that says so.

    None is for what nobody said.
    """
    told = [e for e in facts if getattr(e.event, "standing", None) and first_day(e) <= day]
    held = [e for e in told if e.event.effective_on <= day][-1:]
    behind = [e for e in told if e.event.effective_on > day]
    found: dict[str | None, Entry | None] = {}
    if not held:
        found[None] = None
    for entry in (*held, *behind):
        holds = _same_employer(entry.event.effective_on, day, facts, organisation)
        if holds is not True:
            found[None] = None
        if holds is not False:
            found[str(getattr(entry.event, "standing"))] = entry  # noqa: B009
    return found


@frozen
class Absence:
    """A time during which somebody is away from work.

    Attributes:
        first: The first day.
        until: The first day back, as it was told, or else as planned; none where nobody knows.
        began: The entry that says it began.
        by: The entries that say so, in order.
        is_over: Whether somebody said that it is over, and not only planned it.
        first_possible: The first day on which it can have begun.
    """

    first: date
    until: date | None
    began: Entry
    by: tuple[Entry, ...]
    is_over: bool
    first_possible: date

    def is_on(self, day: date) -> bool:
        """Return whether a day is one of it."""
        return self.first <= day and (self.until is None or day < self.until)

    def lasts(self, months: int, until: date | None) -> bool | None:
        """Return whether it lasts some months if it lasts to a day; none where nobody knows."""
        if until is None:
            return None
        if months_after(self.first, months) <= until:
            return True
        return None if months_after(self.first_possible, months) <= until else False


def absences(facts: Sequence[Entry]) -> list[Absence]:
    """Return when somebody is away, as the facts say, in order.

    An absence that begins while there is one already goes on with it, to another day. It is over on the
    day somebody says so; where nobody does, on the day that was planned.
    """
    found: list[Absence] = []
    for entry in facts:
        event, last = entry.event, found[-1] if found else None
        day = event.effective_on
        if isinstance(event, AbsenceBegan):
            if last and not last.is_over and (last.until is None or day <= last.until):
                found[-1] = attrs.evolve(last, until=event.until, by=(*last.by, entry))
            else:
                found.append(Absence(day, event.until, entry, (entry,), False, first_day(entry)))
        elif isinstance(event, AbsenceEnded) and last and not last.is_over:
            found[-1] = attrs.evolve(last, until=day, by=(*last.by, entry), is_over=True)
    return found


def away_on(day: date, facts: Sequence[Entry]) -> Absence | None:
    """Return the absence on a day; none of somebody who is not away, or not by what is known."""
    return next((each for each in absences(facts) if each.is_on(day)), None)


def planned_on(day: date, facts: Sequence[Entry]) -> Absence | None:
    """Return the absence on a day as it was planned then; none of somebody who is not away."""
    return away_on(day, [entry for entry in facts if entry.event.effective_on <= day])


def _since(stated: Entry) -> date:
    hired: date = getattr(stated.event, "since")  # noqa: B009
    return hired


def _hired(day: date, facts: Sequence[Entry], organisation: Organisation) -> Entry | None:
    """Return what says since when somebody has been with the employer of a day; none if nothing surely does.

    The last one told for the day or an earlier one; else the first one told for a later one, if they were
    hired by the day.
    """
    told = [e for e in facts if isinstance(e.event, EmploymentStated) and e.event.since is not None]
    by_then = [e for e in told if e.event.effective_on <= day]
    later = [e for e in told if e.event.effective_on > day and _since(e) <= day]
    for entry in (*reversed(by_then), *later):
        holds = _same_employer(entry.event.effective_on, day, facts, organisation)
        if holds is not False:
            return entry if holds else None
    return None


def _same_employer(
    one: date, other: date, facts: Sequence[Entry], organisation: Organisation
) -> bool | None:
    """Return whether the work is under one employer from one day to another; none where nobody knows.

    Where it is not known where somebody works, nothing says that it is elsewhere.
    """
    first, last = sorted((one, other))

    def named(workplace: str, then: date) -> str:
        return organisation.resolved(organisation.employer(workplace, then), last)

    surely, possibly = set[str](), set[str]()
    for then in _turns(last, facts, organisation):
        where = _where(then, possible_on(facts, _member(facts), then), named)
        known = {place for place in where if place is not None}
        possibly |= known
        surely |= known if len(where) == 1 else set()
        if then <= first:
            break
    if len(surely) > 1 or surely == {_NOWHERE}:
        return False
    return True if len(possibly) <= 1 and _NOWHERE not in possibly else None


def _stay(
    day: date,
    facts: Sequence[Entry],
    organisation: Organisation,
    named: Callable[[str, date], str],
    enough: date,
) -> tuple[date | None, tuple[Entry, ...]]:
    """Return the first day of the recorded stay where somebody is, and what puts them there."""
    here: frozenset[str | None] | None = None
    begun: date | None = None
    by: tuple[Entry, ...] = ()
    for then in _turns(day, facts, organisation):
        found = possible_on(facts, _member(facts), then)
        where = _where(then, found, named)
        if here is None:
            here = where
            if len(where) != 1 or where & {None, _NOWHERE}:
                return None, ()
        if where != here:
            break
        begun, by = then, found.placings[:1]
        if then <= enough:
            break
    return begun, by


def _turns(day: date, facts: Sequence[Entry], organisation: Organisation) -> Iterator[date]:
    """Yield the days up to a day from which the work may be under another employer, the last first."""
    days = {day}
    workplaces = set[str]()
    for entry in facts:
        days |= {entry.event.effective_on, first_day(entry)}
        if workplace := getattr(entry.event, "workplace", None):
            workplaces.add(workplace)
    for workplace in workplaces:
        days |= organisation.turns(workplace)
    yield from sorted((each for each in days if each <= day), reverse=True)


def _where(day: date, found: Possible, named: Callable[[str, date], str]) -> frozenset[str | None]:
    """Return where somebody may work on a day, by name; none for what is not known."""
    where = set[str | None]()
    if not found.is_surely_in or OUT in found.workplaces:
        where.add(None)
    if found.can_be_in:
        where |= {_place(entry.event, day, named) for entry in found.placings}
    return frozenset(where)


def _place(placed: Any, day: date, named: Callable[[str, date], str]) -> str | None:
    """Return where a fact puts somebody; a joining that names no workplace says nothing of it."""
    if isinstance(placed, MemberJoined):
        known = placed.workplace is not None and not placed.is_placed_later
        return named(str(placed.workplace), day) if known else None
    return _NOWHERE if placed.workplace is None else named(placed.workplace, day)


def _member(facts: Sequence[Entry]) -> str:
    return str(getattr(facts[0].event, "member")) if facts else ""  # noqa: B009
