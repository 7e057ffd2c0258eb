"""What `check` says of elections that somebody left half done, and of those who should not hold an office."""

from datetime import date

import pytest
from stewards.events import CategoryChanged, Event

from .log import elected, formed, joined, registry, step, told

ELECTION, TODAY = date(2019, 9, 2), date(2019, 9, 20)
BRANCH = [
    formed("kk", kind="employer"),
    formed("jc-1", "kk"),
    *(joined(f"M{number}", "jc-1") for number in range(1, 6)),
]
ELECTED = [*BRANCH, elected("M1", "jc-1", ELECTION, until=date(2019, 9, 20))]
RECEIVED = step("received", "M1", "jc-1", date(2019, 9, 5))
APPROVED = step("approved", "M1", "jc-1", ELECTION)
STEWARD = elected("M1", "jc-1", ELECTION)
ODD = [
    ("elected, not notified", [*BRANCH, STEWARD, APPROVED], TODAY),
    ("notified without approval", [*BRANCH, STEWARD, RECEIVED], TODAY),
    (
        "objected, not settled",
        [*BRANCH, STEWARD, APPROVED, RECEIVED, step("objected", "M1", "jc-1", date(2019, 9, 9))],
        TODAY,
    ),
    ("expired, not re-elected", ELECTED, TODAY),
    (
        "no longer counted",
        [*BRANCH, STEWARD, told(CategoryChanged, date(2019, 9, 9), member="M1", category="senior")],
        TODAY,
    ),
    ("deputy of nobody", [*BRANCH, elected("M1", "jc-1", ELECTION, "deputy")], TODAY),
    ("own deputy", [*BRANCH, STEWARD, elected("M1", "jc-1", ELECTION, "deputy")], TODAY),
]


@pytest.mark.parametrize(("kind", "events", "on"), ODD, ids=[kind for kind, *_ in ODD])
def test_it_is_found(kind: str, events: list[Event], on: date) -> None:
    """Each with its holder, the election behind it, and the command that puts it in order."""
    with registry(events) as branch:
        found = [each for each in branch.check(on=on) if each.finding == kind]
    assert [each.subject for each in found] == ["M1"]
    assert "stewards mandate " in found[0].advice
    assert found[0].entries


def test_what_is_done_is_not_found() -> None:
    """Approved, notified and not objected to, an election is in order."""
    with registry([*BRANCH, STEWARD, APPROVED, RECEIVED]) as branch:
        found = {each.finding for each in branch.check(on=TODAY)}
    assert found & {kind for kind, *_ in ODD} == set()


def test_elections_from_before_steps_were_kept_need_no_notice() -> None:
    """Of old logs nobody asks what was never recorded."""
    old = elected("M2", "jc-1", date(2017, 1, 1), "deputy")
    with registry([*BRANCH, old, STEWARD, APPROVED]) as branch:
        found = branch.check(on=TODAY)
    odd = [each.subject for each in found if each.finding == "elected, not notified"]
    assert odd == ["M1"]
