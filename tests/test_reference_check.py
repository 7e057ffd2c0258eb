"""The reference says what design section 5 says: what looks odd, and the entries behind it."""

from datetime import date, timedelta

from stewards.events import (
    CategoryChanged,
    EntryVoided,
    Event,
    HeadcountObserved,
    MemberLeft,
    UnitClosed,
    UnitMerged,
    UnitMoved,
    WorkplaceChanged,
    WorkplaceConfirmed,
)

from .facts import APR, FEB, JAN, JUN, MAR, TOWN, elected, ended, fact, joined, team
from .reference import Finding, check

A_DAY = timedelta(days=1)


def found(*events: Event, on: date = JUN) -> list[Finding]:
    """Return what looks odd in the town; the first of the facts is entry 6."""
    return check([*TOWN, *events], len(TOWN) + len(events), on)


def test_an_entitled_workplace_without_a_steward_stands_with_its_members() -> None:
    """Five members are the reason: the entries that placed them."""
    told = team("a", 5)

    assert found(*told) == [("entitled workplace without a steward", "a", (6, 7, 8, 9, 10))]
    assert found(*told, elected(FEB, "a1", "a")) == []


def test_an_entitled_workplace_without_a_steward_stands_with_its_headcount() -> None:
    """The latest observation is the reason, beside the members there."""
    told = [
        joined("m", "b"),
        fact(WorkplaceChanged, FEB, member="m", workplace="a"),
        fact(HeadcountObserved, JAN, workplace="a", employees=7),
        fact(HeadcountObserved, FEB, workplace="a", employees=5),
    ]

    assert found(*told) == [("entitled workplace without a steward", "a", (7, 9))]


def test_a_steward_under_the_threshold_stands_with_the_election_and_the_headcount() -> None:
    """Steward and deputy of one workplace make one finding."""
    told = [joined("m", "a"), joined("n", "a"), elected(), elected(FEB, "n", "a", office="deputy")]
    seen = fact(HeadcountObserved, MAR, workplace="a", employees=4)

    assert found(*told) == [("steward under the threshold", "a", (8, 9))]
    assert found(*told, seen) == [("steward under the threshold", "a", (8, 9, 10))]


def test_offices_without_a_threshold_need_none() -> None:
    """Safety representatives and joint stewards are never under it."""
    told = [joined("m", "a"), joined("n", "a")]

    assert found(*told, elected(FEB, "m", "a", office="safety-representative")) == []
    joint = found(*told, elected(FEB, "m", "north", office="joint-steward"))
    assert joint == [("joint office without what it rests on", "m", (8,))]


def test_a_steward_under_the_threshold_stands_at_the_unit_merged_into() -> None:
    """The subject is the workplace as it is now."""
    told = [joined("m", "a"), elected(), fact(UnitMerged, MAR, unit="a", into="b")]

    assert found(*told) == [("steward under the threshold", "b", (7,))]


def test_a_mandate_over_by_the_facts_stands_with_what_ended_it() -> None:
    """Leaving, working elsewhere, a closed unit: that fact stands with the election."""
    told = [joined("m", "a"), elected()]
    over = "mandate over, no ending recorded"

    assert found(*told, fact(MemberLeft, MAR, member="m")) == [(over, "m", (7, 8))]
    assert found(*told, fact(WorkplaceChanged, MAR, member="m", workplace="b")) == [
        (over, "m", (7, 8))
    ]
    assert (over, "m", (7, 8)) in found(*told, fact(UnitClosed, MAR, unit="a"))


def test_where_the_organisation_ended_a_mandate_the_election_stands_alone() -> None:
    """No one fact moved the member out from under the joint steward's unit."""
    joint = elected(FEB, "m", "north", office="joint-steward")
    told = [joined("m", "a"), joint, fact(UnitMoved, MAR, unit="a", parent="town")]

    assert found(*told) == [("mandate over, no ending recorded", "m", (7,))]


def test_a_mandate_of_somebody_elsewhere_from_the_first_stands_with_where_they_were() -> None:
    """What put them there, or let them leave, came before the election."""
    over = "mandate over, no ending recorded"
    left = fact(MemberLeft, FEB, member="m")

    assert (over, "m", (6, 7)) in found(joined("m", "b"), elected(MAR))
    assert (over, "m", (7, 8)) in found(joined("m", "b"), left, elected(MAR))
    assert (over, "m", (6,)) in found(elected(MAR))


def test_of_the_facts_of_the_day_the_member_s_own_stand_before_the_organisation_s() -> None:
    """Somebody left on the day the workplace closed: the leaving stands with the election."""
    told = [elected(), fact(MemberLeft, MAR, member="m"), fact(UnitClosed, MAR, unit="a")]

    assert found(joined("m", "a"), *told) == [("mandate over, no ending recorded", "m", (7, 8))]


def test_a_mandate_that_was_ended_or_whose_term_is_over_needs_no_ending() -> None:
    """An ending told for any day after the election will do, though the facts came first.

    A term that is over, and nobody elected since, is a finding of its own.
    """
    gone = fact(MemberLeft, MAR, member="m")

    assert found(joined("m", "a"), elected(), gone, ended(APR)) == []
    assert found(joined("m", "a"), elected(FEB, "m", "a", until=MAR), gone) == [
        ("expired, not re-elected", "m", (7,))
    ]


def test_an_ending_that_is_not_yet_effective_does_not_put_it_in_order() -> None:
    """On a day before the ending nobody has ended the mandate."""
    gone = fact(MemberLeft, MAR, member="m")
    told = [joined("m", "a"), elected(), gone, ended(APR)]

    assert found(*told, on=APR - A_DAY) == [("mandate over, no ending recorded", "m", (7, 8))]


def test_more_holders_than_seats_are_found_after_a_merger() -> None:
    """Two stewards in one workplace stand with their elections; one elected twice does not."""
    told = [
        *team("a", 3),
        *team("b", 3),
        elected(FEB, "a1", "a"),
        elected(FEB, "b1", "b"),
        elected(FEB, "b1", "b"),
        fact(UnitMerged, MAR, unit="a", into="b"),
    ]

    assert found(*told, on=MAR) == [
        ("elected again within the term", "b1", (13, 14)),
        ("more holders than seats", "b", (12, 13, 14)),
    ]
    assert [f.finding for f in found(*told, on=FEB)] == [
        "elected again within the term",
        *["steward under the threshold"] * 2,
    ]


def test_offices_without_a_limit_are_never_crowded() -> None:
    """Any number of safety representatives is fine."""
    office = "safety-representative"

    assert (
        found(
            *team("a", 2),
            elected(FEB, "a1", "a", office=office),
            elected(FEB, "a2", "a", office=office),
        )
        == []
    )


def test_a_member_at_a_closed_unit_stands_with_the_placing_and_the_first_closing() -> None:
    """Mergers are followed: recorded at a, which went into b, which closed, twice."""
    told = [
        joined("m", "a"),
        fact(UnitMerged, FEB, unit="a", into="b"),
        fact(UnitClosed, MAR, unit="b"),
        fact(UnitClosed, APR, unit="b"),
    ]

    assert found(*told, on=FEB) == []
    assert found(*told) == [("member at a closed unit", "m", (6, 8))]


def test_a_member_without_a_workplace_stands_with_the_fact_that_says_so() -> None:
    """The join, or the change to no workplace."""
    assert found(joined("m")) == [("member without a workplace", "m", (6,))]
    assert found(joined("m", "a"), fact(WorkplaceChanged, FEB, member="m")) == [
        ("member without a workplace", "m", (7,))
    ]


def test_a_member_joined_twice_stands_with_both_joins() -> None:
    """Each join while in membership stands with the one before it; after leaving it is fine."""
    told = [joined("m", "a", on=MAR), joined("m", "a", on=JAN), joined("m", "a", on=APR)]
    left = [joined("n", "a"), fact(MemberLeft, FEB, member="n"), joined("n", "a", on=FEB)]

    assert found(*told) == [("joined twice", "m", (6, 7)), ("joined twice", "m", (6, 8))]
    assert found(*told, on=MAR) == [("joined twice", "m", (6, 7))]
    assert found(*left) == []


def test_a_second_join_stands_with_the_join_before_and_not_with_a_change_between() -> None:
    """What made the member one is the first join, wherever the member went since."""
    changed = fact(WorkplaceChanged, FEB, member="m", workplace="b")

    assert found(joined("m", "a"), changed, joined("m", "a", on=MAR)) == [
        ("joined twice", "m", (6, 8))
    ]


def test_whatever_changes_outside_membership_is_listed() -> None:
    """Every kind of change counts, before the join and after the leave; a leaving ends nothing."""
    told = [
        fact(WorkplaceChanged, JAN, member="m", workplace="a"),
        joined("m", "a", on=FEB),
        fact(WorkplaceConfirmed, FEB, member="m"),
        fact(MemberLeft, MAR, member="m"),
        fact(WorkplaceConfirmed, MAR, member="m"),
        fact(CategoryChanged, MAR, member="m", category="senior"),
        fact(MemberLeft, APR, member="m"),
    ]

    outside = [("changed outside membership", "m", (n,)) for n in (6, 10, 11)]
    assert found(*told) == [*outside, ("ending that ends nothing", "m", (12,))]
    assert found(*told, on=JAN) == [("changed outside membership", "m", (6,))]


def test_an_election_elsewhere_is_listed_unless_an_override_said_so() -> None:
    """A member at another workplace, or none at all, on the day of the election."""
    told = [joined("m", "b"), elected(FEB, "m", "a", override="starts in March")]

    assert ("elected elsewhere", "m", (7,)) not in found(*told)
    assert ("elected elsewhere", "m", (7,)) in found(joined("m", "b"), elected())
    assert ("elected elsewhere", "m", (6,)) in found(elected())
    assert ("elected elsewhere", "m", (7,)) not in found(joined("m", "a"), elected())


def test_a_joint_election_is_elsewhere_only_outside_the_unit() -> None:
    """At or below the unit is there."""
    below, outside = joined("m", "a"), joined("m", "c")
    joint = elected(FEB, "m", "north", office="joint-steward")

    steward = elected(FEB)
    assert "elected elsewhere" not in {f.finding for f in found(below, steward, joint)}
    assert [f.finding for f in found(outside, joint)] == [
        "elected elsewhere",
        "mandate over, no ending recorded",
    ]


def test_a_circle_of_units_stands_with_the_facts_in_force() -> None:
    """A circle that a void leaves behind is listed once, by its smallest unit."""
    mergers = [
        fact(UnitMerged, JAN, unit="b", into="a"),
        fact(UnitMerged, FEB, unit="b", into="c"),
        fact(UnitMerged, MAR, unit="a", into="b"),
        fact(EntryVoided, MAR, voids=7, reason="not so"),
    ]
    moves = [
        fact(UnitMoved, FEB, unit="a", parent="town"),
        fact(UnitMoved, MAR, unit="north", parent="a"),
        fact(EntryVoided, MAR, voids=6, reason="not so"),
    ]

    assert found(*mergers) == [("circle of units", "a", (6, 8))]
    assert found(*mergers, on=FEB) == []
    assert found(*moves) == [("circle of units", "a", (3, 7))]
