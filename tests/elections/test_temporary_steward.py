"""Part of a state institution moves, and elects a temporary steward of its own.

That mandate lapses when the whole unit has moved, or when there is another steward.
"""

from datetime import date

import pytest
from stewards.events import Event

from .log import elected, formed, joined, mandate, merged, registry

OFFICE, ELECTION, LATER = "temporary-steward", date(2021, 3, 1), date(2021, 9, 1)
BRANCH = [
    formed("agency", kind="employer"),
    formed("here", "agency"),
    formed("there", "agency"),
    joined("M1", "there"),
    joined("M2", "there"),
    elected("M1", "there", ELECTION, OFFICE),
]


@pytest.mark.parametrize(
    "event",
    [
        pytest.param(merged("there", "here", LATER), id="all have moved"),
        pytest.param(elected("M2", "there", LATER), id="there is a steward"),
    ],
)
def test_it_lapses(event: Event) -> None:
    """By itself, on the day it happens, and not before."""
    with registry([*BRANCH, event], "dk-state") as branch:
        before = mandate(branch, "M1", date(2021, 8, 31), OFFICE)
        after = mandate(branch, "M1", LATER, OFFICE)
    assert before.ended_on is None
    assert (after.ended_on, after.ended_because) == (LATER, "lapsed")


def test_a_steward_elsewhere_is_no_reason() -> None:
    """Another place's steward leaves it as it is."""
    elsewhere = [joined("M3", "here"), elected("M3", "here", LATER)]
    with registry([*BRANCH, *elsewhere], "dk-state") as branch:
        assert mandate(branch, "M1", LATER, OFFICE).ended_on is None
