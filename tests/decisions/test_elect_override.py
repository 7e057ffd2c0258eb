"""Electing by override: recorded against the rules, with the reason."""

import pytest
from stewards.events import Event
from stewards.projections.mandates.refusals import UnknownOffice
from stewards.projections.organisation.standing import UnknownUnit
from stewards.registry.decisions.steward_elected import TermOverAtOnce
from stewards.registry.testing import closed, elected, formed, joined, left, merged

from .elections import OFFICE, elect, elected_on
from .facts import APR, FEB, JUN, MAY
from .scenario import ANY, ORGANISATION, RULES_AGREED, given, refused

WHY = "the employer has accepted it"

AGAINST_THE_RULES = [
    pytest.param([], "m1", "jc-1", id="no member"),
    pytest.param([joined("m1", "home", FEB)], "m1", "jc-1", id="works elsewhere"),
    pytest.param([joined("m1", "jc-1", FEB, "senior")], "m1", "jc-1", id="does not count"),
    pytest.param([joined("m1", "home", FEB)], "m1", "home", id="under the threshold"),
    pytest.param([elected("jc-1-b", "jc-1", FEB)], "jc-1-a", "jc-1", id="the seat is taken"),
    pytest.param([], "jc-1-a", "bif", id="no workplace"),
    pytest.param([closed("jc-1", APR)], "jc-1-a", "jc-1", id="the workplace is closed"),
    pytest.param([merged("jc-1", "jc-2", APR)], "jc-1-a", "jc-1", id="the workplace is merged"),
    pytest.param([formed("new", on=JUN)], "m1", "new", id="the workplace is formed later"),
    pytest.param([left("jc-1-a", APR)], "jc-1-a", "jc-1", id="left"),
]


@pytest.mark.parametrize(("past", "member", "unit"), AGAINST_THE_RULES)
def test_an_override_records_against_the_rules(past: list[Event], member: str, unit: str) -> None:
    """What the rules forbid is recorded all the same, and the event says why."""
    town = given(*OFFICE, *past)
    assert not isinstance(town.when(elect(member, unit), MAY), Event)
    assert town.when(elect(member, unit, override=WHY), MAY) == elected_on(
        MAY, member, unit, override=WHY
    )


def test_an_override_that_was_not_needed_is_recorded_too() -> None:
    """The reason stands in the event also where no rule forbids the election."""
    town = given(*OFFICE)
    assert town.when(elect(override=WHY, until=JUN), MAY) == elected_on(
        MAY, override=WHY, until=JUN
    )


def test_an_unknown_office_is_refused_all_the_same() -> None:
    """An override needs an office of the agreement."""
    assert given(*OFFICE).when(elect(office="chair", override=WHY), MAY) == refused(
        UnknownOffice,
        "Cannot elect anyone as chair because the agreement dk-municipal has no such office."
        " Its offices are steward, deputy, joint-steward, joint-deputy, safety-representative, med-seat.",
    )


def test_an_unknown_unit_is_refused_all_the_same() -> None:
    """An override needs a unit that exists."""
    assert given(*OFFICE).when(elect(unit="zz", override=WHY), MAY) == refused(
        UnknownUnit,
        "Cannot elect jc-1-a as steward at zz because there is no unit zz."
        " See 'stewards unit list', or form it with 'stewards unit form zz'.",
    )


def test_an_impossible_term_is_refused_all_the_same() -> None:
    """An override needs a term that is not over at once."""
    assert given(*OFFICE).when(elect(until=MAY, override=WHY), MAY) == refused(
        TermOverAtOnce,
        "Cannot elect anyone on 2019-05-01 until 2019-05-01 because the term would end before"
        " it begins. Give a later day, the first on which the office is no longer held.",
    )


def test_an_override_reads_the_unit() -> None:
    """Whether the unit exists is all that an override depends on."""
    assert given(*OFFICE).reads(elect(override=WHY), MAY) == {
        "unit:jc-1": ORGANISATION,
        ANY: RULES_AGREED,
    }
