"""What makes a roster doubtful: taken in all the same, it would undo what is known."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import Final

import attrs

from ....events.errors import Refusal
from ....projections.batches.rows import BatchSummary
from .comparison import RosterComparison

ONE_IN: Final = 5
"""Of so many members one may leave by one list; where more do, the list may be a part of one."""

_OF_A_LIST: Final = re.compile(r"roster-(?P<day>\d{4}-\d\d-\d\d)-\d+")


@attrs.define(slots=False)
class OlderList(Refusal):
    """A list of a later day was taken in already, and this one would change what that one said.

    Attributes:
        on: The day of the list.
        newest: The latest day of those that were taken in and still stand.
        batch: The batch that list was recorded as.
        leaving: How many members would leave on the day of this one.
        members: How many are in membership on that day.
    """

    on: date
    newest: date
    batch: str
    leaving: int
    members: int

    cannot = "import a list of {0.on}"
    because = (
        "one of {0.newest} is already imported (batch {0.batch}), and facts from an earlier day can change"
        " what that one said; {0.leaving} of {0.members} members would leave, and nothing was recorded"
    )
    instead = (
        "Revert that batch and import the earlier list first, or give --yes to record it as it is."
    )


@attrs.define(slots=False)
class ManyWouldLeave(Refusal):
    """So many members are missing from the list that it may be a part of one.

    Attributes:
        on: The day of the list.
        leaving: How many members would leave.
        members: How many are in membership on that day.
    """

    on: date
    leaving: int
    members: int

    cannot = "import the list of {0.on}"
    because = (
        "{0.leaving} of {0.members} members would leave, more than a fifth; nothing was recorded"
    )
    instead = "Check that the list is complete, and give --yes if they did leave."


def doubt_about(found: RosterComparison, batches: Iterable[BatchSummary]) -> Refusal | None:
    """Return why a roster is taken in only by somebody who is sure; none if nothing speaks against it.

    Args:
        found: What the roster and the registry do not say alike.
        batches: What was recorded before.
    """
    if not any((found.joined, found.left, found.moved, found.category, found.new_workplaces)):
        return None
    leaving, members = len(found.left), found.registry
    newest = max(_lists(batches), default=None)
    if newest is not None and found.on < newest[0]:
        return OlderList(found.on, *newest, leaving, members)
    if leaving * ONE_IN > members:
        return ManyWouldLeave(found.on, leaving, members)
    return None


def _lists(batches: Iterable[BatchSummary]) -> Iterator[tuple[date, str]]:
    """Yield the day and the batch of each roster of which anything stands."""
    for each in batches:
        if each.standing and (of_a_list := _OF_A_LIST.fullmatch(each.batch)):
            with suppress(ValueError):  # a batch that somebody named so, of no day
                yield date.fromisoformat(of_a_list["day"]), each.batch
