"""The pass over a log sees an election that a rule forbids."""

from collections.abc import Sequence

import pytest
from stewards.events import Event, MemberLeft, StewardElected

from .town import fact, founding, illegal_elections

A, B = (fact(StewardElected, member=f"jc-{number}", unit="jc") for number in (1, 2))
GONE = [fact(MemberLeft, member=f"jc-{number}") for number in range(1, 9)]

LEGAL = [
    pytest.param([A], id="eight are there"),
    pytest.param([*GONE[-3:], A], id="five are there"),
    pytest.param([A, *GONE[-4:]], id="five were there"),
    pytest.param([A, GONE[0], B], id="the steward before has left"),
]


@pytest.mark.parametrize("told", LEGAL)
def test_a_legal_election_is_passed_over(told: Sequence[Event]) -> None:
    """Five are there with the candidate, and the seat is free."""
    assert illegal_elections([*founding("jc"), *told]) == []


ILLEGAL = [
    pytest.param([A, B], id="the seat is taken"),
    pytest.param([GONE[0], B, A], id="the candidate has left, and the seat is taken"),
    pytest.param([*GONE[-4:], A], id="four are there"),
]


@pytest.mark.parametrize("told", ILLEGAL)
def test_an_illegal_election_is_found(told: Sequence[Event]) -> None:
    """Wherever it stands in the log."""
    assert illegal_elections([*founding("jc"), *told]) == [told[-1]]
