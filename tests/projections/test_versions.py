"""Entries of older versions, of unknown types, and damaged ones."""

from typing import Any

import attrs
import pytest
from stewards.events import (
    TYPES,
    CountPublished,
    Event,
    MeetingHeld,
    RuleAgreed,
    SeatAllotted,
    Step,
    encode,
)
from stewards.events.errors import UnknownEntryType, UnreadableEntry
from stewards.projections.questions import members
from stewards.projections.replay import loading
from stewards.projections.replay.entries import WholeEntries
from stewards.projections.replay.projection import Projection

from .log import Log, chunk, sept, view

pytestmark = pytest.mark.usefixtures("judged_by_the_database")

REST = '"effective_on":"2019-09-01","recorded_at":"2019-09-01T08:00:00Z","recorded_by":"region"}'
JOINED = 'MemberJoined{"member":"M1",' + REST


def second(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make MemberJoined a type of two versions: in the first, the workplace was called a place."""

    def lift(fields: dict[str, Any]) -> dict[str, Any]:
        return {"workplace" if name == "place" else name: said for name, said in fields.items()}

    kind = attrs.evolve(TYPES["MemberJoined"], version=2, upcasters={1: lift})
    monkeypatch.setitem(TYPES, "MemberJoined", kind)


def test_an_older_version_is_lifted(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries without a version are of the first; they are read as if written today."""
    second(monkeypatch)
    log.form("jc-1")
    lines = [
        *log.lines,
        'MemberJoined{"member":"M1","place":"jc-1",' + REST,
        'MemberJoined{"v":2,"member":"M2","workplace":"jc-1",' + REST,
        'MemberJoined{"v":1,"member":"M3","place":"jc-1",' + REST,
    ]
    projection = Projection()
    projection.advance([chunk(*lines)])

    found = [(m.member, m.workplace) for m in members(projection, sept(1), 4)]
    assert found == [("M1", "jc-1"), ("M2", "jc-1"), ("M3", "jc-1")]


def test_a_newer_version_stops_the_replay(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that is not known yet is as unknown as a type."""
    second(monkeypatch)
    newer = 'MemberJoined{"v":3,"member":"M1",' + REST
    with pytest.raises(UnknownEntryType) as caught:
        Projection().advance([chunk(newer, after=6)])

    assert str(caught.value) == (
        "Cannot read entry 7 of the log because its type 'MemberJoined version 3' is not one that "
        "this version knows. Use the version of stewards that wrote it, or a newer one."
    )


def test_an_unknown_type_stops_the_replay() -> None:
    """The first entry of an unknown type is named."""
    party = "PartyHeld{" + REST
    with pytest.raises(UnknownEntryType) as caught:
        Projection().advance([chunk(JOINED, party, party)])

    assert str(caught.value) == (
        "Cannot read entry 2 of the log because its type 'PartyHeld' is not one that this version "
        "knows. Use the version of stewards that wrote it, or a newer one."
    )


NO_DAY = "{0}, and it is not a calendar day written as YYYY-MM-DD"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (
            "MemberLeft{" + REST,
            "the field member is missing",
        ),
        (
            'MemberLeft{"member":"M1",' + REST.replace("09-01", "02-30", 1),
            NO_DAY.format("effective_on is '2019-02-30'"),
        ),
        (
            'StewardElected{"member":"M1","unit":"u","until":"May",' + REST,
            NO_DAY.format("until is 'May'"),
        ),
        (
            'MemberLeft{"member":7,' + REST,
            "member is 7, and it must be text",
        ),
        (
            'MemberLeft{"member":"M1","colour":"red",' + REST,
            "a MemberLeft has no field 'colour'",
        ),
        (
            'MemberLeft{"member":"M1","not_before":"2019-09-05",' + REST,
            "2019-09-05 is later than 2019-09-01, the last such day",
        ),
        (
            'MemberJoined{"member":"M1","placed_on":"2019-08-31",' + REST,
            "2019-08-31 is before 2019-09-01, the day of joining",
        ),
        ('MemberLeft{"member":"M', "Input data was truncated"),
        (
            'MemberLeft{"member":"M1",}',
            "JSON is malformed: trailing comma in object (byte 15)",
        ),
    ],
)
def test_a_damaged_entry_stops_the_replay(line: str, problem: str) -> None:
    """The entry is named, with what is wrong with it."""
    with pytest.raises(UnreadableEntry) as caught:
        Projection().advance([chunk(JOINED, line)])

    assert str(caught.value) == (
        f"Cannot read entry 2 ({caught.value.type}) of the log because its data are damaged: "
        f"{problem}. Restore the store from a backup, then compare the two; or void the entry with "
        "'stewards void 2 --reason ...', and record again what it should have said."
    )


def test_a_number_too_large_for_a_column_stops_the_replay() -> None:
    """What a column does not hold is named rather than lost."""
    line = 'EntryVoided{"voids":99999999999999999999,"reason":"x",' + REST
    with pytest.raises(UnreadableEntry) as caught:
        Projection().advance([chunk(line)])

    assert str(caught.value) == (
        "Cannot read entry 1 (EntryVoided) of the log because its data are damaged: "
        "voids is 99999999999999999999, and it must be a whole number of at most 18 digits. "
        "Restore the store from a backup, then compare the two; or void the entry with "
        "'stewards void 1 --reason ...', and record again what it should have said."
    )


def test_defaults_of_a_type_are_filled_in() -> None:
    """A joining without a category is of an active member."""
    projection = Projection()
    projection.advance([chunk(JOINED)])

    assert [m.category for m in members(projection, sept(1), 1)] == ["active"]


def test_an_election_of_the_first_version_is_as_it_was(log: Log) -> None:
    """Whoever was elected before an election had a first day of office and a seat is in office."""
    log.form("jc-1")
    log.join("M1", at="jc-1")
    lines = [*log.lines, 'StewardElected{"member":"M1","unit":"jc-1","office":"chair",' + REST]
    projection = Projection()
    projection.advance([chunk(*lines)])

    [held] = view(projection, sept(1), 3).mandates()
    assert (held.member, held.since, held.until, held.entry) == ("M1", sept(1), None, 3)


def test_a_figure_of_the_first_version_is_of_all_categories() -> None:
    """A number that was printed before figures named categories is of the whole union."""
    projection = Projection()
    projection.advance([chunk('CountPublished{"members":805,"source":"the yearbook",' + REST)])

    [printed] = view(projection, sept(1), 1).published()
    assert (printed.members, printed.unit, printed.source) == (805, None, "the yearbook")


@pytest.mark.parametrize("few", [0, 10_000], ids=["judged by the database", "by the codec"])
def test_what_a_log_holds_few_of_is_kept_whole(
    log: Log, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each standing fact of such a type is read back as it was told, by its day and then its entry."""
    monkeypatch.setattr(loading, "FEW", few)
    log.form("jc-1")
    log.form("med", kind="committee")
    seat = {"committee": "med", "seat": "b-1", "group": "B", "organisation": "hk"}
    log.tell(SeatAllotted, sept(2), **seat, basis="joint-steward", role="chair")
    log.void(log.tell(SeatAllotted, sept(1), **seat))
    log.tell(MeetingHeld, sept(1), unit="med", present=("b-1", "c-1"), attended=13)
    steps = (Step(start=1, value=1), Step(start=19, each=10, add=2, most=7), Step(rate=3))
    log.tell(RuleAgreed, sept(1), rule="steward.seats", unit="jc-1", value=steps)
    log.tell(CountPublished, sept(1), members=757, categories=("active", "leave"))

    kinds = (SeatAllotted, MeetingHeld, RuleAgreed, CountPublished)
    found = WholeEntries.known(log.replay(), len(log.lines)).of(*kinds)

    assert [entry.number for entry in found] == [6, 7, 8, 3]
    assert [_line(entry.event) for entry in found] == [log.lines[n - 1] for n in (6, 7, 8, 3)]
    assert getattr(found[1].event, "value", None) == steps


def _line(event: Event) -> str:
    return type(event).__name__ + encode(event).decode()
