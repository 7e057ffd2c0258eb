"""A log that was sealed and then changed past the library: found, and the first bad entry named."""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final
from unittest.mock import patch

import duckdb
from attrs import frozen
from stewards.events.stores import store as stores
from stewards.projections.replay.segments import range_digest
from stewards.registry import CutSignature, MalformedNote, Note, Registry, SigningKey, Verification

from ..integrity.mutating import mutated
from .kinds import Kind, Shared
from .trials import Trials, expect

SEALED_EACH: Final = 8
SEALS: Final = 5
ENTRIES: Final = SEALED_EACH * SEALS
BEHIND: Final = 3
"""Entries that were recorded after the last seal."""
MOMENT: Final = 0.3  # seconds
COVERED: Final = 16
"""How many entries a segment covers here."""


@frozen
class Found:
    """What a change must be found as: entries among which the first bad one is to be named."""

    first: int
    last: int


@frozen
class Sealed:
    """A registry, its seals, and what it was when half of them were made."""

    path: Path
    old: Path
    notes: tuple[Note, ...]
    key: SigningKey


Change = Callable[[sqlite3.Connection, Random], Found]


def between_seals(entry: int) -> Found:
    """Return the entries between the two seals that an entry lies between."""
    first = (entry - 1) // SEALED_EACH * SEALED_EACH
    return Found(first + 1, first + SEALED_EACH)


def change(connection: sqlite3.Connection, chance: Random) -> Found:
    """Put another byte into what an entry stores, which may make it unreadable."""
    entry = chance.randint(1, ENTRIES)
    [(data,)] = connection.execute("select data from entries where position = ?", (entry,))
    at = chance.randrange(len(data))
    other = bytes([data[at] ^ 1 << chance.randrange(8)])
    _put(connection, entry, data=data[:at] + other + data[at + 1 :])
    return between_seals(entry)


def say_otherwise(connection: sqlite3.Connection, chance: Random) -> Found:
    """Let an entry say another day, and stay sound in itself."""
    entry = chance.randint(1, ENTRIES)
    [(data,)] = connection.execute("select data from entries where position = ?", (entry,))
    _put(connection, entry, data=data.replace(b"2015-", b"2016-"))
    return between_seals(entry)


def delete(connection: sqlite3.Connection, chance: Random) -> Found:
    """Take an entry out, and leave a gap."""
    entry = chance.randint(1, ENTRIES)
    connection.execute("delete from entries where position = ?", (entry,))
    return Found(entry, entry)


def take_out(connection: sqlite3.Connection, chance: Random) -> Found:
    """Take an entry out, and close the gap; or from some entry on, all of them."""
    entry = chance.randint(1, ENTRIES)
    connection.execute("delete from entries where position = ?", (entry,))
    if chance.random() < 0.2:
        connection.execute("delete from entries where position > ?", (entry,))
        return Found(entry, entry)
    _move(connection, entry, -1)
    return between_seals(entry)


def insert(connection: sqlite3.Connection, chance: Random) -> Found:
    """Put an entry between two, a copy of another one, and move the rest."""
    entry, like = chance.sample(range(1, ENTRIES + 1), 2)
    row = connection.execute(_ROW, (like,)).fetchone()
    _move(connection, entry - 1, 1)
    connection.execute("insert into entries values (?, ?, ?, ?)", (entry, *row))
    return between_seals(entry)


def reorder(connection: sqlite3.Connection, chance: Random) -> Found:
    """Let two entries change places."""
    first, second = sorted(chance.sample(range(1, ENTRIES + 1), 2))
    rows = [connection.execute(_ROW, (each,)).fetchone() for each in (first, second)]
    for entry, (kind, data, tags) in zip((second, first), rows, strict=True):
        _put(connection, entry, type=kind, data=data, tags=tags)
    return between_seals(first)


def re_tag(connection: sqlite3.Connection, chance: Random) -> Found:
    """Give an entry the tag of another member, or none, or what is no list of tags."""
    entry = chance.randint(1, ENTRIES)
    tags = chance.choice(['["member:M999"]', "[]", "[", '["unit:jc-2", "member:M1"]'])
    _put(connection, entry, tags=tags)
    return Found(entry, entry)


def call_otherwise(connection: sqlite3.Connection, chance: Random) -> Found:
    """Give an entry another type, known or not."""
    entry = chance.randint(2, ENTRIES)
    _put(connection, entry, type=chance.choice(["MemberLeft", "UnitClosed", "Nothing", "A,B"]))
    return between_seals(entry)


CHANGES: Final[tuple[Change, ...]] = (
    change,
    say_otherwise,
    delete,
    take_out,
    insert,
    reorder,
    re_tag,
    call_otherwise,
)
_ROW: Final = "select type, data, tags from entries where position = ?"


def changed_logs(kind: Kind, trials: Trials) -> None:
    """Change a copy of a sealed log, or put an old one in its place, and verify it."""
    with sealed(kind) as made, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registry.db"
        for trial in trials:
            with trial as chance:
                tamper = chance.choice((*CHANGES, None))
                shutil.copy(made.path if tamper else made.old, path)
                wanted = Found(made.notes[2].entries - 1, made.notes[2].entries - 1)
                if tamper:
                    wanted = past_the_library(path, tamper, chance)
                judge(verified(made, path), wanted, tamper.__name__ if tamper else "rolled back")


def changed_segments(kind: Kind, trials: Trials) -> None:
    """Change a row of a column segment beside a sealed log, and verify it."""
    small = patch.object(range_digest, "ENTRIES", COVERED)
    chunks = patch.object(stores, "ENTRIES_IN_A_CHUNK", COVERED)
    with small, chunks, sealed(kind) as made, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registry.db"
        beside = Path(folder) / "registry.db-segments"
        for trial in trials:
            with trial as chance:
                shutil.copy(made.path, path)
                shutil.rmtree(beside, ignore_errors=True)
                with Registry.open(path) as registry:
                    registry.count()
                expect(verified(made, path).is_sound, "it is not sound before it is changed")
                upto = chance.choice([COVERED, 2 * COVERED])
                let_another_row_be(beside, upto)
                judge(verified(made, path), Found(upto - COVERED + 1, upto), "segment")


def killed_while_sealing(kind: Shared, trials: Trials) -> None:
    """Kill a process that records and seals: the last seal is whole, and the log agrees with it."""
    with kind.fresh() as place, tempfile.TemporaryDirectory() as folder:
        key, note = Path(folder) / "a.key", Path(folder) / "seal.note"
        made = SigningKey.make("union.example/registry")
        made.write(key)
        for trial in trials:
            with trial as chance:
                work = ("seal_for_ever", place.address, str(key), str(note))
                with kind.workers.at_work(1, *work) as [worker]:
                    time.sleep(chance.uniform(0, MOMENT))
                    acknowledged = worker.kill()
                if not acknowledged and not note.exists():
                    continue
                with Registry.open(place.address) as registry:
                    found = registry.verify([Note.read(note)], verifiers=[made.verifier])
                expect(found.is_sound, found.checks)
                expect(Note.read(note).entries >= int((acknowledged or [0])[-1]), acknowledged)


def parsed_notes(_kind: Kind, trials: Trials) -> None:
    """Read a thousand notes that were changed: each is read to the byte, or refused with a typed error."""
    for trial in trials:
        with trial:
            for data in mutated(trial.seed, 1_000):
                with suppress(MalformedNote, CutSignature):
                    expect(bytes(Note.parse(data)) == data, data)


@contextmanager
def sealed(kind: Kind) -> Iterator[Sealed]:
    """Lend a registry that was sealed every few entries; some were recorded since."""
    key = SigningKey.make("union.example/registry")
    instants = (datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=each) for each in range(1_000))
    with kind.fresh() as place, tempfile.TemporaryDirectory() as folder:
        notes = []
        path, old = Path(place.address), Path(folder) / "old.db"
        with Registry.open(path, clock=lambda: next(instants), segments=False) as registry:
            registry.form_unit("jc-1", on=date(2015, 1, 1))
            for number in range(2, ENTRIES + BEHIND + 1):
                registry.join(f"M{number}", workplace="jc-1", on=date(2015, 1, 1))
                if number % SEALED_EACH == 0 and number <= ENTRIES:
                    notes.append(registry.seal(key))
                if number == 2 * SEALED_EACH + SEALED_EACH - 2:
                    shutil.copy(path, old)
        yield Sealed(path, old, tuple(notes), key)


def past_the_library(path: Path, tamper: Change, chance: Random) -> Found:
    """Change a store as its triggers would refuse."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("pragma synchronous = off")
        for name in ("entries_refuse_update", "entries_refuse_delete"):
            connection.execute(f"drop trigger {name}")
        return tamper(connection, chance)


def let_another_row_be(folder: Path, upto: int) -> None:
    """Change a row of the segment that ends with an entry."""
    [path] = (folder / "members").glob(f"{upto:012}-*.parquet")
    changed = f"select * replace (date '2099-01-01' as effective_on) from '{path}'"  # noqa: S608
    duckdb.execute(f"copy ({changed}) to '{path}' (format parquet)")


def verified(made: Sealed, path: Path) -> Verification:
    """Verify a store against the seals."""
    with Registry.open(path) as registry:
        return registry.verify(made.notes, verifiers=[made.key.verifier])


def judge(found: Verification, wanted: Found, how: str) -> None:
    """Expect that something bad was found, and that the entries named are among those wanted."""
    expect(not found.is_sound, f"{how} was not found")
    named = found.first_bad
    expect(
        named and wanted.first - 1 <= named[0] and named[1] <= wanted.last,
        f"{how} of {wanted} was named as {named}: {found.checks}",
    )


def _put(connection: sqlite3.Connection, entry: int, **values: object) -> None:
    for column, value in values.items():
        connection.execute(
            f"update entries set {column} = ? where position = ?",  # noqa: S608 - ours
            (value, entry),
        )


def _move(connection: sqlite3.Connection, after: int, by: int) -> None:
    connection.execute("update entries set position = -position where position > ?", (after,))
    connection.execute("update entries set position = ? - position where position < 0", (by,))
