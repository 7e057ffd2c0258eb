"""Lists of the members at or below one unit."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from stewards.events.errors import StewardsError
from stewards.registry import BadRows, OtherScope, Registry, UnplacedList

from .listing import DAY, HEADINGS, WITHOUT_JOINING, branch, roster, row, take, told

EARLIER, BETWEEN = date(2019, 3, 1), date(2019, 6, 1)
CENTRE = (row("eva", "jc-3"), row("finn", "jc-3"))


@pytest.fixture
def centre() -> Iterator[Registry]:
    """Lend the branch with a centre: eva and finn work at jc-3 below it. There are 13 entries."""
    with branch() as registry:
        registry.form_unit("ct", name="Centre", kind="centre", parent="kk", on=date(2015, 1, 1))
        registry.form_unit("jc-3", name="JC-3", parent="ct", on=date(2015, 1, 1))
        for each in CENTRE:
            registry.join(each.member, workplace="jc-3", on=date(2018, 1, 1))
        yield registry


def refused(registry: Registry, *rows: Any, **words: Any) -> StewardsError:
    """Plan a list of these rows; return why it is refused."""
    headings = words.pop("headings", WITHOUT_JOINING)
    with pytest.raises(StewardsError) as problem:
        registry.plan_roster(roster(*rows, headings=headings), on=DAY, **words)
    return problem.value


def test_whom_a_list_of_a_unit_lacks_has_no_workplace_there_and_is_still_a_member(
    centre: Registry,
) -> None:
    """Finn may work anywhere by now, since some day between the two lists."""
    take(centre, EARLIER, *CENTRE, unit="ct")
    take(centre, DAY, CENTRE[0], unit="ct")
    between, then = (centre.view(on=on).count(unit="ct") for on in (BETWEEN, DAY))
    finn = centre.member("finn", on=DAY)

    assert told(centre, 14) == [
        "14 RosterTaken ct 2019-03-01",
        "15 RosterTaken ct 2019-09-01",
        "16 WorkplaceChanged finn [2019-03-02..2019-09-01]",
    ]
    assert (between.members, between.at_least, between.at_most) == (2, 1, 2)
    assert (then.members, then.at_least, then.at_most) == (1, 1, 1)
    assert finn is not None
    assert finn.workplace is None
    assert centre.count(on=DAY).members == 6


def test_who_comes_to_the_unit_changes_workplace_or_joins(centre: Registry) -> None:
    """Anna worked elsewhere in the union; gry was no member."""
    take(centre, DAY, *CENTRE, row("anna", "jc-3"), row("gry", "jc-3"), unit="ct")

    assert told(centre, 15) == [
        "15 WorkplaceChanged anna jc-3 [2018-01-02..2019-09-01]",
        "16 MemberJoined gry jc-3 active [..2019-09-01]",
    ]


def test_a_list_of_a_unit_is_compared_with_those_who_are_counted_there(centre: Registry) -> None:
    """Nobody who works elsewhere is missing from it."""
    found = centre.compare_roster(roster(CENTRE[0]), on=DAY, unit="ct")

    assert (found.roster, found.registry) == (1, 2)
    assert [d.member for d in found.left] == ["finn"]


def test_a_list_of_a_unit_may_not_name_members_who_work_elsewhere(centre: Registry) -> None:
    """Such rows are bad, and left out they say nothing of whom they name."""
    rows = (*CENTRE, row("anna", "jc-1"), row("gry"))
    problem = refused(centre, *rows, unit="ct")

    assert isinstance(problem, BadRows)
    assert [str(each) for each in problem.problems] == [
        (
            "row 4, Arbejdsplads-id 'jc-1': Cannot take anna from a list of ct because it has the member at"
            " jc-1, not at or below that unit. Correct the row, or import the list without --unit if it is of"
            " the whole union."
        ),
        (
            "row 5, Arbejdsplads-id '': Cannot take gry from a list of ct because it has the member without a"
            " workplace, not at or below that unit. Correct the row, or import the list without --unit if it"
            " is of the whole union."
        ),
    ]
    take(centre, DAY, *rows, unit="ct", skip_bad_rows=True)
    assert told(centre, 14) == ["14 RosterTaken ct 2019-09-01"]
    assert getattr(centre.entry(14).event, "without", None) == ("anna", "gry")


def test_a_list_of_a_unit_has_a_column_of_workplaces(centre: Registry) -> None:
    """Without one, nobody can tell whom it is about."""
    problem = refused(centre, row("eva"), unit="ct", headings={"member": HEADINGS["member"]})

    assert isinstance(problem, UnplacedList)
    assert str(problem) == (
        "Cannot take in a list of ct because it has no column of workplaces, so nobody can tell whom it is"
        " about. Add the column, or leave out --unit if the list is of the whole union."
    )


def test_lists_of_different_scopes_are_not_mixed(centre: Registry) -> None:
    """One of a unit behind one of the union, or of another unit, is refused with where the other is."""
    batch = take(centre, EARLIER, *CENTRE, unit="ct")
    problems = [refused(centre, *CENTRE, unit=unit) for unit in (None, "jc-3")]
    centre.revert(batch, reason="of the union, after all")
    take(centre, EARLIER, row("anna", "jc-1"), *CENTRE)
    problems.append(refused(centre, *CENTRE, unit="ct"))

    assert {type(each) for each in problems} == {OtherScope}
    assert [str(each) for each in problems] == [
        (
            "Cannot import a list of the whole union because one of ct is already imported (batch"
            " roster-2019-03-01-14); nothing was recorded. Lists of one registry are all of the same members:"
            " import lists of ct only."
        ),
        (
            "Cannot import a list of jc-3 because one of ct is already imported (batch roster-2019-03-01-14);"
            " nothing was recorded. Lists of one registry are all of the same members: import lists of ct"
            " only."
        ),
        (
            "Cannot import a list of ct because one of the whole union is already imported (batch"
            " roster-2019-03-01-16); nothing was recorded. Lists of one registry are all of the same members:"
            " import lists of the whole union only."
        ),
    ]


def test_a_list_of_a_unit_that_is_none_is_refused(centre: Registry) -> None:
    """Nobody works at or below a unit that was never formed."""
    problem = refused(centre, *CENTRE, unit="kx")

    assert str(problem) == (
        "Cannot take in the list of kx because there is no unit kx. See 'stewards unit list', or form it with"
        " 'stewards unit form kx'."
    )
