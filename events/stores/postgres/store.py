"""The log in a PostgreSQL database, through the recorder of the `eventsourcing` library."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from heapq import merge
from itertools import groupby, islice, takewhile
from operator import attrgetter
from typing import Any, Final

from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBReadResponse,
    DCBSequencedEvent,
)
from eventsourcing.dcb.popo import SimpleDCBReadResponse
from eventsourcing.dcb.postgres_tt import PostgresDCBRecorderTT
from eventsourcing.persistence import IntegrityError
from psycopg import Cursor
from psycopg.rows import DictRow

from ... import Chunk
from ..checks import checked_events
from ..errors import LostCommit, StoreDamaged
from ..nesting import Appends
from ..server_errors import ClocksApart, ConnectionLost, SharedDatabase
from ..sql import sql
from ..store import CLOCK_LEEWAY, Build, Store, chunk_of
from .address import Address
from .preparing import prepare
from .queries import EVERYTHING, parts_of
from .sessions import Sessions
from .subscription import PostgresSubscription

LOCK_TIMEOUT: Final = 30
ENTRIES_IN_A_PAGE: Final = 2_000
EVENTS_IN_A_STATEMENT: Final = 5_000

_position = attrgetter("position")


class PostgresStore(Store, PostgresDCBRecorderTT):
    """A store in a PostgreSQL database of its own, for any number of writers on any machines.

    An append that has returned is on the server's disk. Everything is appended under a lock on the
    table, so that entries become visible in the order of their positions and no reader misses one.
    """

    def __init__(
        self,
        url: str,
        *,
        create: bool = True,
        new: bool = False,
        lock_timeout: int = LOCK_TIMEOUT,
    ) -> None:
        """Open the store in a database.

        Args:
            url: `postgresql://USER:PASSWORD@HOST:PORT/DATABASE`, with any parameters of libpq.
            create: Whether to make a registry of the database if it holds nothing.
            new: Whether to refuse a registry that is there already.
            lock_timeout: How many seconds to wait while others write.

        Raises:
            MalformedAddress: the address cannot be read.
            PlainText: it leads elsewhere in plain text, and does not allow that.
            NobodyAnswers, AccessDenied, NoSuchDatabase, ServerRefuses: there is no way in.
            EmptyDatabase, OtherDatabase, NewerStore, SharedDatabase, WrongSetting: it cannot be used.
            StoreExists: there is a registry, and it must be new.
        """
        address = Address.of(url)
        self.sessions = Sessions(address, lock_timeout)
        self.shown = address.shown
        self._address = address
        self._appends = Appends()
        try:
            super().__init__(self.sessions, events_table_name="stewards")
            prepare(self, address.shown, create=create, new=new)
        except BaseException:
            self.sessions.close()
            raise

    def __repr__(self) -> str:
        return f"PostgresStore({self.shown!r})"

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> DCBReadResponse:
        """Return the entries that match, in the order of the log; see `DCBRecorder.read`."""
        parts, head = parts_of(query), self.size()
        if limit is None:
            # Nothing at or before the head ever changes, so what is fetched later is as of now.
            found = self._matching(parts, after, head, ENTRIES_IN_A_PAGE)
            return SimpleDCBReadResponse(found, head or None)
        most = max(limit, 0)
        page = min(most, ENTRIES_IN_A_PAGE) or 1
        first = list(islice(self._matching(parts, after, head, page), most))
        return SimpleDCBReadResponse(iter(first), first[-1].position if first else None)

    def append_next(self, build: Build, condition: DCBAppendCondition | None = None) -> int:
        """Record what `build` makes of the last entry; see `Store`."""
        with self._appends.one(), self._transaction() as cursor:
            cursor.execute(self.sql_lock_table)
            head = self._head(cursor)
            if condition is not None:
                self._check(cursor, condition, head)
            events = checked_events(build(self._last(cursor, head)))
            return self._insert(cursor, events, head)

    def subscribe(  # type: ignore[override] # one of ours, which hears in the thread that reads
        self, query: DCBQuery | None = None, *, after: int | None = None
    ) -> PostgresSubscription:
        """Return the entries that match, those to come included; see `DCBRecorder.subscribe`."""
        return PostgresSubscription(self, self.sessions, self.channel_name, query, after)

    @property
    def place(self) -> object:
        """What distinguishes the database from all others, as far as their addresses do."""
        with self.sessions.get_connection() as connection:
            info = connection.info
            return (info.host, info.port, info.dbname)

    @property
    def people(self) -> str:
        """The address of the people: they are in a schema of the same database."""
        return self._address.url

    def size(self) -> int:
        """Return the position of the last entry, 0 while there is none."""
        with self.sessions.cursor() as cursor:
            return _only(cursor, self.sql_select_max_id) or 0

    def close(self) -> None:
        """Close the connections of this process; what is used afterwards raises ClosedStore."""
        self.sessions.close()

    @contextmanager
    def _transaction(self) -> Iterator[Cursor[DictRow]]:
        complete = False
        try:
            with self.sessions.transaction(commit=True) as cursor:
                yield cursor
                complete = True
        except ConnectionLost as problem:
            if complete:  # the commit was sent, and its answer never came
                raise LostCommit(self.shown, "the server did not answer") from problem
            raise

    def _head(self, cursor: Cursor[DictRow]) -> int:
        row = cursor.execute(sql("next_position", "postgres")).fetchone() or {}
        there, here = row["now"].astimezone(UTC), _system_clock()
        if abs(there - here) > CLOCK_LEEWAY:
            raise ClocksApart(self.shown, there, here)
        return int(row["position"]) - 1

    def _last(self, cursor: Cursor[DictRow], head: int) -> DCBSequencedEvent | None:
        found, _ = self._read(cursor, after=head - 1, limit=1, return_head=False)
        return found[0] if found else None

    def _check(self, cursor: Cursor[DictRow], condition: DCBAppendCondition, head: int) -> None:
        after = _within(condition.after, head)
        for part in parts_of(condition.fail_if_events_match):
            conflicts, _ = self._read(cursor, part, after=after, limit=1, return_head=False)
            if conflicts:
                raise IntegrityError(condition)

    def _insert(self, cursor: Cursor[DictRow], events: Sequence[DCBEvent], head: int) -> int:
        position = head
        for start in range(0, len(events), EVENTS_IN_A_STATEMENT):
            some = self.construct_psycopg_dcb_events(events[start : start + EVENTS_IN_A_STATEMENT])
            position = self._unconditional_append(cursor, some)
        if position != head + len(events):  # the function was replaced after we looked at it
            raise SharedDatabase(self.shown, "dcb_unconditional_append_tt")
        return position

    def _matching(
        self, parts: Sequence[DCBQuery], after: int | None, head: int, page: int
    ) -> Iterator[DCBSequencedEvent]:
        found = [self._pages(part, _within(after, head), page) for part in parts]
        in_order = merge(*found, key=_position)
        once = (next(same) for _, same in groupby(in_order, key=_position))
        return takewhile(lambda entry: entry.position <= head, once)

    def _pages(self, query: DCBQuery, after: int, page: int) -> Iterator[DCBSequencedEvent]:
        while True:
            with self.sessions.cursor() as cursor:
                found, _ = self._read(cursor, query, after=after, limit=page, return_head=False)
            if query is EVERYTHING and found and found[-1].position - after != len(found):
                raise StoreDamaged(self.shown, "entries are missing")
            yield from found
            # A page counts an entry once for each item that it matches, and may come short of its size.
            if len(found) * max(len(query.items), 1) < page:
                return
            after = found[-1].position

    def _chunk(self, after: int, upto: int) -> Chunk:
        bounds = {"after": after, "upto": upto}
        with self.sessions.get_connection() as connection:
            rows = connection.cursor(binary=True).execute(sql("chunk", "postgres"), bounds)
            types, data = (rows.fetchone() or {}).values()
        chunk = Chunk(after, types or b"", data or b"")
        if chunk.is_even and chunk.upto == upto:
            return chunk
        # Something is wrong with an entry: one by one, the reading names it.
        return chunk_of(self._matching([EVERYTHING], after, upto, ENTRIES_IN_A_PAGE))


def _system_clock() -> datetime:
    return datetime.now(UTC)


def _within(after: int | None, head: int) -> int:
    return min(max(after or 0, 0), head)


def _only(cursor: Cursor[DictRow], statement: Any) -> Any:
    """Return the one value of the one row that a statement gives."""
    (value,) = (cursor.execute(statement).fetchone() or {}).values()
    return value
