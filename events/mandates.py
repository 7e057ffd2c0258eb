"""What happens to mandates: one person holding one office at one unit from a day."""

from datetime import date

from attrs import field, frozen

from .event import MEMBER, UNIT, Family, Windowed, event_type
from .validators import is_day, is_id, is_text, is_unit_id


@event_type(Family.MANDATES)
@frozen(kw_only=True)
class StewardElected(Windowed):
    """A member was elected to an office at a unit; the mandate runs from that day.

    Attributes:
        member: The member's opaque id.
        unit: The workplace, or the larger unit of a joint office.
        office: `steward`, `deputy`, `joint-steward`, ...: an office of the agreement.
        until: The day the term is over, no longer held that day; none for until further notice.
        override: Why it was recorded although a rule forbids it.

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    unit: str = field(validator=is_unit_id, metadata=UNIT)
    office: str = field(default="steward", validator=is_id)
    until: date | None = field(default=None, validator=is_day)
    override: str | None = field(default=None, validator=is_text)


@event_type(Family.MANDATES)
@frozen(kw_only=True)
class MandateEnded(Windowed):
    """A mandate was given up or taken away: no longer held from that day on.

    Attributes:
        member: The member's opaque id.
        unit: The unit of the election, or the one it was merged into.
        office: The office that was held.
        reason: Why: `resigned`, `recalled`, ...

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    unit: str = field(validator=is_unit_id, metadata=UNIT)
    office: str = field(default="steward", validator=is_id)
    reason: str | None = field(default=None, validator=is_text)
