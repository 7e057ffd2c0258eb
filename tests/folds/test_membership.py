"""Membership on a day."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from stewards.events import Event
from stewards.projections.membership.fold import membership_on, possible_on
from stewards.registry.testing import (
    becomes,
    confirmed,
    elected,
    joined,
    left,
    published,
    voided,
    works,
)

from ..decisions.facts import APR, FEB, JAN, MAR
from .histories import history

A_DAY = timedelta(days=1)
State = tuple[str | None, str, int, int] | None
"""Workplace, category, and the entries of the joining and of the workplace on record."""


def state(day: date, *events: Event) -> State:
    """Return the state of m1 on a day."""
    found = membership_on(history(*events), "m1", day)
    if found is None:
        return None
    return found.workplace, found.category, found.joined.number, found.placed.number


def test_a_fact_holds_from_the_start_of_its_day() -> None:
    """Who joins in February is a member that day, who leaves in March is none that day."""
    told = (joined("m1", "a", FEB), left("m1", MAR))
    assert state(FEB - A_DAY, *told) is None
    assert state(FEB, *told) == ("a", "active", 1, 1)
    assert state(MAR - A_DAY, *told) == ("a", "active", 1, 1)
    assert state(MAR, *told) is None


STATES = [
    pytest.param([], None, id="unheard of"),
    pytest.param([joined("m2", "a")], None, id="somebody else"),
    pytest.param([left("m1", JAN)], None, id="left without joining"),
    pytest.param([joined("m1", "a"), works("m1", "b", FEB)], ("b", "active", 1, 2), id="works"),
    pytest.param(
        [works("m1", "b", FEB), joined("m1", "a")], ("b", "active", 2, 1), id="reported late"
    ),
    pytest.param([joined("m1", "a"), works("m1", None, FEB)], (None, "active", 1, 2), id="nowhere"),
    pytest.param([joined("m1", "a"), becomes("m1", "senior", FEB)], ("a", "senior", 1, 1), id="is"),
    pytest.param(
        [joined("m1", "a"), works("m1", "b", FEB), joined("m1", None, MAR, "student")],
        (None, "student", 3, 3),
        id="joining sets workplace and category again",
    ),
    pytest.param(
        [joined("m1", "a"), left("m1", FEB), works("m1", "b", MAR), becomes("m1", "senior", MAR)],
        None,
        id="changes outside membership have no effect",
    ),
    pytest.param(
        [joined("m1", "a"), left("m1", FEB), works("m1", "b", MAR), joined("m1", "c", APR)],
        ("c", "active", 4, 4),
        id="nor on what follows",
    ),
    pytest.param([joined("m1", "a", FEB), left("m1", FEB)], None, id="joined and left that day"),
    pytest.param(
        [left("m1", FEB), joined("m1", "a", FEB)], ("a", "active", 2, 2), id="left and joined then"
    ),
    pytest.param(
        [joined("m1", "a"), left("m1", FEB), voided(2)], ("a", "active", 1, 1), id="leaving voided"
    ),
    pytest.param(
        [joined("m1", "a"), confirmed("m1", FEB), elected("m1", "b", FEB), published(1, "c", FEB)],
        ("a", "active", 1, 1),
        id="other facts say nothing of it",
    ),
]


@pytest.mark.parametrize(("told", "expected"), STATES)
def test_the_state_on_a_day_follows_from_the_history(told: list[Event], expected: State) -> None:
    """Workplace and category are those last told within the membership of that day."""
    assert state(APR, *told) == expected


def test_what_may_be_true_follows_the_order_of_the_history() -> None:
    """A fact may be true once every one before it may be, until the next one surely is."""
    told = history(
        evolve(joined("m1", "a", MAR), not_before=JAN),
        works("m1", "b", APR),
        evolve(left("m1", APR), not_before=FEB),
    )
    found = {day: possible_on(told, "m1", day) for day in (JAN, FEB, MAR, APR)}
    assert [(p.can_be_in, not p.is_surely_in) for p in found.values()] == [
        (True, True),
        (True, True),
        (True, True),
        (False, True),
    ]
    assert [p.workplaces_if_in for p in found.values()] == [{"a"}, {"a"}, {"a"}, set()]
    assert possible_on(told, "m1", JAN - A_DAY).categories_if_in == set()
    assert found[FEB].categories_if_in == {"active"}
    assert not possible_on(told, "m2", FEB).can_be_in


def test_nobody_knows_where_somebody_is_who_is_placed_later() -> None:
    """Until then it is no workplace on record, or already the one that is known later."""
    told = history(evolve(joined("m1", "a", JAN), placed_on=MAR))
    [unknown, known] = (possible_on(told, "m1", day) for day in (FEB, MAR))
    assert (unknown.workplaces_if_in, unknown.categories_if_in) == ({None, "a"}, {None, "active"})
    assert (unknown.can_be_unplaced, known.can_be_unplaced) == (True, False)
    assert (known.workplaces_if_in, known.categories_if_in) == ({"a"}, {"active"})
