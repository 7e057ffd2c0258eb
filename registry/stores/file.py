"""The file of a SQLite store: where it is, how it is opened, and its problems in our words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from attrs import frozen

from .errors import StoreBusy, StoreDamaged, StoreUnwritable
from .journal import keep_commits
from .sql import sql

SEGMENTS: Final = "-segments"
"""What the folder of the column segments is called behind the name of the file."""

BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
REFUSED: Final = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
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
        uri: The same as SQLite takes it.
        lock_timeout: How many seconds to wait for a lock.
    """

    path: str
    place: Path
    uri: str
    lock_timeout: float

    @classmethod
    def at(cls, path: str | os.PathLike[str], lock_timeout: float) -> "StoreFile":
        """Return the file at a path."""
        place = Path(path).absolute()
        return cls(str(Path(path)), place, place.as_uri(), lock_timeout)

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


def forget_pages(connection: sqlite3.Connection) -> None:
    """Let what is read next come from the file.

    SQLite keeps pages in memory for as long as a counter in the file is as it was; in a backup restored
    in its place, that counter comes to the same number again.
    """
    connection.execute("pragma shrink_memory")


def kind_of(problem: sqlite3.Error) -> int:
    """Return SQLite's primary result code; 0 where Python's own module complains."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF
