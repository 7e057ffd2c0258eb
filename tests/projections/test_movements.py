"""Movements: who is counted on one of two sides only, in which line, by which entries."""

from datetime import date

from stewards.events import (
    CategoryChanged,
    MemberJoined,
    MemberLeft,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    WorkplaceChanged,
)
from stewards.projections.accounts.movements import lines_between

from .log import Log, sept

Found = list[tuple[str, str, tuple[int, ...]]]


def moved(
    log: Log,
    first: date,
    second: date,
    *,
    upto: tuple[int | None, int | None] = (None, None),
    unit: str | None = None,
    category: str | None = None,
) -> Found:
    """Return each member's line and entries, from one day to another."""
    scope = {"unit": unit, "category": category}
    views = [log.view(day, known) for day, known in zip((first, second), upto, strict=True)]
    named = lines_between(*views, **scope, with_members=True)
    plain = lines_between(*views, **scope)
    assert [(line.line, line.members, line.change) for line in plain] == [
        (line.line, line.members, line.change) for line in named
    ]
    return [(each.line, each.member, each.entries) for line in named for each in line.who]


def test_members_join_leave_and_come_back(log: Log) -> None:
    """Who was a member at some time before has rejoined; the deciding entries are named."""
    log.join("M1", "M2", "M3")
    gone = log.tell(MemberLeft, sept(5), member="M1")
    new = log.tell(MemberJoined, sept(6), member="M4")
    log.tell(MemberLeft, sept(5), member="M2")
    back = log.tell(MemberJoined, sept(7), member="M2")

    assert moved(log, sept(1), sept(10)) == [("joined", "M4", (new,)), ("left", "M1", (gone,))]
    assert moved(log, sept(6), sept(10)) == [("rejoined", "M2", (back,))]


def test_who_works_at_a_unit_that_is_not_formed_yet_as_known_has_joined_there(log: Log) -> None:
    """A count of the unit takes them in already, and the lines add up to it."""
    new = log.tell(MemberJoined, sept(5), member="M1", workplace="jc-1")
    log.form("jc-1")

    assert moved(log, sept(1), sept(10), upto=(1, 1), unit="jc-1") == [("joined", "M1", (new,))]
    assert log.view(sept(10), 1).number("jc-1") == 1


def test_who_joins_and_leaves_within_a_day_was_no_member_before(log: Log) -> None:
    """The last fact of a day decides it, so that there was no day of membership."""
    log.tell(MemberJoined, sept(1), member="M1")
    log.tell(MemberLeft, sept(1), member="M1")
    back = log.tell(MemberJoined, sept(7), member="M1")

    assert moved(log, sept(5), sept(10)) == [("joined", "M1", (back,))]


def test_an_account_may_go_back_in_time(log: Log) -> None:
    """Then whoever joined in between has gone, and the joining is what does not hold yet."""
    joined = log.tell(MemberJoined, sept(6), member="M1")
    log.join("M2")
    left = log.tell(MemberLeft, sept(7), member="M2")

    assert moved(log, sept(10), sept(1)) == [("joined", "M2", (left,)), ("left", "M1", (joined,))]


def test_a_void_is_responsible_for_what_it_takes_back(log: Log) -> None:
    """What was learned by a void stands with the void."""
    joined = log.join("M1")
    void = log.void(joined)

    assert moved(log, sept(1), sept(1), upto=(joined, void)) == [("left", "M1", (void,))]
    assert moved(log, sept(1), sept(1), upto=(void, joined)) == [("joined", "M1", (joined,))]


def test_a_workplace_of_their_own_brings_members_in_and_out(log: Log) -> None:
    """Who works elsewhere on the other side, or nowhere, has moved."""
    log.form("jc-1", "jc-2")
    log.join("M1", at="jc-1")
    log.join("M2")
    away = log.tell(WorkplaceChanged, sept(5), member="M1", workplace="jc-2")
    here = log.tell(WorkplaceChanged, sept(5), member="M2", workplace="jc-1")

    assert moved(log, sept(1), sept(10)) == []
    assert moved(log, sept(1), sept(10), unit="jc-1") == [
        ("moved in", "M2", (here,)),
        ("moved out", "M1", (away,)),
    ]


def test_reorganising_brings_members_in_and_out(log: Log) -> None:
    """Their workplace on record is the same; a merger or a move above it is responsible."""
    log.form("north", "south", kind="centre")
    log.form("jc-1", "jc-2", parent="north")
    log.form("jc-3", parent="south")
    log.join("M1", at="jc-1")
    log.join("M2", at="jc-2")
    merged = log.tell(UnitMerged, sept(5), unit="jc-1", into="jc-3")
    lifted = log.tell(UnitMoved, sept(6), unit="jc-2", parent=None)

    assert moved(log, sept(1), sept(10), unit="north") == [
        ("reorganised out", "M1", (merged,)),
        ("reorganised out", "M2", (lifted,)),
    ]
    assert moved(log, sept(1), sept(10), unit="south") == [("reorganised in", "M1", (merged,))]
    assert moved(log, sept(10), sept(1), unit="south") == [("reorganised out", "M1", (merged,))]


def test_a_unit_lies_under_its_first_parent_before_its_first_day(log: Log) -> None:
    """So its forming is responsible only where it is not known on one side."""
    log.form("north", kind="centre")
    log.tell(UnitFormed, sept(5), unit="a", name="A", kind="centre", parent="north")
    log.form("jc-1", parent="a")
    log.join("M1", at="jc-1")
    lifted = log.tell(UnitMoved, sept(8), unit="a", parent=None)

    assert moved(log, sept(1), sept(10), unit="north") == [("reorganised out", "M1", (lifted,))]


def test_a_circle_ends_the_walk_and_is_told(log: Log) -> None:
    """The merger that would lead back is among what decides, so that its void is responsible."""
    log.form("jc-1", "jc-2", "jc-3")
    log.join("M1", at="jc-1")
    log.tell(UnitMerged, sept(1), unit="jc-1", into="jc-2")
    log.tell(UnitMerged, sept(2), unit="jc-2", into="jc-3")
    back = log.tell(UnitMerged, sept(3), unit="jc-2", into="jc-1")
    void = log.void(back)

    learnt = moved(log, sept(5), sept(5), upto=(back, void), unit="jc-3")
    assert learnt == [("reorganised in", "M1", (void,))]
    assert moved(log, sept(5), sept(5), upto=(back, void), unit="jc-2") == [
        ("reorganised out", "M1", (void,))
    ]


def test_a_category_alone_has_lines_of_its_own(log: Log) -> None:
    """In an account of one category, who changes category alone comes in or goes out by that."""
    log.form("jc-1", "jc-2")
    log.join("M1", "M2", at="jc-1")
    senior = log.tell(CategoryChanged, sept(5), member="M1", category="senior")
    log.tell(CategoryChanged, sept(5), member="M2", category="senior")
    elsewhere = log.tell(WorkplaceChanged, sept(5), member="M2", workplace="jc-2")

    assert moved(log, sept(1), sept(10), unit="jc-1", category="active") == [
        ("moved out", "M2", (elsewhere,)),
        ("category out", "M1", (senior,)),
    ]
    assert moved(log, sept(1), sept(10), unit="jc-1", category="senior") == [
        ("category in", "M1", (senior,))
    ]
    assert moved(log, sept(1), sept(10), category="active") == [
        ("category out", "M1", (senior,)),
        ("category out", "M2", (senior + 1,)),
    ]
