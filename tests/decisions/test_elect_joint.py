"""Electing to a joint office: for a larger unit, and whoever works at or below it."""

import pytest
from stewards.events import Event
from stewards.projections.mandates.refusals import ElectedElsewhere
from stewards.projections.organisation.standing import UnitClosedThen
from stewards.registry.decisions.steward_elected import SeatTaken
from stewards.registry.testing import closed, elected, ended, joined, left, merged, moved, works

from .elections import FROM_OUTSIDE, elect, elected_on
from .facts import APR, FEB, JUN, MAR, MAY, TOWN
from .scenario import (
    ANY,
    MANDATES,
    MEMBERSHIP,
    ORGANISATION,
    RULES_AGREED,
    Proposal,
    given,
    refused,
)

PEOPLE = [*TOWN, joined("m1", "jc-1", FEB), joined("m2", "jc-2", FEB), joined("m3", "home", FEB)]
"""The town, and entries 7 to 9: m1 at jc-1 and m2 at jc-2, both below bif, and m3 at home."""


def elect_jointly(member: str = "m1", unit: str = "bif") -> Proposal:
    """Return the decision to elect a joint steward, from outside the stewards."""
    return elect(member, unit, "joint-steward", rules=FROM_OUTSIDE)


@pytest.mark.parametrize("unit", ["jc-1", "bif", "kk"])
def test_a_member_below_the_unit_is_elected(unit: str) -> None:
    """A joint steward works at or below the unit; no threshold is asked for."""
    assert given(*PEOPLE).when(elect_jointly(unit=unit), MAY) == elected_on(
        MAY, "m1", unit, "joint-steward"
    )


BELOW = [
    pytest.param([works("m3", "jc-1", APR)], id="came to work below it"),
    pytest.param([moved("home", "jc-2", APR)], id="the workplace was moved below it"),
    pytest.param([merged("home", "jc-2", APR)], id="the workplace was merged into one below it"),
]


@pytest.mark.parametrize("past", BELOW)
def test_a_member_who_came_below_the_unit_is_elected(past: list[Event]) -> None:
    """Where the workplace lies on the day counts, moves and mergers followed."""
    assert given(*PEOPLE, *past).when(elect_jointly("m3"), MAY) == elected_on(
        MAY, "m3", "bif", "joint-steward"
    )


NOT_BELOW = [
    pytest.param([], "home", 9, id="never was"),
    pytest.param([works("m3", "jc-1", JUN)], "home", 9, id="comes later"),
    pytest.param([works("m3", None, APR)], "none", 10, id="has no workplace"),
    pytest.param([works("m3", "jc-1", MAR), moved("jc-1", "sof", APR)], "jc-1", 10, id="moved"),
]


@pytest.mark.parametrize(("past", "place", "entry"), NOT_BELOW)
def test_a_member_not_below_the_unit_is_refused(past: list[Event], place: str, entry: int) -> None:
    """Whoever works outside the unit that day is not elected for it."""
    assert given(*PEOPLE, *past).when(elect_jointly("m3"), MAY) == refused(
        ElectedElsewhere,
        "Cannot elect m3 as joint-steward at bif on 2019-05-01 because the workplace of m3 is"
        f" {place} that day (entry {entry}). Record the change of workplace first."
        " If the election did take place, record it with --override and the reason.",
    )


def test_a_closed_unit_is_refused() -> None:
    """Nobody is elected for a unit that was closed by that day."""
    assert given(*PEOPLE, closed("bif", APR)).when(elect_jointly(), MAY) == refused(
        UnitClosedThen,
        "Cannot elect m1 as joint-steward at bif on 2019-05-01 because bif was closed on"
        " 2019-04-01 (entry 10)."
        " Name a unit that is open that day, or void entry 10 if it is wrong.",
    )


HELD = elected("m2", "bif", MAR, "joint-steward")
"""As entry 10 on top of PEOPLE: m2 is joint steward of bif since March."""


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([], id="works where it was"),
        pytest.param([works("m2", "jc-1", APR)], id="works at another workplace below the unit"),
        pytest.param([moved("jc-2", "jc-1", APR)], id="the workplace was moved within the unit"),
        pytest.param([moved("jc-2", "sof", JUN)], id="the workplace is moved away later"),
    ],
)
def test_a_taken_seat_is_refused(past: list[Event]) -> None:
    """A joint seat is held while the holder works anywhere at or below the unit."""
    assert given(*PEOPLE, HELD, *past).when(elect_jointly(), MAY) == refused(
        SeatTaken,
        "Cannot elect m1 as joint-steward at bif on 2019-05-01 because the seats there (1) are"
        " taken on 2019-05-01: m2 (entry 10). Record the ending of that mandate first."
        " If the election did take place, record it with --override and the reason.",
    )


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([ended("m2", "bif", APR, "joint-steward")], id="it was ended"),
        pytest.param([left("m2", APR)], id="the holder left"),
        pytest.param([works("m2", "home", APR)], id="the holder works outside the unit"),
        pytest.param([moved("jc-2", "sof", APR)], id="the workplace was moved away"),
        pytest.param([merged("jc-2", "home", APR)], id="the workplace was merged away"),
    ],
)
def test_a_seat_given_up_is_free(past: list[Event]) -> None:
    """A joint seat is free once the holder no longer works at or below the unit."""
    assert given(*PEOPLE, HELD, *past).when(elect_jointly(), MAY) == elected_on(
        MAY, "m1", "bif", "joint-steward"
    )


def test_electing_jointly_reads_what_the_workplaces_ever_lay_under() -> None:
    """Beside the unit and its holders, what their workplaces lie under decides."""
    past = [*PEOPLE, HELD, elected("m3", "bif", MAR, "joint-deputy"), moved("jc-2", "sof", JUN)]
    assert given(*past).reads(elect_jointly(), MAY) == {
        "unit:bif": ORGANISATION | MANDATES,
        **{f"unit:{unit}": ORGANISATION for unit in ("jc-1", "jc-2", "kk", "sof")},
        "member:m1": MEMBERSHIP,
        "member:m2": MEMBERSHIP,
        ANY: RULES_AGREED,
    }
