"""What the file of a SQLite store holds, seen from outside."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from stewards.events.stores import SQLiteDCBRecorder

from .helpers import told


@pytest.fixture
def raw(sqlite_store: SQLiteDCBRecorder, path: Path) -> Iterator[sqlite3.Connection]:
    """Return a connection of somebody else to a store of two entries."""
    sqlite_store.append([told("A", "x"), told("B", "x", "y", data='{"name":"K\u00f8ge"}'.encode())])
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_the_file_says_what_it_is(raw: sqlite3.Connection):
    """The application id spells `stwd`, and the schema version is 1."""
    (application_id,) = raw.execute("pragma application_id").fetchone()
    (version,) = raw.execute("pragma user_version").fetchone()

    assert (application_id.to_bytes(4, "big"), version) == (b"stwd", 1)


def test_a_person_can_read_the_log(raw: sqlite3.Connection):
    """The view `log` shows each entry as text."""
    assert raw.execute("select * from log").fetchall() == [
        (1, "A", '{"said":"so"}', '["x"]'),
        (2, "B", '{"name":"K\u00f8ge"}', '["x","y"]'),
    ]


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "update entries set type = 'C'",
            "Cannot change an entry because the log is append-only. Record the fact anew.",
        ),
        (
            "delete from entries where position = 2",
            "Cannot delete an entry because the log is append-only. Void it instead.",
        ),
        (
            "replace into entries values (1, 'C', x'', '[]')",
            "Cannot delete an entry because the log is append-only. Void it instead.",
        ),
        (
            "update tags set tag = 'z'",
            "Cannot change a tag because the log is append-only. Record the fact anew.",
        ),
        (
            "delete from tags",
            "Cannot delete a tag because the log is append-only. Void the entry instead.",
        ),
    ],
)
def test_the_log_cannot_be_changed(raw: sqlite3.Connection, statement: str, message: str):
    """Whoever opens the file, entries and tags cannot be changed or deleted."""
    raw.execute("pragma recursive_triggers = on")  # or `replace` would delete without a trigger
    with pytest.raises(sqlite3.IntegrityError) as refused:
        raw.execute(statement)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "insert into entries values (3, 'C', 'text', '[]')",
            "cannot store TEXT value in BLOB column",
        ),
        ("insert into entries values (3, 'C', null, '[]')", "NOT NULL constraint failed"),
        ("insert into tags values (x'00', 1)", "cannot store BLOB value in TEXT column"),
        ("insert into tags values ('x', 'one')", "cannot store TEXT value in INTEGER column"),
    ],
)
def test_the_tables_are_strict(raw: sqlite3.Connection, statement: str, message: str):
    """A value of another kind than its column says is not stored."""
    with pytest.raises(sqlite3.IntegrityError, match=re.escape(message)):
        raw.execute(statement)


def test_each_append_has_a_seal_of_its_own(sqlite_store: SQLiteDCBRecorder):
    """Where an append ended, the store has what no other one has, not even with the same entries."""
    sqlite_store.append([told("A"), told("B")])
    sqlite_store.append([told("C")])

    seals = [sqlite_store.seal(number) for number in range(5)]
    assert [seal is not None for seal in seals] == [False, False, True, True, False]
    assert seals[2] != seals[3]


def test_a_store_from_before_seals_gets_them(sqlite_store: SQLiteDCBRecorder, path: Path):
    """What was appended before has none; what is appended from now on does."""
    sqlite_store.append([told("A")])
    sqlite_store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("drop table seals")

    with SQLiteDCBRecorder(path) as store:
        assert store.seal(1) is None
        store.append([told("B")])
        assert store.seal(2) is not None


def test_a_store_from_before_seals_that_may_only_be_read_has_none(
    sqlite_store: SQLiteDCBRecorder, path: Path, monkeypatch: pytest.MonkeyPatch
):
    """It is read as it is; nothing is remembered in it."""
    sqlite_store.append([told("A")])
    sqlite_store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("drop table seals; drop table segments")
    before, connect = path.read_bytes(), sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda at, /, **how: connect(at.replace("mode=rw", "mode=ro"), **how)
    )

    with SQLiteDCBRecorder(path) as store:
        assert (store.size(), store.seal(1), store.vouched()) == (1, None, set())
        assert not store.vouch("digest", 1, "seal")
    assert path.read_bytes() == before


def test_a_segment_is_remembered_of_the_log_that_was_read(sqlite_store: SQLiteDCBRecorder):
    """Where the log bears another seal at that entry, or none, it is not."""
    sqlite_store.append([told("A"), told("B")])
    seal = sqlite_store.seal(2)
    assert seal is not None

    vouched = [
        sqlite_store.vouch(*given) for given in [("a", 2, seal), ("b", 2, "00"), ("c", 1, seal)]
    ]
    assert vouched == [True, False, False]
    assert sqlite_store.vouch("a", 2, seal)
    assert sqlite_store.vouched() == {"a"}
