"""The days of a series of counts, and their groups in rows that stay the same."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final, Literal

from attrs import frozen

from ..errors import EndsBeforeItBegins, TooManyDays
from ..months import months_after
from .rows import Categories, Count, Group

Every = Literal["year", "quarter", "month"]

_MONTHS: Final[Mapping[str, int]] = {"year": 12, "quarter": 3, "month": 1}
MOST_DAYS: Final = 1_000

Cell = tuple[date, str | None]
"""A day, and the group that is counted on it."""

Numbers = tuple[int, int, int]
"""How many are counted, how many of them may not be, and how many others may be."""

_Range = tuple[int, int, int | None]


@frozen
class Series:
    """Who is counted on each day of a series, and in which groups.

    Attributes:
        unit: At or below which unit; none for the whole union.
        category: Of which categories.
        by: `workplace`, `unit` or `category`; none for no groups.
        depth: By unit, so many levels below the one given, or below none.
        as_organised: The day as on which units lie and are merged; none for each its own.
    """

    unit: str | None
    category: Categories
    by: str | None
    depth: int
    as_organised: date | None


def days_between(first: date, last: date, every: Every) -> tuple[date, ...]:
    """Return the first day, and each day a year, a quarter or a month after it, up to the last.

    A month that is too short for the day of the month has its last one.

    Raises:
        EndsBeforeItBegins: the last day comes before the first.
        TooManyDays: there are more than a thousand.
    """
    if last < first:
        raise EndsBeforeItBegins(first, last)
    step = _MONTHS[every]
    months = (last.year - first.year) * 12 + last.month - first.month
    if months // step >= MOST_DAYS:
        raise TooManyDays(first, last, every, MOST_DAYS)
    days = (months_after(first, step * number) for number in range(months // step + 1))
    return tuple(day for day in days if day <= last)


def counts_of(
    days: tuple[date, ...],
    known_at: datetime,
    asked: Series,
    whole: Mapping[Cell, Numbers],
    parts: Mapping[Cell, Numbers],
    *,
    names: Mapping[str, str],
    is_complete: Callable[[str | None, date], bool],
) -> tuple[Count, ...]:
    """Return the count of each day, all of them with the same groups in the same order.

    Args:
        days: The days.
        known_at: The instant of the knowledge.
        asked: Who is counted, and in which groups.
        whole: The numbers of each day, all members in one.
        parts: The numbers of each day and group.
        names: What units are called.
        is_complete: Returns whether everybody at or below a unit is known who was counted on a day.
    """
    values = _rows_of(parts)

    def numbers(found: Mapping[Cell, Numbers], cell: Cell, place: str | None) -> _Range:
        members, less, more = found.get(cell, (0, 0, 0))
        return members, members - less, members + more if is_complete(place, cell[0]) else None

    def groups(day: date, by: str) -> tuple[Group, ...]:
        of_units = by != "category"
        return tuple(
            Group(
                by,
                value,
                names.get(value or "") if of_units else None,
                *numbers(parts, (day, value), (of_units and value) or asked.unit),
            )
            for value in values
        )

    return tuple(
        Count(
            day,
            known_at,
            asked.unit,
            asked.category,
            *numbers(whole, (day, None), asked.unit),
            groups(day, asked.by) if asked.by else (),
            asked.by,
        )
        for day in days
    )


def total(parts: Mapping[Cell, Numbers]) -> dict[Cell, Numbers]:
    """Return the numbers of each day with all members in one, where every number is sure."""
    found: dict[Cell, Numbers] = {}
    for (day, _), (members, _, _) in parts.items():
        found[day, None] = (found.get((day, None), (0, 0, 0))[0] + members, 0, 0)
    return found


def _rows_of(found: Mapping[Cell, Numbers]) -> tuple[str | None, ...]:
    """Return the groups that anybody is counted in on any day, or may be; none comes last."""
    values = {value for (_, value), (members, _, more) in found.items() if members or more}
    named = sorted(value for value in values if value is not None)
    return (*named, None) if None in values else (*named,)
