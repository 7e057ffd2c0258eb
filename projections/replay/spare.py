"""Databases to replay into: one that a short log was replayed into is emptied and used again.

To start one and to make its tables takes longer than to replay a short log. A database is only used
again where nobody was lent a connection to it, so nothing but the questions of the library was asked. The
first one of a process is not: most processes, as each command, need no other, and to empty it takes time.
"""

import os
import re
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Final

from attrs import field, frozen

from ...events import Event
from . import engine, kept, member_list, sql
from .database import locked_down
from .loading import empty_tables, make_tables

SHORT: Final = 10_000
"""A database that held no more entries than this is kept."""

_MOST: Final = 4
"""So many are kept in a process, some 5 MB each."""

_numbers: Final = count(1)

_VIEW: Final = "create view {0} as {1}"
_WORD: Final = re.compile(r"\w+")


@frozen
class Database:
    """A database with the tables and views of a replay.

    Attributes:
        connection: The connection to it.
        folder: The only folder it can read; none for no folder.
        types: The types of events it was made for.
        ready: The questions that were made table macros in it, by name.
        views: The names of the views that were made in it.
        number: Which one of this process it is, from 1 on.
    """

    connection: engine.Connection
    folder: Path | None
    types: tuple[type[Event], ...] = field(factory=sql.known_types)
    ready: dict[str, sql.Answer] = field(factory=dict)
    views: set[str] = field(factory=set)
    number: int = field(factory=lambda: next(_numbers))

    def make_views(self, text: str | None = None) -> None:
        """Make the views that some SQL reads, or all of them, unless they are there: each is planned."""
        missing = {name: query for name, query in sql.views().items() if name not in self.views}
        words = {*_WORD.findall(text)} if missing and text is not None else missing.keys()
        for name, query in missing.items():
            if name in words:
                self.connection.execute(_VIEW.format(name, query))
                self.views.add(name)


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
    return database


def give_back(database: Database, head: int) -> None:
    """Let go of a database that nobody asks any more and nobody was lent, which holds `head` entries."""
    if database.number > 1 and database.folder is None and head <= SHORT:
        try:
            empty_tables(database.connection)
            member_list.make_table(database.connection)
            kept.empty(database.connection)
            # else the rows stay in memory, though deleted
            database.connection.execute("checkpoint")
        except engine.Error:
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
