"""Following the log: entries as they are recorded, by this process or any other."""

from types import TracebackType
from typing import Any, Self

from eventsourcing.dcb.api import DCBSubscription

from .entry import Entry
from .errors import NoSuchEntry
from .reading import readable
from .stores import Store
from .stores.server_errors import ConnectionLost


class FollowingLost(ConnectionLost):
    """The connection broke while the log was followed; every entry that came was whole."""

    cannot = "follow the log of the store {0.store}"
    instead = "Follow it again, after the last entry that was handled."


class Following:
    """The entries after one, in order, and then those to come, as they are recorded.

    A context manager, and within its block an iterator that waits for the next entry until `stop` is
    called. Each entry comes once, none is left out, and none before it is on disk:

        with registry.follow(after=seen) as entries:
            for entry in entries:
                ...  # deal with it, and keep entry.number in the same transaction

    Whoever keeps a model of their own keeps with it the number of the last entry they have dealt with,
    and goes on after that one another time; after 0 is from the beginning. An entry is as it was recorded:
    what takes it back comes later, as an EntryVoided of its own.

    A long backlog is read some hundred entries at a time. A thread waits for what is recorded; it ends
    with the block. Nothing is held open in the store meanwhile.
    """

    def __init__(self, store: Store, after: int) -> None:
        self._store = store
        self._after = after
        self._subscription: DCBSubscription[Any] | None = None
        self._stopped = False

    def __enter__(self) -> Self:
        if not 0 <= self._after <= self._store.size():
            raise NoSuchEntry("follow the log after", self._after)
        self._subscription = self._store.subscribe(after=self._after)
        self._subscription.__enter__()
        if self._stopped:
            self._subscription.stop()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._subscription is not None:
            self._subscription.__exit__(kind, error, trace)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Entry:
        """Wait for the next entry and return it.

        Raises:
            StopIteration: `stop` was called.
            FollowingLost: the connection to the server broke.
            UnsoundStore: the store is lost otherwise, or an entry cannot be read.
        """
        if self._subscription is None:
            raise RuntimeError("follow the log in a `with` block, which ends its thread")
        try:
            while True:
                for found in readable(self._store, [next(self._subscription)]):
                    return found
        except ConnectionLost as problem:
            raise FollowingLost(problem.store) from problem

    def stop(self) -> None:
        """End the iteration, from any thread; whoever waits for the next entry waits no longer."""
        self._stopped = True
        if self._subscription is not None:
            self._subscription.stop()
