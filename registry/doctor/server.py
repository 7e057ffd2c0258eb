"""A store that is not a file: in the memory of this process, or kept by a server."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from ...events.digest import Digest, Progress, stored
from ...events.errors import UnsoundStore
from ...events.stores import Store, open_store
from . import clock, entries, people
from .observation import Observation, error

Look = Callable[[Store, datetime], Iterator[Observation]]


def examine(
    kind: str,
    address: str,
    digest: Digest | None,
    now: Callable[[], datetime],
    on_progress: Progress | None,
    *,
    kept_apart: str | Path | None,
) -> Iterator[Observation]:
    """Yield what each check of a store finds that is opened by its address."""
    reading = entries.Reading(now(), digest)
    try:
        with open_store(address, create=kind == "memory") as store:
            if kind != "memory":
                yield from _looks(kind)(store, now())
            yield from _log(store, reading, on_progress)
            yield from people.observations(store, kept_apart)
    except UnsoundStore as problem:
        yield error("store", problem)
    yield from clock.observations(reading, now())


def _looks(kind: str) -> Look:
    # only now that the store was opened: the packages that it needs are there
    if kind == "postgres":
        from . import postgres

        return postgres.observations
    from . import umadb

    return umadb.observations


def _log(
    store: Store, reading: entries.Reading, on_progress: Progress | None
) -> Iterator[Observation]:
    reading.tags_of = lambda number: _tags_of(store, number)
    try:
        reading.read(stored(store, 0, store.size(), on_progress))
    except UnsoundStore as problem:
        yield error("entries", problem)
        return
    yield from reading.observations()


def _tags_of(store: Store, number: int) -> list[str]:
    return [tag for entry in stored(store, number - 1, number) for tag in entry.event.tags]
