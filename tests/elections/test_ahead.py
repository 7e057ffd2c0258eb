"""What falls due: terms that end, objections that may still come, agreements that run out, old headcounts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from stewards.cli.demo.command import sample
from stewards.events import RuleAgreed, line
from stewards.events.stores import open_store
from stewards.projections.rules import load
from stewards.registry import Due, Registry

SEPTEMBER = date(2019, 9, 1)


@pytest.fixture(scope="module")
def branch() -> Registry:
    """Return the sample branch."""
    registry = Registry(open_store(":memory:"))
    registry.import_lines(sample())
    return registry


@pytest.mark.parametrize(("days", "terms"), [(29, 0), (30, 3), (60, 3), (95, 7), (122, 12)])
def test_the_terms_that_end_within_some_days(branch: Registry, days: int, terms: int) -> None:
    """Given the sample branch on 1 September 2019, so many stewards are to be elected anew."""
    due = branch.due(on=SEPTEMBER, within=days)

    assert [each.finding for each in due] == ["term ends"] * terms
    assert [each.due_on for each in due] == sorted(each.due_on for each in due)


def test_what_falls_due_comes_after_what_is_odd(branch: Registry) -> None:
    """Given thirty days, check lists what it lists without them, and then three terms."""
    odd, both = branch.check(on=SEPTEMBER), branch.check(on=SEPTEMBER, ahead=30)

    assert both[: len(odd)] == odd
    assert both[len(odd) :] == branch.due(on=SEPTEMBER, within=30)


def office() -> Registry:
    """Return a workplace with five members, and a rule that looks at the number again after two years."""
    book = load()
    steward = evolve(book.offices["steward"], below="retest", retest_after_months=24)
    registry = Registry(
        open_store(":memory:"),
        agreement=evolve(book, offices={**book.offices, "steward": steward}),
    )
    agreed = RuleAgreed(
        effective_on=date(2019, 1, 1),
        recorded_at=datetime(2019, 1, 1, tzinfo=UTC),
        recorded_by="office",
        rule="threshold",
        value=4,
        until=date(2019, 12, 1),
    )
    registry.import_lines([line(agreed, 1)])
    registry.form_unit("jc-1", name="Jobcenter 1", on=date(2015, 1, 1))
    for member in "ABCDE":
        registry.join(member, workplace="jc-1", on=date(2015, 1, 1))
    return registry


def told(due: tuple[Due, ...]) -> list[tuple[str, str, date, str]]:
    """Return what falls due, of whom, when, and in which words."""
    return [(each.finding, each.subject, each.due_on, each.detail) for each in due]


def test_each_kind_of_what_falls_due() -> None:
    """Given an election with notice, a headcount and an agreement, each falls due on its day."""
    with office() as registry:
        registry.observe_headcount("jc-1", employees=7, on=date(2018, 10, 1))
        registry.elect("A", unit="jc-1", until=date(2021, 9, 1), on=date(2019, 9, 1))
        registry.take_step("A", unit="jc-1", step="received", on=date(2019, 9, 5))
        soon = registry.due(on=date(2019, 9, 10), within=100)
        later = registry.due(on=date(2021, 8, 30), within=2)

    assert told(soon) == [
        (
            "objection period ends",
            "A",
            date(2019, 9, 26),
            "steward at jc-1: the employer may object up to 2019-09-26",
        ),
        ("headcount a year old", "jc-1", date(2019, 10, 1), "7 employees counted on 2018-10-01"),
        (
            "agreement runs out",
            "the union",
            date(2019, 12, 1),
            "threshold is 4 from 2019-01-01 to 2019-12-01",
        ),
    ]
    assert told(later) == [
        (
            "number to be looked at",
            "A",
            date(2021, 9, 1),
            "steward at jc-1 since 2019-09-01: the number is looked at again",
        ),
        (
            "term ends",
            "A",
            date(2021, 9, 1),
            "steward at jc-1 since 2019-09-01; the term is over on 2021-09-01",
        ),
    ]


def test_notices_absences_and_facts_recorded_ahead_fall_due() -> None:
    """Given an election without a notice, somebody away and a leaving to come, each falls due on its day."""
    with office() as registry:
        registry.elect("A", unit="jc-1", on=date(2019, 9, 1), starts_on=date(2019, 9, 20))
        registry.begin_absence("B", until=date(2019, 10, 1), on=date(2019, 9, 1))
        registry.merge_units("jc-1", into=other(registry), on=date(2019, 9, 5))
        gone = registry.leave("C", on=registry.today() + timedelta(days=30))
        soon = registry.due(on=date(2019, 9, 10), within=50)
        ahead = registry.due(within=30, unit="jc-2")
        elsewhere = registry.due(within=30, unit="jc-3")

    assert [(each.unit, *one) for each, one in zip(soon, told(soon), strict=True)] == [
        (
            "jc-2",
            "notice to be given",
            "A",
            date(2019, 9, 20),
            (
                "steward at jc-1, elected on 2019-09-01: the employer is to have the notice by"
                " 2019-09-20, the first day of office"
            ),
        ),
        (
            "jc-2",
            "absence ends",
            "B",
            date(2019, 10, 1),
            "away from 2019-09-01, to be back on 2019-10-01",
        ),
    ]
    day = gone.event.effective_on
    detail = f"MemberLeft takes effect; it was recorded on {gone.event.recorded_at.date()}"
    assert [each for each in told(ahead) if each[1] == "C"] == [
        ("fact takes effect", "C", day, detail)
    ]
    assert [each.subject for each in elsewhere] == []


def other(registry: Registry) -> str:
    """Form another workplace, and one beside it; return the first."""
    for unit in ("jc-2", "jc-3"):
        registry.form_unit(unit, on=date(2015, 1, 1))
    return "jc-2"
