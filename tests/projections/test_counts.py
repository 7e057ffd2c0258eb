"""The count in parts: by workplace, by unit, by category; the parts add up."""

from stewards.events import (
    CategoryChanged,
    CountPublished,
    HeadcountObserved,
    UnitMerged,
    UnitMoved,
)
from stewards.projections.accounts.published import PublishedCount
from stewards.projections.electorate.rows import Headcount
from stewards.projections.membership.rows import Group
from stewards.projections.questions import count, groups, headcounts, published, voided
from stewards.projections.replay.entries import WholeEntries

from .log import FOUNDED, Log, sept


def city(log: Log) -> None:
    """Tell of a city with two centres and members all over, one of them nowhere."""
    log.form("city", kind="employer")
    log.form("north", "south", parent="city", kind="centre")
    log.form("n-1", "n-2", parent="north")
    log.form("s-1", parent="south")
    log.form("club")
    log.join("M1", "M2", at="n-1")
    log.join("M3", at="n-2")
    log.join("M4", at="s-1")
    log.join("M5", at="city")
    log.join("M6", at="club")
    log.join("M7")


def parts(log: Log, by: str, unit: str | None = None, number: int = 1) -> dict[str | None, int]:
    """Return the members of each part on a day of September, having seen that they add up."""
    projection, asked = log.replay(), (sept(number), len(log.lines))
    found = {g.value: g.members for g in groups(projection, *asked, by, unit=unit)}
    assert sum(found.values()) == count(projection, *asked, unit=unit)
    return found


def test_by_workplace_are_those_with_members(log: Log) -> None:
    """Each workplace with members has a row; members without a workplace have one without."""
    city(log)

    assert parts(log, "workplace") == {
        "city": 1,
        "club": 1,
        "n-1": 2,
        "n-2": 1,
        "s-1": 1,
        None: 1,
    }
    assert parts(log, "workplace", unit="north") == {"n-1": 2, "n-2": 1}


def test_by_unit_are_the_roots(log: Log) -> None:
    """Without a unit, members stand in the row of the root they lie below."""
    city(log)

    assert parts(log, "unit") == {"city": 5, "club": 1, None: 1}


def test_by_unit_are_the_children_of_a_unit(log: Log) -> None:
    """Below a unit, members stand in the row of its child; those at the unit itself in its own."""
    city(log)

    assert parts(log, "unit", unit="city") == {"north": 3, "south": 1, "city": 1}
    assert parts(log, "unit", unit="n-1") == {"n-1": 2}


def test_the_parts_follow_mergers_and_moves(log: Log) -> None:
    """Members are counted where their workplace has gone."""
    city(log)
    log.tell(UnitMerged, sept(5), unit="n-1", into="s-1")
    log.tell(UnitMoved, sept(10), unit="n-2", parent="south")

    assert parts(log, "unit", unit="city", number=4) == {"north": 3, "south": 1, "city": 1}
    assert parts(log, "unit", unit="city", number=5) == {"north": 1, "south": 3, "city": 1}
    assert parts(log, "unit", unit="city", number=10) == {"south": 4, "city": 1}
    assert parts(log, "workplace", unit="south", number=10) == {"s-1": 3, "n-2": 1}


def test_by_category_are_those_with_members(log: Log) -> None:
    """Each category in use has a row, in the union as in a unit."""
    city(log)
    log.tell(CategoryChanged, sept(1), member="M3", category="senior")

    assert parts(log, "category") == {"active": 6, "senior": 1}
    assert parts(log, "category", unit="north") == {"active": 2, "senior": 1}


def test_the_parts_can_be_of_one_category(log: Log) -> None:
    """Narrowed to a category, only its members stand in the parts."""
    city(log)
    log.tell(CategoryChanged, sept(1), member="M3", category="senior")
    asked = (log.replay(), sept(1), len(log.lines))

    assert groups(*asked, "unit", unit="city", category="senior") == (
        Group("unit", "north", "NORTH", 1, 1, 1),
    )
    assert groups(*asked, "category", category="senior") == (
        Group("category", "senior", None, 1, 1, 1),
    )
    assert groups(*asked, "workplace", category="passive") == ()


def test_the_last_headcount_at_each_workplace_stands(log: Log) -> None:
    """A headcount lasts until the next one of the same workplace."""
    log.form("jc-1", "jc-2")
    early = log.tell(HeadcountObserved, sept(1), workplace="jc-1", employees=4)
    late = log.tell(HeadcountObserved, sept(9), workplace="jc-1", employees=0, source="list")
    log.tell(HeadcountObserved, sept(20), workplace="jc-2", employees=7)

    first = Headcount("jc-1", 4, None, sept(1), early)
    assert headcounts(log.replay(), sept(8), len(log.lines)) == (first,)
    assert headcounts(log.replay(), sept(9), len(log.lines)) == (
        Headcount("jc-1", 0, "list", sept(9), late),
    )
    assert headcounts(log.replay(), sept(9), late - 1) == (first,)


def test_published_counts_are_listed_until_taken_back(log: Log) -> None:
    """Each figure in print is kept as printed, for the union or a unit."""
    log.form("jc-1")
    whole = log.tell(CountPublished, sept(1), members=805, source="annual report")
    some = {"members": 12, "unit": "jc-1", "categories": ("active", "leave")}
    part = log.tell(CountPublished, sept(1), **some)
    log.void(whole)

    printed = PublishedCount(whole, sept(1), None, 805, None, "annual report")
    of_unit = PublishedCount(part, sept(1), "jc-1", 12, ("active", "leave"), None)
    assert published(WholeEntries.known(log.replay(), part)) == (printed, of_unit)
    assert published(WholeEntries.known(log.replay(), len(log.lines))) == (of_unit,)


def test_a_voided_entry_names_the_first_void_known(log: Log) -> None:
    """Of two voids of an entry the first one counts, from the moment it is known."""
    joined = log.join("M1")
    first, second = log.void(joined), log.void(joined)

    assert voided(log.replay(), joined) == {}
    assert voided(log.replay(), first) == {joined: first}
    assert voided(log.replay(), second) == {joined: first}
    assert count(log.replay(), FOUNDED, second) == 0
