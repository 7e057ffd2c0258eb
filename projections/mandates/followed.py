"""The courses of mandates as known with an entry: each is followed once, and serves every day."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from threading import Lock
from typing import Final

from ...events.entry import Entry, in_order
from ...events.members import MemberFact
from ..membership.fold import first_day
from ..organisation.fold import Organisation
from ..replay.entries import COMMON, entries_of
from ..replay.projection import Projection
from ..rules import Rules
from .course import Course, Offices
from .fold import courses_alone

_COLUMNS: Final = (
    *("member", "unit", "office", "until", "starts_on", "seat", "agreement", "override"),
    *("election", "reason", "step", "ground", "workplace", "not_before", "placed_on"),
)


class Followed:
    """The courses of the mandates of whoever a day asks for: those of no other day are followed again.

    Attributes:
        offices: The rules on the offices, on whatever day.
    """

    def __init__(
        self, projection: Projection, upto: int, organisation: Organisation, rules: Rules
    ) -> None:
        """Start with a replayed log, the last entry known, the units and the rules."""
        self._projection, self._upto, self._organisation = projection, upto, organisation
        self.offices = Offices(rules, organisation, date.max)
        self._told: dict[str, list[Entry]] = {}
        self._courses: dict[str, list[Course]] = {}
        self._lock = Lock()

    def terms(self, day: date) -> list[tuple[str, bool]]:
        """Return who was elected by a day, and whether all their terms are over on it."""
        given = {"on_day": day, "upto": self._upto}
        return self._projection.ask("terms_on", ["member", "are_over"], given)

    def by(self, day: date, whom: Collection[str]) -> list[Course]:
        """Return how each mandate begun by a day went by itself up to it, in the order of the elections.

        Args:
            day: The day.
            whom: Those of whose mandates to return it, of the members elected by the day.
        """
        self._follow(whom)
        own = (each for member in whom for each in self._courses[member])
        begun = [each.by(day) for each in own if each.elected.effective_on <= day]
        return sorted(begun, key=lambda each: each.election.order)

    def facts(self, day: date, whom: Collection[str]) -> dict[str, list[Entry]]:
        """Return what the same courses rest on that may have been true by the day, by the member."""
        self._follow(whom)
        return {member: _by_then(self._told[member], day) for member in whom}

    def _follow(self, whom: Collection[str]) -> None:
        """Follow the mandates of whoever's are not followed yet; another day waits until they are."""
        with self._lock:
            if members := [member for member in whom if member not in self._courses]:
                self._follow_all_of(members)

    def _follow_all_of(self, members: list[str]) -> None:
        history = self._entries(members)
        told: dict[str, list[Entry]] = defaultdict(list)
        for entry in history:
            told[str(getattr(entry.event, "member"))].append(entry)  # noqa: B009
        courses: dict[str, list[Course]] = defaultdict(list)
        for each in courses_alone(date.max, history, self._organisation, self.offices):
            courses[each.elected.member].append(each)
        self._told |= told
        self._courses |= courses

    def _entries(self, members: list[str]) -> list[Entry]:
        """Return the entries that the courses of some members' mandates rest on, in order."""
        given = {"upto": self._upto, "members": members}
        order = "effective_on, entry"
        rows = self._projection.ask("elected_entries", (*COMMON, *_COLUMNS), given, order)
        found = entries_of(rows, _COLUMNS)
        is_in_order = all(row[-1] is None for row in rows)  # else some are placed later
        return found if is_in_order else in_order(found)


def _by_then(told: list[Entry], day: date) -> list[Entry]:
    """Return what may have been true by a day; all, where something may have been that is told for later."""
    if told[-1].event.effective_on <= day:  # as of most
        return told
    by_then = {each.number for each in told if each.event.effective_on <= day}
    ahead = [each for each in told if each.number not in by_then]
    if any(isinstance(e.event, MemberFact) and first_day(e) <= day for e in ahead):
        return told
    return [each for each in told if each.number in by_then]
