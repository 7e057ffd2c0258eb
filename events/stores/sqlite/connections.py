"""One connection per thread and process to the file of a store.

SQLite must not see a connection carried over a fork: a child that uses, or only closes, the handle
of its parent loses commits, and even a new connection of the child believes in locks that only the
parent holds. So whatever is open is closed just before a fork, when no thread is using it, and
parent and child each open again when they next need to.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final, TypeVar
from weakref import WeakSet

from attrs import Factory, define
from eventsourcing.persistence import ProgrammingError

from ...errors import UnsoundStore
from ..errors import ClosedStore, LostFile, UnsyncedCommit
from .file import Identity, StoreFile, forget_pages, is_unsynced

Result = TypeVar("Result")


@define
class _Seat:
    """The connection of one thread, and the lock that it holds while it uses it.

    Attributes:
        log: The write-ahead log that the connection has open; none without one.
    """

    lock: threading.RLock = Factory(threading.RLock)
    connection: sqlite3.Connection | None = None
    log: Identity | None = None

    def leave(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = self.log = None


class Connections:
    """The connections of this process to one file, by thread.

    A thread that has ended leaves its seat to the next one that gets its number.
    """

    def __init__(self, file: StoreFile) -> None:
        self._file = file
        self._opened = file.identity
        self._seats: dict[int, _Seat] = {}
        self._gate = threading.Lock()
        self._closed = False
        with _forking:
            _all_connections.add(self)

    @contextmanager
    def use(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection of this thread.

        Raises:
            ClosedStore: the store was closed.
            StoreReplaced: the file is no longer the one that was opened.
            StoreBusy, StoreUnwritable, StoreDamaged: see `StoreFile.plain_errors`.
        """
        seat = self._seat()
        with seat.lock, self._file.plain_errors():
            if self._closed:
                raise ClosedStore(self._file.path)
            self._file.check(self._opened, seat.log)
            if seat.connection is None:
                seat.connection = self._file.connect()
                seat.log = self._file.log_identity
            forget_pages(seat.connection)
            yield seat.connection

    def transact(
        self, work: Callable[[sqlite3.Connection], Result], *, patient: bool = True
    ) -> Result:
        """Do what is to be done with the write lock; all is recorded or nothing.

        Args:
            work: What is to be done.
            patient: Whether to wait while others write.

        Raises:
            StoreBusy: others write.
            LostFile: it was recorded in a file that is no longer there.
            UnsyncedCommit: the disk failed when it was waited for.
        """
        with self.use() as connection:
            if connection.in_transaction:
                raise ProgrammingError("An append is already going on in this thread")
            # In one frame, not a context manager: one that is interrupted on the way in or out keeps
            # the lock for as long as anybody keeps the traceback.
            try:
                if not patient:
                    connection.execute("pragma busy_timeout = 0")
                connection.execute("begin immediate")
                result = work(connection)
                connection.execute("commit")
            except BaseException as problem:
                connection.rollback()
                if is_unsynced(problem):
                    raise UnsyncedCommit(self._file.path, str(problem)) from problem
                raise
            finally:
                if not patient:
                    connection.execute(
                        f"pragma busy_timeout = {round(self._file.lock_timeout * 1000)}"
                    )
            self._still_there()
            return result

    def _still_there(self) -> None:
        try:
            self._file.check(self._opened, self._seat().log)
        except UnsoundStore as problem:
            raise LostFile(self._file.path, problem.because.format(problem)) from problem

    def close(self) -> None:
        """Close the connections of all threads of this process, for good."""
        with self.at_rest():
            self._closed = True

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """Wait until no thread uses its connection, close them all, and keep threads waiting."""
        with ExitStack() as held:
            held.enter_context(self._gate)
            for seat in self._seats.values():
                held.enter_context(seat.lock)
                seat.leave()
            yield

    def _seat(self) -> _Seat:
        thread = threading.get_ident()
        if thread not in self._seats:
            with self._gate:
                self._seats.setdefault(thread, _Seat())
        return self._seats[thread]


_forking: Final = threading.Lock()
_all_connections: Final[WeakSet[Connections]] = WeakSet()
_at_rest: Final = ExitStack()


def _before_fork() -> None:
    _forking.acquire()
    for connections in tuple(_all_connections):
        _at_rest.enter_context(connections.at_rest())


def _after_fork() -> None:
    _at_rest.close()
    _forking.release()


if hasattr(os, "register_at_fork"):  # not on Windows, where no process forks
    os.register_at_fork(
        before=_before_fork, after_in_parent=_after_fork, after_in_child=_after_fork
    )
