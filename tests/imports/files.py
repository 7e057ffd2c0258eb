"""What the tests of imports share: the lines of a file, and the log they go into."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from stewards.events.log import Log
from stewards.events.stores import InMemoryStore
from stewards.registry.imports import BadLines, import_lines

NOW = datetime(2019, 12, 24, 10, 30, tzinfo=UTC)
JANUARY = "2019-01-02T09:00:00Z"

Row = dict[str, Any]


def row(kind: str, on: str = "2019-02-01", /, **fields: Any) -> Row:
    """Return what one line says, without when it was recorded."""
    return {"type": kind, "effective_on": on, **fields}


def formed(unit: str, under: str | None = None, **fields: Any) -> Row:
    """Return how a unit was formed in 2015."""
    named = {"unit": unit, "name": unit.upper(), "kind": "workplace"}
    return row("UnitFormed", "2015-01-01", **named, **({"parent": under} if under else {})) | fields


def joined(member: str, at: str | None = None, **fields: Any) -> Row:
    """Return how a member joined in February."""
    return row("MemberJoined", member=member, **({"workplace": at} if at else {}), **fields)


def voided(number: int, **fields: Any) -> Row:
    """Return how an entry was taken back."""
    return row("EntryVoided", voids=number, reason="mistaken", **fields)


TOWN = [formed("kk", kind="employer"), formed("jc-1", "kk"), formed("jc-2", "kk")]
"""Three lines that form kk, and below it jc-1 and jc-2."""


def text(rows: Iterable[Row | bytes]) -> list[bytes]:
    """Return the lines of a file."""
    return [each if isinstance(each, bytes) else json.dumps(each).encode() + b"\n" for each in rows]


def a_log(*rows: Row | bytes) -> Log:
    """Return a log in memory into which the lines were imported, one after the other."""
    log = Log(InMemoryStore())
    for each in rows:
        taken(log, each)
    return log


def taken(log: Log, *rows: Row | bytes, now: datetime = NOW) -> range:
    """Import the lines; return the numbers of the new entries."""
    return import_lines(log, text(rows), now=now, recorded_by="office-1")


def problems(log: Log, *rows: Row | bytes) -> list[str]:
    """Return the problems of an import that is refused, one a line, with nothing recorded."""
    before = [(e.number, e.event) for e in log.entries()]
    with pytest.raises(BadLines) as refusal:
        taken(log, *rows)
    assert [(e.number, e.event) for e in log.entries()] == before
    assert str(refusal.value) == (
        f"Cannot import because the file has bad lines ({len(refusal.value.problems)})."
        " Correct them and import again; nothing was recorded."
    )
    return [str(problem) for problem in refusal.value.problems]


def told(log: Log) -> list[tuple[int, str]]:
    """Return the number and type of every entry."""
    return [(entry.number, type(entry.event).__name__) for entry in log.entries()]
