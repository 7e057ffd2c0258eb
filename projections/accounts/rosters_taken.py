"""The member lists that were taken in."""

from datetime import date

from attrs import field, frozen


@frozen
class RosterOnRecord:
    """A complete member list that somebody took in.

    Attributes:
        entry: The entry that says so.
        effective_on: The day of the list.
        unit: The unit at or below which it names the members; none for the whole union.
        members: How many it named.
        workplaces: Whether it says where they work.
        without: The members whom its unreadable rows named: it is no evidence of them.
        batch: The batch in which it was taken in; none where it was recorded alone.
    """

    entry: int
    effective_on: date
    unit: str | None
    members: int
    workplaces: bool
    without: tuple[str, ...] = field(converter=tuple)
    batch: str | None
