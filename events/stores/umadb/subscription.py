"""Waiting for entries that anybody records with the server."""

import umadb
from eventsourcing.dcb.api import DCBQuery, DCBSequencedEvent, DCBSubscription
from eventsourcing_umadb.recorders import UmaDBDCBRecorder

from ..errors import ClosedStore
from ..store import Store
from .problems import plain_errors


class UmaDBSubscription(DCBSubscription[Store]):
    """The entries that match a query, those to come included; the server sends them by itself."""

    def __init__(
        self,
        store: Store,
        shown: str,
        recorder: UmaDBDCBRecorder,
        query: DCBQuery,
        after: int,
    ) -> None:
        """Follow a store, called `shown`, through a client of its server."""
        super().__init__(store, query, after)
        self._shown = shown
        with plain_errors(shown):
            self._found = recorder.subscribe(query, after=after or None)

    def stop(self) -> None:
        """Stop the subscription; whoever waits for its next entry waits no longer."""
        super().stop()
        self._found._subscription.cancel()

    def __next__(self) -> DCBSequencedEvent:
        """Return the next entry, and wait for it.

        Raises:
            ClosedStore: the store was closed.
            ConnectionLost, NobodyAnswers: the connection to the server broke.
        """
        if self._has_been_stopped:
            raise StopIteration
        try:
            with plain_errors(self._shown):
                return next(self._found)
        except umadb.CancelledByUserError:
            if self._has_been_stopped:
                raise StopIteration from None
            raise ClosedStore(self._shown) from None
