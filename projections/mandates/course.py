"""The course of one mandate, as far as it goes by itself: from the election until it ends."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

import attrs
from attrs import frozen

from ...events import MemberLeft, StewardElected
from ...events.entry import Entry
from ...events.members import MemberFact
from ..membership.fold import OUT, Membership, Possible, after, possible_on
from ..organisation.fold import Organisation
from ..rules import NEUTRAL, At, Office, Rules
from .matching import Matched
from .terms import over_on


class Ending(StrEnum):
    """Why a mandate is over; of several on one day, the first in this order is given."""

    ENDED = "ended"
    ANNULLED = "annulled"
    TERM_OVER = "term over"
    DECLINED = "recognition declined"
    LEFT = "left the union"
    WORKPLACE_CHANGED = "workplace changed"
    UNIT_CLOSED = "unit closed"
    MERGED = "unit merged"
    BELOW = "below the threshold"
    RETESTED = "number changed"
    RESTED = "the office it rests on ended"
    LAPSED = "lapsed"


@frozen
class Course:
    """How one mandate went, up to the last day looked at.

    Attributes:
        election: The entry it rests on.
        elected: What it says: member, unit, office.
        until: The day the term is over, by the election or else by the rules; none for until further notice.
        ended_on: The first day it is no longer held; none while it is held.
        ended_because: Why it is over; none while it is held.
        ended_by: The entry of the fact that ended it; none while it is held, where the organisation
            changed around the member, where somebody was elected who had never joined, and where the number
            was looked at again.
        was_here: Whether the member worked there on the day of the election, or may have.
        ending: The MandateEnded about it, whatever ended it; none if there is none.
        steps: What happened to the election since, in order.

    """

    election: Entry
    elected: StewardElected
    until: date | None
    ended_on: date | None
    ended_because: Ending | None
    ended_by: Entry | None
    was_here: bool
    ending: Entry | None
    steps: tuple[Entry, ...] = ()

    def held_on(self, day: date) -> bool:
        """Return whether it is held on a day no later than the last one looked at."""
        return self.starts_on <= day and not self.over_on(day)

    def elected_on(self, day: date) -> bool:
        """Return whether somebody is elected on such a day: in office, or to be so later."""
        return self.elected.effective_on <= day and not self.over_on(day)

    def over_on(self, day: date) -> bool:
        """Return whether it is over on such a day."""
        return self.ended_on is not None and self.ended_on <= day

    def by(self, day: date) -> "Course":
        """Return how it went up to such a day, on which it had begun."""
        ended_on, steps = self.ended_on, self.steps
        ending = self.ending if _is_by(self.ending, day) else None
        if steps and not _is_by(steps[-1], day):
            steps = tuple(each for each in steps if _is_by(each, day))
        if ended_on is not None and ended_on > day:
            return attrs.evolve(
                self, ended_on=None, ended_because=None, ended_by=None, ending=ending, steps=steps
            )
        if ending is self.ending and steps is self.steps:  # as most are
            return self
        return attrs.evolve(self, ending=ending, steps=steps)

    @property
    def number(self) -> int:
        """The number of the entry it rests on."""
        return self.election.number

    @property
    def starts_on(self) -> date:
        """The first day of office."""
        return self.elected.starts_on or self.elected.effective_on


def _is_by(entry: Entry | None, day: date) -> bool:
    return entry is not None and entry.event.effective_on <= day


class Offices:
    """The rules on the offices that mandates are held in, each looked up once."""

    def __init__(self, rules: Rules, organisation: Organisation, last: date) -> None:
        """Start with the rules, and the last day that they are asked for."""
        self._rules, self._organisation = rules, organisation
        self.turns = rules.turns(last)
        """The days from which other rules may hold."""
        self.is_local = any(getattr(each.event, "unit", None) for each in rules.agreed)
        self._turns_at: dict[str | None, list[date]] = {None: self.turns}
        self._found: dict[tuple[str | None, str, int], Office] = {}

    def on(self, unit: str, office: str, day: date) -> Office:
        """Return what holds of an office at a unit on a day; the neutral rules for one that no book has."""
        place = unit if self.is_local else None
        turns = self._turns_at.get(place)
        if turns is None:
            turns = sorted({*self.turns, *self._organisation.turns(unit)})
            self._turns_at[place] = turns
        key = (place, office, bisect_right(turns, day))
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._rules.at(unit, day).office(office) or NEUTRAL
        return found

    def of(self, elected: StewardElected, day: date) -> Office:
        """Return what holds on a day of the office that somebody was elected to, where that was."""
        return self.on(elected.unit, elected.office, day)


ACCEPTED: Final = "accepted"
"""The rule by which a mandate goes on after its term, while the employer accepts that."""

_ABSENCES: Final = frozenset({Ending.LEFT, Ending.WORKPLACE_CHANGED})
# An override waives what does not hold on the day of election, membership or workplace, until it first
# holds: somebody elected from elsewhere may be elsewhere, but still ends the mandate by leaving.
_SHOWN_BY: Final[dict[Ending | None, frozenset[Ending]]] = {
    None: _ABSENCES,
    Ending.WORKPLACE_CHANGED: frozenset({Ending.LEFT}),
    Ending.LEFT: frozenset(),
}


class Facts:
    """What is known of one member, as far as a mandate rests on it.

    Attributes:
        told: Standing entries in order.
        is_exact: Whether the days of all of them are.
        days: The days from which any of it holds, and those on which what the workplaces belong to changes.
    """

    def __init__(self, told: Sequence[Entry], organisation: Organisation) -> None:
        """Start with what is known, and the organisation."""
        self.told = told
        self.is_exact = True
        self.days: set[date] = set()
        self._from: list[date] = []
        self._states: list[tuple[Membership | None, Entry | None]] = []
        state: Membership | None = None
        left: Entry | None = None
        for entry in told:
            event = entry.event
            self.days.add(event.effective_on)
            if (not_before := getattr(event, "not_before", None)) is not None:
                self.is_exact = False
                self.days.add(not_before)
            if (workplace := getattr(event, "workplace", None)) is not None:
                self.days |= organisation.turns(workplace)
            if isinstance(event, MemberFact):
                state = after(state, entry)
                left = entry if isinstance(event, MemberLeft) else left
                self._from.append(event.effective_on)
                self._states.append((state, left))

    def state_on(self, day: date) -> tuple[Membership | None, Entry | None]:
        """Return the member's state on a day, and the last leaving by then."""
        place = bisect_right(self._from, day)
        return self._states[place - 1] if place else (None, None)


@frozen
class Setting:
    """What the courses of mandates are judged in.

    Attributes:
        last: The last day looked at.
        organisation: The units.
        offices: The rules.
        matched: Which endings and steps are of which election.
    """

    last: date
    organisation: Organisation
    offices: Offices
    matched: Matched


def course_of(election: Entry, facts: Facts, setting: Setting) -> Course:
    """Look at a mandate on each day on which anything changes, until it is over by itself."""
    elected = elected_in(election)
    organisation, offices = setting.organisation, setting.offices
    ending = setting.matched.ending.get(election.number)
    steps = setting.matched.steps.get(election.number, ())
    until = over_on(elected, offices.of(elected, elected.effective_on))
    falls = _first(steps, "upheld") if steps else None
    declined = _first(steps, "declined") if steps else None
    binding = _ABSENCES if elected.override is None else frozenset()
    was_here = False
    for today in _days(elected, until, facts, setting):
        state, left = facts.state_on(today)
        office = offices.of(elected, today)
        possible = None if facts.is_exact else possible_on(facts.told, elected.member, today)
        absence = _absence(elected, organisation, office, today, state=state, possible=possible)
        was_here = was_here or (today == elected.effective_on and absence is None)
        binding = binding | _SHOWN_BY[absence]
        why: Ending | None = None
        by: Entry | None = None
        if ending and ending.event.effective_on <= today:
            why, by = Ending.ENDED, ending
        elif falls and falls.event.effective_on <= today:
            why, by = Ending.ANNULLED, falls
        elif until and until <= today and office.on_expiry != ACCEPTED:
            why, by = Ending.TERM_OVER, election
        elif declined and declined.event.effective_on <= today:
            why, by = Ending.DECLINED, declined
        elif absence in binding:
            why, by = (
                absence,
                _absent_by(absence, elected, today, state=state, possible=possible, left=left),
            )
        elif closed := organisation.closed(organisation.resolved(elected.unit, today), today):
            why, by = Ending.UNIT_CLOSED, closed
        if why:
            return Course(election, elected, until, today, why, by, was_here, ending, (*steps,))
    return Course(election, elected, until, None, None, None, was_here, ending, (*steps,))


def _first(steps: Sequence[Entry], what: str) -> Entry | None:
    return next((each for each in steps if getattr(each.event, "step", None) == what), None)


def _days(
    elected: StewardElected, until: date | None, facts: Facts, setting: Setting
) -> list[date]:
    """Return the days, from that of the election on, on which the answer may change."""
    first, last = elected.effective_on, setting.last
    turns = (setting.organisation.turns(elected.unit), setting.offices.turns)
    every = (facts.days, *turns, (until,) if until else ())
    return [first, *sorted({day for days in every for day in days if first < day <= last})]


def workplaces_of(facts: Sequence[Entry]) -> set[str]:
    """Return every workplace that was on record of the members whom some facts are about."""
    placed = {getattr(entry.event, "workplace", None) for entry in facts}
    return {workplace for workplace in placed if workplace is not None}


def _absence(
    elected: StewardElected,
    organisation: Organisation,
    office: Office,
    today: date,
    *,
    state: Membership | None,
    possible: Possible | None,
) -> Ending | None:
    """Return why the member is surely not there; `possible` where not all that is known is exact.

    Nobody knows where those work who are not in the union.
    """
    at = office.at or At.ELECTORATE
    if office.member is False and not (state if possible is None else possible.is_surely_in):
        return None
    if not (state if possible is None else possible.can_be_in):
        return Ending.LEFT
    if possible is not None:
        here = can_be_at(possible, elected, organisation, at, today)
    else:
        here = state is not None and is_at(state, elected, organisation, at, today)
    return None if here else Ending.WORKPLACE_CHANGED


def is_at(
    state: Membership,
    elected: StewardElected,
    organisation: Organisation,
    at: At,
    day: date,
) -> bool:
    """Tell whether a member works at the unit of an election on a day, or below it for a joint office.

    Where nobody knows yet where the member works, nothing says that it is elsewhere.
    """
    return _is_there(state.workplace, elected, organisation, at, day) or state.is_unplaced


def can_be_at(
    possible: Possible,
    elected: StewardElected,
    organisation: Organisation,
    at: At,
    day: date,
) -> bool:
    """Tell whether a member may work there on a day: whichever day of each window is the true one."""
    places = (_is_there(w, elected, organisation, at, day) for w in possible.workplaces_if_in)
    return possible.can_be_in and (possible.can_be_unplaced or any(places))


def is_surely_at(
    possible: Possible,
    elected: StewardElected,
    organisation: Organisation,
    at: At,
    day: date,
) -> bool:
    """Tell whether a member surely works there on a day: whichever day of each window is the true one."""
    if not possible.is_surely_in or OUT in possible.workplaces or possible.can_be_unplaced:
        return False
    return all(
        can_be_at(attrs.evolve(possible, workplaces=(said,)), elected, organisation, at, day)
        for said in possible.workplaces
    )


def _is_there(
    workplace: str | None,
    elected: StewardElected,
    organisation: Organisation,
    at: At,
    day: date,
) -> bool:
    if workplace is None:
        return False
    if workplace == elected.unit:  # most are: wherever that has come to lie, both are there
        return True
    if at is At.ELECTORATE:
        one, other = (organisation.electorate(each, day) for each in (workplace, elected.unit))
        return one == other
    here, unit = (organisation.resolved(each, day) for each in (workplace, elected.unit))
    if at is At.ABOVE:
        unit = organisation.parent(unit, day) or unit
    return unit in organisation.line(here, day)


def _absent_by(
    absence: Ending,
    elected: StewardElected,
    today: date,
    *,
    state: Membership | None,
    possible: Possible | None,
    left: Entry | None,
) -> Entry | None:
    """Return the fact by which the member is not there; none where the organisation changed instead."""
    if absence is Ending.LEFT:
        return left
    if state is not None:
        days = (state.placed.event.effective_on, elected.effective_on)
        return state.placed if today in days else None
    if left is not None and left.event.effective_on == today:
        return left
    may_be = possible.placings if possible and today == elected.effective_on else ()
    return next(iter(may_be), None)


def elected_in(election: Entry) -> StewardElected:
    """Return what an election says."""
    assert isinstance(election.event, StewardElected)  # noqa: S101 -- by construction
    return election.event
