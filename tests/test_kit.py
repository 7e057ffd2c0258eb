"""The test kit: registries in memory, a clock that is set, pasts that are told, branches that are built."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from stewards.registry import (
    BadLines,
    ClockBehind,
    ClockWithoutZone,
    Entry,
    NotEntitled,
    Registry,
)
from stewards.registry.testing import (
    Branch,
    Clock,
    elected,
    formed,
    given,
    headcount,
    in_memory,
    joined,
    team,
    voided,
)

JUNE = date(2020, 6, 1)
NEED_NOT_BE_THERE = (
    "import sys; sys.modules['pytest'] = None; import stewards.registry.testing as kit"
)


def instant(entry: Entry) -> datetime:
    """Return when an entry was recorded."""
    return entry.event.recorded_at


def test_a_clock_stands_still_until_it_is_set() -> None:
    """It says an instant again and again, then another one; a day is its noon in UTC."""
    clock = Clock(JUNE)

    assert [clock(), clock()] == [datetime(2020, 6, 1, 12, tzinfo=UTC)] * 2
    clock.move_on(days=1, seconds=30)
    assert clock() == datetime(2020, 6, 2, 12, 0, 30, tzinfo=UTC)
    clock.set(datetime(2021, 1, 1, 1, tzinfo=timezone(timedelta(hours=1))))
    assert clock() == datetime(2021, 1, 1, tzinfo=UTC)


def test_a_clock_needs_a_time_zone() -> None:
    """An instant that could be any of several is refused."""
    with pytest.raises(ClockWithoutZone) as refused:
        Clock().set(datetime(2020, 6, 1))  # noqa: DTZ001 -- the point

    assert str(refused.value) == (
        "Cannot use the clock that this registry was given because it returned"
        " datetime.datetime(2020, 6, 1, 0, 0), which is not an instant with a time zone."
        " Give one that returns such an instant, for example lambda: datetime.now(UTC)."
    )


def test_facts_are_recorded_at_the_instant_of_the_clock() -> None:
    """What is told later is known later, and holds from its own day."""
    clock = Clock(date(2020, 1, 1))
    with in_memory(formed("jc-1"), joined("M1", "jc-1"), clock=clock) as registry:
        clock.set(JUNE)
        assert given(registry, joined("M2", "jc-1")) == range(3, 4)

        assert [instant(registry.entry(each)).month for each in (1, 2, 3)] == [1, 1, 6]
        assert registry.count().members == 2
        assert registry.count(known_at=date(2020, 5, 31)).members == 1
        assert registry.today() == JUNE


def test_a_past_is_told_and_what_is_tested_is_decided() -> None:
    """`given` asks no rule, as an import does not; the methods of the registry do."""
    with in_memory(formed("jc-1"), *team("jc-1", 2)) as registry:
        with pytest.raises(NotEntitled):
            registry.elect("jc-1-m1", unit="jc-1")
        given(registry, elected("jc-1-m1", "jc-1", date(2019, 6, 1)))

        assert [each.member for each in registry.mandates()] == ["jc-1-m1"]


def test_a_past_is_told_whole_or_not_at_all() -> None:
    """A fact about a unit or an entry that is not there is refused with all beside it."""
    with in_memory() as registry:
        for fact in (joined("M1", "jc-9"), voided(7)):
            with pytest.raises(BadLines):
                given(registry, formed("jc-1"), fact)

        assert registry.size() == 0


def test_a_past_is_not_told_before_what_was_recorded() -> None:
    """A clock that was put back is refused, as it is when it happens."""
    clock = Clock(JUNE)
    with in_memory(formed("jc-1"), clock=clock) as registry:
        clock.set(date(2020, 1, 1))

        with pytest.raises(ClockBehind):
            registry.join("M1", workplace="jc-1")


def test_a_branch_is_built_step_by_step() -> None:
    """Units, workplaces, members and stewards have ids that are counted up."""
    branch = Branch()
    centre = branch.unit("centre")
    large = branch.workplace(6, under=centre, steward=True)
    small = branch.workplace(1, employees=9)
    away = branch.member(category="student")
    deputy = branch.steward(small, until=date(2022, 1, 1))

    assert (centre, large, small, away) == ("centre-1", "workplace-1", "workplace-2", "M0008")
    assert (branch.members(large)[-1], deputy) == ("M0006", "M0007")
    with in_memory(*branch.facts) as registry:
        assert registry.count().members == 8
        assert registry.count(unit=centre).members == 6
        assert {each.member: each.until for each in registry.mandates()} == {
            "M0001": None,
            "M0007": date(2022, 1, 1),
        }
        assert headcount(small, 9, date(2019, 1, 1)) in branch.facts


def test_nobody_is_elected_where_nobody_works() -> None:
    """The builder says so, rather than make somebody up."""
    branch = Branch()
    empty = branch.workplace()

    with pytest.raises(ValueError, match="nobody joined at workplace-1 who could be elected"):
        branch.steward(empty)


def test_the_kit_needs_no_pytest() -> None:
    """Whoever tests with something else has all but the fixtures."""
    program = f"{NEED_NOT_BE_THERE}; assert kit.in_memory(kit.formed('jc-1')).size() == 1"

    subprocess.run([sys.executable, "-c", program], check=True)


def test_what_is_recorded_by_a_test_is_as_elsewhere() -> None:
    """Who records is an office, unless somebody says otherwise."""
    with in_memory(recorded_by="office-2") as registry:
        assert isinstance(registry, Registry)
        assert registry.join("M1").event.recorded_by == "office-2"
