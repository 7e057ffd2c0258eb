"""The file of a SQLite store: whose it is, what it refuses, and what it says of itself."""

import os
import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from stewards.registry.stores import SQLiteDCBRecorder, journal
from stewards.registry.stores.errors import (
    NewerStore,
    NoSuchFolder,
    NoSuchStore,
    NotARegistry,
    OldSQLite,
)

from .helpers import told


@pytest.fixture
def raw(sqlite_store: SQLiteDCBRecorder, path: Path) -> Iterator[sqlite3.Connection]:
    """Return a connection of somebody else to a store of two entries."""
    sqlite_store.append([told("A", "x"), told("B", "x", "y", data='{"name":"K\u00f8ge"}'.encode())])
    with closing(sqlite3.connect(path)) as connection:
        yield connection


@pytest.fixture
def no_umask() -> Iterator[None]:
    """Let whatever is made be open to everybody, unless it says otherwise itself."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """Return the files of a folder with their permissions."""
    return {file.name: stat.filemode(file.stat().st_mode) for file in folder.iterdir()}


@pytest.mark.usefixtures("no_umask")
@pytest.mark.parametrize(("mode", "beside"), [("delete", {"-journal"}), ("wal", {"-wal", "-shm"})])
def test_only_the_owner_may_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, mode: str, beside: set[str]
):
    """The file and what SQLite puts beside it are the owner's alone, whatever the umask."""
    monkeypatch.setattr(journal, "journal_mode_for", lambda _version: mode)
    with SQLiteDCBRecorder(path), closing(sqlite3.connect(path)) as connection:
        connection.execute("insert into entries values (1, 'A', x'', '[]')")

        names = [path.name, *(path.name + end for end in beside)]
        assert modes(path.parent) == dict.fromkeys(names, "-rw-------")


def test_a_umask_that_takes_everything_leaves_the_owner_the_file(path: Path):
    """The permissions are set, not merely asked for."""
    before = os.umask(0o777)
    try:
        SQLiteDCBRecorder(path).close()
    finally:
        os.umask(before)

    assert modes(path.parent) == {path.name: "-rw-------"}


def test_a_store_is_found_again(path: Path):
    """What one object recorded, another one opened later reads and goes on from."""
    with SQLiteDCBRecorder(path) as store:
        store.append([told("A", "x")])

    with SQLiteDCBRecorder(path, create=False) as store:
        assert [entry.event for entry in store.read()] == [told("A", "x")]
        assert store.append([told("B")]) == 2


def test_an_empty_file_becomes_a_store(path: Path):
    """A file with nothing in it, as a creation cut short leaves it, is no obstacle."""
    path.touch()

    with SQLiteDCBRecorder(path) as store:
        assert store.append([told()]) == 1


@pytest.mark.parametrize("exists", [True, False])
def test_a_missing_store_is_not_made_unasked(path: Path, exists: bool):
    """Without `create`, a path that holds nothing is refused and left as it is."""
    if exists:
        path.touch()
    with pytest.raises(NoSuchStore) as refused:
        SQLiteDCBRecorder(path, create=False)

    assert str(refused.value) == (
        f"Cannot open the store {path} because there is no such file, or nothing in it. "
        f"Make it with `stewards --store {path} init`."
    )
    assert path.exists() == exists


def test_a_folder_is_not_made(tmp_path: Path):
    """A store is made in a folder that is there, and nowhere else."""
    path = tmp_path / "none" / "registry.db"
    with pytest.raises(NoSuchFolder) as refused:
        SQLiteDCBRecorder(path)

    assert str(refused.value) == (
        f"Cannot make the store {path} because there is no folder {path.parent}. "
        "Make the folder, or give another path."
    )
    assert list(tmp_path.iterdir()) == []


def make_text(path: Path) -> None:
    """Make a file that is no database."""
    path.write_text("members,805\n" * 100)


def make_one_byte(path: Path) -> None:
    """Make a file that SQLite itself would take for an empty one."""
    path.write_bytes(b"x")


def make_other_database(path: Path) -> None:
    """Make the database of another application."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("create table places (url); insert into places values ('x');")


def make_unfinished_database(path: Path) -> None:
    """Make a database whose owner died before its log was moved into the file."""
    other = path.with_name("other.db")
    with closing(sqlite3.connect(other)) as connection:
        connection.executescript("pragma journal_mode = wal; create table places (url);")
        for end in ("", "-wal"):
            path.with_name(path.name + end).write_bytes(
                other.with_name(other.name + end).read_bytes()
            )


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    "make", [make_text, make_one_byte, make_other_database, make_unfinished_database]
)
def test_another_kind_of_file_is_left_as_it_is(path: Path, make, create: bool):
    """A file of something else is refused, and it and its folder stay the same to the byte."""
    make(path)
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(NotARegistry) as refused:
        SQLiteDCBRecorder(path, create=create)

    assert str(refused.value) == (
        f"Cannot open {path} as a store because it is something else than a registry made by "
        "stewards. Give the path of a registry, or a new path to make one."
    )
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_is_no_store(tmp_path: Path, create: bool):
    """The path of a folder is refused as what it is."""
    with pytest.raises(NotARegistry):
        SQLiteDCBRecorder(tmp_path, create=create)


def test_a_store_from_a_newer_version_is_left_as_it_is(path: Path):
    """A schema that we do not know is not touched, and the message says both versions."""
    SQLiteDCBRecorder(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma user_version = 2")
    before = path.read_bytes()
    with pytest.raises(NewerStore) as refused:
        SQLiteDCBRecorder(path)

    assert str(refused.value) == (
        f"Cannot open the store {path} because its schema has version 2, and this stewards knows "
        "version 1. Use a newer version of stewards."
    )
    assert path.read_bytes() == before


def test_an_old_sqlite_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch):
    """A Python whose SQLite has no strict tables is told so, before anything is made."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.36.0")
    with pytest.raises(OldSQLite) as refused:
        SQLiteDCBRecorder(path)

    assert str(refused.value) == (
        "Cannot open a store because this Python has SQLite 3.36.0, and a store needs 3.37.0. "
        "Use a Python with a newer SQLite."
    )
    assert not path.exists()


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


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 37, 0), "delete"),
        ((3, 40, 1), "delete"),
        ((3, 44, 5), "delete"),
        ((3, 44, 6), "wal"),
        ((3, 44, 7), "wal"),
        ((3, 45, 0), "delete"),
        ((3, 50, 6), "delete"),
        ((3, 50, 7), "wal"),
        ((3, 51, 0), "delete"),
        ((3, 51, 2), "delete"),
        ((3, 51, 3), "wal"),
        ((3, 52, 0), "wal"),
        ((4, 0, 0), "wal"),
    ],
)
def test_the_journal_is_one_that_loses_nothing(version: tuple[int, int, int], mode: str):
    """A write-ahead log is kept only where SQLite has its repair, elsewhere a rollback journal."""
    assert journal.journal_mode_for(version) == mode


@pytest.mark.parametrize(("mode", "synchronous"), [("wal", 2), ("delete", 3)])
def test_a_commit_waits_for_the_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch, mode: str, synchronous: int
):
    """`synchronous` is full with a write-ahead log, and extra with a rollback journal."""
    monkeypatch.setattr(journal, "journal_mode_for", lambda _version: mode)
    with SQLiteDCBRecorder(path) as store, store._connections.use() as connection:
        assert connection.execute("pragma journal_mode").fetchone() == (mode,)
        assert connection.execute("pragma synchronous").fetchone() == (synchronous,)
        assert connection.execute("pragma trusted_schema").fetchone() == (0,)
        assert connection.execute("pragma cell_size_check").fetchone() == (1,)


def test_an_older_sqlite_takes_the_write_ahead_log_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A store that a newer SQLite made is kept by an older one as the older one can be trusted."""
    with monkeypatch.context() as newer:
        newer.setattr(journal, "journal_mode_for", lambda _version: "wal")
        with SQLiteDCBRecorder(path) as store:
            store.append([told("A")])
    monkeypatch.setattr(journal, "journal_mode_for", lambda _version: "delete")

    with SQLiteDCBRecorder(path) as store, store._connections.use() as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
        assert store.size() == 1
