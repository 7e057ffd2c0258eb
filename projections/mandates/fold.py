"""The course of a mandate: from the election until it ends. The rule stands in docs/mandates.md.

Decisions, questions, explanations and checks all judge mandates here.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from ...events import MandateEnded, MemberLeft, StewardElected
from ...events.entry import Entry
from ..membership.fold import Membership, Possible, after, possible_on
from ..organisation.fold import Organisation
from ..rules import NEUTRAL, At, Rules


class Ending(StrEnum):
    """Why a mandate is over; of several on one day, the first in this order is given."""

    ENDED = "ended"
    TERM_OVER = "term over"
    LEFT = "left the union"
    WORKPLACE_CHANGED = "workplace changed"
    UNIT_CLOSED = "unit closed"


@frozen
class Course:
    """How one mandate went, up to the last day looked at.

    Attributes:
        election: The entry it rests on.
        ended_on: The first day it is no longer held; none while it is held.
        ended_because: Why it is over; none while it is held.
        ended_by: The entry of the fact that ended it; none while it is held, where the organisation
            changed around the member, and where somebody was elected who had never joined.
        was_here: Whether the member worked there on the day of the election, or may have.
        ending: The first MandateEnded about it, whatever ended it; none if there is none.

    """

    election: Entry
    ended_on: date | None
    ended_because: Ending | None
    ended_by: Entry | None
    was_here: bool
    ending: Entry | None

    def held_on(self, day: date) -> bool:
        """Return whether it is held on a day no later than the last one looked at."""
        over = self.ended_on is not None and self.ended_on <= day
        return self.elected.effective_on <= day and not over

    @property
    def number(self) -> int:
        """The number of the entry it rests on."""
        return self.election.number

    @property
    def elected(self) -> StewardElected:
        """What the election says: member, unit, office, until."""
        return _elected(self.election)


def courses_on(
    day: date,
    history: Sequence[Entry],
    organisation: Organisation,
    rules: Rules,
) -> list[Course]:
    """Fold a history into the course of each mandate begun by a day, in the order of the elections.

    Args:
        day: The last day looked at.
        history: Standing entries in order: elections, endings, and the elected members' facts, those
            of later days included that may have been true by then.
        organisation: The units those facts name, and what they lie under or were merged into.
        rules: The rules, for those on the day of an election where it was held.

    """
    elections = [
        entry
        for entry in history
        if entry.event.effective_on <= day and isinstance(entry.event, StewardElected)
    ]
    facts: dict[str, list[Entry]] = {_elected(election).member: [] for election in elections}
    for entry in history:
        about = facts.get(getattr(entry.event, "member", ""))
        if about is not None:
            about.append(entry)
    return [
        _course(
            day,
            election,
            facts[_elected(election).member],
            organisation,
            at_of(_elected(election), rules),
        )
        for election in elections
    ]


def at_of(elected: StewardElected, rules: Rules) -> At:
    """Return where the holder of the office of an election must work, by the rules of that day."""
    office = rules.at(elected.unit, elected.effective_on).office(elected.office) or NEUTRAL
    return office.at or At.ELECTORATE


def ends(ending: Entry, election: Entry, organisation: Organisation) -> bool:
    """Return whether an entry ends the mandate of an election, both units followed to that day."""
    ended, elected = ending.event, election.event
    if not isinstance(ended, MandateEnded) or not isinstance(elected, StewardElected):
        return False
    if (ended.member, ended.office) != (elected.member, elected.office):
        return False
    day, is_later = ended.effective_on, ending.order > election.order
    return is_later and organisation.resolved(ended.unit, day) == organisation.resolved(
        elected.unit, day
    )


def ends_any(ending: Entry, history: Sequence[Entry], organisation: Organisation) -> bool:
    """Return whether an ending is of any election that no ending on record by its day is of."""
    by_then = [entry for entry in history if entry.order < ending.order]
    return any(
        ends(ending, election, organisation)
        for election in by_then
        if not any(ends(earlier, election, organisation) for earlier in by_then)
    )


def outlasts(until: date | None, other: date | None) -> bool:
    """Return whether a term is longer than another one, given the days on which they are over."""
    return other is not None and (until is None or until > other)


_ABSENCES: Final = frozenset({Ending.LEFT, Ending.WORKPLACE_CHANGED})
# An override waives what does not hold on the day of election, membership or workplace, until it first
# holds: somebody elected from elsewhere may be elsewhere, but still ends the mandate by leaving.
_SHOWN_BY: Final[dict[Ending | None, frozenset[Ending]]] = {
    None: _ABSENCES,
    Ending.WORKPLACE_CHANGED: frozenset({Ending.LEFT}),
    Ending.LEFT: frozenset(),
}


def _course(
    last: date,
    election: Entry,
    facts: Sequence[Entry],
    organisation: Organisation,
    at: At,
) -> Course:
    """Look at the mandate on each day on which anything changes, until it is over."""
    elected = _elected(election)
    by_then = (entry for entry in facts if entry.event.effective_on <= last)
    ending = next((entry for entry in by_then if ends(entry, election, organisation)), None)
    is_exact = not any(map(_not_before, facts))
    binding = _ABSENCES if elected.override is None else frozenset()
    was_here = False
    for today, state, left in _states(last, election, facts, organisation):
        unit = organisation.resolved(elected.unit, today)
        possible = None if is_exact else possible_on(facts, elected.member, today)
        absence = _absence(elected, organisation, at, today, state=state, possible=possible)
        was_here = was_here or (today == elected.effective_on and absence is None)
        binding = binding | _SHOWN_BY[absence]
        why: Ending | None = None
        by: Entry | None = None
        if ending and ending.event.effective_on <= today:
            why, by = Ending.ENDED, ending
        elif elected.until and elected.until <= today:
            why, by = Ending.TERM_OVER, election
        elif absence in binding:
            why, by = (
                absence,
                _absent_by(absence, elected, today, state=state, possible=possible, left=left),
            )
        elif closed := organisation.closed(unit, today):
            why, by = Ending.UNIT_CLOSED, closed
        if why:
            return Course(election, today, why, by, was_here, ending)
    return Course(election, None, None, None, was_here, ending)


def _states(
    last: date, election: Entry, facts: Sequence[Entry], organisation: Organisation
) -> Iterator[tuple[date, Membership | None, Entry | None]]:
    """Yield each day that matters, with the member's state on it and the last leaving by then."""
    state: Membership | None = None
    left: Entry | None = None
    remaining = iter(facts)
    coming = next(remaining, None)
    for today in _days(last, election, facts, organisation):
        while coming is not None and coming.event.effective_on <= today:
            state = after(state, coming)
            left = coming if isinstance(coming.event, MemberLeft) else left
            coming = next(remaining, None)
        yield today, state, left


def _days(
    last: date, election: Entry, facts: Sequence[Entry], organisation: Organisation
) -> list[date]:
    """Return the days, from that of the election on, on which the answer may change."""
    elected = _elected(election)
    first, days = elected.effective_on, {entry.event.effective_on for entry in facts}
    days.update(filter(None, map(_not_before, facts)))
    for unit in {elected.unit, *workplaces_of(facts)}:
        days |= organisation.turns(unit)
    if elected.until:
        days.add(elected.until)
    return [first, *sorted(day for day in days if first < day <= last)]


def workplaces_of(facts: Sequence[Entry]) -> set[str]:
    """Return every workplace that was on record of the members whom some facts are about."""
    placed = {getattr(entry.event, "workplace", None) for entry in facts}
    return {workplace for workplace in placed if workplace is not None}


def _absence(
    elected: StewardElected,
    organisation: Organisation,
    at: At,
    today: date,
    *,
    state: Membership | None,
    possible: Possible | None,
) -> Ending | None:
    """Return why the member is surely not there; `possible` where not all that is known is exact."""
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
    return state.is_unplaced or _is_there(state.workplace, elected, organisation, at, day)


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


def _is_there(
    workplace: str | None,
    elected: StewardElected,
    organisation: Organisation,
    at: At,
    day: date,
) -> bool:
    if workplace is None:
        return False
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


def _not_before(entry: Entry) -> date | None:
    day: date | None = getattr(entry.event, "not_before", None)
    return day


def _elected(election: Entry) -> StewardElected:
    assert isinstance(election.event, StewardElected)  # noqa: S101 -- by construction
    return election.event
