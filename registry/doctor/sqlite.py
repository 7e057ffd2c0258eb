"""A store in a SQLite file: what surrounds it, how it keeps commits, and that it is whole."""

import shlex
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec
from eventsourcing.dcb.api import DCBEvent, DCBSequencedEvent

from ...events.digest import Digest, Progress
from ...events.errors import UnreadableTags, UnsoundStore
from ...events.stores import open_store
from ...events.stores.errors import NewerStore, NoSuchStore, NotARegistry
from ...events.stores.sql import sql as store_sql
from ...events.stores.sqlite.file import StoreFile, kind_of
from ...events.stores.sqlite.journal import journal_mode_for
from ...events.stores.sqlite.preparing import APPLICATION_ID, SCHEMA_VERSION
from . import clock, entries, people, place, process, segments
from .index import tag_index
from .observation import Observation, bad, damaged, error, note, ok, several
from .queries import sql

_TIMEOUT: Final = 30.0
_SHOWN: Final = 3
_SAID: Final = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises about damage: its words may quote what is not a text any more."""
_PAGE: Final = 5_000
_ROLLBACK_NEEDED: Final = sqlite3.SQLITE_READONLY_ROLLBACK

_tags_in = msgspec.json.Decoder(list[str]).decode


class CutShort(UnsoundStore):
    """A write was cut short, and SQLite must write to the file to undo it."""

    path: str

    cannot = "examine the store {0.path}"
    because = "a write to it was interrupted"
    instead = (
        "Nothing that was recorded is lost. Run any command, such as"
        " `stewards --store {0.quoted} log show --last 1`, which undoes that write; then run doctor again."
    )

    @property
    def quoted(self) -> str:
        """The path as a shell takes it."""
        return shlex.quote(self.path)


def examine(
    path: Path,
    digest: Digest | None,
    now: Callable[[], datetime],
    on_progress: Progress | None,
    *,
    kept_apart: str | Path | None,
) -> Iterator[Observation]:
    """Yield what each check of a file and its surroundings finds."""
    yield from place.observations(path)
    yield process.second_library()
    reading, rights = entries.Reading(now(), digest), place.rights(path)
    try:
        with _reading_only(path) as connection:
            yield from rights
            for check, look in _CHECKS.items():
                yield _guarded(check, look, connection)
            yield from _log(connection, reading, on_progress)
            yield from segments.observations(path, connection)
        with open_store(path, create=False) as store:
            yield from people.observations(store, kept_apart)
    except (NotARegistry, NoSuchStore) as problem:
        yield error("store", problem)  # not ours: the rights of others to it are no concern of ours
    except UnsoundStore as problem:
        yield from rights
        yield error("store", problem)
    yield from clock.observations(reading, now())


@contextmanager
def _reading_only(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file that is a registry; nothing can be written through this connection."""
    file = StoreFile.at(path, _TIMEOUT)
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        raise NoSuchStore(file.path)
    if not path.is_file():
        raise NotARegistry(file.path)
    with (
        file.plain_errors(),
        closing(sqlite3.connect(f"{file.uri}?mode=ro", uri=True, timeout=_TIMEOUT)) as connection,
    ):
        connection.text_factory = bytes  # what is not a text is for the checks to say
        _recognise(file, connection)
        yield connection


def _recognise(file: StoreFile, connection: sqlite3.Connection) -> None:
    try:
        connection.executescript(store_sql("connection"))
        ours = _pragma(connection, "application_id") == APPLICATION_ID
    except sqlite3.DatabaseError as problem:
        if kind_of(problem) == sqlite3.SQLITE_NOTADB:
            raise NotARegistry(file.path) from problem
        if getattr(problem, "sqlite_errorcode", 0) == _ROLLBACK_NEEDED:
            raise CutShort(file.path) from problem
        raise
    if not ours:
        raise NotARegistry(file.path)
    version = _pragma(connection, "user_version")
    if version > SCHEMA_VERSION:
        raise NewerStore(file.path, version, SCHEMA_VERSION)


def _guarded(
    check: str, look: Callable[[sqlite3.Connection], Observation], connection: sqlite3.Connection
) -> Observation:
    try:
        return look(connection)
    except _SAID as problem:
        return damaged(check, f"SQLite says: {problem}")


def _journal(connection: sqlite3.Connection) -> Observation:
    version, mode = sqlite3.sqlite_version, _pragma_text(connection, "journal_mode")
    safe = journal_mode_for(sqlite3.sqlite_version_info)
    if mode == "wal":
        found = f"SQLite {version}, write-ahead log, synchronous = full"
        if safe != "wal":
            return bad(
                "journal",
                f"{found}; this version can lose commits of a write-ahead log",
                "Use a Python with SQLite 3.51.3 or newer; any command of this version gives the store"
                " a rollback journal, unless another program has it open.",
            )
        return ok("journal", found)
    found = f"SQLite {version}, rollback journal, synchronous = extra"
    if safe != "wal":
        return note(
            "journal",
            f"{found}; this version is not safe with a write-ahead log",
            "Nothing needs to be done; with SQLite 3.51.3 or newer, new stores write faster.",
        )
    return ok("journal", found)


def _integrity(connection: sqlite3.Connection) -> Observation:
    said = [row[0].decode() for row in connection.execute("pragma integrity_check(100)")]
    if said == ["ok"]:
        return ok("file", "every page is intact")
    return damaged("file", several([line.strip() for line in said[:_SHOWN]], len(said)))


def _schema(connection: sqlite3.Connection) -> Observation:
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.text_factory = bytes
        fresh.executescript(store_sql("schema"))
        at_first = dict(fresh.execute(sql("schema")))
        fresh.executescript(store_sql("seals"))
        wanted, there = (dict(each.execute(sql("schema"))) for each in (fresh, connection))
    for name in wanted.keys() - at_first.keys() - there.keys():
        del wanted[name]  # made when a store from before is next opened to be written to
    other = [name for name in {**wanted, **there} if wanted.get(name) != there.get(name)]
    if other:
        names = [name.decode("utf-8", "replace") for name in other]
        return damaged(
            "schema", several([f"{name} has been changed" for name in names], len(names))
        )
    return ok("schema", f"version {_pragma(connection, 'user_version')}; entries cannot be changed")


def _tag_index(connection: sqlite3.Connection) -> Observation:
    return tag_index(*connection.execute(sql("tag_index")).fetchone())


_CHECKS: Final = {
    "journal": _journal,
    "file": _integrity,
    "schema": _schema,
    "tag index": _tag_index,
}


def _log(
    connection: sqlite3.Connection, reading: entries.Reading, on_progress: Progress | None
) -> Iterator[Observation]:
    reading.tags_of = lambda number: _tags_of(connection, number)
    try:
        reading.read(_entries(connection, on_progress))
    except _SAID as problem:
        yield damaged("entries", f"SQLite says: {problem}")
        return
    yield from reading.observations()


def _entries(
    connection: sqlite3.Connection, on_progress: Progress | None
) -> Iterator[entries.Found]:
    # page by page, so that whoever records does not wait until all is read
    after, done = 0, 0
    while page := connection.execute(sql("page"), {"after": after, "limit": _PAGE}).fetchall():
        yield from map(_found, page)
        done += len(page)
        if page[-1][0] <= after:
            raise sqlite3.DatabaseError("the entries are not in order")
        after = page[-1][0]
        if on_progress:
            on_progress(done)


def _found(row: tuple[int, Any, Any, Any]) -> entries.Found:
    position, kind, data, borne = row
    try:
        event = DCBEvent(kind.decode(), bytes(data), _tags_in(borne))
    except (AttributeError, TypeError, UnicodeDecodeError, msgspec.MsgspecError) as problem:
        name = kind.decode("utf-8", "replace") if isinstance(kind, bytes) else repr(kind)
        return UnreadableTags(position, name, str(problem))
    return DCBSequencedEvent(event, position)


def _tags_of(connection: sqlite3.Connection, number: int) -> list[str]:
    rows = connection.execute(sql("page"), {"after": number - 1, "limit": 1}).fetchall()
    found = [_found(row) for row in rows if row[0] == number]
    return [tag for each in found if isinstance(each, DCBSequencedEvent) for tag in each.event.tags]


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"pragma {name}").fetchone()[0])


def _pragma_text(connection: sqlite3.Connection, name: str) -> str:
    return str(connection.execute(f"pragma {name}").fetchone()[0], "utf-8")
