"""A number of members in print."""

from datetime import date

from attrs import frozen


@frozen
class PublishedCount:
    """A number of members that somebody printed.

    Attributes:
        entry: The entry that recorded it.
        effective_on: The day the figure speaks of.
        unit: The unit it speaks of; none for the whole union.
        members: The figure.
        categories: The categories of members it counts; none for all of them.
        source: Where it stands.
    """

    entry: int
    effective_on: date
    unit: str | None
    members: int
    categories: tuple[str, ...] | None
    source: str | None
