"""Changing workplace."""

import pytest
from stewards.events import Event, WorkplaceChanged
from stewards.projections.membership.standing import NotInMembership
from stewards.projections.organisation.standing import NotAWorkplace, UnitClosedThen, UnknownUnit
from stewards.registry.decisions.workplace_changed import NoWorkplaceAlready, SameWorkplace
from stewards.registry.testing import closed, joined, left, merged, works

from .facts import APR, FEB, JUN, MAR, MAY, TOWN
from .scenario import MEMBERSHIP, ORGANISATION, decided, given, propose, refused

CHANGE = propose(WorkplaceChanged, member="m1", workplace="jc-2")


def test_a_member_changes_workplace() -> None:
    """A member in membership works somewhere else from a day."""
    town = given(*TOWN, joined("m1", "jc-1", FEB))
    assert town.when(CHANGE, MAY) == decided(WorkplaceChanged, MAY, member="m1", workplace="jc-2")


def test_a_member_gives_up_a_workplace() -> None:
    """A member may be without a workplace from a day."""
    town = given(*TOWN, joined("m1", "jc-1", FEB))
    assert town.when(propose(WorkplaceChanged, member="m1", workplace=None), MAY) == decided(
        WorkplaceChanged, MAY, member="m1", workplace=None
    )


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([works("m1", "jc-2", JUN)], id="works there later"),
        pytest.param([works("m1", "jc-2", MAR), works("m1", "jc-1", APR)], id="worked there once"),
        pytest.param([merged("jc-1", "jc-2", APR)], id="the workplace was merged into it"),
    ],
)
def test_a_member_whose_record_says_otherwise_that_day_changes(past: list[Event]) -> None:
    """What is on record for that very day counts."""
    town = given(*TOWN, joined("m1", "jc-1", FEB), *past)
    assert isinstance(town.when(CHANGE, MAY), WorkplaceChanged)


def test_the_same_workplace_is_refused() -> None:
    """A member who works there already does not change, and the message says how to confirm."""
    town = given(*TOWN, joined("m1", "jc-1", FEB), works("m1", "jc-2", MAR))
    assert town.when(CHANGE, MAY) == refused(
        SameWorkplace,
        "Cannot change the workplace of m1 on 2019-05-01 because it is already jc-2 that day"
        " (entry 8)."
        " To record that it is right, use 'stewards member confirm-workplace m1'.",
    )


def test_no_workplace_twice_is_refused() -> None:
    """A member without a workplace does not give it up again."""
    town = given(*TOWN, joined("m1", None, FEB))
    assert town.when(propose(WorkplaceChanged, member="m1", workplace=None), MAY) == refused(
        NoWorkplaceAlready,
        "Cannot change the workplace of m1 on 2019-05-01 because m1 already has none that day"
        " (entry 7). Name a workplace.",
    )


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([], id="unheard of"),
        pytest.param([joined("m1", "jc-1", JUN)], id="joins later"),
        pytest.param([joined("m1", "jc-1", FEB), left("m1", MAY)], id="left"),
    ],
)
def test_somebody_outside_membership_is_refused(past: list[Event]) -> None:
    """Only members have a workplace on record."""
    assert given(*TOWN, *past).when(CHANGE, MAY) == refused(
        NotInMembership,
        "Cannot change the workplace of m1 on 2019-05-01 because m1 is not a member that"
        " day. See 'stewards history --member m1', and record the joining first.",
    )


def test_an_unknown_workplace_is_refused() -> None:
    """Nobody works at a unit that does not exist."""
    town = given(*TOWN, joined("m1", "jc-1", FEB))
    assert town.when(propose(WorkplaceChanged, member="m1", workplace="zz"), MAY) == refused(
        UnknownUnit,
        "Cannot change the workplace of m1 because there is no unit zz."
        " See 'stewards unit list', or form it with 'stewards unit form zz'.",
    )


def test_a_unit_that_is_no_workplace_is_refused() -> None:
    """Members work at workplaces, not at the larger units above them."""
    town = given(*TOWN, joined("m1", "jc-1", FEB))
    assert town.when(propose(WorkplaceChanged, member="m1", workplace="kk"), MAY) == refused(
        NotAWorkplace,
        "Cannot change the workplace of m1 because kk is of kind employer, not a workplace."
        " Name a workplace below it; 'stewards unit list' shows them.",
    )


def test_a_closed_workplace_is_refused() -> None:
    """Nobody begins to work at a workplace that was closed by that day."""
    town = given(*TOWN, joined("m1", "jc-1", FEB), closed("jc-2", APR))
    assert town.when(CHANGE, MAY) == refused(
        UnitClosedThen,
        "Cannot change the workplace of m1 on 2019-05-01 because jc-2 was closed on 2019-04-01"
        " (entry 8). Name a unit that is open that day, or void entry 8 if it is wrong.",
    )


def test_changing_reads_the_member_and_the_new_workplace() -> None:
    """The member's record and the new workplace decide, not the old one."""
    town = given(*TOWN, joined("m1", "jc-1", FEB))
    assert town.reads(CHANGE, MAY) == {"member:m1": MEMBERSHIP, "unit:jc-2": ORGANISATION}
