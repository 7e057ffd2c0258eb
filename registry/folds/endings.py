"""The facts that ended a mandate."""

from collections.abc import Sequence
from datetime import date

from ...events import MemberLeft, UnitFormed
from .entry import Entry
from .mandates import Ending, Mandate, ends
from .membership import membership_on
from .organisation import Organisation


def ended_by(
    mandate: Mandate, history: Sequence[Entry], organisation: Organisation
) -> tuple[Entry, ...]:
    """Return the entries by which a mandate is over; none while it is held.

    One fact, but where the organisation changed around the member: then all that changed that day
    between the member's workplace or the unit of the election and what they lie under. None, too,
    where somebody was elected who had never joined.

    Args:
        mandate: As `mandates_on` folds it from the same history.
        history: Standing entries in order.
        organisation: The units those facts name, and what they lie under or were merged into.

    """
    day = mandate.ended_on
    if day is None:
        return ()
    by_then = [entry for entry in history if entry.event.effective_on <= day]
    match mandate.ended_because:
        case Ending.ENDED:
            return tuple(e for e in by_then if ends(e, mandate.election, organisation))[:1]
        case Ending.TERM_OVER:
            return (mandate.election,)
        case Ending.LEFT:
            return _leaving(mandate.elected.member, by_then)
        case Ending.WORKPLACE_CHANGED:
            return _moving(mandate, day, by_then, organisation)
    closed = organisation.closed(organisation.resolved(mandate.elected.unit, day), day)
    return (closed,) if closed else ()


def _leaving(member: str, history: Sequence[Entry]) -> tuple[Entry, ...]:
    left = [e for e in history if isinstance(e.event, MemberLeft) and e.event.member == member]
    return tuple(left[-1:])


def _moving(
    mandate: Mandate, day: date, history: Sequence[Entry], organisation: Organisation
) -> tuple[Entry, ...]:
    state = membership_on(history, mandate.elected.member, day)
    if state is None:
        return ()
    if day in (state.placed.event.effective_on, mandate.elected.effective_on):
        return (state.placed,)
    places = {mandate.elected.unit, state.workplace or mandate.elected.unit}
    changed = [e for place in places for e in _changed_above(place, day, organisation)]
    return tuple(sorted(set(changed), key=lambda entry: entry.number))


def _changed_above(unit: str, day: date, organisation: Organisation) -> list[Entry]:
    """Return what was said for a day of where a unit went, and of what it lies under."""
    at = organisation.resolved(unit, day)
    placings = (organisation.placing(above, day) for above in organisation.line(at, day))
    said = [*organisation.mergers_from(unit, day), *(entry for entry in placings if entry)]
    return [
        entry
        for entry in said
        if entry.event.effective_on == day and not isinstance(entry.event, UnitFormed)
    ]
