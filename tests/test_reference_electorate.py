"""The reference says what design section 5 says: eligibility and vacancy."""

from datetime import timedelta

from stewards.events import HeadcountObserved, MemberJoined, UnitClosed, UnitMerged, UnitRenamed

from .facts import APR, FEB, JAN, MAR, fact, formed, log_of, team
from .reference import eligibility, observed, vacancies, verdict

A_DAY = timedelta(days=1)


def test_five_members_make_the_verdict_yes() -> None:
    """Five active members are enough, whatever was observed."""
    log = log_of(*team("a", 5), fact(HeadcountObserved, JAN, workplace="a", employees=2))

    assert verdict(log, "a", JAN) == "yes"


def test_five_observed_make_the_verdict_yes() -> None:
    """Five observed social workers are enough, with any number of members."""
    log = log_of(*team("a", 1), fact(HeadcountObserved, FEB, workplace="a", employees=5))

    assert verdict(log, "a", FEB) == "yes"


def test_fewer_than_five_members_and_no_observation_is_not_known() -> None:
    """Four members are only at least four employees."""
    assert verdict(log_of(*team("a", 4)), "a", JAN) == "unknown"


def test_fewer_than_five_members_and_fewer_than_five_observed_is_no() -> None:
    """An observation under the threshold settles it."""
    log = log_of(*team("a", 4), fact(HeadcountObserved, FEB, workplace="a", employees=4))

    assert verdict(log, "a", FEB - A_DAY) == "unknown"
    assert verdict(log, "a", FEB) == "no"


def test_only_the_counted_categories_count_towards_the_threshold() -> None:
    """A workplace of four active members and a passive one has an electorate of four."""
    passive = fact(MemberJoined, JAN, member="p", workplace="a", category="passive")
    [workplace, *_] = eligibility(log_of(*team("a", 4), passive), JAN)

    assert (workplace.members, workplace.verdict) == (4, "unknown")


def test_the_latest_observation_on_or_before_the_day_counts() -> None:
    """An older observation told later changes nothing, and a later one is not there yet."""
    log = log_of(
        fact(HeadcountObserved, MAR, workplace="a", employees=6),
        fact(HeadcountObserved, FEB, workplace="a", employees=3),
        fact(HeadcountObserved, APR, workplace="a", employees=2),
    )

    assert [observed(log, "a", day) for day in (JAN, FEB, MAR, APR)] == [None, 3, 6, 2]


def test_members_follow_a_merger_and_observations_do_not() -> None:
    """An observation speaks of the workplace as it was, so it stays with its own unit."""
    log = log_of(
        *team("a", 2),
        *team("b", 3),
        fact(HeadcountObserved, JAN, workplace="a", employees=9),
        fact(UnitMerged, MAR, unit="a", into="b"),
    )
    before = {e.workplace: (e.members, e.observed) for e in eligibility(log, FEB)}
    after = {e.workplace: (e.members, e.observed) for e in eligibility(log, MAR)}

    assert before == {"a": (2, 9), "b": (3, None), "c": (0, None)}
    assert after == {"b": (5, None), "c": (0, None)}


def test_eligibility_lists_the_open_workplaces_under_their_name_that_day() -> None:
    """Units of other kinds, closed ones and those not yet formed are left out."""
    log = log_of(
        formed("d", on=MAR),
        fact(UnitClosed, FEB, unit="b"),
        fact(UnitRenamed, JAN, unit="a", name="Alfa"),
        fact(UnitRenamed, FEB, unit="a", name="Alpha"),
    )

    assert [(e.workplace, e.name) for e in eligibility(log, FEB)] == [("a", "Alpha"), ("c", "C")]


def test_a_vacancy_is_an_open_workplace_with_verdict_yes_and_no_steward() -> None:
    """A workplace of five stands open until it is closed; one of four was never one."""
    log = log_of(*team("a", 5), *team("b", 4), fact(UnitClosed, MAR, unit="a"))

    assert [v.workplace for v in vacancies(log, FEB)] == ["a"]
    assert vacancies(log, MAR) == []
