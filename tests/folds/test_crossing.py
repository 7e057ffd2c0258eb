"""The fact by which a workplace came to reach the threshold, or no longer to."""

from datetime import date

import pytest
from attrs import evolve
from stewards.events import Event
from stewards.projections.electorate.crossing import runs
from stewards.projections.rules import Rules
from stewards.registry.testing import (
    becomes,
    formed,
    headcount,
    joined,
    left,
    merged,
    moved,
    voided,
    works,
)

from ..decisions.facts import APR, FEB, JAN, MAR
from ..decisions.scenario import RULES
from .histories import history

TWO = [formed("a"), formed("b"), joined("m1", "a"), joined("m2", "a")]
"""Two members at a, so that the threshold of two is reached on the first day (entry 4)."""

CASES = {
    "the joining that makes two": (TWO, 4),
    "one more changes nothing": ([*TWO, joined("m3", "a", FEB)], 4),
    "one leaves": ([*TWO, left("m2", FEB)], 5),
    "one leaves and comes back": ([*TWO, left("m2", FEB), joined("m2", "a", MAR)], 6),
    "one moves away": ([*TWO, works("m1", "b", FEB)], 5),
    "one is a senior": ([*TWO, becomes("m1", "senior", FEB)], 5),
    "a headcount": ([formed("a"), headcount("a", 2, FEB)], 2),
    "a lower headcount": ([formed("a"), headcount("a", 2, FEB), headcount("a", 1, MAR)], 3),
    "a headcount elsewhere": ([formed("a"), formed("b"), headcount("b", 2, FEB)], None),
    "a merger": ([formed("a"), formed("b"), joined("m1", "a"), joined("m2", "b"),
                  merged("b", "a", FEB)], 5),
    "told before the merger, true after it": (
        [formed("a"), formed("b"), joined("m1", "a"), merged("b", "a", FEB), joined("m2", "b", MAR)],
        5,
    ),
    "a merger that is taken back": ([*TWO, merged("a", "b", FEB), voided(5)], 4),
    "nothing but a move": ([*TWO, moved("a", None, FEB)], 4),
    "two on one day, taken in the order recorded": (
        [*TWO, left("m1", FEB), joined("m3", "a", FEB)], 4),
    "to and fro on the day of the change": (
        [*TWO, left("m1", FEB), joined("m3", "a", FEB), left("m2", FEB)], 7),
    "the history is read by day": (
        [formed("a"), joined("m1", "a", APR), joined("m2", "a", JAN), joined("m3", "a", MAR)], 4),
    "never": ([formed("a"), joined("m1", "a")], None),
}  # fmt: skip


@pytest.mark.parametrize(("told", "entry"), CASES.values(), ids=CASES)
def test_the_entry_that_crossed_the_threshold(told: list[Event], entry: int | None) -> None:
    """The first day of the last run of days with the answer, and on it the last turn."""
    two = Rules(evolve(RULES, threshold=2))
    by = runs(history(*told), "a", two, date.max)[-1].by

    assert (by.number if by else None) == entry
