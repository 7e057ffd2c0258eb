"""The log as it stood: what counts as said, and in which order it is read."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from stewards.events import EntryVoided, Event

Told = tuple[int, Event]
"""An entry number and what was told there."""

Log = list[Told]
"""The facts that count as said, in the order a history is read: by day, then by entry."""

Kind = TypeVar("Kind", bound=Event)


def known(events: Sequence[Event], upto: int) -> Log:
    """Return the facts that count as said once the first `upto` entries are known."""
    told = list(enumerate(events[:upto], start=1))
    voided = {void.voids for _, void in of(told, EntryVoided)}
    live = [(entry, event) for entry, event in told if entry not in voided]
    return sorted(live, key=reading_order)


def reading_order(told: Told) -> tuple[date, int]:
    """Return what a history is sorted by."""
    entry, event = told
    return event.effective_on, entry


def facts(log: Log, on: date) -> Log:
    """Return the facts that hold by a day; later ones do not exist for it."""
    return [(entry, event) for entry, event in log if event.effective_on <= on]


def of(log: Log, kind: type[Kind]) -> list[tuple[int, Kind]]:
    """Return the facts of one type."""
    return [(entry, event) for entry, event in log if isinstance(event, kind)]


def upto_at(events: Sequence[Event], instant: datetime) -> int:
    """Return the highest entry recorded at or before an instant, 0 if there is none."""
    return max((n for n, event in enumerate(events, 1) if event.recorded_at <= instant), default=0)
