"""The facts that ended a mandate."""

from collections.abc import Sequence
from datetime import date

from ...events import UnitFormed
from ...events.entry import Entry
from ..membership.fold import membership_on
from ..organisation.fold import Organisation
from .course import Course, Ending


def ended_by(
    course: Course, history: Sequence[Entry], organisation: Organisation
) -> tuple[Entry, ...]:
    """Return the entries by which a mandate is over; none while it is held.

    One fact, but where the organisation changed around the member: then all that changed that day
    between the member's workplace or the unit of the election and what they lie under. None, too,
    where somebody was elected who had never joined.

    Args:
        course: As `courses_on` folds it from the same history.
        history: Standing entries in order.
        organisation: The units those facts name, and what they lie under or were merged into.

    """
    if course.ended_by:
        return (course.ended_by,)
    day = course.ended_on
    if day is None or course.ended_because is not Ending.WORKPLACE_CHANGED:
        return ()
    state = membership_on(history, course.elected.member, day)
    places = {course.elected.unit, (state and state.workplace) or course.elected.unit}
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
