"""The reference says what design section 5 says: order, membership, count; and the sample."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from stewards.events import (
    CategoryChanged,
    EntryVoided,
    Event,
    HeadcountObserved,
    MemberJoined,
    MemberLeft,
    UnitMerged,
    UnitMoved,
    WorkplaceChanged,
    as_event,
    parse,
)

from .facts import APR, FEB, JAN, JUN, MAR, MAY, OPENING, TOWN, fact, joined, log_of
from .reference import (
    acceptable,
    count,
    count_by_category,
    count_by_unit,
    count_by_workplace,
    history,
    in_office,
    known,
    state,
    upto_at,
)

A_DAY = timedelta(days=1)


def test_a_history_is_read_by_effective_day_and_not_in_the_order_told() -> None:
    """A late fact takes its place by its day: the change in March outweighs the join in January."""
    log = log_of(fact(MemberLeft, MAR, member="m"), joined("m", on=JAN))

    assert count(log, FEB) == 1
    assert count(log, MAR) == 0


def test_facts_of_one_day_are_read_by_entry() -> None:
    """Of two facts of one day the one told last is read last."""
    left_then_joined = log_of(fact(MemberLeft, MAR, member="m"), joined("m", on=MAR))
    joined_then_left = log_of(joined("m", on=MAR), fact(MemberLeft, MAR, member="m"))

    assert count(left_then_joined, MAR) == 1
    assert count(joined_then_left, MAR) == 0


def test_a_voided_entry_counts_as_never_said_once_the_void_is_known() -> None:
    """The member counts as long as only entry 6 is known, and not even earlier once 7 is."""
    events = [*TOWN, joined("m"), fact(EntryVoided, JUN, voids=6, reason="wrong person")]

    assert count(known(events, 6), MAR) == 1
    assert count(known(events, 7), MAR) == 0


def test_what_is_not_yet_known_is_not_there() -> None:
    """With no entry known nobody is a member."""
    assert count(known([joined("m")], 0), MAR) == 0


def test_known_at_an_instant_means_recorded_at_or_before_it() -> None:
    """An instant before the first record knows nothing; the instant of a record knows it."""
    events = [*TOWN, joined("m")]

    assert upto_at(events, OPENING - timedelta(microseconds=1)) == 0
    assert upto_at(events, OPENING) == 6


def test_a_void_cannot_be_voided() -> None:
    """A void of a void is not taken in; nor is a void of an unknown entry."""
    events = [*TOWN, joined("m"), fact(EntryVoided, JAN, voids=6, reason="wrong person")]

    assert not acceptable(events, fact(EntryVoided, JAN, voids=7, reason="it was right"))
    assert not acceptable(events, fact(EntryVoided, JAN, voids=9, reason="unknown"))


def test_the_last_join_or_leave_decides_membership() -> None:
    """Somebody who joins, leaves and joins again is a member in the first and the third time."""
    log = log_of(joined("m", on=JAN), fact(MemberLeft, MAR, member="m"), joined("m", on=MAY))

    assert [count(log, day) for day in (JAN - A_DAY, JAN, MAR, APR, MAY)] == [0, 1, 0, 0, 1]


def test_a_fact_holds_from_the_start_of_its_day() -> None:
    """Leaving effective 1 March means counted on 28 February and not counted on 1 March."""
    log = log_of(joined("m"), fact(MemberLeft, MAR, member="m"))

    assert count(log, MAR - A_DAY) == 1
    assert count(log, MAR) == 0


def test_joining_sets_workplace_and_category_anew() -> None:
    """Whoever joins again without a workplace has none, and is active unless told otherwise."""
    log = log_of(
        fact(MemberJoined, JAN, member="m", workplace="a", category="student"), joined("m", on=MAR)
    )
    before, after = state(log, "m", FEB), state(log, "m", MAR)

    assert before is not None
    assert after is not None
    assert (before.workplace, before.category) == ("a", "student")
    assert (after.workplace, after.category) == (None, "active")


def test_changes_within_membership_take_effect() -> None:
    """A member is where, and what, the last change says."""
    log = log_of(
        joined("m", "a"),
        fact(WorkplaceChanged, FEB, member="m", workplace="b"),
        fact(CategoryChanged, MAR, member="m", category="senior"),
    )

    assert count_by_workplace(log, FEB) == {"b": 1}
    assert count_by_category(log, FEB) == {"active": 1}
    assert count_by_category(log, MAR) == {"senior": 1}


def test_leaving_clears_workplace_and_category() -> None:
    """Nothing is on record of somebody who left."""
    log = log_of(joined("m", "a"), fact(MemberLeft, MAR, member="m"))

    assert state(log, "m", MAR) is None


def test_changes_outside_membership_have_no_effect() -> None:
    """A change told for before the join or after the leave does not survive into the next."""
    log = log_of(
        fact(WorkplaceChanged, JAN, member="m", workplace="a"),
        joined("m", "b", on=FEB),
        fact(MemberLeft, MAR, member="m"),
        fact(WorkplaceChanged, APR, member="m", workplace="a"),
        fact(CategoryChanged, APR, member="m", category="senior"),
        joined("m", on=MAY),
    )

    assert count_by_workplace(log, JAN) == {}
    assert count_by_workplace(log, FEB) == {"b": 1}
    assert count_by_workplace(log, MAY) == {None: 1}
    assert count_by_category(log, MAY) == {"active": 1}


def test_a_count_takes_all_categories_unless_asked() -> None:
    """A student counts, and alone when students are asked for."""
    log = log_of(joined("m", "a"), fact(MemberJoined, JAN, member="s", category="student"))

    assert count(log, JAN) == 2
    assert count(log, JAN, category="student") == 1
    assert count_by_category(log, JAN) == {"active": 1, "student": 1}


def test_a_member_without_a_workplace_counts_in_the_union_and_in_no_unit() -> None:
    """Somebody with no workplace on record belongs to the whole and to no part of it."""
    log = log_of(joined("m"), joined("n", "a"))

    assert count(log, JAN) == 2
    assert count(log, JAN, "town") == 1
    assert count_by_workplace(log, JAN) == {None: 1, "a": 1}


def test_a_count_by_unit_gives_the_roots_or_the_children() -> None:
    """Without a unit the roots stand with those at no workplace; with one, what lies under it."""
    log = log_of(joined("m"), joined("n", "a"), joined("o", "c"), joined("p", "town"))

    assert count_by_unit(log, JAN) == {"town": 3, None: 1}
    assert count_by_unit(log, JAN, "town") == {"north": 1, "c": 1, "town": 1}
    assert count_by_unit(log, JAN, "a") == {"a": 1}


def test_a_count_by_unit_ends_a_walk_up_before_it_repeats() -> None:
    """In a circle of parents each unit lies under the other; the groups still add up."""
    log = log_of(
        joined("m", "a"),
        joined("n", "b"),
        fact(UnitMoved, FEB, unit="a", parent=None),
        fact(UnitMoved, MAR, unit="b", parent="a"),
        fact(UnitMoved, FEB, unit="a", parent="b"),
    )

    assert count_by_unit(log, APR) == {"b": 1, "a": 1}
    assert count_by_unit(log, APR, "a") == {"a": 1, "b": 1}


def test_a_history_holds_what_names_the_member_voids_and_voided_entries_too() -> None:
    """Entries stand in reading order; a void stands there with what it voids, once known."""
    events = [
        *TOWN,
        joined("m", "a", on=MAR),
        joined("n", "a"),
        fact(WorkplaceChanged, FEB, member="m", workplace="b"),
        fact(EntryVoided, APR, voids=8, reason="not so"),
    ]

    assert history(events, MAY, 9, member="m") == [(8, 9), (6, None), (9, None)]
    assert history(events, MAR, 9, member="m") == [(8, 9), (6, None)]
    assert history(events, MAY, 8, member="m") == [(8, None), (6, None)]


def test_an_entry_voided_twice_stands_with_the_first_void() -> None:
    """The second void takes back what was never said; it stands in the history all the same."""
    void = fact(EntryVoided, FEB, voids=6, reason="not so")

    assert history([*TOWN, joined("m"), void, void], MAR, 8, member="m") == [
        (6, 7),
        (7, None),
        (8, None),
    ]


def test_the_history_of_a_unit_holds_every_entry_that_names_it() -> None:
    """A unit is named as unit, parent, workplace, or as what another was merged into."""
    events = [
        *TOWN,
        joined("m", "a"),
        fact(UnitMerged, FEB, unit="a", into="c"),
        fact(UnitMoved, MAR, unit="b", parent="a"),
        fact(HeadcountObserved, APR, workplace="a", employees=3),
    ]

    assert [entry for entry, _ in history(events, MAY, 9, unit="a")] == [3, 6, 7, 8, 9]
    assert [entry for entry, _ in history(events, MAY, 9, unit="c")] == [5, 7]


# The sample


@pytest.fixture(scope="module")
def sample() -> list[Event]:
    """Return the sample branch."""
    path = Path(__file__).parents[1] / "cli" / "demo" / "sample.jsonl"
    return [as_event(parse(line, {}).said) for line in path.read_bytes().splitlines()]


@pytest.mark.parametrize(
    ("on", "known_at", "members"),
    [
        ("2018-09-01", "2018-09-01", 843),
        ("2019-09-01", "2019-09-01", 805),
        ("2019-09-01", "2019-10-15", 804),
        ("2019-09-01", "2019-10-20", 805),
        ("2019-09-01", "2019-11-02", 805),
        ("2019-09-01", "2019-11-03", 806),
        ("2019-09-01", "2019-11-24", 806),
    ],
)
def test_the_sample_counts_what_was_published_and_what_was_learnt_since(
    sample: list[Event], on: str, known_at: str, members: int
) -> None:
    """The count of a day moves with what is known at the end of a later one."""
    log = known(sample, upto_at(sample, end_of(known_at)))

    assert count(log, date.fromisoformat(on)) == members


def test_the_sample_has_35_stewards_in_office(sample: list[Event]) -> None:
    """The annual report of 2019 speaks of 35 stewards."""
    log = known(sample, upto_at(sample, end_of("2019-09-01")))
    held = in_office(log, date(2019, 9, 1))

    assert len({m.member for m in held if m.office == "steward"}) == 35


def end_of(day: str) -> datetime:
    """Return the last instant of a day in UTC."""
    return datetime.combine(date.fromisoformat(day), time.max, UTC)
