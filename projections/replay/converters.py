"""What the database gives, as our rows hold it: lists as tuples, instants in UTC."""

from collections.abc import Iterable
from datetime import UTC, datetime


def strings(values: Iterable[str]) -> tuple[str, ...]:
    """Return texts as a tuple."""
    return tuple(values)


def numbers(values: Iterable[int]) -> tuple[int, ...]:
    """Return numbers as a tuple."""
    return tuple(values)


def tallies(values: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return pairs of a name and a number as a tuple."""
    return tuple((name, number) for name, number in values)


def in_utc(instant: datetime) -> datetime:
    """Return an instant of the database, which is in UTC, with its time zone."""
    return instant.replace(tzinfo=UTC)
