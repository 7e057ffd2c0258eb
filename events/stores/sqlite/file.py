"""The file of a SQLite store: where it is, how it is opened, and its problems in our words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from attrs import frozen

from ..errors import NoSuchStore, StoreBusy, StoreDamaged, StoreReplaced, StoreUnwritable
from ..sql import sql
from .journal import keep_commits

SEGMENTS: Final = "-segments"
"""What the folder of the column segments is called behind the name of the file."""

PEOPLE: Final = "-people"
"""What the people file is called behind the name of the file."""

BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
Identity = tuple[int, int]
"""Device and inode: what distinguishes a file from all others, whatever path leads to it."""

REFUSED: Final = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
UNSYNCED: Final = {sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC}
"""What SQLite says where it waited for the disk in vain. A rollback journal may be gone by then, and a
write-ahead log be whole: what was to be recorded may be there."""

DAMAGED: Final = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_ERROR,  # a table or column of ours is not there
    sqlite3.SQLITE_NOTADB,
}


@frozen
class StoreFile:
    """Where a store is kept.

    Attributes:
        path: The path as it was given, for messages.
        place: The absolute path, which a later change of folder does not move.
        log: Where SQLite keeps the write-ahead log of the file, if it has one.
        uri: The same as SQLite takes it.
        lock_timeout: How many seconds to wait for a lock.
    """

    path: str
    place: Path
    log: Path
    uri: str
    lock_timeout: float

    @classmethod
    def at(cls, path: str | os.PathLike[str], lock_timeout: float) -> "StoreFile":
        """Return the file at a path."""
        place = Path(path).absolute()
        log = Path(f"{place.resolve()}-wal")
        return cls(str(Path(path)), place, log, place.as_uri(), lock_timeout)

    def connect(self) -> sqlite3.Connection:
        """Return a new connection to the file, which must be there, set up to keep its commits."""
        connection = sqlite3.connect(
            f"{self.uri}?mode=rw",
            uri=True,
            timeout=self.lock_timeout,
            isolation_level=None,  # we say ourselves where a transaction begins
            check_same_thread=False,  # another thread may close it
        )
        try:
            connection.executescript(sql("connection"))
            keep_commits(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    @property
    def identity(self) -> Identity:
        """What distinguishes the file that is there now from all others; it is not opened for that.

        Raises:
            NoSuchStore: there is none.
        """
        found = self._identity(self.place)
        if found is None:
            raise NoSuchStore(self.path)
        return found

    @property
    def log_identity(self) -> Identity | None:
        """The same of the write-ahead log; none where there is none."""
        return self._identity(self.log)

    def check(self, opened: Identity, log: Identity | None) -> None:
        """Raise StoreReplaced unless the file is the one that was opened, and so is its log, if any.

        SQLite itself looks only where it opens a rollback journal; with a write-ahead log it goes on
        writing to a file that nobody will find again.
        """
        if self._identity(self.place) != opened:
            raise StoreReplaced(self.path, self.place.name)
        if log is not None and self.log_identity != log:
            raise StoreReplaced(self.path, self.log.name)

    def _identity(self, path: Path) -> Identity | None:
        try:
            status = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as problem:
            raise StoreUnwritable(self.path, os.strerror(problem.errno or 0)) from problem
        return status.st_dev, status.st_ino

    @contextmanager
    def plain_errors(self) -> Iterator[None]:
        """Say in our words what SQLite says in its own.

        Raises:
            StoreBusy: a lock was not to be had in time.
            StoreUnwritable: the file system refuses to open, read or write.
            StoreDamaged: the file is not as SQLite left it.
        """
        try:
            yield
        except sqlite3.Error as problem:
            kind = kind_of(problem)
            if kind == 0 and isinstance(problem, sqlite3.OperationalError):
                raise StoreDamaged(self.path, str(problem)) from problem  # a text that is none
            if kind in BUSY:
                raise StoreBusy(self.path, self.lock_timeout) from problem
            if kind in REFUSED:
                raise StoreUnwritable(self.path, str(problem)) from problem
            if kind in DAMAGED:
                raise StoreDamaged(self.path, str(problem)) from problem
            raise
        except UnicodeDecodeError as problem:  # what SQLite says of damage quotes the damage
            raise StoreDamaged(self.path, str(problem)) from problem


def open_to_others(path: Path) -> bool:
    """Whether anybody but its owner has any right to a file or folder."""
    return bool(path.stat().st_mode & 0o077)


def forget_pages(connection: sqlite3.Connection) -> None:
    """Let what is read next come from the file.

    SQLite keeps pages in memory for as long as a counter in the file is as it was; in a backup restored
    in its place, that counter comes to the same number again.
    """
    connection.execute("pragma shrink_memory")


def kind_of(problem: sqlite3.Error) -> int:
    """Return SQLite's primary result code; 0 where Python's own module complains."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF


def is_unsynced(problem: BaseException) -> bool:
    """Return whether SQLite waited for the disk in vain."""
    return getattr(problem, "sqlite_errorcode", 0) in UNSYNCED
