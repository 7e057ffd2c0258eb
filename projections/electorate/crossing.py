"""The crossing: the fact by which a workplace came to reach the threshold, or no longer to."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import groupby

from ...events import HeadcountObserved, UnitMerged
from ...events.entry import Entry
from ..membership.fold import Membership, after
from ..organisation.fold import Organisation
from .fold import counts_at


def crossing(
    history: Sequence[Entry], workplace: str, counted: Collection[str], threshold: int
) -> Entry | None:
    """Return the entry that began the last unbroken run of days with the same answer.

    The answer is whether the threshold is reached, as it stands at the end of each day. On the first
    day of the run, taking its facts in order, it is the last one at which the answer changed. None if
    the answer is what it was before all facts: not reached.

    Args:
        history: Standing entries in order: whoever was ever there, headcounts, mergers.
        workplace: The unit where they count.
        counted: The member categories that count.
        threshold: How many it takes.

    """
    is_reached, found = False, None
    answers = _Course(workplace, counted, threshold).answers(history)
    for _, answers_of_the_day in groupby(answers, key=lambda each: each[0].event.effective_on):
        before, turn = is_reached, None
        for entry, answer in answers_of_the_day:
            turn = entry if answer is not is_reached else turn
            is_reached = answer
        found = turn if is_reached is not before else found
    return found


class _Course:
    """Those who count at a workplace, and the headcount there, fact by fact."""

    def __init__(self, workplace: str, counted: Collection[str], threshold: int) -> None:
        self._workplace, self._counted, self._threshold = workplace, counted, threshold
        self._organisation = Organisation()
        self._states: dict[str, Membership | None] = {}
        self._members: set[str] = set()
        self._observed = 0

    def answers(self, history: Sequence[Entry]) -> Iterator[tuple[Entry, bool]]:
        """Yield each entry of a history with whether the threshold is reached once it is recorded."""
        for entry in history:
            self._take(entry)
            yield entry, max(len(self._members), self._observed) >= self._threshold

    def _take(self, entry: Entry) -> None:
        event, day = entry.event, entry.event.effective_on
        self._organisation.add(entry)
        if isinstance(event, UnitMerged):
            self._members = {m for m in self._states if self._counts(m, day)}
        elif isinstance(event, HeadcountObserved) and event.workplace == self._workplace:
            self._observed = event.employees
        elif (member := getattr(event, "member", None)) is not None:
            self._states[member] = after(self._states.get(member), entry)
            among = self._members.add if self._counts(member, day) else self._members.discard
            among(member)

    def _counts(self, member: str, day: date) -> bool:
        state = self._states[member]
        return state is not None and counts_at(
            self._workplace, state, self._organisation, day, self._counted
        )
