"""The reference says what design section 5 says: mandates."""

from datetime import date, timedelta

from hypothesis import given
from stewards.events import (
    Event,
    HeadcountObserved,
    MemberLeft,
    StewardElected,
    UnitClosed,
    UnitMerged,
    UnitMoved,
    WorkplaceChanged,
)

from .facts import APR, FEB, IN_OFFICE, JAN, MAR, MAY, elected, ended, fact, joined, log_of, outcome
from .histories import cases, rules
from .reference import Log, Rules, eligibility, in_office, known, mandates
from .reference.mandates import concerning, reason_on
from .searching import examples

A_DAY = timedelta(days=1)


def test_a_mandate_is_held_from_the_day_of_the_election() -> None:
    """There is no mandate the day before, and one on the day."""
    log = log_of(joined("m", "a"), elected(until=MAY))
    [held] = mandates(log, FEB)

    assert mandates(log, FEB - A_DAY) == []
    assert (held.election, held.member, held.unit, held.office) == (7, "m", "a", "steward")
    assert (held.since, held.until, held.ended_on, held.ended_because) == (FEB, MAY, None, None)


def test_leaving_the_union_ends_a_mandate() -> None:
    """Who is not a member is no steward."""
    log = log_of(joined("m", "a"), elected(), fact(MemberLeft, MAR, member="m"))

    assert outcome(log) == [(MAR, "left the union")]


def test_working_elsewhere_ends_a_mandate() -> None:
    """Another workplace, or none, ends a workplace office."""
    elsewhere = fact(WorkplaceChanged, MAR, member="m", workplace="b")
    nowhere = fact(WorkplaceChanged, MAR, member="m")

    assert outcome(log_of(joined("m", "a"), elected(), elsewhere)) == [(MAR, "workplace changed")]
    assert outcome(log_of(joined("m", "a"), elected(), nowhere)) == [(MAR, "workplace changed")]


def test_a_mandate_follows_its_unit_through_a_merger() -> None:
    """Member and unit are both at the other workplace, so the mandate goes on."""
    log = log_of(joined("m", "a"), elected(), fact(UnitMerged, MAR, unit="a", into="b"))

    assert outcome(log) == [IN_OFFICE]
    assert [(e.workplace, e.stewards) for e in eligibility(log, MAR)] == [("b", ("m",)), ("c", ())]


def test_a_merger_of_another_unit_does_not_carry_a_member_along() -> None:
    """Whoever was put down at another workplace by then is not carried into the unit's new one."""
    log = log_of(
        joined("m", "a"),
        elected(),
        fact(UnitMerged, MAR, unit="a", into="b"),
        fact(WorkplaceChanged, APR, member="m", workplace="b"),
        fact(WorkplaceChanged, MAY, member="m", workplace="c"),
    )

    assert outcome(log, APR) == [IN_OFFICE]
    assert outcome(log, MAY) == [(MAY, "workplace changed")]


def test_a_joint_office_is_held_anywhere_at_or_below_the_unit() -> None:
    """Moving between workplaces of the centre ends nothing; moving out of it does."""
    log = log_of(
        joined("m", "a"),
        elected(unit="north", office="joint-steward"),
        fact(WorkplaceChanged, MAR, member="m", workplace="b"),
        fact(WorkplaceChanged, APR, member="m", workplace="north"),
        fact(WorkplaceChanged, MAY, member="m", workplace="c"),
    )

    assert outcome(log, APR) == [IN_OFFICE]
    assert outcome(log) == [(MAY, "workplace changed")]


def test_a_workplace_office_at_a_larger_unit_is_held_only_at_that_unit() -> None:
    """A steward elected at the centre while working below it is over at once."""
    assert outcome(log_of(joined("m", "a"), elected(unit="north"))) == [(FEB, "workplace changed")]


def test_a_move_that_takes_the_workplace_away_ends_a_joint_office() -> None:
    """A reorganisation counts as a changed workplace."""
    log = log_of(
        joined("m", "a"),
        elected(unit="north", office="joint-steward"),
        fact(UnitMoved, MAR, unit="a", parent="town"),
    )

    assert outcome(log) == [(MAR, "workplace changed")]


def test_a_merger_that_takes_the_workplace_away_ends_a_joint_office() -> None:
    """The member's workplace went into one outside the centre."""
    log = log_of(
        joined("m", "a"),
        elected(unit="north", office="joint-steward"),
        fact(UnitMerged, MAR, unit="a", into="c"),
    )

    assert outcome(log) == [(MAR, "workplace changed")]


def test_closing_the_unit_ends_a_mandate() -> None:
    """So does a merger into a unit that is closed."""
    closed = log_of(joined("m", "a"), elected(), fact(UnitClosed, MAR, unit="a"))
    merged = log_of(
        joined("m", "a"),
        elected(),
        fact(UnitClosed, JAN, unit="b"),
        fact(UnitMerged, MAR, unit="a", into="b"),
    )

    assert outcome(closed) == [(MAR, "unit closed")]
    assert outcome(merged) == [(MAR, "unit closed")]


def test_a_headcount_under_the_threshold_ends_nothing() -> None:
    """The steward stays when the workplace shrinks."""
    log = log_of(
        joined("m", "a"),
        elected(),
        fact(HeadcountObserved, MAR, workplace="a", employees=1),
    )

    assert outcome(log) == [IN_OFFICE]


def test_two_stewards_after_a_merger_both_stay() -> None:
    """A merger ends no mandate: both are stewards of the one workplace."""
    log = log_of(
        joined("m", "a"),
        joined("n", "b"),
        elected(),
        elected(member="n", unit="b"),
        fact(UnitMerged, MAR, unit="a", into="b"),
    )

    assert outcome(log) == [IN_OFFICE, IN_OFFICE]
    assert [e.stewards for e in eligibility(log, MAR)] == [("m", "n"), ()]


def test_what_comes_after_the_day_does_not_exist_for_it() -> None:
    """Asked for March, a mandate that ends in April is in office without an end."""
    log = log_of(joined("m", "a"), elected(), ended(APR))

    assert len(in_office(log, MAR)) == 1
    assert in_office(log, APR) == []


@examples(17)
@given(cases(), rules())
def test_mandates_end_only_on_days_when_something_changes(
    case: tuple[list[Event], date, int], rules: Rules
) -> None:
    """Walking day by day from the election finds the same first day and the same reason."""
    events, on, upto = case
    log = known(events, upto)

    assert outcome(log, on, rules) == [day_by_day(log, e, on, rules) for e in elections(log, on)]


def elections(log: Log, on: date) -> list[tuple[int, StewardElected]]:
    """Return the elections up to a day."""
    return [(n, e) for n, e in log if isinstance(e, StewardElected) and e.effective_on <= on]


def day_by_day(
    log: Log, election: tuple[int, StewardElected], on: date, rules: Rules
) -> tuple[object, object]:
    """Return the first of all days on which a mandate is over, and why."""
    own = concerning(log, election[1].member)
    day = election[1].effective_on
    while day <= on:
        if (because := reason_on(own, election, day, rules)) is not None:
            return day, because
        day += A_DAY
    return IN_OFFICE
