"""History: everything ever told about a member or a unit, what was taken back included."""

from collections.abc import Sequence
from datetime import date

from stewards.events import EntryVoided, Event

from .log import reading_order
from .organisation import named_units


def history(
    events: Sequence[Event],
    on: date,
    upto: int,
    member: str | None = None,
    unit: str | None = None,
) -> list[tuple[int, int | None]]:
    """Return the entries about a member or a unit, each with the entry that voids it, if any.

    They are those known and effective by then, voids and voided ones too, in reading order.
    """
    told = list(enumerate(events[:upto], start=1))
    found = [
        (entry, event)
        for entry, event in told
        if event.effective_on <= on and names(events, event, member, unit)
    ]
    return [
        (entry, voided_by(events[:upto], entry)) for entry, _ in sorted(found, key=reading_order)
    ]


def names(events: Sequence[Event], event: Event, member: str | None, unit: str | None) -> bool:
    """Return whether a fact names the member or the unit; a void names what its target names."""
    if isinstance(event, EntryVoided):
        return names(events, events[event.voids - 1], member, unit)
    if member is not None:
        return bool(getattr(event, "member", None) == member)
    return unit in named_units(event)


def voided_by(events: Sequence[Event], entry: int) -> int | None:
    """Return the entry that voids an entry, as far as is known: the first."""
    voids = [
        n
        for n, event in enumerate(events, start=1)
        if isinstance(event, EntryVoided) and event.voids == entry
    ]
    return voids[0] if voids else None
