"""The file of a SQLite store: whose it is, what it refuses, and what it says of itself."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from stewards.events.stores import SQLiteDCBRecorder
from stewards.events.stores.errors import (
    NewerStore,
    NoSuchFolder,
    NoSuchStore,
    NotARegistry,
    OldSQLite,
)
from stewards.events.stores.sqlite import journal

from .helpers import told


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
        f"Cannot open the store {path} because there is no such file, or it is empty. "
        f"Create it with `stewards --store {path} init`."
    )
    assert path.exists() == exists


def test_a_folder_is_not_made(tmp_path: Path):
    """A store is made in a folder that is there, and nowhere else."""
    path = tmp_path / "none" / "registry.db"
    with pytest.raises(NoSuchFolder) as refused:
        SQLiteDCBRecorder(path)

    assert str(refused.value) == (
        f"Cannot create the store {path} because there is no folder {path.parent}. "
        "Create the folder, or give another path."
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
        f"Cannot open {path} as a store because it is not a registry made by "
        "stewards. Give the path of a registry, or a new path to create one."
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
