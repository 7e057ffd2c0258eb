"""Committees and ratios: what a view says of them, and what is found odd."""

from datetime import date

import pytest
from stewards.events import (
    MandateEnded,
    MeetingHeld,
    RatioObserved,
    RuleAgreed,
    SeatAllotted,
    StewardElected,
    UnitClosed,
    UnitMerged,
)
from stewards.projections.committees.rows import Committee, Meeting, SeatGroup
from stewards.projections.rules import load
from stewards.projections.view import Knowledge, View

from .log import RECORDED, Log, sept

START, END = sept(1), sept(30)


def view(log: Log, on: date = END, upto: int | None = None) -> View:
    """Return the view of a day by the rules of Danish municipalities."""
    projection, last = log.replay(), len(log.lines) if upto is None else upto
    nowhere: object = None
    return View(nowhere, Knowledge(lambda _upto: projection, last), load(), on, RECORDED)  # type: ignore[arg-type]


def shown(log: Log, on: date = END) -> Committee:
    """Return the committee med."""
    return view(log, on)._committee("med")


def allot(log: Log, seat: str, on: date = START, **fields: str | None) -> int:
    """Tell of a seat of the committee med."""
    return log.tell(SeatAllotted, on, committee="med", seat=seat, **{"group": "C", **fields})


@pytest.fixture
def med(log: Log) -> Log:
    """Return a log with a centre, a workplace and a committee below it, and a member."""
    log.form("north", kind="centre")
    log.form("jc-1", parent="north")
    log.form("med", parent="north", kind="committee")
    log.join("M1", at="jc-1")
    return log


def test_the_last_day_counts_and_then_the_last_entry(med: Log) -> None:
    """A seat is what is told of it for the latest day by then, whatever was told first."""
    allot(med, "c-1", sept(9), organisation="ds")
    allot(med, "c-1", sept(3), organisation="dsr", basis="joint-steward", role="chair")
    allot(med, "c-1", sept(3), group="B", organisation="hk")

    of_day = {day: shown(med, sept(day)).seats for day in (2, 3, 8, 9)}

    assert of_day[2] == ()
    assert [(s.group, s.organisation, s.basis, s.role) for s in of_day[3]] == [
        ("B", "hk", None, None)
    ]
    assert of_day[8] == of_day[3]
    assert [(s.group, s.organisation) for s in of_day[9]] == [("C", "ds")]


def test_what_is_taken_back_is_no_seat_and_no_meeting(med: Log) -> None:
    """As known before the void it was one."""
    seat = allot(med, "c-1", organisation="ds")
    held = med.tell(MeetingHeld, sept(2), unit="med", present=("c-1",))
    before = len(med.lines)
    med.void(seat)
    med.void(held)

    assert (shown(med).seats, shown(med).meeting) == ((), None)
    assert len(view(med, upto=before)._committee("med").seats) == 1


def test_the_last_meeting_by_the_day_is_shown(med: Log) -> None:
    """With who was present by group; nothing where nobody noted it; a seat that is no more is nobody's."""
    allot(med, "b-1", group="B", organisation="hk")
    allot(med, "c-1", organisation="ds")
    first = med.tell(MeetingHeld, sept(3), unit="med", present=("c-1", "gone"), attended=2)
    later = med.tell(MeetingHeld, sept(9), unit="med")

    of_first, of_later = shown(med, sept(8)), shown(med, sept(9))

    assert of_first.groups == (SeatGroup("B", 1, 0), SeatGroup("C", 1, 1))
    assert (of_first.meeting, of_first.present) == (Meeting(sept(3), 2, first), 1)
    assert of_later.groups == (SeatGroup("B", 1, None), SeatGroup("C", 1, None))
    assert (of_later.meeting, of_later.present) == (Meeting(sept(9), None, later), None)


def test_ours_hold_a_seat_from_the_election_to_the_ending(med: Log) -> None:
    """A seat of our own organisation that nobody in office was elected to is vacant."""
    allotted = allot(med, "c-1", organisation="ds")
    seat = {"unit": "med", "office": "med-seat"}
    election = med.tell(StewardElected, sept(3), member="M1", seat="c-1", **seat)
    med.tell(MandateEnded, sept(9), member="M1", **seat)

    held = {day: shown(med, sept(day)).seats[0] for day in (2, 3, 8, 9)}

    assert [held[day].vacant for day in held] == [True, False, False, True]
    assert (held[3].member, held[3].elected_by, held[3].allotted_by) == ("M1", election, allotted)


def test_one_of_ours_may_hold_what_no_organisation_fills(med: Log) -> None:
    """An election is enough for a seat not to be vacant."""
    allot(med, "c-1")
    assert shown(med).seats[0].vacant
    med.tell(StewardElected, sept(3), member="M1", unit="med", office="med-seat", seat="c-1")
    assert not shown(med).seats[0].vacant


def found(log: Log, on: date = END) -> list[tuple[str, str, str, tuple[int, ...], str]]:
    """Return what is found odd about committees and ratios."""
    kinds = {"seat vacant", "seat held from another group", "over the norm"}
    every = (each for each in view(log, on).check() if each.finding in kinds)
    return [(f.finding, f.subject, f.detail, f.entries, f.advice) for f in every]


def test_a_vacant_seat_is_found(med: Log) -> None:
    """Whether no organisation fills it, or ours does and nobody of ours holds it."""
    seats = [allot(med, "b-1", group="B"), allot(med, "c-1", organisation="ds")]
    allot(med, "b-2", group="B", organisation="hk")

    assert found(med) == [
        (
            "seat vacant",
            "med",
            f"the seat {seat} of group {group}{filled} is held by nobody",
            (entry,),
            (
                f"Record who fills it: stewards mandate elect MEMBER --unit med --office med-seat --seat"
                f" {seat} --on DAY; or, if another organisation does: stewards committee seat med {seat}"
                f" --group {group} --organisation ID --on DAY"
            ),
        )
        for entry, seat, group, filled in zip(
            seats, ("b-1", "c-1"), "BC", ("", ", which ds fills,"), strict=True
        )
    ]


def test_a_seat_held_from_another_group_is_found(med: Log) -> None:
    """By an organisation, or by one of ours; where an override says why, it is not."""
    first = allot(med, "b-1", group="B", organisation="dsr")
    second = allot(med, "a-1", group="A", organisation="djoef")
    allot(med, "b-2", group="B", organisation="dsr", override="lent")
    election = med.tell(
        StewardElected, sept(3), member="M1", unit="med", office="med-seat", seat="a-1"
    )
    advice = "Record whose it is: stewards committee seat med {} --group GROUP --organisation ID --on DAY"
    rule = "by the agreement dk-municipal, {} fill the seats of that group"

    assert found(med) == [
        (
            "seat held from another group",
            "med",
            "the seat b-1 of group B is held by dsr; " + rule.format("hk, lfs, sl, foa-sosu"),
            (first,),
            advice.format("b-1"),
        ),
        (
            "seat held from another group",
            "med",
            "the seat a-1 of group A is held by M1 of ds; " + rule.format("djoef"),
            (second, election),
            advice.format("a-1"),
        ),
    ]


@pytest.mark.parametrize("gone", [UnitClosed, UnitMerged])
def test_a_committee_that_is_gone_has_no_findings(
    med: Log, gone: type[UnitClosed] | type[UnitMerged]
) -> None:
    """Nobody fills the seats of what does not meet any more; those of another committee are its own."""
    allot(med, "c-1")
    med.form("other", kind="committee")
    assert len(found(med)) == 1
    med.tell(gone, sept(9), unit="med", **({"into": "other"} if gone is UnitMerged else {}))

    assert (found(med), len(found(med, sept(8)))) == ([], 1)
    assert view(med)._committee("other").seats == ()


def test_the_last_ratio_of_each_figure_counts(med: Log) -> None:
    """By its day, then its entry; one of its own for each unit and each denominator."""
    told = [
        ("jc-1", "cases", 9, "staff", 9),
        ("jc-1", "cases", 7, "staff", 3),
        ("jc-1", "cases", 5, "own", 3),
        ("jc-1", "calls", 4, "staff", 3),
        ("north", "cases", 3, "staff", 3),
        ("jc-1", "cases", 8, "staff", 3),
    ]
    for unit, figure, value, per, day in told:
        fields = {"unit": unit, "figure": figure, "value": value, "per": per}
        entry = med.tell(RatioObserved, sept(day), **fields)
    figures = [(r.unit, r.figure, r.per, r.value) for r in view(med, sept(8))._ratios()]
    assert figures == [
        ("jc-1", "calls", "staff", 4),
        ("jc-1", "cases", "own", 5),
        ("jc-1", "cases", "staff", 8),
        ("north", "cases", "staff", 3),
    ]
    assert [r.value for r in view(med)._ratios()] == [4, 5, 9, 3]
    med.void(entry)
    assert [r.value for r in view(med, sept(8))._ratios()] == [4, 5, 7, 3]


def test_the_norm_may_be_agreed_at_a_unit(med: Log) -> None:
    """Below it, too; the answer names the entry that says so, and the book elsewhere."""
    norm = {"rule": "figures.cases-activity-ready.most", "value": 30, "source": "local agreement"}
    agreed = med.tell(RuleAgreed, sept(3), unit="north", **norm)
    ratio = {"figure": "cases-activity-ready", "value": 66, "of": 2, "per": "own-caseworkers"}
    for day in (2, 3):
        med.tell(RatioObserved, sept(day), unit="jc-1", **ratio)

    [before], [since] = (view(med, sept(day))._ratios() for day in (2, 3))

    assert (before.norm, before.times, before.short) == (55, 0.6, 0)
    assert before.rule is not None
    assert (before.rule.path, before.rule.book) == (norm["rule"], "dk-municipal")
    assert (since.norm, since.times, since.short) == (30, 1.1, 1)
    assert since.rule is not None
    assert (since.rule.value, since.rule.book, since.rule.source, str(since.rule.certainty)) == (
        30,
        f"entry {agreed}",
        "local agreement",
        "confirmed",
    )
    [over] = found(med)
    assert over[:2] == ("over the norm", "jc-1")
    assert over[2] == (
        "cases-activity-ready: 66 for 2 own-caseworkers on 2019-09-03, 1.1 times the norm of 30"
        " (local agreement, confirmed); lacking: 1 own-caseworkers"
    )
    assert over[4] == (
        "Record the next figure: stewards observe-ratio jc-1 --figure cases-activity-ready --value"
        " NUMBER --of NUMBER --per own-caseworkers"
    )


def test_a_ratio_without_a_norm_is_only_a_ratio(med: Log) -> None:
    """91 of 112 answered: nobody says how many should."""
    med.tell(RatioObserved, sept(1), unit="jc-1", figure="answers", value=91, of=112, per="asked")

    [ratio] = view(med)._ratios()

    assert (ratio.ratio, ratio.norm, ratio.norm_per, ratio.rule) == (0.81, None, None, None)
    assert found(med) == []
