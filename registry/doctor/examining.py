"""All checks of a store, by its kind."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from ...events.digest import Digest, Progress
from ...events.errors import UnsoundStore
from ...events.log import system_clock
from ...events.stores import kind_of, open_store
from . import backups, server, sqlite
from .backups import Backups
from .observation import Observation


def examine(
    store: str | Path,
    *,
    digest: Digest | None = None,
    kept: Backups | None = None,
    people: str | Path | None = None,
    now: Callable[[], datetime] = system_clock,
    on_progress: Progress | None = None,
) -> Iterator[Observation]:
    """Yield what each check of a store and its surroundings finds; nothing is changed.

    The checks that can be done are done also where the store cannot be opened. A change that keeps
    every entry readable is seen only by comparing with a digest that was taken earlier.

    Args:
        store: The address of the store.
        digest: What the first entries of the log were known by.
        kept: Where backups are kept; none to look at none.
        people: Where people are, if they are kept apart; none for beside the log.
        now: Where the present instant comes from.
        on_progress: Called with how many entries were read.

    Raises:
        UnknownScheme: an address of another kind.
    """
    kind, place = kind_of(store)
    if kind == "sqlite":
        yield from sqlite.examine(Path(place), digest, now, on_progress, kept_apart=people)
    else:
        yield from server.examine(kind, str(place), digest, now, on_progress, kept_apart=people)
    if kept is not None:
        yield from _backups(store, kept, now())


def _backups(store: str | Path, kept: Backups, now: datetime) -> Iterator[Observation]:
    try:
        with open_store(store, create=False) as opened:
            yield from backups.observations(kept, opened, now)
    except UnsoundStore:  # why, another check says
        yield from backups.observations(kept, None, now)
