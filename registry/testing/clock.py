"""A clock that stands still until it is set."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from ...events.errors import ClockWithoutZone

NOON: Final = time(12, tzinfo=UTC)
"""When a day begins that a clock is set to: almost everywhere on earth it is that day then."""


class Clock:
    """A clock for a registry: it says the same instant until it is set, or moved on.

    Attributes:
        now: The instant it says, with a time zone.
    """

    def __init__(self, now: date | datetime = date(2020, 1, 1)) -> None:
        """Start at an instant, or at noon in UTC of a day."""
        self.now = _instant(now)

    def __call__(self) -> datetime:
        """Return the instant it says."""
        return self.now

    def set(self, now: date | datetime) -> None:
        """Set it to an instant, or to noon in UTC of a day.

        A registry refuses to record what would lie more than five minutes before its last entry.

        Raises:
            ClockWithoutZone: the instant has no time zone.
        """
        self.now = _instant(now)

    def move_on(self, *, days: int = 0, seconds: int = 0) -> None:
        """Move it on by days and seconds."""
        self.now += timedelta(days=days, seconds=seconds)


def _instant(now: date | datetime) -> datetime:
    if not isinstance(now, datetime):
        return datetime.combine(now, NOON)
    if now.tzinfo is None:
        raise ClockWithoutZone(repr(now))
    return now
