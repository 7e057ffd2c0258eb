"""Facts that meet on one day: what a registry says of the day, and of those after it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from stewards.events import (
    Event,
    MemberJoined,
    StewardElected,
    UnitClosed,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    WorkplaceChanged,
    line,
)
from stewards.registry import Registry
from stewards.registry.stores import open_store

FIRST = date(2019, 9, 1)


def sept(number: int) -> date:
    """Return a day of September 2019."""
    return FIRST + timedelta(days=number - 1)


class Town:
    """A registry of three workplaces in a centre, where Mary works at the first and John at the second."""

    def __init__(self) -> None:
        self.registry = Registry(open_store(":memory:"), recorded_by="office")
        long_ago = date(2015, 1, 1)
        self.tell(UnitFormed, long_ago, unit="centre", name="Centre", kind="centre")
        for unit in ("jc-1", "jc-2", "jc-3"):
            told = {"unit": unit, "name": unit.upper(), "kind": "workplace", "parent": "centre"}
            self.tell(UnitFormed, long_ago, **told)
        self.tell(MemberJoined, long_ago, member="mary", workplace="jc-1")
        self.tell(MemberJoined, long_ago, member="john", workplace="jc-2")

    def tell(self, what: type[Event], on: date, /, told_on: date = FIRST, **fields: Any) -> int:
        """Import a fact, recorded at noon of a day; return its entry."""
        noon = datetime(told_on.year, told_on.month, told_on.day, 12, tzinfo=UTC)
        event = what(effective_on=on, recorded_at=noon, recorded_by="office", **fields)
        [entry] = self.registry.import_lines([line(event, self.registry.size() + 1)])
        return entry

    def mandate_of_mary(self, on: date) -> tuple[date | None, str | None]:
        """Return when and why the only mandate ended, which its explanation says as well."""
        [mandate] = self.registry.mandates(on=on, ended=True)
        [explained] = self.registry.explain_mandate("mary", on=on)
        assert (explained.ended_on, explained.ended_because) == (
            mandate.ended_on,
            mandate.ended_because,
        )
        return mandate.ended_on, mandate.ended_because

    def counted(self, unit: str) -> list[tuple[int, tuple[int, ...]]]:
        """Return the count of the first of September as knowledge grew, with what was told."""
        explained = self.registry.explain_count(on=FIRST, unit=unit)
        return [(each.members, each.entries) for each in explained.earlier]


@pytest.fixture
def town() -> Iterator[Town]:
    """Lend the town."""
    made = Town()
    with made.registry:
        yield made


def test_two_moves_on_one_day_leave_a_member_where_the_last_one_says(town: Town) -> None:
    """Elected from elsewhere in spite of the rules, she never came to work there, and stays in office."""
    elected = {"member": "mary", "unit": "jc-2", "override": "the whole team asked for it"}
    town.tell(StewardElected, sept(2), **elected)
    town.tell(WorkplaceChanged, sept(10), member="mary", workplace="jc-2")
    town.tell(WorkplaceChanged, sept(10), member="mary", workplace="jc-3")

    assert town.mandate_of_mary(sept(30)) == (None, None)


def test_an_election_on_the_day_of_a_merger_is_to_the_unit_that_goes_on(town: Town) -> None:
    """That the other one was closed before ends no mandate."""
    town.tell(UnitClosed, sept(2), unit="jc-1")
    town.tell(UnitMerged, sept(10), unit="jc-1", into="jc-2")
    town.tell(StewardElected, sept(10), member="mary", unit="jc-1")

    assert town.mandate_of_mary(sept(30)) == (None, None)


def test_a_move_told_late_of_the_very_day_changes_its_count(town: Town) -> None:
    """It holds from the start of that day; what was told of the next day changes nothing."""
    moved = town.tell(WorkplaceChanged, sept(1), sept(5), member="mary", workplace="jc-2")
    town.tell(WorkplaceChanged, sept(2), sept(6), member="john", workplace="jc-3")

    assert town.counted("jc-2") == [(1, ()), (2, (moved,))]


@pytest.mark.parametrize(
    ("what", "fields", "counts"),
    [
        (UnitMoved, {"unit": "jc-1", "parent": None}, {"centre": (2, 1)}),
        (UnitMerged, {"unit": "jc-1", "into": "jc-2"}, {"jc-1": (1, 0), "jc-2": (1, 2)}),
    ],
    ids=["moved", "merged"],
)
def test_a_unit_reorganised_late_on_the_very_day_changes_its_count(
    town: Town, what: type[Event], fields: dict[str, Any], counts: dict[str, tuple[int, int]]
) -> None:
    """It holds from the start of that day; what was told of the next day changes nothing."""
    changed = town.tell(what, sept(1), sept(5), **fields)
    town.tell(UnitMoved, sept(2), sept(6), unit="jc-2", parent=None)

    for unit, (before, after) in counts.items():
        assert town.counted(unit) == [(before, ()), (after, (changed,))]
