"""Deputies: on which days they act."""

from collections.abc import Iterable
from datetime import date

from ...events import AbsenceBegan, AbsenceEnded
from ...events.entry import Entry
from ..organisation.fold import Organisation
from .course import Course, Offices


def away_on(history: Iterable[Entry], day: date) -> frozenset[str]:
    """Return who is absent on a day: the last that was said of them is that, and the planned return later.

    Args:
        history: Standing entries in order; those that are not about absences are passed over.
        day: The day.
    """
    last: dict[str, AbsenceBegan | AbsenceEnded] = {}
    for entry in history:
        event = entry.event
        if isinstance(event, AbsenceBegan | AbsenceEnded) and event.effective_on <= day:
            last[event.member] = event
    return frozenset(
        member
        for member, said in last.items()
        if isinstance(said, AbsenceBegan) and (said.until is None or day < said.until)
    )


def acting_on(
    day: date,
    courses: Iterable[Course],
    away: frozenset[str],
    organisation: Organisation,
    offices: Offices,
) -> frozenset[int]:
    """Return the mandates of deputies who act on a day: a seat they stand in for is empty or its holder away.

    Args:
        day: The day.
        courses: All that are held then, by the entry of the election.
        away: Who is absent.
        organisation: The units.
        offices: The rules.
    """
    present: set[tuple[str, str]] = set()
    absent: set[tuple[str, str]] = set()
    deputies: list[tuple[Course, tuple[str, str]]] = []
    for course in courses:
        if not course.held_on(day):
            continue
        elected = course.elected
        at = organisation.resolved(elected.unit, day)
        (absent if elected.member in away else present).add((elected.office, at))
        if other := offices.of(elected, day).stands_in_for:
            deputies.append((course, (other, at)))
    return frozenset(
        course.number
        for course, seat in deputies
        if course.elected.member not in away and (seat in absent or seat not in present)
    )
