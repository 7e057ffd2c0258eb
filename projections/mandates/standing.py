"""Where a mandate stands: notified or not, open to objection, valid, over; since when, and how protected."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from attrs import frozen

from ...events import ElectionStepTaken
from ...events.entry import Entry
from ..membership.employment import With, since_on
from ..months import months_after
from ..organisation.fold import Organisation
from ..rules import Office
from .course import Course, Ending, Offices

A_DAY = timedelta(days=1)


class Status(StrEnum):
    """Where a mandate stands on a day: always exactly one of these."""

    NOT_NOTIFIED = "not notified"
    """The employer has not received the notice."""
    OPEN = "open to objection"
    """The employer may still object."""
    OBJECTED = "objected"
    """The employer has objected in time, and that is not settled."""
    OBJECTED_LATE = "objected late"
    """The employer has objected after the last day for it, and that is not settled."""
    VALID = "valid"
    """The employer has accepted, or the period for objecting is over."""
    EXPIRED = "expired, accepted in practice"
    """The term is over, and the employer goes on accepting."""
    OVER = "over"
    """It is held no longer."""


@frozen
class Standing:
    """Where a mandate stands on a day.

    Attributes:
        status: In one word.
        approved: The day the union approved the election; none while that is not recorded.
        received: The day the employer received the notice; none while it is not recorded.
        objection_until: The last day on which the employer may object; none before the notice, and where
            no rule says anything of objections.
        valid_since: The day since which it is valid; none while it is not, or no longer.
        protected_from: The day from which the holder is protected; none before there is one.
        protected_until: The first day on which the holder is protected no longer; none while in office.
        continuous_since: The first day in that office there without a gap.
    """

    status: Status
    approved: date | None
    received: date | None
    objection_until: date | None
    valid_since: date | None
    protected_from: date | None
    protected_until: date | None
    continuous_since: date


def standings(
    on: date,
    courses: Iterable[Course],
    organisation: Organisation,
    offices: Offices,
    facts: Mapping[str, Sequence[Entry]] | None,
) -> dict[int, Standing]:
    """Return where each mandate stands on a day, by the entry of the election.

    Args:
        on: The day.
        courses: As known, up to that day: of a member all or none.
        organisation: The units.
        offices: The rules.
        facts: What is known of the membership and employment of whoever was elected; none where no rule
            delays protection by that.
    """
    by_seat: dict[tuple[str, str], list[Course]] = {}
    for course in courses:
        by_seat.setdefault((course.elected.member, course.elected.office), []).append(course)
    found: dict[int, Standing] = {}
    for held in by_seat.values():
        for course in sorted(held, key=lambda each: (each.starts_on, each.election.order)):
            before = _before(course, held, organisation, found)
            office = offices.of(course.elected, min(on, course.ended_on or on))
            first = protected_from(course, office)
            if first is not None and facts is not None:
                own = facts.get(course.elected.member, ())
                first = max(first, _waived_until(course, own, organisation, offices) or first)
            found[course.number] = _standing(on, course, office, before, first)
    return found


def _before(
    course: Course,
    own: Sequence[Course],
    organisation: Organisation,
    found: Mapping[int, Standing],
) -> Standing | None:
    """Return where the mandate stands that this one goes on from without a gap: the longest of several."""
    if len(own) == 1:
        return None
    day, at = course.starts_on, organisation.resolved
    unit = at(course.elected.unit, day)
    joined = [
        found[each.number]
        for each in own
        if each.number in found
        and (each.ended_on is None or each.ended_on >= day)
        and at(each.elected.unit, day) == unit
    ]
    return min(joined, key=lambda each: each.continuous_since, default=None)


def _standing(
    on: date, course: Course, office: Office, before: Standing | None, first: date | None
) -> Standing:
    received = day_of(course.steps, "received")
    until = objection_until(received, office)
    since = min(course.starts_on, before.continuous_since) if before else course.starts_on
    status, valid_since = _status(on, course, received, until, is_late_kept=office.objection_late)
    if before and before.protected_from:
        first = min(first or date.max, before.protected_from)
    last = _protected_until(course, office, since) if first else None
    approved = day_of(course.steps, "approved")
    return Standing(status, approved, received, until, valid_since, first, last, since)


def _status(
    on: date,
    course: Course,
    received: date | None,
    until: date | None,
    *,
    is_late_kept: bool | None,
) -> tuple[Status, date | None]:
    """Return the status on a day, and since when the election is valid if it is.

    Unless the rules keep an objection that comes late, it is lost, and the election valid in spite of it.
    """
    if course.over_on(on):
        return Status.OVER, None
    if course.until is not None and course.until <= on:
        return Status.EXPIRED, None
    objection, settled = _objection(course.steps)
    if objection is not None and settled is None:
        if until is None or objection <= until:
            return Status.OBJECTED, None
        return Status.OBJECTED_LATE, None if is_late_kept else until + A_DAY
    valid_since = settled or day_of(course.steps, "accepted")
    if valid_since is None and received is not None:
        valid_since = received if until is None else until + A_DAY
    if valid_since is None:
        return Status.NOT_NOTIFIED, None
    return (Status.OPEN, None) if on < valid_since else (Status.VALID, valid_since)


def _objection(steps: Sequence[Entry]) -> tuple[date | None, date | None]:
    """Return the day of the last objection, and the day it was settled in favour of the election."""
    objected: date | None = None
    settled: date | None = None
    for each in steps:
        match _step(each):
            case "objected":
                objected, settled = each.event.effective_on, None
            case "dismissed" | "accepted" if objected is not None:
                settled = settled or each.event.effective_on
    return objected, settled


def objection_until(received: date | None, office: Office) -> date | None:
    """Return the last day on which the employer may object; none without a notice, or without a rule."""
    if received is None or office.objection_days is None:
        return None
    return received + timedelta(days=office.objection_days)


def protected_from(course: Course, office: Office) -> date | None:
    """Return the day from which somebody elected is protected; none before there is one."""
    if not course.steps:
        return None
    days = [day_of(course.steps, "received")]
    if office.protected_from == "earlier":
        days.append(day_of(course.steps, "aware"))
    known = [day for day in days if day is not None]
    if not known:
        return None
    if office.protected_before_months is None:
        return min(known)
    return max(min(known), months_after(course.starts_on, -office.protected_before_months))


def _waived_until(
    course: Course, facts: Sequence[Entry], organisation: Organisation, offices: Offices
) -> date | None:
    """Return the day before which nobody is protected who was elected although they were not senior.

    As no seniority was asked there; none where it was, and where nobody stated the day of hiring.
    """
    elected, day = course.elected, course.elected.effective_on
    office = offices.of(elected, day)
    later, months = office.protected_if_waived_months, office.seniority_months
    is_waived = office.seniority_waiver not in (None, "none") and elected.override is None
    if later is None or not months or not is_waived:
        return None
    where = With(office.seniority_with or With.EMPLOYER)
    since = since_on(day, facts, organisation, where)
    if since.earliest is None or since.reaches(months, day) is not False:
        return None
    return months_after(since.earliest, later)


def _protected_until(course: Course, office: Office, since: date) -> date | None:
    end = course.ended_on
    if end is None:
        return None
    months, served = office.protected_after_months, office.protected_after_served_months
    has_served = served is None or months_after(since, served) <= end
    is_kept = months is not None and has_served and course.ended_because is not Ending.ANNULLED
    return months_after(end, months) if is_kept and months is not None else end


def day_of(steps: Sequence[Entry], what: str) -> date | None:
    """Return the first day of a step; none if it was not taken."""
    if not steps:
        return None
    return next((each.event.effective_on for each in steps if _step(each) == what), None)


def _step(entry: Entry) -> str | None:
    return entry.event.step if isinstance(entry.event, ElectionStepTaken) else None


def is_settled(steps: Sequence[Entry]) -> bool:
    """Return whether there is no objection that nobody has settled."""
    objected, settled = _objection(steps)
    is_upheld = day_of(steps, "upheld") is not None
    return objected is None or settled is not None or is_upheld
