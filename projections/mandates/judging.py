"""The mandates that there are on a day, judged one by one from how they went."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from ...events.entry import Entry
from ..organisation.fold import Organisation
from .acting import acting_on
from .course import Course, Offices
from .rows import Mandate
from .standing import Standing, standings


def judged(
    on: date,
    courses: Sequence[Course],
    organisation: Organisation,
    offices: Offices,
    *,
    absent: Callable[[], frozenset[str]],
    facts: Mapping[str, Sequence[Entry]] | None,
) -> list[Mandate]:
    """Return each of some mandates as it stands on a day.

    Args:
        on: The day.
        courses: How they went up to the day; see `courses_on`.
        organisation: The units.
        offices: The rules.
        absent: Returns who is absent.
        facts: What is known of whoever was elected; none where no rule asks for that, as in `standings`.
    """
    found = standings(on, courses, organisation, offices, facts)
    is_deputy = any(offices.of(each.elected, on).stands_in_for for each in courses)
    acting = acting_on(on, courses, absent() if is_deputy else frozenset(), organisation, offices)
    return [
        mandate_of(each, on, found[each.number], organisation, acting=each.number in acting)
        for each in courses
    ]


def mandate_of(
    course: Course, on: date, standing: Standing, organisation: Organisation, *, acting: bool
) -> Mandate:
    """Return a mandate as it stands on a day."""
    elected, ended_by, ending = course.elected, course.ended_by, course.ending
    not_before = getattr(ended_by.event, "not_before", None) if ended_by else None
    return Mandate(
        member=elected.member,
        unit=elected.unit,
        office=elected.office,
        since=elected.effective_on,
        starts_on=course.starts_on,
        until=course.until,
        ended_on=course.ended_on,
        ended_because=course.ended_because and str(course.ended_because),
        status=str(standing.status),
        approved=standing.approved,
        received=standing.received,
        objection_until=standing.objection_until,
        valid_since=standing.valid_since,
        protected_from=standing.protected_from,
        protected_until=standing.protected_until,
        continuous_since=standing.continuous_since,
        acting=acting,
        seat=elected.seat,
        agreement=elected.agreement,
        ended_not_before=not_before and max(not_before, elected.effective_on),
        learned_on=ended_by.event.recorded_at.date() if ended_by else None,
        ended_by=ended_by.number if ended_by else None,
        at_unit=organisation.resolved(elected.unit, on),
        was_here=course.was_here,
        ending_entry=ending.number if ending else None,
        entry=course.number,
    )


def one_a_seat(mandates: Iterable[Mandate], on: date) -> list[Mandate]:
    """Return the mandates that are not over on a day, one a person and seat.

    Of several it is the one whose term ends last; one whose first day is still to come only where it is
    the only one.
    """
    found: dict[tuple[str, str, str, str | None], Mandate] = {}
    for each in mandates:
        if each.ended_on is None:
            key = (each.member, each.office, each.at_unit, each.seat)
            other = found.get(key)
            if other is None or _rank(other, on) < _rank(each, on):
                found[key] = each
    return list(found.values())


def _rank(mandate: Mandate, on: date) -> tuple[bool, bool, date, date, int]:
    has_begun, is_open = mandate.starts_on <= on, mandate.until is None
    return has_begun, is_open, mandate.until or date.max, mandate.since, mandate.entry
