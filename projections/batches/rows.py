"""What was recorded together."""

from datetime import date, datetime

from attrs import field, frozen

from ..replay.converters import in_utc, tallies


@frozen
class BatchSummary:
    """What one batch recorded: one roster, one list of headcounts, one revert, what a file calls one.

    Attributes:
        batch: Its id.
        first: Its first entry.
        last: Its last entry; what stands between may belong to others.
        entries: How many there are.
        standing: How many of them nobody has voided.
        recorded_at: The instant of the first entry, in UTC.
        recorded_by: Who recorded the first entry.
        first_day: The earliest day that any of it is true from.
        last_day: The latest such day.
        types: Each type of event in it with how many there are, most first.
        reverted_by: The batch that took back the last of it; none while anything stands, or where
            a void that belongs to no batch did.
    """

    batch: str
    first: int
    last: int
    entries: int
    standing: int
    recorded_at: datetime = field(converter=in_utc)
    recorded_by: str
    first_day: date
    last_day: date
    types: tuple[tuple[str, int], ...] = field(converter=tallies)
    reverted_by: str | None
