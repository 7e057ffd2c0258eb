"""Waiting for entries that anybody records in the database."""

from typing import Any, Final

from eventsourcing.dcb.api import DCBQuery
from eventsourcing.dcb.persistence import DCBListenNotifySubscription
from psycopg import Connection
from psycopg.sql import SQL, Identifier

from ..store import Store
from .sessions import Sessions

SECONDS_BETWEEN_LOOKS: Final = 0.2
"""How often to look whether the subscription was stopped, or the store closed."""


class PostgresSubscription(DCBListenNotifySubscription[Store]):
    """The entries that match a query, those to come included; the server says when there are any."""

    def __init__(
        self,
        store: Store,
        sessions: Sessions,
        channel: str,
        query: DCBQuery | None,
        after: int | None,
    ) -> None:
        """Follow a store through its sessions; the server speaks on the channel."""
        self._sessions, self._channel = sessions, channel
        super().__init__(store, query, after)

    def _loop_on_pull(self) -> None:
        listen = SQL("listen {}").format(Identifier(self._channel))
        try:
            with self._sessions.get_connection() as connection:
                # Before the first reading: the library listens after it, and is never told of what
                # is recorded in between.
                connection.execute(listen)
                while not self._has_been_stopped:
                    self._pull()
                    self._wait(connection)
                connection.close()
        except BaseException as problem:  # noqa: BLE001 - raised in the thread that iterates
            self._thread_error = problem
            self.stop()

    def _wait(self, connection: Connection[Any]) -> None:
        while not self._has_been_stopped:
            self._sessions.check_open()
            if list(connection.notifies(timeout=SECONDS_BETWEEN_LOOKS, stop_after=1)):
                return
