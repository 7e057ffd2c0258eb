"""Electing: the seat must be free, on the day and for as long as the new term lasts."""

from datetime import date

import pytest
from stewards.events import Event
from stewards.registry.decisions.steward_elected import AlreadyInOffice, SeatTaken
from stewards.registry.testing import (
    becomes,
    closed,
    elected,
    ended,
    joined,
    left,
    merged,
    voided,
    works,
)

from .elections import OFFICE, elect, elected_on, rules_with
from .facts import APR, AUG, FEB, JUL, JUN, MAR, MAY
from .scenario import Outcome, given, refused

HELD = elected("jc-1-b", "jc-1", FEB)
"""As entry 12 on top of OFFICE: jc-1-b is steward at jc-1 since February."""


def taken(holders: str, on: str = "2019-05-01", seats: int = 1) -> Outcome:
    """Return the refusal of an election in May to seats that are taken on a day."""
    return refused(
        SeatTaken,
        "Cannot elect jc-1-a as steward at jc-1 on 2019-05-01 because the seats there"
        f" ({seats}) are taken on {on}: {holders}. Record the ending of that mandate first."
        " If the election did take place, record it with --override and the reason.",
    )


TAKEN = [
    pytest.param([HELD], id="elected before"),
    pytest.param([elected("jc-1-b", "jc-1", MAY)], id="elected that day"),
    pytest.param([elected("jc-1-b", "jc-1", FEB, until=JUN)], id="for a term not yet over"),
    pytest.param([HELD, ended("jc-1-b", "jc-1", JUN)], id="until it is ended later"),
    pytest.param([HELD, ended("jc-1-b", "jc-1", APR), voided(13)], id="the ending was voided"),
    pytest.param([HELD, ended("jc-1-b", "jc-1", MAR, "deputy")], id="as deputy it was ended"),
    pytest.param([HELD, left("jc-1-b", JUN)], id="until leaving later"),
    pytest.param([HELD, works("jc-1-b", "jc-2", JUN)], id="until working elsewhere later"),
    pytest.param([HELD, becomes("jc-1-b", "senior", APR)], id="whatever the category since"),
    pytest.param([elected("jc-1-b", "jc-1", FEB, override="agreed")], id="by override"),
]


@pytest.mark.parametrize("past", TAKEN)
def test_a_taken_seat_is_refused(past: list[Event]) -> None:
    """A seat that somebody else holds that day is not free."""
    town = given(*OFFICE, *past, joined("jc-1-f", "jc-1"))
    assert town.when(elect(), MAY) == taken("jc-1-b (entry 12)")


def test_a_seat_taken_by_an_override_from_elsewhere_is_refused() -> None:
    """Whoever was recorded by override holds the seat, though working somewhere else."""
    past = [joined("m1", "home", FEB), elected("m1", "jc-1", MAR, override="agreed")]
    assert given(*OFFICE, *past).when(elect(), MAY) == taken("m1 (entry 13)")


def test_a_seat_taken_at_a_unit_merged_into_the_workplace_is_refused() -> None:
    """Whoever was elected at a unit that was merged since holds the seat where it went."""
    past = [
        joined("m1", "home", FEB),
        elected("m1", "home", FEB),
        merged("home", "jc-2", MAR),
        merged("jc-2", "jc-1", APR),
    ]
    assert given(*OFFICE, *past).when(elect(), MAY) == taken("m1 (entry 13)")


FREE = [
    pytest.param([HELD, ended("jc-1-b", "jc-1", APR)], id="the mandate was ended"),
    pytest.param([HELD, ended("jc-1-b", "jc-1", MAY)], id="it was ended that day"),
    pytest.param([elected("jc-1-b", "jc-1", FEB, until=MAY)], id="the term is over"),
    pytest.param([HELD, left("jc-1-b", APR)], id="the holder left"),
    pytest.param(
        [HELD, left("jc-1-b", MAR), joined("jc-1-b", "jc-1", APR)], id="the holder left and is back"
    ),
    pytest.param([HELD, works("jc-1-b", "jc-2", APR)], id="the holder works elsewhere"),
    pytest.param([HELD, works("jc-1-b", None, APR)], id="the holder has no workplace"),
    pytest.param([HELD, voided(12)], id="the election was voided"),
    pytest.param([elected("jc-1-b", "jc-1", FEB, "deputy")], id="the other is deputy"),
    pytest.param([elected("jc-1-b", "jc-2", FEB, override="x")], id="the other is at jc-2"),
    pytest.param(
        [elected("jc-1-b", "home", FEB, override="x"), merged("home", "jc-1", JUN)],
        id="the other unit is merged later",
    ),
]


@pytest.mark.parametrize("past", FREE)
def test_a_seat_that_nobody_else_holds_is_free(past: list[Event]) -> None:
    """A seat is free on the day its last mandate is over, however it came to an end."""
    assert given(*OFFICE, *past, joined("jc-1-f", "jc-1")).when(elect(), MAY) == elected_on(MAY)


def test_the_holder_is_elected_again() -> None:
    """The holder's own mandate does not stand in the way of the holder's re-election."""
    town = given(*OFFICE, elected("jc-1-a", "jc-1", FEB, until=JUN))
    assert town.when(elect(until=AUG), MAY) == elected_on(MAY, until=AUG)
    assert town.when(elect(), MAY) == elected_on(MAY)


@pytest.mark.parametrize(
    ("held_until", "until", "told"),
    [
        (None, AUG, "until further notice"),
        (None, None, "until further notice"),
        (AUG, AUG, "until 2019-08-01"),
        (AUG, JUL, "until 2019-08-01"),
    ],
)
def test_the_holder_is_not_elected_again_for_no_longer(
    held_until: date | None, until: date | None, told: str
) -> None:
    """Telling the same election twice is noticed: a new term must end later than the present one."""
    town = given(*OFFICE, elected("jc-1-a", "jc-1", FEB, until=held_until))

    assert town.when(elect(until=until), MAY) == refused(
        AlreadyInOffice,
        "Cannot elect jc-1-a as steward at jc-1 on 2019-05-01 because jc-1-a has held that office "
        f"since 2019-02-01, {told} (entry 12)."
        " Give a term that ends later, or record the ending of that mandate first.",
    )


TAKEN_LATER = [
    pytest.param([elected("jc-1-b", "jc-1", JUN)], None, id="from a later day"),
    pytest.param([elected("jc-1-b", "jc-1", JUN)], JUL, id="within the term"),
    pytest.param([elected("jc-1-b", "jc-1", JUN, until=JUL)], None, id="for a while later"),
    pytest.param(
        [elected("jc-1-b", "jc-1", JUN), left("jc-1-a", JUL)], None, id="before the member leaves"
    ),
]


@pytest.mark.parametrize(("past", "until"), TAKEN_LATER)
def test_a_seat_taken_later_is_refused(past: list[Event], until: date | None) -> None:
    """A seat must be free for the whole of the term, also of somebody whose term begins later."""
    town = given(*OFFICE, *past)
    election = elect(until=until)
    assert town.when(election, MAY) == taken("jc-1-b (entry 12)", on="2019-06-01")


FREE_BEFORE = [
    pytest.param([], JUN, id="the term is over that day"),
    pytest.param([ended("jc-1-a", "jc-1", JUN)], None, id="the ending is on record"),
    pytest.param([left("jc-1-a", JUN)], None, id="the member left that day"),
    pytest.param([works("jc-1-a", "home", JUN)], None, id="the member works elsewhere then"),
    pytest.param([voided(12)], None, id="the later election was voided"),
]


@pytest.mark.parametrize(("past", "until"), FREE_BEFORE)
def test_an_earlier_term_that_is_over_by_then_is_recorded(
    past: list[Event], until: date | None
) -> None:
    """An election that is reported late is fine where its mandate was over before the next began."""
    town = given(*OFFICE, elected("jc-1-b", "jc-1", JUN), *past)
    election = elect(until=until)
    assert town.when(election, MAY) == elected_on(MAY, until=until)


def test_a_later_merger_that_brings_another_holder_is_no_reason() -> None:
    """Two stewards after a merger are flagged by the check; the election before it is fine."""
    past = [
        joined("m1", "home", FEB),
        elected("m1", "home", MAR),
        merged("home", "jc-1", JUN),
        joined("m2", "jc-2", FEB),
        elected("m2", "jc-2", JUL),
        merged("jc-2", "jc-1", AUG),
    ]
    assert given(*OFFICE, *past).when(elect(), MAY) == elected_on(MAY)


def test_a_closing_later_ends_the_term_before_another_begins() -> None:
    """A mandate ends with its unit, so whoever is recorded there afterwards does not overlap."""
    past = [closed("jc-1", JUN), elected("jc-1-b", "jc-1", JUL, override="x")]
    assert given(*OFFICE, *past).when(elect(), MAY) == elected_on(MAY)


TWO_SEATS = rules_with("steward", seats=2)


def test_as_many_as_there_are_seats_are_elected() -> None:
    """Where the agreement gives two seats, a second one is elected and a third is not."""
    town = given(*OFFICE, HELD)
    assert town.when(elect(rules=TWO_SEATS), MAY) == elected_on(MAY)
    town.tell([elected("jc-1-c", "jc-1", MAR)])
    assert town.when(elect(rules=TWO_SEATS), MAY) == taken(
        "jc-1-b (entry 12), jc-1-c (entry 13)", seats=2
    )


def test_a_holder_elected_twice_takes_one_seat() -> None:
    """A re-election is a mandate of its own, but nobody takes two seats."""
    town = given(*OFFICE, HELD, elected("jc-1-b", "jc-1", APR))
    assert town.when(elect(rules=TWO_SEATS), MAY) == elected_on(MAY)


def test_seats_are_counted_on_each_day_of_the_term() -> None:
    """Two who follow each other in one seat leave the other one free."""
    past = [elected("jc-1-b", "jc-1", FEB, until=JUN), elected("jc-1-c", "jc-1", JUN)]
    town = given(*OFFICE, *past)
    assert town.when(elect(rules=TWO_SEATS), MAY) == elected_on(MAY)
    town.tell([elected("jc-1-d", "jc-1", JUL)])
    assert town.when(elect(rules=TWO_SEATS), MAY) == taken(
        "jc-1-c (entry 13), jc-1-d (entry 14)", on="2019-07-01", seats=2
    )


def test_an_office_without_a_limit_has_always_a_seat() -> None:
    """Where the agreement names no number of seats, anybody may be elected beside others."""
    office = "safety-representative"
    town = given(*OFFICE, elected("jc-1-b", "jc-1", FEB, office))
    assert town.when(elect(office=office), MAY) == elected_on(MAY, office=office)
