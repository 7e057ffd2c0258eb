"""Renaming a unit."""

from stewards.events import UnitRenamed
from stewards.projections.organisation.standing import (
    UnitClosedThen,
    UnitMergedThen,
    UnitNotYetFormed,
    UnknownUnit,
)
from stewards.registry.decisions.unit_renamed import SameName
from stewards.registry.testing import closed, formed, merged, renamed, voided

from .facts import APR, JUN, MAR, MAY, TOWN
from .scenario import ORGANISATION, decided, given, propose, refused

RENAME = propose(UnitRenamed, unit="jc-1", name="Jobcenter Vest")


def test_a_unit_is_renamed() -> None:
    """An open unit gets another name from a day."""
    assert given(*TOWN).when(RENAME, MAY) == decided(
        UnitRenamed, MAY, unit="jc-1", name="Jobcenter Vest"
    )


def test_a_unit_is_renamed_before_a_later_renaming() -> None:
    """The name on the day counts, not one that is given later."""
    town = given(*TOWN, renamed("jc-1", "Jobcenter Vest", JUN))
    assert isinstance(town.when(RENAME, MAY), UnitRenamed)


def test_a_unit_is_renamed_back() -> None:
    """A name that was given up may be taken again."""
    town = given(*TOWN, renamed("jc-1", "Jobcenter Vest", MAR), renamed("jc-1", "Vest", APR))
    assert isinstance(town.when(RENAME, MAY), UnitRenamed)


def test_the_same_name_is_refused() -> None:
    """A unit that is called that already is not renamed."""
    assert given(*TOWN, renamed("jc-1", "Jobcenter Vest", MAR)).when(RENAME, MAY) == refused(
        SameName,
        "Cannot rename unit jc-1 because it is already called 'Jobcenter Vest' on that day."
        " Give another name.",
    )


def test_the_first_name_is_refused_too() -> None:
    """The name from the forming counts while no renaming stands."""
    town = given(*TOWN, renamed("jc-1", "Jobcenter Vest", MAR), voided(7))
    assert town.when(propose(UnitRenamed, unit="jc-1", name="JC-1"), MAY) == refused(
        SameName,
        "Cannot rename unit jc-1 because it is already called 'JC-1' on that day."
        " Give another name.",
    )


def test_an_unknown_unit_is_refused() -> None:
    """A unit that does not exist cannot be renamed."""
    assert given().when(RENAME, MAY) == refused(
        UnknownUnit,
        "Cannot rename unit jc-1 because there is no unit jc-1."
        " See 'stewards unit list', or form it with 'stewards unit form jc-1'.",
    )


def test_a_unit_formed_later_is_refused() -> None:
    """A unit cannot be renamed before its first day."""
    assert given(formed("jc-1", on=JUN)).when(RENAME, MAY) == refused(
        UnitNotYetFormed,
        "Cannot rename unit jc-1 on 2019-05-01 because jc-1 was formed on 2019-06-01 (entry 1)."
        " Give that day or a later one.",
    )


def test_a_closed_unit_is_refused() -> None:
    """A unit cannot be renamed once it is closed."""
    assert given(*TOWN, closed("jc-1", MAY)).when(RENAME, MAY) == refused(
        UnitClosedThen,
        "Cannot rename unit jc-1 on 2019-05-01 because jc-1 was closed on 2019-05-01 (entry 7)."
        " Name a unit that is open that day, or void entry 7 if it is wrong.",
    )


def test_a_merged_unit_is_refused() -> None:
    """A unit cannot be renamed once it is merged into another."""
    assert given(*TOWN, merged("jc-1", "jc-2", MAY)).when(RENAME, MAY) == refused(
        UnitMergedThen,
        "Cannot rename unit jc-1 on 2019-05-01 because jc-1 was merged into jc-2 on 2019-05-01"
        " (entry 7). Name jc-2 instead, or void entry 7 if it is wrong.",
    )


def test_renaming_reads_the_unit() -> None:
    """The facts of the organisation about the unit decide, and no others."""
    assert given(*TOWN).reads(RENAME, MAY) == {"unit:jc-1": ORGANISATION}
