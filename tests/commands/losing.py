"""A store whose connection breaks while it records, and registries on it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Literal

from eventsourcing.dcb.api import DCBAppendCondition, DCBQuery, DCBReadResponse, DCBSubscription
from eventsourcing.persistence import IntegrityError
from stewards.events import Chunk
from stewards.events.errors import UnsoundStore
from stewards.events.stores import Build, InMemoryStore, Store
from stewards.events.stores.errors import LostCommit, StoreDamaged, StoreUnwritable
from stewards.registry import Registry

NOW = datetime(2020, 1, 1, 12, tzinfo=UTC)

Loss = Literal["none", "before", "after", "late", "later", "away", "damaged"]
"""What an append meets: nothing, or a loss.

It is lost before or after it is recorded; it is recorded on its own just before the next append, or
tried again on its own just after it; it is recorded and the store stays away, or comes back damaged.
"""

AWAY: dict[Loss, UnsoundStore] = {
    "away": StoreUnwritable("memory", "nobody answers"),
    "damaged": StoreDamaged("memory", "entries are missing"),
}


class LosingStore(Store):
    """A store that loses the connection while it records, as often as it is told to."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.losses: Iterator[Loss] = iter(())
        self.appends = 0
        self.reads = 0
        self._is_away: UnsoundStore | None = None
        self._under_way: tuple[Loss, Build, DCBAppendCondition | None] | None = None

    def lose(self, *losses: Loss) -> None:
        """Let the next appends meet these losses, and those after them none."""
        self.losses, self._is_away, self._under_way = iter(losses), None, None

    def append_next(self, build: Build, condition: DCBAppendCondition | None = None) -> int:
        """Record, or lose the connection, as told."""
        self.appends += 1
        self._arrive("late")
        loss = next(self.losses, "none")
        if loss in ("before", "late", "later"):
            self._under_way = (loss, build, condition)
            raise LostCommit("memory", "the line went dead")
        position = self.store.append_next(build, condition)
        if loss in ("after", "away", "damaged"):
            self._is_away = AWAY.get(loss)
            raise LostCommit("memory", "the line went dead")
        self._arrive("later")
        return position

    def _arrive(self, when: Loss) -> None:
        """Let an append that was lost on its way arrive after all."""
        if self._under_way and self._under_way[0] == when:
            _, build, condition = self._under_way
            self._under_way = None
            with suppress(IntegrityError):
                self.store.append_next(build, condition)

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> DCBReadResponse:
        """Return the entries that match, unless the store is away."""
        self.reads += 1
        if self._is_away:
            raise self._is_away
        return self.store.read(query, after=after, limit=limit)

    def subscribe(
        self, query: DCBQuery | None = None, *, after: int | None = None
    ) -> DCBSubscription[Any]:
        """Return the entries that match, those to come included."""
        return self.store.subscribe(query, after=after)

    def size(self) -> int:
        """Return the position of the last entry."""
        return self.store.size()

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def _chunk(self, after: int, upto: int) -> Chunk:
        return self.store._chunk(after, upto)


def losing() -> tuple[Registry, LosingStore]:
    """Return a registry, whose clock stands still, and its store."""
    store = LosingStore(InMemoryStore())
    return Registry(store, clock=lambda: NOW, recorded_by="office"), store


def log_of(store: Store) -> list[Chunk]:
    """Return the whole log of a store."""
    return list(store.chunks())


def commands_of(store: Store) -> Iterable[tuple[int, list[str]]]:
    """Yield the number of each entry that bears the tag of a command, with those tags."""
    for each in store.read():
        tags = [tag for tag in each.event.tags if tag.startswith("command:")]
        if tags:
            yield each.position, tags
