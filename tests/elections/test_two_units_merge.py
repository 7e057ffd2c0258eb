"""Two workplaces of 14 and 9 merge on 1 March 2019, and each has a steward.

The entitlement is one. Danish rules end neither mandate; German ones let the larger part carry on.
"""

from datetime import date

from stewards.registry import Registry

from .log import agreed, elected, formed, joined, mandate, merged, observed, registry

MERGER = date(2019, 3, 1)
BRANCH = [
    formed("kk", kind="employer"),
    formed("large", "kk"),
    formed("small", "kk"),
    joined("L", "large"),
    joined("S", "small"),
    observed("large", 14, date(2018, 1, 1)),
    observed("small", 9, date(2018, 1, 1)),
    elected("S", "small", date(2018, 2, 1), until=date(2020, 2, 1)),
    elected("L", "large", date(2018, 10, 1), until=date(2020, 10, 1)),
    merged("small", "large", MERGER),
]


def in_office(of: Registry, on: date) -> list[str]:
    """Return who is steward of what the two have become."""
    return sorted(each.member for each in of.mandates(on=on, office="steward", unit="large"))


def crowded(of: Registry, on: date) -> bool:
    """Tell whether `check` finds more stewards than seats."""
    return "more holders than seats" in {each.finding for each in of.check(on=on)}


def test_both_stay_in_office_and_one_is_too_many() -> None:
    """From the merger on there are two for one seat; from 1 February 2020 there is one."""
    days = (date(2019, 2, 28), MERGER, date(2020, 1, 31), date(2020, 2, 1))
    with registry(BRANCH) as branch:
        assert [in_office(branch, day) for day in days] == [["L"], ["L", "S"], ["L", "S"], ["L"]]
        assert [crowded(branch, day) for day in days] == [False, True, True, False]


def test_two_seats_may_be_agreed() -> None:
    """With two seats agreed from 10 April, nobody is too many from that day."""
    two = agreed("steward.seats", 2, date(2019, 4, 10), "large")
    with registry([*BRANCH, two]) as branch:
        assert [crowded(branch, date(2019, 4, day)) for day in (9, 10)] == [True, False]


def test_in_germany_the_larger_part_carries_on() -> None:
    """The smaller part's mandate ends with the merger, the larger part's six months later."""
    with registry(BRANCH, "de") as works:
        small, large = (mandate(works, member, date(2020, 1, 1)) for member in ("S", "L"))
    assert (small.ended_on, small.ended_because) == (MERGER, "unit merged")
    assert (large.ended_on, large.ended_because) == (date(2019, 9, 1), "unit merged")
