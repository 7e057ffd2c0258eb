"""Leaving the union."""

import pytest
from stewards.events import Event, MemberLeft
from stewards.projections.membership.standing import NotInMembership
from stewards.registry.testing import joined, left, voided

from .facts import APR, FEB, JUN, MAR, MAY
from .scenario import MEMBERSHIP, decided, given, propose, refused


def test_a_member_leaves() -> None:
    """A member in membership leaves, with the reason if one was given."""
    assert given(joined("m1", on=FEB)).when(
        propose(MemberLeft, member="m1", reason="retired"), MAY
    ) == decided(MemberLeft, MAY, member="m1", reason="retired")


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([joined("m1", on=MAY)], id="joined that day"),
        pytest.param([joined("m1", on=FEB), left("m1", JUN)], id="told to leave later"),
        pytest.param([joined("m1", on=FEB), left("m1", APR), voided(2)], id="that was voided"),
        pytest.param([left("m1", MAY), joined("m1", on=MAY)], id="left and joined that day"),
    ],
)
def test_a_member_on_the_day_leaves(past: list[Event]) -> None:
    """Whoever is in membership that day may leave."""
    assert given(*past).when(propose(MemberLeft, member="m1"), MAY) == decided(
        MemberLeft, MAY, member="m1"
    )


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([], id="unheard of"),
        pytest.param([joined("m1", on=JUN)], id="joins later"),
        pytest.param([joined("m1", on=FEB), left("m1", MAR)], id="left"),
        pytest.param([joined("m1", on=FEB), left("m1", MAY)], id="left that day"),
        pytest.param([joined("m1", on=FEB), voided(1)], id="the joining was voided"),
    ],
)
def test_somebody_outside_membership_is_refused(past: list[Event]) -> None:
    """Only a member can leave."""
    assert given(*past).when(propose(MemberLeft, member="m1"), MAY) == refused(
        NotInMembership,
        "Cannot record that m1 left on 2019-05-01 because m1 is not a member that day."
        " See 'stewards history --member m1', and record the joining first.",
    )


def test_leaving_reads_the_member() -> None:
    """The member's record decides, and no others."""
    town = given(joined("m1", on=FEB), joined("m2", on=FEB))
    assert town.reads(propose(MemberLeft, member="m1"), MAY) == {"member:m1": MEMBERSHIP}
