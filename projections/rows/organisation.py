"""Units, and the offices one can hold at them."""

from datetime import date

from attrs import frozen


@frozen
class Office:
    """An office of the agreement, as far as the answers need it.

    Attributes:
        office: Its name: `steward`, `deputy`, `joint-steward`, ...
        scope: `workplace` where it is held at one workplace; `unit` where it is held for all that
            lies at or below a unit (the joint offices).
        seats: How many may hold it at one unit; none for no limit.
        needs_verdict: Whether the workplace must reach the threshold.
    """

    office: str
    scope: str
    seats: int | None
    needs_verdict: bool


@frozen
class Unit:
    """A unit of the organisation as it stands on a day.

    Attributes:
        unit: Its id.
        name: Its name on that day; before its first day, the first one.
        kind: `workplace`, `centre`, `administration`, `employer`, ...
        parent: The unit it lies under; none for a root.
        formed_on: Its first day, which may lie after the day asked for.
        merged_into: The unit it was merged into, itself perhaps merged on; none if it was not.
        closed_on: The day it closed; none if it did not.
        is_open: Formed, and neither merged nor closed.
    """

    unit: str
    name: str
    kind: str
    parent: str | None
    formed_on: date
    merged_into: str | None
    closed_on: date | None
    is_open: bool
