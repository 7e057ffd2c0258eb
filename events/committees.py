"""Committees: their seats, and their meetings. Who of ours holds a seat, an election says."""

from attrs import field, frozen

from .event import REASON, UNIT, Event, Family, Windowed, event_type
from .validators import is_amount, is_id, is_ids, is_text, is_unit_id


@event_type(Family.COMMITTEES, few=True)
@frozen(kw_only=True, eq=False, repr=False)
class SeatAllotted(Windowed):
    """A seat of a committee belongs to a group, and an organisation fills it, or nobody does.

    Recorded again, the seat is what is said last.

    Attributes:
        committee: The unit of kind `committee`.
        seat: The id of the seat, of its own within the committee.
        group: The group whose seat it is, such as `B`, `safety` or `management`.
        organisation: Who fills it; none while it is vacant.
        basis: On what ground, such as `joint-steward` or `safety-representative`.
        role: What its holder is in the committee, such as `chair`.
        override: Why it was recorded although a rule forbids it.

    """

    committee: str = field(validator=is_unit_id, metadata=UNIT)
    seat: str = field(validator=is_id)
    group: str = field(validator=is_id)
    organisation: str | None = field(default=None, validator=is_id)
    basis: str | None = field(default=None, validator=is_text, metadata=REASON)
    role: str | None = field(default=None, validator=is_text, metadata=REASON)
    override: str | None = field(default=None, validator=is_text, metadata=REASON)


@event_type(Family.COMMITTEES, few=True)
@frozen(kw_only=True, eq=False, repr=False)
class MeetingHeld(Event):
    """A committee met that day.

    Attributes:
        unit: The committee.
        present: The seats whose holders were there; none where nobody noted it.
        attended: How many attended in all; none where nobody counted.

    """

    unit: str = field(validator=is_unit_id, metadata=UNIT)
    present: tuple[str, ...] | None = field(default=None, validator=is_ids)
    attended: int | None = field(default=None, validator=is_amount)
