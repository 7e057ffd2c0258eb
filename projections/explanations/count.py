"""Why a count is what it is."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TypedDict

import attrs
from attrs import frozen

from .. import questions
from ..membership.rows import Categories, Range, among
from ..replay.projection import Projection
from . import rows
from .earlier import Learned, Span, changes
from .rows import Counted, Perhaps, State


class Scope(TypedDict):
    """Whom a count numbers: those at or below a unit and of some categories, where these are given."""

    unit: str | None
    category: Categories


@frozen
class KnownCount:
    """A count as it was known from an instant on.

    Attributes:
        known_at: The instant.
        members: How many were counted.
        entries: What was recorded at the instant that the count may rest on; nothing for the first one.
    """

    known_at: datetime
    members: int
    entries: tuple[int, ...]


@frozen
class CountExplained:
    """How many are in membership, and why.

    Attributes:
        on: The day asked for.
        known_at: The instant of the knowledge; that of the question, for all that is known.
        unit: The unit at or below which they work; none for the whole union.
        category: The category they are in, or any of several; none for all.
        members: How many there are.
        at_least: How many surely.
        at_most: How many there can be; none before everybody is known.
        who: Those who are counted, with the entries behind.
        perhaps: Those who may be counted as well, though as far as is known they are not.
        earlier: The count as known at the end of the day, and each later change of it.
    """

    on: date
    known_at: datetime
    unit: str | None
    category: Categories
    members: int
    at_least: int
    at_most: int | None
    who: tuple[Counted, ...]
    perhaps: tuple[Perhaps, ...]
    earlier: tuple[KnownCount, ...]


def explain_count(
    projection: Projection,
    span: Span,
    entries: tuple[int, int],
    scope: Scope,
    *,
    found: Range,
    unsure: Mapping[str, bool],
) -> CountExplained:
    """Explain a count from a replay of the log.

    Args:
        projection: The replay.
        span: The day, and the knowledge through which the count is followed.
        entries: The last entry known at the beginning of that, and at its end.
        scope: Whom it numbers.
        found: How many.
        unsure: Of whom it is not sure whether they are counted; with whether they are.
    """
    day, last = span.day, entries[1]
    windows = questions.open_windows(projection, day, last, unsure) if unsure else {}
    return CountExplained(
        day,
        span.end,
        **scope,
        **attrs.asdict(found),
        who=tuple(
            attrs.evolve(each, is_sure=False, unsure_by=tuple(windows[each.member]))
            if each.member in unsure
            else each
            for each in questions.counted(projection, day, last, **scope)
        ),
        perhaps=tuple(
            Perhaps(member, tuple(windows[member]))
            for member, is_counted in unsure.items()
            if not is_counted
        ),
        earlier=tuple(_earlier(projection, span, entries, scope)),
    )


def _earlier(
    projection: Projection, span: Span, entries: tuple[int, int], scope: Scope
) -> Iterator[KnownCount]:
    first, last = entries
    course = _Course(projection, span.day, scope, entries)
    updates = {
        each.recorded_at: each
        for each in questions.learnt(projection, span.day, last, first, **scope)
    }

    def members(instant: datetime) -> int:
        return course.after(updates[instant]) if instant in updates else course.members

    learned = (Learned(each.recorded_at, each.entries) for each in updates.values())
    for since, number in changes(span, learned, members):
        yield KnownCount(since.known_at, number, since.entries)


class _Course:
    """A count for one day, followed as knowledge grows.

    Everybody is counted once, by workplace; after that only whoever something is said of is looked at.

    Attributes:
        members: How many are counted, as far as it was followed.
    """

    def __init__(
        self, projection: Projection, day: date, scope: Scope, entries: tuple[int, int]
    ) -> None:
        first, last = entries
        self._projection, self._day, self._unit = projection, day, scope["unit"]
        self._among = among(scope["category"])
        self._coming = deque(questions.states(projection, day, last, first))
        self._states = {each.member: each for each in self._due(first)}
        self._at = Counter(questions.recorded(projection, day, first, scope["category"]))
        self._places: frozenset[str] | None = None
        self.members = self._at.total()
        if self._unit is not None:
            self._reorganise(first)

    def after(self, learned: rows.Learned) -> int:
        """Return the count once something more is known."""
        for state in self._due(learned.upto):
            self._move(self._states.get(state.member), -1)
            self._move(state, 1)
            self._states[state.member] = state
        if learned.reorganises:
            self._reorganise(learned.upto)
        return self.members

    def _due(self, upto: int) -> Iterator[State]:
        while self._coming and self._coming[0].entry <= upto:
            yield self._coming.popleft()

    def _move(self, state: State | None, by: int) -> None:
        """Count a member as in some state, or no longer, unless they are not counted in it at all."""
        if state is None or not state.is_member:
            return
        if self._among is None or state.category in self._among:
            self._at[state.workplace] += by
            if self._places is None or state.workplace in self._places:
                self.members += by

    def _reorganise(self, upto: int) -> None:
        assert self._unit is not None  # noqa: S101 -- else no unit matters
        places = questions.places(self._projection, self._day, upto, self._unit)
        if places != self._places:
            self._places = places
            self.members = sum(self._at[place] for place in places)
