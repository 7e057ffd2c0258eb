"""Joining the union."""

import pytest
from stewards.events import Event, MemberJoined
from stewards.projections.membership.standing import UnknownCategory
from stewards.projections.organisation.standing import NotAWorkplace, UnitClosedThen, UnknownUnit
from stewards.registry.decisions.member_joined import AlreadyInMembership, JoinsLater
from stewards.registry.testing import closed, formed, joined, left, merged, voided

from .facts import APR, FEB, JUL, JUN, MAR, MAY, TOWN, derived, taken
from .scenario import (
    ANY,
    LISTS,
    MEMBERSHIP,
    ORGANISATION,
    RULES_AGREED,
    decided,
    given,
    propose,
    refused,
)

JOIN = propose(MemberJoined, member="m1", workplace="jc-1", category="active")


def test_a_person_joins() -> None:
    """A person becomes a member at a workplace."""
    assert given(*TOWN).when(JOIN, MAY) == decided(
        MemberJoined, MAY, member="m1", workplace="jc-1", category="active"
    )


def test_a_person_joins_without_a_workplace() -> None:
    """A person who told of no workplace becomes a member, in a category of the agreement."""
    assert given().when(
        propose(MemberJoined, member="m1", workplace=None, category="student"), MAY
    ) == decided(MemberJoined, MAY, member="m1", workplace=None, category="student")


FREE_TO_JOIN = [
    pytest.param([joined("m1", "jc-1", FEB), left("m1", APR)], id="left before"),
    pytest.param([joined("m1", "jc-1", FEB), left("m1", MAY)], id="left that very day"),
    pytest.param([joined("m1", "jc-1", FEB), voided(7)], id="the joining was voided"),
    pytest.param([left("m1", JUN), joined("m1", "jc-1", JUL)], id="left before joining later"),
    pytest.param([joined("m1", "jc-1", JUL), voided(7)], id="the later joining was voided"),
    pytest.param([joined("m2", "jc-1", FEB), joined("m2", "jc-2", JUN)], id="others are members"),
    pytest.param([formed("jc-9", on=JUN)], id="another unit is formed later"),
]


@pytest.mark.parametrize("past", FREE_TO_JOIN)
def test_a_person_outside_membership_joins(past: list[Event]) -> None:
    """Whoever is not a member that day may join."""
    assert isinstance(given(*TOWN, *past).when(JOIN, MAY), MemberJoined)


WORKPLACES = [
    pytest.param([formed("w", on=JUN)], id="formed later"),
    pytest.param([formed("w"), closed("w", JUN)], id="closed later"),
    pytest.param([formed("w"), merged("w", "jc-1", APR)], id="merged into an open one"),
    pytest.param(
        [formed("w"), merged("w", "jc-1", MAR), closed("w", APR)], id="merged, then closed"
    ),
]


@pytest.mark.parametrize("past", WORKPLACES)
def test_a_person_joins_at_a_workplace_that_others_see_differently(past: list[Event]) -> None:
    """A workplace may be one formed later, closed later, or merged: the log knows where that is."""
    town = given(*TOWN, *past)
    assert isinstance(
        town.when(propose(MemberJoined, member="m1", workplace="w", category="active"), MAY),
        MemberJoined,
    )


def test_a_member_is_refused() -> None:
    """Whoever is in membership that day does not join again."""
    town = given(*TOWN, joined("m1", "jc-2", FEB), left("m1", MAR), joined("m1", "jc-2", APR))
    assert town.when(JOIN, MAY) == refused(
        AlreadyInMembership,
        "Cannot record that m1 joined on 2019-05-01 because m1 is a member that day,"
        " joined on 2019-04-01 (entry 9)."
        " Record the leaving first, or void entry 9 if it is wrong.",
    )


def test_a_joining_that_lists_came_to_may_be_told_exactly() -> None:
    """Where no list named the person by that day, nobody knew when it was."""
    listed = [taken(JUL), derived("m1", "jc-1", JUL, not_before=FEB)]
    believed = [taken(JUL), derived("m1", "jc-1", FEB, placed_on=JUL)]
    for past in (listed, believed):
        assert isinstance(given(*TOWN, *past).when(JOIN, MAY), MemberJoined)


def test_a_member_whom_a_list_named_by_that_day_is_refused() -> None:
    """A list that was taken in since the joining says that the person is a member."""
    town = given(*TOWN, taken(FEB), derived("m1", "jc-1", FEB))
    assert town.when(JOIN, MAY) == refused(
        AlreadyInMembership,
        "Cannot record that m1 joined on 2019-05-01 because m1 is a member that day,"
        " joined on 2019-02-01 (entry 8)."
        " Record the leaving first, or void entry 8 if it is wrong.",
    )


def test_a_person_who_joins_later_is_refused() -> None:
    """Whoever is on record as joining later, with no leaving in between, does not join before."""
    assert given(*TOWN, joined("m1", "jc-1", JUN)).when(JOIN, MAY) == refused(
        JoinsLater,
        "Cannot record that m1 joined on 2019-05-01 because the log has m1 joining on 2019-06-01"
        " (entry 7). Void entry 7 if it is wrong, or record the leaving in between first.",
    )


def test_an_unknown_category_is_refused() -> None:
    """A category is one of the agreement's."""
    assert given(*TOWN).when(
        propose(MemberJoined, member="m1", workplace="jc-1", category="actve"), MAY
    ) == refused(
        UnknownCategory,
        "Cannot record that m1 joined because the agreement dk-municipal has no category actve."
        " Its categories are active, student, unemployed, leave, senior, passive;"
        " or choose another agreement.",
    )


def test_an_unknown_workplace_is_refused() -> None:
    """Nobody joins at a unit that does not exist."""
    assert given().when(JOIN, MAY) == refused(
        UnknownUnit,
        "Cannot record that m1 joined because there is no unit jc-1."
        " See 'stewards unit list', or form it with 'stewards unit form jc-1'.",
    )


def test_a_unit_that_is_no_workplace_is_refused() -> None:
    """Members work at workplaces, not at the larger units above them."""
    assert given(*TOWN).when(
        propose(MemberJoined, member="m1", workplace="bif", category="active"), MAY
    ) == refused(
        NotAWorkplace,
        "Cannot record that m1 joined because bif is of kind administration, not a workplace."
        " Name a workplace below it; 'stewards unit list' shows them.",
    )


def test_a_closed_workplace_is_refused() -> None:
    """Nobody joins at a workplace that was closed by that day."""
    assert given(*TOWN, closed("jc-1", MAY)).when(JOIN, MAY) == refused(
        UnitClosedThen,
        "Cannot record that m1 joined on 2019-05-01 because jc-1 was closed on 2019-05-01"
        " (entry 7). Name a unit that is open that day, or void entry 7 if it is wrong.",
    )


def test_a_workplace_merged_into_a_closed_one_is_refused() -> None:
    """The workplace that counts is the one it was merged into."""
    town = given(*TOWN, merged("jc-1", "jc-2", MAR), closed("jc-2", APR))
    assert town.when(JOIN, MAY) == refused(
        UnitClosedThen,
        "Cannot record that m1 joined on 2019-05-01 because jc-2 was closed on 2019-04-01"
        " (entry 8). Name a unit that is open that day, or void entry 8 if it is wrong.",
    )


def test_joining_reads_the_person_and_the_workplace() -> None:
    """The person's membership, the workplace with its mergers and the lists decide, and no others."""
    town = given(*TOWN, merged("jc-1", "jc-2", MAR))
    assert town.reads(JOIN, MAY) == {
        "member:m1": MEMBERSHIP,
        "unit:jc-1": ORGANISATION,
        "unit:jc-2": ORGANISATION,
        ANY: LISTS | RULES_AGREED,
    }


def test_joining_without_a_workplace_reads_the_person() -> None:
    """Without a workplace no unit decides."""
    assert given(*TOWN).reads(
        propose(MemberJoined, member="m1", workplace=None, category="active"), MAY
    ) == {"member:m1": MEMBERSHIP, ANY: LISTS | RULES_AGREED}
