"""What a log takes in: everything that could have happened, and nothing malformed."""

from collections.abc import Sequence
from datetime import date, timedelta

from stewards.events import (
    EntryVoided,
    Event,
    UnitClosed,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    UnitRenamed,
)

from .log import Log, known
from .organisation import circles, first_day, formed, named_units


def acceptable(events: Sequence[Event], event: Event) -> bool:
    """Return whether an import may append a fact to a log, as known when it is told."""
    log = known(events, len(events))
    match event:
        case EntryVoided():
            return 1 <= event.voids <= len(events) and may_void(log, event.voids)
        case UnitFormed():
            return event.parent in {None, *formed(log)} and is_new_or_earlier(log, event)
        case UnitRenamed() | UnitClosed():
            return units_exist(log, event) and is_timely(log, event)
        case UnitMerged() | UnitMoved():
            return (
                units_exist(log, event)
                and is_timely(log, event)
                and not closes_circle(events, event)
            )
    return units_exist(log, event)


def is_new_or_earlier(log: Log, event: UnitFormed) -> bool:
    """Return whether a unit is new, or the same is said of it with an earlier first day."""
    if event.unit not in formed(log):
        return True
    before = formed(log)[event.unit][1]
    says_the_same = (event.name, event.kind, event.parent) == (
        before.name,
        before.kind,
        before.parent,
    )
    is_earlier = event.effective_on < before.effective_on or (
        event.effective_on == before.effective_on and first_day(event) < first_day(before)
    )
    return says_the_same and is_earlier


def units_exist(log: Log, event: Event) -> bool:
    """Return whether every unit that a fact names was formed."""
    return named_units(event) <= set(formed(log))


def is_timely(log: Log, event: UnitRenamed | UnitMoved | UnitMerged | UnitClosed) -> bool:
    """Return whether what happens to a unit happens on its first day or later."""
    return first_day(formed(log)[event.unit][1]) <= event.effective_on


def closes_circle(events: Sequence[Event], event: Event) -> bool:
    """Return whether a merger or a move is part of a circle on any day, as known when it is told.

    A circle that a void left behind elsewhere is not its doing.
    """
    entry = len(events) + 1
    log = known([*events, event], entry)
    return any(entry in behind for day in every_day(log) for _, behind in circles(log, day))


def every_day(log: Log) -> list[date]:
    """Return a day before all facts, and each day that a fact is effective on."""
    days = {event.effective_on for _, event in log}
    return [min(days) - timedelta(days=1), *sorted(days)]


def may_void(log: Log, entry: int) -> bool:
    """Return whether an entry can be taken back: no void, and no unit that others name.

    What was taken back already may be taken back again; nothing comes of it.
    """
    target = dict(log).get(entry)
    if isinstance(target, UnitFormed):
        others = [event for n, event in log if n != entry]
        is_formed_still = any(isinstance(e, UnitFormed) and e.unit == target.unit for e in others)
        return is_formed_still or not any(target.unit in named_units(event) for event in others)
    return not isinstance(target, EntryVoided)
