"""What `check` finds, each finding with the entries behind it."""

import pytest
from stewards.events import (
    CategoryChanged,
    Event,
    HeadcountObserved,
    MandateEnded,
    MemberJoined,
    MemberLeft,
    StewardElected,
    UnitClosed,
    UnitMerged,
    UnitMoved,
    WorkplaceChanged,
    WorkplaceConfirmed,
)
from stewards.projections.checks.rows import Finding

from .log import Log, sept

FIVE = ("M1", "M2", "M3", "M4", "M5")


def found(log: Log, number: int = 30) -> list[Finding]:
    """Return what is found on a day of September."""
    return list(log.view(sept(number)).check())


def kinds(log: Log, number: int = 30) -> list[str]:
    """Return the kinds of findings on a day of September."""
    return [finding.finding for finding in found(log, number)]


def test_a_sound_log_has_no_findings(log: Log) -> None:
    """Five members with a steward at an open workplace are nothing to look at."""
    log.form("jc-1")
    log.join(*FIVE, at="jc-1")
    log.tell(StewardElected, sept(1), member="M1", unit="jc-1")
    log.tell(WorkplaceConfirmed, sept(2), member="M1")

    assert found(log) == []


def test_an_entitled_workplace_without_a_steward_by_its_members(log: Log) -> None:
    """Five members are the reason, with the entries that placed them there."""
    log.form("jc-1")
    log.join(*FIVE, at="jc-1")
    log.tell(HeadcountObserved, sept(1), workplace="jc-1", employees=4)

    assert found(log) == [
        Finding(
            "entitled workplace without a steward",
            "jc-1",
            "5 members; at least 5 are needed to elect",
            (2, 3, 4, 5, 6),
        )
    ]


def test_an_entitled_workplace_without_a_steward_by_a_headcount(log: Log) -> None:
    """Where the headcount is the reason, its entry stands beside those of the members there."""
    log.form("jc-1")
    joined = log.join("M1", at="jc-1")
    counted = log.tell(HeadcountObserved, sept(1), workplace="jc-1", employees=12)

    assert found(log) == [
        Finding(
            "entitled workplace without a steward",
            "jc-1",
            "1 member, 12 employees counted; at least 5 are needed to elect",
            (joined, counted),
        )
    ]


def test_a_steward_under_the_threshold(log: Log) -> None:
    """A steward where too few are known is found, with the elections."""
    log.form("jc-1")
    log.join("M1", "M2", at="jc-1")
    steward = log.tell(StewardElected, sept(1), member="M1", unit="jc-1")
    deputy = log.tell(StewardElected, sept(1), member="M2", unit="jc-1", office="deputy")

    assert found(log) == [
        Finding(
            "steward under the threshold",
            "jc-1",
            "2 members work there, no headcount known, at least 5 are needed to elect;"
            " 2 members are in office",
            (steward, deputy),
        )
    ]


def test_a_steward_under_the_threshold_names_the_headcount(log: Log) -> None:
    """A headcount that says no stands behind the finding too."""
    log.form("jc-1")
    log.join("M1", at="jc-1")
    steward = log.tell(StewardElected, sept(1), member="M1", unit="jc-1")
    counted = log.tell(HeadcountObserved, sept(2), workplace="jc-1", employees=3)

    assert found(log) == [
        Finding(
            "steward under the threshold",
            "jc-1",
            "1 member works there, 3 employees known, at least 5 are needed to elect; 1 member is in office",
            (steward, counted),
        )
    ]


@pytest.mark.parametrize(("unit", "office"), [("centre", "joint-steward"), ("jc-1", "chair")])
def test_other_offices_need_no_threshold(log: Log, unit: str, office: str) -> None:
    """Joint offices, and offices without the rule, are not measured."""
    log.form("centre", kind="centre")
    log.form("jc-1", parent="centre")
    log.join("M1", at="jc-1")
    log.tell(StewardElected, sept(1), member="M1", unit=unit, office=office)

    assert found(log) == []


def test_a_mandate_over_by_the_facts(log: Log) -> None:
    """Whoever left, and whose ending nobody recorded, is found with the entry that ended it."""
    log.form("jc-1")
    log.join("M1", at="jc-1")
    elected = log.tell(StewardElected, sept(1), member="M1", unit="jc-1", office="chair")
    left = log.tell(MemberLeft, sept(10), member="M1")

    assert found(log) == [
        Finding(
            "mandate over, no ending recorded",
            "M1",
            "chair at jc-1 since 2019-09-01, over since 2019-09-10: left the union",
            (elected, left),
        )
    ]


def test_a_mandate_over_by_the_facts_with_its_ending_recorded_late(log: Log) -> None:
    """An ending recorded later, for a later day, settles it."""
    log.form("jc-1")
    log.join("M1", at="jc-1")
    log.tell(StewardElected, sept(1), member="M1", unit="jc-1", office="chair")
    log.tell(MemberLeft, sept(10), member="M1")
    log.tell(MandateEnded, sept(20), member="M1", unit="jc-1", office="chair")

    assert kinds(log, 19) == ["mandate over, no ending recorded"]
    assert kinds(log, 20) == []


def test_a_term_that_ran_out_needs_no_ending(log: Log) -> None:
    """A mandate that was to end needs nobody to say so."""
    log.form("jc-1")
    log.join("M1", at="jc-1")
    log.tell(StewardElected, sept(1), member="M1", unit="jc-1", office="chair", until=sept(5))

    assert found(log) == []


def test_a_mandate_that_a_reorganisation_ended_names_the_election_alone(log: Log) -> None:
    """No single fact about the member ended it."""
    log.form("centre", "away", kind="centre")
    log.form("jc-1", parent="centre")
    log.join("M1", at="jc-1")
    elected = log.tell(StewardElected, sept(1), member="M1", unit="centre", office="joint-steward")
    log.tell(UnitMoved, sept(10), unit="jc-1", parent="away")

    assert found(log) == [
        Finding(
            "mandate over, no ending recorded",
            "M1",
            "joint-steward at centre since 2019-09-01, over since 2019-09-10: workplace changed",
            (elected,),
        )
    ]


def test_more_holders_than_seats(log: Log) -> None:
    """Two stewards after a merger are found at the unit they share, with both elections."""
    log.form("jc-1", "jc-2")
    log.join("M1", "M2", "M3", at="jc-1")
    log.join("M4", "M5", at="jc-2")
    first = log.tell(StewardElected, sept(1), member="M1", unit="jc-1")
    second = log.tell(StewardElected, sept(1), member="M4", unit="jc-2")
    log.tell(UnitMerged, sept(10), unit="jc-1", into="jc-2")

    assert found(log, 10) == [
        Finding(
            "more holders than seats",
            "jc-2",
            "2 members hold the office of steward, which has 1 seat",
            (first, second),
        )
    ]


def test_a_seat_held_twice_by_one_member_is_one_holder(log: Log) -> None:
    """A re-election is no second holder, and an office without a limit has no seats to count."""
    log.form("jc-1")
    log.join(*FIVE, at="jc-1")
    for member, office in [
        ("M1", "steward"),
        ("M1", "steward"),
        ("M2", "safety-representative"),
        ("M3", "safety-representative"),
    ]:
        log.tell(StewardElected, sept(1), member=member, unit="jc-1", office=office)

    assert found(log) == []


def test_a_member_at_a_closed_unit(log: Log) -> None:
    """Closing moves nobody: who is left behind is found, also through a merger."""
    log.form("jc-1", "jc-2")
    joined = log.join("M1", at="jc-1")
    closed = log.tell(UnitClosed, sept(5), unit="jc-2")
    log.tell(UnitMerged, sept(10), unit="jc-1", into="jc-2")

    assert found(log, 9) == []
    assert found(log, 10) == [
        Finding(
            "member at a closed unit",
            "M1",
            "works at jc-2, which closed on 2019-09-05",
            (joined, closed),
        )
    ]


def test_a_member_without_a_workplace(log: Log) -> None:
    """Whoever joined without one, or lost it, is found with the entry that says so."""
    log.form("jc-1")
    first = log.join("M1")
    log.join("M2", at="jc-1")
    lost = log.tell(WorkplaceChanged, sept(5), member="M2")

    sentence = "in membership, no workplace on record"
    assert found(log) == [
        Finding("member without a workplace", "M1", sentence, (first,)),
        Finding("member without a workplace", "M2", sentence, (lost,)),
    ]


def test_joined_twice(log: Log) -> None:
    """A second joining without a leaving between is found with the first, by day and not by entry."""
    log.form("jc-1")
    late = log.tell(MemberJoined, sept(10), member="M1", workplace="jc-1")
    early = log.tell(MemberJoined, sept(5), member="M1", workplace="jc-1")

    assert found(log) == [
        Finding(
            "joined twice",
            "M1",
            "joined on 2019-09-10, and was a member already",
            (late, early),
        )
    ]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (WorkplaceChanged, {"workplace": "jc-1"}),
        (WorkplaceConfirmed, {}),
        (CategoryChanged, {"category": "senior"}),
        (MemberLeft, {}),
    ],
)
def test_changed_outside_membership(log: Log, kind: type[Event], fields: dict[str, str]) -> None:
    """A change of somebody who has left, or never joined, is found."""
    log.form("jc-1")
    log.join("M1", at="jc-1")
    log.tell(MemberLeft, sept(5), member="M1")
    after = log.tell(kind, sept(10), member="M1", **fields)
    never = log.tell(kind, sept(10), member="M2", **fields)

    sentence = f"{kind.__name__} on 2019-09-10, and was no member then"
    assert found(log) == [
        Finding("changed outside membership", "M1", sentence, (after,)),
        Finding("changed outside membership", "M2", sentence, (never,)),
    ]


def test_elected_elsewhere(log: Log) -> None:
    """An election of somebody who worked elsewhere that day is found, whatever became of it."""
    log.form("jc-1", "jc-2")
    log.join("M1", at="jc-1")
    elected = log.tell(
        StewardElected, sept(5), member="M1", unit="jc-2", office="chair", override="agreed"
    )
    log.tell(WorkplaceChanged, sept(10), member="M1", workplace="jc-2")

    assert found(log) == [
        Finding(
            "elected elsewhere",
            "M1",
            "elected chair at jc-2 on 2019-09-05, and did not work there that day",
            (elected,),
        )
    ]


def test_a_circle_of_mergers(log: Log) -> None:
    """Units merged into each other are one finding, of the smallest id, with the mergers."""
    log.form("c", "b", "a", "x")
    entries = [
        log.tell(UnitMerged, sept(5), unit=unit, into=into)
        for unit, into in [("c", "b"), ("b", "a"), ("a", "c"), ("x", "a")]
    ]

    assert found(log) == [
        Finding(
            "circle of units",
            "a",
            "units merged into each other in a circle: a, c, b, a",
            tuple(entries[:3]),
        )
    ]


def test_a_circle_of_parents(log: Log) -> None:
    """Units that lie under each other are found with the facts that put them there."""
    log.form("a", parent="b")
    log.form("b")
    moved = log.tell(UnitMoved, sept(5), unit="b", parent="a")

    assert found(log, 4) == []
    assert found(log, 5) == [
        Finding(
            "circle of units",
            "a",
            "units that lie under each other in a circle: a, b, a",
            (1, moved),
        )
    ]


def test_findings_are_of_a_day_and_a_knowledge(log: Log) -> None:
    """What happens after the day, or is not known yet, is no finding."""
    log.join("M1")

    assert log.view(sept(1), 0).check() == ()
    assert kinds(log) == ["member without a workplace"]
