"""Agreeing a rule: there is such a rule, it can be that, and the book leaves it open."""

from typing import Any

import pytest
from stewards.events import RuleAgreed, Step
from stewards.projections.organisation.standing import UnknownUnit
from stewards.projections.rules import BookGone, NoSuchAgreement
from stewards.registry.decisions.rule_agreed import (
    NoSuchValue,
    RuleNotOpenToAgreement,
    RuleOverAtOnce,
    UnknownRule,
)
from stewards.registry.decisions.steward_elected import NotEntitled, SeatTaken
from stewards.registry.testing import elected, fact

from .elections import OFFICE, elect, elected_on
from .facts import APR, FEB, JUN, MAR, MAY, TOWN
from .scenario import (
    ANY,
    ORGANISATION,
    RULES_AGREED,
    Outcome,
    Proposal,
    decided,
    given,
    propose,
    refused,
)

STEPS = (Step(start=5, value=1), Step(start=30, each=25, add=1))


def agree(rule: str, value: Any, **fields: Any) -> Proposal:
    """Return the decision to agree a rule at jc-1, unless told otherwise."""
    return propose(RuleAgreed, rule=rule, value=value, **{"unit": "jc-1", **fields})


def agreed(rule: str, value: Any, on: Any = FEB, **fields: Any) -> Any:
    """Return what was agreed in February."""
    return fact(RuleAgreed, on, rule=rule, value=value, **fields)


RULES = [
    pytest.param("steward.seats", 2, id="a number"),
    pytest.param("steward.seats", STEPS, id="steps"),
    pytest.param("steward.seats", None, id="as in the book again"),
    pytest.param("steward.below", "ends", id="a text"),
    pytest.param("joint-steward.among", False, id="nothing"),
    pytest.param("local.coffee", "free", id="what binds nothing"),
    pytest.param("agreement", "dk-state", id="a whole book"),
    pytest.param("agreement", None, id="no other book any more"),
]


@pytest.mark.parametrize(("rule", "value"), RULES)
@pytest.mark.parametrize("unit", ["jc-1", "kk", None])
def test_a_rule_is_agreed(rule: str, value: Any, unit: str | None) -> None:
    """At a unit of any kind, or in the whole registry."""
    assert given(*TOWN).when(agree(rule, value, unit=unit), MAY) == decided(
        RuleAgreed, MAY, rule=rule, value=value, unit=unit
    )


def test_a_rule_that_there_is_not_is_refused() -> None:
    """Also with an override."""
    for override in (None, "they say so"):
        assert given(*TOWN).when(agree("steward.seat", 2, override=override), MAY) == refused(
            UnknownRule,
            "Cannot agree steward.seat because the agreement dk-municipal has no such rule."
            " 'stewards rules show' lists them; begin with local. what is only to be kept on record.",
        )


VALUES = [
    ("steward.seats", "two", "'two'", "it must be a whole number or steps, not 'two'"),
    ("steward.seats", True, "true", "it must be a whole number or steps, not True"),
    ("threshold", 0, "0", "'threshold' must be >= 1: 0"),
    (
        "joint-steward.among",
        "chair",
        "'chair'",
        "joint-steward: it rests on 'chair', which is no office",
    ),
    (
        "joint-steward.among",
        "joint-deputy",
        "'joint-deputy'",
        "joint-deputy: it rests on itself, by way of 'joint-steward'",
    ),
    ("agreement", 5, "5", "it must be the name of a rule book, or its file"),
]


@pytest.mark.parametrize(("rule", "value", "shown", "why"), VALUES)
def test_what_a_rule_cannot_be_is_refused(rule: str, value: Any, shown: str, why: str) -> None:
    """A value of another kind, or one that would make a circle of offices."""
    assert given(*TOWN).when(agree(rule, value), MAY) == refused(
        NoSuchValue,
        f"Cannot agree {rule} to be {shown} because {why}."
        " 'stewards rules show' has what it is now, which shows its kind.",
    )


def test_a_rule_that_is_not_left_open_is_refused() -> None:
    """What may be agreed locally is listed in the book; with an override it is recorded all the same."""
    days = agree("steward.objection_days", 14)
    assert given(*TOWN).when(days, MAY) == refused(
        RuleNotOpenToAgreement,
        "Cannot agree steward.objection_days because the agreement dk-municipal leaves only these open:"
        " threshold, steward.seats, steward.below, steward.on_merger, steward.vacancy, steward.term_months,"
        " deputy.seats, joint-steward.seats, joint-steward.among, joint-steward.among_least,"
        " joint-deputy.among, safety-representative.term_months. If it was agreed all the same, record it"
        " with --override and the reason.",
    )
    kept = agree("steward.objection_days", 14, override="in writing")
    assert isinstance(given(*TOWN).when(kept, MAY), RuleAgreed)


def test_what_is_open_is_said_by_the_book_of_the_unit() -> None:
    """Where the German book holds, nothing of the Danish one is open."""
    town = given(*TOWN, agreed("agreement", "de", unit="bif"))
    assert isinstance(town.when(agree("steward.merger_months", 12), MAY), RuleAgreed)
    assert town.when(agree("threshold", 4), MAY) == refused(
        RuleNotOpenToAgreement,
        "Cannot agree threshold because the agreement de leaves only these open: steward.merger_months."
        " If it was agreed all the same, record it with --override and the reason.",
    )


def test_a_unit_that_was_never_formed_is_refused() -> None:
    """Whatever the rule."""
    assert given(*TOWN).when(agree("steward.seats", 2, unit="jc-9"), MAY) == refused(
        UnknownUnit,
        "Cannot agree steward.seats at jc-9 because there is no unit jc-9. See 'stewards unit list',"
        " or form it with 'stewards unit form jc-9'.",
    )


def test_a_rule_that_is_over_at_once_is_refused() -> None:
    """The day from which it holds no more is a later one."""
    assert given(*TOWN).when(agree("steward.seats", 2, until=MAY), MAY) == refused(
        RuleOverAtOnce,
        "Cannot agree steward.seats from 2019-05-01 until 2019-05-01 because it would be over before it"
        " holds. Give a later day, the first on which it holds no more.",
    )


def test_a_book_that_cannot_be_read_is_refused() -> None:
    """The name is looked up when it is adopted."""
    outcome = given(*TOWN).when(agree("agreement", "nowhere.toml"), MAY)
    assert outcome == refused(
        NoSuchAgreement,
        "Cannot use the agreement 'nowhere.toml' because stewards has none of that name, and there is no"
        " such file. Name one of at, de, dk, dk-building, dk-copenhagen, dk-municipal, dk-state, fr, no, or"
        " give the path of a TOML file.",
    )


def test_where_a_book_is_gone_nothing_is_decided_by_another_one() -> None:
    """But another one can be adopted."""
    town = given(*OFFICE, agreed("agreement", "nowhere.toml"))
    assert town.when(elect(), MAY) == refused(
        BookGone,
        "Cannot follow the agreement nowhere.toml because it was adopted on 2019-02-01 (entry 12), and"
        " there is no sound file of it now. Put the file back, or adopt another one: stewards rules adopt"
        " BOOK --on 2019-02-01.",
    )
    assert isinstance(town.when(agree("agreement", "dk-state", unit=None), MAY), RuleAgreed)


def test_agreeing_reads_the_unit_and_what_was_agreed() -> None:
    """And what the unit lies under, once anything is agreed at a unit."""
    assert given(*TOWN).reads(agree("steward.seats", 2), MAY) == {
        "unit:jc-1": ORGANISATION,
        ANY: RULES_AGREED,
    }


def test_elections_follow_what_was_agreed() -> None:
    """A second seat from the day on which it was agreed."""
    town = given(
        *OFFICE, elected("jc-1-b", "jc-1", FEB), agreed("steward.seats", 2, on=APR, unit="bif")
    )
    assert outcome_of(town.when(elect(), MAR)) is SeatTaken
    assert town.when(elect(), MAY) == elected_on(MAY)


def test_a_waived_threshold_is_waived_while_it_is_agreed() -> None:
    """Three may elect until the agreement is over."""
    people = [*OFFICE[:6], *OFFICE[6:9]]
    town = given(*people, agreed("threshold", 3, unit="jc-1", until=JUN))
    assert town.when(elect(), MAY) == elected_on(MAY)
    assert outcome_of(town.when(elect(), JUN)) is NotEntitled


def test_a_conflicting_agreement_stops_an_election() -> None:
    """What was agreed meanwhile is within the boundary of the decision."""
    assert given(*OFFICE).conflicts(elect(), MAY, agreed("threshold", 9, unit="jc-1"))


def outcome_of(outcome: Outcome) -> Any:
    """Return the class of a refusal."""
    assert isinstance(outcome, tuple)
    return outcome[0]
