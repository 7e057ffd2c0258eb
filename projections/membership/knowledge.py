"""Where knowledge begins: the day from which no member is unknown, though somebody may have left by now."""

from collections.abc import Callable, Iterable
from datetime import date

from attrs import frozen

from ...events import RosterTaken
from ...events.entry import Entry
from ..organisation.fold import Organisation


@frozen
class ListTaken:
    """A complete member list that was taken in.

    Attributes:
        entry: The entry that says so.
        unit: The unit at or below which it names the members; none for the whole union.
        since: The day from which everybody there is known: its own, or an earlier one that was stated.
    """

    entry: int
    unit: str | None
    since: date


def lists_in(history: Iterable[Entry]) -> list[ListTaken]:
    """Return the complete lists that a history holds, standing entries alone."""
    return [
        ListTaken(
            each.number, each.event.unit, each.event.complete_since or each.event.effective_on
        )
        for each in history
        if isinstance(each.event, RosterTaken)
    ]


def is_complete(
    lists: Iterable[ListTaken],
    organisation: Callable[[], Organisation],
    unit: str | None,
    day: date,
) -> bool:
    """Return whether everybody is known who was counted on a day; whoever left by the first list is not.

    A log into which no list of that scope was taken is complete.

    Args:
        lists: The lists that stand.
        organisation: Returns the units; it is asked only where lists and question are of units.
        unit: The unit whose members are counted; none for the whole union.
        day: The day.
    """
    begins = [each.since for each in lists if _touches(each.unit, organisation, unit, day)]
    return not begins or min(begins) <= day


def _touches(
    listed: str | None, organisation: Callable[[], Organisation], unit: str | None, day: date
) -> bool:
    """Return whether one of the units lies at or below the other, mergers followed."""
    if listed is None or unit is None:
        return True
    units = organisation()
    one, other = units.resolved(listed, day), units.resolved(unit, day)
    return one in units.line(other, day) or other in units.line(one, day)
