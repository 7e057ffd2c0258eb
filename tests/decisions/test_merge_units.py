"""Merging a unit into another one."""

import pytest
from stewards.events import Event, UnitMerged
from stewards.projections.organisation.standing import (
    UnitClosedThen,
    UnitMergedThen,
    UnitNotYetFormed,
    UnknownUnit,
)
from stewards.registry.decisions.unit_merged import MergersInACircle, WorkplaceIntoAnother
from stewards.registry.testing import closed, formed, merged, voided

from .facts import APR, JUL, JUN, MAY, TOWN
from .scenario import ORGANISATION, Proposal, decided, given, propose, refused

MERGE = propose(UnitMerged, unit="jc-1", into="jc-2")


def test_a_unit_is_merged_into_another() -> None:
    """Two units that are open on the day are merged."""
    assert given(*TOWN).when(MERGE, MAY) == decided(UnitMerged, MAY, unit="jc-1", into="jc-2")


def test_a_unit_that_will_be_merged_is_merged_elsewhere_before() -> None:
    """A later merger of the same unit does not stand in the way."""
    assert isinstance(given(*TOWN, merged("jc-1", "home", JUN)).when(MERGE, MAY), UnitMerged)


CIRCLES = [
    pytest.param([], propose(UnitMerged, unit="jc-1", into="jc-1"), id="into itself"),
    pytest.param([merged("jc-2", "jc-1", JUN)], MERGE, id="back from a later day"),
    pytest.param(
        [merged("jc-2", "home", JUN), merged("home", "jc-1", JUL)], MERGE, id="back along a chain"
    ),
]


@pytest.mark.parametrize(("past", "merge"), CIRCLES)
def test_a_circle_is_refused(past: list[Event], merge: Proposal) -> None:
    """A unit is never merged into itself, neither on the day nor on a later one."""
    assert given(*TOWN, *past).when(merge, MAY) == refused(
        MergersInACircle,
        f"Cannot merge unit {merge.event.unit} into {merge.event.into} because {merge.event.into} is,"
        f" or is merged into, {merge.event.unit} on that day or a later one."
        " Void the merger that is wrong, or name another unit.",
    )


@pytest.mark.parametrize(
    ("merge", "kinds"),
    [
        (propose(UnitMerged, unit="jc-1", into="sof"), ("workplace", "administration")),
        (propose(UnitMerged, unit="sof", into="jc-1"), ("administration", "workplace")),
    ],
)
def test_a_workplace_is_merged_into_a_workplace_only(
    merge: Proposal, kinds: tuple[str, str]
) -> None:
    """Members recorded at something that is not a workplace would be in no electorate."""
    assert given(*TOWN).when(merge, MAY) == refused(
        WorkplaceIntoAnother,
        f"Cannot merge unit {merge.event.unit} into {merge.event.into} because {merge.event.unit} is of kind "
        f"{kinds[0]} and {merge.event.into} of kind {kinds[1]}."
        f" Merge a workplace into a workplace, or move the unit under {merge.event.into}.",
    )


NO_CIRCLES = [
    pytest.param(
        [merged("jc-1", "home", JUN), merged("jc-2", "jc-1", JUL)],
        id="merged on before the circle would close",
    ),
    pytest.param([merged("jc-2", "jc-1", JUN), voided(7)], id="the other merger was voided"),
    pytest.param(
        [merged("jc-2", "jc-1", JUN), merged("jc-2", "home", JUN)],
        id="the other merger is overridden on its day",
    ),
]


@pytest.mark.parametrize("past", NO_CIRCLES)
def test_what_is_no_circle_is_merged(past: list[Event]) -> None:
    """A merger is fine where no day sees a circle."""
    assert isinstance(given(*TOWN, *past).when(MERGE, MAY), UnitMerged)


@pytest.mark.parametrize(
    "merge",
    [propose(UnitMerged, unit="zz", into="jc-2"), propose(UnitMerged, unit="jc-1", into="zz")],
)
def test_an_unknown_unit_is_refused(merge: Proposal) -> None:
    """Neither unit can be one that does not exist."""
    assert given(*TOWN).when(merge, MAY) == refused(
        UnknownUnit,
        f"Cannot merge unit {merge.event.unit} into {merge.event.into} because there is no unit zz."
        " See 'stewards unit list', or form it with 'stewards unit form zz'.",
    )


@pytest.mark.parametrize(
    "merge",
    [propose(UnitMerged, unit="new", into="jc-2"), propose(UnitMerged, unit="jc-1", into="new")],
)
def test_a_unit_formed_later_is_refused(merge: Proposal) -> None:
    """Neither unit can be one that is formed later."""
    assert given(*TOWN, formed("new", on=JUN)).when(merge, MAY) == refused(
        UnitNotYetFormed,
        f"Cannot merge unit {merge.event.unit} into {merge.event.into} on 2019-05-01 because new was formed"
        " on 2019-06-01 (entry 7). Give that day or a later one.",
    )


@pytest.mark.parametrize(
    "merge",
    [propose(UnitMerged, unit="home", into="jc-2"), propose(UnitMerged, unit="jc-1", into="home")],
)
def test_a_closed_unit_is_refused(merge: Proposal) -> None:
    """Neither unit can be one that was closed."""
    assert given(*TOWN, closed("home", APR)).when(merge, MAY) == refused(
        UnitClosedThen,
        f"Cannot merge unit {merge.event.unit} into {merge.event.into} on 2019-05-01 because home was closed"
        " on 2019-04-01 (entry 7)."
        " Name a unit that is open that day, or void entry 7 if it is wrong.",
    )


@pytest.mark.parametrize(
    "merge",
    [propose(UnitMerged, unit="jc-1", into="home"), propose(UnitMerged, unit="jc-2", into="jc-1")],
)
def test_a_merged_unit_is_refused(merge: Proposal) -> None:
    """Neither unit can be one that was merged, and the message names where it went last."""
    past = [merged("jc-1", "jc-2", APR), merged("jc-1", "sof", APR)]
    assert given(*TOWN, *past).when(merge, MAY) == refused(
        UnitMergedThen,
        f"Cannot merge unit {merge.event.unit} into {merge.event.into} on 2019-05-01 because jc-1 was merged"
        " into sof on 2019-04-01 (entry 8). Name sof instead, or void entry 8 if it is wrong.",
    )


def test_merging_reads_both_units_and_what_they_are_merged_with() -> None:
    """A circle depends on the mergers around both units, and on nothing above them."""
    town = given(*TOWN, merged("jc-2", "home", JUN), merged("home", "sof", JUL))
    assert town.reads(MERGE, MAY) == {
        f"unit:{unit}": ORGANISATION for unit in ("jc-1", "jc-2", "home", "sof")
    }
