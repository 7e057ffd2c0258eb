"""Changing category."""

import pytest
from stewards.events import CategoryChanged, Event
from stewards.projections.membership.standing import NotInMembership, UnknownCategory
from stewards.registry.decisions.category_changed import SameCategory
from stewards.registry.testing import becomes, joined, left, voided

from .facts import APR, FEB, JUN, MAR, MAY
from .scenario import ANY, MEMBERSHIP, RULES_AGREED, decided, given, propose, refused

RETIRE = propose(CategoryChanged, member="m1", category="senior")


def test_a_member_changes_category() -> None:
    """A member in membership comes into another category of the agreement."""
    assert given(joined("m1", on=FEB)).when(RETIRE, MAY) == decided(
        CategoryChanged, MAY, member="m1", category="senior"
    )


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([becomes("m1", "senior", JUN)], id="is senior later"),
        pytest.param([becomes("m1", "senior", APR), voided(2)], id="that was voided"),
        pytest.param(
            [becomes("m1", "senior", MAR), left("m1", APR), joined("m1", None, APR)],
            id="joined again since",
        ),
    ],
)
def test_a_member_of_another_category_that_day_changes(past: list[Event]) -> None:
    """What is on record for that very day counts."""
    town = given(joined("m1", on=FEB), *past)
    assert isinstance(town.when(RETIRE, MAY), CategoryChanged)


def test_the_same_category_is_refused() -> None:
    """A member who is in that category already does not change."""
    town = given(joined("m1", on=FEB), becomes("m1", "senior", APR))
    assert town.when(RETIRE, MAY) == refused(
        SameCategory,
        "Cannot change the category of m1 on 2019-05-01 because it is already senior that day."
        " Give another category.",
    )


def test_an_unknown_category_is_refused() -> None:
    """A category is one of the agreement's."""
    town = given(joined("m1", on=FEB))
    assert town.when(propose(CategoryChanged, member="m1", category="retired"), MAY) == refused(
        UnknownCategory,
        "Cannot change the category of m1 because the agreement dk-municipal has no category"
        " retired. Its categories are active, student, unemployed, leave, senior, passive;"
        " or choose another agreement.",
    )


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([], id="unheard of"),
        pytest.param([joined("m1", on=JUN)], id="joins later"),
        pytest.param([joined("m1", on=FEB), left("m1", MAR)], id="left"),
    ],
)
def test_somebody_outside_membership_is_refused(past: list[Event]) -> None:
    """Only members are in a category."""
    assert given(*past).when(RETIRE, MAY) == refused(
        NotInMembership,
        "Cannot change the category of m1 on 2019-05-01 because m1 is not a member that day."
        " See 'stewards history --member m1', and record the joining first.",
    )


def test_changing_category_reads_the_member() -> None:
    """The member's record and what was agreed about the rules decide, and no others."""
    town = given(joined("m1", on=FEB), joined("m2", on=FEB))
    assert town.reads(RETIRE, MAY) == {"member:m1": MEMBERSHIP, ANY: RULES_AGREED}
