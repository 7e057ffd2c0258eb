"""Confirming a workplace."""

import pytest
from stewards.events import Event, WorkplaceConfirmed
from stewards.projections.membership.standing import NotInMembership
from stewards.registry.decisions.workplace_confirmed import NoWorkplaceToConfirm
from stewards.registry.testing import confirmed, joined, left, works

from .facts import APR, FEB, JUN, MAR, MAY, TOWN
from .scenario import MEMBERSHIP, decided, given, propose, refused

CONFIRM = propose(WorkplaceConfirmed, member="m1")


def test_a_workplace_is_confirmed() -> None:
    """The workplace on record of a member is said to be right on a day."""
    town = given(*TOWN, joined("m1", "jc-1", FEB))
    assert town.when(CONFIRM, MAY) == decided(WorkplaceConfirmed, MAY, member="m1")


def test_a_workplace_is_confirmed_again() -> None:
    """A confirmation may follow another one, even of the same day."""
    town = given(*TOWN, joined("m1", "jc-1", FEB), confirmed("m1", MAY))
    assert isinstance(town.when(CONFIRM, MAY), WorkplaceConfirmed)


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([joined("m1", None, FEB)], id="joined without one"),
        pytest.param([joined("m1", "jc-1", FEB), works("m1", None, APR)], id="gave it up"),
        pytest.param([joined("m1", None, FEB), works("m1", "jc-1", JUN)], id="has one later"),
    ],
)
def test_no_workplace_is_refused(past: list[Event]) -> None:
    """Where no workplace is on record there is nothing to confirm."""
    assert given(*TOWN, *past).when(CONFIRM, MAY) == refused(
        NoWorkplaceToConfirm,
        "Cannot confirm the workplace of m1 on 2019-05-01 because m1 has no workplace on record"
        " that day. Record it with 'stewards member change-workplace m1 --workplace UNIT'.",
    )


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([], id="unheard of"),
        pytest.param([joined("m1", "jc-1", JUN)], id="joins later"),
        pytest.param([joined("m1", "jc-1", FEB), left("m1", MAR)], id="left"),
    ],
)
def test_somebody_outside_membership_is_refused(past: list[Event]) -> None:
    """Only members have a workplace on record."""
    assert given(*TOWN, *past).when(CONFIRM, MAY) == refused(
        NotInMembership,
        "Cannot confirm the workplace of m1 on 2019-05-01 because m1 is not a member that"
        " day. See 'stewards history --member m1', and record the joining first.",
    )


def test_confirming_reads_the_member() -> None:
    """The member's record decides, and no unit does."""
    town = given(*TOWN, joined("m1", "jc-1", FEB))
    assert town.reads(CONFIRM, MAY) == {"member:m1": MEMBERSHIP}
