"""The number looked at again, some time after the election: whether it has changed too much."""

from datetime import date

from ..electorate.fold import Electorate
from ..months import months_after
from ..rules import Office
from .course import Course, Offices

RETEST = "retest"
"""The rule by which the number is looked at again, and the mandate ends where it has changed."""


def retested_on(course: Course, offices: Offices) -> tuple[date, Office] | None:
    """Return the day on which the number is looked at again, and the rules of that day; none for never."""
    elected = course.elected
    months = offices.of(elected, elected.effective_on).retest_after_months
    if months is None:
        return None
    day = months_after(elected.effective_on, months)
    office = offices.of(elected, day)
    return (day, office) if office.below == RETEST else None


def has_changed(then: Electorate, now: Electorate, office: Office) -> bool | None:
    """Return whether the number has gone up or down by so much that somebody is elected anew.

    That is by `retest_percent` of what it was, and by `retest_least`; where the rules name neither, it
    never has. None where nobody can tell: not everybody was counted, or not to the day.

    Args:
        then: Those who could elect on the day of the election.
        now: Those who can on the day on which the number is looked at again.
        office: The rules of that day.
    """
    if office.retest_percent is None and office.retest_least is None:
        return False
    went_up = (
        _by_so_much(now.least - then.most, then.most, office) if then.most is not None else None
    )
    went_down = (
        _by_so_much(then.least - now.most, then.least, office) if now.most is not None else None
    )
    if went_up or went_down:
        return True
    if then.most is None or now.most is None:
        return None
    can_have = _by_so_much(now.most - then.least, then.least, office) or _by_so_much(
        then.most - now.least, then.most, office
    )
    return None if can_have else False


def _by_so_much(difference: int, number: int, office: Office) -> bool:
    percent, least = office.retest_percent or 0, office.retest_least or 0
    return difference > 0 and difference >= least and difference * 100 >= percent * number
