"""Facts that meet on one day: what a registry says of the day, and of those after it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from stewards.events import (
    Event,
    MandateEnded,
    MemberJoined,
    MemberLeft,
    StewardElected,
    UnitClosed,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    WorkplaceChanged,
    line,
)
from stewards.events.stores import open_store
from stewards.registry import Registry

Fact = tuple[type[Event], dict[str, Any]]

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


def test_a_merger_on_the_day_of_a_closing_takes_the_mandate_along(town: Town) -> None:
    """The unit is gone either way, and its steward goes on at the one that took it in."""
    town.tell(StewardElected, sept(2), member="mary", unit="jc-1")
    town.tell(UnitClosed, sept(10), unit="jc-1")
    town.tell(UnitMerged, sept(10), unit="jc-1", into="jc-2")

    assert town.mandate_of_mary(sept(30)) == (None, None)


def test_who_moves_on_the_day_of_the_election_works_elsewhere(town: Town) -> None:
    """A move holds from the start of its day, so she was elected elsewhere, and no longer that day."""
    town.tell(WorkplaceChanged, sept(10), member="mary", workplace="jc-2")
    town.tell(StewardElected, sept(10), member="mary", unit="jc-1")

    assert town.mandate_of_mary(sept(30)) == (sept(10), "workplace changed")
    odd = {finding.finding for finding in town.registry.check(on=sept(30))}
    assert "elected elsewhere" in odd


def test_who_moves_on_the_day_of_an_election_in_spite_of_the_rules_is_in_office(town: Town) -> None:
    """Whoever recorded it knew that she works elsewhere, and said why."""
    town.tell(WorkplaceChanged, sept(10), member="mary", workplace="jc-2")
    town.tell(
        StewardElected, sept(10), member="mary", unit="jc-1", override="she was asked to stay"
    )

    assert town.mandate_of_mary(sept(30)) == (None, None)
    odd = {finding.finding for finding in town.registry.check(on=sept(30))}
    assert "elected elsewhere" not in odd


def test_who_leaves_on_the_day_of_the_election_was_no_member(town: Town) -> None:
    """Elected in spite of the rules, with no membership that could end later, she holds the office."""
    town.tell(MemberLeft, sept(10), member="mary")
    town.tell(StewardElected, sept(10), member="mary", unit="jc-1", override="she takes it back")

    assert town.mandate_of_mary(sept(30)) == (None, None)


def test_an_ending_on_the_day_of_a_second_merger_names_the_second_unit(town: Town) -> None:
    """The unit of the election went to one, and from that day to another: the first is not meant."""
    town.tell(StewardElected, sept(2), member="mary", unit="jc-1")
    town.tell(UnitMerged, sept(5), unit="jc-1", into="jc-2")
    town.tell(UnitMerged, sept(10), unit="jc-1", into="jc-3")
    town.tell(MandateEnded, sept(10), member="mary", unit="jc-2")
    assert town.mandate_of_mary(sept(30)) == (None, None)

    town.tell(MandateEnded, sept(10), member="mary", unit="jc-3")
    assert town.mandate_of_mary(sept(30)) == (sept(10), "ended")


def test_an_ending_names_what_its_unit_has_become_that_day(town: Town) -> None:
    """Until the day before, the unit it names was part of that of the election; now it is not."""
    town.tell(StewardElected, sept(2), member="mary", unit="jc-1")
    town.tell(UnitMerged, sept(5), unit="jc-2", into="jc-1")
    town.tell(UnitMerged, sept(10), unit="jc-2", into="jc-3")
    town.tell(MandateEnded, sept(10), member="mary", unit="jc-2")
    assert town.mandate_of_mary(sept(30)) == (None, None)

    town.tell(MandateEnded, sept(9), member="mary", unit="jc-2")
    assert town.mandate_of_mary(sept(30)) == (sept(9), "ended")


def moved(workplace: str) -> Fact:
    """Return that Mary began to work somewhere else."""
    return WorkplaceChanged, {"member": "mary", "workplace": workplace}


def merged(unit: str, into: str) -> Fact:
    """Return that a unit was merged into another."""
    return UnitMerged, {"unit": unit, "into": into}


def placed(unit: str, parent: str | None) -> Fact:
    """Return that a unit came to lie under another."""
    return UnitMoved, {"unit": unit, "parent": parent}


@pytest.mark.parametrize(
    ("elected_at", "before", "on_the_day"),
    [
        ("jc-2", [], [moved("jc-3"), merged("jc-1", "jc-2")]),
        ("jc-2", [merged("jc-4", "jc-2")], [moved("jc-4"), merged("jc-4", "jc-3")]),
        ("jc-4", [merged("jc-4", "jc-2")], [moved("jc-2"), merged("jc-4", "jc-3")]),
        (
            "jc-2",
            [merged("jc-1", "jc-4")],
            [merged("jc-1", "jc-3"), merged("jc-4", "jc-2")],
        ),
        (
            "jc-2",
            [merged("jc-4", "jc-2")],
            [merged("jc-1", "jc-4"), merged("jc-4", "jc-3")],
        ),
        ("town", [], [placed("jc-1", None), placed("centre", "town")]),
        (
            "town",
            [placed("jc-1", None), placed("centre", "town")],
            [placed("jc-1", "centre"), placed("centre", None)],
        ),
        ("town", [], [moved("jc-2"), placed("jc-1", "town")]),
        ("town", [placed("jc-3", "town")], [moved("jc-3"), placed("jc-3", "centre")]),
    ],
    ids=[
        "she leaves a unit as it is merged",
        "she comes to a unit as it is merged with another",
        "she comes to a unit as that of the election leaves it",
        "her unit leaves another as that is merged",
        "her unit comes to another as that is merged with a third",
        "her unit leaves the centre as that comes under the town",
        "her unit comes to the centre as that leaves the town",
        "she leaves a unit as it comes under the town",
        "she comes to a unit as it leaves the town",
    ],
)
def test_two_changes_on_one_day_are_never_mixed(
    town: Town, elected_at: str, before: list[Fact], on_the_day: list[Fact]
) -> None:
    """Elected in spite of the rules where she worked neither before that day nor from it on.

    So she holds the office: nobody stops working where they never did.
    """
    town.tell(UnitFormed, date(2015, 1, 1), unit="town", name="Town", kind="employer")
    town.tell(UnitFormed, date(2015, 1, 1), unit="jc-4", name="JC-4", kind="workplace")
    elected = {"unit": elected_at, "office": "joint-steward" if elected_at == "town" else "steward"}
    for what, fields in before:
        town.tell(what, sept(2), **fields)
    town.tell(StewardElected, sept(3), member="mary", override="they all asked for it", **elected)
    for what, fields in on_the_day:
        town.tell(what, sept(10), **fields)

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
