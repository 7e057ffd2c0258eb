"""Lag: how many days late facts are told, and how old the knowledge of workplaces is."""

from datetime import date
from typing import Any

import pytest
from stewards.events import (
    AbsenceBegan,
    AbsenceEnded,
    CategoryChanged,
    ElectorateChanged,
    EmploymentStated,
    HeadcountObserved,
    JoiningDayStated,
    MeetingHeld,
    MemberJoined,
    MemberLeft,
    RatioObserved,
    RosterTaken,
    RuleAgreed,
    SeatAllotted,
    UnitMerged,
    UnitMoved,
    WorkplaceChanged,
    WorkplaceConfirmed,
)
from stewards.projections.accounts.lateness import Lateness
from stewards.projections.questions import lateness

from .log import FOUNDED, RECORDED, Log, view

TODAY = RECORDED.date()
LATER = date(2030, 1, 1)


def told(log: Log, by: str, on: date = LATER) -> dict[str | None, Lateness]:
    """Return how late facts are reported, by what they are counted under."""
    projection = log.replay()
    rows = lateness(projection, on, projection.head, by)
    return {row.value: row for row in rows if row.by == by}


def test_a_fact_is_as_late_as_the_days_until_it_is_recorded(log: Log) -> None:
    """On its own day it is not late; a week later 7 days; recorded in advance it counts negative."""
    log.tell(MemberJoined, TODAY, member="a")
    log.tell(MemberLeft, date(2018, 12, 25), member="b")
    log.tell(WorkplaceConfirmed, date(2019, 1, 3), member="c")

    rows = told(log, "type")

    assert {kind: row.worst for kind, row in rows.items()} == {
        "MemberJoined": 0,
        "MemberLeft": 7,
        "WorkplaceConfirmed": -2,
    }


@pytest.mark.parametrize(
    ("facts", "median", "p90"),
    [(1, 0, 0), (2, 0, 1), (3, 1, 2), (4, 1, 3), (9, 4, 8), (10, 4, 8), (11, 5, 9), (20, 9, 17)],
)
def test_median_and_percentile_are_days_of_a_fact(
    log: Log, facts: int, median: int, p90: int
) -> None:
    """The least number of days that half of the facts, or nine tenths, do not exceed."""
    for days in range(facts):
        log.tell(MemberJoined, date.fromordinal(TODAY.toordinal() - days), member=f"m{days}")

    row = told(log, "type")["MemberJoined"]

    assert row == Lateness("type", "MemberJoined", facts, median, p90, facts - 1)


def test_what_is_taken_back_is_not_late(log: Log) -> None:
    """Neither a voided fact nor the void counts, nor what is true after the day."""
    wrong = log.tell(MemberJoined, date(2010, 1, 1), member="a")
    log.void(wrong)
    log.tell(MemberJoined, LATER, member="b")
    projection = log.replay()

    assert lateness(projection, date(2029, 12, 31), projection.head, "type") == ()


def test_facts_recorded_since_a_day(log: Log) -> None:
    """A first load is left out by the day it was recorded on."""
    log.join("a", "b")
    projection = log.replay()
    asked = (projection, LATER, projection.head, "recorder")

    assert [row.facts for row in lateness(*asked, since=TODAY)] == [2, 2]
    assert lateness(*asked, since=date(2019, 1, 2)) == ()


def test_a_fact_is_about_the_unit_it_names_or_the_one_on_record(log: Log) -> None:
    """Leaving, confirming and changing category are about the workplace just before them."""
    log.form("jc-1", "jc-2")
    log.join("a", at="jc-1")
    log.tell(WorkplaceChanged, date(2016, 1, 1), member="a", workplace="jc-2")
    log.tell(WorkplaceConfirmed, date(2015, 6, 1), member="a")
    log.tell(CategoryChanged, date(2017, 1, 1), member="a", category="senior")
    log.tell(MemberLeft, date(2018, 1, 1), member="a")
    log.tell(CategoryChanged, date(2018, 6, 1), member="a", category="active")
    log.tell(HeadcountObserved, date(2018, 6, 1), workplace="jc-1", employees=5)
    log.tell(UnitMerged, date(2018, 6, 1), unit="jc-1", into="jc-2")

    rows = told(log, "unit")

    assert {unit: row.facts for unit, row in rows.items()} == {"jc-1": 5, "jc-2": 4, None: 1}


def test_what_elections_rest_on_is_about_a_unit_too(log: Log) -> None:
    """A seat is about its committee, an absence about the workplace on record, a rule about none or one."""
    log.form("jc-1", "jc-2")
    log.form("med", kind="committee")
    log.join("a", at="jc-1")
    log.tell(WorkplaceChanged, date(2016, 1, 1), member="a", workplace="jc-2")
    log.tell(EmploymentStated, date(2015, 6, 1), member="a", standing="employee")
    log.tell(AbsenceBegan, date(2017, 6, 1), member="a")
    log.tell(MemberLeft, date(2018, 1, 1), member="a")
    log.tell(AbsenceEnded, date(2018, 2, 1), member="a")
    log.tell(ElectorateChanged, date(2018, 2, 1), unit="jc-1", electorate="jc-2")
    log.tell(SeatAllotted, date(2018, 2, 1), committee="med", seat="b-1", group="B")
    log.tell(MeetingHeld, date(2018, 2, 1), unit="med", present=("b-1",))
    log.tell(RatioObserved, date(2018, 2, 1), unit="jc-2", figure="cases", value=9, per="staff")
    log.tell(RuleAgreed, date(2018, 2, 1), rule="threshold", value=4)
    log.tell(RuleAgreed, date(2018, 2, 1), rule="threshold", value=4, unit="jc-1")

    rows = told(log, "unit")

    assert {unit: row.facts for unit, row in rows.items()} == {
        "jc-1": 5,
        "jc-2": 5,
        "med": 3,
        None: 2,
    }


@pytest.mark.parametrize(
    ("known_on", "on", "recent"),
    [
        (date(2018, 9, 1), date(2019, 9, 1), 0),
        (date(2018, 9, 2), date(2019, 9, 1), 1),
        (date(2019, 9, 1), date(2019, 9, 1), 1),
        (date(2019, 2, 28), date(2020, 2, 29), 0),
        (date(2019, 3, 1), date(2020, 2, 29), 1),
        (date(2020, 2, 29), date(2021, 2, 28), 1),
        (date(2020, 2, 29), date(2021, 3, 1), 0),
    ],
)
def test_recent_is_younger_than_twelve_months(
    log: Log, known_on: date, on: date, recent: int
) -> None:
    """Later than the same day a year before; before 29 February comes 28 February."""
    log.form("jc-1")
    log.join("a", at="jc-1")
    log.tell(WorkplaceConfirmed, known_on, member="a")
    projection = log.replay()

    [age] = view(projection, on, projection.head).lag().workplaces

    assert (age.members, age.recent, age.share, age.oldest) == (1, recent, recent, known_on)


def test_the_longest_unconfirmed_workplace_comes_first(log: Log) -> None:
    """Members without a workplace stand in a row of their own, those of a merged one at the other."""
    log.form("jc-1", "jc-2", "jc-3")
    log.join("a", at="jc-1")
    log.tell(MemberJoined, date(2019, 2, 1), member="b", workplace="jc-2")
    log.tell(MemberJoined, date(2019, 3, 1), member="c", workplace="jc-3")
    log.tell(MemberJoined, date(2017, 3, 1), member="d")
    log.tell(UnitMerged, date(2019, 4, 1), unit="jc-1", into="jc-3")
    projection = log.replay()

    ages = view(projection, date(2019, 9, 1), projection.head).lag().workplaces

    assert [(a.workplace, a.name, a.members, a.recent, a.share, a.oldest) for a in ages] == [
        ("jc-3", "JC-3", 2, 1, 0.5, FOUNDED),
        (None, None, 1, 0, 0, date(2017, 3, 1)),
        ("jc-2", "JC-2", 1, 1, 1, date(2019, 2, 1)),
    ]


def ages(log: Log, on: date) -> dict[str | None, tuple[int, date]]:
    """Return for how many the workplace was said lately, and the oldest day, by workplace."""
    projection = log.replay()
    rows = view(projection, on, projection.head).lag().workplaces
    return {row.workplace: (row.recent, row.oldest) for row in rows}


LISTED, ASKED = date(2019, 2, 1), date(2019, 9, 1)


def test_a_list_confirms_everybody_whom_it_could_name(log: Log) -> None:
    """One entry is enough, for those without a workplace too."""
    log.form("jc-1")
    log.join("a", "b", at="jc-1")
    log.join("c")
    log.tell(RosterTaken, LISTED, members=3)

    assert ages(log, ASKED) == {"jc-1": (2, LISTED), None: (1, LISTED)}


@pytest.mark.parametrize(
    ("on", "fields"),
    [
        (date(2019, 9, 2), {}),
        (LISTED, {"workplaces": False}),
        (LISTED, {"without": ("a",)}),
        (LISTED, {"unit": "jc-2"}),
    ],
)
def test_a_list_that_says_nothing_of_somebody_confirms_nothing(
    log: Log, on: date, fields: dict[str, Any]
) -> None:
    """One of a later day, without workplaces, with an unreadable row of theirs, or of another unit."""
    log.form("jc-1", "jc-2")
    log.join("a", at="jc-1")
    log.tell(RosterTaken, on, members=1, **fields)

    assert ages(log, ASKED) == {"jc-1": (0, FOUNDED)}


def test_where_the_last_list_could_not_be_read_the_one_before_confirms(log: Log) -> None:
    """Of somebody in an unreadable row the list is no evidence, and the others are confirmed by it."""
    log.form("jc-1")
    log.join("a", "b", at="jc-1")
    log.tell(RosterTaken, date(2019, 1, 1), members=2)
    log.tell(RosterTaken, LISTED, members=1, without=("a",))

    assert ages(log, ASKED) == {"jc-1": (2, date(2019, 1, 1))}


def test_a_list_of_a_unit_confirms_those_who_worked_below_it_on_its_day(log: Log) -> None:
    """Where a workplace lies by the day asked for does not matter."""
    log.form("north", "south", kind="centre")
    log.form("jc-1", parent="north")
    log.form("jc-2", parent="south")
    log.join("a", at="jc-1")
    log.join("b", at="jc-2")
    log.tell(UnitMoved, date(2019, 3, 1), unit="jc-1", parent="south")
    log.tell(UnitMoved, date(2019, 3, 1), unit="jc-2", parent="north")
    log.tell(RosterTaken, LISTED, members=1, unit="north")

    assert ages(log, ASKED) == {"jc-1": (1, LISTED), "jc-2": (0, FOUNDED)}


def test_what_follows_from_lists_was_told_by_nobody(log: Log) -> None:
    """Late is the list, not the joinings that were worked out from it or the days it gives."""
    log.tell(RosterTaken, date(2018, 12, 25), members=1, batch="roster")
    log.tell(MemberJoined, date(2010, 1, 1), member="a", derived=True, batch="roster")
    log.tell(JoiningDayStated, date(2018, 12, 25), member="a", joined=date(1990, 1, 1))

    assert {kind: row.worst for kind, row in told(log, "type").items()} == {"RosterTaken": 7}
    assert {unit: row.facts for unit, row in told(log, "unit").items()} == {None: 1}


def test_a_joining_placed_later_is_one_fact(log: Log) -> None:
    """It is about the workplace that it names, though it holds from another day."""
    log.form("jc-1")
    joined = {"member": "a", "workplace": "jc-1", "placed_on": date(2018, 9, 1)}
    log.tell(MemberJoined, date(2018, 1, 1), **joined)

    assert {unit: row.facts for unit, row in told(log, "unit").items()} == {"jc-1": 2}
