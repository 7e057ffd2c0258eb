"""Hired on 1 March 2019, at the workplace since 15 August: from when somebody may be elected.

Half a year with the municipality, nine months with a state authority, a year at the workplace on a
building site: the same facts, three answers. And where nobody said when somebody was hired, what is on record
says only that it was then at the latest.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from stewards.events.stores import open_store
from stewards.projections.rules import Agreement, load
from stewards.registry import Candidacy, Finding, NotSenior, Registry

HIRED, CAME = date(2019, 3, 1), date(2019, 8, 15)


def asking(months: int, where: str) -> Agreement:
    """Return the Danish rules with another seniority."""
    book = load()
    steward = evolve(book.offices["steward"], seniority_months=months, seniority_with=where)
    steward = evolve(steward, seniority_waiver="none")
    return evolve(book, offices={**book.offices, "steward": steward})


MUNICIPAL, STATE, BUILDING = asking(6, "employer"), asking(9, "employer"), asking(12, "workplace")


def branch(rules: Agreement) -> Registry:
    """Return a branch with two workplaces of one municipality, and five members at the second."""
    registry = Registry(open_store(":memory:"), agreement=rules)
    long_ago = date(2015, 1, 1)
    registry.form_unit("kk", name="Kommune", kind="employer", on=long_ago)
    for place in ("jc-1", "jc-2"):
        registry.form_unit(place, name=place, parent="kk", on=long_ago)
    for number in range(1, 6):
        registry.join(f"M{number}", workplace="jc-2", on=long_ago)
    return registry


@pytest.fixture
def told() -> Iterator[Any]:
    """Return a branch, by its rules, in which K was hired in March and came to jc-2 in August."""
    opened = []

    def by(rules: Agreement) -> Registry:
        registry = branch(rules)
        opened.append(registry)
        registry.join("K", workplace="jc-1", on=date(2019, 4, 1))
        registry.state_employment("K", since=HIRED, on=date(2019, 4, 1))
        registry.change_workplace("K", workplace="jc-2", on=CAME)
        return registry

    yield by
    for registry in opened:
        registry.close()


def asked(registry: Registry, on: date, member: str = "K") -> Candidacy:
    """Return whether somebody may be elected steward at jc-2 on a day."""
    return registry.candidate(member, unit="jc-2", on=on)


def found_of(member: str, registry: Registry) -> list[Finding]:
    """Return what is found on 1 September of the seniority of somebody in office."""
    kinds = {"seniority unknown", "elected too early"}
    every = registry.check(on=date(2019, 9, 1))
    return [each for each in every if each.subject == member and each.finding in kinds]


@pytest.mark.parametrize(
    ("rules", "from_day"),
    [
        (MUNICIPAL, date(2019, 9, 1)),
        (STATE, date(2019, 12, 1)),
        (BUILDING, date(2020, 8, 15)),
    ],
    ids=["municipal", "state", "building"],
)
def test_from_when_somebody_may_be_elected(told: Any, rules: Agreement, from_day: date) -> None:
    """Given the day of hiring and that of the workplace, the rules say from when."""
    registry = told(rules)
    day_before = date.fromordinal(from_day.toordinal() - 1)

    assert asked(registry, CAME).electable_from == from_day
    assert asked(registry, from_day).verdict == "yes"
    assert asked(registry, day_before).verdict != "yes"


def test_too_early_is_refused_with_the_rule(told: Any) -> None:
    """Given the day of hiring, an election half a year minus a day later is none."""
    registry = told(MUNICIPAL)

    with pytest.raises(NotSenior) as refused:
        registry.elect("K", unit="jc-2", on=date(2019, 8, 31))
    registry.elect("K", unit="jc-2", on=date(2019, 9, 1))

    assert refused.value.electable_from == date(2019, 9, 1)
    assert "steward.seniority_months, dk-municipal: " in str(refused.value)


def test_nobody_has_been_longer_at_the_workplace_than_with_its_employer(told: Any) -> None:
    """Given a year at the workplace, hired in March is a no until March, and then nobody knows."""
    registry = told(BUILDING)

    assert asked(registry, date(2020, 2, 29)).verdict == "no"
    assert asked(registry, date(2020, 3, 1)).verdict == "unknown"


def test_the_last_of_august_and_six_months_is_the_last_of_february() -> None:
    """Given a hiring on 31 August 2018, half a year is over on 28 February 2019."""
    with branch(MUNICIPAL) as registry:
        registry.join("L", workplace="jc-2", on=date(2018, 9, 1))
        registry.state_employment("L", since=date(2018, 8, 31), on=date(2018, 9, 1))

        assert asked(registry, date(2019, 2, 27), "L").verdict == "no"
        found = asked(registry, date(2019, 2, 28), "L")

    assert (found.verdict, found.electable_from) == ("yes", date(2019, 2, 28))


def test_a_new_member_whose_hiring_nobody_told_may_or_may_not_be_elected() -> None:
    """Given two months in the union and no day of hiring, nobody knows: it is recorded, and found."""
    with branch(MUNICIPAL) as registry:
        registry.join("N", workplace="jc-2", on=date(2019, 7, 1))
        found = asked(registry, date(2019, 9, 1), "N")
        entry = registry.elect("N", unit="jc-2", on=date(2019, 9, 1))
        [finding] = found_of("N", registry)
        registry.state_employment("N", since=date(2019, 1, 1), on=date(2019, 9, 1))
        told = found_of("N", registry)

    [reason] = [each for each in found.reasons if each.verdict != "yes"]
    assert (found.verdict, found.electable_from) == ("unknown", date(2020, 1, 1))
    assert reason.rule.path == "steward.seniority_months"
    assert reason.detail == (
        "it takes 6 months with the employer, and N has been there since 2019-07-01 at the latest:"
        " from 2020-01-01 at the latest"
    )

    assert told == []
    assert (finding.finding, finding.entries) == ("seniority unknown", (9, entry.number))
    assert finding.detail == (
        "elected steward at jc-2 on 2019-09-01, there since 2019-07-01 at the latest; it takes 6 months"
        f" with the employer ({reason.rule})"
    )
    assert finding.advice == (
        "Record when N was hired: stewards member employment N --since DAY --on 2019-09-01"
    )


def test_an_election_that_was_too_early_is_found() -> None:
    """Given a day of hiring that was told after the election, the election was none: it is found."""
    with branch(MUNICIPAL) as registry:
        registry.join("N", workplace="jc-2", on=date(2019, 7, 1))
        registry.elect("N", unit="jc-2", on=date(2019, 9, 1))
        registry.state_employment("N", since=date(2019, 7, 1), on=date(2019, 9, 1))
        [finding] = found_of("N", registry)

    assert finding.finding == "elected too early"
    assert finding.detail.startswith("elected steward at jc-2 on 2019-09-01, hired on 2019-07-01;")


def test_an_election_that_somebody_explained_is_not_found() -> None:
    """Given the reason why it follows no rule, there is nothing to look at."""
    with branch(MUNICIPAL) as registry:
        registry.join("N", workplace="jc-2", on=date(2019, 7, 1))
        registry.elect("N", unit="jc-2", override="agreed", on=date(2019, 9, 1))
        assert found_of("N", registry) == []


def test_an_old_member_needs_no_day_of_hiring() -> None:
    """Given half a year on record under one municipality, at whichever workplace, that is enough."""
    with branch(MUNICIPAL) as registry:
        registry.join("O", workplace="jc-1", on=date(2019, 1, 1))
        registry.change_workplace("O", workplace="jc-2", on=date(2019, 6, 1))

        assert asked(registry, date(2019, 6, 30), "O").verdict == "unknown"
        assert asked(registry, date(2019, 7, 1), "O").verdict == "yes"
