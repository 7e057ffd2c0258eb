"""Absences: away from work, for longer or not as long, and back."""

from datetime import date

import pytest
from stewards.events import AbsenceBegan, AbsenceEnded, Event
from stewards.projections.membership.standing import NotInMembership
from stewards.registry.decisions.absence_began import AwayAlready, BackAtOnce
from stewards.registry.decisions.absence_ended import NotAway
from stewards.registry.testing import away, back, joined, voided

from .facts import APR, FEB, JAN, JUL, JUN, MAR, MAY
from .scenario import EMPLOYMENT, MEMBERSHIP, Proposal, decided, given, propose, refused

MEMBER = joined("m1", on=JAN)
BACK = propose(AbsenceEnded, member="m1")


def begin(until: date | None = None) -> Proposal:
    """Return the decision to record an absence."""
    return propose(AbsenceBegan, member="m1", until=until)


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([], id="never before"),
        pytest.param([away("m1", FEB), back("m1", MAR)], id="came back"),
        pytest.param([away("m1", FEB, MAR)], id="was to come back"),
        pytest.param([away("m1", FEB, JUL)], id="for not as long"),
        pytest.param([away("m1", FEB)], id="now planned"),
        pytest.param([away("m1", JUN, JUL)], id="away later, too"),
    ],
)
def test_an_absence_begins(past: list[Event]) -> None:
    """Whoever is at work goes away; whoever is away may come back on another day than planned."""
    assert given(MEMBER, *past).when(begin(JUN), MAY) == decided(
        AbsenceBegan, MAY, member="m1", until=JUN
    )


@pytest.mark.parametrize("until", [APR, MAY])
def test_an_absence_that_is_over_at_once_is_refused(until: date) -> None:
    """The first day back is a later one."""
    assert given(MEMBER).when(begin(until), MAY) == refused(
        BackAtOnce,
        f"Cannot record that m1 is away from 2019-05-01 until {until} because the absence would be"
        " over before it begins. Give a later day, the first one back at work.",
    )


@pytest.mark.parametrize(
    ("until", "told"),
    [(None, "nobody knows until when"), (JUN, "until 2019-06-01")],
)
def test_the_same_absence_is_refused(until: date | None, told: str) -> None:
    """Nothing would change."""
    assert given(MEMBER, away("m1", FEB, until)).when(begin(until), MAY) == refused(
        AwayAlready,
        f"Cannot record that m1 is away from 2019-05-01 because m1 is away that day already, {told}"
        " (entry 2). Give another first day back, --until DAY, or record the return first.",
    )


def test_the_absence_of_nobody_we_know_is_refused() -> None:
    """Somebody who is no member, and was elected to no office, is a misspelling."""
    assert given().when(begin(), MAY) == refused(
        NotInMembership,
        "Cannot record that m1 is away on 2019-05-01 because m1 is not a member that day."
        " See 'stewards history --member m1', and record the joining first.",
    )


@pytest.mark.parametrize(
    "past", [[away("m1", FEB)], [away("m1", FEB, APR)], [away("m1", FEB, JUN)]]
)
def test_an_absence_ends(past: list[Event]) -> None:
    """As planned, earlier or later."""
    assert given(MEMBER, *past).when(BACK, MAY) == decided(AbsenceEnded, MAY, member="m1")


@pytest.mark.parametrize(
    "past",
    [
        pytest.param([], id="never away"),
        pytest.param([away("m1", MAY)], id="away from that day"),
        pytest.param([away("m1", JUN)], id="away later"),
        pytest.param([away("m1", FEB), back("m1", APR)], id="back already"),
        pytest.param([away("m1", FEB), voided(2)], id="that was voided"),
    ],
)
def test_a_return_from_no_absence_is_refused(past: list[Event]) -> None:
    """Somebody comes back who was away."""
    assert given(MEMBER, *past).when(BACK, MAY) == refused(
        NotAway,
        "Cannot record that m1 is back on 2019-05-01 because the log has no absence before that day"
        " whose end is not recorded. See 'stewards history --member m1', and record the absence first.",
    )


def test_an_absence_reads_the_member() -> None:
    """What is known of the member, and no others."""
    town = given(MEMBER, away("m1", FEB), joined("m2"))
    assert town.reads(begin(), MAY) == {"member:m1": MEMBERSHIP | EMPLOYMENT}
    assert town.reads(BACK, MAY) == {"member:m1": EMPLOYMENT}
