"""Lists that are refused, and lists that are taken in only by somebody who is sure."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from stewards.events.errors import StewardsError
from stewards.registry import (
    ImpossibleDay,
    ManyWouldLeave,
    OtherListOfThatDay,
    OtherNumber,
    Registry,
)
from stewards.registry.lists import Roster
from stewards.registry.lists.errors import EmptyList

from .listing import DAY, NOW, SAME, WITHOUT_JOINING, branch, roster, row, take

BEFORE = DAY - timedelta(days=1)


def take_in(registry: Registry, listed: Roster, on: date, **words: Any) -> range:
    """Take a list in without being sure of it."""
    return registry.record_plan(registry.plan_roster(listed, on=on, **words))


def refused(registry: Registry, record: Callable[[], object]) -> StewardsError:
    """Try to take a list in, which records nothing; return why."""
    size = registry.size()
    with pytest.raises(StewardsError) as problem:
        record()
    assert registry.size() == size
    return problem.value


def test_lists_may_come_in_any_order() -> None:
    """One of an earlier day is taken in behind a later one, which keeps what it says."""
    with branch() as registry:
        take(registry, DAY, *SAME, row("eva", "jc-1"))
        take(registry, BEFORE, *SAME[:3], row("finn", "jc-2"))

        assert [registry.count(on=day).members for day in (BEFORE, DAY)] == [4, 5]


def test_half_a_list_is_refused() -> None:
    """Where there is no list before it, more than a fifth of those in the registry are too many."""
    with branch() as registry:
        problem = refused(registry, lambda: take_in(registry, roster(*SAME[:2]), DAY))

    assert isinstance(problem, ManyWouldLeave)
    assert (problem.on, problem.leaving, problem.members) == (DAY, 2, 4)
    assert str(problem) == (
        "Cannot import the list of 2019-09-01 because it lacks 2 of the registry's members, more than a fifth"
        " of the 4 there are; nothing was recorded. Check that the list is complete, and give --yes if they"
        " did leave, or --expect with the number of members it should name."
    )


def test_how_many_may_leave_is_measured_by_the_list_before() -> None:
    """It named four: that ten have joined since then does not let two of them go unasked."""
    with branch() as registry:
        take(registry, BEFORE, *SAME)
        others = [row(f"m{number}") for number in range(10)]
        for each in others:
            registry.join(each.member, on=DAY)
        problem = refused(registry, lambda: take_in(registry, roster(*SAME[:2], *others), DAY))

    assert str(problem) == (
        "Cannot import the list of 2019-09-01 because it lacks 2 of the registry's members, more than a fifth"
        " of the 4 on the list before it; nothing was recorded. Check that the list is complete, and give"
        " --yes if they did leave, or --expect with the number of members it should name."
    )


def test_more_may_be_missing_than_the_list_before_named() -> None:
    """The sentence makes sense also where ten joined since it named four, and none of the ten is listed."""
    with branch() as registry:
        take(registry, BEFORE, *SAME)
        for number in range(10):
            registry.join(f"m{number}", on=DAY)
        problem = refused(registry, lambda: take_in(registry, roster(*SAME), DAY))

    assert (
        " because it lacks 10 of the registry's members, more than a fifth of the 4 on the list"
        in str(problem)
    )


def test_a_fifth_of_the_members_may_leave() -> None:
    """One of five leaves and is let go."""
    with branch() as registry:
        registry.join("eva", on=date(2019, 1, 1))

        assert take_in(registry, roster(*SAME), DAY)
        assert registry.count(on=DAY).members == 4


def test_an_empty_list_lets_nobody_go_unasked() -> None:
    """Of nobody there is nobody who left, but everybody would."""
    with branch() as registry:
        assert isinstance(refused(registry, lambda: take_in(registry, roster(), DAY)), EmptyList)


def test_whoever_is_sure_has_it_recorded() -> None:
    """The other half left then, indeed."""
    with branch() as registry:
        plan = registry.plan_roster(roster(*SAME[:2]), on=DAY)

        assert registry.record_plan(plan, yes=True)
        assert registry.count(on=DAY).members == 2


def test_a_list_that_names_as_many_as_expected_is_not_asked_about() -> None:
    """Somebody who says that it should name two knows that it is no part of a list."""
    with branch() as registry:
        assert take_in(registry, roster(*SAME[:2]), DAY, expect=2)
        assert registry.count(on=DAY).members == 2


def test_a_list_that_names_another_number_than_expected_is_refused() -> None:
    """It is not even planned, so being sure does not help; rows left out do not count."""
    with branch() as registry:
        problem = refused(registry, lambda: registry.plan_roster(roster(*SAME), on=DAY, expect=5))

    assert isinstance(problem, OtherNumber)
    assert (problem.members, problem.expected) == (4, 5)
    assert str(problem) == (
        "Cannot import the list of 2019-09-01 because the number of members it names is 4, not 5; nothing"
        " was recorded. Check that the list is complete, or correct the number you expect."
    )


@pytest.mark.parametrize(
    "on", [date(1899, 12, 31), NOW.date() + timedelta(days=367), date(9999, 12, 31)], ids=str
)
def test_a_day_that_cannot_be_right_is_refused(on: date) -> None:
    """Before 1900 nobody kept such lists, and of next year nobody knows yet: it is a slip."""
    with branch() as registry:
        problem = refused(registry, lambda: registry.plan_roster(roster(*SAME), on=on))

    assert isinstance(problem, ImpossibleDay)
    assert str(problem) == (
        f"Cannot take in a list of {on} because that day lies before 1900, or more than a year after"
        " today, 2019-09-20. Give the day on which the list was exported."
    )


@pytest.mark.parametrize("on", [date(1900, 1, 1), NOW.date() + timedelta(days=366)], ids=str)
def test_a_day_that_may_be_right_is_not(on: date) -> None:
    """From 1900 to a year ahead."""
    with branch() as registry:
        assert registry.plan_roster(roster(*SAME), on=on)


def test_another_list_of_a_day_is_refused() -> None:
    """Two lists of one day cannot both be right; it names the other, and how to take that back."""
    listed = roster(*SAME, row("eva", "jc-2"), headings=WITHOUT_JOINING)
    with branch() as registry:
        batch = take(registry, DAY, *SAME, row("eva", "jc-1"))
        problem = refused(registry, lambda: registry.plan_roster(listed, on=DAY))
        registry.revert(batch, reason="corrected")

        assert take_in(registry, listed, DAY)
        assert registry.count(on=DAY, unit="jc-2").members == 2
    assert isinstance(problem, OtherListOfThatDay)
    assert (problem.on, problem.entry, problem.batch, problem.members) == (DAY, 10, batch, 1)
    assert str(problem) == (
        "Cannot import the list of 2019-09-01 because a list of that day is already imported (entry 10,"
        " batch roster-2019-09-01-10) and says something else (members concerned: 1); nothing was recorded."
        " If this one is right, revert that batch first: 'stewards batch revert roster-2019-09-01-10'."
    )


def test_a_list_that_was_recorded_is_repeated_without_being_sure() -> None:
    """A command that is in the log gives its entries again, whatever else was taken in since."""
    with branch() as registry:
        listed = roster(*SAME[:2])
        plan = registry.plan_roster(listed, on=DAY, command="half")
        entries = registry.record_plan(plan, yes=True)
        take(registry, BEFORE, *SAME)

        assert take_in(registry, listed, DAY, command="half") == entries


def test_a_plan_names_the_leavers_who_hold_an_office() -> None:
    """Anna is steward that day, and not on the list."""
    with branch() as registry:
        registry.elect("anna", unit="jc-1", on=date(2019, 1, 1), override="agreed")
        plan = registry.plan_roster(roster(*SAME[1:]), on=DAY)

    assert [(m.member, m.office, m.unit) for m in plan.leavers_in_office] == [
        ("anna", "steward", "jc-1")
    ]


def test_a_plan_tells_the_published_days_whose_count_would_change() -> None:
    """Each with the figure in print, and the counts before and after; other days are not named."""
    with branch() as registry:
        for on in (date(2018, 6, 1), DAY):
            registry.publish_count(members=4, on=on)
            registry.publish_count(members=1, unit="jc-2", on=on)
        plan = registry.plan_roster(roster(*SAME[:2], SAME[3], row("eva", "jc-1")), on=DAY)
        more = registry.plan_roster(roster(*SAME, row("eva", "jc-1")), on=DAY)

    assert [(r.on, r.unit, r.published, r.before, r.after) for r in plan.restated] == [
        (DAY, "jc-2", 1, 1, 0)
    ]
    assert [(r.on, r.unit, r.published, r.before, r.after) for r in more.restated] == [
        (DAY, None, 4, 4, 5)
    ]
