"""How a SQLite store keeps its commits safe."""

import sqlite3
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from stewards.events.stores import SQLiteDCBRecorder
from stewards.events.stores.errors import UnsyncedCommit
from stewards.events.stores.sqlite import journal
from stewards.registry import Registry

from .helpers import told


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


class OnAFailingDisk(sqlite3.Connection):
    """A connection whose first commit is done, but for that the disk could not be waited for."""

    fails = True

    def execute(self, statement: str, *given: Any) -> sqlite3.Cursor:
        """Commit, and say that the folder could not be synced, as SQLite does."""
        done = super().execute(statement, *given)
        if statement == "commit" and OnAFailingDisk.fails:
            OnAFailingDisk.fails = False
            problem = sqlite3.OperationalError("disk I/O error")
            problem.sqlite_errorcode = sqlite3.SQLITE_IOERR_DIR_FSYNC
            raise problem
        return done


@pytest.fixture
def on_a_failing_disk(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk fail once, after a store was made."""
    SQLiteDCBRecorder(path).close()
    monkeypatch.setattr(OnAFailingDisk, "fails", True)
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=OnAFailingDisk))


@pytest.mark.usefixtures("on_a_failing_disk")
def test_a_commit_that_the_disk_did_not_confirm_is_unknown(path: Path):
    """An append that may be in the file is not said to have been refused."""
    with SQLiteDCBRecorder(path) as store:
        with pytest.raises(UnsyncedCommit) as unknown:
            store.append([told("A")])
        assert store.size() == 1

    assert str(unknown.value) == (
        f"Cannot say whether the facts were recorded in {path} because the disk did not confirm that"
        " it has them: disk I/O error. Check again once the disk works again."
    )


@pytest.mark.usefixtures("on_a_failing_disk")
def test_a_fact_that_the_disk_did_not_confirm_is_recorded_once(path: Path):
    """A registry looks whether it was recorded, and does not record it again."""
    with Registry.open(path) as registry:
        assert registry.join("m1").number == 1
        assert registry.size() == 1
