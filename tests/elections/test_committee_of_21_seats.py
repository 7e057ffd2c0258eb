"""A main committee of 21 seats: whose they are, who of ours holds one, and who was at its meeting."""

from collections.abc import Iterator
from datetime import date

import pytest
from stewards.registry import NoSuchSeat, Registry, SeatOfAnotherGroup

FOUNDED, MEETING, AFTER = date(2022, 1, 1), date(2022, 11, 25), date(2022, 12, 1)

B = ["hk", "lfs", "sl", "foa-sosu"]
SEATS = {
    **{f"b-{n}": ("B", organisation) for n, organisation in enumerate(B, start=1)},
    "c-1": ("C", "dsr"),
    "c-2": ("C", "ds"),
    "a-1": ("A", "djoef"),
    **{f"safety-{n}": ("safety", "all-staff") for n in range(1, 5)},
    **{f"management-{n}": ("management", "kk") for n in range(1, 11)},
}
"""Each seat: its group, and the organisation that fills it."""

PRESENT = [
    "b-2",
    *("c-1", "c-2", "a-1"),
    *("safety-1", "safety-2", "safety-4"),
    *(f"management-{n}" for n in (1, 2, 4, 5, 8, 10)),
]


@pytest.fixture
def town() -> Iterator[Registry]:
    """Return a registry with an administration, a member who works there, and its main committee."""
    with Registry.create(":memory:") as registry:
        registry.form_unit("sof", name="Social Services", kind="administration", on=FOUNDED)
        registry.form_unit("home", name="Home", parent="sof", on=FOUNDED)
        registry.form_unit(
            "med-sof", name="HovedMED SOF", kind="committee", parent="sof", on=FOUNDED
        )
        for member in ("M1", "M2"):
            registry.join(member, workplace="home", on=FOUNDED)
        for seat, (group, organisation) in SEATS.items():
            registry.allot_seat("med-sof", seat, group=group, organisation=organisation, on=FOUNDED)
        registry.elect(
            "M1", unit="med-sof", office="med-seat", seat="c-2", on=FOUNDED, until=date(2026, 1, 1)
        )
        yield registry


def test_the_seats_are_those_of_the_groups(town: Registry) -> None:
    """Given 21 seats, when somebody looks, then B has 4, C 2, A 1, safety 4 and management 10."""
    committee = town.committee("med-sof", on=MEETING)

    assert len(committee.seats) == 21
    assert {each.group: each.seats for each in committee.groups} == {
        "A": 1,
        "B": 4,
        "C": 2,
        "management": 10,
        "safety": 4,
    }
    assert {each.present for each in committee.groups} == {None}  # it has not met yet


def test_thirteen_of_21_are_present(town: Registry) -> None:
    """Given a meeting with 1 of B, 2 of C, 1 of A, 3 of safety and 6 of management, 13 of 21 were there."""
    town.hold_meeting("med-sof", present=PRESENT, on=MEETING)

    committee = town.committee("med-sof", on=AFTER)

    assert committee.present == 13
    assert {each.group: each.present for each in committee.groups} == {
        "A": 1,
        "B": 1,
        "C": 2,
        "management": 6,
        "safety": 3,
    }
    assert committee.meeting is not None
    assert committee.meeting.on == MEETING
    assert town.committee("med-sof", on=FOUNDED).present is None


def test_one_of_ours_holds_a_seat_until_an_ending(town: Registry) -> None:
    """Given a member elected to seat c-2, when she leaves the union, then it is vacant from that day."""
    town.leave("M1", on=AFTER)

    before, then = (
        next(each for each in town.committee("med-sof", on=day).seats if each.seat == "c-2")
        for day in (MEETING, AFTER)
    )
    assert (before.organisation, before.member, before.vacant) == ("ds", "M1", False)
    assert (then.organisation, then.member, then.vacant) == ("ds", None, True)
    found = [each for each in town.check(on=AFTER) if each.finding == "seat vacant"]
    assert [(each.subject, each.detail) for each in found] == [
        ("med-sof", "the seat c-2 of group C, which ds fills, is held by nobody")
    ]


def test_a_seat_is_what_is_told_last(town: Registry) -> None:
    """Given that nobody fills a seat any more, when that is recorded, then it is vacant from that day."""
    town.allot_seat("med-sof", "b-4", group="B", on=AFTER)

    assert [each.seat for each in town.committee("med-sof", on=AFTER).seats if each.vacant] == [
        "b-4"
    ]
    assert not any(each.vacant for each in town.committee("med-sof", on=MEETING).seats)


def test_nobody_is_elected_to_a_seat_that_is_not_there(town: Registry) -> None:
    """Given two seats of C, when a member is elected to a third, then that is refused, override or not."""
    for override in (None, "she was, though"):
        with pytest.raises(NoSuchSeat) as refused:
            town.elect(
                "M2", unit="med-sof", office="med-seat", seat="c-3", on=AFTER, override=override
            )
        assert str(refused.value) == (
            "Cannot elect M2 as med-seat at med-sof on 2022-12-01 because med-sof has no seat c-3 that"
            " day. See 'stewards committee show med-sof', or allot it with 'stewards committee seat'."
        )


def test_ours_are_not_elected_to_a_seat_of_another_group(town: Registry) -> None:
    """Given that DS belongs to C, when a member is elected to a seat of B, then it takes an override."""
    with pytest.raises(SeatOfAnotherGroup) as refused:
        town.elect("M2", unit="med-sof", office="med-seat", seat="b-1", on=AFTER)
    assert str(refused.value) == (
        "Cannot elect M2 as med-seat at med-sof because the seats of group B are filled by hk, lfs, sl,"
        " foa-sosu, not by ds, by the agreement dk-municipal. Name another seat; or, if it is so all the"
        " same, record it with --override and the reason."
    )
    town.elect("M2", unit="med-sof", office="med-seat", seat="b-1", on=AFTER, override="lent by HK")

    held = {each.seat: each.member for each in town.committee("med-sof", on=AFTER).seats}
    assert (held["b-1"], held["c-2"]) == ("M2", "M1")
    assert [each for each in town.check(on=AFTER) if each.finding.startswith("seat held")] == []


def test_a_seat_that_an_organisation_of_another_group_fills_is_found(town: Registry) -> None:
    """Given a list that gives DSR a seat of B, when it is imported, then the seat is found, not refused."""
    line = (
        b'{"type":"SeatAllotted","committee":"med-sof","seat":"b-3","group":"B","organisation":"dsr",'
        b'"effective_on":"2022-12-01","recorded_by":"secretary"}'
    )
    town.import_lines([line])

    [found] = [each for each in town.check(on=AFTER) if each.finding.startswith("seat held")]
    assert found.detail == (
        "the seat b-3 of group B is held by dsr; by the agreement dk-municipal, hk, lfs, sl, foa-sosu fill"
        " the seats of that group"
    )
