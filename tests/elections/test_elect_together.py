"""Three and two at one employer elect together; one of them grows to five, and leaves the other."""

from datetime import date

import pytest
from stewards.events import ElectorateChanged, Event
from stewards.registry import OtherEmployer, Registry

from .log import elected, formed, joined, registry, told

TOGETHER, GROWN, ALONE = date(2019, 3, 1), date(2020, 1, 1), date(2020, 6, 1)
HOUSE = [
    formed("town", kind="employer"),
    formed("east", "town"),
    formed("west", "town"),
    formed("county", kind="employer"),
    formed("far", "county"),
    *(joined(f"E{number}", "east") for number in range(3)),
    *(joined(f"W{number}", "west") for number in range(2)),
]


def elects(unit: str, other: str | None, on: date) -> Event:
    """Return how a workplace came to elect with another one, or alone."""
    return told(ElectorateChanged, on, unit=unit, electorate=other)


def answers(of: Registry, on: date) -> dict[str, tuple[str, str, int, int]]:
    """Return where each workplace elects, whether it may, how many they are, and how many it is due."""
    rows = of.eligibility(on=on)
    return {r.workplace: (r.electorate, r.verdict, r.members, r.entitled) for r in rows}


def test_together_they_are_five() -> None:
    """Given three and two who elect together, both may elect, one steward, and there is one vacancy."""
    with registry([*HOUSE, elects("west", "east", TOGETHER)]) as it:
        before, after = (answers(it, on) for on in (date(2019, 2, 28), TOGETHER))
        vacant = [row.workplace for row in it.vacancies(on=TOGETHER)]

    assert (before["east"], before["west"]) == (
        ("east", "unknown", 3, 0),
        ("west", "unknown", 2, 0),
    )
    assert (after["east"], after["west"]) == (("east", "yes", 5, 1), ("east", "yes", 5, 1))
    assert vacant == ["east"]


def test_whoever_works_at_either_is_elected_where_they_elect() -> None:
    """When somebody of the two is elected, both are represented, and nothing is vacant."""
    steward = elected("W1", "east", date(2019, 4, 1))
    with registry([*HOUSE, elects("west", "east", TOGETHER), steward]) as it:
        assert it.vacancies(on=GROWN) == ()
        [town] = (each for each in it.view(on=GROWN).coverage() if each.unit == "town")
    assert (town.entitled, town.with_steward, town.members, town.represented) == (2, 2, 5, 5)


def test_each_is_judged_alone_again() -> None:
    """When the two have grown to five and elect alone, they may, and of the three nobody knows."""
    grown = [joined(f"W{number}", "west", GROWN) for number in range(2, 5)]
    alone = elects("west", None, ALONE)
    with registry([*HOUSE, elects("west", "east", TOGETHER), *grown, alone]) as it:
        found = {each.finding: each.subject for each in it.check(on=GROWN)}
        after = answers(it, ALONE)

    assert found["could elect alone"] == "west"
    assert (after["east"], after["west"]) == (("east", "unknown", 3, 0), ("west", "yes", 5, 1))


def test_too_few_elect_together() -> None:
    """When they are four, that is found."""
    gone = told(ElectorateChanged, ALONE, unit="west", electorate=None)
    with registry([*HOUSE[:-1], elects("west", "east", TOGETHER), gone]) as it:
        found = [each for each in it.check(on=GROWN) if each.finding == "too few elect together"]
        over = [each for each in it.check(on=ALONE) if each.finding == "too few elect together"]

    [few] = found
    assert (few.subject, few.detail) == (
        "east",
        "east, west elect together, and at least 4 are known to work there; at least 5 are needed to elect",
    )
    assert over == []


def test_workplaces_of_two_employers_do_not() -> None:
    """When the other one is of another employer, it is refused."""
    with registry(HOUSE) as it, pytest.raises(OtherEmployer):
        it.elect_with("far", "east", on=TOGETHER)
