"""In France eleven must work there for twelve months in a row; a day with fewer begins them anew."""

from datetime import date

import pytest
from stewards.events import Event
from stewards.registry import NotEntitled, Registry

from .log import agreed, formed, joined, observed, registry

COUNTED, FEWER, ELEVEN_AGAIN = date(2020, 3, 10), date(2022, 5, 1), date(2022, 5, 2)
SHOP = [
    formed("company", kind="employer"),
    formed("shop", "company"),
    joined("M1", "shop"),
    observed("shop", 10, date(2020, 1, 1)),
    observed("shop", 12, COUNTED),
    observed("shop", 10, FEWER),
    observed("shop", 11, ELEVEN_AGAIN),
]


@pytest.fixture(scope="module")
def shop() -> Registry:
    """Return a shop of which the employees were counted now and then, under the French book."""
    return registry(SHOP, "fr")


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        (date(2019, 12, 31), "unknown"),
        (date(2020, 1, 1), "no"),
        (COUNTED, "no"),
        (date(2021, 3, 9), "no"),
        (date(2021, 3, 10), "yes"),
        (FEWER, "no"),
        (ELEVEN_AGAIN, "no"),
        (date(2023, 5, 1), "no"),
        (date(2023, 5, 2), "yes"),
    ],
    ids=str,
)
def test_the_verdict_waits(shop: Registry, on: date, verdict: str) -> None:
    """Given twelve from 10 March 2020, the shop may elect a year on; the vacancy and the reasons agree."""
    [found] = shop.eligibility(on=on)
    explained = shop.explain_eligibility("shop", on=on)
    vacant = [each.workplace for each in shop.vacancies(on=on)]
    reached = shop.view(on=on).crossings("shop")[-1].is_reached

    assert (found.verdict, explained.verdict, found.entitled) == (
        verdict,
        verdict,
        verdict == "yes",
    )
    assert vacant == (["shop"] if verdict == "yes" else [])
    assert reached == (verdict == "yes")
    assert (explained.lacking is None) == (verdict == "yes")


def test_whether_they_were_so_many_before_is_not_known() -> None:
    """Given that nobody counted before, the verdict is open until twelve months after."""
    with registry([event for event in SHOP if event.effective_on != date(2020, 1, 1)], "fr") as it:
        days = [COUNTED, date(2021, 3, 9), date(2021, 3, 10)]
        verdicts = [each.verdict for day in days for each in it.eligibility(on=day)]

    assert verdicts == ["unknown", "unknown", "yes"]


def test_an_election_is_refused_until_then() -> None:
    """Given twelve for a day less, the refusal says for how long it takes; the day after, it is recorded."""
    with registry(SHOP, "fr") as it:
        with pytest.raises(NotEntitled) as refused:
            it.elect("M1", unit="shop", on=date(2021, 3, 9))
        it.elect("M1", unit="shop", on=date(2021, 3, 10))

    assert str(refused.value) == (
        "Cannot elect M1 as steward at shop on 2021-03-09 because it takes 11 social workers for 12 months"
        " in a row to elect, and shop has 1 counted members and 12 observed that day. Record the headcount"
        " with 'stewards observe shop'. If the election did take place, record it with --override and the"
        " reason."
    )


def test_where_something_else_was_agreed_nobody_waits() -> None:
    """Given an agreement that no time is asked for, the day is enough."""
    waived: list[Event] = [*SHOP, agreed("for_months", 0, COUNTED, "shop")]
    with registry(waived, "fr") as it:
        [found] = it.eligibility(on=COUNTED)

    assert found.verdict == "yes"
