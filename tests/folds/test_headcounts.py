"""The headcount of a workplace, carried to a day."""

from datetime import date

import pytest
from stewards.events import Event
from stewards.projections.electorate.fold import electorate_on
from stewards.projections.rules import Rules
from stewards.registry.testing import becomes, fact, formed, headcount, joined, left, merged, works

from ..decisions.facts import APR, FEB, JAN, MAR, MAY
from ..decisions.scenario import RULES
from .histories import history, organisation

TWO = [formed("a"), formed("b"), joined("m1", "a"), joined("m2", "a"), joined("m3", "b")]
FOUR_EACH = [headcount("a", 4, FEB), headcount("b", 4, FEB)]

CASES: dict[str, tuple[list[Event], tuple[int | None, int | None, int, int | None]]] = {
    "nobody counted": ([], (None, None, 2, None)),
    "counted": ([headcount("a", 6, FEB)], (6, 6, 6, 6)),
    "counted later": ([headcount("a", 6, date(2019, 6, 1))], (None, None, 2, None)),
    "one moved out since": ([headcount("a", 6, FEB), works("m1", "b", MAR)], (6, 5, 5, 5)),
    "one moved to no workplace": ([headcount("a", 6, FEB), works("m1", None, MAR)], (6, 5, 5, 5)),
    "one moved out before": ([headcount("a", 6, MAR), works("m1", "b", FEB)], (6, 6, 6, 6)),
    "one moved out that day": ([headcount("a", 6, MAR), works("m1", "b", MAR)], (6, 6, 6, 6)),
    "one moved in since": ([headcount("a", 6, FEB), works("m3", "a", MAR)], (6, 6, 6, 7)),
    "one for another": (
        [headcount("a", 6, FEB), works("m1", "b", MAR), works("m3", "a", APR)], (6, 6, 6, 6)),
    "one left the union": ([headcount("a", 6, FEB), left("m1", MAR)], (6, 6, 6, 6)),
    "one joined the union": ([headcount("a", 6, FEB), joined("m4", "a", MAR)], (6, 6, 6, 6)),
    "one retired": ([headcount("a", 6, FEB), becomes("m1", "senior", MAR)], (6, 6, 6, 6)),
    "more went than were counted": (
        [headcount("a", 1, FEB), works("m1", "b", MAR), works("m2", "b", MAR)], (1, 0, 0, 0)),
    "counted again": (
        [headcount("a", 6, FEB), works("m1", "b", MAR), headcount("a", 7, APR)], (7, 7, 7, 7)),
    "both merged": ([*FOUR_EACH, merged("b", "a", MAR)], (8, 8, 8, 8)),
    "both merged, one moved between them before": (
        [*FOUR_EACH, works("m3", "a", date(2019, 2, 15)), merged("b", "a", MAR)], (8, 8, 8, 8)),
    "both merged, one moved away since": (
        [*FOUR_EACH, formed("c"), merged("b", "a", MAR), works("m3", "c", APR)], (8, 7, 7, 7)),
    "both merged, and counted since": (
        [*FOUR_EACH, merged("b", "a", MAR), headcount("a", 5, MAR)], (5, 5, 5, 5)),
    "merged, one not counted": ([headcount("a", 4, FEB), merged("b", "a", MAR)], (4, 4, 4, None)),
    "merged, only the other one counted": (
        [headcount("b", 4, FEB), merged("b", "a", MAR)], (4, 4, 4, None)),
    "merged in two steps": (
        [formed("c"), headcount("c", 2, JAN), *FOUR_EACH, merged("c", "b", MAR),
         merged("b", "a", APR)], (10, 10, 10, 10)),
    "merged in two steps the other way round": (
        [formed("c"), headcount("c", 2, JAN), *FOUR_EACH, merged("b", "a", MAR),
         merged("c", "b", APR)], (10, 10, 10, 10)),
    "counted between two mergers": (
        [formed("c"), headcount("c", 2, JAN), *FOUR_EACH, merged("b", "a", MAR),
         headcount("a", 9, date(2019, 3, 15)), merged("c", "a", APR)], (11, 11, 11, 11)),
}  # fmt: skip


@pytest.mark.parametrize(("told", "expected"), CASES.values(), ids=CASES)
def test_a_headcount_is_carried_to_the_day(
    told: list[Event], expected: tuple[int | None, int | None, int, int | None]
) -> None:
    """Observed, carried, and how many work there at least and at most, on 1 May."""
    assert numbers([*TWO, *told], MAY) == expected


def test_a_workplace_formed_for_a_merger_had_nobody_before() -> None:
    """Two of four each become a new workplace: eight, and all of them counted."""
    told = [*TWO, *FOUR_EACH, formed("new", on=MAR), merged("a", "new", MAR)]
    told += [merged("b", "new", MAR), works("m1", None, APR)]
    assert numbers(told, MAY, "new") == (8, 7, 7, 7)


def test_a_move_that_may_lie_before_the_headcount_leaves_it_open() -> None:
    """Somebody was gone by 1 April at the latest: five or six of the six counted on 1 February."""
    moved = fact(type(works("m1", "b", APR)), APR, not_before=JAN, member="m1", workplace="b")
    told = [*TWO, headcount("a", 6, FEB), moved]
    assert numbers(told, MAR) == (6, 6, 5, 6)
    assert numbers(told, MAY) == (6, 5, 5, 6)


def numbers(
    told: list[Event], day: date, unit: str = "a"
) -> tuple[int | None, int | None, int, int | None]:
    """Return what was observed, what it has come to, and how many work there at least and at most."""
    found = electorate_on(day, unit, history(*told), organisation(*told), Rules(RULES))
    return found.observed, found.headcount, found.least, found.most
