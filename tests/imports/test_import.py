"""Importing: one batch, numbered and stamped as the file says."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent
from stewards.events import EntryVoided, MemberJoined, line
from stewards.registry.boundary import Boundary
from stewards.registry.errors import TooManyConflicts
from stewards.registry.imports import BadLines, import_lines
from stewards.registry.log import Log
from stewards.registry.stores import InMemoryStore

from .files import (
    JANUARY,
    NOW,
    TOWN,
    a_log,
    formed,
    joined,
    problems,
    row,
    taken,
    text,
    told,
    voided,
)

SAMPLE = Path(__file__).parents[2] / "cli" / "demo" / "sample.jsonl"


def test_the_facts_of_a_file_are_recorded_in_its_order() -> None:
    """Each line is an entry, one after the other, whatever day it is true from."""
    log = a_log(*TOWN)
    late = row("MemberLeft", "2018-01-01", member="m1")
    assert taken(log, joined("m1", "jc-1"), late) == range(4, 6)
    assert told(log) == [
        (1, "UnitFormed"),
        (2, "UnitFormed"),
        (3, "UnitFormed"),
        (4, "MemberJoined"),
        (5, "MemberLeft"),
    ]


def test_a_fact_is_recorded_as_it_is_told() -> None:
    """All that the line says stands in the entry."""
    log = a_log(*TOWN)
    taken(
        log,
        joined(
            "m1",
            "jc-1",
            category="student",
            recorded_at="2019-12-24T10:30:00Z",
            recorded_by="office-7",
            note="by letter",
            batch="week-1",
            entry=99,
        ),
    )
    entry = next(log.entries(after=3))
    assert (entry.number, entry.event) == (
        4,
        MemberJoined(
            member="m1",
            workplace="jc-1",
            category="student",
            effective_on=date(2019, 2, 1),
            recorded_at=NOW,
            recorded_by="office-7",
            note="by letter",
            batch="week-1",
        ),
    )


def test_empty_lines_are_passed_over() -> None:
    """A file may have empty lines, and end without a line break."""
    last = b'{"type":"UnitClosed","unit":"kk","effective_on":"2019-02-01"}'
    assert taken(a_log(), b"\n", formed("kk"), b"  \r\n", last) == range(1, 3)


def test_an_empty_file_records_nothing() -> None:
    """A file without facts leaves the log as it is."""
    log = a_log()
    assert taken(log) == range(0)
    assert taken(log, b"\n") == range(0)
    assert told(log) == []


def test_the_sample_is_taken_whole() -> None:
    """The sample branch comes out of the log as it went in."""
    log = Log(InMemoryStore())
    lines = SAMPLE.read_bytes().splitlines()
    assert import_lines(log, lines, now=NOW, recorded_by="office-1") == range(1, len(lines) + 1)
    assert import_lines(
        Log(again := InMemoryStore()),
        [line(entry.event, entry.number) for entry in log.entries()],
        now=NOW,
        recorded_by="office-1",
    ) == range(1, len(lines) + 1)
    assert [e.event for e in again.events] == [e.event for e in log.store.read()]


def test_progress_is_told_every_thousand_lines() -> None:
    """Whoever waits for a long import sees how far it is."""
    seen: list[int] = []
    lines = text([formed("kk"), *[joined(f"m{n}") for n in range(2499)]])
    import_lines(a_log(), lines, now=NOW, recorded_by="office-1", on_progress=seen.append)
    assert seen == [1000, 2000]


# When it was recorded


def recorded(log: Log) -> list[str]:
    """Return when each entry was recorded."""
    return [entry.event.recorded_at.isoformat() for entry in log.entries()]


def test_the_instant_in_the_file_is_kept() -> None:
    """A history that another log has learnt keeps the moments at which it was learnt."""
    log = a_log(
        formed("kk", recorded_at=JANUARY),
        formed("a", recorded_at=JANUARY),
        formed("b", recorded_at="2019-01-02T10:00:00.000001+00:30"),
    )
    assert recorded(log) == [
        "2019-01-02T09:00:00+00:00",
        "2019-01-02T09:00:00+00:00",
        "2019-01-02T09:30:00.000001+00:00",
    ]


def test_without_an_instant_it_is_now() -> None:
    """A line that does not say when it was recorded is recorded now, by whoever imports."""
    log = a_log(formed("kk"))
    entry = next(log.entries())
    assert (entry.event.recorded_at, entry.event.recorded_by) == (NOW, "office-1")


def test_a_clock_that_goes_back_is_held() -> None:
    """Where the log has learnt something later than now, a line without an instant waits for it."""
    log = a_log(formed("kk", recorded_at="2020-01-01T00:00:00Z"))
    taken(log, formed("a"), formed("b"))
    assert recorded(log)[1:] == ["2020-01-01T00:00:00+00:00"] * 2


def test_an_instant_before_that_of_the_line_above_is_refused() -> None:
    """The log only ever learns more, so the instants of a file never go back."""
    assert problems(
        a_log(),
        formed("kk", recorded_at=JANUARY),
        formed("a", recorded_at="2019-01-02T08:59:59Z"),
        formed("b", recorded_at=JANUARY),
    ) == [
        (
            "line 2: Cannot record a fact at 2019-01-02 08:59:59+00:00 because the one before it was"
            " recorded at 2019-01-02 09:00:00+00:00. Put the lines in the order they were recorded."
        )
    ]


def test_an_instant_before_the_last_entry_of_the_log_is_refused() -> None:
    """What the log has learnt already cannot have been learnt after the file."""
    assert problems(a_log(formed("kk")), formed("a", recorded_at=JANUARY)) == [
        (
            "line 1: Cannot record a fact at 2019-01-02 09:00:00+00:00 because the one before it was"
            " recorded at 2019-12-24 10:30:00+00:00. Put the lines in the order they were recorded."
        )
    ]


# What voids what


def voids(log: Log) -> list[int]:
    """Return what each void of the log voids."""
    return [e.event.voids for e in log.entries() if isinstance(e.event, EntryVoided)]


def test_a_void_follows_the_number_that_the_file_gives() -> None:
    """The numbers of the file are those of another log; here the entry has another number."""
    log = a_log(*TOWN)
    taken(log, joined("m1", entry=801), joined("m2", entry=802), voided(802, entry=803))
    assert voids(log) == [5]


def test_a_number_in_the_file_comes_before_one_of_the_log() -> None:
    """Where both have an entry of that number, the file speaks of its own."""
    log = a_log(*TOWN, joined("m0"))
    taken(log, joined("m1", entry=4), voided(4))
    assert voids(log) == [5]


def test_a_void_may_take_back_an_entry_of_the_log() -> None:
    """A file may correct what is in the log already."""
    log = a_log(*TOWN, joined("m1"))
    taken(log, voided(4))
    assert voids(log) == [4]


@pytest.mark.parametrize("in_the_log", [True, False])
def test_whoever_reads_a_fact_finds_its_void(in_the_log: bool) -> None:
    """A void bears the tags of what it voids, wherever that is, each once."""
    log = a_log(*TOWN)
    rows = [joined("m1", "jc-1", entry=4, batch="week-1"), voided(4, batch="week-1")]
    for part in [rows[:1], rows[1:]] if in_the_log else [rows]:
        taken(log, *part)
    assert Boundary(log.store).member("m1") == []
    assert next(log.store.read(after=4)).event.tags == [
        "entry:4",
        "batch:week-1",
        "member:m1",
        "unit:jc-1",
    ]


def test_an_entry_voided_twice_stays_voided() -> None:
    """A second void of an entry says nothing new, and is recorded."""
    log = a_log(*TOWN, joined("m1"), voided(4), voided(4))
    assert voids(log) == [4, 4]


def test_a_unit_whose_forming_is_voided_is_formed_anew() -> None:
    """Once taken back, a unit may be formed again, and taking it back again changes nothing."""
    log = a_log(
        formed("kk", entry=1),
        voided(1),
        formed("kk", entry=3),
        joined("m1", "kk"),
        voided(1),
        joined("m2", "kk"),
    )
    assert voids(log) == [1, 1]
    taken(log, voided(1), joined("m3", "kk"))
    assert len(told(log)) == 8


# Others who record meanwhile


class Busy(InMemoryStore):
    """A store into which somebody else records just before each of the first appends."""

    def __init__(self, others: list[DCBEvent]) -> None:
        super().__init__()
        self.others = others

    def append(
        self, events: Sequence[DCBEvent], condition: DCBAppendCondition | None = None
    ) -> int:
        """Record what the others have to say first."""
        if condition is not None and self.others:
            super().append([self.others.pop(0)])
        return super().append(events, condition)


def forming(unit: str) -> DCBEvent:
    """Return how somebody else forms a unit."""
    return next(a_log(formed(unit)).store.read()).event


def test_an_import_starts_again_when_others_record_meanwhile() -> None:
    """The batch follows what the log holds in the end, in one piece."""
    log = Log(Busy([forming("x"), forming("y")]))
    assert taken(log, *TOWN) == range(3, 6)
    assert told(log) == [(number, "UnitFormed") for number in range(1, 6)]


def test_what_others_record_meanwhile_may_make_a_line_bad() -> None:
    """A line that was fine is checked anew against what the log holds by then."""
    log = Log(Busy([forming("kk")]))
    with pytest.raises(BadLines) as refusal:
        taken(log, *TOWN)
    assert [str(problem) for problem in refusal.value.problems] == [
        (
            "line 1: Cannot form unit kk again because entry 1 formed it."
            " Rename or move it, or give the other unit an id of its own."
        )
    ]
    assert told(log) == [(1, "UnitFormed")]


def test_an_import_gives_up_when_others_never_stop() -> None:
    """After a hundred conflicts an import gives up, and nothing of it is recorded."""
    log = Log(Busy([forming(f"u{n}") for n in range(200)]))
    with pytest.raises(TooManyConflicts) as refusal:
        taken(log, formed("kk"))
    assert str(refusal.value) == (
        "Cannot record this because others changed what it depends on, 100 times in a row."
        " Try again."
    )
    assert len(told(log)) == 100


def test_now_is_in_utc() -> None:
    """What is recorded now is told in UTC, as everything in the log."""
    assert datetime.fromisoformat(recorded(a_log(formed("kk")))[0]).tzinfo == UTC
