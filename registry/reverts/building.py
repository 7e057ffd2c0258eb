"""What building on a batch means: an entry found there what it would not find without the batch.

The histories are folded twice up to a later entry, with the batch and without it. The table of
`docs/semantics.md`, "What a revert refuses", says the same.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from attrs import frozen
from eventsourcing.dcb.api import DCBQuery, DCBQueryItem

from ...events import (
    AbsenceEnded,
    ElectionStepTaken,
    Event,
    Family,
    JoiningDayStated,
    MandateEnded,
    MemberJoined,
    StewardElected,
    WorkplaceConfirmed,
    types_of,
    types_setting,
)
from ...events.entry import Entry, in_order, known
from ...events.log import Log
from ...events.members import MemberFact
from ...events.reading import readable
from ...projections.boundary import Boundary
from ...projections.mandates.course import can_be_at
from ...projections.mandates.fold import at_of
from ...projections.mandates.matching import election_of
from ...projections.membership.employment import Absence, absences
from ...projections.membership.fold import Membership, Possible, after, possible_on
from ...projections.organisation.fold import Organisation
from ...projections.rules import Agreement, At, Rules

_LAYING: Final = (*types_setting("parent", "merger"), *types_of(Family.CORRECTIONS))


@frozen
class Side:
    """What a later entry finds: just before it, with the batch or without it."""

    history: Sequence[Entry]
    organisation: Organisation

    def is_of_any(self, about: Entry) -> bool:
        """Return whether there is a mandate that an entry ends, or an election that a step is about."""
        return election_of(about, self.history, self.organisation) is not None

    def absence(self, back: Entry) -> Absence | None:
        """Return the absence that an entry says is over; none where there is none."""
        member = getattr(back.event, "member")  # noqa: B009
        by_then = [e for e in self.history if e.event.effective_on <= back.event.effective_on]
        begun = absences([e for e in by_then if getattr(e.event, "member", None) == member])
        return begun[-1] if begun and not begun[-1].is_over else None

    def possible(self, election: StewardElected) -> Possible:
        """Return what may be true of the elected member on the day of the election."""
        return possible_on(self.history, election.member, election.effective_on)

    def can_be_at(self, possible: Possible, election: StewardElected, at: At) -> bool:
        """Tell whether a member may be at the unit of the election, or below it for a joint office."""
        return can_be_at(possible, election, self.organisation, at, election.effective_on)


@frozen
class Building:
    """Finds what later entries of a member would miss without a batch.

    Attributes:
        batch: The numbers of the entries of the batch.
        first: The first of them: what came before cannot build on it.
        rules: The rules.
        with_batch: The organisation as it stands.
        without: The organisation as it would stand.
    """

    batch: Collection[int]
    first: int
    rules: Rules
    with_batch: Organisation
    without: Organisation

    @classmethod
    def on(cls, log: Log, head: int, batch: Collection[int], book: Agreement) -> "Building":
        """Return it for a batch, with the organisation that the log holds, and what was agreed."""
        units = _standing_units(log, head)
        without = [each for each in units if each.number not in batch]
        organisation = Organisation(units)
        agreed = Boundary(log.store, head).rules(book, is_lenient=True).agreed
        rules = Rules(book, agreed, organisation, is_lenient=True)
        return cls(batch, min(batch), rules, organisation, Organisation(without))

    def builds(self, history: Sequence[Entry]) -> Iterator[tuple[int, str]]:
        """Yield the entries of a member's history that build on the batch, and on what of it."""
        then = instead = None  # the state of the member just before: with the batch, and without it
        for later in history:
            is_other = later.number not in self.batch
            if is_other and later.number > self.first and not _is_derived(later):
                missing = self._found(later, history, then, instead)
                if missing is not None:
                    yield later.number, missing
            then = after(then, later)
            instead = after(instead, later) if is_other else instead

    def _found(
        self,
        later: Entry,
        history: Sequence[Entry],
        then: Membership | None,
        instead: Membership | None,
    ) -> str | None:
        event = later.event
        if isinstance(event, StewardElected | MandateEnded | ElectionStepTaken | AbsenceEnded):
            return self._of_history(later, history)
        if isinstance(event, MemberJoined):
            return _joining(event, then, instead)
        return _change(event, then, instead)

    def _of_history(self, later: Entry, history: Sequence[Entry]) -> str | None:
        """Return what an entry would miss that looks at more of a history than the state of a day."""
        before = [each for each in history if each.order < later.order]
        if isinstance(later.event, StewardElected):  # what is true later may have been true then
            day = later.event.effective_on
            before += [each for each in history if each.event.effective_on > day]
        rest = [each for each in before if each.number not in self.batch]
        found, left = Side(before, self.with_batch), Side(rest, self.without)
        if isinstance(later.event, StewardElected):
            return self._election(later.event, found, left)
        if isinstance(later.event, AbsenceEnded):
            return _return(later, found, left)
        return _of_election(later, found, left)

    def _election(self, elected: StewardElected, found: Side, left: Side) -> str | None:
        then, instead = found.possible(elected), left.possible(elected)
        office = self.rules.at(elected.unit, elected.effective_on).office(elected.office)
        is_for_anybody = office is not None and office.member is False
        if not then.can_be_in or (is_for_anybody and not instead.is_surely_in):
            return None
        if not instead.can_be_in:
            return f"{elected.member} would not be in membership on {elected.effective_on}"
        at = at_of(elected, self.rules)
        if found.can_be_at(then, elected, at) and not left.can_be_at(instead, elected, at):
            return f"{elected.member} would not be at {elected.unit} on {elected.effective_on}"
        return None


def _of_election(later: Entry, found: Side, left: Side) -> str | None:
    if found.is_of_any(later) and not left.is_of_any(later):
        is_ending = isinstance(later.event, MandateEnded)
        return f"there would be no {'mandate for it to end' if is_ending else 'election for it to be of'}"
    return None


def _return(later: Entry, found: Side, left: Side) -> str | None:
    if found.absence(later) and not left.absence(later):
        return "there would be no absence for it to end"
    return None


def _joining(
    event: MemberJoined, then: Membership | None, instead: Membership | None
) -> str | None:
    if then is None and instead is not None:
        return f"{event.member} would be in membership on {event.effective_on} already"
    return None


def _change(event: Event, then: Membership | None, instead: Membership | None) -> str | None:
    if then is None:
        return None
    if instead is None:
        return f"{then.member} would not be in membership on {event.effective_on}"
    if isinstance(event, WorkplaceConfirmed) and then.workplace != instead.workplace:
        place = instead.workplace or "none"
        return f"the workplace that it confirms, {then.workplace or 'none'}, would be {place}"
    return None


def _standing_units(log: Log, head: int) -> list[Entry]:
    found = (
        each
        for name in _LAYING
        for each in log.store.read(DCBQuery([DCBQueryItem(types=[name])]))
        if each.position <= head
    )
    return in_order(known(readable(log.store, found)))


def _is_derived(entry: Entry) -> bool:
    """Return whether an entry rests on member lists alone: they can be taken in again."""
    event = entry.event
    is_fact = isinstance(event, MemberFact) and bool(event.derived)
    return is_fact or isinstance(event, JoiningDayStated)
