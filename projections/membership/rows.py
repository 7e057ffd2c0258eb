"""Members, and the numbers of them."""

from datetime import date, datetime

from attrs import frozen

Categories = str | tuple[str, ...] | None
"""Which members count: those of one category, of any of several, or all of them for none."""


def among(category: Categories) -> list[str] | None:
    """Return the categories that count, as SQL is asked with them; none for all of them."""
    if category is None:
        return None
    return [category] if isinstance(category, str) else [*category]


@frozen
class Member:
    """A member in membership on a day.

    Attributes:
        member: The opaque id.
        workplace: The workplace on record; none for no workplace.
        at_unit: What that workplace has become by mergers.
        category: `active`, `student`, `senior`, ...; none on days before it is known.
        joined_by: The entry of the joining in force.
        placed_by: The entry that put the member at the workplace on record, or at none.
        is_sure: Whether they are counted there whichever day of each window is the true one.
    """

    member: str
    workplace: str | None
    at_unit: str | None
    category: str | None
    joined_by: int
    placed_by: int
    is_sure: bool = True


@frozen
class Range:
    """How many are counted, and how far that is sure.

    Attributes:
        members: How many as far as is known, each fact from the last day of its window.
        at_least: How many whichever day of each window is the true one.
        at_most: How many for some choice of these days; none before everybody is known.
    """

    members: int
    at_least: int
    at_most: int | None


@frozen
class Group:
    """A part of a count.

    Attributes:
        by: `workplace`, `unit` or `category`.
        value: The workplace, unit or category; none for members without a workplace.
        name: The name of that workplace or unit; none for a category.
        members: How many are counted there.
        at_least: How many of them surely.
        at_most: How many there can be; none before everybody is known.
    """

    by: str
    value: str | None
    name: str | None
    members: int
    at_least: int
    at_most: int | None


@frozen
class Count:
    """How many are in membership.

    Attributes:
        on: The day asked for.
        known_at: The instant of the knowledge; that of the question, for all that is known.
        unit: The unit at or below which they work; none for the whole union.
        category: The category they are in, or any of several; none for all.
        members: How many there are as far as is known, each fact from the last day of its window.
        at_least: How many surely: whichever day of each window is the true one.
        at_most: How many there can be; none before everybody is known.
        groups: The same by workplace, unit or category, where that was asked; it adds up.
        by: Which of these was asked; none where none was.
    """

    on: date
    known_at: datetime | None
    unit: str | None
    category: Categories
    members: int
    at_least: int
    at_most: int | None
    groups: tuple[Group, ...] = ()
    by: str | None = None
