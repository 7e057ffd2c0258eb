"""Committees as they stand on a day."""

from datetime import date, datetime

from attrs import frozen


@frozen
class Seat:
    """A seat of a committee, as it stands on a day.

    Attributes:
        seat: The id of the seat, of its own within the committee.
        group: The group whose seat it is.
        organisation: Who fills it; none where nobody does, or nobody said.
        basis: On what ground.
        role: What its holder is in the committee.
        member: Who of ours holds it; none where somebody else does, or nobody.
        vacant: Whether nobody holds it: no organisation fills it, or ours does and elected nobody.
        was_present: Whether its holder was at the last meeting; none where nobody noted who was there.
        allotted_by: The entry that says what the seat is.
        elected_by: The election of the member who holds it; none without one.
    """

    seat: str
    group: str
    organisation: str | None
    basis: str | None
    role: str | None
    member: str | None
    vacant: bool
    was_present: bool | None
    allotted_by: int
    elected_by: int | None


@frozen
class SeatGroup:
    """The seats of one group in a committee.

    Attributes:
        group: The group.
        seats: How many seats it has.
        present: How many of their holders were at the last meeting; none where nobody noted it.
    """

    group: str
    seats: int
    present: int | None


@frozen
class Meeting:
    """A meeting of a committee.

    Attributes:
        on: The day.
        attended: How many attended in all; none where nobody counted.
        entry: The entry that recorded it.
    """

    on: date
    attended: int | None
    entry: int


@frozen
class Committee:
    """The seats of a committee on a day, and who was at its last meeting by then.

    Attributes:
        unit: The committee, after mergers.
        on: The day asked for.
        known_at: The instant of the knowledge; that of the question, for all that is known.
        seats: Its seats, by their group and id.
        groups: How many seats each group has, and how many of them were taken at the last meeting.
        meeting: The last meeting; none where none is recorded.
    """

    unit: str
    on: date
    known_at: datetime
    seats: tuple[Seat, ...]
    groups: tuple[SeatGroup, ...]
    meeting: Meeting | None

    @property
    def present(self) -> int | None:
        """How many seats were taken at the last meeting; none where nobody noted it."""
        known = [each.present for each in self.groups if each.present is not None]
        return sum(known) if known else None
