"""What `check` finds, each finding with the entries behind it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from time import sleep

import pytest
from attrs import evolve
from stewards.events import (
    CategoryChanged,
    CountPublished,
    Event,
    HeadcountObserved,
    MandateEnded,
    MemberJoined,
    MemberLeft,
    RosterTaken,
    StewardElected,
    UnitClosed,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    WorkplaceChanged,
    WorkplaceConfirmed,
)
from stewards.projections import questions
from stewards.projections.checks.figures import FiguresCounted
from stewards.projections.checks.rows import KINDS, Finding

from .log import RULES, Log, sept

TESTS = Path(__file__).parents[1]
FIVE = ("M1", "M2", "M3", "M4", "M5")


def found(log: Log, number: int = 30) -> list[Finding]:
    """Return what is found on a day of September."""
    return list(log.view(sept(number)).check())


def but_for_expired(log: Log) -> list[Finding]:
    """Return the same without the terms that are over."""
    return [each for each in found(log) if each.finding != "expired, not re-elected"]


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

    assert but_for_expired(log) == []
    assert kinds(log) == ["expired, not re-elected"]


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
    """Elected twice, somebody is no second holder, and an office without a limit has no seats to count."""
    log.form("jc-1")
    log.join(*FIVE, at="jc-1")
    for member, office in [
        ("M1", "steward"),
        ("M1", "steward"),
        ("M2", "safety-representative"),
        ("M3", "safety-representative"),
    ]:
        log.tell(StewardElected, sept(1), member=member, unit="jc-1", office=office)

    assert kinds(log) == ["elected again within the term"]


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
        (CategoryChanged, {"category": "student"}),
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
    elected = log.tell(StewardElected, sept(5), member="M1", unit="jc-2", office="chair")
    log.tell(WorkplaceChanged, sept(10), member="M1", workplace="jc-2")

    assert found(log)[1:] == [
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


def test_an_election_elsewhere_that_was_said_to_be_one_is_in_order(log: Log) -> None:
    """Whoever recorded it with an override knew."""
    log.form("jc-1", "jc-2")
    log.join("M1", at="jc-1")
    elected = {"member": "M1", "unit": "jc-2", "office": "chair", "override": "agreed"}
    log.tell(StewardElected, sept(5), **elected)

    assert found(log) == []


def test_an_ending_of_no_mandate(log: Log) -> None:
    """Of another office, before the election, or of a mandate that was ended already: it ends nothing."""
    log.form("jc-1")
    log.join("M1", at="jc-1")
    before = log.tell(MandateEnded, sept(1), member="M1", unit="jc-1", office="chair")
    log.tell(StewardElected, sept(2), member="M1", unit="jc-1", office="chair")
    other = log.tell(MandateEnded, sept(3), member="M1", unit="jc-1", office="deputy")
    log.tell(MandateEnded, sept(4), member="M1", unit="jc-1", office="chair")
    again = log.tell(MandateEnded, sept(5), member="M1", unit="jc-1", office="chair")
    nobody = log.tell(MandateEnded, sept(5), member="M9", unit="jc-1", office="chair")

    def ending(member: str, office: str, day: str, entry: int) -> Finding:
        detail = f"{office} at jc-1 ended on {day}: no such mandate, or it was ended before"
        return Finding("ending that ends nothing", member, detail, (entry,))

    assert found(log) == [
        ending("M1", "chair", "2019-09-01", before),
        ending("M1", "deputy", "2019-09-03", other),
        ending("M1", "chair", "2019-09-05", again),
        ending("M9", "chair", "2019-09-05", nobody),
    ]


def test_a_leaving_of_nobody_in_membership(log: Log) -> None:
    """Somebody who never joined, or has left, cannot leave."""
    log.form("jc-1")
    log.join("M1", at="jc-1")
    log.tell(MemberLeft, sept(5), member="M1")
    again = log.tell(MemberLeft, sept(10), member="M1")
    never = log.tell(MemberLeft, sept(10), member="M2")

    sentence = "MemberLeft on 2019-09-10, and was no member then"
    assert found(log) == [
        Finding("ending that ends nothing", "M1", sentence, (again,)),
        Finding("ending that ends nothing", "M2", sentence, (never,)),
    ]


@pytest.mark.parametrize(("until", "is_odd"), [(4, True), (5, True), (6, False)])
def test_a_term_over_before_it_begins(log: Log, until: int, is_odd: bool) -> None:
    """A term that ends on the day of election is no term."""
    log.form("jc-1")
    log.join("M1", at="jc-1")
    term = {"office": "chair", "until": sept(until)}
    elected = log.tell(StewardElected, sept(5), member="M1", unit="jc-1", **term)

    detail = f"elected chair at jc-1 on 2019-09-05, until 2019-09-0{until}"
    expected = [Finding("term over before it begins", "M1", detail, (elected,))]
    assert but_for_expired(log) == (expected if is_odd else [])


@pytest.mark.parametrize(
    ("first", "second", "is_odd"),
    [(None, None, True), (20, 20, True), (20, 19, True), (20, 21, False), (20, None, False)],
)
def test_elected_again_within_the_term(
    log: Log, first: int | None, second: int | None, is_odd: bool
) -> None:
    """Somebody in office is elected again for a longer term, as the command lets them, or by mistake."""
    log.form("jc-1", "jc-2")
    log.join("M1", at="jc-1")
    chair = {"member": "M1", "office": "chair"}
    until = [None if each is None else sept(each) for each in (first, second)]
    held = log.tell(StewardElected, sept(1), unit="jc-2", override="lent", until=until[0], **chair)
    log.tell(UnitMerged, sept(3), unit="jc-2", into="jc-1")
    again = log.tell(StewardElected, sept(5), unit="jc-1", until=until[1], **chair)

    over = "until further notice" if first is None else f"until 2019-09-{first}"
    detail = (
        f"elected chair at jc-1 on 2019-09-05 (entry {again}), and in office since 2019-09-01,"
        f" {over} (entry {held})"
    )
    expected = [Finding("elected again within the term", "M1", detail, (held, again))]
    assert but_for_expired(log) == (expected if is_odd else [])


def test_elected_again_after_the_mandate_is_over(log: Log) -> None:
    """Neither a later term of office nor another office is one within it."""
    log.form("jc-1")
    log.join("M1", at="jc-1")
    log.tell(StewardElected, sept(1), member="M1", unit="jc-1", office="chair")
    log.tell(MandateEnded, sept(5), member="M1", unit="jc-1", office="chair")
    for office in ("chair", "safety-representative"):
        log.tell(StewardElected, sept(5), member="M1", unit="jc-1", office=office)

    assert found(log) == []


def test_an_unknown_office(log: Log) -> None:
    """An import takes in what the agreement does not know, and check says so."""
    log.form("jc-1")
    log.join("M1", at="jc-1")
    elected = log.tell(StewardElected, sept(5), member="M1", unit="jc-1", office="wizard")

    detail = "elected wizard at jc-1 on 2019-09-05"
    assert found(log) == [Finding("unknown office", "M1", detail, (elected,))]


def test_an_unknown_category(log: Log) -> None:
    """Whoever is in one on the day is found, with the entry that says so, and only then."""
    log.form("jc-1")
    log.join("M1", "M2", at="jc-1")
    changed = log.tell(CategoryChanged, sept(5), member="M1", category="wizard")
    log.tell(CategoryChanged, sept(10), member="M1", category="active")

    detail = "is wizard, which the agreement does not know"
    assert found(log, 4) == []
    assert found(log, 5) == [Finding("unknown category", "M1", detail, (changed,))]
    assert found(log, 10) == []


@pytest.mark.parametrize(
    ("not_before", "placed_on", "is_odd"),
    [(None, None, True), (None, sept(5), False), (sept(3), None, True), (sept(2), None, False)],
)
def test_a_member_at_a_unit_before_it_was_formed(
    log: Log, not_before: date | None, placed_on: date | None, is_odd: bool
) -> None:
    """Its first day is the first on which it can have been formed; what is placed later fits."""
    formed = {"unit": "jc-1", "name": "JC 1", "kind": "workplace", "not_before": not_before}
    unit = log.tell(UnitFormed, sept(5), **formed)
    at = {"workplace": "jc-1", "placed_on": placed_on}
    joined = log.tell(MemberJoined, sept(2), member="M1", **at)

    detail = f"at jc-1 from 2019-09-02, which was formed on {not_before or sept(5)}"
    expected = [Finding("member at a unit before it was formed", "M1", detail, (unit, joined))]
    assert found(log) == (expected if is_odd else [])


def test_a_member_at_a_unit_whose_first_day_was_corrected(log: Log) -> None:
    """The correction says when it can have been formed, even if the window before it began earlier."""
    formed = {"unit": "jc-1", "name": "JC 1", "kind": "workplace"}
    log.tell(UnitFormed, sept(9), **formed, not_before=sept(1))
    unit = log.tell(UnitFormed, sept(5), **formed)
    joined = log.tell(MemberJoined, sept(2), member="M1", workplace="jc-1")

    detail = "at jc-1 from 2019-09-02, which was formed on 2019-09-05"
    assert found(log) == [
        Finding("member at a unit before it was formed", "M1", detail, (unit, joined))
    ]


def test_joined_and_left_on_one_day(log: Log) -> None:
    """In this order it counts for nothing, and both are named; the other way round it counts."""
    log.form("jc-1")
    joined = log.tell(MemberJoined, sept(5), member="M1", workplace="jc-1")
    left = log.tell(MemberLeft, sept(5), member="M1")
    log.join("M2", at="jc-1")
    log.tell(MemberLeft, sept(5), member="M2")
    log.tell(MemberJoined, sept(5), member="M2", workplace="jc-1")

    detail = (
        f"joined on 2019-09-05 (entry {joined}) and left that day (entry {left}), in this order:"
        " not counted on any day"
    )
    assert found(log) == [Finding("joined and left on one day", "M1", detail, (joined, left))]


def test_a_leaving_within_a_window_that_ends_on_the_day_of_the_joining_is_found(log: Log) -> None:
    """Who had left some time before, and came back that day, is counted the other way round."""
    log.form("jc-1")
    joined = log.tell(MemberJoined, sept(5), member="M1", workplace="jc-1")
    left = log.tell(MemberLeft, sept(5), member="M1", not_before=sept(2))

    detail = (
        f"joined on 2019-09-05 (entry {joined}) and left by that day (entry {left}), in this order:"
        " not counted on any day"
    )
    assert found(log) == [Finding("joined and left on one day", "M1", detail, (joined, left))]


def test_a_list_that_no_longer_agrees(log: Log) -> None:
    """Who was told of a day later, and what was taken back, stand beside the list that knew better."""
    log.form("jc-1")
    log.join("M1", "M2", at="jc-1")
    listed = log.tell(RosterTaken, sept(1), members=3, batch="roster")
    derived = {"workplace": "jc-1", "derived": True, "batch": "roster"}
    with_it = log.tell(MemberJoined, sept(1), member="M3", **derived)
    assert found(log) == []

    late = log.tell(MemberJoined, sept(1), member="M4", workplace="jc-1")
    assert found(log, 1) == [
        Finding(
            "list no longer agrees",
            "the union",
            "the list of 2019-09-01 names 3 members, the log counts 4, and 3 when the list was taken in",
            (listed, late),
        )
    ]
    void = log.void(with_it)
    assert kinds(log) == []
    log.void(late)
    assert [(each.detail, each.entries) for each in found(log)] == [
        (
            "the list of 2019-09-01 names 3 members, the log counts 2, and 3 when the list was taken in",
            (listed, void),
        )
    ]


def test_a_list_of_a_unit_that_no_longer_agrees(log: Log) -> None:
    """Within the unit of the list a move counts, too; a list of a later day is not looked at."""
    log.form("north", kind="centre")
    log.form("jc-1", parent="north")
    log.form("jc-2")
    log.join("M1", "M2", at="jc-1")
    listed = log.tell(RosterTaken, sept(5), members=2, unit="north")
    moved = log.tell(WorkplaceChanged, sept(2), member="M1", workplace="jc-2")

    assert found(log, 4) == []
    assert found(log, 5) == [
        Finding(
            "list no longer agrees",
            "north",
            "the list of 2019-09-05 names 2 members, the log counts 1, and 2 when the list was taken in",
            (listed, moved),
        )
    ]


@pytest.mark.parametrize(("members", "is_odd"), [(0, True), (1, False), (2, False), (3, True)])
def test_a_list_cannot_be_judged_by_its_unreadable_rows(
    log: Log, members: int, is_odd: bool
) -> None:
    """Whoever stands in one of them may be counted or not."""
    log.form("jc-1")
    log.join("M1", "M2", at="jc-1")
    log.tell(RosterTaken, sept(5), members=members, without=("M2",))

    assert kinds(log) == (["list no longer agrees"] if is_odd else [])


def test_a_category_named_twice_in_print_is_one(log: Log) -> None:
    """A figure of such categories still names what changed it."""
    log.form("jc-1")
    log.join("M1", at="jc-1")
    figure = log.tell(CountPublished, sept(1), members=1, categories=("active", "active"))
    late = log.tell(MemberJoined, sept(1), member="M2", workplace="jc-1", category="active")

    assert [finding.entries for finding in found(log)] == [(figure, late)]


def test_a_published_figure_that_is_no_longer_reproduced(log: Log) -> None:
    """A fact told late makes it another number; one that never agreed is found as well."""
    log.form("jc-1")
    log.join("M1", "M2", at="jc-1")
    figure = log.tell(CountPublished, sept(1), members=2, source="report")
    log.tell(CountPublished, sept(2), members=3)
    late = log.tell(MemberJoined, sept(1), member="M3", workplace="jc-1")
    wrong = log.tell(CountPublished, sept(3), members=4, unit="jc-1")

    def odd(subject: str, told: str, entries: tuple[int, ...]) -> Finding:
        return Finding("published figure no longer reproduced", subject, told, entries)

    assert found(log) == [
        odd(
            "jc-1",
            "4 members in print for 2019-09-03, the log counts 3, and 3 when that was recorded",
            (wrong,),
        ),
        odd(
            "the union",
            "2 members in print for 2019-09-01, the log counts 3, and 2 when that was recorded",
            (figure, late),
        ),
    ]


def test_days_asked_before_change_no_finding(log: Log) -> None:
    """The days of one knowledge, asked in whatever order, find what each would alone.

    M1 may have changed the workplace before the election, and is known to have only later.
    """
    log.form("jc-1", "jc-2")
    log.join("M1", "M2", "M3", at="jc-2")
    log.tell(WorkplaceChanged, sept(16), member="M1", workplace="jc-1", not_before=sept(6))
    log.tell(StewardElected, sept(10), member="M1", unit="jc-1", office="chair")
    log.tell(MemberJoined, sept(6), member="M2", workplace="jc-2")
    log.tell(MemberJoined, sept(20), member="M3", workplace="jc-2")
    log.tell(CountPublished, sept(3), members=9)
    log.tell(CountPublished, sept(20), members=9)
    chair = evolve(RULES.offices["chair"], seniority_months=1, seniority_with="workplace")
    book = evolve(RULES, offices={**RULES.offices, "chair": chair})
    asked = evolve(log.view(sept(12)), book=book)
    looked_for = ("joined twice", "published figure no longer reproduced", "seniority unknown")

    said: list[list[int]] = []
    for number in (12, 30, 4):
        findings = asked.on_day(sept(number)).check()
        assert findings == evolve(log.view(sept(number)), book=book).check()
        kinds_found = [each.finding for each in findings]
        said.append([kinds_found.count(kind) for kind in looked_for])

    assert said == [[1, 1, 1], [2, 2, 1], [0, 1, 0]]


def test_two_days_asked_at_once_count_a_figure_once(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One waits for the other, and finds the number at hand."""
    log.join("M1")
    figure = log.tell(CountPublished, sept(1), members=2)
    view = log.view(sept(2))
    counted = FiguresCounted(view.projection, view.upto, view.organisation)
    count, asked = questions.count, []

    def noted(*point: object, **scope: object) -> int:
        asked.append(point)
        sleep(0.1)  # so long the other one has time to ask as well
        return count(*point, **scope)  # type: ignore[arg-type]

    monkeypatch.setattr(questions, "count", noted)
    with ThreadPoolExecutor(2) as several:
        found = [*several.map(counted.of, [view.published(), view.published()])]

    assert found == [{figure: 1}, {figure: 1}]
    assert len(asked) == 1


def test_where_nobody_has_a_workplace_one_finding_says_so(log: Log) -> None:
    """None are kept: that is no fault of each of the members."""
    log.form("jc-1")
    log.join(*(f"M{number}" for number in range(27)))
    log.join("N1", "N2", "N3", at="jc-1")

    detail = "27 of 30 members have no workplace on record"
    assert found(log) == [Finding("member without a workplace", "the union", detail, ())]

    log.join("N4", at="jc-1")
    assert kinds(log) == ["member without a workplace"] * 27


def told_odd(log: Log) -> None:
    """Tell one of everything that is odd and needs no crowd."""
    log.form("jc-1", "jc-2")
    log.join("M1", at="jc-1")
    chair = {"unit": "jc-1", "office": "chair"}
    log.tell(StewardElected, sept(1), member="M1", **chair)
    log.tell(StewardElected, sept(2), member="M1", **chair)
    log.tell(StewardElected, sept(3), member="M1", unit="jc-1", office="wizard")
    log.tell(StewardElected, sept(3), member="M1", until=sept(2), **chair)
    log.tell(MandateEnded, sept(3), member="M1", unit="jc-2", office="chair")
    log.tell(StewardElected, sept(4), member="M1", unit="jc-1")
    log.tell(UnitClosed, sept(5), unit="jc-2")
    log.tell(MemberJoined, sept(6), member="M2", workplace="jc-2")
    log.tell(MemberJoined, date(2014, 1, 1), member="M3", workplace="jc-1", category="wizard")
    log.tell(MemberJoined, sept(7), member="M3", category="wizard")
    log.tell(MemberJoined, sept(8), member="M4")
    log.tell(MemberLeft, sept(8), member="M4")
    log.tell(MemberLeft, sept(9), member="M4")
    log.tell(WorkplaceConfirmed, sept(9), member="M4")
    log.tell(StewardElected, sept(9), member="M3", **chair)
    log.tell(UnitMerged, sept(9), unit="jc-1", into="jc-2")
    log.tell(UnitMerged, sept(9), unit="jc-2", into="jc-1")
    log.tell(RosterTaken, sept(9), members=1)
    log.tell(CountPublished, sept(9), members=1)


ADVICE = {
    "mandate over, no ending recorded": "Record the ending: stewards mandate end M1 --unit jc-1"
    " --office chair --on 2019-09-09",
    "ending that ends nothing": "Void it: stewards void 8 --reason TEXT; or record the election that"
    " it ends: stewards mandate elect M1 --unit jc-2 --office chair --on DAY",
    "term over before it begins": "Void it and record it as it was: stewards void 7 --reason TEXT,"
    " stewards mandate elect M1 --unit jc-1 --office OFFICE --on 2019-09-03 --until DAY",
    "elected again within the term": "Void the election that was none: stewards void 5 --reason TEXT;"
    " or record that the first mandate was over: stewards mandate end M1 --unit jc-1 --office chair"
    " --on DAY",
    "unknown office": "Void it and record it as it was: stewards void 6 --reason TEXT, stewards"
    " mandate elect M1 --unit jc-1 --office OFFICE --on 2019-09-03 --until DAY; the offices of test"
    " are steward, deputy, joint-steward, chair, safety-representative",
    "member at a closed unit": "Record where M1 works: stewards member change-workplace M1"
    " --workplace UNIT --on 2019-09-05",
    "member at a unit before it was formed": "Record its first day again, if it is older: stewards"
    " unit form jc-1 --on DAY; or void what is wrong: stewards void 12 --reason TEXT",
    "member without a workplace": "Record where M3 works: stewards member change-workplace M3"
    " --workplace UNIT",
    "unknown category": "Record one of active, student: stewards member change-category M3 --category"
    " CATEGORY; or choose another agreement with --agreement",
    "joined twice": "Void the wrong joining: stewards void 13 --reason TEXT; or record the leaving"
    " between: stewards member leave M3 --on DAY",
    "joined and left on one day": "If M4 left and came back, void the joining and record it behind"
    " the leaving: stewards void 14 --reason TEXT, stewards member join M4 --on 2019-09-08; if not,"
    " void both",
    "changed outside membership": "Void it: stewards void 17 --reason TEXT; or record the joining"
    " before it: stewards member join M4 --on DAY",
    "elected elsewhere": "Record where M3 worked: stewards member change-workplace M3 --workplace"
    " jc-1 --on 2019-09-09; or void it, stewards void 18 --reason TEXT, and record it with --override"
    " TEXT",
    "circle of units": "Void one of these entries: stewards void ENTRY --reason TEXT",
    "list no longer agrees": "Look at what was recorded since: stewards log show ENTRY; void what is"
    " wrong: stewards void ENTRY --reason TEXT; or take in a corrected list of that day: stewards"
    " roster import FILE",
    "published figure no longer reproduced": "Look at what was recorded since: stewards log show"
    " ENTRY; void what is wrong: stewards void ENTRY --reason TEXT; or correct what is in print;"
    " stewards reconcile published compares them",
}


def test_a_finding_says_what_to_do(log: Log) -> None:
    """With the ids it knows, and the command."""
    told_odd(log)

    advice: dict[str, str] = {}
    for each in found(log):
        advice.setdefault(each.finding, each.advice)
    assert advice == ADVICE


def test_an_entitled_workplace_is_told_what_to_do(log: Log) -> None:
    """It may elect, or the headcount is another one; too many holders are too many mandates."""
    log.form("jc-1")
    log.join(*FIVE, at="jc-1")
    assert [each.advice for each in found(log)] == [
        (
            "Record the election: stewards mandate elect MEMBER --unit jc-1 --on DAY; or the"
            " headcount, if it is another: stewards observe jc-1 --employees NUMBER"
        )
    ]

    for member in ("M1", "M2"):
        log.tell(StewardElected, sept(1), member=member, unit="jc-1")
    assert [each.advice for each in found(log)] == [
        (
            "Record whose mandate is over, of M1, M2: stewards mandate end MEMBER --unit jc-1"
            " --office steward --on DAY"
        )
    ]
    log.tell(MandateEnded, sept(2), member="M2", unit="jc-1")
    log.tell(MemberLeft, sept(2), member="M5")
    assert [each.advice for each in found(log)] == [
        (
            "Record how many work there: stewards observe jc-1 --employees NUMBER; or that M1 gave up"
            " the office: stewards mandate end M1 --unit jc-1 --office steward --on DAY"
        )
    ]


def test_every_kind_of_finding_says_what_to_do() -> None:
    """The two tests above leave none out, but those that are told of somewhere else."""
    by_workplace = {
        "entitled workplace without a steward",
        "steward under the threshold",
        "more holders than seats",
    }
    tests = "".join(path.read_text() for path in TESTS.rglob("test_*.py") if path != Path(__file__))
    elsewhere = {kind for kind in KINDS if f'"{kind}"' in tests}
    assert {*ADVICE} | by_workplace | elsewhere == {*KINDS}


def test_many_figures_are_counted_at_once(log: Log) -> None:
    """Beyond twenty, those that disagree name no other entry; a merger and a move count on their day."""
    log.form("north", "south", kind="centre")
    log.form("jc-1", parent="north")
    log.form("jc-2", parent="south")
    log.join("M1", "M2", at="jc-1")
    log.join("M3", at="jc-2")
    log.join("M4")
    log.tell(MemberLeft, sept(4), member="M1")
    log.tell(UnitMoved, sept(6), unit="jc-2", parent="north")
    log.tell(UnitMerged, sept(8), unit="jc-1", into="jc-2")
    log.tell(WorkplaceChanged, sept(10), member="M3")
    right = {
        **{(None, day): 4 if day < 4 else 3 for day in range(1, 12)},
        **{("north", day): 2 - (day >= 4) + (6 <= day < 10) for day in range(1, 12)},
        **{("jc-2", day): 1 + (day >= 8) - (day >= 10) for day in range(1, 12)},
    }
    for (unit, day), members in right.items():
        log.tell(CountPublished, sept(day), members=members, unit=unit)
    figures = [each for each in kinds(log) if each.startswith("published")]
    assert figures == []

    wrong = [log.tell(CountPublished, sept(1), members=9) for _ in range(21)]
    odd = [each for each in found(log) if each.finding.startswith("published")]
    assert [each.entries for each in odd] == [(entry,) for entry in wrong]
    assert odd[0].detail == "9 members in print for 2019-09-01, the log counts 4"


def below(log: Log) -> list[tuple[str, str, tuple[int, ...]]]:
    """Return the times found below the threshold: about which workplace, what is said, the entries behind."""
    return [
        (each.subject, each.detail, each.entries)
        for each in found(log)
        if each.finding == "was below the threshold"
    ]


def count_at(log: Log, workplace: str, on: int, employees: int) -> int:
    """Record how many work at a workplace on a day of September; return the entry."""
    return log.tell(HeadcountObserved, sept(on), workplace=workplace, employees=employees)


@pytest.fixture
def elected(log: Log) -> int:
    """Let M1 be elected at jc-1, one of three workplaces; return the entry of the election."""
    log.form("jc-1", "jc-2", "jc-3")
    log.join("M1", at="jc-1")
    return log.tell(StewardElected, sept(2), member="M1", unit="jc-1")


def test_too_few_before_a_merger_worked_at_the_unit_that_was_merged(log: Log, elected: int) -> None:
    """Given a steward of jc-1, where four worked for six days until it became part of jc-2, that is found."""
    count_at(log, "jc-2", 1, 6)
    four = count_at(log, "jc-1", 4, 4)
    log.tell(UnitMerged, sept(10), unit="jc-1", into="jc-2")

    assert below(log) == [
        (
            "jc-2",
            "below the threshold from 2019-09-04 to 2019-09-10, 6 days, while M1 was steward at jc-1",
            (elected, four),
        )
    ]


@pytest.mark.usefixtures("elected")
def test_too_few_elsewhere_before_a_merger_are_not_found(log: Log) -> None:
    """Given a steward of jc-1, it does not matter how many worked at jc-2 before jc-1 became part of it."""
    count_at(log, "jc-2", 1, 6)
    count_at(log, "jc-2", 4, 4)
    log.tell(UnitMerged, sept(10), unit="jc-1", into="jc-2")

    assert below(log) == []


def test_too_few_since_a_merger_worked_at_what_the_unit_has_become(log: Log, elected: int) -> None:
    """Given a steward of jc-1, which became part of jc-2, where four worked for two days, that is found."""
    log.tell(UnitMerged, sept(3), unit="jc-1", into="jc-2")
    four = count_at(log, "jc-2", 4, 4)
    count_at(log, "jc-2", 6, 7)

    assert below(log) == [
        (
            "jc-2",
            "below the threshold from 2019-09-04 to 2019-09-06, 2 days, while M1 was steward there",
            (elected, four),
        )
    ]


def test_too_few_are_found_where_nobody_counted_what_the_unit_has_become(
    log: Log, elected: int
) -> None:
    """Given a unit that was merged twice, the second time into jc-3, what it was in between still counts."""
    log.tell(UnitMerged, sept(3), unit="jc-1", into="jc-2")
    four = count_at(log, "jc-2", 4, 4)
    log.tell(UnitMerged, sept(10), unit="jc-1", into="jc-3")

    assert below(log) == [
        (
            "jc-3",
            "below the threshold from 2019-09-04 to 2019-09-10, 6 days, while M1 was steward at jc-2",
            (elected, four),
        )
    ]
