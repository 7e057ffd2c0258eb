"""Recording behind an entry that lies ahead of the clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from stewards.events.errors import ClockBehind
from stewards.events.stores import InMemoryStore
from stewards.registry import Registry
from stewards.registry.lists import EmployerList, Source
from stewards.registry.lists.employer import EmployerRow

from ..rosters.listing import roster, row

DAY = date(2019, 9, 1)
NOW = datetime(2019, 9, 20, 8, tzinfo=UTC)
AHEAD = datetime(2099, 1, 1, tzinfo=UTC)
HELD = (
    "Cannot record this because the log's last entry (3) was recorded at 2099-01-01 00:00:00 UTC, and"
    " it is 2019-09-20 08:00:00 UTC now. Nothing was recorded. Correct the clock of this machine; if"
    " it is right, record with --despite-clock before the command (despite_clock=True)."
)


def branch(last: datetime, *, despite_clock: bool = False) -> Registry:
    """Return a registry whose three entries were recorded at an instant, and whose clock says `NOW`."""
    store = InMemoryStore()
    before = Registry(store, clock=lambda: last)
    before.form_unit("jc-1", name="Jobcenter 1", on=DAY)
    before.join("M1", on=DAY, workplace="jc-1", batch="b-1")
    before.observe_headcount("jc-1", employees=7, on=DAY)
    return Registry(store, clock=lambda: NOW, despite_clock=despite_clock)


def take_roster(registry: Registry) -> object:
    """Take a roster in."""
    plan = registry.plan_roster(roster(row("M2", "jc-1")), on=DAY)
    return registry.record_plan(plan, yes=True)


def take_headcounts(registry: Registry) -> object:
    """Take an employer's list in."""
    rows = [EmployerRow(2, "jc-1", "Jobcenter 1", 9)]
    listed = EmployerList(Source("list.csv", "UTF-8", ";"), rows, [], frozenset())
    return registry.record_headcounts(registry.compare_employer_list(listed, on=DAY))


WAYS = pytest.mark.parametrize(
    "record",
    [
        lambda registry: registry.join("M2", on=DAY),
        lambda registry: registry.void(2, reason="mistaken"),
        lambda registry: registry.revert("b-1", reason="mistaken"),
        lambda registry: registry.import_lines(
            [b'{"type":"MemberJoined","member":"M2","effective_on":"2019-09-01"}']
        ),
        take_roster,
        take_headcounts,
    ],
    ids=["decision", "void", "revert", "import", "roster", "headcounts"],
)


@WAYS
def test_nothing_is_recorded_behind_an_entry_ahead_of_the_clock(
    record: Callable[[Registry], object],
) -> None:
    """Whatever the way, one who finds that a clock is wrong is told so before it is made worse."""
    registry = branch(AHEAD)
    with pytest.raises(ClockBehind) as refused:
        record(registry)

    assert str(refused.value) == HELD
    assert (refused.value.entry, refused.value.recorded_at, refused.value.now) == (3, AHEAD, NOW)
    assert registry.size() == 3


@WAYS
def test_it_is_recorded_when_that_is_asked_for(record: Callable[[Registry], object]) -> None:
    """What is recorded despite the clock bears the instant of the last entry."""
    registry = branch(AHEAD, despite_clock=True)
    record(registry)

    assert {entry.event.recorded_at for entry in registry.log.entries(after=3)} == {AHEAD}


@WAYS
def test_clocks_may_be_five_minutes_apart(record: Callable[[Registry], object]) -> None:
    """Within five minutes nothing is said, and the instant is held."""
    last = NOW + timedelta(minutes=5)
    registry = branch(last)
    record(registry)

    assert {entry.event.recorded_at for entry in registry.log.entries(after=3)} == {last}


def test_a_command_that_was_recorded_is_answered_whatever_the_clock() -> None:
    """A command that is repeated records nothing, and so needs no clock."""
    store = InMemoryStore()
    first = Registry(store, clock=lambda: AHEAD).join("M1", on=DAY, command="c-1")

    assert Registry(store, clock=lambda: NOW).join("M1", on=DAY, command="c-1") == first


def test_the_clock_is_looked_at_when_it_is_recorded() -> None:
    """An import that takes an hour to read is not refused for what others recorded meanwhile."""
    store, now = InMemoryStore(), [NOW]
    registry, other = Registry(store, clock=lambda: now[0]), Registry(store, clock=lambda: now[0])

    def while_it_is_read(_lines: int) -> None:
        if now[0] == NOW:
            now[0] += timedelta(hours=1)
            other.join("M0", on=DAY)

    lines = [
        b'{"type":"MemberJoined","member":"M%d","effective_on":"2019-09-01"}' % number
        for number in range(1, 1001)
    ]

    assert registry.import_lines(lines, on_progress=while_it_is_read) == range(2, 1002)
