"""What a SQLite store says when the file system, the disk or somebody else is in its way."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from stewards.events.stores import SQLiteDCBRecorder
from stewards.events.stores.errors import ClosedStore, StoreBusy, StoreDamaged, StoreUnwritable
from stewards.events.stores.sqlite.file import StoreFile

from .helpers import positions, told


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """Let no file of this process grow over a size, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_lock_is_not_waited_for_without_end(path: Path):
    """Where somebody else writes for longer than we wait, the append is refused and says so."""
    with (
        SQLiteDCBRecorder(path, lock_timeout=0.01) as store,
        closing(sqlite3.connect(path)) as other,
    ):
        other.execute("begin immediate")
        with pytest.raises(StoreBusy) as refused:
            store.append([told()])
        assert str(refused.value) == (
            f"Cannot use the store {path} because another process kept it locked for 0.01 seconds. "
            "Wait until it has finished, then try again."
        )
        assert store.size() == 0

        other.rollback()
        assert store.append([told()]) == 1


def test_a_full_disk_loses_nothing(sqlite_store: SQLiteDCBRecorder, path: Path):
    """What does not fit is refused whole; what was recorded is read, and later more is recorded."""
    sqlite_store.append([told("A")])
    with no_file_over(200_000), pytest.raises(StoreUnwritable) as refused:
        sqlite_store.append([told("B", data=bytes(1_000)) for _ in range(1_000)])

    assert str(refused.value) == (
        f"Cannot write to the store {path} because the system says: disk I/O error. "
        "Check the permissions of the file and its folder, and the free space on the disk."
    )
    assert positions(sqlite_store.read()) == [1]
    assert sqlite_store.append([told("C")]) == 2


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StoreBusy),
        (sqlite3.SQLITE_LOCKED, StoreBusy),
        (sqlite3.SQLITE_FULL, StoreUnwritable),
        (sqlite3.SQLITE_READONLY_DBMOVED, StoreUnwritable),
        (sqlite3.SQLITE_IOERR_FSYNC, StoreUnwritable),
        (sqlite3.SQLITE_CANTOPEN, StoreUnwritable),
        (sqlite3.SQLITE_CORRUPT_INDEX, StoreDamaged),
        (sqlite3.SQLITE_NOTADB, StoreDamaged),
    ],
)
def test_each_problem_has_its_error(code: int, error: type[Exception]):
    """What SQLite reports by number is reported by name."""
    problem = sqlite3.OperationalError("so it says")
    problem.sqlite_errorcode = code

    with pytest.raises(error) as reported, StoreFile.at("registry.db", 30).plain_errors():
        raise problem
    assert reported.value.__cause__ is problem


def test_other_problems_are_not_renamed():
    """A mistake of the caller stays what it is."""
    with (
        pytest.raises(sqlite3.ProgrammingError, match="a mistake"),
        StoreFile.at("registry.db", 30).plain_errors(),
    ):
        raise sqlite3.ProgrammingError("a mistake")


def test_a_path_that_cannot_be_is_refused(tmp_path: Path):
    """A path below a file cannot be made, and says why."""
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "registry.db"
    with pytest.raises(StoreUnwritable) as refused:
        SQLiteDCBRecorder(path)

    assert str(refused.value) == (
        f"Cannot write to the store {path} because the system says: Not a directory. "
        "Check the permissions of the file and its folder, and the free space on the disk."
    )


def test_a_damaged_page_is_reported(path: Path):
    """A page that holds something else is not believed."""
    with SQLiteDCBRecorder(path) as store:
        store.append([told("A", data=bytes(1_000)) for _ in range(100)])
    damaged = bytearray(path.read_bytes())
    damaged[8 * 4096 :] = b"\xff" * (len(damaged) - 8 * 4096)
    path.write_bytes(damaged)

    with SQLiteDCBRecorder(path) as store, pytest.raises(StoreDamaged) as reported:
        list(store.read())
    assert str(reported.value) == (
        f"Cannot read the store {path} because it is damaged: database disk image is "
        "malformed. Restore the store from a backup, then compare the two."
    )


def test_a_missing_entry_is_reported(sqlite_store: SQLiteDCBRecorder, path: Path):
    """Where somebody got around the triggers and deleted an entry, reading does not skip it."""
    sqlite_store.append([told(), told(), told()])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("drop trigger entries_refuse_delete")
        other.execute("delete from entries where position = 2")

    for read in (sqlite_store.read, sqlite_store.chunks):
        with pytest.raises(StoreDamaged) as reported:
            list(read())
        assert str(reported.value) == (
            f"Cannot read the store {path} because it is damaged: entries are missing. "
            "Restore the store from a backup, then compare the two."
        )


def test_a_closed_store_is_not_used(sqlite_store: SQLiteDCBRecorder, path: Path):
    """After closing, reading and appending are refused; closing twice is nothing."""
    sqlite_store.append([told()])
    unfinished = sqlite_store.read()
    sqlite_store.close()
    sqlite_store.close()

    for use in (lambda: sqlite_store.append([told()]), sqlite_store.size, lambda: next(unfinished)):
        with pytest.raises(ClosedStore) as refused:
            use()
        assert str(refused.value) == (
            f"Cannot use the store {path} because it was closed. Open it again."
        )
