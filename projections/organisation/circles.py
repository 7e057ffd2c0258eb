"""Circles: neither mergers nor parents may lead back to where they began, on any day."""

from collections.abc import Callable, Iterator
from datetime import date

from ...events import UnitFormed, UnitMerged, UnitMoved
from ...events.entry import Entry
from .fold import Organisation

Step = Callable[[str, date], str | None]


def closes_circle(organisation: Organisation, entry: Entry) -> bool:
    """Return whether a merger, a move or a forming would close a circle on a day it is in force."""
    match entry.event:
        case UnitMerged(unit=unit, into=start):
            own, step = organisation.mergers(unit), organisation.into
        case UnitMoved(unit=unit, parent=str(start)):
            own, step = organisation.moves(unit), organisation.parent
        case UnitFormed(unit=unit, parent=parent):
            return parent == unit
        case _:
            return False
    return any(unit in _walk(start, day, step) for day in _days_in_force(organisation, entry, own))


def _days_in_force(organisation: Organisation, entry: Entry, own: list[Entry]) -> set[date]:
    """Return the days, until another entry of its kind follows, on which anything may differ."""
    following = [other.event.effective_on for other in own if other.order > entry.order]
    first, end = entry.event.effective_on, min(following, default=date.max)
    return {first, *(day for day in organisation.days() if first < day < end)}


def _walk(start: str, day: date, step: Step) -> Iterator[str]:
    visited: set[str] = set()
    unit: str | None = start
    while unit is not None and unit not in visited:
        visited.add(unit)
        yield unit
        unit = step(unit, day)
