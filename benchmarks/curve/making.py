"""Stores with a generated history."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Final

from stewards.benchmarks.peer import Peer
from stewards.benchmarks.peer_facts import read
from stewards.benchmarks.umadb_peer import UmaDBPeer
from stewards.registry import Registry

LINES_AT_ONCE: Final = 500_000  # an import holds all its facts in memory


def fill(store: str, history: Iterable[bytes]) -> None:
    """Make a registry of a history; it has its name once it is whole."""
    draft, left = Path(f"{store}.draft"), iter(history)
    draft.unlink(missing_ok=True)
    with Registry.create(draft, segments=False) as registry:
        while some := list(islice(left, LINES_AT_ONCE)):
            registry.import_lines(some)
    draft.rename(store)


def fill_peer(store: str, history: Iterable[bytes]) -> None:
    """Make a log of the peer of a history; it has its name once it is whole."""
    draft = Path(f"{store}.draft")
    draft.unlink(missing_ok=True)
    with Peer({"SQLITE_DBNAME": str(draft)}) as app:
        app.append(read(history))
    draft.rename(store)


def fill_umadb(url: str, store: str) -> None:
    """Copy the log of a registry to a UmaDB server."""
    with Registry.open(store, segments=False) as registry:
        UmaDBPeer(url).append(registry.log.store.read())
