"""Steps of an election: what happened to it since it was held."""

import pytest
from stewards.events import ElectionStepTaken, Event
from stewards.projections.organisation.standing import UnknownUnit
from stewards.registry.decisions.election_step_taken import (
    NoSuchElection,
    StepOutOfOrder,
    StepTakenBefore,
)
from stewards.registry.testing import elected, merged, voided

from .facts import APR, FEB, JAN, JUN, MAR, MAY, TOWN, step
from .scenario import Proposal, decided, given, propose, refused

ELECTED = [*TOWN, elected("m1", "jc-1", FEB)]
"""Entry 7: m1 is elected steward at jc-1 in February."""
NOTIFIED = [*ELECTED, step("received", MAR)]
"""Entry 8: the employer has the notice in March."""
OBJECTED = [*NOTIFIED, step("objected", APR)]
"""Entry 9: the employer objects in April."""


def take(what: str, unit: str = "jc-1", election: int | None = None) -> Proposal:
    """Return the decision to record a step."""
    return propose(ElectionStepTaken, member="m1", unit=unit, step=what, election=election)


@pytest.mark.parametrize(
    ("what", "past"),
    [
        ("approved", ELECTED),
        ("aware", ELECTED),
        ("received", ELECTED),
        ("received", [*ELECTED, step("received", MAR), elected("m1", "jc-1", APR)]),
        ("received", [*NOTIFIED, voided(8)]),
        ("accepted", NOTIFIED),
        ("accepted", OBJECTED),
        ("objected", NOTIFIED),
        ("objected", [*OBJECTED, step("dismissed", APR)]),
        ("upheld", OBJECTED),
        ("dismissed", OBJECTED),
        ("declined", ELECTED),
    ],
)
def test_a_step_is_taken(what: str, past: list[Event]) -> None:
    """Each step follows on what it answers to."""
    assert given(*past).when(take(what), MAY) == decided(
        ElectionStepTaken, MAY, member="m1", unit="jc-1", step=what
    )


def test_a_step_may_name_the_unit_that_the_elections_was_merged_into() -> None:
    """After a merger, the new unit is as good as the old one."""
    event = given(*ELECTED, merged("jc-1", "jc-2", MAR)).when(take("received", "jc-2"), MAY)
    assert isinstance(event, ElectionStepTaken)


@pytest.mark.parametrize(
    ("past", "election"),
    [
        pytest.param(TOWN, None, id="nobody was elected"),
        pytest.param([*TOWN, elected("m2", "jc-1", FEB)], None, id="somebody else was"),
        pytest.param([*TOWN, elected("m1", "jc-1", FEB, "deputy")], None, id="to another office"),
        pytest.param([*TOWN, elected("m1", "jc-1", JUN)], None, id="later"),
        pytest.param(ELECTED, 6, id="the entry named is another one"),
    ],
)
def test_a_step_of_no_election_is_refused(past: list[Event], election: int | None) -> None:
    """There is an election of that member to that office there by that day."""
    assert given(*past).when(take("received", election=election), MAY) == refused(
        NoSuchElection,
        "Cannot record the step 'received' of the election of m1 as steward at jc-1 on 2019-05-01 because"
        " the log has no such election by that day. See 'stewards mandate list --all', or record it"
        " with 'stewards mandate elect'.",
    )


@pytest.mark.parametrize("on", [MAR, JUN])
def test_the_notice_is_received_once(on: object) -> None:
    """A step that is on record, for whatever day, is refused."""
    past = [*ELECTED, step("received", MAR if on == MAR else JUN)]
    assert given(*past).when(take("received"), MAY) == refused(
        StepTakenBefore,
        "Cannot record the step 'received' of the election of m1 as steward at jc-1 because it is"
        f" recorded for {on} (entry 8). If that day is wrong, void entry 8 first.",
    )


NOT_RECEIVED = "the employer has not received the notice by that day, as far as the log knows"
NO_OBJECTION = "there is no objection by that day that is not settled"


@pytest.mark.parametrize(
    ("what", "past", "missing"),
    [
        ("accepted", ELECTED, NOT_RECEIVED),
        ("objected", ELECTED, NOT_RECEIVED),
        ("objected", [*ELECTED, step("received", JUN)], NOT_RECEIVED),
        ("upheld", NOTIFIED, NO_OBJECTION),
        ("dismissed", NOTIFIED, NO_OBJECTION),
        ("dismissed", [*OBJECTED, step("dismissed", APR)], NO_OBJECTION),
        ("upheld", [*OBJECTED, step("accepted", APR)], NO_OBJECTION),
    ],
)
def test_a_step_out_of_order_is_refused(what: str, past: list[Event], missing: str) -> None:
    """Nobody answers a notice that is not there, nor settles what nobody objected."""
    assert given(*past).when(take(what), MAY) == refused(
        StepOutOfOrder,
        f"Cannot record the step '{what}' of the election of m1 as steward at jc-1 on 2019-05-01 because"
        f" {missing}. Record that first, with 'stewards mandate step'.",
    )


def test_a_step_at_an_unknown_unit_is_refused() -> None:
    """There is no such unit."""
    assert given(elected("m1", "jc-9", JAN)).when(take("received", "jc-9"), MAY) == refused(
        UnknownUnit,
        "Cannot record a step of the election of m1 as steward at jc-9 because there is no unit jc-9."
        " See 'stewards unit list', or form it with 'stewards unit form jc-9'.",
    )
