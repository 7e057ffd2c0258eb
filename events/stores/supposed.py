"""A log with facts behind it that are only supposed: they are in memory, and the log stays as it is."""

from collections.abc import Iterator
from itertools import chain, islice, takewhile
from pathlib import Path

from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBQuery,
    DCBReadResponse,
    DCBSequencedEvent,
    DCBSubscription,
)
from eventsourcing.dcb.popo import SimpleDCBReadResponse
from eventsourcing.persistence import IntegrityError

from .. import Chunk
from .checks import checked_events, checked_query
from .errors import OnlySupposed
from .store import Build, Store, chunk_of


class SupposedStore(Store):
    """The entries of another store as they were when this was made, and entries of its own behind them.

    It reads the other one and never writes to it, and closing it leaves the other one open.
    """

    def __init__(self, real: Store) -> None:
        self._real = real
        self._head = real.size()
        self._own: list[DCBSequencedEvent] = []
        self._is_whole = False

    def suppose_no_more(self) -> None:
        """Refuse whatever would be recorded from now on."""
        self._is_whole = True

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> DCBReadResponse:
        """Return the entries that match, in the order of the log; see `DCBRecorder.read`."""
        asked = checked_query(query)
        found = chain(self._real_ones(asked, after, limit), self._own_ones(asked, after))
        if limit is None:
            return SimpleDCBReadResponse(found, self.size() or None)
        few = list(islice(found, limit))
        return SimpleDCBReadResponse(iter(few), few[-1].position if few else None)

    def append_next(self, build: Build, condition: DCBAppendCondition | None = None) -> int:
        """Suppose what `build` makes of the last entry; see `Store`.

        Raises:
            OnlySupposed: all that is supposed is there.
        """
        if self._is_whole:
            raise OnlySupposed
        if condition is not None:
            asked = condition.fail_if_events_match
            if next(self.read(asked, after=condition.after, limit=1), None) is not None:
                raise IntegrityError(condition)
        last = next(self.read(after=self.size() - 1, limit=1), None) if self.size() else None
        for event in checked_events(build(last)):
            self._own.append(DCBSequencedEvent(event=event, position=self.size() + 1))
        return self.size()

    def subscribe(
        self,
        query: DCBQuery | None = None,  # noqa: ARG002 - as the library defines it
        *,
        after: int | None = None,  # noqa: ARG002 - likewise
    ) -> DCBSubscription["SupposedStore"]:
        """Raise OnlySupposed: nothing is ever recorded here."""
        raise OnlySupposed

    def size(self) -> int:
        """Return the position of the last entry, 0 while there is none."""
        return self._head + len(self._own)

    def seal(self, entry: int) -> str | None:
        """Return the seal of the other store up to its last entry; none of what is supposed."""
        return self._real.seal(entry) if entry <= self._head else None

    def vouched(self) -> set[str]:
        """Return the digests that the other store remembers: what it holds need not be replayed."""
        return self._real.vouched()

    @property
    def segments(self) -> Path | None:
        """The folder for column segments beside the other store."""
        return self._real.segments

    def close(self) -> None:
        """Let go of what is supposed; the other store stays open."""
        self._own.clear()

    def _real_ones(
        self, query: DCBQuery | None, after: int | None, limit: int | None
    ) -> Iterator[DCBSequencedEvent]:
        if (after or 0) < self._head:
            found = self._real.read(query, after=after, limit=limit)
            yield from takewhile(lambda each: each.position <= self._head, found)

    def _own_ones(self, query: DCBQuery | None, after: int | None) -> Iterator[DCBSequencedEvent]:
        items = query.items if query else []
        for each in list(self._own):
            if each.position > (after or 0) and (
                not items
                or any(
                    (not item.types or each.event.type in item.types)
                    and {*item.tags} <= {*each.event.tags}
                    for item in items
                )
            ):
                yield each

    def _chunk(self, after: int, upto: int) -> Chunk:
        if upto <= self._head:
            return next(iter(self._real.chunks(after, upto)))
        return chunk_of(self.read(after=after, limit=upto - after))
