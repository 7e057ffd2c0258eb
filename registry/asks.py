"""Asking a registry: every answer is of a day, and of what was known at an instant."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Literal

from .. import projections
from ..events import UnitFormed
from ..events.errors import MalformedInstant
from ..events.validators import check_asked_id, check_unit_id
from ..projections import (
    Count,
    Eligibility,
    Finding,
    Mandate,
    Member,
    PublishedCount,
    Unit,
)
from .boundary import Boundary
from .commands import Command
from .errors import NoSuchEntry, UnknownUnit
from .folds import Entry, membership_on
from .replays import Replays, one_at_a_time

Knowledge = date | datetime | int | None
"""How much of the log counts: what was recorded by an instant, or by the end of a day in UTC; the entries
up to a number; all of them for none."""

Grouping = Literal["workplace", "unit", "category"]


def end_of(day: date) -> datetime:
    """Return the last microsecond of a day in UTC: what is known at the end of it."""
    return datetime.combine(day, time.max, tzinfo=UTC)


class Asks(Replays):
    """The side of a registry that is asked questions.

    `on` is a civil day, today if left out. `known_at` is an instant, a day for its end in UTC, or the
    number of the last entry that counts; left out, all that is recorded does. Nothing here changes the
    log.

    Every question may raise UnknownUnit for a unit that was never formed, NoSuchEntry for a number
    beyond the log, BadInput for an id that cannot be one, and UnsoundStore where the log cannot be read.
    """

    _clock: Callable[[], datetime]

    @one_at_a_time
    def count(
        self,
        *,
        on: date | None = None,
        known_at: Knowledge = None,
        unit: str | None = None,
        category: str | None = None,
        by: Grouping | None = None,
    ) -> Count:
        """Count the members on a day: in the union, or at or below a unit; all categories, or one.

        Args:
            on: The day.
            known_at: The knowledge.
            unit: Only members whose workplace, after mergers, lies at or below it.
            category: Only members of this category.
            by: Also the same number in groups.
        """
        day, upto = self._asked(on, known_at)
        self._refuse_unknown("count the members", unit)
        refuse_malformed("category", category)
        asked = (self._projection, day, upto)
        members = projections.count(*asked, unit=unit, category=category)
        groups = projections.groups(*asked, by, unit=unit, category=category) if by else ()
        instant = self._instant(known_at) or self._clock()
        return Count(day, instant, unit, category, members, groups)

    @one_at_a_time
    def eligibility(
        self, *, on: date | None = None, known_at: Knowledge = None
    ) -> tuple[Eligibility, ...]:
        """Return the open workplaces, each with whether it may elect a steward and whom it has."""
        day, upto = self._asked(on, known_at)
        return projections.eligibility(self._projection, day, upto, *self._rules)

    @one_at_a_time
    def vacancies(
        self, *, on: date | None = None, known_at: Knowledge = None
    ) -> tuple[Eligibility, ...]:
        """Return the open workplaces that may elect and have no steward in office."""
        day, upto = self._asked(on, known_at)
        return projections.vacancies(self._projection, day, upto, *self._rules)

    @one_at_a_time
    def mandates(
        self,
        *,
        on: date | None = None,
        known_at: Knowledge = None,
        office: str | None = None,
        ended: bool = False,
    ) -> tuple[Mandate, ...]:
        """Return the mandates held on a day; with `ended`, also those that were over by then."""
        day, upto = self._asked(on, known_at)
        refuse_malformed("office", office)
        found = projections.mandates(self._projection, day, upto)
        wanted = (m for m in found if office in (None, m.office))
        return tuple(mandate for mandate in wanted if ended or mandate.ended_on is None)

    @one_at_a_time
    def units(
        self,
        *,
        on: date | None = None,
        known_at: Knowledge = None,
        gone: bool = False,
    ) -> tuple[Unit, ...]:
        """Return the units open on a day; with `gone`, also those not yet formed, merged or closed."""
        day, upto = self._asked(on, known_at)
        every = projections.units(self._projection, day, upto)
        return tuple(unit for unit in every if gone or unit.is_open)

    def unit(
        self,
        unit: str,
        *,
        on: date | None = None,
        known_at: Knowledge = None,
    ) -> Unit | None:
        """Return one unit as it stands on a day; none if it was not known then."""
        self._refuse_unknown("show what is known", unit)
        every = self.units(on=on, known_at=known_at, gone=True)
        return next((each for each in every if each.unit == unit), None)

    @one_at_a_time
    def members(
        self,
        *,
        on: date | None = None,
        known_at: Knowledge = None,
        unit: str | None = None,
        category: str | None = None,
    ) -> tuple[Member, ...]:
        """Return who is counted: the members that `count` with the same words numbers."""
        day, upto = self._asked(on, known_at)
        self._refuse_unknown("list the members", unit)
        refuse_malformed("category", category)
        return projections.members(self._projection, day, upto, unit=unit, category=category)

    def member(
        self,
        member: str,
        *,
        on: date | None = None,
        known_at: Knowledge = None,
    ) -> Member | None:
        """Return one member as on a day, none outside membership; it reads that history alone."""
        check_asked_id("member", member)
        day = on or self.today()
        seen = Boundary(self.log.store, self._last_known(known_at))
        state = membership_on(seen.member(member), member, day)
        if state is None:
            return None
        place = state.workplace
        at_unit = place and seen.organisation(place).resolved(place, day)
        entries = (state.joined.number, state.placed.number)
        return Member(member, place, at_unit, state.category, *entries)

    @one_at_a_time
    def published(self, *, known_at: Knowledge = None) -> tuple[PublishedCount, ...]:
        """Return the numbers of members in print, in the order they were told."""
        _, upto = self._asked(None, known_at)
        return projections.published(self._projection, upto)

    @one_at_a_time
    def check(self, *, on: date | None = None, known_at: Knowledge = None) -> tuple[Finding, ...]:
        """Return what looks odd as of a day, each finding with the entries behind it."""
        day, upto = self._asked(on, known_at)
        return projections.findings(self._projection, day, upto, *self._rules)

    def history(
        self,
        *,
        member: str | None = None,
        unit: str | None = None,
        on: date | None = None,
        known_at: Knowledge = None,
    ) -> list[Entry]:
        """Return the entries that name a member or a unit, voided ones and voids included.

        They come as a history is read: by the day they are true from, then as told. Given a day, those
        effective later are left out.
        """
        if (member is None) == (unit is None):
            raise TypeError("history() takes one of member and unit")
        named, subject = ("unit", unit) if member is None else ("member", member)
        refuse_malformed("member", member)
        self._refuse_unknown("show the history", unit)
        upto = self._last_known(known_at)
        return self.log.history(f"{named}:{subject}", upto, on)

    def entry(self, number: int) -> Entry:
        """Return one entry, with the void that takes it back if there is one.

        Raises:
            NoSuchEntry: the log has no entry of that number.
        """
        found = Boundary(self.log.store).entry(number)
        if found is None:
            raise NoSuchEntry("show", number)
        return found

    def newest(self, most: int) -> list[Entry]:
        """Return the entries recorded last, the newest last."""
        first = max(self.size() - most, 0)
        return [self.entry(e.number) for e in self.log.entries(after=first)]

    def size(self) -> int:
        """Return the number of entries in the log."""
        return self.log.store.size()

    def today(self) -> date:
        """Return this civil day, where the computer is."""
        return self._clock().astimezone().date()

    @property
    def _rules(self) -> tuple[int, tuple[str, ...]]:
        return self.agreement.threshold, self.agreement.counted

    def _asked(self, on: date | None, known_at: Knowledge) -> tuple[date, int]:
        self.replay()
        return on or self.today(), self._known(known_at)

    def _known(self, known_at: Knowledge) -> int:
        """Return the last entry that counts, of those that are replayed."""
        head = self._projection.head
        return head if known_at is None else min(self._last_known(known_at), head)

    def _last_known(self, known_at: Knowledge) -> int:
        """Return the last entry that counts."""
        if isinstance(known_at, int):
            return self._recorded(known_at).number
        return self.log.known(self._instant(known_at))

    def _asked_before(self, on: date | None, command: str | None) -> tuple[date, int]:
        """Return the day, and the last entry: for a command recorded by now, the one just before it."""
        repeat = self.log.repeat(Command.of(command))
        day, upto = self._asked(on, None)
        return day, repeat.first - 1 if repeat else upto

    def _recorded(self, number: int) -> Entry:
        """Return an entry as it was recorded; raise NoSuchEntry."""
        found = next(self.log.entries(after=number - 1, limit=1), None) if number > 0 else None
        if found is None:
            raise NoSuchEntry("ask as known at", number)
        return found

    def _instant(self, known_at: Knowledge) -> datetime | None:
        if isinstance(known_at, int):
            return self._recorded(known_at).event.recorded_at
        if isinstance(known_at, datetime) and known_at.tzinfo is None:
            raise MalformedInstant("known_at", known_at.isoformat())
        if known_at is None or isinstance(known_at, datetime):
            return known_at
        return end_of(known_at)

    def _refuse_unknown(self, action: str, unit: str | None) -> None:
        if unit is not None:
            check_unit_id("unit", unit)
            seen = Boundary(self.log.store)
            seen.organisation(unit)
            if not any(_forms(entry, unit) for entry in seen.entries()):
                raise UnknownUnit(f"{action} of {unit}", unit)


def _forms(entry: Entry, unit: str) -> bool:
    return isinstance(entry.event, UnitFormed) and entry.event.unit == unit


def refuse_malformed(field: str, value: str | None) -> None:
    """Raise BadInput unless a value is an id that can be asked for, or not given."""
    if value is not None:
        check_asked_id(field, value)
