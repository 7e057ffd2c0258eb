"""The joint deputy, steward of N, moves to another unit of the same administration on 1 June 2019.

Both offices end that day: the one as she no longer works at N, the other as it rests on that one. N's deputy
acts from that day.
"""

from datetime import date

from .log import away, elected, formed, joined, mandate, moved, registry

MOVE, ELECTION = date(2019, 6, 1), date(2018, 1, 15)
BRANCH = [
    formed("bif", kind="administration"),
    formed("n", "bif"),
    formed("o", "bif"),
    *(joined(member, "n") for member in ("A", "B")),
    joined("C", "o"),
    elected("A", "n", ELECTION),
    elected("B", "n", ELECTION, "deputy"),
    elected("C", "o", ELECTION),
    elected("A", "bif", ELECTION, "joint-deputy"),
]
MOVED = [*BRANCH, moved("A", "o", MOVE)]


def test_the_joint_office_ends_with_the_stewardship() -> None:
    """The same fact ends both."""
    with registry(MOVED) as branch:
        steward = mandate(branch, "A", MOVE)
        joint = mandate(branch, "A", MOVE, "joint-deputy")
    assert (steward.ended_on, steward.ended_because) == (MOVE, "workplace changed")
    assert (joint.ended_on, joint.ended_because) == (MOVE, "the office it rests on ended")
    assert joint.ended_by == steward.ended_by


def test_the_deputy_acts_from_that_day() -> None:
    """The day before, there is a steward; from that day, the seat is empty."""
    with registry(MOVED) as branch:
        acts = [mandate(branch, "B", day, "deputy").acting for day in (date(2019, 5, 31), MOVE)]
    assert acts == [False, True]


def test_the_deputy_acts_while_the_steward_is_away() -> None:
    """And no longer from the first day back."""
    leave = away("A", date(2019, 3, 1), until=date(2019, 4, 1))
    with registry([*BRANCH, leave]) as branch:
        days = (date(2019, 2, 28), date(2019, 3, 1), date(2019, 3, 31), date(2019, 4, 1))
        acts = [mandate(branch, "B", day, "deputy").acting for day in days]
    assert acts == [False, True, True, False]


def test_a_joint_office_that_rested_on_none_goes_on() -> None:
    """Somebody who was no steward when elected stays in office, and that is found."""
    none = elected("B", "bif", ELECTION, "joint-steward")
    with registry([*BRANCH, none]) as branch:
        found = branch.check(on=MOVE)
        assert mandate(branch, "B", MOVE, "joint-steward").ended_on is None
    lacking = [each for each in found if each.finding == "joint office without what it rests on"]
    assert [each.subject for each in lacking] == ["B"]


def test_whoever_is_elected_again_in_time_keeps_the_joint_office() -> None:
    """Elected steward at the new workplace that very day, she holds what it rests on all the time."""
    again = elected("A", "o", MOVE, override="agreed")
    with registry([*MOVED, again]) as branch:
        assert mandate(branch, "A", MOVE, "joint-deputy").ended_on is None
