"""Counts: how many members, and how they spread."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from .log import Log
from .members import Membership, members
from .organisation import at_or_below, parent, resolve, walk


def workplace_of(log: Log, membership: Membership, on: date) -> str | None:
    """Return where a member is on a day, after mergers; none without a workplace."""
    return None if membership.workplace is None else resolve(log, membership.workplace, on)


def lies_within(log: Log, place: str | None, unit: str | None, on: date) -> bool:
    """Return whether a place belongs to a unit; everything belongs to the whole union, `None`."""
    return unit is None or (place is not None and at_or_below(log, place, unit, on))


def counted(
    log: Log,
    on: date,
    unit: str | None = None,
    category: str | None = None,
    categories: tuple[str, ...] | None = None,
    *,
    organised: date | None = None,
) -> dict[str, Membership]:
    """Return the members that a count is made of: of one category, of some, or of all.

    Units lie and are merged as on the day itself, or as on another one.
    """
    as_on = organised or on
    return {
        member: membership
        for member, membership in members(log, on).items()
        if category in {None, membership.category}
        and (categories is None or membership.category in categories)
        and lies_within(log, workplace_of(log, membership, as_on), unit, as_on)
    }


def count(
    log: Log,
    on: date,
    unit: str | None = None,
    category: str | None = None,
    categories: tuple[str, ...] | None = None,
) -> int:
    """Return how many members there are on a day, in the union or in a unit."""
    return len(counted(log, on, unit, category, categories))


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
    """Return the count by the units right below a unit, or by the roots; they add up.

    Members at the unit itself stand under it, members without a workplace under `None`.
    """
    found = counted(log, on, unit, category).values()
    return tally(branch(log, workplace_of(log, m, on), unit, on) for m in found)


def branch(log: Log, place: str | None, unit: str | None, on: date, depth: int = 1) -> str | None:
    """Return the unit some levels below a unit that a place within it belongs to; roots are below none."""
    if place is None:
        return None
    line = walk(place, lambda u: parent(log, u, on))
    below = line if unit is None else line[: line.index(unit)]
    return below[max(len(below) - depth, 0)] if below else unit


def tally(keys: Iterable[str | None]) -> dict[str | None, int]:
    """Return how often each key comes."""
    return dict(Counter(keys))
