"""Electing: the office, the term, the unit, the candidate, and what is read."""

from datetime import date

import pytest
from attrs import evolve
from stewards.events import Event, StewardElected
from stewards.projections.mandates.refusals import (
    CategoryDoesNotCount,
    ElectedElsewhere,
    UnknownOffice,
)
from stewards.projections.membership.standing import NotInMembership
from stewards.projections.organisation.standing import (
    NotAWorkplace,
    UnitClosedThen,
    UnitMergedThen,
    UnitNotYetFormed,
    UnknownUnit,
)
from stewards.registry.decisions.steward_elected import TermOverAtOnce
from stewards.registry.testing import becomes, closed, elected, formed, joined, left, merged, works

from .elections import OFFICE, elect, elected_on, rules_with
from .facts import APR, AUG, FEB, JAN, JUN, MAR, MAY, TOWN, team
from .scenario import (
    ANY,
    ELECTORS,
    EMPLOYMENT,
    HEADCOUNTS,
    MANDATES,
    MEMBERSHIP,
    ORGANISATION,
    PLACINGS,
    RULES_AGREED,
    given,
    refused,
)


@pytest.mark.parametrize("office", ["steward", "safety-representative"])
def test_a_member_is_elected_where_five_work(office: str) -> None:
    """A member is elected to an office at the own workplace, where five members count."""
    assert given(*OFFICE).when(elect(office=office), MAY) == elected_on(MAY, office=office)


def test_a_member_is_elected_for_a_term() -> None:
    """An election may say on what day the term is over."""
    assert given(*OFFICE).when(elect(until=JUN), MAY) == elected_on(MAY, until=JUN)


def test_an_unknown_office_is_refused() -> None:
    """An office is one of the agreement's."""
    assert given(*OFFICE).when(elect(office="chair"), MAY) == refused(
        UnknownOffice,
        "Cannot elect anyone as chair because the agreement dk-municipal has no such office."
        " Its offices are steward, deputy, joint-steward, joint-deputy, safety-representative, med-seat.",
    )


@pytest.mark.parametrize("until", [MAY, APR])
def test_a_term_that_is_over_at_once_is_refused(until: date) -> None:
    """A term ends after the day it begins."""
    assert given(*OFFICE).when(elect(until=until), MAY) == refused(
        TermOverAtOnce,
        f"Cannot elect anyone on 2019-05-01 until {until} because the term would end before"
        " it begins. Give a later day, the first on which the office is no longer held.",
    )


def test_an_unknown_unit_is_refused() -> None:
    """Nobody is elected at a unit that does not exist."""
    assert given(*OFFICE).when(elect(unit="zz"), MAY) == refused(
        UnknownUnit,
        "Cannot elect jc-1-a as steward at zz because there is no unit zz."
        " See 'stewards unit list', or form it with 'stewards unit form zz'.",
    )


def test_a_larger_unit_is_refused() -> None:
    """A steward is elected at a workplace, not at a larger unit."""
    assert given(*OFFICE).when(elect(unit="bif"), MAY) == refused(
        NotAWorkplace,
        "Cannot elect jc-1-a as steward at bif because bif is of kind administration, not a"
        " workplace. Name a workplace below it; 'stewards unit list' shows them.",
    )


def test_a_workplace_formed_later_is_refused() -> None:
    """Nobody is elected at a workplace before its first day."""
    town = given(formed("new", on=JUN), *team("new", 5))
    assert town.when(elect("new-a", "new"), MAY) == refused(
        UnitNotYetFormed,
        "Cannot elect new-a as steward at new on 2019-05-01 because new was formed on 2019-06-01"
        " (entry 1). Give that day or a later one.",
    )


def test_a_closed_workplace_is_refused() -> None:
    """Nobody is elected at a workplace that was closed by that day."""
    assert given(*OFFICE, closed("jc-1", APR)).when(elect(), MAY) == refused(
        UnitClosedThen,
        "Cannot elect jc-1-a as steward at jc-1 on 2019-05-01 because jc-1 was closed on"
        " 2019-04-01 (entry 12)."
        " Name a unit that is open that day, or void entry 12 if it is wrong.",
    )


def test_a_merged_workplace_is_refused() -> None:
    """Whoever works at a merged workplace is elected at the one it was merged into."""
    assert given(*OFFICE, merged("jc-1", "jc-2", APR)).when(elect(), MAY) == refused(
        UnitMergedThen,
        "Cannot elect jc-1-a as steward at jc-1 on 2019-05-01 because jc-1 was merged into jc-2"
        " on 2019-04-01 (entry 12). Name jc-2 instead, or void entry 12 if it is wrong.",
    )


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([], id="unheard of"),
        pytest.param([joined("m1", "jc-1", JUN)], id="joins later"),
        pytest.param([joined("m1", "jc-1", FEB), left("m1", MAY)], id="left that day"),
    ],
)
def test_somebody_outside_membership_is_refused(past: list[Event]) -> None:
    """Only a member is elected."""
    assert given(*OFFICE, *past).when(elect("m1"), MAY) == refused(
        NotInMembership,
        "Cannot elect m1 as steward at jc-1 on 2019-05-01 because m1 is not a member that"
        " day. See 'stewards history --member m1', and record the joining first.",
    )


def test_a_member_who_works_elsewhere_is_refused() -> None:
    """A member is elected at the own workplace only, as it is on record that day."""
    town = given(*OFFICE, joined("m1", "jc-1", FEB), works("m1", "jc-2", APR))
    assert town.when(elect("m1"), MAY) == refused(
        ElectedElsewhere,
        "Cannot elect m1 as steward at jc-1 on 2019-05-01 because the workplace of m1 is jc-2"
        " that day (entry 13). Record the change of workplace first."
        " If the election did take place, record it with --override and the reason.",
    )


def test_a_member_without_a_workplace_is_refused() -> None:
    """Whoever has no workplace on record is elected at none."""
    assert given(*OFFICE, joined("m1", None, FEB)).when(elect("m1"), MAY) == refused(
        ElectedElsewhere,
        "Cannot elect m1 as steward at jc-1 on 2019-05-01 because the workplace of m1 is none"
        " that day (entry 12). Record the change of workplace first."
        " If the election did take place, record it with --override and the reason.",
    )


@pytest.mark.parametrize("office", ["steward", "deputy"])
def test_a_category_that_does_not_count_is_refused(office: str) -> None:
    """Only a member who counts towards the threshold is elected, whatever the office."""
    town = given(*OFFICE, joined("m1", "jc-1", FEB), becomes("m1", "senior", MAR))
    assert town.when(elect("m1", office=office), MAY) == refused(
        CategoryDoesNotCount,
        f"Cannot elect m1 as {office} at jc-1 on 2019-05-01 because m1 is senior that day, and"
        " only these count: active, leave. Record the change of category first."
        " If the election did take place, record it with --override and the reason.",
    )


def test_somebody_who_may_be_a_member_there_is_elected() -> None:
    """Refused is only whoever is surely no member, surely elsewhere or surely of another category."""
    may_be = elect("m1", rules=rules_with("steward", threshold=False))
    past = [
        evolve(joined("m1", "jc-2", AUG, "student"), not_before=JAN),
        evolve(works("m1", "jc-1", AUG), not_before=JAN),
        evolve(becomes("m1", "active", AUG), not_before=JAN),
    ]
    assert isinstance(given(*TOWN, *past).when(may_be, MAY), StewardElected)
    assert given(*TOWN, *past[:1]).when(may_be, MAY) == refused(
        ElectedElsewhere,
        "Cannot elect m1 as steward at jc-1 on 2019-05-01 because the workplace of m1 is"
        " jc-2 that day (entry 7). Record the change of workplace first. If the election did take place,"
        " record it with --override and the reason.",
    )
    assert given(*TOWN, *past[:2]).when(may_be, MAY) == refused(
        CategoryDoesNotCount,
        "Cannot elect m1 as steward at jc-1 on 2019-05-01 because m1 is student that day,"
        " and only these count: active, leave. Record the change of category first. If the election did take"
        " place, record it with --override and the reason.",
    )


def test_a_member_recorded_at_a_unit_merged_into_the_workplace_is_elected() -> None:
    """Whoever is recorded at a unit that was merged works at the one it was merged into."""
    past = [*TOWN, *team("jc-2", 5), merged("jc-2", "home", FEB), merged("home", "jc-1", MAR)]
    assert given(*past).when(elect("jc-2-a"), MAY) == elected_on(MAY, "jc-2-a")


def test_electing_reads_the_workplace_its_electorate_and_its_holders() -> None:
    """The workplace with its mergers, whoever was ever there, and the elections there decide."""
    past = [
        *OFFICE,
        merged("jc-2", "jc-1", FEB),
        joined("m1", "jc-2", FEB),
        joined("m2", "home", FEB),
        joined("m3", "home", FEB),
        works("m3", "jc-1", MAR),
        works("m3", "home", MAR),
        elected("m2", "jc-2", FEB, until=MAR),
        elected("m4", "jc-1", FEB, office="deputy"),
        elected("m2", "bif", FEB, office="joint-steward"),
    ]
    there = ORGANISATION | PLACINGS | MANDATES
    no_seniority = rules_with("steward", seniority_months=None)
    assert given(*past).reads(elect(rules=no_seniority), MAY) == {
        "unit:jc-1": there | HEADCOUNTS,
        "unit:jc-2": there | HEADCOUNTS,
        "member:jc-1-a": MEMBERSHIP | EMPLOYMENT,
        **{f"member:jc-1-{letter}": ELECTORS for letter in "bcde"},
        **{f"member:{member}": ELECTORS for member in ("m1", "m3")},
        "member:m2": MEMBERSHIP,
        ANY: RULES_AGREED,
    }


def test_electing_without_threshold_and_seats_reads_the_workplace_and_the_candidate() -> None:
    """An office that needs no threshold depends on those alone who ever held it there."""
    rules = rules_with("safety-representative", electable=None, absence_months=None)
    past = given(*OFFICE, elected("jc-1-b", "jc-1", FEB, office="safety-representative"))
    assert past.reads(elect(office="safety-representative", rules=rules), MAY) == {
        "unit:jc-1": ORGANISATION | MANDATES,
        **{f"unit:{unit}": ORGANISATION for unit in ("bif", "kk")},
        "member:jc-1-a": MEMBERSHIP,
        "member:jc-1-b": MEMBERSHIP,
        ANY: RULES_AGREED,
    }
