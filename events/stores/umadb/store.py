"""The log in a UmaDB server, through the recorder of `eventsourcing-umadb`."""

import time
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBReadResponse,
    DCBSequencedEvent,
)
from eventsourcing.dcb.popo import SimpleDCBReadResponse
from eventsourcing.persistence import IntegrityError

from ... import Chunk
from ..checks import checked_query
from ..errors import StoreBusy
from ..nesting import Appends
from ..store import Build, Store, chunk_of
from .address import Address
from .connection import Connection
from .limits import fitting
from .preparing import prepare
from .problems import plain_errors
from .subscription import UmaDBSubscription

PATIENCE: Final = 30.0


class UmaDBStore(Store):
    """A store in a UmaDB server of its own, for any number of writers on any machines.

    An append that has returned is on the server's disk. The server locks nothing for us: each append
    goes through if it follows the entry that it was built on, and is built again if it does not.
    """

    def __init__(
        self,
        address: str,
        *,
        create: bool = True,
        new: bool = False,
        patience: float = PATIENCE,
    ) -> None:
        """Open the store in a server.

        Args:
            address: `umadb://HOST:PORT`.
            create: Whether to make a registry of the server if it keeps nothing.
            new: Whether to refuse a registry that is there already.
            patience: How many seconds to build an append again while others are faster.

        Raises:
            MalformedAddress: the address cannot be read.
            PlainText: it leads elsewhere in plain text, and does not allow that.
            NobodyAnswers, AccessDenied, ServerRefuses: there is no way in.
            EmptyDatabase, OtherDatabase, NewerStore: it cannot be used.
            StoreExists: there is a registry, and it must be new.
        """
        self.address = Address.of(address)
        self._connection = Connection(self.address)
        self.shown = self.address.shown
        self._patience = patience
        self._appends = Appends()
        try:
            with plain_errors(self.shown):
                prepare(self._connection.client, self.shown, create=create, new=new)
        except BaseException:
            self.close()
            raise

    def __repr__(self) -> str:
        return f"UmaDBStore({self.shown!r})"

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> DCBReadResponse:
        """Return the entries that match, in the order of the log; see `DCBRecorder.read`."""
        wanted, head = checked_query(query), self.size()
        if limit is None:
            # Nothing at or before the head ever changes, so what is fetched later is as of now.
            return SimpleDCBReadResponse(self._upto(head, wanted, after), head or None)
        first = list(self._upto(head, wanted, after, max(limit, 0)))
        return SimpleDCBReadResponse(iter(first), first[-1].position if first else None)

    def append_next(self, build: Build, condition: DCBAppendCondition | None = None) -> int:
        """Record what `build` makes of the last entry; see `Store`."""
        deadline = time.monotonic() + self._patience
        with self._appends.one():
            while True:
                last = self._last()
                if condition is not None:
                    self._check(condition, last)
                try:
                    return self._append_after(last, fitting(build(last), self.shown))
                except _Overtaken:
                    if time.monotonic() > deadline:
                        raise StoreBusy(self.shown, self._patience) from None

    def subscribe(  # type: ignore[override] # it says of no more than a store
        self, query: DCBQuery | None = None, *, after: int | None = None
    ) -> UmaDBSubscription:
        """Return the entries that match, those to come included; see `DCBRecorder.subscribe`."""
        first = min(max(after or 0, 0), self.size())
        client = self._connection.recorder
        return UmaDBSubscription(self, self.shown, client, checked_query(query), first)

    @property
    def place(self) -> object:
        """What distinguishes the server from all others, as far as their addresses do."""
        return (self.address.host, self.address.port)

    def size(self) -> int:
        """Return the position of the last entry, 0 while there is none."""
        with self._connection.in_use() as recorder:
            return recorder.umadb.head() or 0

    def close(self) -> None:
        """Let go of the connection of this process; what is used afterwards raises ClosedStore."""
        self._connection.close()

    def _last(self) -> DCBSequencedEvent | None:
        while True:
            head = self.size()
            if head == 0:
                return None
            for found in self._upto(head, DCBQuery(), head - 1, 1):
                return found

    def _check(self, condition: DCBAppendCondition, last: DCBSequencedEvent | None) -> None:
        head = last.position if last is not None else 0
        for _ in self._upto(
            head, checked_query(condition.fail_if_events_match), condition.after, 1
        ):
            raise IntegrityError(condition)

    def _append_after(self, last: DCBSequencedEvent | None, events: Sequence[DCBEvent]) -> int:
        unchanged = DCBAppendCondition(DCBQuery(), after=last.position if last else None)
        try:
            with self._connection.in_use(appending=True) as recorder:
                return recorder.append(events, unchanged)
        except IntegrityError:
            raise _Overtaken from None

    def _upto(
        self, head: int, query: DCBQuery, after: int | None, limit: int | None = None
    ) -> Iterator[DCBSequencedEvent]:
        first = min(max(after or 0, 0), head)
        if first == head or limit == 0:
            return iter(())
        found = self._entries(query, first, limit)
        return takewhile(lambda entry: entry.position <= head, found)

    def _entries(
        self, query: DCBQuery, after: int, limit: int | None
    ) -> Iterator[DCBSequencedEvent]:
        # The recorder is kept meanwhile: without it, the server would stop sending.
        with self._connection.in_use() as recorder:
            yield from recorder.read(query, after=after, limit=limit)

    def _chunk(self, after: int, upto: int) -> Chunk:
        return chunk_of(self._upto(upto, DCBQuery(), after, upto - after))


class _Overtaken(Exception):
    """Somebody else has recorded something in between."""
