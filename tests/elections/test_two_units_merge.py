"""Two workplaces of 14 and 9 merge on 1 March 2019, and each has a steward.

The entitlement is one. Danish rules end neither mandate; German ones let the larger part carry on.
"""

from datetime import date

import pytest
from stewards.registry import Registry

from .log import agreed, elected, formed, joined, mandate, merged, observed, registry, step

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


def test_a_state_employer_need_not_recognise_the_second() -> None:
    """In the state that is said, and a mandate that is declined ends; two that were agreed on stay."""
    two = agreed("steward.seats", 2, MERGER, "large")
    declined = step("declined", "S", "small", date(2019, 4, 1))
    with registry(BRANCH, "dk-state") as branch:
        [found] = [e for e in branch.check(on=MERGER) if e.finding == "more holders than seats"]
    with registry([*BRANCH, declined], "dk-state") as branch:
        over = mandate(branch, "S", date(2019, 4, 1))
        crowd = crowded(branch, date(2019, 4, 1))
    with registry([*BRANCH, two], "dk-state") as branch:
        assert not crowded(branch, MERGER)

    assert found.detail == (
        "2 members hold the office of steward, which has 1 seat; the employer need not recognise more"
        " than 1"
    )
    assert found.advice == (
        "Record whose mandate is over, of L, S: stewards mandate end MEMBER --unit large --office steward"
        " --on DAY; or whom the employer recognises no longer: stewards mandate step MEMBER --unit large"
        " --office steward --step declined --on DAY"
    )
    assert (over.ended_because, crowd) == ("recognition declined", False)


@pytest.mark.parametrize(("employees", "too_many"), [(19, True), (20, False)])
def test_seats_are_counted_by_the_number_of_the_day(employees: int, too_many: bool) -> None:
    """In Austria nineteen have two seats and twenty three, for the surplus and for the finding."""
    three = [elected(member, "large", date(2018, 2, 1)) for member in ("L", "M", "N")]
    told = [
        *BRANCH[:4],
        joined("M", "large"),
        joined("N", "large"),
        observed("large", employees, date(2018, 1, 1)),
        *three,
    ]
    with registry(told, "at") as works:
        [row] = [e for e in works.eligibility(on=MERGER) if e.workplace == "large"]
        assert (row.surplus, crowded(works, MERGER)) == (int(too_many), too_many)


def test_there_is_a_deputy_for_each_of_two_stewards() -> None:
    """Given two seats and two stewards, two deputies are not too many."""
    told = [
        *BRANCH[:6],
        *(joined(member, "large") for member in "MNO"),
        *(elected(member, "large", date(2018, 2, 1)) for member in "LM"),
        *(elected(member, "large", date(2018, 2, 1), "deputy") for member in "NO"),
    ]
    two = agreed("steward.seats", 2, date(2018, 1, 1), "large")
    with registry([*told, two]) as branch:
        assert not crowded(branch, MERGER)
