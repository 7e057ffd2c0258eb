"""Units as they stand on a day."""

from datetime import date

from attrs import frozen


@frozen
class Unit:
    """A unit of the organisation as it stands on a day.

    Attributes:
        unit: Its id.
        name: Its name on that day; before its first day, the first one.
        kind: `workplace`, `centre`, `administration`, `employer`, ...
        parent: The unit it lies under; none for a root.
        formed_on: Its first day, which may lie after the day asked for.
        formed_not_before: Where that is known only within a window, the first day it can have been;
            `formed_on` is the last one.
        merged_into: The unit it was merged into, itself perhaps merged on; none if it was not.
        closed_on: The day it closed; none if it did not.
        is_open: Formed, and neither merged nor closed.
    """

    unit: str
    name: str
    kind: str
    parent: str | None
    formed_on: date
    formed_not_before: date | None
    merged_into: str | None
    closed_on: date | None
    is_open: bool
