"""Who is in membership on a day, where they work, and in which category."""

from datetime import date

from stewards.events import (
    CategoryChanged,
    MemberJoined,
    MemberLeft,
    UnitMerged,
    WorkplaceChanged,
    WorkplaceConfirmed,
)
from stewards.projections.membership.rows import Member
from stewards.projections.questions import count, members
from stewards.registry.testing import formed, in_memory, joined, merged, works

from .log import FOUNDED, Log, sept


def there(log: Log, on: date, upto: int | None = None) -> list[tuple[str, str | None, str]]:
    """Return who is in membership, at which workplace on record, in which category."""
    known = len(log.lines) if upto is None else upto
    projection = log.replay()
    found = members(projection, on, known)
    assert count(projection, on, known) == len(found)
    return [(m.member, m.workplace, m.category) for m in found]


def test_membership_holds_from_the_start_of_the_day_of_joining_to_that_of_leaving(log: Log) -> None:
    """A member counts on the day of joining and no longer on the day of leaving."""
    log.tell(MemberJoined, sept(10), member="M1", workplace="jc-1")
    log.tell(MemberLeft, sept(20), member="M1")

    assert there(log, sept(9)) == []
    assert there(log, sept(10)) == [("M1", "jc-1", "active")]
    assert there(log, sept(19)) == [("M1", "jc-1", "active")]
    assert there(log, sept(20)) == []


def test_nobody_is_a_member_of_an_empty_log(log: Log) -> None:
    """Before anything is told there are no members."""
    log.form("jc-1")

    assert there(log, sept(1)) == []


def test_joining_sets_workplace_and_category_anew(log: Log) -> None:
    """Whoever joins again works where the new joining says, or nowhere, and is active."""
    log.tell(MemberJoined, sept(1), member="M1", workplace="jc-1", category="student")
    log.tell(MemberLeft, sept(10), member="M1")
    log.tell(MemberJoined, sept(20), member="M1")

    assert there(log, sept(5)) == [("M1", "jc-1", "student")]
    assert there(log, sept(20)) == [("M1", None, "active")]


def test_changes_outside_membership_have_no_effect(log: Log) -> None:
    """A change told for a day before the joining, or after the leaving, changes nothing."""
    log.tell(WorkplaceChanged, sept(1), member="M1", workplace="jc-9")
    log.tell(MemberJoined, sept(5), member="M1", workplace="jc-1")
    log.tell(MemberLeft, sept(10), member="M1")
    log.tell(WorkplaceChanged, sept(12), member="M1", workplace="jc-9")
    log.tell(CategoryChanged, sept(12), member="M1", category="senior")
    log.tell(MemberLeft, sept(14), member="M2")

    assert there(log, sept(2)) == []
    assert there(log, sept(5)) == [("M1", "jc-1", "active")]
    assert there(log, sept(15)) == []


def test_a_history_is_read_by_day_and_not_in_the_order_told(log: Log) -> None:
    """A fact reported late takes its place among the others by its day."""
    log.tell(MemberJoined, sept(1), member="M1", workplace="jc-1")
    log.tell(WorkplaceChanged, sept(20), member="M1", workplace="jc-3")
    log.tell(WorkplaceChanged, sept(10), member="M1", workplace="jc-2")

    assert there(log, sept(15)) == [("M1", "jc-2", "active")]
    assert there(log, sept(20)) == [("M1", "jc-3", "active")]
    assert there(log, sept(15), upto=2) == [("M1", "jc-1", "active")]


def test_a_leaving_told_late_takes_effect_from_its_day(log: Log) -> None:
    """Whoever turns out to have left and joined again was away in between."""
    log.tell(MemberJoined, sept(1), member="M1", workplace="jc-1")
    log.tell(MemberJoined, sept(20), member="M1", workplace="jc-2")
    log.tell(MemberLeft, sept(10), member="M1")

    assert there(log, sept(15)) == []
    assert there(log, sept(15), upto=2) == [("M1", "jc-1", "active")]
    assert there(log, sept(20)) == [("M1", "jc-2", "active")]


def test_facts_of_one_day_are_read_in_the_order_told(log: Log) -> None:
    """Of two facts on the same day, the one told last stands."""
    log.tell(MemberJoined, sept(1), member="M1", workplace="jc-1")
    log.tell(MemberLeft, sept(1), member="M1")
    log.tell(MemberLeft, sept(2), member="M2")
    log.tell(MemberJoined, sept(2), member="M2", workplace="jc-2")

    assert there(log, sept(2)) == [("M2", "jc-2", "active")]


def test_a_voided_entry_counts_as_never_said_once_the_void_is_known(log: Log) -> None:
    """Before the void is known the entry stands, afterwards it never did, on any day."""
    joined = log.tell(MemberJoined, sept(1), member="M1", workplace="jc-1")
    left = log.tell(MemberLeft, sept(10), member="M1")
    first, second = log.void(left), log.void(left)
    gone = log.void(joined)

    assert there(log, sept(10), upto=left) == []
    assert there(log, sept(10), upto=first) == [("M1", "jc-1", "active")]
    assert there(log, sept(10), upto=second) == [("M1", "jc-1", "active")]
    assert there(log, sept(10), upto=gone) == []


def test_what_is_recorded_later_is_not_known_earlier(log: Log) -> None:
    """As known before an entry, the entry does not exist."""
    log.tell(MemberJoined, sept(1), member="M1")
    log.tell(MemberJoined, sept(1), member="M2")

    assert there(log, sept(1), upto=0) == []
    assert there(log, sept(1), upto=1) == [("M1", None, "active")]


def test_confirming_a_workplace_changes_nothing(log: Log) -> None:
    """A confirmation says that the workplace on record is right, and leaves it there."""
    log.tell(MemberJoined, sept(1), member="M1", workplace="jc-1")
    log.tell(WorkplaceConfirmed, sept(5), member="M1")

    assert there(log, sept(6)) == [("M1", "jc-1", "active")]


def test_a_category_lasts_until_it_is_changed(log: Log) -> None:
    """The last category told on or before the day holds, whatever happens to the workplace."""
    log.tell(MemberJoined, sept(1), member="M1", workplace="jc-1")
    log.tell(CategoryChanged, sept(5), member="M1", category="senior")
    log.tell(WorkplaceChanged, sept(6), member="M1", workplace=None)

    assert there(log, sept(4)) == [("M1", "jc-1", "active")]
    assert there(log, sept(6)) == [("M1", None, "senior")]


def test_a_member_names_the_entries_that_put_it_there(log: Log) -> None:
    """A row tells the joining in force, the last placing, and what the workplace has become."""
    log.form("jc-1", "jc-2")
    joined = log.tell(MemberJoined, FOUNDED, member="M1", workplace="jc-9")
    placed = log.tell(WorkplaceChanged, sept(1), member="M1", workplace="jc-1")
    log.tell(CategoryChanged, sept(2), member="M1", category="senior")
    log.tell(UnitMerged, sept(3), unit="jc-1", into="jc-2")

    assert members(log.replay(), sept(3), len(log.lines)) == (
        Member("M1", "jc-1", "jc-2", "senior", joined_by=joined, placed_by=placed),
    )


def test_members_can_be_narrowed_to_a_unit_and_a_category(log: Log) -> None:
    """Only those at or below the unit, and only those in the category, are listed and counted."""
    log.form("city", kind="centre")
    log.form("jc-1", "jc-2", parent="city")
    log.form("elsewhere")
    log.join("M1", at="jc-1")
    log.join("M2", at="jc-2")
    log.join("M3", at="elsewhere")
    log.tell(CategoryChanged, sept(1), member="M2", category="senior")
    log.join("M4")
    projection, now = log.replay(), (sept(1), len(log.lines))

    def found(unit: str | None, category: str | None) -> list[str]:
        listed = members(projection, *now, unit=unit, category=category)
        assert count(projection, *now, unit=unit, category=category) == len(listed)
        return [m.member for m in listed]

    assert found(None, None) == ["M1", "M2", "M3", "M4"]
    assert found("city", None) == ["M1", "M2"]
    assert found("city", "senior") == ["M2"]
    assert found(None, "active") == ["M1", "M3", "M4"]
    assert found("jc-2", "active") == []


def test_a_move_is_of_the_units_of_its_day_not_of_those_merged_by_then() -> None:
    """Whoever is put at a workplace merged before moved to the one it is part of, as in every count."""
    with in_memory(
        formed("jc-1"),
        formed("jc-2"),
        merged("jc-1", "jc-2", sept(5)),
        joined("M1", None, sept(1)),
        works("M1", "jc-1", sept(10)),
    ) as registry:
        view = registry.view(on=sept(20))

        assert view.moves(since=sept(1), unit="jc-1") == ()
        [move] = view.moves(since=sept(1), unit="jc-2")
        assert (move.on, move.origin, move.to) == (sept(10), None, "jc-1")
