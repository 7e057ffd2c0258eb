"""Deputies: on which days they act."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from ...events.entry import Entry
from ..membership.employment import away_on
from ..organisation.fold import Organisation
from ..rules import Agreement
from .course import Course, Offices
from .rows import Mandate


def away(absences: Iterable[Entry], day: date) -> frozenset[str]:
    """Return who is away from work on a day, given what was said of absences, in order."""
    by_member: dict[str, list[Entry]] = defaultdict(list)
    for entry in absences:
        by_member[str(getattr(entry.event, "member"))].append(entry)  # noqa: B009
    return frozenset(member for member, facts in by_member.items() if away_on(day, facts))


def acting_on(
    day: date,
    courses: Iterable[Course],
    absent: frozenset[str],
    organisation: Organisation,
    offices: Offices,
) -> frozenset[int]:
    """Return the mandates of deputies who act on a day: a seat they stand in for is empty or its holder away.

    Args:
        day: The day.
        courses: All that are held then, by the entry of the election.
        absent: Who is absent.
        organisation: The units.
        offices: The rules.
    """
    present: set[tuple[str, str]] = set()
    left: set[tuple[str, str]] = set()
    deputies: list[tuple[Course, tuple[str, str]]] = []
    for course in courses:
        if not course.held_on(day):
            continue
        elected = course.elected
        at = organisation.resolved(elected.unit, day)
        (left if elected.member in absent else present).add((elected.office, at))
        if other := offices.of(elected, day).stands_in_for:
            deputies.append((course, (other, at)))
    return frozenset(
        course.number
        for course, seat in deputies
        if course.elected.member not in absent and (seat in left or seat not in present)
    )


def acting_for(
    held: Iterable[Mandate], rules_at: Callable[[str], Agreement], at: Callable[[str], str]
) -> dict[tuple[str, str], list[str]]:
    """Return the deputies who act, by the office that they stand in for and where those there elect.

    Args:
        held: The mandates held on a day.
        rules_at: The rules at a unit on that day.
        at: Where those at a unit elect.
    """
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in held:
        office = rules_at(each.at_unit).office(each.office) if each.acting else None
        if office is not None and office.stands_in_for is not None:
            found[office.stands_in_for, at(each.at_unit)].append(each.member)
    return {seat: sorted({*members}) for seat, members in found.items()}
