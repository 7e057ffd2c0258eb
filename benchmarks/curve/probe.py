"""What one process measures: `python -m benchmarks.curve.probe WHAT STORE` prints seconds as JSON."""

import json
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from stewards.benchmarks.asked import KNOWN_AT, ON
from stewards.benchmarks.histories.generator import lines
from stewards.benchmarks.peer import Peer
from stewards.benchmarks.umadb_peer import UmaDBPeer
from stewards.projections.replay.segments.files import Segments
from stewards.registry import Registry

from .making import fill, fill_peer, fill_umadb

FURTHER_ON: Final = tuple(ON - timedelta(days=30 * i) for i in range(1, 4))


def cold(store: str) -> dict[str, float]:
    """Replay the log alone to a first count."""
    began = perf_counter()
    registry = Registry.open(store, segments=False)
    count(registry, ON)
    took = perf_counter() - began
    registry.close()
    return {"cold": took}


def warm(store: str) -> dict[str, float]:
    """Open with segments, and count twice."""
    began = perf_counter()
    registry = Registry.open(store)
    count(registry, ON)
    took = {"warm": perf_counter() - began}
    took["further"] = min(timed(count, registry, on) for on in FURTHER_ON)
    registry.close()
    return took


def asking(store: str) -> dict[str, float]:
    """Open with segments, count, and ask of every workplace for two days."""
    with closing(Registry.open(store)) as registry:
        count(registry, ON)
        took = {"eligibility": timed(eligibility, registry, ON)}
        took["eligibility further"] = timed(eligibility, registry, FURTHER_ON[0])
    return took


def writing(store: str) -> dict[str, float]:
    """Write all segments again, at the end of a replay."""
    Segments(Path(f"{store}-segments")).delete()
    registry = Registry.open(store)
    count(registry, ON)
    return {"writing": timed(registry.__exit__, None, None, None)}


def peer(store: str) -> dict[str, float]:
    """Fold the same count with the library's application."""
    with Peer({"SQLITE_DBNAME": f"{store}-peer"}) as app:
        return {"peer": timed(app.count, ON, KNOWN_AT)}


def umadb(url: str) -> dict[str, float]:
    """Fold the same count with the client of a UmaDB server."""
    return {"umadb": timed(UmaDBPeer(url).count, ON, KNOWN_AT)}


def count(registry: Registry, on: date) -> int:
    """Count the members on a day, as all is known."""
    return registry.count(on=on, known_at=KNOWN_AT).members


def eligibility(registry: Registry, on: date) -> int:
    """Find what every workplace may elect on a day."""
    return len(registry.eligibility(on=on, known_at=KNOWN_AT))


def timed(do: Callable[..., object], *given: Any) -> float:
    """Return the seconds that a call takes."""
    began = perf_counter()
    do(*given)
    return perf_counter() - began


def make(store: str, facts: str) -> dict[str, float]:
    """Generate a registry."""
    return {"making": timed(fill, store, lines(int(facts)))}


def make_peer(store: str, facts: str) -> dict[str, float]:
    """Generate the same history in the peer."""
    return {"making": timed(fill_peer, f"{store}-peer", lines(int(facts)))}


def make_umadb(store: str, url: str) -> dict[str, float]:
    """Copy a registry's log to a server."""
    return {"making": timed(fill_umadb, url, store)}


PROBES: Final[Mapping[str, Callable[..., dict[str, float]]]] = {
    do.__name__: do
    for do in (cold, warm, asking, writing, peer, umadb, make, make_peer, make_umadb)
}

if __name__ == "__main__":
    print(json.dumps(PROBES[sys.argv[1]](*sys.argv[2:])))
