"""Observing a headcount."""

from stewards.events import HeadcountObserved
from stewards.projections.organisation.standing import (
    NotAWorkplace,
    UnitClosedThen,
    UnitMergedThen,
    UnitNotYetFormed,
    UnknownUnit,
)
from stewards.registry.testing import closed, formed, headcount, merged

from .facts import APR, JUN, MAY, TOWN
from .scenario import ORGANISATION, decided, given, propose, refused

SEVEN = propose(HeadcountObserved, workplace="jc-1", employees=7, source="employer list")


def test_a_headcount_is_recorded() -> None:
    """Somebody counted those who work at an open workplace."""
    assert given(*TOWN).when(SEVEN, MAY) == decided(
        HeadcountObserved, MAY, workplace="jc-1", employees=7, source="employer list"
    )


def test_the_same_headcount_is_recorded_again() -> None:
    """An observation that finds the same number is one of its own."""
    town = given(*TOWN, headcount("jc-1", 7, MAY))
    assert isinstance(town.when(SEVEN, MAY), HeadcountObserved)


def test_an_empty_workplace_is_recorded() -> None:
    """A headcount may be nought, and its source unknown."""
    assert given(*TOWN).when(
        propose(HeadcountObserved, workplace="jc-1", employees=0), MAY
    ) == decided(HeadcountObserved, MAY, workplace="jc-1", employees=0, source=None)


def test_an_unknown_workplace_is_refused() -> None:
    """Nobody counts at a unit that does not exist."""
    assert given().when(SEVEN, MAY) == refused(
        UnknownUnit,
        "Cannot record a headcount at jc-1 because there is no unit jc-1."
        " See 'stewards unit list', or form it with 'stewards unit form jc-1'.",
    )


def test_a_unit_that_is_no_workplace_is_refused() -> None:
    """A headcount is of one workplace, not of a larger unit."""
    assert given(*TOWN).when(
        propose(HeadcountObserved, workplace="bif", employees=7), MAY
    ) == refused(
        NotAWorkplace,
        "Cannot record a headcount at bif because bif is of kind administration, not a workplace."
        " Name a workplace below it; 'stewards unit list' shows them.",
    )


def test_a_workplace_formed_later_is_refused() -> None:
    """Nobody works at a workplace before its first day."""
    assert given(formed("jc-1", on=JUN)).when(SEVEN, MAY) == refused(
        UnitNotYetFormed,
        "Cannot record a headcount at jc-1 on 2019-05-01 because jc-1 was formed on 2019-06-01"
        " (entry 1). Give that day or a later one.",
    )


def test_a_closed_workplace_is_refused() -> None:
    """Nobody counts at a workplace that was closed by that day."""
    assert given(*TOWN, closed("jc-1", APR)).when(SEVEN, MAY) == refused(
        UnitClosedThen,
        "Cannot record a headcount at jc-1 on 2019-05-01 because jc-1 was closed on 2019-04-01"
        " (entry 7). Name a unit that is open that day, or void entry 7 if it is wrong.",
    )


def test_a_merged_workplace_is_refused() -> None:
    """A headcount is recorded at the workplace that another one was merged into."""
    assert given(*TOWN, merged("jc-1", "jc-2", APR)).when(SEVEN, MAY) == refused(
        UnitMergedThen,
        "Cannot record a headcount at jc-1 on 2019-05-01 because jc-1 was merged into jc-2 on"
        " 2019-04-01 (entry 7). Name jc-2 instead, or void entry 7 if it is wrong.",
    )


def test_observing_reads_the_workplace() -> None:
    """The facts of the organisation about the workplace decide, not earlier headcounts."""
    town = given(*TOWN, headcount("jc-1", 9, APR))
    assert town.reads(SEVEN, MAY) == {"unit:jc-1": ORGANISATION}
