"""Waiting for entries that anybody records with the server."""

from typing import TYPE_CHECKING

import umadb
from eventsourcing.dcb.api import DCBQuery, DCBSequencedEvent, DCBSubscription
from eventsourcing_umadb.recorders import UmaDBDCBRecorder

from ..errors import ClosedStore
from .problems import plain_errors

if TYPE_CHECKING:
    from .store import UmaDBStore


class UmaDBSubscription(DCBSubscription["UmaDBStore"]):
    """The entries that match a query, those to come included; the server sends them by itself."""

    def __init__(
        self, store: "UmaDBStore", recorder: UmaDBDCBRecorder, query: DCBQuery, after: int
    ) -> None:
        super().__init__(store, query, after)
        with plain_errors(store.shown):
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
            with plain_errors(self._recorder.shown):
                return next(self._found)
        except umadb.CancelledByUserError:
            if self._has_been_stopped:
                raise StopIteration from None
            raise ClosedStore(self._recorder.shown) from None
