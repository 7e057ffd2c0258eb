"""All checks of a store, by its kind."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from ..digest import Digest, Progress, stored
from ..log import system_clock
from ..stores import InMemoryStore, path_of
from . import clock, entries, sqlite
from .observation import Observation


def examine(
    store: str | Path,
    *,
    digest: Digest | None = None,
    now: Callable[[], datetime] = system_clock,
    on_progress: Progress | None = None,
) -> Iterator[Observation]:
    """Yield what each check of a store and its surroundings finds; nothing is changed.

    The checks that can be done are done also where the store cannot be opened. A change that keeps
    every entry readable is seen only by comparing with a digest that was taken earlier.

    Args:
        store: The address of the store.
        digest: What the first entries of the log were known by.
        now: Where the present instant comes from.
        on_progress: Is told how many entries were read.

    Raises:
        UnknownScheme: an address of another kind.
    """
    path = path_of(store)
    if path is None:
        yield from _memory(digest, now)
    else:
        yield from sqlite.examine(Path(path), digest, now, on_progress)


def _memory(digest: Digest | None, now: Callable[[], datetime]) -> Iterator[Observation]:
    with InMemoryStore() as store:
        reading = entries.Reading(digest)
        reading.read(stored(store, 0, store.size()))
        yield from reading.observations()
        yield from clock.observations(reading.latest, now())
