"""Ending a mandate."""

import pytest
from stewards.events import Event, MandateEnded
from stewards.projections.organisation.standing import UnknownUnit
from stewards.registry.decisions.mandate_ended import NoSuchMandate

from .facts import (
    APR,
    FEB,
    JAN,
    JUN,
    MAR,
    MAY,
    TOWN,
    closed,
    elected,
    ended,
    joined,
    left,
    merged,
    voided,
)
from .scenario import MANDATES, ORGANISATION, Outcome, decided, given, propose, refused

RESIGN = propose(MandateEnded, member="m1", unit="jc-1", office="steward", reason="resigned")


def test_a_mandate_is_ended() -> None:
    """The mandate of an election is given up or taken away, with the reason."""
    town = given(*TOWN, elected("m1", "jc-1", FEB))
    assert town.when(RESIGN, MAY) == decided(
        MandateEnded, MAY, member="m1", unit="jc-1", office="steward", reason="resigned"
    )


TO_BE_ENDED = [
    pytest.param([elected("m1", "jc-1", MAY)], id="elected that day"),
    pytest.param([elected("m1", "jc-1", JAN), elected("m1", "jc-1", MAR)], id="elected twice"),
    pytest.param(
        [elected("m1", "jc-1", JAN), ended("m1", "jc-1", MAR), elected("m1", "jc-1", APR)],
        id="ended, and elected again",
    ),
    pytest.param(
        [elected("m1", "jc-1", JAN), ended("m1", "jc-1", MAR), elected("m1", "jc-1", MAR)],
        id="ended, and elected again that day",
    ),
    pytest.param([elected("m1", "jc-1", JAN), ended("m1", "jc-1", JUN)], id="told to end later"),
    pytest.param(
        [elected("m1", "jc-1", JAN), ended("m1", "jc-1", MAR), voided(8)], id="an ending was voided"
    ),
    pytest.param(
        [elected("m1", "jc-1", JAN), ended("m2", "jc-1", MAR)], id="somebody else's was ended"
    ),
    pytest.param(
        [elected("m1", "jc-1", JAN), ended("m1", "jc-1", MAR, "deputy")], id="as deputy it ended"
    ),
    pytest.param([elected("m1", "home", JAN), merged("home", "jc-1", MAR)], id="merged into it"),
    pytest.param(
        [elected("m1", "home", JAN), merged("home", "jc-2", FEB), merged("jc-2", "jc-1", MAR)],
        id="merged into it along a chain",
    ),
    pytest.param([elected("m1", "jc-1", JAN), merged("jc-1", "jc-2", MAR)], id="merged away"),
    pytest.param([elected("m1", "jc-1", JAN), closed("jc-1", MAR)], id="over, as it was closed"),
    pytest.param([elected("m1", "jc-1", JAN, until=MAR)], id="over, as the term is"),
    pytest.param([joined("m1", "jc-1"), elected("m1", "jc-1", FEB), left("m1", MAR)], id="left"),
]


@pytest.mark.parametrize("past", TO_BE_ENDED)
def test_a_mandate_whose_ending_is_not_on_record_is_ended(past: list[Event]) -> None:
    """Any mandate may be ended once, also one that the facts have ended without saying so."""
    assert isinstance(given(*TOWN, *past).when(RESIGN, MAY), MandateEnded)


def test_an_ending_before_a_merger_does_not_speak_of_the_other_unit() -> None:
    """An ending is of the unit it names as that stood on its day, whatever it is merged into."""
    past = [
        elected("m1", "home", JAN),
        elected("m1", "jc-1", FEB, override="also there"),
        ended("m1", "home", MAR),
        merged("home", "jc-1", APR),
    ]
    assert isinstance(given(*TOWN, *past).when(RESIGN, MAY), MandateEnded)


NOTHING_TO_END = [
    pytest.param([], id="never elected"),
    pytest.param([elected("m1", "jc-1", JUN)], id="elected later"),
    pytest.param([elected("m1", "jc-1", JAN), voided(7)], id="the election was voided"),
    pytest.param([elected("m2", "jc-1", JAN)], id="somebody else"),
    pytest.param([elected("m1", "jc-1", JAN, "deputy")], id="another office"),
    pytest.param([elected("m1", "jc-2", JAN)], id="another unit"),
    pytest.param([elected("m1", "home", JAN), merged("home", "jc-1", JUN)], id="merged later"),
    pytest.param([elected("m1", "jc-1", JAN), ended("m1", "jc-1", MAR)], id="ended already"),
    pytest.param([elected("m1", "jc-1", JAN), ended("m1", "jc-1", MAY)], id="ended that day"),
    pytest.param(
        [elected("m1", "jc-1", JAN), elected("m1", "jc-1", FEB), ended("m1", "jc-1", MAR)],
        id="elected twice, ended once for both",
    ),
    pytest.param(
        [elected("m1", "home", JAN), merged("home", "jc-1", FEB), ended("m1", "home", MAR)],
        id="ended under the name of the merged unit",
    ),
]


def nothing_to_end() -> Outcome:
    """Return the refusal of an ending without a mandate."""
    return refused(
        NoSuchMandate,
        "Cannot end the mandate of m1 as steward at jc-1 on 2019-05-01 because the log has no such"
        " election by that day whose ending is not recorded. See 'stewards mandate list --all'.",
    )


@pytest.mark.parametrize("past", NOTHING_TO_END)
def test_an_ending_without_a_mandate_is_refused(past: list[Event]) -> None:
    """There must be an election of that member to that office there whose ending is not known."""
    assert given(*TOWN, *past).when(RESIGN, MAY) == nothing_to_end()


def test_an_unknown_unit_is_refused() -> None:
    """Nobody holds an office at a unit that does not exist."""
    assert given().when(RESIGN, MAY) == refused(
        UnknownUnit,
        "Cannot end the mandate of m1 as steward at jc-1 because there is no unit jc-1."
        " See 'stewards unit list', or form it with 'stewards unit form jc-1'.",
    )


def test_ending_reads_the_elections_there() -> None:
    """Elections and endings at the unit and those merged with it decide; memberships do not."""
    past = [elected("m1", "home", JAN), merged("home", "jc-1", FEB), joined("m1", "home")]
    assert given(*TOWN, *past).reads(RESIGN, MAY) == {
        "unit:jc-1": ORGANISATION | MANDATES,
        "unit:home": ORGANISATION | MANDATES,
    }
