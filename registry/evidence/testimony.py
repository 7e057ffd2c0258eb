"""What each standing list says of one member: read from what the log answers on its day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from attrs import frozen

from ...events import JoiningDayStated, MemberJoined, MemberLeft, RosterTaken
from ...events.entry import Entry, in_order
from ...events.window import Window
from ...projections.membership.fold import Membership, after
from ...projections.organisation.fold import Organisation


class Places:
    """Where workplaces lie: what has become of them by mergers, and whether lists are about them."""

    def __init__(self, organisation: Organisation, unit: str | None = None) -> None:
        """Start with the units as known, and the unit whose lists they are; none for the whole union."""
        self.unit = unit
        self._organisation = organisation
        self._resolved: dict[tuple[str, date], str] = {}

    def are_one(self, one: str | None, other: str | None, day: date) -> bool:
        """Return whether two workplaces on record are the same on a day, mergers followed."""
        return one == other or (
            one is not None and other is not None and self._at(one, day) == self._at(other, day)
        )

    def holds(self, workplace: str | None, day: date) -> bool:
        """Return whether whoever works there belongs to those whom the lists are about."""
        if self.unit is None:
            return True
        line = self._organisation.line
        return workplace is not None and self._at(self.unit, day) in line(
            self._at(workplace, day), day
        )

    def _at(self, unit: str, day: date) -> str:
        found = self._resolved.get((unit, day))
        if found is None:
            found = self._resolved[unit, day] = self._organisation.resolved(unit, day)
        return found


@frozen
class Taken:
    """A complete member list that was taken in and stands, or is about to be.

    Attributes:
        on: Its day.
        members: How many members it named.
        joining_days: Whether it gave days of joining.
        workplaces: Whether it said where its members work.
        categories: Whether it said what they are.
        is_whole: Whether it is of the whole union, so that whom it lacks is no member.
        without: Of whom it says nothing, since a row about them could not be read.
        nameless: Whether it says nothing of anybody it does not name.
        uncategorised: Of whom it does not say what they are, although it says so of others.
    """

    on: date
    members: int
    joining_days: bool = False
    workplaces: bool = True
    categories: bool = True
    is_whole: bool = True
    without: frozenset[str] = frozenset()
    nameless: bool = False
    uncategorised: frozenset[str] = frozenset()

    @classmethod
    def of(cls, event: RosterTaken) -> "Taken":
        """Return the list of an entry."""
        return cls(
            on=event.effective_on,
            members=event.members,
            joining_days=bool(event.joining_days),
            workplaces=event.workplaces is not False,
            categories=event.categories is not False,
            is_whole=event.unit is None,
            without=frozenset(event.without or ()),
            nameless=bool(event.nameless),
            uncategorised=frozenset(event.uncategorised or ()),
        )


@frozen
class Lists:
    """Member lists beside each other, all of the same members.

    Attributes:
        taken: The lists in the order of their days, no two of one day.
        places: Where workplaces lie, and what the lists are about.
    """

    taken: Sequence[Taken]
    places: Places


@frozen
class Said:
    """What a list says of one member.

    Attributes:
        is_named: Whether it names the member.
        workplace: Where the member works; none for no workplace.
        category: What the member is; none where it does not say.
        is_placed: Whether it says where the member works.
        joined: The day of joining it gives, or the window of it; none for a blank.
        left: The day of leaving it gives of somebody it does not name as a member.
    """

    is_named: bool
    workplace: str | None = None
    category: str | None = None
    is_placed: bool = True
    joined: Window | None = None
    left: date | None = None


ABSENT: Final = Said(is_named=False)


def said_by(lists: Lists, member: str, entries: Iterable[Entry]) -> list[Said | None]:
    """Return what each of the standing lists says of a member; none where it says nothing.

    Args:
        lists: The lists that stand.
        member: The member's id.
        entries: The standing entries about the member, in any order.
    """
    if not lists.taken:
        return []
    entries = list(entries)
    stated = {
        each.event.effective_on: each.event
        for each in entries
        if isinstance(each.event, JoiningDayStated)
    }
    days = [each.on for each in lists.taken]
    states = iter(_states(in_order(entries), days))
    found: list[Said | None] = []
    for each in lists.taken:
        state, left = next(states)
        if left in days:  # a window of one day, up to the list itself
            left = None
        if member in each.without:
            found.append(None)
        elif state is None or not lists.places.holds(state.workplace, each.on):
            absent = Said(is_named=False, left=left) if left else ABSENT
            found.append(None if each.nameless and not left else absent)
        elif state.is_unplaced:  # believed against the list, which lacked the member
            found.append(None)
        else:
            said = stated.get(each.on)
            joined = _joining_in(said) if said else start_of(state)
            found.append(_named(each, member, state, joined))
    return found


def _joining_in(said: JoiningDayStated) -> Window | None:
    return Window(said.joined_not_before or said.joined, said.joined) if said.joined else None


def start_of(state: Membership) -> Window | None:
    """Return the day of joining that the log says: none where it says only since when at the latest."""
    joined = state.joined.event
    if not isinstance(joined, MemberJoined):
        return None
    if joined.not_before is not None and (joined.placed_on is None or not joined.derived):
        return None
    return Window(joined.not_before or joined.effective_on, joined.effective_on)


def _named(taken: Taken, member: str, state: Membership, joined: Window | None) -> Said:
    is_categorised = taken.categories and member not in taken.uncategorised
    return Said(
        is_named=True,
        workplace=state.workplace if taken.workplaces else None,
        category=state.category if is_categorised else None,
        is_placed=taken.workplaces,
        joined=joined if taken.joining_days else None,
    )


def _states(
    history: Sequence[Entry], days: Sequence[date]
) -> Iterable[tuple[Membership | None, date | None]]:
    """Yield the state on each day, and the derived day of leaving behind it, if that is exact."""
    state: Membership | None = None
    left: date | None = None
    remaining = iter(history)
    coming = next(remaining, None)
    for day in days:
        while coming is not None and coming.event.effective_on <= day:
            state = after(state, coming)
            left = _exact_leaving(coming) if isinstance(coming.event, MemberLeft) else left
            coming = next(remaining, None)
        yield state, left if state is None else None


def _exact_leaving(entry: Entry) -> date | None:
    event = entry.event
    is_exact = isinstance(event, MemberLeft) and event.derived and event.not_before is None
    return event.effective_on if is_exact else None
