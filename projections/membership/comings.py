"""Who left, who stayed, who moved: the rows of the answers over a span of time."""

from datetime import date
from typing import Literal

from attrs import frozen

from .rows import Range

LeaversBy = Literal["year", "reason", "unit", "category"]


@frozen
class Leavers:
    """Those who left the union in a span of time, or a group of them.

    Attributes:
        by: `year`, `reason`, `unit` or `category`; `total` for all of them.
        value: The year, reason, unit or category; none for all, and where there is none.
        name: What the unit is called; none for other groups.
        members: How many leavings, each on the last day of its window.
        at_least: How many surely within the span, and the group.
        at_most: How many there can be; none before everybody is known.
        reasons: Why, each with how many; none where nobody said. The most frequent one comes first.
        median_months: Half of them were members for at most so many whole months; none of nobody.
    """

    by: str
    value: str | None
    name: str | None
    members: int
    at_least: int
    at_most: int | None
    reasons: tuple[tuple[str | None, int], ...]
    median_months: int | None


@frozen
class Leaving:
    """One leaving.

    Attributes:
        member: The opaque id.
        left_on: The day; the last one it can have been.
        left_first: The first day it can have been.
        reason: Why; none where nobody said.
        joined_on: The day on which the membership began.
        workplace: The workplace that the member had last; none for no workplace.
        at_unit: What that workplace has become by mergers.
        category: The category that the member had last.
        entry: The entry that says so.
    """

    member: str
    left_on: date
    left_first: date
    reason: str | None
    joined_on: date
    workplace: str | None
    at_unit: str | None
    category: str | None
    entry: int


@frozen
class Cohort:
    """Those who joined in one year, and how many of them stayed.

    Attributes:
        year: The year.
        joined: How many joined.
        after: How many were still there after one year, after two, and so on; none for a number of years
            that not everybody has had yet. Whoever left and came back has begun anew.
    """

    year: int
    joined: Range
    after: tuple[Range | None, ...]


@frozen
class Move:
    """A member who came to work at another unit.

    Attributes:
        on: The day; the last one it can have been.
        first: The first day it can have been.
        member: The opaque id.
        origin: The workplace on record before; none for no workplace.
        to: The workplace on record from that day on; none for no workplace.
        category: The category on that day.
        entry: The entry that says so.
    """

    on: date
    first: date
    member: str
    origin: str | None
    to: str | None
    category: str | None
    entry: int
