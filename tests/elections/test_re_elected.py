"""A term to 1 February 2020: re-elected in time, or after it, or recognised no longer."""

from datetime import date

import pytest

from .log import elected, formed, joined, mandate, registry, step

FIRST, TERM = date(2018, 2, 1), date(2020, 2, 1)
LATE = date(2020, 6, 1)
DECLINED = date(2020, 4, 1)
BRANCH = [
    formed("kk", kind="employer"),
    formed("jc-1", "kk"),
    joined("M1", "jc-1"),
    elected("M1", "jc-1", FIRST, until=TERM),
]


def since(book: str, *events: object) -> date:
    """Return since when the steward has been in office without a gap, on 1 July 2020."""
    with registry([*BRANCH, *events], book) as branch:  # type: ignore[list-item]
        return mandate(branch, "M1", date(2020, 7, 1)).continuous_since


@pytest.mark.parametrize("book", ["dk-municipal", "dk-state"])
@pytest.mark.parametrize("on", [date(2019, 12, 1), TERM])
def test_re_elected_within_the_term_there_is_no_gap(book: str, on: date) -> None:
    """Nor where the new term begins on the day the old one is over."""
    assert since(book, elected("M1", "jc-1", on)) == FIRST


@pytest.mark.parametrize(("book", "start"), [("dk-municipal", LATE), ("dk-state", FIRST)])
def test_re_elected_after_the_term(book: str, start: date) -> None:
    """Where the employer goes on accepting, the state knows no gap; where the term ends, there is one."""
    assert since(book, elected("M1", "jc-1", LATE)) == start


def test_declined_in_writing_there_is_a_gap_from_that_day() -> None:
    """In the state, the mandate goes on until the employer declines."""
    declined = step("declined", "M1", "jc-1", DECLINED)
    with registry([*BRANCH, declined], "dk-state") as branch:
        found = [mandate(branch, "M1", day) for day in (date(2020, 3, 31), DECLINED)]
    assert [each.status for each in found] == ["expired, accepted in practice", "over"]
    assert (found[1].ended_on, found[1].ended_because) == (DECLINED, "recognition declined")
    assert since("dk-state", declined, elected("M1", "jc-1", LATE)) == LATE


def test_one_row_a_person_and_seat() -> None:
    """Re-elected within the term, both mandates run, and the list shows the one that ends last."""
    again = elected("M1", "jc-1", date(2019, 12, 1), until=date(2021, 12, 1))
    with registry([*BRANCH, again]) as branch:
        [found] = branch.mandates(on=date(2020, 1, 1))
    assert (found.until, found.continuous_since) == (date(2021, 12, 1), FIRST)


def test_whoever_follows_ends_a_term_that_went_on() -> None:
    """In the state, another steward elected later takes the seat that went on in practice."""
    other = [joined("M2", "jc-1"), elected("M2", "jc-1", LATE)]
    with registry([*BRANCH, *other], "dk-state") as branch:
        found = mandate(branch, "M1", LATE)
    assert (found.ended_on, found.ended_because) == (LATE, "term over")
