"""Stating an employment: since when, and as what."""

import pytest
from stewards.events import EmploymentStated, Event
from stewards.projections.membership.standing import NotInMembership
from stewards.registry.decisions.employment_stated import (
    HiredLater,
    NothingStated,
    SameEmployment,
    UnknownStanding,
)
from stewards.registry.testing import elected, employed, joined, left

from .facts import APR, FEB, JAN, JUN, MAR, MAY
from .scenario import EMPLOYMENT, MANDATES, MEMBERSHIP, Proposal, decided, given, propose, refused

MEMBER = joined("m1", on=JAN)


def state(**fields: object) -> Proposal:
    """Return the decision to state the employment of a member."""
    return propose(EmploymentStated, member="m1", **fields)


@pytest.mark.parametrize(
    "said",
    [
        {"since": FEB},
        {"since": MAY},
        {"standing": "apprentice"},
        {"since": FEB, "standing": "manager"},
    ],
)
def test_an_employment_is_stated(said: dict[str, object]) -> None:
    """Since when, as what, or both."""
    assert given(MEMBER).when(state(**said), MAY) == decided(
        EmploymentStated, MAY, member="m1", **said
    )


def test_nothing_stated_is_refused() -> None:
    """Something has to be said."""
    assert given(MEMBER).when(state(), MAY) == refused(
        NothingStated,
        "Cannot state the employment of m1 because neither since when nor as what was given."
        " Give the day of hiring, --since DAY, or --standing STANDING, or both.",
    )


def test_a_day_of_hiring_that_comes_later_is_refused() -> None:
    """Nobody has been with an employer since a day to come."""
    assert given(MEMBER).when(state(since=JUN), MAY) == refused(
        HiredLater,
        "Cannot state the employment of m1 on 2019-05-01 because the day of hiring, 2019-06-01,"
        " comes after it. Give the day of hiring as --on, or a later day.",
    )


def test_an_unknown_standing_is_refused() -> None:
    """It might be a misspelling."""
    assert given(MEMBER).when(state(standing="boss"), MAY) == refused(
        UnknownStanding,
        "Cannot state that m1 is boss because that is no standing at work that a rule book speaks"
        " of. Name one of employee, manager, apprentice.",
    )


@pytest.mark.parametrize("past", [[], [joined("m1", on=JUN)], [MEMBER, left("m1", APR)]])
def test_the_employment_of_nobody_we_know_is_refused(past: list[Event]) -> None:
    """Somebody who is no member, and was elected to no office, is a misspelling."""
    assert given(*past).when(state(since=FEB), MAY) == refused(
        NotInMembership,
        "Cannot state the employment of m1 on 2019-05-01 because m1 is not a member that day."
        " See 'stewards history --member m1', and record the joining first.",
    )


def test_the_employment_of_an_elected_non_member_is_stated() -> None:
    """A safety representative need not be in the union."""
    past = given(elected("m1", "jc-1", FEB, "safety-representative"))
    assert isinstance(past.when(state(since=JAN), MAY), EmploymentStated)


def test_what_is_on_record_already_is_refused() -> None:
    """Nothing would change."""
    past = [MEMBER, employed("m1", MAR, since=FEB), employed("m1", JUN, since=JAN)]
    assert given(*past).when(state(since=FEB), MAY) == refused(
        SameEmployment,
        "Cannot state the employment of m1 on 2019-05-01 because entry 2 says the same."
        " Give another day of hiring, or another standing.",
    )
    assert isinstance(given(*past).when(state(since=JAN), MAY), EmploymentStated)


def test_stating_an_employment_reads_the_member() -> None:
    """What is known of the member, and no others."""
    town = given(MEMBER, joined("m2"))
    assert town.reads(state(since=FEB), MAY) == {"member:m1": MEMBERSHIP | EMPLOYMENT}
    assert town.reads(propose(EmploymentStated, member="m3", since=FEB), MAY) == {
        "member:m3": MEMBERSHIP | MANDATES
    }
