"""The kinds of store that the proofs are about, each with all that a proof must know of it."""

import sqlite3
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

from attrs import define, field, frozen
from stewards.events.stores import InMemoryStore, Store, open_store
from stewards.registry import Registry

from ..concurrency.writers import Writers
from .nursery import Nursery
from .threads import threads_that_write


class Place(ABC):
    """Where one fresh store is kept."""

    address: str

    def open(self) -> Store:
        """Open the store once more."""
        return open_store(self.address, create=False)

    def registry(self) -> Registry:
        """Open a registry on the store."""
        return Registry(self.open())

    def faults(self) -> list[object]:
        """Return what the store itself finds wrong with its files."""
        return []


@frozen
class InMemory(Place):
    """A store in memory: whoever opens it gets the same one."""

    store: Store = field(factory=InMemoryStore)
    address = ":memory:"

    def open(self) -> Store:
        """Return the one there is."""
        return self.store


@frozen
class InAFile(Place):
    """A SQLite file."""

    address: str

    def faults(self) -> list[object]:
        """Let SQLite check its pages and indexes."""
        with closing(sqlite3.connect(self.address)) as connection:
            found = connection.execute("pragma integrity_check").fetchall()
        return [row for row in found if row != ("ok",)]


class Kind(ABC):
    """A kind of store: its name in the table, and where a fresh one is to be had."""

    name: str

    @abstractmethod
    def fresh(self) -> AbstractContextManager[Place]:
        """Lend a place with an empty store."""

    @abstractmethod
    def writers(self, place: Place, number: int) -> AbstractContextManager[Any]:
        """Lend some that tell a registry of their own what they are told, all at once."""


class Memory(Kind):
    """The memory of this process."""

    name = "memory"

    @contextmanager
    def fresh(self) -> Iterator[Place]:
        """Lend a store of its own."""
        yield InMemory()

    def writers(self, place: Place, number: int) -> AbstractContextManager[Any]:
        """Lend threads."""
        return threads_that_write(place.registry, number)


@define
class Shared(Kind):
    """A kind of store that several processes can use at once, and find again.

    Attributes:
        workers: Where processes come from.
    """

    workers: Nursery

    @contextmanager
    def writers(self, place: Place, number: int) -> Iterator[Writers]:
        """Lend processes."""
        with self.workers.at_work(number, "tell", place.address) as workers:
            yield Writers(workers)


class SQLite(Shared):
    """A SQLite file."""

    name = "sqlite"

    @contextmanager
    def fresh(self) -> Iterator[Place]:
        """Lend a file in a folder that goes with the block."""
        with tempfile.TemporaryDirectory() as folder:
            place = InAFile(str(Path(folder) / "registry.db"))
            open_store(place.address).close()
            yield place
