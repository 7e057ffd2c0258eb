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
