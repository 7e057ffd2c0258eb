"""Where one stay of somebody in the union ends and the next one begins: each may have an id of its own.

The rule stands in docs/privacy.md. Two stays may be told apart only if no answer can tell that they are
of one person: whatever is known, on no day does a fact of the one bear on the other.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from attrs import frozen

from ...events import (
    TYPES,
    AbsenceBegan,
    AbsenceEnded,
    ElectionStepTaken,
    EmploymentStated,
    MandateEnded,
    MemberJoined,
    MemberLeft,
    StewardElected,
)
from ...events.entry import Entry, in_order, known
from ...projections.membership.employment import absences
from ...projections.membership.fold import first_day, membership_on

Order = tuple[date, int]
"""The place of an entry in a history; see `Entry.order`."""

EndsByLeaving = Callable[[StewardElected, date], bool]
"""Whether, by the rules of a day, an office is over when its holder leaves the union."""


@frozen
class Stays:
    """The ids of one person in a new generation, one for each stay.

    Attributes:
        begins: Where each stay but the first begins, in order.
        ids: The ids, one more than that.
    """

    begins: Sequence[Order]
    ids: Sequence[str]

    def at(self, order: Order) -> str:
        """Return the id of the stay that a place in the history belongs to."""
        return self.ids[bisect_right(self.begins, order)]


def begins_of(history: Sequence[Entry], ends_by_leaving: EndsByLeaving) -> list[Order]:
    """Return where each stay but the first begins.

    Args:
        history: Every entry about one person, voided ones and voids included.
        ends_by_leaving: Which offices a leaving ends.
    """
    return [
        entry.order
        for entry in in_order(known(history))
        if isinstance(entry.event, MemberJoined)
        and _is_apart(history, entry.order, ends_by_leaving)
    ]


def _is_apart(history: Sequence[Entry], begin: Order, ends_by_leaving: EndsByLeaving) -> bool:
    """Return whether a stay that begins there is apart from what was before, whatever is known."""
    earlier = {entry.number for entry in history if entry.order < begin}
    is_second = False
    for upto in sorted(entry.number for entry in history):
        standing = [e for e in in_order(known(history, upto)) if _is_read(e)]
        before = [entry for entry in standing if entry.number in earlier]
        after = [entry for entry in standing if entry.number not in earlier]
        if before and after:
            is_second = True
            if not _are_apart(before, after, ends_by_leaving):
                return False
    return is_second


def _is_read(entry: Entry) -> bool:
    return not TYPES[type(entry.event).__name__].record_only


def _are_apart(
    before: Sequence[Entry], after: Sequence[Entry], ends_by_leaving: EndsByLeaving
) -> bool:
    first = min(map(first_day, after))
    memberships = [e for e in before if isinstance(e.event, MemberJoined | MemberLeft)]
    return (
        bool(memberships)
        and isinstance(memberships[-1].event, MemberLeft)
        and before[-1].event.effective_on < first
        and _work_is_apart(before, after, first)
        and all(_is_over(each, before, first, ends_by_leaving) for each in _elections(before))
        and _mandates_are_own(after, first)
    )


def _work_is_apart(before: Sequence[Entry], after: Sequence[Entry], first: date) -> bool:
    """Return whether nothing said of employment or absence lasts into the other stay.

    Of an employment that is left open: it lasts for as long as the work is under that employer.
    """
    stated = [e.event for e in after if isinstance(e.event, EmploymentStated)]
    away = [e.event for e in after if isinstance(e.event, AbsenceBegan | AbsenceEnded)]
    return (
        not any(isinstance(entry.event, EmploymentStated) for entry in before)
        and all(event.since is None or event.since >= first for event in stated)
        and all(each.until is not None and each.until < first for each in absences(before))
        and not isinstance(next(iter(away), None), AbsenceEnded)
    )


def _elections(entries: Sequence[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if isinstance(entry.event, StewardElected))


def _is_over(
    election: Entry, before: Sequence[Entry], first: date, ends_by_leaving: EndsByLeaving
) -> bool:
    """Return whether a mandate is surely over before the next stay: its holder left, and was in before."""
    event = election.event
    assert isinstance(event, StewardElected)  # noqa: S101 -- by construction
    left = [
        e.event.effective_on
        for e in before
        if isinstance(e.event, MemberLeft) and e.order > election.order
    ]
    was_in = membership_on(before, event.member, event.effective_on) is not None
    return was_in and bool(left) and all(ends_by_leaving(event, day) for day in {*left, first})


def _mandates_are_own(after: Sequence[Entry], first: date) -> bool:
    """Return whether what is said of mandates is surely of those of this stay, and of none before."""
    told = [
        e for e in after if isinstance(e.event, StewardElected | MandateEnded | ElectionStepTaken)
    ]
    if any((getattr(each.event, "starts_on", None) or first) < first for each in told):
        return False
    told.sort(key=_office)
    return all(_is_told_in_turn(list(each)) for _, each in groupby(told, _office))


def _office(entry: Entry) -> tuple[str, str]:
    return str(getattr(entry.event, "office")), str(getattr(entry.event, "unit"))  # noqa: B009


def _is_told_in_turn(told: Sequence[Entry]) -> bool:
    """Return whether each ending and step of an office has an election before it that is not ended yet."""
    held = 0
    numbers: set[int | None] = {None}
    for entry in told:
        if isinstance(entry.event, StewardElected):
            held += 1
            numbers.add(entry.number)
        elif not held or getattr(entry.event, "election") not in numbers:  # noqa: B009
            return False
        elif isinstance(entry.event, MandateEnded):
            held -= 1
    return True
