"""Closing a unit."""

from stewards.events import UnitClosed
from stewards.projections.organisation.standing import (
    UnitClosedThen,
    UnitMergedThen,
    UnitNotYetFormed,
    UnknownUnit,
)
from stewards.registry.testing import closed, formed, joined, merged

from .facts import APR, JUN, MAY, TOWN
from .scenario import ORGANISATION, decided, given, propose, refused

CLOSE = propose(UnitClosed, unit="jc-1")


def test_a_unit_is_closed() -> None:
    """An open unit is closed, whoever still works there."""
    town = given(*TOWN, joined("m1", "jc-1"))
    assert town.when(CLOSE, MAY) == decided(UnitClosed, MAY, unit="jc-1")


def test_a_unit_is_closed_earlier_than_was_told() -> None:
    """A closing told for a later day does not stand in the way of the right day."""
    assert isinstance(given(*TOWN, closed("jc-1", JUN)).when(CLOSE, MAY), UnitClosed)


def test_an_unknown_unit_is_refused() -> None:
    """A unit that does not exist cannot be closed."""
    assert given().when(CLOSE, MAY) == refused(
        UnknownUnit,
        "Cannot close unit jc-1 because there is no unit jc-1."
        " See 'stewards unit list', or form it with 'stewards unit form jc-1'.",
    )


def test_a_unit_formed_later_is_refused() -> None:
    """A unit cannot be closed before its first day."""
    assert given(formed("jc-1", on=JUN)).when(CLOSE, MAY) == refused(
        UnitNotYetFormed,
        "Cannot close unit jc-1 on 2019-05-01 because jc-1 was formed on 2019-06-01 (entry 1)."
        " Give that day or a later one.",
    )


def test_a_closed_unit_is_refused() -> None:
    """A unit is closed once; of several closings the first stands."""
    town = given(*TOWN, closed("jc-1", MAY), closed("jc-1", APR))
    assert town.when(CLOSE, MAY) == refused(
        UnitClosedThen,
        "Cannot close unit jc-1 on 2019-05-01 because jc-1 was closed on 2019-04-01 (entry 8)."
        " Name a unit that is open that day, or void entry 8 if it is wrong.",
    )


def test_a_merged_unit_is_refused() -> None:
    """A unit that is part of another is not closed by itself."""
    assert given(*TOWN, merged("jc-1", "jc-2", APR)).when(CLOSE, MAY) == refused(
        UnitMergedThen,
        "Cannot close unit jc-1 on 2019-05-01 because jc-1 was merged into jc-2 on 2019-04-01"
        " (entry 7). Name jc-2 instead, or void entry 7 if it is wrong.",
    )


def test_closing_reads_the_unit() -> None:
    """The facts of the organisation about the unit decide, not who works there."""
    town = given(*TOWN, joined("m1", "jc-1"))
    assert town.reads(CLOSE, MAY) == {"unit:jc-1": ORGANISATION}
