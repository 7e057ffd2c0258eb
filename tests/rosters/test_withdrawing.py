"""Taking back a list that was wrong: what is left is what the others come to by themselves."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import permutations

import pytest
from stewards.events.errors import Refusal
from stewards.registry import BatchHoldsVoids, NothingStands, Registry

from .listing import RosterRow, branch, row, take, told

FIRST, MIDDLE, LAST = date(2016, 9, 1), date(2017, 9, 1), date(2018, 9, 1)
LISTS: dict[date, list[RosterRow]] = {
    FIRST: [row("eva", "jc-1"), row("finn", "jc-1"), row("gry", "jc-2")],
    MIDDLE: [row("eva", "jc-2"), row("gry", "jc-2", "senior"), row("hal", "new")],
    LAST: [row("eva", "jc-2"), row("hal", "new"), row("ida", "newer")],
}
BETWEEN = (date(2016, 2, 1), date(2016, 12, 1), date(2018, 2, 1), date(2018, 12, 1))
DAYS = sorted([*LISTS, *BETWEEN])
"""The days of the lists, and one before, between and after them."""


@pytest.fixture(scope="module", autouse=True)
def _asked_once() -> None:
    """Ask each time: a log that is taken in step by step is not to share the answers of one read at once."""


@pytest.fixture
def registry() -> Iterator[Registry]:
    """Lend the branch without its members."""
    with branch() as made:
        for number in range(6, 10):
            made.void(number, reason="they are on the lists")
        yield made


def took(registry: Registry, *days: date) -> dict[date, str]:
    """Take in the lists of some days; return their batches."""
    return {day: take(registry, day, *LISTS[day], form_under="kk") for day in days}


def answers(registry: Registry) -> list[object]:
    """Return what is counted on many days, in all and by workplace and category."""
    views = [registry.view(on=day) for day in DAYS]
    counts = [view.count(by=by) for view in views for by in ("workplace", "category")]  # type: ignore[call-overload]
    return [(c.on, c.members, c.at_least, c.at_most, c.groups) for c in counts]


@pytest.mark.parametrize("withdrawn", LISTS, ids=["the first", "the middle one", "the last"])
def test_a_list_that_was_taken_back_was_never_there(registry: Registry, withdrawn: date) -> None:
    """Every answer is that of the other two alone."""
    others = [day for day in LISTS if day != withdrawn]
    with branch() as other:
        for number in range(6, 10):
            other.void(number, reason="they are on the lists")
        took(other, *others)
        batches = took(registry, *LISTS)
        registry.revert(batches[withdrawn], reason="of another union")

        assert answers(registry) == answers(other)


@pytest.mark.parametrize("order", [*permutations(LISTS)], ids=lambda _: "")
def test_lists_may_be_taken_back_until_none_is_left(
    registry: Registry, order: tuple[date, ...]
) -> None:
    """In any order: then nobody is a member on any day, and no workplace of theirs is left."""
    batches = took(registry, *LISTS)
    for day in order:
        registry.revert(batches[day], reason="of another union")

    assert {registry.count(on=day).members for day in DAYS} == {0}
    assert [unit.unit for unit in registry.units()] == ["jc-1", "jc-2", "kk"]
    assert registry.view(on=LAST).count().at_most == 0


def test_what_the_others_come_to_stays_and_the_rest_is_worked_out_again(
    registry: Registry,
) -> None:
    """Voids come first, that of the list at their head; the workplace that the other list names stays."""
    batches = took(registry, MIDDLE, LAST)
    lines = told(registry, 14)
    entries = registry.revert(batches[MIDDLE], reason="of another union")

    assert lines == [
        "14 RosterTaken 2017-09-01",
        "15 UnitFormed new [..2017-09-01]",
        "16 MemberJoined eva jc-2 active [..2017-09-01]",
        "17 MemberJoined gry jc-2 senior [..2017-09-01]",
        "18 MemberJoined hal new active [..2017-09-01]",
        "19 RosterTaken 2018-09-01",
        "20 UnitFormed newer [..2018-09-01]",
        "21 MemberLeft gry [2017-09-02..2018-09-01]",
        "22 MemberJoined ida newer active [2017-09-02..2018-09-01]",
    ]
    assert told(registry, entries[0]) == [
        "23 EntryVoided 14 2017-09-01",
        "24 EntryVoided 16 2017-09-01",
        "25 EntryVoided 17 2017-09-01",
        "26 EntryVoided 21 2017-09-01",
        "27 EntryVoided 18 2017-09-01",
        "28 EntryVoided 22 2017-09-01",
        "29 MemberJoined eva jc-2 active [..2018-09-01]",
        "30 MemberJoined hal new active [..2018-09-01]",
        "31 MemberJoined ida newer active [..2018-09-01]",
    ]


def test_a_unit_that_only_the_list_names_goes_with_it(registry: Registry) -> None:
    """Whoever was there was there by that list alone."""
    batches = took(registry, *LISTS)
    registry.revert(batches[LAST], reason="of another union")

    assert "newer" not in {unit.unit for unit in registry.units(gone=True)}


def test_a_unit_that_something_else_names_stays(registry: Registry) -> None:
    """The last list names one that the middle one formed, and a headcount another."""
    batches = took(registry, *LISTS)
    registry.observe_headcount("newer", employees=7, on=LAST)
    registry.revert(batches[MIDDLE], reason="of another union")
    registry.revert(batches[LAST], reason="of another union")

    assert {unit.unit for unit in registry.units()} >= {"newer"}


def test_a_list_is_taken_back_once(registry: Registry) -> None:
    """The refusal names what voided it, and what took it back cannot be taken back itself."""
    batches = took(registry, *LISTS)
    first, *_ = registry.revert(batches[MIDDLE], reason="of another union")
    own = str(registry.entry(first).event.batch)
    size = registry.size()

    with pytest.raises(NothingStands) as again:
        registry.revert(batches[MIDDLE], reason="of another union")
    with pytest.raises(BatchHoldsVoids):
        registry.revert(own, reason="it was ours")
    assert registry.size() == size
    assert str(again.value) == (
        f"Cannot revert batch {batches[MIDDLE]} because all of it is voided already, by entry {first}. There"
        " is nothing left to do."
    )


def test_a_list_is_taken_back_once_by_the_same_command(registry: Registry) -> None:
    """Repeated, it gives the entries of the first time, whatever was recorded since."""
    batches = took(registry, *LISTS)
    entries = registry.revert(batches[MIDDLE], reason="of another union", command="c-1")
    registry.join("jon", on=LAST + timedelta(days=1))
    size = registry.size()

    assert registry.revert(batches[MIDDLE], reason="of another union", command="c-1") == entries
    assert registry.size() == size


def test_what_was_told_by_hand_meanwhile_stays(registry: Registry) -> None:
    """Finn left by hand in between, which the list of the day after explained, and gry's change stands."""
    batches = took(registry, *LISTS)
    left = registry.leave("finn", on=date(2017, 2, 1)).number
    told_of = registry.change_category("gry", category="passive", on=date(2018, 2, 1)).number
    registry.revert(batches[MIDDLE], reason="of another union")
    finn, gry = (registry.member(who, on=date(2018, 3, 1)) for who in ("finn", "gry"))

    assert registry.member("finn", on=date(2017, 1, 31)) is not None
    assert finn is None
    assert gry is not None
    assert gry.category == "passive"
    assert {registry.entry(n).voided_by for n in (left, told_of)} == {None}


def test_a_list_can_be_taken_in_again(registry: Registry) -> None:
    """Corrected, or as it was: the answers are those of all three."""
    batches = took(registry, *LISTS)
    before = answers(registry)
    registry.revert(batches[MIDDLE], reason="of another union")
    took(registry, MIDDLE)

    assert answers(registry) == before


@pytest.mark.parametrize("reason", ["", " "])
def test_a_reason_is_given(registry: Registry, reason: str) -> None:
    """Nothing is taken back without one."""
    batches = took(registry, FIRST)
    size = registry.size()

    with pytest.raises(Exception, match="reason"):
        registry.revert(batches[FIRST], reason=reason)
    assert registry.size() == size


def test_a_batch_of_facts_is_reverted_as_before(registry: Registry) -> None:
    """Only what bears a list is worked out again; here something builds on it, and it is refused."""
    took(registry, FIRST)
    registry.join("jon", on=LAST, batch="b-1")
    registry.change_category("jon", category="senior", on=LAST)

    with pytest.raises(Refusal, match="builds on it"):
        registry.revert("b-1", reason="a slip")
