"""Electing: the workplace must be entitled on the day, as far as the log knows."""

import pytest
from stewards.events import ElectorateChanged, Event, Step
from stewards.registry.decisions.steward_elected import NotEntitled, SeatTaken
from stewards.registry.errors import ElectsElsewhere
from stewards.registry.testing import (
    becomes,
    elected,
    fact,
    headcount,
    joined,
    left,
    merged,
    voided,
    works,
)

from .elections import OFFICE, elect, elected_on, rules_with
from .facts import APR, FEB, JUN, MAR, MAY, TOWN, team
from .scenario import Outcome, given, refused

FOUR = [*TOWN, *team("jc-1", 4)]
"""The town, and entries 7 to 10: four active members at jc-1."""


def not_entitled(members: int, known: str) -> Outcome:
    """Return the refusal for a workplace with so many members and that observed."""
    return refused(
        NotEntitled,
        "Cannot elect jc-1-a as steward at jc-1 on 2019-05-01 because it takes 5 social workers to"
        f" elect, and jc-1 has {members} counted members and {known} that day."
        " Record the headcount with 'stewards observe jc-1'."
        " If the election did take place, record it with --override and the reason.",
    )


def test_fewer_members_and_no_headcount_are_refused() -> None:
    """Four members are only "at least four"; without an observation nobody knows of a fifth."""
    assert given(*FOUR).when(elect(), MAY) == not_entitled(4, "no observed headcount")


def test_fewer_members_and_a_lower_headcount_are_refused() -> None:
    """Four members where four were observed may not elect."""
    town = given(*FOUR, headcount("jc-1", 4, MAR))
    assert town.when(elect(), MAY) == not_entitled(4, "4 observed")


def test_an_observed_headcount_entitles() -> None:
    """The law counts those who work there, members or not."""
    town = given(*TOWN, *team("jc-1", 1), headcount("jc-1", 5, MAY))
    assert town.when(elect(), MAY) == elected_on(MAY)


def test_members_entitle_whatever_was_observed() -> None:
    """Five members are five social workers, even where somebody counted fewer."""
    town = given(*OFFICE, headcount("jc-1", 3, MAR))
    assert town.when(elect(), MAY) == elected_on(MAY)


def test_the_latest_observation_counts() -> None:
    """Of several observations the one of the latest day counts, however late it was told."""
    past = [headcount("jc-1", 4, APR), headcount("jc-1", 9, MAR), headcount("jc-1", 9, JUN)]
    assert given(*FOUR, *past).when(elect(), MAY) == not_entitled(4, "4 observed")


def test_a_voided_observation_does_not_count() -> None:
    """An observation that was taken back counts as never made."""
    town = given(*FOUR, headcount("jc-1", 9, MAR), voided(11))
    assert town.when(elect(), MAY) == not_entitled(4, "no observed headcount")


def test_an_observation_at_a_unit_merged_into_it_counts() -> None:
    """A headcount goes where its workplace goes; of the other part there are at least its members."""
    town = given(*FOUR, headcount("jc-2", 9, MAR), merged("jc-2", "jc-1", APR))
    assert town.when(elect(), MAY) == elected_on(MAY)


def test_an_observation_since_a_merger_is_of_all() -> None:
    """What was counted before at one of the parts counts no longer."""
    past = [headcount("jc-2", 9, MAR), merged("jc-2", "jc-1", APR), headcount("jc-1", 4, APR)]
    assert given(*FOUR, *past).when(elect(), MAY) == not_entitled(4, "4 observed")


def test_a_headcount_is_without_those_who_moved_out_since() -> None:
    """Five were counted, and one of them works elsewhere now."""
    past = [joined("m5", "jc-1", FEB), headcount("jc-1", 5, MAR), works("m5", "home", APR)]
    known = "5 observed (4 since members moved)"
    assert given(*FOUR, *past).when(elect(), MAY) == not_entitled(4, known)


TOGETHER = [joined("m5", "jc-2", FEB), fact(ElectorateChanged, MAR, unit="jc-2", electorate="jc-1")]


def test_workplaces_that_elect_together_are_judged_together() -> None:
    """Four and one are five, and anybody of them is elected where they elect."""
    town = given(*FOUR, *TOGETHER)
    assert town.when(elect("m5"), MAY) == elected_on(MAY, "m5")


def test_a_workplace_that_elects_with_another_one_does_not_elect() -> None:
    """Whoever works there is elected at the other one."""
    assert given(*FOUR, *TOGETHER).when(elect("m5", "jc-2"), MAY) == refused(
        ElectsElsewhere,
        "Cannot elect m5 as steward at jc-2 on 2019-05-01 because jc-2 elects together with jc-1 that"
        " day (entry 12). Name jc-1 instead, or record it with --override and the reason.",
    )


def test_as_many_are_elected_as_there_are_seats_for_their_number() -> None:
    """Of two seats from nine on, ten have both and four have one."""
    steps = rules_with("steward", seats=(Step(start=1, value=1), Step(start=9, value=2)))
    held = elected("jc-1-b", "jc-1", FEB)
    ten = [headcount("jc-1", 10, MAR), held]
    assert given(*OFFICE, *ten).when(elect(rules=steps), MAY) == elected_on(MAY)
    assert given(*OFFICE, held).when(elect(rules=steps), MAY) == refused(
        SeatTaken,
        "Cannot elect jc-1-a as steward at jc-1 on 2019-05-01 because the seats there (1) are taken on"
        " 2019-05-01: jc-1-b (entry 12). Record the ending of that mandate first."
        " If the election did take place, record it with --override and the reason.",
    )


FIFTH_COUNTS = [
    pytest.param([joined("m5", "jc-1", MAY)], id="joined that day"),
    pytest.param([joined("m5", "home", FEB), works("m5", "jc-1", APR)], id="came to work there"),
    pytest.param(
        [joined("m5", "jc-1", FEB, "student"), becomes("m5", "active", APR)], id="became active"
    ),
    pytest.param([joined("m5", "jc-2", FEB), merged("jc-2", "jc-1", APR)], id="merged with it"),
    pytest.param([merged("jc-2", "jc-1", FEB), joined("m5", "jc-2", APR)], id="merged before"),
    pytest.param([joined("m5", "jc-1", FEB), left("m5", JUN)], id="leaves later"),
    pytest.param([joined("m5", "jc-1", FEB), left("m5", APR), voided(12)], id="leaving voided"),
]


@pytest.mark.parametrize("past", FIFTH_COUNTS)
def test_a_fifth_member_entitles(past: list[Event]) -> None:
    """Whoever is an active member at the workplace that day counts."""
    assert given(*FOUR, *past).when(elect(), MAY) == elected_on(MAY)


FIFTH_DOES_NOT = [
    pytest.param([joined("m5", "jc-1", JUN)], id="joins later"),
    pytest.param([joined("m5", "jc-1", FEB), left("m5", MAY)], id="left that day"),
    pytest.param([joined("m5", "jc-1", FEB), works("m5", "home", APR)], id="works elsewhere"),
    pytest.param([joined("m5", "jc-1", FEB), works("m5", None, APR)], id="has no workplace"),
    pytest.param([joined("m5", "jc-1", FEB, "student")], id="is a student"),
    pytest.param([joined("m5", "jc-1", FEB), becomes("m5", "senior", APR)], id="retired"),
    pytest.param([joined("m5", "jc-2", FEB), merged("jc-2", "jc-1", JUN)], id="merged later"),
    pytest.param([joined("m5", "jc-1", FEB), voided(11)], id="joining voided"),
    pytest.param([joined("jc-1-a", "jc-1", FEB)], id="is one of the four"),
]


@pytest.mark.parametrize("past", FIFTH_DOES_NOT)
def test_a_fifth_who_does_not_count_does_not_entitle(past: list[Event]) -> None:
    """Whoever is not in membership, not at the workplace or not active that day does not count."""
    assert given(*FOUR, *past).when(elect(), MAY) == not_entitled(4, "no observed headcount")


def test_a_deputy_needs_the_threshold_too() -> None:
    """The agreement says which offices need it: a deputy does, a safety representative does not."""
    town = given(*FOUR, elected("jc-1-b", "jc-1", FEB))
    assert town.when(elect(office="deputy"), MAY) == refused(
        NotEntitled,
        "Cannot elect jc-1-a as deputy at jc-1 on 2019-05-01 because it takes 5 social workers to"
        " elect, and jc-1 has 4 counted members and no observed headcount that day."
        " Record the headcount with 'stewards observe jc-1'."
        " If the election did take place, record it with --override and the reason.",
    )
    safety = elect(office="safety-representative")
    assert town.when(safety, MAY) == elected_on(MAY, office="safety-representative")


def test_another_agreement_has_another_threshold() -> None:
    """Threshold and offices are the agreement's, not the code's."""
    town = given(*FOUR)
    lenient = rules_with("steward", threshold=False)
    assert town.when(elect(rules=lenient), MAY) == elected_on(MAY)
