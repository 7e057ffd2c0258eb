"""Why a count is what it is."""

from collections import deque
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

    Only the members it is about are looked at again; if it is about units, everybody.

    Attributes:
        members: How many are counted, as far as it was followed.
    """

    def __init__(
        self, projection: Projection, day: date, scope: Scope, entries: tuple[int, int]
    ) -> None:
        first, last = entries
        self._projection, self._day, self._scope = projection, day, scope
        self._states: dict[str, State] = {}
        self._places: frozenset[str] | None = None
        self._among = among(scope["category"])
        self._coming = deque(questions.states(projection, day, last, first))
        self.members = 0
        self._take(first)
        self._recount(first)

    def after(self, learned: rows.Learned) -> int:
        """Return the count once something more is known."""
        self._take(learned.upto)
        if learned.reorganises:
            self._recount(learned.upto)
        return self.members

    def _take(self, upto: int) -> None:
        while self._coming and self._coming[0].entry <= upto:
            state = self._coming.popleft()
            was = self._states.get(state.member)
            self._states[state.member] = state
            self.members += self._counts(state) - self._counts(was)

    def _recount(self, upto: int) -> None:
        unit = self._scope["unit"]
        self._places = questions.places(self._projection, self._day, upto, unit) if unit else None
        self.members = questions.count(self._projection, self._day, upto, **self._scope)

    def _counts(self, state: State | None) -> bool:
        if state is None or not state.is_member:
            return False
        is_there = self._places is None or state.workplace in self._places
        return is_there and (self._among is None or state.category in self._among)
