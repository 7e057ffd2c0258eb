"""Case loads: a ratio is measured by the norm of its day, and only if both are divided by the same."""

from collections.abc import Iterator
from datetime import date

import pytest
from stewards.registry import DifferentDenominators, Ratio, Registry, UnknownUnit

FOUNDED, DAY = date(2015, 1, 1), date(2019, 9, 1)
ACTIVITY, RESOURCE = "cases-activity-ready", "cases-resource-course"


@pytest.fixture
def town() -> Iterator[Registry]:
    """Return a registry with an administration and two job centres."""
    with Registry.create(":memory:") as registry:
        registry.form_unit("bif", name="Employment", kind="administration", on=FOUNDED)
        for unit in ("jc-1", "jc-2"):
            registry.form_unit(unit, name=unit, parent="bif", on=FOUNDED)
        yield registry


def only(town: Registry, on: date = DAY) -> Ratio:
    """Return the one ratio there is."""
    [ratio] = town.figures(on=on)
    return ratio


def test_220_against_a_norm_of_55(town: Registry) -> None:
    """Given 220 cases for each caseworker and a norm of 55, then that is 4.0 times the norm."""
    town.observe_ratio("jc-1", figure=ACTIVITY, value=220, per="own-caseworkers", on=DAY)

    ratio = only(town)

    assert (ratio.ratio, ratio.norm, ratio.times) == (220.0, 55, 4.0)


def test_75_against_a_norm_of_45(town: Registry) -> None:
    """Given 75 resource courses for each caseworker and a norm of 45, then that is 1.67 times the norm."""
    town.observe_ratio("jc-1", figure=RESOURCE, value=75, per="own-caseworkers", on=DAY)

    ratio = only(town)

    assert (ratio.ratio, ratio.norm, ratio.times) == (75.0, 45, 1.67)


def test_90_per_all_staff_is_not_comparable(town: Registry) -> None:
    """Given 90 cases for each of all staff, when the norm speaks of caseworkers, then there is no norm."""
    town.observe_ratio("jc-1", figure=ACTIVITY, value=90, per="all-staff", on=DAY)

    ratio = only(town)

    assert (ratio.ratio, ratio.norm, ratio.times, ratio.short) == (90.0, None, None, None)
    assert ratio.norm_per == "own-caseworkers"
    assert [each.finding for each in town.check(on=DAY)] == []


def test_the_two_are_never_put_together(town: Registry) -> None:
    """Given the same figure by two denominators, when somebody asks for both, then it is refused."""
    town.observe_ratio("jc-1", figure=ACTIVITY, value=220, per="own-caseworkers", on=DAY)
    town.observe_ratio("jc-2", figure=ACTIVITY, value=90, per="all-staff", on=DAY)

    with pytest.raises(DifferentDenominators) as refused:
        town.figure_together(ACTIVITY, on=DAY)
    assert str(refused.value) == (
        "Cannot put the ratios of cases-activity-ready together because they are divided by different"
        " things: all-staff, own-caseworkers. Name one of these with --per."
    )
    assert town.figure_together(ACTIVITY, per="all-staff", on=DAY).ratio == 90.0


def test_150_people_are_short(town: Registry) -> None:
    """Given 11,000 cases, 50 caseworkers and a norm of 55, then 150 caseworkers are lacking."""
    town.observe_ratio("bif", figure=ACTIVITY, value=11_000, of=50, per="own-caseworkers", on=DAY)

    ratio = only(town)

    assert (ratio.ratio, ratio.times, ratio.short) == (220.0, 4.0, 150)
    [found] = town.check(on=DAY)
    assert (found.finding, found.subject, found.entries) == ("over the norm", "bif", (4,))
    assert found.detail.startswith(
        "cases-activity-ready: 11000 for 50 own-caseworkers on 2019-09-01, 4.0 times the norm of 55"
    )
    assert found.detail.endswith("lacking: 150 own-caseworkers")


def test_the_norm_is_that_of_the_day(town: Registry) -> None:
    """Given a norm of 55, and of 40 from 2020-04-01, then each figure is measured by the norm of its day."""
    for day in (date(2020, 3, 31), date(2020, 4, 1)):
        town.observe_ratio("jc-1", figure=ACTIVITY, value=80, per="own-caseworkers", on=day)

    assert (only(town, date(2020, 3, 31)).norm, only(town, date(2020, 3, 31)).times) == (55, 1.45)
    assert (only(town, date(2021, 1, 1)).norm, only(town, date(2021, 1, 1)).times) == (40, 2.0)


def test_what_is_within_the_norm_is_no_finding(town: Registry) -> None:
    """Given exactly the norm, then nobody is short and nothing is found."""
    town.observe_ratio("jc-1", figure=ACTIVITY, value=110, of=2, per="own-caseworkers", on=DAY)

    ratio = only(town)

    assert (ratio.times, ratio.short) == (1.0, 0)
    assert town.check(on=DAY) == ()


def test_two_centres_together_are_all_cases_by_all_caseworkers(town: Registry) -> None:
    """Given 1,000 cases for 10 and 200 for 5, then together it is 1,200 for 15, and 7 are lacking."""
    for unit, value, of in (("jc-1", 1000, 10), ("jc-2", 200, 5)):
        town.observe_ratio(unit, figure=ACTIVITY, value=value, of=of, per="own-caseworkers", on=DAY)

    both = town.figure_together(ACTIVITY, unit="bif", on=DAY)

    assert (both.value, both.of, both.ratio, both.norm, both.short) == (1200, 15, 80.0, 55, 7)
    assert [each.unit for each in town.figures(unit="jc-2", on=DAY)] == ["jc-2"]


def test_a_figure_of_an_unknown_unit_is_refused(town: Registry) -> None:
    """Given no unit jc-9, when a ratio of it is recorded, then it is refused."""
    with pytest.raises(UnknownUnit) as refused:
        town.observe_ratio("jc-9", figure=ACTIVITY, value=1, per="own-caseworkers", on=DAY)
    assert str(refused.value) == (
        "Cannot record a ratio of jc-9 because there is no unit jc-9. Did you mean jc-1 or jc-2?"
    )
