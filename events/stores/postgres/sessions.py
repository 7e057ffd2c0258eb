"""The connections of this process to one database.

The library's pool stays shut: its threads do not survive a fork, it cannot say why a connection
fails, and it takes none of libpq's parameters, such as `sslmode`.
"""

import os
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from select import POLLIN, poll
from typing import Final

import psycopg
from eventsourcing.postgres import PostgresDatastore
from psycopg import Connection, IsolationLevel
from psycopg.pq import TransactionStatus
from psycopg.rows import DictRow, dict_row
from psycopg.types.composite import register_composite

from ..errors import ClosedStore
from ..server_errors import WrongSetting
from ..sql import sql
from .address import Address
from .problems import on_connecting, on_using

_WANTED: Final = {
    "server_encoding": ("UTF8",),
    "default_transaction_isolation": ("read committed",),
    "synchronous_commit": ("on", "remote_apply"),
}


class Sessions(PostgresDatastore):
    """Connections to a database, each used by one thread at a time, as many as are in use at once.

    A process never touches a connection that it inherited from the one it was forked from.
    """

    def __init__(self, address: Address, lock_timeout: int, *, schema: str = "public") -> None:
        super().__init__("", "", "", "", "", lock_timeout=lock_timeout)
        self.address = address
        self._schema = schema
        self._idle: dict[int, deque[Connection[DictRow]]] = {}
        self._closed = False

    @contextmanager
    def get_connection(self) -> Iterator[Connection[DictRow]]:
        """Lend a connection, in the mode in which each statement outside a transaction is one.

        Raises:
            ClosedStore: the store was closed.
            NobodyAnswers, AccessDenied, NoSuchDatabase, WrongSetting: there was none to be had.
            ConnectionLost: it broke; the next one will be new.
            StoreBusy, StoreDamaged, ServerRefuses: what was asked could not be done.
        """
        self.check_open()
        connection = self._rested() or self._connected()
        try:
            self._adapt(connection)
            yield connection
        except psycopg.Error as problem:
            connected = not connection.closed
            raise on_using(
                problem, self.address.shown, self.lock_timeout, connected=connected
            ) from problem
        except BaseException as problem:
            # At ctrl-C the client asks the server to stop, which may do so to whatever comes next.
            if not isinstance(problem, Exception):
                connection.close()
            raise
        finally:
            self._rest(connection)

    def check_open(self) -> None:
        """Raise ClosedStore if the store was closed."""
        if self._closed:
            raise ClosedStore(self.address.shown)

    def close(self) -> None:
        """Close the connections of this process that nobody uses; the others follow after use."""
        self._closed = True
        while (connection := self._rested()) is not None:
            connection.close()

    def _ours(self) -> deque[Connection[DictRow]]:
        return self._idle.setdefault(os.getpid(), deque())

    def _rested(self) -> Connection[DictRow] | None:
        try:
            while not _is_quiet(connection := self._ours().pop()):
                connection.close()
        except (AttributeError, IndexError):  # never opened, or none is left
            return None
        return connection

    def _rest(self, connection: Connection[DictRow]) -> None:
        at_rest = connection.info.transaction_status == TransactionStatus.IDLE
        if at_rest and not self._closed:
            self._ours().append(connection)
        else:
            connection.close()

    def _connected(self) -> Connection[DictRow]:
        try:
            connection = Connection[DictRow].connect(
                **self.address.given, autocommit=True, row_factory=dict_row
            )
        except psycopg.Error as error:
            problem = str(error)
        else:
            self._set_up(connection)
            return connection
        # Outside of the block above, so that no error of ours drags along what the client knows.
        raise on_connecting(problem, self.address.shown)

    def _set_up(self, connection: Connection[DictRow]) -> None:
        connection.isolation_level = IsolationLevel.READ_COMMITTED
        given = {"lock_timeout": f"{self.lock_timeout}s", "schema": self._schema}
        found = connection.execute(sql("session", "postgres"), given).fetchone() or {}
        for setting, wanted in _WANTED.items():
            if found[setting] not in wanted:
                connection.close()
                raise WrongSetting(self.address.shown, setting, found[setting], wanted[0])

    def _adapt(self, connection: Connection[DictRow]) -> None:
        for info in self.psycopg_type_adapters.values():
            if not connection.adapters.types.get(info.oid):
                register_composite(info, connection)


def _is_quiet(connection: Connection[DictRow]) -> bool:
    """Whether a connection at rest is still one: a server that hangs up leaves something to read."""
    if connection.closed:
        return False
    ears = poll()
    ears.register(connection.fileno(), POLLIN)
    return not ears.poll(0)
