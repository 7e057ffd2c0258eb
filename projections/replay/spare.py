"""Databases to replay into: one that a short log was replayed into is emptied and used again.

To start one and to make its tables takes longer than to replay a short log. A database is only used
again where nobody was lent a connection to it, so nothing but the questions of the library was asked.
"""

import os
from pathlib import Path
from threading import Lock
from typing import Final

import duckdb
from attrs import field, frozen

from ...events import Event
from . import kept, member_list, sql
from .database import locked_down
from .loading import empty_tables, make_tables

SHORT: Final = 10_000
"""A database that held no more entries than this is kept."""

_MOST: Final = 4
"""So many are kept in a process, some 5 MB each."""


@frozen
class Database:
    """A database with the tables and views of a replay.

    Attributes:
        connection: The connection to it.
        folder: The only folder it can read; none for no folder.
        types: The types of events it was made for.
        ready: The questions that were made table macros in it, by name.
    """

    connection: duckdb.DuckDBPyConnection
    folder: Path | None
    types: tuple[type[Event], ...] = field(factory=sql.known_types)
    ready: dict[str, sql.Answer] = field(factory=dict)


_spare: Final[list[Database]] = []
_lock: Final = Lock()


def take(folder: Path | None = None) -> Database:
    """Return a database without an entry, which reads no files but those of a folder."""
    if folder is None:
        with _lock:
            if _spare and _spare[-1].types == sql.known_types():
                return _spare.pop()
    database = Database(locked_down(folder), folder)
    make_tables(database.connection)
    member_list.make_table(database.connection)
    kept.empty(database.connection)
    return database


def give_back(database: Database, head: int) -> None:
    """Let go of a database that nobody asks any more and nobody was lent, which holds `head` entries."""
    if database.folder is None and head <= SHORT:
        try:
            empty_tables(database.connection)
            member_list.make_table(database.connection)
            kept.empty(database.connection)
            # else the rows stay in memory, though deleted
            database.connection.execute("checkpoint")
        except duckdb.Error:
            pass
        else:
            with _lock:
                if len(_spare) < _MOST:
                    _spare.append(database)
                    return
    database.connection.close()


def let_go() -> None:
    """Keep none: what a process forks from itself has no use of the threads of a database."""
    with _lock:
        while _spare:
            _spare.pop().connection.close()


if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(before=let_go)
