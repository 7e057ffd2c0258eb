"""A store whose connection breaks while it records, and registries on it."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Literal

from eventsourcing.dcb.api import DCBAppendCondition, DCBQuery, DCBReadResponse, DCBSubscription
from stewards.registry import Registry
from stewards.registry.stores import Build, InMemoryStore, Store
from stewards.registry.stores.errors import LostCommit, StoreUnwritable

NOW = datetime(2020, 1, 1, 12, tzinfo=UTC)

Loss = Literal["none", "before", "after", "away"]
"""What an append meets: nothing; a loss before or after it is recorded; a store that stays away."""


class LosingStore(Store):
    """A store that loses the connection while it records, as often as it is told to."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.losses: Iterator[Loss] = iter(())
        self.appends = 0
        self.reads = 0
        self._is_away = False

    def lose(self, *losses: Loss) -> None:
        """Let the next appends meet these losses, and those after them none."""
        self.losses, self._is_away = iter(losses), False

    def append_next(self, build: Build, condition: DCBAppendCondition | None = None) -> int:
        """Record, or lose the connection, as told."""
        self.appends += 1
        loss = next(self.losses, "none")
        if loss == "before":
            raise LostCommit("memory", "the line went dead")
        position = self.store.append_next(build, condition)
        if loss in ("after", "away"):
            self._is_away = loss == "away"
            raise LostCommit("memory", "the line went dead")
        return position

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> DCBReadResponse:
        """Return the entries that match, unless the store is away."""
        self.reads += 1
        if self._is_away:
            raise StoreUnwritable("memory", "nobody answers")
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

    def _chunk(self, after: int, upto: int) -> str:
        return self.store._chunk(after, upto)


def losing() -> tuple[Registry, LosingStore]:
    """Return a registry, whose clock stands still, and its store."""
    store = LosingStore(InMemoryStore())
    return Registry(store, clock=lambda: NOW, recorded_by="office"), store


def log_of(store: Store) -> str:
    """Return the whole log of a store."""
    return "\n".join(store.lines())


def commands_of(store: Store) -> Iterable[tuple[int, list[str]]]:
    """Yield the number of each entry that bears the tag of a command, with those tags."""
    for each in store.read():
        tags = [tag for tag in each.event.tags if tag.startswith("command:")]
        if tags:
            yield each.position, tags
