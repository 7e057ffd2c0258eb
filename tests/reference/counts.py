"""Counts: how many members, and how they spread."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from .log import Log
from .members import Membership, members
from .organisation import at_or_below, formed, parent, resolve


def workplace_of(log: Log, membership: Membership, on: date) -> str | None:
    """Return where a member is on a day, after mergers; none without a workplace."""
    return None if membership.workplace is None else resolve(log, membership.workplace, on)


def lies_within(log: Log, place: str | None, unit: str | None, on: date) -> bool:
    """Tell whether a place belongs to a unit; everything belongs to the whole union, `None`."""
    return unit is None or (place is not None and at_or_below(log, place, unit, on))


def counted(
    log: Log, on: date, unit: str | None = None, category: str | None = None
) -> dict[str, Membership]:
    """Return the members that a count is made of."""
    return {
        member: membership
        for member, membership in members(log, on).items()
        if category in {None, membership.category}
        and lies_within(log, workplace_of(log, membership, on), unit, on)
    }


def count(log: Log, on: date, unit: str | None = None, category: str | None = None) -> int:
    """Return how many members there are on a day, in the union or in a unit."""
    return len(counted(log, on, unit, category))


def count_by_workplace(
    log: Log, on: date, unit: str | None = None, category: str | None = None
) -> dict[str | None, int]:
    """Return the count by workplace after mergers; `None` for no workplace."""
    return tally(workplace_of(log, m, on) for m in counted(log, on, unit, category).values())


def count_by_category(
    log: Log, on: date, unit: str | None = None, category: str | None = None
) -> dict[str | None, int]:
    """Return the count by category."""
    return tally(m.category for m in counted(log, on, unit, category).values())


def count_by_unit(
    log: Log, on: date, unit: str | None = None, category: str | None = None
) -> dict[str | None, int]:
    """Return the count of each child of a unit, or of each root; those with no members left out.

    Members without a workplace stand under `None` beside the roots.
    """
    found = {child: count(log, on, child, category) for child in children(log, unit, on)}
    nowhere = {None: count_by_workplace(log, on, unit, category).get(None, 0)}
    return {key: members for key, members in (found | nowhere).items() if members}


def children(log: Log, unit: str | None, on: date) -> list[str | None]:
    """Return the units that lie directly under a unit, or the roots."""
    return [child for child in formed(log) if parent(log, child, on) == unit]


def tally(keys: Iterable[str | None]) -> dict[str | None, int]:
    """Return how often each key comes."""
    return dict(Counter(keys))
