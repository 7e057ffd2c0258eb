"""Moving a unit under another one."""

import pytest
from stewards.events import Event, UnitMoved
from stewards.projections.organisation.standing import (
    UnitClosedThen,
    UnitMergedThen,
    UnitNotYetFormed,
    UnknownUnit,
)
from stewards.registry.decisions.unit_moved import ParentsInACircle, SameParent
from stewards.registry.testing import closed, formed, merged, moved, voided

from .facts import APR, JUL, JUN, MAR, MAY, TOWN
from .scenario import ORGANISATION, Proposal, decided, given, propose, refused

MOVE = propose(UnitMoved, unit="jc-1", parent="sof")


def test_a_unit_is_moved() -> None:
    """An open unit comes to lie under another open one."""
    assert given(*TOWN).when(MOVE, MAY) == decided(UnitMoved, MAY, unit="jc-1", parent="sof")


def test_a_unit_is_made_a_root() -> None:
    """A unit that is moved under no other one is a root."""
    root = propose(UnitMoved, unit="jc-1")
    assert given(*TOWN).when(root, MAY) == decided(UnitMoved, MAY, unit="jc-1", parent=None)


def test_a_unit_that_will_be_moved_there_is_moved_earlier() -> None:
    """Where a unit lies on the day counts, not where it lies later."""
    assert isinstance(given(*TOWN, moved("jc-1", "sof", JUN)).when(MOVE, MAY), UnitMoved)


def test_the_same_parent_is_refused() -> None:
    """A unit that lies there already is not moved."""
    assert given(*TOWN, moved("jc-1", "sof", MAR)).when(MOVE, MAY) == refused(
        SameParent,
        "Cannot move unit jc-1 because it is already under sof on that day. Name another parent.",
    )


def test_a_root_is_not_made_a_root() -> None:
    """A unit that lies under no other one is not moved to be a root."""
    assert given(*TOWN).when(propose(UnitMoved, unit="kk"), MAY) == refused(
        SameParent,
        "Cannot move unit kk because it is already at the top level on that day. Name another parent.",
    )


CIRCLES = [
    pytest.param([], propose(UnitMoved, unit="kk", parent="kk"), id="under itself"),
    pytest.param([], propose(UnitMoved, unit="kk", parent="jc-1"), id="under what lies below it"),
    pytest.param(
        [moved("kk", "home", JUN)],
        propose(UnitMoved, unit="sof", parent="jc-1"),
        id="from a later day",
    ),
    pytest.param(
        [moved("sof", None, MAR), moved("kk", "home", JUN)],
        propose(UnitMoved, unit="sof", parent="jc-1"),
        id="through a unit that is moved later",
    ),
]


@pytest.mark.parametrize(("past", "move"), CIRCLES)
def test_a_circle_is_refused(past: list[Event], move: Proposal) -> None:
    """A unit never comes to lie under itself, neither on the day nor on a later one."""
    assert given(*TOWN, *past).when(move, MAY) == refused(
        ParentsInACircle,
        f"Cannot move unit {move.event.unit} under {move.event.parent} because {move.event.parent} is"
        f" at or below {move.event.unit} on that day or a later one."
        f" Move {move.event.parent} first, or name another parent.",
    )


NO_CIRCLES = [
    pytest.param(
        [moved("jc-1", None, MAR)],
        propose(UnitMoved, unit="bif", parent="jc-1"),
        id="moved away from below before",
    ),
    pytest.param(
        [moved("sof", "kk", JUN), moved("bif", "home", JUL), moved("sof", None, JUN)],
        propose(UnitMoved, unit="sof", parent="bif"),
        id="moved on before the circle would close",
    ),
    pytest.param(
        [moved("bif", "home", JUN), voided(7)],
        propose(UnitMoved, unit="sof", parent="bif"),
        id="the other was voided",
    ),
]


@pytest.mark.parametrize(("past", "move"), NO_CIRCLES)
def test_what_is_no_circle_is_moved(past: list[Event], move: Proposal) -> None:
    """A move is fine where no day sees a circle."""
    assert isinstance(given(*TOWN, *past).when(move, MAY), UnitMoved)


@pytest.mark.parametrize(
    "move",
    [propose(UnitMoved, unit="zz", parent="sof"), propose(UnitMoved, unit="jc-1", parent="zz")],
)
def test_an_unknown_unit_is_refused(move: Proposal) -> None:
    """Neither the unit nor its parent can be one that does not exist."""
    assert given(*TOWN).when(move, MAY) == refused(
        UnknownUnit,
        f"Cannot move unit {move.event.unit} under {move.event.parent} because there is no unit zz."
        " See 'stewards unit list', or form it with 'stewards unit form zz'.",
    )


def test_an_unknown_unit_is_no_root() -> None:
    """A unit that does not exist cannot be made a root."""
    assert given(*TOWN).when(propose(UnitMoved, unit="zz"), MAY) == refused(
        UnknownUnit,
        "Cannot move unit zz to the top level because there is no unit zz."
        " See 'stewards unit list', or form it with 'stewards unit form zz'.",
    )


@pytest.mark.parametrize(
    "move",
    [propose(UnitMoved, unit="new", parent="sof"), propose(UnitMoved, unit="jc-1", parent="new")],
)
def test_a_unit_formed_later_is_refused(move: Proposal) -> None:
    """Neither the unit nor its parent can be one that is formed later."""
    assert given(*TOWN, formed("new", on=JUN)).when(move, MAY) == refused(
        UnitNotYetFormed,
        f"Cannot move unit {move.event.unit} under {move.event.parent} on 2019-05-01 because new was formed"
        " on 2019-06-01 (entry 7). Give that day or a later one.",
    )


@pytest.mark.parametrize(
    "move",
    [propose(UnitMoved, unit="jc-2", parent="sof"), propose(UnitMoved, unit="jc-1", parent="jc-2")],
)
def test_a_closed_unit_is_refused(move: Proposal) -> None:
    """Neither the unit nor its parent can be one that was closed."""
    assert given(*TOWN, closed("jc-2", APR)).when(move, MAY) == refused(
        UnitClosedThen,
        f"Cannot move unit {move.event.unit} under {move.event.parent} on 2019-05-01 because jc-2 was closed"
        " on 2019-04-01 (entry 7)."
        " Name a unit that is open that day, or void entry 7 if it is wrong.",
    )


@pytest.mark.parametrize(
    "move",
    [propose(UnitMoved, unit="jc-2", parent="sof"), propose(UnitMoved, unit="jc-1", parent="jc-2")],
)
def test_a_merged_unit_is_refused(move: Proposal) -> None:
    """Neither the unit nor its parent can be one that was merged into another."""
    assert given(*TOWN, merged("jc-2", "home", APR)).when(move, MAY) == refused(
        UnitMergedThen,
        f"Cannot move unit {move.event.unit} under {move.event.parent} on 2019-05-01 because jc-2 was merged"
        " into home on 2019-04-01 (entry 7). Name home instead, or void entry 7 if it is wrong.",
    )


def test_moving_reads_the_unit_and_what_its_new_parent_ever_lay_under() -> None:
    """A circle depends on what the new parent lies under, and on nothing beside."""
    town = given(*TOWN, formed("aside"), moved("sof", "aside", MAR))
    assert town.reads(MOVE, MAY) == {
        f"unit:{unit}": ORGANISATION for unit in ("jc-1", "sof", "kk", "aside")
    }
