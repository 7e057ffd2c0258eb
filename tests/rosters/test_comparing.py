"""Comparing: who is on one side only, and who is on both and not alike."""

from datetime import date

import pytest
from stewards.registry import Registry
from stewards.registry.lists import RowProblem
from stewards.registry.lists.rosters import RosterComparison

from .listing import DAY, HEADINGS, SAME, branch, roster, row


def members(found: RosterComparison) -> dict[str, list[str]]:
    """Return the members of each kind of difference that there is."""
    kinds = ("joined", "left", "moved", "category", "unconcluded")
    every = {kind: [d.member for d in getattr(found, kind)] for kind in kinds}
    return {kind: those for kind, those in every.items() if those}


def test_a_roster_that_says_the_same_differs_in_nothing() -> None:
    """Where nothing differs, mergers followed, the two are the same."""
    with branch() as registry:
        found = registry.compare_roster(roster(*SAME), on=DAY)

    assert found.is_same
    assert (found.roster, found.registry) == (4, 4)
    assert members(found) == {}


def test_who_is_on_one_side_only_joined_or_left() -> None:
    """Eva is on the roster only, dan in the registry only."""
    with branch() as registry:
        found = registry.compare_roster(roster(*SAME[:3], row("eva", "jc-1")), on=DAY)

    assert members(found) == {"joined": ["eva"], "left": ["dan"]}
    assert not found.is_same


def test_workplaces_and_categories_are_compared() -> None:
    """Whoever is on both sides may be elsewhere, something else, or both."""
    listed = roster(
        row("anna", "jc-2", "senior"), row("bo"), row("cleo", "jc-2", "passive"), SAME[3]
    )

    with branch() as registry:
        found = registry.compare_roster(listed, on=DAY)

    assert members(found) == {"moved": ["anna", "bo"], "category": ["anna", "cleo"]}
    [anna, bo] = found.moved
    assert (anna.workplace, anna.listed_workplace) == ("jc-1", "jc-2")
    assert (bo.workplace, bo.listed_workplace) == ("jc-1", None)


def test_what_the_roster_does_not_say_is_not_compared() -> None:
    """Without the columns, nobody works elsewhere; a blank category is not another one."""
    headings = {"member": HEADINGS["member"]}
    numbers_only = roster(*(row(each.member) for each in SAME), headings=headings)
    blank = roster(*(each._replace(category=None) for each in SAME))

    with branch() as registry:
        assert registry.compare_roster(numbers_only, on=DAY).is_same
        assert registry.compare_roster(blank, on=DAY).is_same


def test_the_registry_is_asked_as_known() -> None:
    """Before anything was told, the whole roster is new, and its workplaces are unknown."""
    with branch() as registry:
        found = registry.compare_roster(roster(row("anna")), on=DAY, known_at=date(2019, 9, 1))

    assert members(found) == {"joined": ["anna"]}
    assert found.registry == 0


def test_an_unknown_workplace_is_a_problem_of_its_row() -> None:
    """The row is listed, and nothing is concluded about whom it names."""
    with branch() as registry:
        found = registry.compare_roster(roster(*SAME[:3], row("dan", "jc-9")), on=DAY)

    [problem] = found.problems
    assert str(problem) == (
        "row 5, Arbejdsplads-id 'jc-9': Cannot place a member at jc-9 because no entry formed a unit of"
        " that id. Correct the id, form the unit first, or let --form-workplaces form it."
    )
    assert members(found) == {}
    assert (found.roster, found.is_same) == (3, False)


def test_a_member_in_a_bad_row_did_not_leave() -> None:
    """Whom a bad row names is neither joined nor left, whatever the registry says."""
    bad = RowProblem(5, "Indmeldt", "31-09-2001", "...")
    listed = roster(*SAME[:2], problems=[bad], unsound=frozenset({"dan"}))

    with branch() as registry:
        found = registry.compare_roster(listed, on=DAY)

    assert members(found) == {"left": ["cleo"]}


def test_a_bad_row_of_nobody_keeps_everybody_from_having_left() -> None:
    """Where a row does not tell whom it is about, it may be about any of those that are missing."""
    bad = RowProblem(4, "Medlemsnr.", "", "...")
    listed = roster(*SAME[:2], problems=[bad], has_nameless=True)

    with branch() as registry:
        found = registry.compare_roster(listed, on=DAY)

    assert members(found) == {"unconcluded": ["cleo", "dan"]}


def test_a_comparison_changes_nothing() -> None:
    """The log is as long as before."""
    with branch() as registry:
        before = registry.size()
        registry.compare_roster(roster(row("eva")), on=DAY)

        assert registry.size() == before


def test_a_roster_does_not_outlive_its_comparison() -> None:
    """The next roster takes the place of the one before."""
    with branch() as registry:
        registry.compare_roster(roster(row("eva"), row("finn")), on=DAY)

        assert members(again(registry)) == {}


def test_a_comparison_that_is_broken_off_stands_in_nobodys_way() -> None:
    """The next one is as if there had been none before."""

    def interrupt(_done: int) -> None:
        raise KeyboardInterrupt

    with branch() as registry:
        with pytest.raises(KeyboardInterrupt):
            registry.compare_roster(roster(row("eva")), on=DAY, on_progress=interrupt)

        assert members(again(registry)) == {}


def again(registry: Registry) -> RosterComparison:
    """Compare with the roster that says the same."""
    return registry.compare_roster(roster(*SAME), on=DAY)
