"""What happens to mandates: one person holding one office at one unit from a day."""

from datetime import date
from typing import Any

from attrs import field, frozen

from .event import ENTRY, LABEL, MEMBER, REASON, UNIT, Family, Windowed, event_type
from .validators import ElectionStep, is_day, is_entry, is_id, is_step, is_text, is_unit_id


def _as_before(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of version 1: the second only added some that may be left out."""
    return fields


@event_type(Family.MANDATES, version=2, upcasters={1: _as_before})
@frozen(kw_only=True, eq=False, repr=False)
class StewardElected(Windowed):
    """A member was elected to an office at a unit that day.

    Attributes:
        member: The member's opaque id.
        unit: The workplace, or the larger unit of a joint office.
        office: `steward`, `deputy`, `joint-steward`, ...: an office of the rule book.
        until: The day the term is over, no longer held that day; none for until further notice.
        starts_on: The first day of office, where it is not the day of the election.
        seat: The seat of a committee that it fills.
        agreement: The rule book that decided.
        override: Why it was recorded although a rule forbids it.

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    unit: str = field(validator=is_unit_id, metadata=UNIT)
    office: str = field(default="steward", validator=is_id)
    until: date | None = field(default=None, validator=is_day)
    starts_on: date | None = field(default=None, validator=is_day)
    seat: str | None = field(default=None, validator=is_id)
    agreement: str | None = field(default=None, validator=is_text, metadata=LABEL)
    override: str | None = field(default=None, validator=is_text, metadata=REASON)


@event_type(Family.MANDATES)
@frozen(kw_only=True, eq=False, repr=False)
class MandateEnded(Windowed):
    """A mandate was given up or taken away: no longer held from that day on.

    Attributes:
        member: The member's opaque id.
        unit: The unit of the election, or the one it was merged into.
        office: The office that was held.
        reason: Why: `resigned`, `recalled`, ...
        election: The entry of the election it ends; none for the newest one that is open.
        override: Why it was recorded although a rule forbids it.

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    unit: str = field(validator=is_unit_id, metadata=UNIT)
    office: str = field(default="steward", validator=is_id)
    reason: str | None = field(default=None, validator=is_text, metadata=REASON)
    election: int | None = field(default=None, validator=is_entry, metadata=ENTRY)
    override: str | None = field(default=None, validator=is_text, metadata=REASON)


@event_type(Family.MANDATES, few=True)
@frozen(kw_only=True, eq=False, repr=False)
class ElectionStepTaken(Windowed):
    """Something happened to an election after it was held.

    Attributes:
        member: Who was elected.
        unit: The unit of the election, or the one it was merged into.
        office: The office.
        step: `approved` by the union; `aware`, the employer knows; `received`, the employer has the
            notice; `accepted` or `objected` by the employer; `upheld`, the objection stands and the
            election falls; `dismissed`, it does not stand; `declined`, no longer recognised.
        ground: Why.
        election: The entry of the election; none for the newest one by that day.

    """

    member: str = field(validator=is_id, metadata=MEMBER)
    unit: str = field(validator=is_unit_id, metadata=UNIT)
    office: str = field(default="steward", validator=is_id)
    step: ElectionStep = field(validator=is_step)
    ground: str | None = field(default=None, validator=is_text, metadata=REASON)
    election: int | None = field(default=None, validator=is_entry, metadata=ENTRY)
