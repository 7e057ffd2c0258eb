"""Waiting for entries that this or another process records."""

import threading
from typing import Final

from eventsourcing.dcb.api import DCBQuery
from eventsourcing.dcb.persistence import DCBListenNotifySubscription

from ..store import Store

SECONDS_BETWEEN_LOOKS: Final = 0.2


class SQLiteSubscription(DCBListenNotifySubscription[Store]):
    """The entries that match a query, those to come included.

    What this object records is seen at once; for what others record, the file is looked at every
    now and then.
    """

    def __init__(
        self,
        store: Store,
        listeners: set[threading.Event],
        query: DCBQuery | None,
        after: int | None,
    ) -> None:
        """Follow a store, which sets each of the listeners whenever it has recorded something."""
        super().__init__(store, query, after)
        self._listeners = listeners
        listeners.add(self._has_been_notified)

    def stop(self) -> None:
        """Stop the subscription; whoever waits for its next entry waits no longer."""
        super().stop()
        self._listeners.discard(self._has_been_notified)

    def _loop_on_pull(self) -> None:
        try:
            while not self._has_been_stopped:
                self._pull()
                self._has_been_notified.wait(SECONDS_BETWEEN_LOOKS)
        except BaseException as problem:  # noqa: BLE001 - raised in the thread that iterates
            self._thread_error = problem
            self.stop()
