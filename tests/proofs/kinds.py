"""The kinds of store that the proofs are about, each with all that a proof must know of it."""

import sqlite3
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

from attrs import define, field
from stewards.registry import Registry
from stewards.registry.stores import InMemoryStore, Store, open_store

from ..concurrency.writers import writers
from .threads import threads_that_write


class Place(ABC):
    """Where one fresh store is kept."""

    address: str

    def open(self) -> Store:
        """Open the store once more."""
        return open_store(self.address)

    def registry(self, **options: Any) -> Registry:
        """Open a registry on the store."""
        return Registry(self.open(), **options)

    def faults(self) -> list[object]:
        """Return what the store itself finds wrong with its files."""
        return []

    def writers(self, number: int) -> AbstractContextManager[Any]:
        """Lend some that tell a registry of their own what they are told, all at once."""
        return writers(self.address, number)


@define
class InAFile(Place):
    """A SQLite file in a folder of its own."""

    folder: Path

    @property
    def address(self) -> str:  # type: ignore[override]
        """The path of the file."""
        return str(self.folder / "registry.db")

    def faults(self) -> list[object]:
        """Let SQLite check its pages and indexes, and that no tag has lost its entry."""
        with closing(sqlite3.connect(self.address)) as connection:
            found = connection.execute("pragma integrity_check").fetchall()
            found += connection.execute("pragma foreign_key_check").fetchall()
        return [row for row in found if row != ("ok",)]


@define
class InThisProcess(Place):
    """A store in memory: whoever opens it gets the same one."""

    store: Store = field(factory=InMemoryStore)
    address = ":memory:"

    def open(self) -> Store:
        """Return the one there is."""
        return self.store

    def writers(self, number: int) -> AbstractContextManager[Any]:
        """Lend threads, as no other process can reach the store."""
        return threads_that_write(self.registry, number)


class Kind(ABC):
    """A kind of store.

    Attributes:
        name: What the table calls it.
        serves_processes: Whether several processes can use a store at once, and find it again.
        has_server: Whether a server keeps it, which can be killed and started again.
    """

    name: str
    serves_processes = True
    has_server = False

    @abstractmethod
    def fresh(self) -> AbstractContextManager[Place]:
        """Lend a place with an empty store."""


class Memory(Kind):
    """The memory of this process."""

    name = "memory"
    serves_processes = False

    @contextmanager
    def fresh(self) -> Iterator[Place]:
        """Lend a store of its own."""
        yield InThisProcess()


class SQLite(Kind):
    """A SQLite file."""

    name = "sqlite"

    @contextmanager
    def fresh(self) -> Iterator[Place]:
        """Lend a file in a folder that goes with the block."""
        with tempfile.TemporaryDirectory() as folder:
            place = InAFile(Path(folder))
            place.open().close()
            yield place


KINDS: dict[str, Kind] = {kind.name: kind for kind in (Memory(), SQLite())}
