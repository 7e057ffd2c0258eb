"""Mandates: since when, until when, and why they are over."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum

from attrs import frozen

from ...events import MandateEnded, StewardElected
from .entry import Entry
from .membership import membership_on
from .organisation import Organisation


class Scope(StrEnum):
    """Where the holder of an office must work: at the very unit, or at or below it."""

    WORKPLACE = "workplace"
    UNIT = "unit"


class Ending(StrEnum):
    """Why a mandate is over; of several on one day, the first in this order is told."""

    ENDED = "ended"
    TERM_OVER = "term over"
    LEFT = "left the union"
    WORKPLACE_CHANGED = "workplace changed"
    UNIT_CLOSED = "unit closed"


@frozen
class Mandate:
    """One person holding one office at one unit from a day.

    Attributes:
        election: The entry it rests on.
        ended_on: The first day it is no longer held, if that is not after the day asked for.
        ended_because: Why it is over; none while it is held.

    """

    election: Entry
    ended_on: date | None
    ended_because: Ending | None

    def held_on(self, day: date) -> bool:
        """Tell whether it is held on a day no later than the last one looked at."""
        over = self.ended_on is not None and self.ended_on <= day
        return self.elected.effective_on <= day and not over

    @property
    def number(self) -> int:
        """The number of the entry it rests on."""
        return self.election.number

    @property
    def elected(self) -> StewardElected:
        """What the election says: member, unit, office, until."""
        assert isinstance(self.election.event, StewardElected)  # noqa: S101 -- by construction
        return self.election.event


def mandates_on(
    day: date,
    history: Sequence[Entry],
    organisation: Organisation,
    scopes: Mapping[str, Scope],
) -> list[Mandate]:
    """Fold a history into the mandates that began by a day, in the order of the elections.

    Args:
        day: The last day looked at.
        history: Standing entries in order: elections, endings, and the elected members' facts.
        organisation: The units those facts name, and what they lie under or were merged into.
        scopes: The scope of each office; an office it lacks is held at a workplace.

    """
    elections = [e for e in history if isinstance(e.event, StewardElected)]
    return [
        _Course(election, history, organisation, scopes).mandate(day)
        for election in elections
        if election.event.effective_on <= day
    ]


def ends(ending: Entry, election: Entry, organisation: Organisation) -> bool:
    """Tell whether an entry ends the mandate of an election, both units followed to that day."""
    ended, elected = ending.event, election.event
    if not isinstance(ended, MandateEnded) or not isinstance(elected, StewardElected):
        return False
    if (ended.member, ended.office) != (elected.member, elected.office):
        return False
    day, after = ended.effective_on, ending.order > election.order
    return after and organisation.resolved(ended.unit, day) == organisation.resolved(
        elected.unit, day
    )


def ends_any(ending: Entry, history: Sequence[Entry], organisation: Organisation) -> bool:
    """Tell whether an ending is of any election that no ending on record by its day is of."""
    by_then = [entry for entry in history if entry.order < ending.order]
    return any(
        ends(ending, election, organisation)
        for election in by_then
        if not any(ends(earlier, election, organisation) for earlier in by_then)
    )


_ABSENCES = (Ending.LEFT, Ending.WORKPLACE_CHANGED)
# An override waives what does not hold on the day of election, membership or workplace, until it first
# holds: somebody elected from elsewhere may be elsewhere, but still ends the mandate by leaving.
_SHOWN_BY: dict[Ending | None, set[Ending]] = {
    None: set(_ABSENCES),
    Ending.WORKPLACE_CHANGED: {Ending.LEFT},
    Ending.LEFT: set(),
}


class _Course:
    """The course of one mandate, looked at on the days on which anything changes."""

    def __init__(
        self,
        election: Entry,
        history: Sequence[Entry],
        organisation: Organisation,
        scopes: Mapping[str, Scope],
    ) -> None:
        assert isinstance(election.event, StewardElected)  # noqa: S101 -- by construction
        self.election, self.elected = election, election.event
        self.scope = scopes.get(self.elected.office, Scope.WORKPLACE)
        self.organisation = organisation
        self.facts = [e for e in history if getattr(e.event, "member", None) == self.elected.member]

    def mandate(self, day: date) -> Mandate:
        binding = set(_ABSENCES) if self.elected.override is None else set()
        for today in self._days(day):
            absence = self._absence(today)
            binding |= _SHOWN_BY[absence]
            if why := self._over_by_word(today) or self._over_by_place(today, absence, binding):
                return Mandate(self.election, today, why)
        return Mandate(self.election, None, None)

    def _days(self, last: date) -> list[date]:
        first = self.elected.effective_on
        days = {first, *(e.event.effective_on for e in self.facts), *self.organisation.days()}
        days |= {self.elected.until} if self.elected.until else set()
        return sorted(day for day in days if first <= day <= last)

    def _over_by_word(self, today: date) -> Ending | None:
        if any(self._is_ended_by(entry, today) for entry in self.facts):
            return Ending.ENDED
        if self.elected.until and self.elected.until <= today:
            return Ending.TERM_OVER
        return None

    def _over_by_place(
        self, today: date, absence: Ending | None, binding: set[Ending]
    ) -> Ending | None:
        if absence in binding:
            return absence
        if self.organisation.closed(self._unit(today), today):
            return Ending.UNIT_CLOSED
        return None

    def _is_ended_by(self, entry: Entry, today: date) -> bool:
        told = entry.event.effective_on
        return told <= today and ends(entry, self.election, self.organisation)

    def _absence(self, today: date) -> Ending | None:
        state = membership_on(self.facts, self.elected.member, today)
        if state is None:
            return Ending.LEFT
        if state.workplace is None or self._unit(today) not in self._reach(state.workplace, today):
            return Ending.WORKPLACE_CHANGED
        return None

    def _reach(self, workplace: str, today: date) -> Iterator[str]:
        at = self.organisation.resolved(workplace, today)
        return iter((at,)) if self.scope is Scope.WORKPLACE else self.organisation.line(at, today)

    def _unit(self, today: date) -> str:
        return self.organisation.resolved(self.elected.unit, today)
