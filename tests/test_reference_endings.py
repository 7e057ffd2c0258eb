"""The reference says what design section 5 says: what ends a mandate, and what does not."""

from datetime import timedelta

from stewards.events import (
    EntryVoided,
    MandateEnded,
    MemberLeft,
    UnitClosed,
    UnitMerged,
    WorkplaceChanged,
)

from .facts import (
    APR,
    FEB,
    IN_OFFICE,
    JAN,
    JUN,
    MAR,
    MAY,
    TOWN,
    elected,
    ended,
    fact,
    joined,
    log_of,
    outcome,
)
from .reference import eligibility, known

A_DAY = timedelta(days=1)


def test_an_ending_ends_a_mandate_from_its_day() -> None:
    """Held the day before the ending, and not on its day."""
    log = log_of(joined("m", "a"), elected(), ended(MAR))

    assert outcome(log, MAR - A_DAY) == [IN_OFFICE]
    assert outcome(log, MAR) == [(MAR, "ended")]


def test_the_day_the_term_is_over_is_no_longer_held() -> None:
    """A mandate until March is held on the last of February."""
    log = log_of(joined("m", "a"), elected(until=MAR))

    assert outcome(log, MAR - A_DAY) == [IN_OFFICE]
    assert outcome(log, MAR) == [(MAR, "term over")]


def test_a_term_over_before_the_election_is_over_on_its_day() -> None:
    """No mandate ends before it begins."""
    assert outcome(log_of(joined("m", "a"), elected(until=JAN))) == [(FEB, "term over")]


def test_the_first_end_is_the_end_and_of_one_day_the_first_reason() -> None:
    """An ending outweighs the term, the term the leaving, the leaving the closing."""
    everything = [
        ended(MAR),
        fact(MemberLeft, MAR, member="m"),
        fact(UnitClosed, MAR, unit="a"),
    ]

    assert outcome(log_of(joined("m", "a"), elected(until=MAR), *everything)) == [(MAR, "ended")]
    assert outcome(log_of(joined("m", "a"), elected(until=MAR), *everything[1:])) == [
        (MAR, "term over")
    ]
    assert outcome(log_of(joined("m", "a"), elected(), *everything[1:])) == [
        (MAR, "left the union")
    ]
    assert outcome(log_of(joined("m", "a"), elected(until=FEB + A_DAY), *everything)) == [
        (FEB + A_DAY, "term over")
    ]


def test_an_ending_names_the_unit_of_the_election_or_what_it_was_merged_into() -> None:
    """After the merger both names speak of the mandate; before it only its own does."""
    told = [joined("m", "a"), elected(), fact(UnitMerged, MAR, unit="a", into="b")]

    assert outcome(log_of(*told, ended(APR, "a"))) == [(APR, "ended")]
    assert outcome(log_of(*told, ended(APR, "b"))) == [(APR, "ended")]
    assert outcome(log_of(*told, ended(FEB, "b"))) == [IN_OFFICE]


def test_an_ending_speaks_of_one_member_one_office_and_one_unit() -> None:
    """The ending of another office, at another unit, or of somebody else ends nothing."""
    other = fact(MandateEnded, MAR, member="n", unit="a", office="steward")
    told = [joined("m", "a"), elected()]

    assert outcome(log_of(*told, ended(MAR, office="deputy"), ended(MAR, "c"), other)) == [
        IN_OFFICE
    ]


def test_an_ending_ends_the_newest_mandate_elected_before_it_and_none_after() -> None:
    """Of one day, what was told first comes first: an election after the ending stands."""
    log = log_of(
        joined("m", "a"), elected(FEB), elected(MAR), ended(APR), elected(APR), elected(MAY)
    )

    assert outcome(log) == [IN_OFFICE, (APR, "ended"), IN_OFFICE, IN_OFFICE]


def test_a_re_election_is_a_mandate_of_its_own_and_stewards_are_named_once() -> None:
    """Two mandates of one person make one steward."""
    log = log_of(joined("m", "a"), elected(FEB), elected(MAR))

    assert outcome(log) == [IN_OFFICE, IN_OFFICE]
    assert [e.stewards for e in eligibility(log, JUN)] == [("m",), (), ()]


def test_a_mandate_once_over_does_not_revive() -> None:
    """Coming back to the workplace, or to the union, takes a new election."""
    log = log_of(
        joined("m", "a"),
        elected(),
        fact(WorkplaceChanged, MAR, member="m", workplace="b"),
        fact(WorkplaceChanged, APR, member="m", workplace="a"),
    )

    assert outcome(log) == [(MAR, "workplace changed")]


def test_a_mandate_revives_when_the_fact_that_ended_it_is_voided() -> None:
    """What was never said has ended nothing."""
    told = [*TOWN, joined("m", "a"), elected(), fact(MemberLeft, MAR, member="m")]
    void = fact(EntryVoided, MAY, voids=8, reason="somebody else")

    assert outcome(known([*told, void], 8)) == [(MAR, "left the union")]
    assert outcome(known([*told, void], 9)) == [IN_OFFICE]


def test_an_election_elsewhere_is_over_on_its_day() -> None:
    """Nobody holds an office at a workplace that is not theirs, member or not."""
    assert outcome(log_of(joined("m", "b"), elected())) == [(FEB, "workplace changed")]
    assert outcome(log_of(elected())) == [(FEB, "left the union")]


def test_an_override_holds_until_the_member_was_there_and_went() -> None:
    """A steward elected before starting at the workplace holds on, and then like any other."""
    log = log_of(
        joined("m", "b"),
        elected(override="starts in March"),
        fact(WorkplaceChanged, MAR, member="m", workplace="a"),
        fact(WorkplaceChanged, APR, member="m", workplace="b"),
    )

    assert outcome(log, MAR) == [IN_OFFICE]
    assert outcome(log, APR) == [(APR, "workplace changed")]


def test_an_override_excuses_from_being_there_alone() -> None:
    """An ending, the term, the closing of the unit and leaving the union end it all the same."""
    told = [joined("m", "b")]
    told_of = [*told, elected(override="as agreed")]

    assert outcome(log_of(*told_of)) == [IN_OFFICE]
    assert outcome(log_of(*told_of, ended(APR))) == [(APR, "ended")]
    left = log_of(*told_of, fact(MemberLeft, MAR, member="m"))
    assert outcome(left) == [(MAR, "left the union")]
    assert outcome(log_of(*told_of, fact(UnitClosed, APR, unit="a"))) == [(APR, "unit closed")]
    assert outcome(log_of(*told, elected(override="as agreed", until=APR))) == [(APR, "term over")]
