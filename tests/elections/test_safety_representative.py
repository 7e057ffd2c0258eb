"""A safety representative is elected by all employees, and need not be in the union."""

from datetime import date

from stewards.events import MandateEnded, MemberLeft

from .log import elected, formed, joined, mandate, moved, registry, told

OFFICE = "safety-representative"
LEFT = date(2019, 6, 1)
BRANCH = [
    formed("kk", kind="employer"),
    formed("jc-1", "kk"),
    formed("jc-2", "kk"),
    joined("M1", "jc-1"),
    elected("M1", "jc-1", date(2019, 1, 1), OFFICE),
]


def test_leaving_the_union_ends_nothing() -> None:
    """Given a safety representative who leaves the union, the office goes on; a steward's ends."""
    steward = elected("M1", "jc-1", date(2019, 1, 1))
    with registry([*BRANCH, steward, told(MemberLeft, LEFT, member="M1")]) as branch:
        assert mandate(branch, "M1", LEFT, OFFICE).ended_on is None
        assert mandate(branch, "M1", LEFT).ended_because == "left the union"


def test_leaving_the_workplace_ends_it() -> None:
    """Given a move to another workplace, the office ends."""
    with registry([*BRANCH, moved("M1", "jc-2", LEFT)]) as branch:
        found = mandate(branch, "M1", LEFT, OFFICE)
    assert (found.ended_on, found.ended_because) == (LEFT, "workplace changed")


def test_a_recall_is_found() -> None:
    """Given that the holder was voted out within the term, the office is over and that is found."""
    recall = told(MandateEnded, LEFT, member="M1", unit="jc-1", office=OFFICE, reason="recalled")
    with registry([*BRANCH, recall]) as branch:
        found = [each for each in branch.check(on=LEFT) if each.subject == "M1"]
        assert mandate(branch, "M1", LEFT, OFFICE).ended_on == LEFT
    assert [each.finding for each in found] == ["recalled within the term"]
