"""Figures somebody gave: an employer's headcount, a count in print."""

from attrs import field, frozen

from .event import UNIT, Event, Family, event_type
from .validators import is_headcount, is_text, is_unit_id


@event_type(Family.FIGURES, sets=("headcount",))
@frozen(kw_only=True)
class HeadcountObserved(Event):
    """Somebody counted the social workers at a workplace, members or not.

    Attributes:
        workplace: The unit where they work.
        employees: How many they are.
        source: Where the number is from, for example `employer list`.

    """

    workplace: str = field(validator=is_unit_id, metadata=UNIT)
    employees: int = field(validator=is_headcount)
    source: str | None = field(default=None, validator=is_text)


@event_type(Family.FIGURES)
@frozen(kw_only=True)
class CountPublished(Event):
    """Somebody printed a number of members for that day.

    Attributes:
        members: The figure in print.
        unit: The unit it speaks of; none for the whole union.
        source: Where it stands, for example `annual report 2019`.

    """

    members: int = field(validator=is_headcount)
    unit: str | None = field(default=None, validator=is_unit_id, metadata=UNIT)
    source: str | None = field(default=None, validator=is_text)
