"""How long a safety representative holds office where nobody says until when."""

from datetime import date

import pytest
from stewards.events.stores import open_store
from stewards.registry import Registry, TermTooLong


@pytest.fixture
def school() -> Registry:
    """Return a workplace with three members."""
    registry = Registry(open_store(":memory:"))
    registry.form_unit("school", name="School", on=date(2015, 1, 1))
    for member in ("A", "B", "C"):
        registry.join(member, workplace="school", on=date(2015, 1, 1))
    return registry


def test_a_term_that_nobody_told_is_over_after_two_years(school: Registry) -> None:
    """Given an election on 1 May 2022 without a term, the office is held to 30 April 2024."""
    with school:
        school.elect("A", unit="school", office="safety-representative", on=date(2022, 5, 1))

        [held] = school.mandates(on=date(2024, 4, 30))
        [over] = school.mandates(on=date(2024, 5, 1), ended=True)

    assert (held.until, held.ended_on) == (date(2024, 5, 1), None)
    assert (over.ended_on, over.ended_because) == (date(2024, 5, 1), "term over")


def test_a_longer_term_may_be_told_up_to_four_years(school: Registry) -> None:
    """Given an agreement on four years it is four, and no day more."""
    with school:
        day, office = date(2022, 5, 1), "safety-representative"
        school.elect("B", unit="school", office=office, until=date(2026, 5, 1), on=day)

        with pytest.raises(TermTooLong):
            school.elect("C", unit="school", office=office, until=date(2026, 5, 2), on=day)
        [held] = school.mandates(on=date(2026, 4, 30))

    assert held.member == "B"
