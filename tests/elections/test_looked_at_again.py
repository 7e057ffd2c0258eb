"""Two years after the election the number is looked at again: it ends by half of it, and at least fifty.

By the German book. The example of 90 and 42 is Haufe's, on the works constitution act.
"""

from datetime import date, timedelta

import pytest
from stewards.events import Event
from stewards.projections.mandates.rows import Mandate

from .log import elected, formed, joined, mandate, merged, moved, observed, registry

ELECTION, AGAIN = date(2018, 4, 25), date(2020, 4, 25)
A_DAY = timedelta(days=1)
PLANT = [
    formed("company", kind="employer"),
    formed("plant", "company"),
    formed("annex", "company"),
    joined("M1", "plant"),
    joined("M2", "plant"),
    elected("M1", "plant", ELECTION),
]


def after(*counted: Event, on: date = AGAIN) -> Mandate:
    """Return the mandate of the first member, given who was counted, under the German book."""
    with registry([*PLANT, *counted], "de") as plant:
        return mandate(plant, "M1", on)


@pytest.mark.parametrize(
    ("then", "now", "ends"),
    [
        (90, 42, False),
        (100, 50, True),
        (101, 51, False),
        (101, 50, True),
        (60, 109, False),
        (60, 110, True),
        (120, 170, False),
    ],
    ids=["by 48", "by half", "by less than half", "by more", "up by 49", "up by 50", "not by half"],
)
def test_the_mandate_ends_where_the_number_has_changed(then: int, now: int, ends: bool) -> None:
    """Given a headcount at the election and one two years on, it ends that day, or goes on."""
    found = after(observed("plant", then, ELECTION), observed("plant", now, AGAIN))

    expected = (AGAIN, "number changed", "over") if ends else (None, None, "not notified")
    assert (found.ended_on, found.ended_because, found.status) == expected


def test_nothing_ends_before_that_day_or_by_a_number_of_a_later_one() -> None:
    """Given that half are gone at once, it is held until the day; given that they go after it, it goes on."""
    counted = observed("plant", 110, ELECTION)
    gone = observed("plant", 50, date(2018, 5, 1))

    assert after(counted, gone, on=AGAIN - A_DAY).ended_on is None
    assert after(counted, gone).ended_on == AGAIN
    assert after(counted, observed("plant", 50, AGAIN + A_DAY), on=AGAIN + A_DAY).ended_on is None


def test_what_nobody_counted_ends_nothing() -> None:
    """Given no headcount on the day of the election, nobody can tell, and the mandate goes on."""
    assert after(observed("plant", 500, AGAIN)).ended_on is None


def test_a_merger_changes_the_number() -> None:
    """Given a plant that takes in a larger one by then, all who work there count."""
    counted = (observed("plant", 60, ELECTION), observed("annex", 50, ELECTION))
    into = merged("annex", "plant", date(2019, 1, 1))

    assert after(*counted, into).ended_on == AGAIN
    assert after(*counted).ended_on is None


def test_whoever_may_have_moved_leaves_it_open() -> None:
    """Given a number that is half only if somebody who moved was not replaced, the mandate goes on."""
    counted = (observed("plant", 100, ELECTION), observed("plant", 51, date(2020, 1, 1)))

    assert after(*counted, moved("M2", "annex", date(2020, 2, 1))).ended_on == AGAIN
    back = (moved("M2", "annex", date(2020, 2, 1)), moved("M2", "plant", date(2020, 3, 1)))
    assert after(*counted, *back).ended_on is None


def test_it_says_why() -> None:
    """Given a mandate that ended by it, the explanation has the day, the reason and the rules."""
    counted = (observed("plant", 100, ELECTION), observed("plant", 50, AGAIN))
    with registry([*PLANT, *counted], "de") as plant:
        [found] = plant.explain_mandate("M1", on=AGAIN)

    assert (found.state, found.ended_on, found.ended_because) == ("over", AGAIN, "number changed")
    rules = {each.path: each.value for each in found.rules}
    assert {name: rules[f"steward.{name}"] for name in ("below", "retest_percent")} == {
        "below": "retest",
        "retest_percent": 50,
    }
    assert (rules["steward.retest_after_months"], rules["steward.retest_least"]) == (24, 50)
