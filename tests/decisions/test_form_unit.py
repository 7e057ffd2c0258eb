"""Forming a unit."""

from attrs import evolve
from stewards.events import UnitFormed
from stewards.events.window import SINCE_EVER
from stewards.projections.organisation.standing import (
    UnitClosedThen,
    UnitMergedThen,
    UnitNotYetFormed,
    UnknownUnit,
)
from stewards.registry.decisions.unit_formed import FormedAsOther, UnderItself, UnitAlreadyFormed
from stewards.registry.testing import closed, formed, merged, voided
from stewards.registry.testing.facts import FOUNDED

from .facts import FEB, JUN, MAR, MAY, TOWN
from .scenario import ORGANISATION, decided, given, propose, refused

JC_3 = propose(UnitFormed, unit="jc-3", name="Jobcenter 3", kind="workplace", parent="bif")


def test_a_unit_is_formed_under_its_parent() -> None:
    """A unit whose id is free is formed under a parent that is open that day."""
    assert given(*TOWN).when(JC_3, MAY) == decided(
        UnitFormed, MAY, unit="jc-3", name="Jobcenter 3", kind="workplace", parent="bif"
    )


def test_a_root_is_formed() -> None:
    """A unit without a parent is formed in an empty log."""
    root = propose(UnitFormed, unit="kk", name="City of Copenhagen", kind="employer")
    assert given().when(root, FOUNDED) == decided(
        UnitFormed, FOUNDED, unit="kk", name="City of Copenhagen", kind="employer", parent=None
    )


def test_a_unit_whose_forming_was_voided_is_formed_anew() -> None:
    """The id of a unit is free again once its forming was taken back."""
    town = given(*TOWN, formed("jc-3", "bif"), voided(7))
    assert isinstance(town.when(JC_3, MAY), UnitFormed)


def test_a_unit_is_formed_once() -> None:
    """An id that a unit has is refused, unless an earlier first day is given."""
    for day in (MAY, JUN):
        assert given(*TOWN, formed("jc-3", "sof", on=MAY)).when(JC_3, day) == refused(
            UnitAlreadyFormed,
            "Cannot form unit jc-3 because it was formed on 2019-05-01 (entry 7)."
            " Choose another id, or change it with 'stewards unit rename' or 'stewards unit move'.",
        )


def test_an_earlier_first_day_corrects_the_one_on_record() -> None:
    """The same unit formed again, earlier, is what it was; of a window, its last day counts first."""
    again = propose(UnitFormed, unit="jc-3", name="JC-3", kind="workplace", parent="bif")
    on_record = formed("jc-3", "bif", on=JUN)
    assert isinstance(given(*TOWN, on_record).when(again, MAY), UnitFormed)
    since_ever = propose(
        UnitFormed,
        unit="jc-3",
        name="JC-3",
        kind="workplace",
        parent="bif",
        not_before=SINCE_EVER,
    )
    assert isinstance(given(*TOWN, on_record).when(since_ever, JUN), UnitFormed)
    assert given(*TOWN, evolve(on_record, not_before=MAR)).when(again, JUN) == refused(
        UnitAlreadyFormed,
        "Cannot form unit jc-3 because it was formed on [2019-03-01..2019-06-01] (entry 7)."
        " Choose another id, or change it with 'stewards unit rename' or 'stewards unit move'.",
    )


def test_forming_a_unit_again_corrects_nothing_but_its_first_day() -> None:
    """An earlier first day with another name, kind or parent is refused."""
    for other in ("name", "kind", "parent"):
        as_formed = {"unit": "jc-3", "name": "JC-3", "kind": "workplace", "parent": "bif"}
        again = propose(UnitFormed, **as_formed | {other: "sof"})
        assert given(*TOWN, formed("jc-3", "bif", on=JUN)).when(again, MAY) == refused(
            FormedAsOther,
            "Cannot give unit jc-3 an earlier first day because it was formed as workplace 'JC-3' under"
            " bif (entry 7), and not as this says. Give the same name, kind and parent;"
            " 'stewards unit rename' and 'stewards unit move' change what it became later.",
        )


def test_a_parent_may_be_there_on_any_day_of_its_window() -> None:
    """A unit that was formed on some day up to June may have been there in May."""
    sometime = evolve(formed("bif", kind="administration", on=JUN), not_before=MAR)
    assert isinstance(given(sometime).when(JC_3, MAY), UnitFormed)
    assert given(sometime).when(JC_3, FEB) == refused(
        UnitNotYetFormed,
        "Cannot form unit jc-3 under bif on 2019-02-01 because bif was formed on"
        " [2019-03-01..2019-06-01] (entry 1). Give that day or a later one.",
    )


def test_a_unit_under_itself_is_refused() -> None:
    """A unit cannot be its own parent."""
    under_itself = propose(
        UnitFormed, unit="jc-3", name="Jobcenter 3", kind="workplace", parent="jc-3"
    )
    assert given(*TOWN).when(under_itself, MAY) == refused(
        UnderItself,
        "Cannot form unit jc-3 because it would be under itself. Name another parent, or none.",
    )


def test_an_unknown_parent_is_refused() -> None:
    """A unit cannot be formed under a unit that does not exist."""
    assert given().when(JC_3, MAY) == refused(
        UnknownUnit,
        "Cannot form unit jc-3 under bif because there is no unit bif."
        " See 'stewards unit list', or form it with 'stewards unit form bif'.",
    )


def test_a_parent_formed_later_is_refused() -> None:
    """A unit cannot be formed under a unit before that one's first day."""
    later = given(formed("bif", kind="administration", on=JUN))
    assert later.when(JC_3, MAY) == refused(
        UnitNotYetFormed,
        "Cannot form unit jc-3 under bif on 2019-05-01 because bif was formed on 2019-06-01"
        " (entry 1). Give that day or a later one.",
    )


def test_a_closed_parent_is_refused() -> None:
    """A unit cannot be formed under a unit that was closed by that day."""
    assert given(*TOWN, closed("bif", MAR)).when(JC_3, MAY) == refused(
        UnitClosedThen,
        "Cannot form unit jc-3 under bif on 2019-05-01 because bif was closed on 2019-03-01"
        " (entry 7). Name a unit that is open that day, or void entry 7 if it is wrong.",
    )


def test_a_merged_parent_is_refused() -> None:
    """A unit cannot be formed under a unit that was merged by that day."""
    assert given(*TOWN, merged("bif", "sof", MAR)).when(JC_3, MAY) == refused(
        UnitMergedThen,
        "Cannot form unit jc-3 under bif on 2019-05-01 because bif was merged into sof on"
        " 2019-03-01 (entry 7). Name sof instead, or void entry 7 if it is wrong.",
    )


def test_forming_reads_the_unit_and_its_parent() -> None:
    """The facts of the organisation about the unit and its parent decide, and no others."""
    assert given(*TOWN).reads(JC_3, MAY) == {"unit:jc-3": ORGANISATION, "unit:bif": ORGANISATION}
