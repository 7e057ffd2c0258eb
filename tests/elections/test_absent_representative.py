"""A safety representative is away from 1 February: whether somebody else may be elected.

Four months or longer, as planned, and another one may be; less, and the colleagues cover.
"""

from datetime import date

import pytest
from stewards.events.stores import open_store
from stewards.registry import AbsenceTooShort, Registry


def school(until: date | None) -> Registry:
    """Return a workplace whose safety representative is away from 1 February 2024."""
    registry = Registry(open_store(":memory:"))
    long_ago = date(2015, 1, 1)
    registry.form_unit("school", name="School", on=long_ago)
    for member in ("A", "B"):
        registry.join(member, workplace="school", on=long_ago)
    registry.elect("A", unit="school", office="safety-representative", on=date(2023, 5, 1))
    registry.begin_absence("A", until=until, on=date(2024, 2, 1))
    return registry


def test_four_months_by_plan_allow_a_by_election() -> None:
    """Given an absence until 1 June, somebody else is elected in March."""
    with school(date(2024, 6, 1)) as registry:
        entry = registry.elect(
            "B", unit="school", office="safety-representative", on=date(2024, 3, 1)
        )

        held = registry.mandates(on=date(2024, 3, 1), office="safety-representative")

    assert entry.number in {each.entry for each in held}


def test_a_day_less_does_not() -> None:
    """Given an absence until 31 May, there is no by-election; after a change of plan there is."""
    with school(date(2024, 5, 31)) as registry:
        with pytest.raises(AbsenceTooShort):
            registry.elect("B", unit="school", office="safety-representative", on=date(2024, 3, 1))
        registry.begin_absence("A", until=date(2024, 6, 1), on=date(2024, 3, 1))
        registry.elect("B", unit="school", office="safety-representative", on=date(2024, 3, 1))


def found(registry: Registry, on: date) -> list[str]:
    """Return the findings about representatives who are away."""
    every = registry.check(on=on)
    return [each.detail for each in every if each.finding == "safety representative away"]


@pytest.mark.parametrize(
    ("until", "on", "detail"),
    [
        (date(2024, 6, 1), date(2024, 2, 1), "until 2024-06-01"),
        (date(2024, 5, 31), date(2024, 5, 1), None),
        (None, date(2024, 5, 31), None),
        (None, date(2024, 6, 1), "and nobody knows until when"),
    ],
    ids=["by plan", "for less", "not yet", "by now"],
)
def test_a_long_absence_is_found(until: date | None, on: date, detail: str | None) -> None:
    """Given four months, by plan or by now where there is none, somebody may act on it."""
    with school(until) as registry:
        expected = (
            f"safety-representative at school since 2023-05-01, away from 2024-02-01 {detail}:"
        )
        details = found(registry, on)
    assert details == ([f"{expected} 4 months or more"] if detail else [])


def test_a_long_absence_is_not_found_once_somebody_else_is_elected_or_they_are_back() -> None:
    """Given a by-election, or the return, there is nothing left to do."""
    with school(date(2024, 6, 1)) as registry:
        registry.elect("B", unit="school", office="safety-representative", on=date(2024, 3, 1))
        assert found(registry, date(2024, 3, 1)) == []
    with school(date(2024, 6, 1)) as registry:
        registry.end_absence("A", on=date(2024, 3, 1))
        assert found(registry, date(2024, 3, 1)) == []
