"""The reference says what design section 5 says: organisation."""

from datetime import timedelta

import pytest
from stewards.events import EntryVoided, Event, UnitClosed, UnitMerged, UnitMoved, UnitRenamed

from .facts import APR, FEB, JAN, MAR, MAY, TOWN, fact, formed, joined, log_of
from .reference import (
    acceptable,
    at_or_below,
    circles,
    count,
    count_by_workplace,
    is_open,
    parent,
    resolve,
)

A_DAY = timedelta(days=1)


def test_a_merger_takes_whoever_is_recorded_there_from_its_day() -> None:
    """Members recorded at a merged workplace are at the other one from the day of the merger."""
    log = log_of(joined("m", "a"), fact(UnitMerged, MAR, unit="a", into="b"))

    assert count_by_workplace(log, MAR - A_DAY) == {"a": 1}
    assert count_by_workplace(log, MAR) == {"b": 1}


def test_a_merger_takes_those_recorded_there_later_too() -> None:
    """Whoever is put down at the old workplace after the merger is at the other one."""
    log = log_of(fact(UnitMerged, MAR, unit="a", into="b"), joined("m", "a", on=APR))

    assert count_by_workplace(log, APR) == {"b": 1}


def test_mergers_chain() -> None:
    """A workplace merged into one that was merged itself ends where the chain ends."""
    log = log_of(
        fact(UnitMerged, MAR, unit="b", into="c"), fact(UnitMerged, FEB, unit="a", into="b")
    )

    assert resolve(log, "a", FEB) == "b"
    assert resolve(log, "a", MAR) == "c"


def test_the_last_of_several_mergers_counts() -> None:
    """A unit merged once more is part of the one named last."""
    log = log_of(
        fact(UnitMerged, FEB, unit="a", into="b"), fact(UnitMerged, MAR, unit="a", into="c")
    )

    assert resolve(log, "a", FEB) == "b"
    assert resolve(log, "a", MAR) == "c"


def test_a_move_changes_the_parent_from_its_day() -> None:
    """Members of a moved unit count in its new parent from that day; without one it is a root."""
    log = log_of(
        joined("m", "a"),
        fact(UnitMoved, MAR, unit="north", parent=None),
        fact(UnitMoved, APR, unit="a", parent="town"),
        fact(UnitMoved, MAY, unit="a", parent="north"),
    )

    assert [count(log, day, "town") for day in (FEB, MAR, APR, MAY)] == [1, 0, 1, 0]
    assert [count(log, day, "north") for day in (FEB, MAR, APR, MAY)] == [1, 1, 0, 1]


def test_the_members_of_a_unit_are_those_at_or_below_it_after_mergers() -> None:
    """A merger into a workplace under another centre takes the members out of the first centre."""
    log = log_of(joined("m", "a"), joined("n", "north"), fact(UnitMerged, MAR, unit="a", into="c"))

    assert [count(log, FEB, unit) for unit in ("a", "north", "town")] == [1, 2, 2]
    assert [count(log, MAR, unit) for unit in ("a", "north", "town", "c")] == [0, 1, 2, 1]


def test_a_merger_does_not_move_what_lies_below() -> None:
    """Units under a merged centre stay under it until they are moved."""
    log = log_of(
        joined("m", "a"),
        fact(UnitMerged, MAR, unit="north", into="c"),
        fact(UnitMoved, APR, unit="a", parent="c"),
    )

    assert [count(log, day, "north") for day in (MAR, APR)] == [1, 0]
    assert [count(log, day, "c") for day in (MAR, APR)] == [0, 1]


def test_closing_moves_nobody() -> None:
    """Members at a closed workplace stay there, and it is open no more."""
    log = log_of(joined("m", "a"), fact(UnitClosed, MAR, unit="a"))

    assert count(log, MAR, "a") == 1
    assert is_open(log, "a", MAR - A_DAY)
    assert not is_open(log, "a", MAR)


def test_a_unit_is_open_from_its_first_day_until_it_is_merged() -> None:
    """A unit is not open before it is formed, nor once it is part of another."""
    log = log_of(formed("d", on=FEB), fact(UnitMerged, MAR, unit="d", into="a"))

    assert [is_open(log, "d", day) for day in (FEB - A_DAY, FEB, MAR)] == [False, True, False]


def test_a_unit_is_formed_once() -> None:
    """A second forming is not taken in, but it is after the first was taken back."""
    events = [*TOWN, formed("d")]
    void = fact(EntryVoided, JAN, voids=6, reason="typing error")

    assert not acceptable(events, formed("d"))
    assert acceptable([*events, void], formed("d"))


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (UnitRenamed, {"name": "D"}),
        (UnitMoved, {"parent": "c"}),
        (UnitMerged, {"into": "c"}),
        (UnitClosed, {}),
    ],
)
def test_nothing_happens_to_a_unit_before_its_first_day(
    kind: type[Event], fields: dict[str, str]
) -> None:
    """Renaming, moving, merging or closing a unit for a day before that is malformed."""
    events = [*TOWN, formed("d", on=MAR)]

    assert not acceptable(events, fact(kind, MAR - A_DAY, unit="d", **fields))
    assert acceptable(events, fact(kind, MAR, unit="d", **fields))


def test_a_unit_lies_under_its_first_parent_before_its_first_day() -> None:
    """Members recorded at a unit too early count in the parent it was formed under."""
    log = log_of(
        formed("d", "north", on=MAR), joined("m", "d"), fact(UnitMoved, MAR, unit="d", parent="c")
    )

    assert parent(log, "d", FEB) == "north"
    assert parent(log, "d", MAR) == "c"
    assert count(log, FEB, "north") == 1


def test_a_forming_cannot_be_voided_while_another_entry_names_the_unit() -> None:
    """The forming of a workplace can be taken back only before anybody is there, or after all."""
    events = [*TOWN, joined("m", "c")]
    void_forming = fact(EntryVoided, JAN, voids=5, reason="no such place")
    void_joining = fact(EntryVoided, JAN, voids=6, reason="wrong place")

    assert acceptable(TOWN, void_forming)
    assert not acceptable(events, void_forming)
    assert acceptable([*events, void_joining], void_forming)


def test_a_fact_names_only_units_that_were_formed() -> None:
    """A unit nobody has formed cannot be named, whatever its place in the fact."""
    assert not acceptable(TOWN, joined("m", "d"))
    assert not acceptable(TOWN, formed("d", "e"))
    assert not acceptable(TOWN, formed("d", "d"))
    assert not acceptable(TOWN, fact(UnitMerged, MAR, unit="a", into="d"))


def test_mergers_form_no_circle_on_any_day_as_known_when_told() -> None:
    """A merger back is malformed, also when it is told for a day before the other."""
    events = [*TOWN, fact(UnitMerged, MAR, unit="a", into="b")]

    assert not acceptable(events, fact(UnitMerged, FEB, unit="b", into="a"))
    assert not acceptable(events, fact(UnitMerged, APR, unit="b", into="a"))
    assert not acceptable(events, fact(UnitMerged, APR, unit="c", into="c"))


def test_parents_form_no_circle_on_any_day_as_known_when_told() -> None:
    """A centre cannot lie under its own workplace, unless that moved away by then."""
    events = [*TOWN, fact(UnitMoved, MAR, unit="a", parent="town")]

    assert not acceptable(events, fact(UnitMoved, FEB, unit="north", parent="a"))
    assert acceptable(events, fact(UnitMoved, MAR, unit="north", parent="a"))


def test_a_circle_of_mergers_that_a_void_closes_ends_the_walk() -> None:
    """Taking back the merger of b into c leaves a and b merged into one another."""
    log = log_of(
        fact(UnitMerged, JAN, unit="b", into="a"),
        fact(UnitMerged, FEB, unit="b", into="c"),
        fact(UnitMerged, MAR, unit="a", into="b"),
        fact(EntryVoided, MAR, voids=7, reason="not so"),
    )

    assert resolve(log, "a", MAR) == "b"
    assert resolve(log, "b", MAR) == "a"
    assert circles(log, FEB) == []
    assert circles(log, MAR) == [("a", [6, 8])]


def test_a_circle_that_a_void_left_behind_is_no_reason_to_refuse_others() -> None:
    """What is not part of the circle merges and moves as before; what takes it apart does too."""
    events = [
        *TOWN,
        fact(UnitMerged, JAN, unit="b", into="a"),
        fact(UnitMerged, FEB, unit="b", into="c"),
        fact(UnitMerged, MAR, unit="a", into="b"),
        fact(EntryVoided, MAR, voids=7, reason="not so"),
    ]

    assert acceptable(events, fact(UnitMoved, MAR, unit="c", parent="north"))
    assert acceptable(events, fact(UnitMerged, MAR, unit="c", into="a"))
    assert acceptable(events, fact(UnitMerged, APR, unit="b", into="c"))
    assert not acceptable(events, fact(UnitMerged, APR, unit="b", into="a"))


def test_a_circle_of_parents_that_a_void_closes_ends_the_walk() -> None:
    """Taking back the move of a leaves a and north under one another."""
    log = log_of(
        fact(UnitMoved, FEB, unit="a", parent="town"),
        fact(UnitMoved, MAR, unit="north", parent="a"),
        fact(EntryVoided, MAR, voids=6, reason="not so"),
    )

    assert at_or_below(log, "b", "a", MAR)
    assert at_or_below(log, "a", "north", MAR)
    assert not at_or_below(log, "a", "town", MAR)
    assert circles(log, MAR) == [("a", [3, 7])]
