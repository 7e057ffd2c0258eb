"""Counts as knowledge grows, down to their entries."""

from datetime import datetime

from attrs import field, frozen

from ..replay.converters import in_utc, numbers


@frozen
class OpenWindow:
    """A fact that may hold on a day already, or not yet.

    Attributes:
        entry: The entry that says it.
        window: The days of which one is the true one, as `[2018-09-02..2019-09-01]`.
    """

    entry: int
    window: str


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
        is_sure: Whether they are counted whichever day of each window is the true one.
        unsure_by: What may hold already, or not yet: the windows that are open on the day; none where
            that is sure.
    """

    member: str
    workplace: str | None
    at_unit: str | None
    category: str | None
    entries: tuple[int, ...] = field(converter=numbers)
    is_sure: bool = True
    unsure_by: tuple[OpenWindow, ...] = ()


@frozen
class Perhaps:
    """A member who may be counted, though as far as is known they are not.

    Attributes:
        member: The opaque id.
        unsure_by: What may hold already, or not yet: the windows that are open on the day.
    """

    member: str
    unsure_by: tuple[OpenWindow, ...]


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
        is_member: Whether they are in membership.
        workplace: The workplace on record; none for no workplace.
        category: The category; none outside membership, and where it is not known.
    """

    entry: int
    member: str
    is_member: bool
    workplace: str | None
    category: str | None
