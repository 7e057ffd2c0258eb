"""Registries in memory, and pasts that are told to them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import attrs

from ...events import Event
from ...events.stores import open_store
from ...projections.rules import DEFAULT, load
from ..recording import record_after
from ..registry import Registry
from .clock import Clock


def in_memory(
    *facts: Event,
    clock: Callable[[], datetime] | None = None,
    agreement: str | Path = DEFAULT,
    recorded_by: str = "office",
) -> Registry:
    """Return a registry in memory in which a past was told, entry 1 first; see `given`.

    It takes a millisecond to make, and is gone when nobody refers to it any more.

    Args:
        facts: What happened.
        clock: Where `recorded_at` and today come from; one that stands at 1 January 2020 if left out.
        agreement: The rule book: a name the package knows, or the path of a TOML file.
        recorded_by: Who records facts, unless a method is told otherwise.

    Raises:
        BadLines: a fact names a unit or an entry that is not there.
    """
    registry = Registry(
        open_store(":memory:"),
        agreement=load(agreement),
        clock=clock or Clock(),
        recorded_by=recorded_by,
    )
    given(registry, *facts)
    return registry


def given(registry: Registry, *facts: Event) -> range:
    """Tell a registry what happened; return the numbers of the entries.

    No rule is asked whether it could have happened, as when an import is recorded: what a test is about
    is asked of the methods of the registry. Everything is recorded at the instant that the clock of the
    registry says, or nothing is.

    Raises:
        BadLines: a fact names a unit or an entry that is not there.
        ClockBehind: the clock was set to more than five minutes before the last entry.
    """
    now = registry.now()
    told = (attrs.evolve(fact, recorded_at=now) for fact in facts)
    return record_after(registry.log, registry.size(), told, now=now)
