"""Two at once: what is recorded between a decision and its append, and may change the outcome.

The condition of the append must fail whenever the decision would have come out differently, and
should not fail for what has nothing to do with it.
"""

import pytest
from stewards.events import (
    EntryVoided,
    Event,
    MandateEnded,
    MemberJoined,
    UnitClosed,
    UnitFormed,
    UnitMerged,
    UnitMoved,
)
from stewards.registry.testing import (
    becomes,
    closed,
    confirmed,
    elected,
    ended,
    formed,
    headcount,
    joined,
    left,
    merged,
    moved,
    published,
    renamed,
    voided,
    works,
)

from .elections import FROM_OUTSIDE, OFFICE, elect, rules_with
from .facts import APR, FEB, JUN, MAR, MAY, TOWN, team
from .scenario import Proposal, given, propose

HELD = [elected("jc-1-b", "jc-1", FEB), joined("jc-1-f", "jc-1")]
"""As entries 12 and 13 on top of OFFICE: a steward in office, and a sixth member."""
OBSERVED = [*TOWN, *team("jc-1", 4), headcount("jc-1", 5, MAR)]
"""Entries 7 to 10: four members; entry 11: five were observed."""
ALONG = [*TOWN, *team("jc-2", 5), merged("jc-2", "home", FEB), merged("home", "jc-1", FEB)]
"""Entries 7 to 11: five members at jc-2; 12 and 13: jc-2 was merged, by way of home, into jc-1."""

MATTERS = [
    pytest.param(OFFICE, elected("jc-1-b", "jc-1", MAY), id="another election"),
    pytest.param(OFFICE, elected("jc-1-b", "jc-1", JUN), id="an election for later"),
    pytest.param(
        [*OFFICE, joined("m1", "home"), elected("m1", "home", FEB)],
        merged("home", "jc-1", APR),
        id="a merger that brings a holder",
    ),
    pytest.param(OFFICE, left("jc-1-a", APR), id="the candidate leaves"),
    pytest.param(OFFICE, works("jc-1-a", "jc-2", APR), id="the candidate works elsewhere"),
    pytest.param(OFFICE, becomes("jc-1-a", "senior", APR), id="the candidate retires"),
    pytest.param(OFFICE, joined("jc-1-a", "home", APR), id="the candidate joins again"),
    pytest.param(OFFICE, voided(7), id="the candidate's joining is voided"),
    pytest.param(
        [*OFFICE, left("jc-1-a", MAR), voided(12), works("jc-1-a", "home", FEB), voided(14)],
        works("jc-1-a", "home", MAR),
        id="the candidate works elsewhere after corrections",
    ),
    pytest.param(OFFICE, left("jc-1-e", APR), id="the fifth leaves"),
    pytest.param(OFFICE, works("jc-1-e", None, APR), id="the fifth works nowhere"),
    pytest.param(OFFICE, becomes("jc-1-e", "student", APR), id="the fifth studies"),
    pytest.param(OFFICE, voided(11), id="the fifth's joining is voided"),
    pytest.param(
        [*TOWN, *team("jc-1", 4), joined("m5", "home"), works("m5", "jc-1", MAR)],
        voided(12),
        id="the fifth's coming is voided",
    ),
    pytest.param(
        [*OFFICE, becomes("jc-1-e", "student", FEB), becomes("jc-1-e", "active", MAR)],
        voided(13),
        id="the fifth's category is voided",
    ),
    pytest.param(OBSERVED, headcount("jc-1", 4, APR), id="a headcount"),
    pytest.param(OBSERVED, voided(11), id="the headcount is voided"),
    pytest.param(OFFICE, merged("jc-1", "jc-2", APR), id="the workplace is merged"),
    pytest.param(OFFICE, closed("jc-1", APR), id="the workplace is closed"),
    pytest.param(OFFICE, voided(3), id="the forming of the workplace is voided"),
    pytest.param(
        [*OFFICE, merged("jc-1", "jc-2", MAR), voided(12), closed("jc-1", FEB), voided(14)],
        closed("jc-1", MAR),
        id="the workplace is closed after corrections",
    ),
    pytest.param(
        [*OFFICE, *HELD, ended("jc-1-b", "jc-1", APR)], voided(14), id="an ending is voided"
    ),
    pytest.param([*OFFICE, *HELD, left("jc-1-b", APR)], voided(14), id="a leaving is voided"),
    pytest.param(
        [*OFFICE, *HELD, works("jc-1-b", "jc-2", APR)], voided(14), id="a move away is voided"
    ),
    pytest.param(
        [*OFFICE, *HELD, works("jc-1-b", "jc-2", APR)],
        merged("jc-2", "jc-1", APR),
        id="the holder's new workplace is merged with it",
    ),
    pytest.param(
        [*OFFICE, *HELD, works("jc-1-b", "jc-2", APR), merged("home", "jc-1", FEB)],
        merged("jc-2", "home", FEB),
        id="the holder's new workplace is merged with one merged with it",
    ),
]


def election(past: list[Event]) -> Proposal:
    """Return the election of the first who joined."""
    return elect(next(event.member for event in past if hasattr(event, "member")))


@pytest.mark.parametrize(("past", "meanwhile"), MATTERS)
def test_an_election_fails_where_it_would_have_been_refused(
    past: list[Event], meanwhile: Event
) -> None:
    """What is told meanwhile and forbids the election makes the append fail."""
    decision = election(past)
    assert isinstance(given(*past).when(decision, MAY), Event)
    assert not isinstance(given(*past, meanwhile).when(decision, MAY), Event)
    assert given(*past).conflicts(decision, MAY, meanwhile)


@pytest.mark.parametrize("voids", [12, 13])
def test_an_election_fails_where_a_merger_on_the_way_is_voided(voids: int) -> None:
    """Each merger on the way to the workplace is part of what was decided on."""
    decision = elect("jc-2-a")
    assert isinstance(given(*ALONG).when(decision, MAY), Event)
    assert not isinstance(given(*ALONG, voided(voids)).when(decision, MAY), Event)
    assert given(*ALONG).conflicts(decision, MAY, voided(voids))


JOINT = [
    *TOWN,
    joined("m1", "jc-1"),
    joined("m2", "jc-2"),
    elected("m2", "bif", FEB, "joint-steward"),
    moved("jc-2", "sof", MAR),
]
"""Entries 7 to 10: m1 at jc-1; m2 was joint steward of bif until jc-2 was moved away."""


@pytest.mark.parametrize(
    "meanwhile",
    [
        moved("jc-1", "sof", APR),
        voided(10),
        moved("sof", "bif", MAR),
        moved("jc-2", "bif", MAR),
        merged("jc-2", "jc-1", MAR),
        voided(7),
    ],
    ids=[
        "the workplace is moved away",
        "the move of the holder's workplace is voided",
        "the unit above the holder's workplace is moved below",
        "the holder's workplace is moved back",
        "the holder's workplace is merged below",
        "the joining is voided",
    ],
)
def test_a_joint_election_fails_where_it_would_have_been_refused(meanwhile: Event) -> None:
    """For a joint office, what the workplaces lie under is part of what was decided on."""
    decision = elect("m1", "bif", "joint-steward", rules=FROM_OUTSIDE)
    assert isinstance(given(*JOINT).when(decision, MAY), Event)
    assert not isinstance(given(*JOINT, meanwhile).when(decision, MAY), Event)
    assert given(*JOINT).conflicts(decision, MAY, meanwhile)


UNRELATED: list[Event] = [
    joined("m9", "home", FEB),
    joined("m9", None, FEB),
    left("m9", FEB),
    works("m9", "jc-2", FEB),
    becomes("m9", "senior", FEB),
    confirmed("jc-1-a", MAR),
    headcount("jc-2", 3, MAR),
    elected("m9", "jc-2", FEB),
    elected("jc-1-b", "bif", FEB, "joint-steward"),
    ended("m9", "jc-2", FEB),
    published(330, "jc-1", MAR),
    published(805, None, MAR),
    formed("jc-3", "bif"),
    renamed("bif", "Employment", MAR),
    moved("bif", None, MAR),
    moved("jc-2", "sof", MAR),
    merged("jc-2", "home", MAR),
    closed("bif", MAR),
    closed("jc-2", MAR),
]


@pytest.mark.parametrize("meanwhile", UNRELATED, ids=lambda event: type(event).__name__)
def test_an_election_does_not_fail_for_what_has_nothing_to_do_with_it(meanwhile: Event) -> None:
    """What is told elsewhere, or of somebody else, does not hold an election up that asks no seniority."""
    decision = elect(rules=rules_with("steward", seniority_months=None))
    assert not given(*OFFICE).conflicts(decision, MAY, meanwhile)


def test_an_election_does_not_fail_for_a_void_elsewhere() -> None:
    """A void conflicts only with what reads the entry that it voids."""
    assert not given(*OFFICE, joined("m9", "home")).conflicts(elect(), MAY, voided(12))


OTHERS = [
    pytest.param(
        [],
        propose(UnitFormed, unit="x", name="X", kind="workplace"),
        formed("x"),
        id="formed twice",
    ),
    pytest.param(
        TOWN,
        propose(UnitFormed, unit="x", name="X", kind="workplace", parent="bif"),
        closed("bif", APR),
        id="under",
    ),
    pytest.param(
        TOWN,
        propose(UnitMoved, unit="bif", parent="home"),
        moved("sof", "jc-1", APR),
        id="moved in a circle",
    ),
    pytest.param(
        TOWN,
        propose(UnitMerged, unit="jc-1", into="jc-2"),
        merged("jc-2", "jc-1", JUN),
        id="merged in a circle",
    ),
    pytest.param(
        [*TOWN, merged("home", "jc-1", JUN)],
        propose(UnitMerged, unit="jc-1", into="jc-2"),
        merged("jc-2", "home", JUN),
        id="merged in a circle along a chain",
    ),
    pytest.param(
        TOWN, propose(UnitClosed, unit="jc-1"), merged("jc-1", "jc-2", APR), id="closed and merged"
    ),
    pytest.param(
        TOWN,
        propose(MemberJoined, member="m1", workplace="jc-1", category="active"),
        joined("m1", on=FEB),
        id="joined twice",
    ),
    pytest.param(
        [*TOWN, merged("jc-1", "jc-2", FEB)],
        propose(MemberJoined, member="m1", workplace="jc-1", category="active"),
        closed("jc-2", APR),
        id="joined at a closed one",
    ),
    pytest.param(
        [*TOWN, elected("m1", "home", FEB), merged("home", "jc-1", MAR)],
        propose(MandateEnded, member="m1", unit="jc-1", office="steward"),
        ended("m1", "home", APR),
        id="ended twice",
    ),
    pytest.param(TOWN, propose(EntryVoided, voids=6, reason="wrong"), voided(6), id="voided twice"),
    pytest.param(
        TOWN,
        propose(EntryVoided, voids=6, reason="wrong"),
        joined("m1", "home"),
        id="named meanwhile",
    ),
]


@pytest.mark.parametrize(("past", "decision", "meanwhile"), OTHERS)
def test_a_decision_fails_where_it_would_have_been_refused(
    past: list[Event], decision: Proposal, meanwhile: Event
) -> None:
    """What is told meanwhile and forbids the decision makes the append fail."""
    assert isinstance(given(*past).when(decision, MAY), Event)
    assert not isinstance(given(*past, meanwhile).when(decision, MAY), Event)
    assert given(*past).conflicts(decision, MAY, meanwhile)


def test_joining_a_unit_whose_forming_is_voided_fails() -> None:
    """Naming a unit and taking its forming back exclude each other, whichever comes first."""
    joining = propose(MemberJoined, member="m1", workplace="home", category="active")
    assert given(*TOWN).conflicts(joining, MAY, voided(6))
    assert given(*TOWN).conflicts(elect(unit="home", override="x"), MAY, voided(6))


def test_two_who_join_at_one_workplace_do_not_conflict() -> None:
    """Members join side by side."""
    joining = propose(MemberJoined, member="m1", workplace="jc-1", category="active")
    assert not given(*TOWN).conflicts(joining, MAY, joined("m2", "jc-1", MAY))
