"""Steps: a number that grows with another one."""

import pytest
from stewards.events import Step
from stewards.projections.rules.steps import Steps, steps_of

GRANT = Steps(
    (
        Step(start=5, value=750),
        Step(start=11, value=1000),
        Step(start=23, rate=45),
        Step(start=51, each=1, add=25, most=12_000),
    )
)
"""What a region grants its clubs a year, by their members."""


@pytest.mark.parametrize(
    ("members", "kroner"),
    [
        (4, 0),
        (5, 750),
        (22, 1000),
        (23, 1035),
        (50, 2250),
        (51, 2275),
        (440, 12_000),
        (441, 12_000),
    ],
)
def test_a_grant_is_steps_a_rate_and_a_cap(members: int, kroner: int) -> None:
    """A fixed sum, then so much a member, then so much for each further one, and never more than that."""
    assert GRANT.at(members) == kroner


def test_one_number_holds_whatever_it_depends_on() -> None:
    """A plain number is a step from the start."""
    plain = steps_of(2)
    assert plain
    assert [plain.at(number) for number in (0, 1, 5000)] == [2, 2, 2]


def test_steps_are_told_in_words() -> None:
    """As an explanation says them."""
    assert str(GRANT) == (
        "750 from 5, 1000 from 11, 45 for each from 23,"
        " 25 more for each 1 started from 51, 12000 at most"
    )
