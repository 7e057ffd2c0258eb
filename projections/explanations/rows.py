"""Counts as knowledge grows, down to their entries."""

from datetime import datetime

from attrs import field, frozen

from ..replay.converters import in_utc, numbers


@frozen
class Counted:
    """A member who is counted, and why.

    Attributes:
        member: The opaque id.
        workplace: The workplace on record; none for no workplace.
        at_unit: What that workplace has become by mergers.
        category: The category.
        entries: The joining, what set workplace and category, and where members of a unit are
            counted, the mergers and what puts the workplace at or below that unit.
    """

    member: str
    workplace: str | None
    at_unit: str | None
    category: str
    entries: tuple[int, ...] = field(converter=numbers)


@frozen
class Learned:
    """What was recorded at one instant that a count for a day may rest on.

    Attributes:
        recorded_at: The instant.
        upto: The last entry known at it.
        entries: What was recorded.
        reorganises: Whether that is of units, too.
    """

    recorded_at: datetime = field(converter=in_utc)
    upto: int
    entries: tuple[int, ...] = field(converter=numbers)
    reorganises: bool


@frozen
class State:
    """A member as known on a day once an entry is recorded.

    Attributes:
        entry: The entry.
        member: The opaque id.
        workplace: The workplace on record; none for no workplace.
        category: The category; none outside membership.
    """

    entry: int
    member: str
    workplace: str | None
    category: str | None
