"""The reference says what design section 5 says: eligibility and vacancy."""

from datetime import timedelta

from stewards.events import (
    ElectorateChanged,
    HeadcountObserved,
    MemberJoined,
    UnitClosed,
    UnitMerged,
    UnitRenamed,
    WorkplaceChanged,
)

from .facts import APR, FEB, JAN, MAR, fact, formed, log_of, team
from .reference import eligibility, headcount_of, vacancies, verdict

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

    seen = [headcount_of(log, "a", day) for day in (JAN, FEB, MAR, APR)]
    assert [each and each.observed for each in seen] == [None, 3, 6, 2]


def test_members_and_headcounts_follow_a_merger() -> None:
    """What was counted at one part is of all only at least so many."""
    log = log_of(
        *team("a", 2),
        *team("b", 1),
        fact(HeadcountObserved, JAN, workplace="a", employees=4),
        fact(UnitMerged, MAR, unit="a", into="b"),
    )
    before = {e.workplace: (e.members, e.observed, e.verdict) for e in eligibility(log, FEB)}
    after = {e.workplace: (e.members, e.observed, e.verdict) for e in eligibility(log, MAR)}

    assert before == {"a": (2, 4, "no"), "b": (1, None, "unknown"), "c": (0, None, "unknown")}
    assert after == {"b": (3, 4, "unknown"), "c": (0, None, "unknown")}


def test_a_headcount_is_carried_to_the_day() -> None:
    """Who moved out since is not there; who moved in makes up for one of them, and adds nothing."""
    log = log_of(
        *team("a", 2),
        *team("b", 1),
        fact(HeadcountObserved, JAN, workplace="a", employees=4),
        fact(WorkplaceChanged, FEB, member="a1", workplace="b"),
        fact(WorkplaceChanged, MAR, member="b1", workplace="a"),
        fact(WorkplaceChanged, APR, member="a1", workplace="a"),
    )
    seen = [headcount_of(log, "a", day) for day in (JAN, FEB, MAR, APR)]
    assert [each and (each.carried, each.most) for each in seen] == [(4, 4), (3, 3), (4, 4), (4, 5)]


def test_those_who_elect_together_add_up() -> None:
    """From the day on, and until each elects alone again."""
    log = log_of(
        *team("a", 3),
        *team("b", 2),
        fact(ElectorateChanged, FEB, unit="b", electorate="a"),
        fact(ElectorateChanged, APR, unit="b"),
    )
    at = [[(e.electorate, e.members) for e in eligibility(log, day)[:2]] for day in (JAN, FEB, APR)]
    assert at == [[("a", 3), ("b", 2)], [("a", 5), ("a", 5)], [("a", 3), ("b", 2)]]
    assert [v.workplace for v in vacancies(log, FEB)] == ["a"]


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
