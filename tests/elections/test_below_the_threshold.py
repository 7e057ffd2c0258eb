"""Elected at six, five left, then four: what becomes of the steward.

In municipalities nothing is said, so nothing ends, and it is a finding. On a building site the mandate ends
at four, unless both sides want to keep it. And it ends on the day it happened, whenever somebody tells.
"""

from datetime import date

import pytest
from stewards.registry import Registry

from .log import agreed, at_end_of, elected, formed, joined, mandate, moved, observed, registry

ELECTION, TERM = date(2022, 2, 1), date(2024, 2, 1)
FIRST, SECOND, BACK = date(2022, 6, 1), date(2022, 8, 15), date(2022, 11, 1)
REPORTED = date(2022, 12, 10)
SITE = [
    formed("company", kind="employer"),
    formed("site", "company"),
    formed("depot", "company"),
    *(joined(member, "site") for member in ("M1", "M2", "M3", "M4")),
    joined("M5", "depot"),
    observed("site", 6, ELECTION),
    elected("M1", "site", ELECTION, until=TERM),
    moved("M3", "depot", FIRST),
    moved("M4", "depot", SECOND, reported=REPORTED),
    moved("M5", "site", BACK),
]


def site(book: str) -> Registry:
    """Return a registry of the site, under a rule book."""
    return registry(SITE, book)


def flagged(of: Registry, on: date, known: date | None = None) -> bool:
    """Tell whether `check` finds a steward under the threshold."""
    known_at = None if known is None else at_end_of(known)
    found = of.check(on=on, known_at=known_at)
    return "steward under the threshold" in {each.finding for each in found}


def test_a_municipal_steward_stays_in_office() -> None:
    """Given the municipal book, the mandate runs to the end of its term, and is found while it is below."""
    with site("dk-municipal") as municipal:
        assert mandate(municipal, "M1", BACK).ended_on is None
        over = mandate(municipal, "M1", TERM)
        assert (over.ended_on, over.ended_because) == (TERM, "term over")
        below = [
            flagged(municipal, on) for on in (date(2022, 8, 14), SECOND, date(2022, 10, 31), BACK)
        ]
    assert below == [False, True, True, False]


def test_on_a_building_site_the_mandate_ends() -> None:
    """Given the book of building and construction, it ends on the day of the second move."""
    with site("dk-building") as building:
        over = mandate(building, "M1", TERM)
    assert (over.ended_on, over.ended_because) == (SECOND, "below the threshold")


def test_it_is_kept_where_both_sides_want_that() -> None:
    """Given an agreement at the site that nothing ends, it goes on."""
    kept = agreed("steward.below", "flag", date(2022, 7, 1), "site")
    with registry([*SITE, kept], "dk-building") as building:
        assert mandate(building, "M1", BACK).ended_on is None


@pytest.mark.parametrize("book", ["dk-municipal", "dk-building"])
def test_nobody_knew_before_it_was_reported(book: str) -> None:
    """As known on 1 October there were five; the second move was reported on 10 December."""
    known = date(2022, 10, 1)
    with site(book) as it:
        found = mandate(it, "M1", known, known_at=at_end_of(known))
        assert (found.ended_on, flagged(it, known, known)) == (None, False)


def test_the_end_says_when_it_was_learned() -> None:
    """Ended on 15 August, learned on 10 December."""
    with site("dk-building") as building:
        found = mandate(building, "M1", REPORTED, known_at=at_end_of(REPORTED))
        [explained] = building.explain_mandate("M1", on=date(2022, 10, 1))
    assert (found.ended_on, found.learned_on) == (SECOND, REPORTED)
    assert [(each.state, each.known_at.date()) for each in explained.earlier] == [
        ("held", date(2022, 10, 1)),
        ("over", REPORTED),
    ]
