"""Importing: one batch, in the order of the file, however odd what it says."""

from datetime import date
from pathlib import Path

import pytest
from stewards.events import MemberJoined, line
from stewards.events.command_tags import told_tags
from stewards.events.log import Log
from stewards.events.stores import InMemoryStore, Store
from stewards.registry.imports import import_lines

from .files import NOW, TOWN, Row, a_log, formed, joined, row, taken, text, told

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
    assert _told(again) == _told(log.store)


def _told(store: Store) -> list[tuple[str, bytes, list[str]]]:
    """Return what a store was told; each import is a command of its own."""
    events = (each.event for each in store.read())
    return [(event.type, event.data, told_tags(event.tags)) for event in events]


def test_progress_is_told_every_thousand_lines() -> None:
    """Whoever waits for a long import sees how far it is."""
    seen: list[int] = []
    lines = text([formed("kk"), *[joined(f"m{n}") for n in range(2499)]])
    import_lines(a_log(), lines, now=NOW, recorded_by="office-1", on_progress=seen.append)
    assert seen == [1000, 2000]


ODD = [
    pytest.param([joined("m1"), joined("m1")], id="joined twice"),
    pytest.param([row("MemberLeft", member="m1")], id="left without joining"),
    pytest.param([row("WorkplaceChanged", member="m1", workplace="jc-1")], id="changed outside"),
    pytest.param([row("WorkplaceConfirmed", member="m1")], id="confirmed outside"),
    pytest.param([joined("m1", category="retired")], id="a category of no agreement"),
    pytest.param([joined("m1", "kk")], id="at no workplace"),
    pytest.param([row("UnitClosed", unit="jc-1"), joined("m1", "jc-1")], id="at a closed one"),
    pytest.param([row("UnitClosed", unit="jc-1")] * 2, id="closed twice"),
    pytest.param([row("UnitRenamed", unit="jc-1", name="JC-1")], id="renamed to the same"),
    pytest.param([row("UnitMoved", unit="jc-1", parent="kk")], id="moved to where it lies"),
    pytest.param(
        [row("UnitClosed", unit="jc-1"), row("UnitMerged", unit="jc-1", into="jc-2")],
        id="closed and merged",
    ),
    pytest.param(
        [row("UnitMerged", unit="jc-1", into="jc-2"), row("UnitMerged", unit="jc-1", into="kk")],
        id="merged twice",
    ),
    pytest.param([row("StewardElected", member="m1", unit="kk", office="chair")], id="elected"),
    pytest.param(
        [row("StewardElected", member="m1", unit="jc-1", until="2018-01-01")], id="over at once"
    ),
    pytest.param([row("MandateEnded", member="m1", unit="jc-1")], id="ended without election"),
    pytest.param([row("HeadcountObserved", workplace="kk", employees=7)], id="counted at kk"),
]


@pytest.mark.parametrize("rows", ODD)
def test_what_looks_odd_is_recorded(rows: list[Row]) -> None:
    """An import records what happened; what a decision would refuse is for the check to find."""
    log = a_log(*TOWN)
    taken(log, *rows)
    assert [kind for _, kind in told(log)[3:]] == [each["type"] for each in rows]
