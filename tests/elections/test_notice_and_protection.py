"""Elected on 2 September, the employer aware on the 3rd, the notice received on the 5th.

How long the employer may object, and from when the steward is protected.
"""

from datetime import date, timedelta

import pytest
from stewards.events import EmploymentStated, Event, UnitFormed

from .log import LONG_AGO, elected, ended, formed, joined, mandate, registry, step, told

SECOND = date(2019, 9, 2)
LAST_DAY = date(2019, 9, 26)
A_DAY = timedelta(days=1)
BRANCH = [
    formed("kk", kind="employer"),
    formed("jc-1", "kk"),
    *(joined(f"M{number}", "jc-1") for number in range(1, 6)),
]
NOTIFIED = [
    step("approved", "M1", "jc-1", SECOND),
    step("aware", "M1", "jc-1", date(2019, 9, 3)),
    step("received", "M1", "jc-1", date(2019, 9, 5)),
]
NEW_UNIT = {"unit": "jc-1", "name": "Jc-1", "kind": "workplace", "parent": "kk"}
ELECTED = [*BRANCH, elected("M1", "jc-1", SECOND), *NOTIFIED]
BEGINS_LATER = [*BRANCH, elected("M1", "jc-1", SECOND, starts_on=date(2019, 11, 1)), *NOTIFIED]


def test_the_employer_may_object_for_three_weeks() -> None:
    """The last day is 26 September; the day after, the election is valid."""
    with registry(ELECTED) as branch:
        found = [mandate(branch, "M1", day) for day in (SECOND, LAST_DAY, LAST_DAY + A_DAY)]
    assert [each.status for each in found] == ["not notified", "open to objection", "valid"]
    assert [each.objection_until for each in found] == [None, LAST_DAY, LAST_DAY]
    assert found[-1].valid_since == LAST_DAY + A_DAY


@pytest.mark.parametrize(("day", "status"), [(26, "objected"), (27, "objected late")])
def test_an_objection_is_in_time_or_late(day: int, status: str) -> None:
    """On the last day it is in time; a day later, it is late."""
    objection = step("objected", "M1", "jc-1", date(2019, 9, day))
    with registry([*ELECTED, objection]) as branch:
        found = mandate(branch, "M1", date(2019, 10, 1))
    assert found.status == status


def test_an_upheld_objection_annuls_the_election() -> None:
    """The election falls with it, and so does the protection."""
    objection = step("objected", "M1", "jc-1", date(2019, 9, 20))
    upheld = step("upheld", "M1", "jc-1", date(2019, 12, 1))
    with registry([*ELECTED, objection, upheld]) as branch:
        found = mandate(branch, "M1", date(2020, 1, 1))
    assert (found.status, found.ended_on, found.ended_because) == (
        "over",
        date(2019, 12, 1),
        "annulled",
    )
    assert found.protected_until == date(2019, 12, 1)


@pytest.mark.parametrize(
    ("book", "protected_from"),
    [("dk-municipal", date(2019, 9, 5)), ("dk-state", date(2019, 9, 3))],
)
def test_protection_begins(book: str, protected_from: date) -> None:
    """With the notice in municipalities; in the state as soon as the employer is aware."""
    with registry(ELECTED, book) as branch:
        assert mandate(branch, "M1", LAST_DAY).protected_from == protected_from


@pytest.mark.parametrize(
    ("book", "protected_from"),
    [("dk-municipal", date(2019, 9, 5)), ("dk-state", date(2019, 10, 1))],
)
def test_protection_of_an_office_that_begins_later(book: str, protected_from: date) -> None:
    """In the state, it begins a month before the first day of office at the earliest."""
    with registry(BEGINS_LATER, book) as branch:
        found = mandate(branch, "M1", LAST_DAY)
    assert (found.starts_on, found.protected_from) == (date(2019, 11, 1), protected_from)


def test_protection_goes_on_after_the_office() -> None:
    """A year after it where somebody has served for a year; else it ends with it."""
    for resigned, last in (
        (date(2020, 9, 2), date(2021, 9, 2)),
        (date(2020, 9, 1), date(2020, 9, 1)),
    ):
        with registry([*ELECTED, ended("M1", "jc-1", resigned)], "dk-state") as branch:
            found = mandate(branch, "M1", resigned)
        assert (found.ended_on, found.protected_until) == (resigned, last)


def test_a_late_objection_is_lost_in_municipalities_and_kept_in_the_state() -> None:
    """It is valid in spite of it, and nothing is asked for; in the state somebody has to settle it."""
    objection, on = step("objected", "M1", "jc-1", LAST_DAY + A_DAY), date(2019, 10, 1)
    for book, valid_since, is_found in (
        ("dk-municipal", LAST_DAY + A_DAY, False),
        ("dk-state", None, True),
    ):
        with registry([*ELECTED, objection], book) as branch:
            found = mandate(branch, "M1", on)
            kinds = {each.finding for each in branch.check(on=on)}
        assert (found.status, found.valid_since) == ("objected late", valid_since)
        assert ("objected, not settled" in kinds) == is_found


def hired(on: date) -> Event:
    """Return what the steward said of the employment."""
    return told(EmploymentStated, SECOND, member="M1", since=on)


@pytest.mark.parametrize(
    ("since", "protected_from"),
    [
        (date(2019, 8, 20), date(2019, 11, 20)),
        (date(2019, 2, 1), date(2019, 9, 3)),
        (date(2018, 12, 2), date(2019, 9, 3)),
    ],
    ids=["two weeks ago", "seven months ago", "nine months ago"],
)
def test_protection_of_somebody_who_lacked_the_seniority(since: date, protected_from: date) -> None:
    """At a new state institution, where no seniority is asked, it begins three months after the hiring."""
    new = [BRANCH[0], told(UnitFormed, date(2019, 8, 1), LONG_AGO, **NEW_UNIT), *BRANCH[2:]]
    with registry([*new, *ELECTED[len(BRANCH) :], hired(since)], "dk-state") as branch:
        found = mandate(branch, "M1", LAST_DAY)
        [explained] = branch.explain_mandate("M1", on=LAST_DAY)
    assert (found.protected_from, explained.standing.protected_from) == (protected_from,) * 2
    assert "steward.protected_if_waived_months" in {each.path for each in explained.rules}


def test_where_an_override_says_why_there_was_nothing_to_waive() -> None:
    """Given an election on record against the rules, its protection is that of any other."""
    election = elected("M1", "jc-1", SECOND, override="agreed with the employer")
    with registry([*BRANCH, election, *NOTIFIED, hired(date(2019, 8, 20))], "dk-state") as branch:
        assert mandate(branch, "M1", LAST_DAY).protected_from == date(2019, 9, 3)
