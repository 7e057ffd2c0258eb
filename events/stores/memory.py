"""A store in the memory of this process: for tests, trials and simulations."""

from collections.abc import Iterator
from copy import deepcopy

from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBReadResponse,
    DCBSequencedEvent,
)
from eventsourcing.dcb.popo import InMemoryDCBRecorder, SimpleDCBReadResponse
from eventsourcing.persistence import IntegrityError

from .. import Chunk
from .addresses import IN_MEMORY
from .checks import checked_events, checked_query
from .errors import ClosedStore
from .nesting import Appends
from .store import Build, Store, chunk_of


class InMemoryStore(Store, InMemoryDCBRecorder):
    """The library's in-memory recorder as a store; it is gone when the process ends."""

    def __init__(self) -> None:
        super().__init__()
        self._appends = Appends()
        self._closed = False

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> DCBReadResponse:
        """Return the entries that match, in the order of the log; see `DCBRecorder.read`."""
        self._check_open()
        found = super().read(checked_query(query), after=after, limit=limit)
        return SimpleDCBReadResponse(self._while_open(found), found.head)

    def append_next(self, build: Build, condition: DCBAppendCondition | None = None) -> int:
        """Record what `build` makes of the last entry; see `Store`."""
        with self._appends.one(), self._database_lock:
            self._check_open()
            if condition is not None:
                self._check(condition)
            last = deepcopy(self.events[-1]) if self.events else None
            copies = [_copy(event) for event in checked_events(build(last))]
            return InMemoryDCBRecorder.append(self, copies)

    def size(self) -> int:
        """Return the position of the last entry, 0 while there is none."""
        self._check_open()
        return len(self.events)

    def close(self) -> None:
        """Forget nothing, but refuse what comes later; whoever waits for entries is told so."""
        self._closed = True
        for listener in tuple(self._listeners):
            listener.set()

    def _check_open(self) -> None:
        if self._closed:
            raise ClosedStore(IN_MEMORY)

    def _while_open(self, found: Iterator[DCBSequencedEvent]) -> Iterator[DCBSequencedEvent]:
        for each in found:
            self._check_open()
            yield each

    def _check(self, condition: DCBAppendCondition) -> None:
        conflicts = self.read(condition.fail_if_events_match, after=condition.after, limit=1)
        if next(conflicts, None) is not None:
            raise IntegrityError(condition)

    def _chunk(self, after: int, upto: int) -> Chunk:
        return chunk_of(self.events[after:upto])


def _copy(event: DCBEvent) -> DCBEvent:
    return DCBEvent(event.type, bytes(event.data), list(event.tags))
