"""Lists beside facts recorded by hand and beside each other, where the one bounds what the other says."""

import json
from collections.abc import Callable
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from stewards.registry import Plan, Registry
from stewards.registry.lists import Roster, RosterRow

from .branches import on, town
from .listing import roster

Numbers = tuple[int, int, int | None]


def row(
    member: str, workplace: str | None = "a", joined: tuple[int, int] | None = None
) -> RosterRow:
    """Return a row; a day of joining is given by the first and the last day it can mean."""
    first, last = (on(joined[0]), on(joined[1])) if joined else (None, None)
    exact = None if joined is None or joined[0] == joined[1] else first
    return RosterRow(0, member, "active", workplace, last, exact)


def listed(*rows: RosterRow, nameless: bool = False) -> Roster:
    """Return a list of these rows; `nameless` if another row does not say whom it is about."""
    return roster(*rows, has_nameless=nameless)


def take(registry: Registry, day: int, *rows: RosterRow, **words: Any) -> Plan:
    """Take in a list of a day."""
    plan = registry.plan_roster(listed(*rows), on=on(day), **words)
    registry.record_plan(plan, yes=True)
    return plan


def count(registry: Registry, day: int, **scope: str) -> Numbers:
    """Return the members of a day with how far that is sure."""
    found = registry.count(on=on(day), **scope)  # type: ignore[arg-type]
    return found.members, found.at_least, found.at_most


def refusal(attempt: Callable[[], object]) -> str:
    """Return why something is refused."""
    with pytest.raises(Exception) as refused:  # noqa: PT011 -- the sentence says which
        attempt()
    return f"{type(refused.value).__name__}: {refused.value}"


@pytest.mark.parametrize("order", [(250, 600), (600, 250)], ids=str)
def test_a_year_of_joining_that_a_list_lies_in_is_believed_up_to_that_list(
    order: tuple[int, ...],
) -> None:
    """Given two lists that both say 2012, nobody left and joined again behind the first of them."""
    with town() as registry:
        for day in order:
            take(registry, day, row("M1", joined=(0, 365)))

        assert [count(registry, day) for day in (250, 300, 400, 600)] == [(1, 1, 1)] * 4


@pytest.mark.parametrize("order", [(100, 200), (200, 100)], ids=str)
def test_a_window_of_joining_begins_behind_a_list_that_lacks_the_member(
    order: tuple[int, ...],
) -> None:
    """Given a list that lacks the member amid the window, its day stays exact."""
    lists = {100: [row("M9")], 200: [row("M9"), row("M1", joined=(50, 150))]}
    with town() as registry:
        for day in order:
            take(registry, day, *lists[day])

        found = [count(registry, day) for day in (100, 101, 150)]
        assert found == [(1, 1, 1), (1, 1, 2), (2, 2, 2)]


def test_a_window_that_was_not_believed_is_kept_whole() -> None:
    """When the list against it is taken back, the day of joining is as unsure as the other list said."""
    with town() as registry, town() as alone:
        against = take(registry, 100, row("M9"))
        for each in (registry, alone):
            take(each, 200, row("M9"), row("M1", joined=(20, 60)))
        registry.revert(against.batch, reason="a part only")

        days = (10, 30, 60, 100, 200)
        assert [count(registry, d) for d in days] == [count(alone, d) for d in days]


def test_a_list_of_the_day_before_another_leaves_no_exact_day_behind() -> None:
    """When it is taken back, a leaving between the others has its whole window again."""
    with town() as registry:
        take(registry, 19, row("M0"), row("M6"))
        wrong = take(registry, 33, row("M0"), row("M6"))
        take(registry, 34, row("M0"))
        assert count(registry, 20) == (2, 2, 2)

        registry.revert(wrong.batch, reason="the wrong list")

        assert count(registry, 20) == (2, 1, 2)


@pytest.mark.parametrize("order", [*permutations((100, 200, 300))], ids=str)
def test_a_list_of_a_unit_is_evidence_of_whom_it_lacks(order: tuple[int, ...]) -> None:
    """On its day nobody may be there whom it does not name."""
    lists = {100: [row("M1"), row("M2", "b")], 200: [row("M1")], 300: [row("M1"), row("M2", "b")]}
    with town() as registry:
        for day in order:
            take(registry, day, *lists[day], unit="north")

        found = [count(registry, day, unit="north") for day in (100, 150, 200, 250, 300)]
        assert found == [(2, 2, 2), (2, 1, 2), (1, 1, 1), (1, 1, 2), (2, 2, 2)]


@pytest.mark.parametrize("order", [(100, 200), (200, 100)], ids=str)
def test_a_list_with_a_nameless_row_contradicts_no_day_of_joining(order: tuple[int, ...]) -> None:
    """The row may be about the member whom only another list names."""
    lists = {
        100: listed(row("M1", joined=(10, 10)), nameless=True),
        200: listed(row("M1", joined=(10, 10)), row("M2", joined=(20, 20))),
    }
    with town() as registry:
        for day in order:
            registry.record_plan(registry.plan_roster(lists[day], on=on(day)), yes=True)

        assert [count(registry, day) for day in (30, 100, 150)] == [
            (2, 2, None),
            (2, 2, 2),
            (2, 2, 2),
        ]


def test_a_window_by_hand_does_not_reach_across_a_list() -> None:
    """The list says which side of it the fact is on, so the window has to be given so."""
    with town() as registry:
        take(registry, 100, row("M9"))
        take(registry, 200, row("M9"), row("M1"))

        assert refusal(
            lambda: registry.join("M1", workplace="a", on=on(150), not_before=on(50))
        ) == (
            "WindowAcrossList: Cannot record what happened to M1 between 2012-02-20 and 2012-05-30 because"
            " the member list of 2012-04-10 says who was where that day, and lies in between. Give a window"
            " on one side of it: up to 2012-04-10, or from 2012-04-11 on."
        )
        registry.join("M1", workplace="a", on=on(150), not_before=on(101))
        assert [count(registry, day) for day in (100, 120, 160)] == [
            (1, 1, 1),
            (1, 1, 2),
            (2, 2, 2),
        ]


def test_a_fact_by_hand_does_not_contradict_the_list_of_its_very_day() -> None:
    """It would be undone at once, so it is refused, and nothing is recorded."""
    with town() as registry:
        take(registry, 100, row("M9"))
        size = registry.size()

        assert refusal(lambda: registry.leave("M9", on=on(100))) == (
            "ListSaysOtherwise: Cannot record this of M9 from 2012-04-10 because the member list of that"
            " very day says otherwise. Give another day, or take the list back ('stewards batch revert')"
            " and import a corrected one."
        )
        assert registry.size() == size


def test_half_a_list_is_noticed_though_it_came_first() -> None:
    """An older list more than a fifth of which is missing from the newer one asks for a second look."""
    with town() as registry:
        take(registry, 300, *(row(f"M{n}") for n in range(4)))
        plan = registry.plan_roster(listed(*(row(f"M{n}") for n in range(9))), on=on(100))

        assert refusal(lambda: registry.record_plan(plan)) == (
            "ManyLeftBy: Cannot import the list of 2012-04-10 because 5 of its 9 members are not on the list"
            " of 2012-10-27, more than a fifth; nothing was recorded. Check that both lists are complete,"
            " and give --yes if the members did leave, or --expect with the number of members this list"
            " should name."
        )
        assert len(registry.record_plan(plan, yes=True)) > 0


def test_the_same_list_again_restores_what_it_said() -> None:
    """When facts that it relied on are taken back as a batch, and nothing else was said of its day."""
    fact = (
        b'{"type":"MemberJoined","member":"M1","workplace":"a","effective_on":"2012-01-21",'
        b'"batch":"hand"}'
    )
    with town() as registry:
        registry.import_lines([fact])
        take(registry, 100, row("M1"))
        registry.revert("hand", reason="the wrong file")
        assert count(registry, 100) == (0, 0, 0)

        assert take(registry, 100, row("M1")).facts

        assert count(registry, 100) == (1, 1, 1)
        assert take(registry, 100, row("M1")).facts == ()


def test_a_batch_of_several_lists_is_taken_back_whole() -> None:
    """As the import of another log is: nothing of it stands."""
    with town() as other:
        units = other.size()
        take(other, 100, row("M1"))
        take(other, 200, row("M1"), row("M2"))
        facts = map(json.loads, other.export_lines(after=units))
        lines = [
            json.dumps({k: v for k, v in fact.items() if k != "recorded_at"} | {"batch": "copy"})
            for fact in facts
        ]
    with town() as registry:
        registry.import_lines(line.encode() for line in lines)
        assert count(registry, 200) == (2, 2, 2)

        registry.revert("copy", reason="the wrong log")

        assert count(registry, 200) == (0, 0, 0)
        assert registry.batches()[0].standing == 0


def test_an_empty_list_is_refused() -> None:
    """Also one that a program made: it would let everybody leave."""
    with town() as registry:
        assert refusal(lambda: registry.plan_roster(listed(), on=on(100))).startswith("EmptyList: ")


def test_everybody_is_known_since_a_day_before_the_list() -> None:
    """A day after the list would take back what the list itself says."""
    with town() as registry:
        assert refusal(
            lambda: registry.plan_roster(listed(row("M1")), on=on(100), complete_since=on(200))
        ) == (
            "CompleteAfterList: Cannot take 2012-07-19 as the day since when everybody is known because the"
            " list of 2012-04-10 names everybody, and is earlier. Give a day before the list, or leave it"
            " out."
        )


def test_listed_days_whose_count_changes_are_named() -> None:
    """Days of joining that are believed against a list change the count of its day."""
    with town() as registry:
        take(registry, 100, row("M9"))
        plan = registry.plan_roster(
            listed(row("M9"), row("M1", joined=(50, 50))), on=on(200), believe="joining-days"
        )

        [changed] = plan.restated
        assert (changed.on, changed.is_listed, changed.before, changed.after) == (
            date(2012, 4, 10),
            True,
            1,
            2,
        )
