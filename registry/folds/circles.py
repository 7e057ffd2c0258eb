"""Circles: neither mergers nor parents may lead back to where they began, on any day."""

from collections.abc import Callable, Iterator
from datetime import date

from ...events import UnitFormed, UnitMerged, UnitMoved
from .entry import Entry
from .organisation import Organisation

Step = Callable[[str, date], str | None]


def closes_circle(organisation: Organisation, entry: Entry) -> bool:
    """Tell whether a merger, a move or a forming would close a circle on a day it is in force."""
    event = entry.event
    if isinstance(event, UnitMerged):
        later = organisation.mergers(event.unit)
        return _leads_back(organisation, entry, event.unit, event.into, organisation.into, later)
    if isinstance(event, UnitMoved):
        later = organisation.moves(event.unit)
        return _leads_back(
            organisation, entry, event.unit, event.parent, organisation.parent, later
        )
    return isinstance(event, UnitFormed) and event.parent == event.unit


def _leads_back(
    organisation: Organisation,
    entry: Entry,
    unit: str,
    start: str | None,
    step: Step,
    own: list[Entry],
) -> bool:
    if start is None:
        return False
    following = [e.event.effective_on for e in own if e.order > entry.order]
    first, end = entry.event.effective_on, min(following, default=date.max)
    days = {first, *(day for day in organisation.days() if first < day < end)}
    return any(unit in _walk(start, day, step) for day in days)


def _walk(start: str, day: date, step: Step) -> Iterator[str]:
    visited: set[str] = set()
    unit: str | None = start
    while unit is not None and unit not in visited:
        visited.add(unit)
        yield unit
        unit = step(unit, day)
