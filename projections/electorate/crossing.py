"""The crossing: the fact by which a workplace came to reach the threshold, or no longer to."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import groupby

from ...events import HeadcountObserved, UnitMerged
from ...events.entry import Entry
from ..membership.fold import first_day, possible
from ..organisation.fold import Organisation
from .fold import chance_at

Turn = tuple[date, Entry]
"""A day on which something may change, and the fact by which: it may hold from then on, or does."""


def crossing(
    history: Sequence[Entry], workplace: str, counted: Collection[str], threshold: int, day: date
) -> Turn | None:
    """Return the entry that began the last unbroken run of days with the same answer, and the first of them.

    The answer is whether the threshold is surely reached, as it stands at the end of each day. On the
    first day of the run, taking its facts in order, it is the last one at which the answer changed. None
    if the answer is what it was before all facts: not reached. A fact with a window counts twice: on the
    first day it may hold, and on the day from which it does.

    Args:
        history: Standing entries in order: whoever was ever there, headcounts, mergers.
        workplace: The unit where they count.
        counted: The member categories that count.
        threshold: How many it takes.
        day: The last day looked at.

    """
    is_reached, found = False, None
    answers = _Course(workplace, counted, threshold).answers(history, day)
    for _, answers_of_the_day in groupby(answers, key=lambda each: each[0][0]):
        before, turn = is_reached, None
        for each, answer in answers_of_the_day:
            turn = each if answer is not is_reached else turn
            is_reached = answer
        found = turn if is_reached is not before else found
    return found


class _Course:
    """Those who surely count at a workplace, and the headcount there, fact by fact."""

    def __init__(self, workplace: str, counted: Collection[str], threshold: int) -> None:
        self._workplace, self._counted, self._threshold = workplace, counted, threshold
        self._organisation = Organisation()
        self._facts: dict[str, list[Entry]] = {}
        self._may_hold: set[int] = set()
        self._held: set[int] = set()
        self._members: set[str] = set()
        self._observed = 0

    def answers(self, history: Sequence[Entry], upto: date) -> Iterator[tuple[Turn, bool]]:
        """Yield each turn up to a day with whether the threshold is reached once it is taken."""
        for entry in history:
            if (member := getattr(entry.event, "member", None)) is not None:
                self._facts.setdefault(member, []).append(entry)
        for day, entry in _turns(history):
            if day <= upto:
                self._take(entry, day)
                yield (day, entry), max(len(self._members), self._observed) >= self._threshold

    def _take(self, entry: Entry, day: date) -> None:
        event = entry.event
        self._may_hold.add(id(entry))
        if event.effective_on <= day:
            self._held.add(id(entry))
            self._organisation.add(entry)
        if isinstance(event, UnitMerged) and event.effective_on <= day:
            self._members = {m for m in self._facts if self._counts(m, day)}
        elif isinstance(event, HeadcountObserved) and event.workplace == self._workplace:
            self._observed = event.employees
        elif (member := getattr(event, "member", None)) is not None:
            among = self._members.add if self._counts(member, day) else self._members.discard
            among(member)

    def _counts(self, member: str, day: date) -> bool:
        found = possible(
            self._facts[member],
            lambda entry: id(entry) in self._held,
            lambda entry: id(entry) in self._may_hold,
        )
        return chance_at(self._workplace, found, self._organisation, day, self._counted).is_sure


def _turns(history: Sequence[Entry]) -> list[Turn]:
    """Return the days on which facts may begin to hold, and do, in order; of a day, as it is read."""
    holding = ((entry.event.effective_on, entry) for entry in history)
    opening = ((first_day(e), e) for e in history if first_day(e) < e.event.effective_on)
    return sorted([*holding, *opening], key=lambda turn: (turn[0], turn[1].number))
