"""The organisation on a day: mergers, parents, openings and closings."""

from datetime import timedelta

from stewards.projections.organisation.fold import Organisation
from stewards.registry.testing import closed, formed, joined, merged, moved, renamed, voided
from stewards.registry.testing.facts import FOUNDED

from ..decisions.facts import APR, FEB, JAN, JUN, MAR, MAY
from .histories import entries, history, organisation

A_DAY = timedelta(days=1)


def test_mergers_chain() -> None:
    """Whoever is at a merged unit is where the last merger of the chain leads that day."""
    units = organisation(merged("a", "b", FEB), merged("b", "c", MAR), merged("c", "d", APR))
    days = (FEB - A_DAY, FEB, MAR, APR)
    assert [units.resolved("a", day) for day in days] == ["a", "b", "c", "d"]
    assert [units.resolved("c", day) for day in days] == ["c", "c", "c", "d"]
    assert units.into("a", APR) == "b"


def test_the_last_merger_of_a_unit_counts() -> None:
    """Merged twice, a unit is where the merger last told for that day or before took it."""
    units = organisation(merged("a", "c", MAR), merged("a", "b", FEB), merged("a", "d", MAR))
    assert [units.into("a", day) for day in (JAN, FEB, MAR)] == [None, "b", "d"]
    assert [entry.number for entry in units.mergers("a")] == [2, 1, 3]


def test_a_circle_of_mergers_ends_where_it_stands() -> None:
    """Where a void closes a circle, the walk ends before the unit it has visited."""
    told = (
        merged("a", "b", FEB),
        merged("a", "d", MAR),
        merged("b", "c", APR),
        merged("c", "a", APR),
    )
    assert organisation(*told).resolved("c", MAY) == "d"
    units = organisation(*told, voided(2))
    assert [units.resolved(unit, MAY) for unit in "abc"] == ["c", "a", "b"]


def test_a_unit_merged_into_itself_stands() -> None:
    """A merger into itself, which only a damaged log can hold, leads nowhere."""
    assert organisation(merged("a", "a", FEB)).resolved("a", MAR) == "a"


def test_a_unit_lies_where_it_was_moved_last() -> None:
    """A move counts from its day; two of one day count as told."""
    units = organisation(
        formed("a", "p", on=FEB), moved("a", "r", APR), moved("a", "q", MAR), moved("a", None, APR)
    )
    assert [units.parent("a", day) for day in (FEB, MAR, APR)] == ["p", "q", None]
    assert [entry.number for entry in units.moves("a")] == [3, 2, 4]


def test_a_unit_lies_under_its_first_parent_before_its_first_day() -> None:
    """A member may be recorded at a unit before it was formed, and must lie somewhere."""
    units = organisation(formed("p"), formed("a", "p", on=MAR), moved("a", "q", APR))
    assert units.parent("a", JAN) == "p"
    assert list(units.line("a", JAN)) == ["a", "p"]


def test_a_circle_of_parents_ends_where_it_stands() -> None:
    """Where a void closes a circle, the line ends before the unit it has visited."""
    told = (
        formed("a"),
        formed("b", "a"),
        formed("c", "b"),
        moved("b", None, FEB),
        moved("a", "c", MAR),
    )
    assert list(organisation(*told).line("a", MAY)) == ["a", "c", "b"]
    units = organisation(*told, voided(4))
    assert [list(units.line(unit, MAY)) for unit in "abc"] == [
        ["a", "c", "b"],
        ["b", "a", "c"],
        ["c", "b", "a"],
    ]


def test_an_unknown_unit_lies_alone() -> None:
    """A unit that was never formed has no kind, no parent, and is not open."""
    units = Organisation()
    assert (units.formed("a"), units.kind("a"), units.parent("a", MAR)) == (None, None, None)
    assert (units.resolved("a", MAR), list(units.line("a", MAR))) == ("a", ["a"])
    assert not units.is_open("a", MAR)


def test_a_unit_is_open_from_its_first_day() -> None:
    """A unit is open from the day it is formed until it is merged or closed."""
    units = organisation(
        formed("a", on=FEB), merged("a", "b", MAY), formed("b", on=FEB), closed("b", APR)
    )
    assert units.kind("a") == "workplace"
    assert [units.is_open("a", day) for day in (JAN, FEB, APR, MAY)] == [False, True, True, False]
    assert [units.is_open("b", day) for day in (JAN, FEB, APR, MAY)] == [False, True, False, False]


def test_the_first_closing_stands() -> None:
    """Closed twice, a unit is closed since the earlier day, whichever was told first."""
    units = organisation(formed("a"), closed("a", APR), closed("a", FEB))
    first = units.closed("a", MAY)
    assert first is not None
    assert first.number == 3
    assert units.closed("a", JAN) is None


def test_what_changes_the_organisation_has_a_day() -> None:
    """Moves, mergers and closings change where people are; forming and renaming do not."""
    units = organisation(
        formed("a"),
        renamed("a", "A", JAN),
        moved("a", "b", FEB),
        merged("b", "c", MAR),
        closed("c", APR),
        moved("a", "c", JUN),
        voided(6),
        joined("m1", "a", MAY),
    )
    assert units.days() == {FEB, MAR, APR}


def test_an_entry_is_forgotten() -> None:
    """Forgetting a voided entry leaves the organisation as if it had never been told."""
    told = entries(
        formed("a", "p"),
        moved("a", "q", FEB),
        merged("a", "b", MAR),
        closed("a", APR),
        joined("m1"),
    )
    units = Organisation(told)
    for entry in (*told[1:], told[1]):
        units.discard(entry)
    assert units.is_open("a", MAY)
    assert units.parent("a", MAY) == "p"
    units.discard(told[0])
    assert units.formed("a") is None


def test_forgetting_a_first_forming_leaves_the_second() -> None:
    """A unit that was formed again stays when the entry that formed it first is voided again."""
    first, void, second = entries(formed("a"), voided(1), formed("a", on=FEB))
    units = Organisation([first])
    units.discard(first)
    units.add(void)
    units.add(second)
    units.discard(first)
    assert units.formed("a") == second


def test_a_history_makes_the_same_organisation_in_any_order() -> None:
    """Entries may be added in any order: they are kept in that of a history."""
    told = history(
        formed("a", on=FOUNDED), moved("a", "p", APR), moved("a", "q", FEB), closed("a", JUN)
    )
    forth, back = Organisation(told), Organisation(reversed(told))
    for day in (JAN, FEB, APR, JUN):
        assert forth.parent("a", day) == back.parent("a", day)
        assert forth.is_open("a", day) == back.is_open("a", day)
