"""Somebody holds an office and may have left by then: whether others can be elected on the strength of it."""

from datetime import date

import pytest
from stewards.events import Event, MemberLeft
from stewards.registry import Candidacy

from .log import elected, formed, joined, moved, registry, told

ELECTION, ON = date(2019, 2, 1), date(2019, 9, 1)
WINDOW = {"not_before": date(2019, 8, 1)}
BRANCH = [
    formed("bif", kind="administration"),
    formed("n", "bif"),
    formed("o", "bif"),
    *(joined(member, "n") for member in ("A", "B")),
    joined("C", "o"),
    elected("A", "n", ELECTION),
    elected("C", "o", ELECTION),
]
LEAVES = told(MemberLeft, date(2019, 12, 1), member="A", **WINDOW)


def asked(past: list[Event], member: str, unit: str, office: str) -> Candidacy:
    """Return whether somebody may be elected on the first of September."""
    with registry(past) as branch:
        return branch.candidate(member, unit=unit, office=office, on=ON)


def said(found: Candidacy, rule: str) -> str:
    """Return what one rule says."""
    [reason] = [each for each in found.reasons if each.rule.path == rule]
    return str(reason.verdict)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ([], "yes"),
        ([LEAVES], "unknown"),
        ([moved("A", "o", date(2019, 8, 1))], "no"),
    ],
    ids=["in office", "may have left", "moved"],
)
def test_a_deputy_of_somebody_who_may_have_left(facts: list[Event], verdict: str) -> None:
    """Given a steward who left between August and December, nobody knows if there is one to stand in for."""
    assert said(asked([*BRANCH, *facts], "B", "n", "deputy"), "deputy.for") == verdict


@pytest.mark.parametrize(("facts", "verdict"), [([], "yes"), ([LEAVES], "unknown")])
def test_joint_stewards_among_those_who_may_have_left(facts: list[Event], verdict: str) -> None:
    """Given two stewards of whom one may have left, there may be two to elect a joint one among."""
    found = asked([*BRANCH, *facts], "C", "bif", "joint-steward")

    assert (said(found, "joint-steward.among"), said(found, "joint-steward.among_least")) == (
        "yes",
        verdict,
    )
