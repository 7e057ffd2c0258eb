"""Ending a mandate."""

import pytest
from stewards.events import Event, MandateEnded
from stewards.projections.organisation.standing import UnknownUnit
from stewards.registry.decisions.mandate_ended import NoSuchMandate, NotOpenToRecall
from stewards.registry.testing import closed, elected, ended, joined, left, merged, voided

from .facts import APR, FEB, JAN, JUN, MAR, MAY, TOWN
from .scenario import (
    MANDATES,
    ORGANISATION,
    RULES,
    Outcome,
    Proposal,
    decided,
    given,
    propose,
    refused,
)

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
        [elected("m1", "jc-1", JAN), elected("m1", "jc-1", FEB), ended("m1", "jc-1", MAR)],
        id="elected twice, ended once",
    ),
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
        [
            *(elected("m1", "jc-1", JAN), elected("m1", "jc-1", FEB)),
            *(ended("m1", "jc-1", MAR), ended("m1", "jc-1", APR)),
        ],
        id="elected twice, ended twice",
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


ENDS_THE_FIRST = propose(MandateEnded, member="m1", unit="jc-1", office="steward", election=7)


def test_an_ending_may_name_the_election() -> None:
    """Of two mandates, the first can be ended and the second goes on."""
    past = [elected("m1", "jc-1", JAN), elected("m1", "jc-1", MAR)]
    event = given(*TOWN, *past).when(ENDS_THE_FIRST, MAY)
    assert isinstance(event, MandateEnded)
    assert event.election == 7


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([elected("m2", "jc-1", JAN), elected("m1", "jc-1", MAR)], id="another's"),
        pytest.param([elected("m1", "jc-1", JAN), ended("m1", "jc-1", MAR)], id="ended before"),
    ],
)
def test_an_ending_of_another_election_is_refused(past: list[Event]) -> None:
    """The entry that it names is an election of that member, there, whose ending is not on record."""
    assert given(*TOWN, *past).when(ENDS_THE_FIRST, MAY) == refused(
        NoSuchMandate,
        "Cannot end the mandate of m1 as steward at jc-1 on 2019-05-01 because entry 7 is no such"
        " election by that day, or has its ending. See 'stewards mandate list --all'.",
    )


REPRESENTATIVE = elected("m1", "jc-1", JAN, "safety-representative")


def recall(reason: str = "Recalled", **fields: str) -> Proposal:
    """Return the decision to record that a safety representative was voted out."""
    office = "safety-representative"
    return propose(MandateEnded, member="m1", unit="jc-1", office=office, reason=reason, **fields)


def test_a_safety_representative_cannot_be_recalled() -> None:
    """Voting out is refused where the rules forbid it, with the rule and how sure it is."""
    why = RULES.why_of("safety-representative.recall")
    assert given(*TOWN, REPRESENTATIVE).when(recall(), MAY) == refused(
        NotOpenToRecall,
        "Cannot end the mandate of m1 as safety-representative at jc-1 on 2019-05-01 as recalled"
        " because its holder cannot be voted out within the term (safety-representative.recall of"
        f" dk-municipal, {why.certainty}: {why.source or 'no source'}). Give the reason for which it"
        " ended. If employer and employees agreed on it, record it with --override and the reason.",
    )


@pytest.mark.parametrize(
    "proposal",
    [
        pytest.param(recall("resigned"), id="for another reason"),
        pytest.param(recall(override="agreed by both"), id="by override"),
    ],
)
def test_a_safety_representative_gives_up_the_office(proposal: Proposal) -> None:
    """Any other reason is recorded, and so is a recall that both agreed on."""
    assert isinstance(given(*TOWN, REPRESENTATIVE).when(proposal, MAY), MandateEnded)


def test_a_steward_is_recalled() -> None:
    """Where no rule forbids it, the employees can vote a steward out."""
    event = propose(MandateEnded, member="m1", unit="jc-1", office="steward", reason="recalled")
    assert isinstance(given(*TOWN, elected("m1", "jc-1", JAN)).when(event, MAY), MandateEnded)
