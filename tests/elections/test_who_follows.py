"""A steward leaves within the term: who acts, who follows, and for how long somebody is elected."""

from datetime import date

import pytest
from stewards.events import Event
from stewards.registry import BeyondTheRest, Registry, Vacancy

from .log import agreed, away, elected, ended, formed, joined, observed, registry

ELECTION, LEFT, TERM = date(2022, 2, 1), date(2023, 3, 1), date(2024, 2, 1)
NEXT = date(2023, 4, 1)
SCHOOL = [
    formed("town", kind="employer"),
    formed("school", "town"),
    *(joined(member, "school") for member in ("A", "B", "C")),
    observed("school", 9, ELECTION),
    elected("A", "school", ELECTION, until=TERM),
    elected("B", "school", ELECTION, "deputy", until=TERM),
]
REST_ONLY = agreed("steward.by_election", "remainder", ELECTION)


def vacant(of: Registry, on: date) -> list[Vacancy]:
    """Return what is vacant at the school."""
    return list(of.vacancies(on=on))


@pytest.mark.parametrize(
    ("book", "follows", "advice"),
    [
        (
            "dk-municipal",
            "election or deputy",
            "B acts as deputy, and may follow; record that, or the election of somebody else: ",
        ),
        (
            "de",
            "deputy",
            "B acts as deputy, and follows; record that, or the election of somebody else: ",
        ),
        ("own", "election", "Record the election: "),
    ],
)
def test_a_vacancy_says_who_acts_and_who_follows(book: str, follows: str, advice: str) -> None:
    """Given a steward who gave up the office, the deputy acts, and the rules say who follows."""
    own = [agreed("steward.vacancy", "election", ELECTION)] if book == "own" else []
    named = "dk-municipal" if own else book
    with registry([*SCHOOL, *own, ended("A", "school", LEFT)], named) as school:
        before, [row] = vacant(school, date(2023, 2, 28)), vacant(school, LEFT)
        [finding] = [e for e in school.check(on=LEFT) if e.finding.startswith("entitled")]

    assert before == []
    assert (row.since, row.acting, row.follows) == (LEFT, ("B",), follows)
    assert finding.advice.startswith(advice)


def test_a_deputy_who_is_away_does_not_act() -> None:
    """Given a deputy away from work, nobody acts, and the advice is to elect."""
    told = [*SCHOOL, ended("A", "school", LEFT), away("B", LEFT)]
    with registry(told) as school:
        [row] = vacant(school, LEFT)
        [finding] = [e for e in school.check(on=LEFT) if e.finding.startswith("entitled")]

    assert row.acting == ()
    assert finding.advice.startswith("Record the election: ")


def elect(past: list[Event], until: date | None, on: date = NEXT) -> None:
    """Record the election of somebody to follow."""
    with registry(past) as school:
        school.elect("C", unit="school", until=until, on=on)


def test_whoever_follows_is_elected_for_the_rest_of_the_term() -> None:
    """Given rules that leave only that, a longer term is refused, and one until further notice."""
    past = [*SCHOOL, REST_ONLY, ended("A", "school", LEFT)]
    elect(past, TERM)
    with pytest.raises(BeyondTheRest) as refused:
        elect(past, date(2024, 2, 2))
    with pytest.raises(BeyondTheRest):
        elect(past, None)

    assert str(refused.value) == (
        "Cannot elect C as steward at school on 2023-04-01 because the term would last from 2023-04-01 until"
        " 2024-02-02, and whoever follows A (entry 7) is elected for the rest of that term, until 2024-02-01"
        " (steward.by_election, entry 9: local agreement, confirmed). Give 2024-02-01 or an earlier day as"
        " --until. If the election did take place, record it with --override and the reason."
    )


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([*SCHOOL, ended("A", "school", LEFT)], id="a whole term by the book"),
        pytest.param([*SCHOOL[:-2], REST_ONLY], id="nobody before"),
        pytest.param(
            [
                *SCHOOL[:-2],
                REST_ONLY,
                elected("A", "school", ELECTION, until=NEXT),
            ],
            id="a term that is over",
        ),
        pytest.param(
            [
                *SCHOOL,
                REST_ONLY,
                ended("A", "school", LEFT),
                elected("B", "school", LEFT),
                ended("B", "school", date(2023, 3, 20)),
            ],
            id="somebody has followed already",
        ),
    ],
)
def test_a_new_term_may_be_as_long_as_it_likes(past: list[Event]) -> None:
    """Given no term of which there is a rest, or rules that allow a whole one, a longer term is recorded."""
    elect(past, date(2025, 4, 1))
