"""How the file of a SQLite store is recognised, and made where there is none."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from stat import S_ISREG
from typing import Final

from ..errors import (
    NewerStore,
    NoSuchFolder,
    NoSuchStore,
    NotARegistry,
    OldSQLite,
    StoreExists,
    StoreUnwritable,
)
from ..sql import sql
from .file import StoreFile, kind_of
from .journal import choose_journal

APPLICATION_ID: Final = int.from_bytes(b"stwd", "big")
SCHEMA_VERSION: Final = 1
NEEDED_SQLITE: Final = (3, 37, 0)  # the first with strict tables


def prepare(file: StoreFile, *, create: bool, new: bool = False) -> None:
    """See to it that there is a store that we can use; make one if asked to.

    Where it must be `new`, of several who make it at once all but one are refused.

    A file of another kind is left as it is, to the byte.

    Raises:
        OldSQLite: the SQLite of this Python cannot hold a store.
        NoSuchStore, NoSuchFolder: there is no store, or no folder to make it in.
        StoreExists: there is one, and it must be new.
        NotARegistry, NewerStore: the file is none of ours, or one from a newer version.
        StoreBusy, StoreUnwritable, StoreDamaged: see `StoreFile.plain_errors`.
    """
    if sqlite3.sqlite_version_info < NEEDED_SQLITE:
        raise OldSQLite(sqlite3.sqlite_version, ".".join(map(str, NEEDED_SQLITE)))
    if create or new:
        _make_empty(file)
    with file.plain_errors():
        if _size(file) > 0:
            _glance(file)
        elif not (create or new):
            raise NoSuchStore(file.path)
        with closing(file.connect()) as connection:
            made = not _has_schema(connection) and _make(connection)
            if not made:
                _recognise(file, connection)
            if new and not made:
                raise StoreExists(file.path)
            _seal(connection)


def _make_empty(file: StoreFile) -> None:
    # Before SQLite opens it, which would leave the mode to the umask; the files that SQLite puts
    # beside it get the same mode. Only a new file may be opened without SQLite: closing one that
    # SQLite has open as well would drop the locks of the whole process.
    try:
        descriptor = os.open(file.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    except FileNotFoundError as problem:
        raise NoSuchFolder(file.path, str(Path(file.path).parent)) from problem
    except OSError as problem:
        raise StoreUnwritable(file.path, os.strerror(problem.errno or 0)) from problem
    try:
        if hasattr(os, "fchmod"):  # on Windows it is not needed, and before Python 3.13 not there
            os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)


def _make(connection: sqlite3.Connection) -> bool:
    """Make the tables of a store, all or none; return whether nobody else was faster."""
    try:
        connection.executescript(sql("schema"))
    except sqlite3.OperationalError:
        connection.rollback()
        if not _has_schema(connection):
            raise
        return False
    choose_journal(connection)
    return True


def _size(file: StoreFile) -> int:
    try:
        status = Path(file.path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return 0
    except OSError as problem:
        raise StoreUnwritable(file.path, os.strerror(problem.errno or 0)) from problem
    if not S_ISREG(status.st_mode):
        raise NotARegistry(file.path)
    return status.st_size


def _glance(file: StoreFile) -> None:
    # As at a file that nobody changes: nothing is locked, no journal played back, nothing written.
    with closing(sqlite3.connect(f"{file.uri}?mode=ro&immutable=1", uri=True)) as connection:
        try:
            _recognise(file, connection)
        except sqlite3.DatabaseError as problem:
            if kind_of(problem) == sqlite3.SQLITE_NOTADB:
                raise NotARegistry(file.path) from problem
            # Damaged, or somebody is writing just now: a connection that locks will show.


def _recognise(file: StoreFile, connection: sqlite3.Connection) -> None:
    if _pragma(connection, "application_id") != APPLICATION_ID:
        raise NotARegistry(file.path)
    version = _pragma(connection, "user_version")
    if version > SCHEMA_VERSION:
        raise NewerStore(file.path, version, SCHEMA_VERSION)


def _seal(connection: sqlite3.Connection) -> None:
    """Make the table of seals, also where a store was made before there was one."""
    try:
        connection.executescript(sql("seals"))
    except sqlite3.OperationalError as problem:
        if kind_of(problem) != sqlite3.SQLITE_READONLY:  # who may only read goes without
            raise


def _has_schema(connection: sqlite3.Connection) -> bool:
    return connection.execute("select 1 from sqlite_schema limit 1").fetchone() is not None


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"pragma {name}").fetchone()[0])
