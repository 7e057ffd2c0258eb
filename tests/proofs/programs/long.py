"""What workers do beside those that record, each until it is killed."""

import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from hashlib import sha256
from itertools import count
from pathlib import Path

from stewards.events.stores import store as stores
from stewards.events.stores.sqlite import journal
from stewards.projections.replay.segments import range_digest as covering
from stewards.registry import Registry

sys.path.append(str(Path(__file__).parent))
import work
from work import say

IN_A_SEGMENT = 64
PAUSE = 0.01  # seconds


def with_journal(mode: str, what: str, *arguments: object) -> None:
    """Do what is asked with a kind of journal, whichever SQLite this is; write what goes wrong."""
    journal.journal_mode_for = lambda _version: mode
    program = globals().get(what) or getattr(work, what)
    try:
        program(*arguments)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is a finding
        say("problem", f"{type(problem).__name__}: {problem}")


def read_for_ever(address: str) -> None:
    """Follow the registry from its first entry; write the number and the member of each."""
    with Registry.open(address) as registry, registry.follow(after=0) as followed:
        for entry in followed:
            say(entry.number, entry.event.member)


def checkpoint_for_ever(address: str) -> None:
    """Move the write-ahead log into the file again and again."""
    for mode in ("passive", "full", "restart", "truncate") * 1_000_000:
        with closing(sqlite3.connect(address, timeout=30)) as connection:
            connection.execute(f"pragma wal_checkpoint({mode})")
        time.sleep(PAUSE)


def copy_for_ever(address: str) -> None:
    """Copy the registry to a new one beside it again and again; the copies are compared."""
    with (
        tempfile.TemporaryDirectory(dir=Path(address).parent) as folder,
        Registry.open(address) as registry,
    ):
        for number in count():
            registry.copy_to(f"{folder}/{number}.db")
            time.sleep(PAUSE)


def back_up(address: str, backup: str, way: str) -> None:
    """Copy the registry, or write it out and read that in, and say so."""
    with Registry.open(address) as registry:
        if way == "copy":
            registry.copy_to(backup)
        else:
            lines = list(registry.export_lines())
            with Registry.create(backup) as other:
                other.import_lines(lines)
    say("done")


def rows_twice(address: str) -> None:
    """Write what the log has as rows, read from segments where it can be, and from the log alone."""
    covering.ENTRIES, stores.ENTRIES_IN_A_CHUNK = IN_A_SEGMENT, IN_A_SEGMENT // 2
    for use in (True, False):
        with Registry.open(address, segments=use) as registry:
            rows = registry.relations().execute("select * from entries order by entry").fetchall()
            say(len(rows), sha256(repr(rows).encode()).hexdigest())
