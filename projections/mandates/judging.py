"""The mandates that there are on a day, judged one by one from the facts that the log has of them."""

from datetime import date
from typing import Final

from ...events.entry import in_order
from ..organisation.fold import Organisation
from ..replay.entries import COMMON, entries_of
from ..replay.projection import Projection
from ..rules import Rules
from .fold import Course, courses_on
from .rows import Mandate

_COLUMNS: Final = (
    *("member", "unit", "office", "until", "override", "workplace"),
    *("not_before", "placed_on"),
)


def courses_known(
    projection: Projection,
    on: date,
    upto: int,
    organisation: Organisation,
    rules: Rules,
    *,
    is_over: bool,
) -> list[Course]:
    """Return the course of each mandate begun by a day, as known with the entry `upto`: of these or those.

    Args:
        projection: The replayed log.
        on: The day.
        upto: The last entry known.
        organisation: The units as known then.
        rules: The rules.
        is_over: Whether to look at those whose term is over on the day, or at all others.
    """
    given = {"on_day": on, "upto": upto, "is_over": is_over}
    rows = projection.ask("elected_entries", (*COMMON, *_COLUMNS), given, "effective_on, entry")
    return courses_on(on, in_order(entries_of(rows, _COLUMNS)), organisation, rules)


def mandate_of(course: Course, on: date, organisation: Organisation) -> Mandate:
    """Return a mandate as it stands on a day."""
    elected, ended_by, ending = course.elected, course.ended_by, course.ending
    return Mandate(
        member=elected.member,
        unit=elected.unit,
        office=elected.office,
        since=elected.effective_on,
        until=elected.until,
        ended_on=course.ended_on,
        ended_because=course.ended_because and str(course.ended_because),
        ended_by=ended_by.number if ended_by else None,
        at_unit=organisation.resolved(elected.unit, on),
        was_here=course.was_here,
        ending_entry=ending.number if ending else None,
        entry=course.number,
    )
