"""The log in a SQLite file, to the interface of the `eventsourcing` library."""

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBReadResponse,
    DCBSequencedEvent,
)
from eventsourcing.persistence import IntegrityError

from ... import Chunk
from ...errors import UnreadableTags
from ..checks import checked_events
from ..errors import StoreBusy, StoreDamaged
from ..sql import sql
from ..store import Build, Store, chunk_of
from .connections import Connections
from .file import PEOPLE, SEGMENTS, StoreFile, kind_of
from .matching import matching_positions
from .preparing import prepare

if TYPE_CHECKING:
    from .subscription import SQLiteSubscription

LOCK_TIMEOUT: Final = 30.0
ENTRIES_IN_A_PAGE: Final = 1_000
MANY: Final = 10_000
"""From so many events in one append on, the pages of the tag index are kept in memory."""

Row = tuple[int, str, bytes, str]

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(list[str])


class SQLiteDCBRecorder(Store):
    """A store in one SQLite file, for any number of threads and processes of one machine.

    An append that has returned outlives a crash and a loss of power. Reading takes no lasting lock:
    what is to be read is settled at once, then fetched page by page.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        new: bool = False,
        lock_timeout: float = LOCK_TIMEOUT,
    ) -> None:
        """Open the store at a path.

        Args:
            path: The file. Its folder must exist.
            create: Whether to make the store if there is none; only its owner may then read it.
            new: Whether to refuse a store that is there already.
            lock_timeout: How many seconds to wait while others write.

        Raises:
            NoSuchStore, StoreExists, NoSuchFolder, NotARegistry, NewerStore, OldSQLite, StoreBusy,
            StoreUnwritable, StoreDamaged: see `stewards.events.stores.errors`.
        """
        self._file = StoreFile.at(path, lock_timeout)
        prepare(self._file, create=create, new=new)
        self._connections = Connections(self._file)
        self._listeners: set[threading.Event] = set()

    @property
    def segments(self) -> Path:
        """The folder for column segments: it has the name of the file, and `-segments`."""
        return self._file.place.with_name(self._file.place.name + SEGMENTS)

    @property
    def people(self) -> Path:
        """The people file: it has the name of the file, and `-people`."""
        return self._file.place.with_name(self._file.place.name + PEOPLE)

    def seal(self, entry: int) -> str | None:
        """Return what no other log has at an entry; see `Store`."""
        return next(iter(self._beside_the_log("seal_at", position=entry)), None)

    def vouch(self, digest: str, entry: int, seal: str) -> bool:
        """Remember a column segment; see `Store`."""
        row = {"digest": digest, "position": entry, "seal": seal}

        def remember(connection: sqlite3.Connection) -> bool:
            remembered = 0
            with _if_there_is_the_table():
                remembered = connection.execute(sql("insert_segment"), row).rowcount
            return remembered > 0

        try:
            return self._connections.transact(remember, patient=False)
        except StoreBusy:  # no question waits for somebody's import: it is written another time
            return False

    def vouched(self) -> set[str]:
        """Return the column segments that are remembered; see `Store`."""
        return set(self._beside_the_log("segment_digests"))

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> DCBReadResponse:
        """Return the entries that match, in the order of the log; see `DCBRecorder.read`."""
        with self._connections.use() as connection:
            # Nothing at or before the head ever changes, so what is fetched later is as of now.
            head = _last_position(connection)
            positions = matching_positions(connection, query, after, head, limit)
        if limit is not None:
            head = positions[-1] if positions else 0
        from eventsourcing.dcb.popo import SimpleDCBReadResponse

        return SimpleDCBReadResponse(self._in_pages(positions), head or None)

    def append_next(self, build: Build, condition: DCBAppendCondition | None = None) -> int:
        """Record what `build` makes of the last entry; see `Store`."""
        position = self._connections.transact(
            lambda connection: _append(connection, build, condition)
        )
        for listener in tuple(self._listeners):
            listener.set()
        return position

    def subscribe(  # type: ignore[override] # it says of no more than a store
        self, query: DCBQuery | None = None, *, after: int | None = None
    ) -> "SQLiteSubscription":
        """Return the entries that match, those to come included; see `DCBRecorder.subscribe`."""
        from .subscription import SQLiteSubscription

        return SQLiteSubscription(self, self._listeners, query, after)

    @property
    def place(self) -> object:
        """What distinguishes the file from all others, whatever path leads to it.

        Raises:
            NoSuchStore: somebody took the file away.
        """
        return self._file.identity

    def size(self) -> int:
        """Return the position of the last entry, 0 while there is none."""
        with self._connections.use() as connection:
            return _last_position(connection)

    def close(self) -> None:
        """Close the connections of all threads; what is used afterwards raises ClosedStore."""
        self._connections.close()

    def _beside_the_log(self, question: str, **given: int) -> list[str]:
        rows: list[tuple[str]] = []
        with self._connections.use() as connection, _if_there_is_the_table():
            rows = connection.execute(sql(question), given).fetchall()
        return [found for (found,) in rows]

    def _in_pages(self, positions: Sequence[int]) -> Iterator[DCBSequencedEvent]:
        for start in range(0, len(positions), ENTRIES_IN_A_PAGE):
            yield from self._entries(positions[start : start + ENTRIES_IN_A_PAGE])

    def _entries(self, positions: Sequence[int]) -> list[DCBSequencedEvent]:
        wanted = _encoder.encode(list(positions)).decode()
        with self._connections.use() as connection:
            rows = connection.execute(sql("entries_at"), {"positions": wanted}).fetchall()
        if len(rows) < len(positions):
            raise StoreDamaged(self._file.path, "entries are missing")
        return [_entry(row) for row in rows]

    def _chunk(self, after: int, upto: int) -> Chunk:
        with self._connections.use() as connection:
            bounds = {"after": after, "upto": upto}
            types, data = connection.execute(sql("chunk"), bounds).fetchone()
        chunk = Chunk(after, types, data)
        if chunk.is_even and chunk.upto == upto:
            return chunk
        # Something is wrong with an entry: one by one, the reading names it.
        return chunk_of(self._in_pages(range(after + 1, upto + 1)))


@contextmanager
def _if_there_is_the_table() -> Iterator[None]:
    """Do nothing in a store from before there was the table, which may only be read."""
    try:
        yield
    except sqlite3.OperationalError as problem:
        if kind_of(problem) != sqlite3.SQLITE_ERROR:
            raise


def _last_position(connection: sqlite3.Connection) -> int:
    return connection.execute(sql("last_position")).fetchone()[0] or 0


def _append(
    connection: sqlite3.Connection, build: Build, condition: DCBAppendCondition | None
) -> int:
    row = connection.execute(sql("last_entry")).fetchone()
    last = None if row is None else _entry(row)
    head = last.position if last is not None else 0
    if condition is not None:
        _check(connection, condition, head)
    return _insert(connection, checked_events(build(last)), head)


def _check(connection: sqlite3.Connection, condition: DCBAppendCondition, head: int) -> None:
    query, after = condition.fail_if_events_match, condition.after
    if matching_positions(connection, query, after, head, limit=1):
        raise IntegrityError(condition)


def _insert(connection: sqlite3.Connection, events: Sequence[DCBEvent], after: int) -> int:
    rows = (
        (position, event.type, event.data, _encoder.encode(event.tags).decode())
        for position, event in enumerate(events, after + 1)
    )
    if len(events) >= MANY:
        connection.execute("pragma cache_size = -65536")  # 64 MiB; a replay is faster without
    connection.executemany(sql("insert_entry"), rows)
    connection.execute(sql("insert_tags"), {"after": after})
    last = after + len(events)
    connection.execute(sql("insert_seal"), {"position": last})
    return last


def _entry(row: Row) -> DCBSequencedEvent:
    position, kind, data, tags = row
    try:
        event = DCBEvent(kind, data, _decoder.decode(tags))
    except msgspec.MsgspecError as problem:
        raise UnreadableTags(position, kind, str(problem)) from problem
    return DCBSequencedEvent(event, position)
