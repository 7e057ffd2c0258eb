"""The facts that lists come to, beside what was recorded by hand: of one member, from nothing.

For the span between a list and the next one:

- named by the later one alone: joined in between, on the day of joining where one is believed;
- named by both, with a day of joining in between that is believed: left and joined on that day;
- named by the earlier one alone: left in between, on the day of leaving where the later one gives it;
- another workplace, another category: changed in between;
- the same: nothing.

A day that no list gives lies between the day after the last evidence to the contrary and the day of the
later list. Before the first list nothing is known, and such a day lies anywhere up to it.
"""

from bisect import insort
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, Final

from attrs import frozen

from ...events import (
    CategoryChanged,
    MemberJoined,
    MemberLeft,
    WorkplaceChanged,
    WorkplaceConfirmed,
)
from ...events.entry import UPCOMING, Entry, parts
from ...events.members import MemberFact
from ...events.window import SINCE_EVER, Window
from ...projections.membership.fold import Membership, membership_on
from .testimony import Lists, Places, Said, Taken

_DAY: Final = timedelta(days=1)
_DEFAULT: Final = "active"
"""What a joiner is whose category no list says."""


@frozen
class Derived:
    """What lists come to for a member.

    Attributes:
        wanted: The facts, in the order in which they are to be recorded.
        history: These and what was recorded by hand, in order; they are recorded behind all there is.
    """

    wanted: list[MemberFact]
    history: list[Entry]


def derived(
    member: str,
    said: Sequence[Said | None],
    by_hand: Sequence[Entry],
    lists: Lists,
    common: Mapping[str, Any],
) -> Derived:
    """Return the facts about a member that lists come to.

    Args:
        member: The member's id.
        said: What each of the lists says of the member; none where it says nothing.
        by_hand: What somebody recorded about the member, standing entries in order.
        lists: The lists that stand.
        common: Who records the facts, when, and in which batch.
    """
    speaking = [(each, says) for each, says in zip(lists.taken, said, strict=True) if says]
    course = _Course(member, by_hand, lists.places, common)
    joinings = believed_joinings(speaking, by_hand)
    for taken, says in speaking:
        course.pass_over(taken, says, joinings)
    return Derived(course.wanted, course.history)


def believed_joinings(
    speaking: Sequence[tuple[Taken, Said]], by_hand: Sequence[Entry]
) -> list[Window]:
    """Return the days of joining that are believed, or what is left of their windows, the latest first.

    The latest list speaks first. A day is believed if it is not after the day of its list, no list
    between the two lacks the member, nobody recorded a joining or leaving in between, and no later list
    is believed that says otherwise. Of a window, such as a year, what other lists leave is believed.
    """
    turns = [
        entry.event.effective_on
        for entry in by_hand
        if isinstance(entry.event, MemberJoined | MemberLeft)
    ]
    found: list[Window] = []
    since = date.max  # what later lists are believed about begins then
    for taken, says in reversed(speaking):
        if says.is_named and says.joined is not None and taken.on < since:
            left = _left_of(says.joined, taken.on, speaking)
            if left and not any(left.first <= turn <= taken.on for turn in turns):
                found.append(left)
                since = left.first
    return found


def _left_of(joined: Window, upto: date, speaking: Sequence[tuple[Taken, Said]]) -> Window | None:
    """Return what the lists up to a day leave of a window of joining; none if nothing.

    It begins behind the last one that lacks the member, and ends with the first one that names them then.
    """
    first, last = joined.first, min(joined.last, upto)
    for taken, says in speaking:
        if taken.is_whole and not says.is_named and first <= taken.on < upto:
            first = taken.on + _DAY
    named = (taken.on for taken, says in speaking if says.is_named and first <= taken.on <= last)
    last = min(named, default=last)
    return Window(first, last) if first <= last else None


class _Course:
    """A member list by list: the facts wanted so far, and when what these rest on was last seen."""

    def __init__(
        self,
        member: str,
        by_hand: Sequence[Entry],
        places: Places,
        common: Mapping[str, Any],
    ) -> None:
        self.wanted: list[MemberFact] = []
        self.history = list(by_hand)
        self._member = member
        self._by_hand = by_hand
        self._places = places
        self._common = common
        self._before: date | None = None  # the last list
        self._seen: date | None = None  # in membership
        self._placed: date | None = None  # at the workplace on record
        self._categorised: date | None = None  # in the category on record

    def pass_over(self, taken: Taken, says: Said, joinings: Sequence[Window]) -> None:
        """Go on to the next list, and want what is not said by hand."""
        ahead = [each for each in joinings if self._is_ahead(each.last) and each.last <= taken.on]
        if ahead and (says.is_named or not taken.is_whole):
            self._join(taken, says, ahead[0])
        else:
            self._see_by_hand(taken.on)
        self._agree(taken, says)
        self._see(taken, says)

    def _is_ahead(self, day: date) -> bool:
        return self._before is None or self._before < day

    def _join(self, taken: Taken, says: Said, day: Window) -> None:
        """Want a joining on the day that a list gives, behind a leaving of whoever was a member."""
        self._see_by_hand(day.last - _DAY)
        if self._state_on(day.last):
            self._want(MemberLeft, day.last, _behind(self._seen, day.last))
        self._want(
            MemberJoined,
            day.last,
            day.not_before,
            workplace=says.workplace,
            category=says.category or _DEFAULT,
            placed_on=taken.on if day.last < taken.on else None,
        )
        self._seen, self._placed, self._categorised = day.last, None, None
        self._see_by_hand(taken.on)

    def _agree(self, taken: Taken, says: Said) -> None:
        """Want what makes the state of the day what the list says."""
        day, state = taken.on, self._state_on(taken.on)
        if state is None:
            if says.is_named:
                category = says.category or _DEFAULT
                first = _behind(self._before, day)
                self._want(MemberJoined, day, first, workplace=says.workplace, category=category)
        elif says.is_named:
            is_there = self._places.are_one(state.workplace, says.workplace, day)
            if says.is_placed and not is_there:
                self._place(state, day, says.workplace)
            if says.category not in {None, state.category}:
                first = _behind(self._categorised or _before_joining(state), day)
                self._want(CategoryChanged, day, first, category=says.category)
        elif not taken.is_whole:
            if self._places.holds(state.workplace, day):
                self._place(state, day, None)
        elif says.left and says.left <= day and not (self._seen and says.left <= self._seen):
            self._want(MemberLeft, says.left, None)
        else:
            self._want(MemberLeft, day, _behind(self._seen, day))

    def _place(self, state: Membership, day: date, workplace: str | None) -> None:
        first = _behind(self._placed or _before_joining(state), day)
        self._want(WorkplaceChanged, day, first, workplace=workplace)

    def _see(self, taken: Taken, says: Said) -> None:
        """Remember what the list is evidence of."""
        self._before = taken.on
        if says.is_named:
            self._seen = taken.on
            self._placed = taken.on if says.is_placed else self._placed
            self._categorised = taken.on if says.category else self._categorised
        elif taken.is_whole:
            self._seen = self._placed = self._categorised = None
        else:  # not there, which is evidence of the workplace on record
            self._placed = taken.on

    def _see_by_hand(self, upto: date) -> None:
        """Remember what somebody recorded since the last list, which is evidence as well."""
        for entry in self._by_hand:
            event, day = entry.event, entry.event.effective_on
            if not self._is_ahead(day) or day > upto:
                continue
            if isinstance(event, MemberLeft):
                self._seen = self._placed = self._categorised = None
                continue
            self._seen = max(day, self._seen or day)
            if isinstance(event, MemberJoined | WorkplaceChanged | WorkplaceConfirmed):
                self._placed = max(day, self._placed or day)
            if isinstance(event, MemberJoined | CategoryChanged):
                self._categorised = max(day, self._categorised or day)

    def _state_on(self, day: date) -> Membership | None:
        """Return the state as it stands with what is wanted so far, recorded behind all there is."""
        return membership_on(self.history, self._member, day)

    def _want(
        self, kind: Callable[..., MemberFact], on: date, not_before: date | None, **own: Any
    ) -> None:
        event = kind(
            member=self._member,
            effective_on=on,
            not_before=not_before,
            derived=True,
            **own,
            **self._common,
        )
        for part in parts(Entry(UPCOMING + len(self.wanted), event)):
            insort(self.history, part, key=attrgetter("order"))
        self.wanted.append(event)


def _behind(seen: date | None, latest: date) -> date | None:
    """Return the first day of the window behind a day of evidence; none where it is one day long."""
    first = SINCE_EVER if seen is None else min(seen + _DAY, latest)
    return None if first == latest else first


def _before_joining(state: Membership) -> date | None:
    """Return the day before the first one on which a member can have joined; none if nothing is known."""
    event = state.joined.event
    first = getattr(event, "not_before", None) or event.effective_on
    return None if first == SINCE_EVER else first - _DAY
