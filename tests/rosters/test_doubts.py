"""Lists that are taken in only by somebody who is sure: older ones, and parts of one."""

from datetime import date, timedelta

import pytest
from stewards.registry import Registry
from stewards.registry.lists import Roster
from stewards.registry.lists.rosters import ManyWouldLeave, OlderList

from .listing import DAY, SAME, branch, roster, row

BEFORE = DAY - timedelta(days=1)


def take_in(registry: Registry, listed: Roster, on: date, **words: str) -> range:
    """Take a roster in without being sure of it."""
    return registry.record_plan(registry.plan_roster(listed, on=on, **words))


def refuse(registry: Registry, listed: Roster, on: date) -> OlderList | ManyWouldLeave:
    """Try to take a roster in, which records nothing; return why."""
    size = registry.size()
    with pytest.raises((OlderList, ManyWouldLeave)) as refused:
        take_in(registry, listed, on)
    assert registry.size() == size
    return refused.value


def test_a_list_older_than_one_taken_in_is_refused() -> None:
    """What the newer list said of its day stays as it is; both days are named."""
    with branch() as registry:
        take_in(registry, roster(*SAME, row("eva", "jc-1")), DAY)
        refused = refuse(registry, roster(*SAME[:3], row("dan", "jc-2")), BEFORE)

        assert registry.count(on=DAY).members == 5
    assert isinstance(refused, OlderList)
    assert (refused.on, refused.newest, refused.batch) == (BEFORE, DAY, "roster-2019-09-01-10")
    assert (refused.leaving, refused.members) == (0, 4)
    assert str(refused) == (
        "Cannot import a list of 2019-08-31 because one of 2019-09-01 is already imported (batch"
        " roster-2019-09-01-10), and facts from an earlier day can change what that one said; 0 of 4"
        " members would leave, and nothing was recorded. Revert that batch and import the earlier list"
        " first, or give --yes to record it as it is."
    )


def test_a_list_of_the_same_day_or_a_later_one_is_not_older() -> None:
    """A corrected list of that day is taken in, and so is that of the next day."""
    with branch() as registry:
        take_in(registry, roster(*SAME, row("eva", "jc-1")), DAY)

        assert len(take_in(registry, roster(*SAME, row("eva", "jc-2")), DAY)) == 1
        assert len(take_in(registry, roster(*SAME, row("eva")), DAY + timedelta(days=1))) == 1


def test_the_newest_list_counts_whenever_it_was_taken_in() -> None:
    """Between two lists that were taken in the wrong way round there is no room for a third."""
    with branch() as registry:
        take_in(registry, roster(*SAME, row("eva", "jc-1")), DAY)
        older = registry.plan_roster(roster(*SAME, row("finn")), on=date(2019, 7, 1))
        registry.record_plan(older, yes=True)
        refused = refuse(registry, roster(*SAME, row("gry")), date(2019, 8, 1))

    assert isinstance(refused, OlderList)
    assert refused.newest == DAY


def test_a_list_that_was_reverted_is_older_than_none() -> None:
    """Nothing of the newer list stands, so the earlier one comes first."""
    with branch() as registry:
        entries = take_in(registry, roster(*SAME, row("eva", "jc-1")), DAY)
        registry.revert("roster-2019-09-01-10", reason="too early")

        assert len(entries) == 1
        assert len(take_in(registry, roster(*SAME, row("eva", "jc-1")), BEFORE)) == 1


def test_a_list_of_which_anything_stands_was_taken_in() -> None:
    """One of its two facts was voided, and the other one could be changed."""
    with branch() as registry:
        entries = take_in(registry, roster(*SAME, row("eva"), row("finn")), DAY)
        registry.void(entries[0], reason="a slip")

        assert isinstance(refuse(registry, roster(*SAME, row("gry")), BEFORE), OlderList)


@pytest.mark.parametrize(
    "batch", ["roster-2019-09-31-10", "roster-2019-10-01", "my-roster-2019-10-01-1", "2019-10-01"]
)
def test_only_what_is_named_as_a_list_is_one(batch: str) -> None:
    """Batches with names of one's own are of no day."""
    with branch() as registry:
        registry.join("eva", on=DAY, batch=batch)

        assert len(take_in(registry, roster(*SAME, row("finn")), DAY)) == 2


def test_an_older_list_that_says_what_is_known_is_not_refused() -> None:
    """There is nothing to record, so nothing to be sure of."""
    with branch() as registry:
        take_in(registry, roster(*SAME, row("eva", "jc-1")), DAY)

        assert take_in(registry, roster(*SAME), BEFORE) == range(0)


def test_half_a_list_is_refused() -> None:
    """More than a fifth of the members would leave; it says how many, and of how many."""
    with branch() as registry:
        refused = refuse(registry, roster(*SAME[:2]), DAY)

        assert registry.count(on=DAY).members == 4
    assert isinstance(refused, ManyWouldLeave)
    assert (refused.on, refused.leaving, refused.members) == (DAY, 2, 4)
    assert str(refused) == (
        "Cannot import the list of 2019-09-01 because 2 of 4 members would leave, more than a fifth;"
        " nothing was recorded. Check that the list is complete, and give --yes if they did leave."
    )


def test_a_fifth_of_the_members_may_leave() -> None:
    """One of five leaves and is let go; two of the six that are members then would be more."""
    with branch() as registry:
        registry.join("eva", on=date(2019, 1, 1))

        assert len(take_in(registry, roster(*SAME), DAY)) == 1
        later = DAY + timedelta(days=1)
        registry.join("finn", on=later)
        registry.join("gry", on=later)
        assert isinstance(refuse(registry, roster(*SAME), later), ManyWouldLeave)


def test_whoever_is_sure_has_it_recorded() -> None:
    """An older list that lacks half of the members is taken in as it is."""
    with branch() as registry:
        take_in(registry, roster(*SAME, row("eva", "jc-1")), DAY)
        plan = registry.plan_roster(roster(*SAME[:2]), on=BEFORE)

        assert len(registry.record_plan(plan, yes=True)) == 2
        assert registry.count(on=BEFORE).members == 2


def test_a_list_that_was_recorded_is_repeated_without_being_sure() -> None:
    """A command that is in the log gives its entries again, whatever else was taken in since."""
    with branch() as registry:
        listed = roster(*SAME[:2])
        plan = registry.plan_roster(listed, on=DAY, command="half")
        entries = registry.record_plan(plan, yes=True)

        assert take_in(registry, listed, DAY, command="half") == entries
