"""What one process measures: `python -m stewards.benchmarks.probe WHAT FILES` prints seconds as JSON."""

import json
import os
import sqlite3
import sys
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from stewards.projections.replay.segments.files import Segments
from stewards.registry import Registry
from stewards.registry.lists import load_profile, read_roster

from . import making, rosters
from .asked import KNOWN_AT, ON
from .histories import late
from .histories.joinings import NOW
from .peer_facts import read
from .umadb_peer import UmaDBPeer

FURTHER_ON: Final = tuple(ON - timedelta(days=30 * i) for i in range(1, 6))
ELECTORS: Final = 200
ELECTED_ON: Final = date(2025, 6, 1)


def importing(history: str, store: str) -> dict[str, float]:
    """Read the lines, check each against the units and entries there are, append one durable batch."""
    began = perf_counter()
    with Registry.create(store, segments=False) as registry, Path(history).open("rb") as file:
        registry.import_lines(file)
    return {"import": perf_counter() - began}


def importing_people(joinings: str, store: str, kept: str) -> dict[str, float]:
    """Mint an id for everybody and keep their numbers `apart`, or record the numbers as `ids`: CPU time."""
    new = Registry.create(store, segments=False, clock=lambda: NOW)
    with new as registry, Path(joinings).open("rb") as file:
        if kept == "apart":
            registry.keep_people_apart()
        began = _cpu_time()
        registry.import_lines(file)
        return {kept: _cpu_time() - began}


def peer_importing(history: str, store: str) -> dict[str, float]:
    """Read the lines with the standard library, and append batch after batch."""
    began = perf_counter()
    with making.peer_at(store) as app, Path(history).open("rb") as file:
        app.append(read(file))
    return {"import": perf_counter() - began}


def peer_reading(history: str) -> dict[str, float]:
    """Read the lines alone: so much of the peer's import is not the library's appending."""
    with Path(history).open("rb") as file:
        return {"reading": timed(deque, read(file), 0)}


def cold(store: str) -> dict[str, float]:
    """Replay the log alone to a first count."""
    return _first(store, count)


def cold_by_workplace(store: str) -> dict[str, float]:
    """Replay the log alone to a first count by workplace."""
    return _first(store, by_workplace)


def _first(store: str, ask: Callable[[Registry, date], int]) -> dict[str, float]:
    began = perf_counter()
    with closing(Registry.open(store, segments=False)) as registry:
        ask(registry, ON)
        return {"cold": perf_counter() - began}


def warm(store: str) -> dict[str, float]:
    """Open with segments, count, and count again for other days, by workplace as well."""
    began = perf_counter()
    registry = Registry.open(store)
    count(registry, ON)
    took = {"warm": perf_counter() - began}
    took["further"] = min(timed(count, registry, on) for on in FURTHER_ON)
    took["by workplace"] = min(timed(by_workplace, registry, on) for on in FURTHER_ON)
    registry.close()
    return took


def asking(store: str) -> dict[str, float]:
    """Open with segments, count, and ask of every workplace for some days."""
    with closing(Registry.open(store)) as registry:
        count(registry, ON)
        took = {"first": timed(eligibility, registry, ON)}
        took["further"] = min(timed(eligibility, registry, on) for on in FURTHER_ON[:2])
    return took


def checking(store: str) -> dict[str, float]:
    """Open with segments, count, and look for what is odd on a day."""
    with closing(Registry.open(store)) as registry:
        count(registry, ON)
        return {"check": timed(lambda: registry.check(on=ON, known_at=KNOWN_AT))}


def explaining(store: str) -> dict[str, float]:
    """Open with segments, count, and explain what a workplace may elect where all came late."""
    with closing(Registry.open(store)) as registry:
        count(registry, ON)
        return {"explain": timed(lambda: registry.explain_eligibility(late.WORKPLACE, on=late.ON))}


def writing(store: str) -> dict[str, float]:
    """Write all segments again, at the end of a replay."""
    Segments(Path(f"{store}-segments")).delete()
    registry = Registry.open(store)
    count(registry, ON)
    return {"writing": timed(registry.__exit__, None, None, None)}


def electing(store: str) -> dict[str, float]:
    """Elect at a workplace of 200: read who was ever there, decide, record durably; then do it again."""
    took = []
    with Registry.open(store) as registry:
        registry.form_unit("large", name="A large workplace", on=date(2024, 1, 1))
        for number in range(ELECTORS):
            registry.join(f"L{number:03}", workplace="large", on=date(2024, 2, 1))
        for number in range(30):
            member = f"L{number:03}"
            took.append(timed(elect, registry, member))
            registry.end_mandate(member, unit="large", on=ELECTED_ON)
    return {"elect": min(took)}


def listing(store: str, roster: str) -> dict[str, float]:
    """Read, check and compare a list in a registry that is replayed."""
    with closing(Registry.open(store)) as registry:
        registry.replay()
        return {"list": timed(compare, registry, Path(roster))}


def peer(store: str) -> dict[str, float]:
    """Fold the same count with the library's application: all notifications, in order."""
    with making.peer_at(store) as app:
        return {"peer": timed(app.count, ON, KNOWN_AT)}


def peer_alone(store: str) -> dict[str, float]:
    """Fold joins and leavings alone, all that this one question needs."""
    with making.peer_at(store) as app:
        return {"peer": timed(app.count_alone, ON, KNOWN_AT)}


def umadb(url: str) -> dict[str, float]:
    """Fold the same count with the client of a UmaDB server."""
    return {"umadb": timed(UmaDBPeer(url).count, ON, KNOWN_AT)}


def rows(store: str) -> dict[str, float]:
    """Go through the rows of the log one by one, and make nothing of them."""
    with closing(sqlite3.connect(store)) as connection:
        found = connection.execute("select position, type, data from entries order by position")
        return {"rows": timed(deque, found, 0)}


def count(registry: Registry, on: date) -> int:
    """Count the members on a day, as all is known."""
    return registry.count(on=on, known_at=KNOWN_AT).members


def by_workplace(registry: Registry, on: date) -> int:
    """Count them by workplace, after mergers."""
    return len(registry.count(on=on, known_at=KNOWN_AT, by="workplace").groups)


def eligibility(registry: Registry, on: date) -> int:
    """Find what every workplace may elect on a day, and whom it has elected."""
    return len(registry.eligibility(on=on, known_at=KNOWN_AT))


def elect(registry: Registry, member: str) -> int:
    """Elect a member of the large workplace."""
    return registry.elect(member, unit="large", on=ELECTED_ON).number


def compare(registry: Registry, roster: Path) -> int:
    """Compare a list with a registry."""
    listed = read_roster(roster, load_profile())
    found = registry.compare_roster(listed, on=rosters.DAY)
    return len(found.joined) + len(found.left) + len(found.moved)


def timed(do: Callable[..., object], *given: Any) -> float:
    """Return the seconds that a call takes.

    Raises:
        ValueError: it found nothing, which would be quick.
    """
    began = perf_counter()
    found = do(*given)
    took = perf_counter() - began
    if found == 0:
        raise ValueError(f"Cannot measure {do} because it found nothing.")
    return took


def _cpu_time() -> float:
    """Return the seconds of CPU that this process took, and those it started that have ended."""
    return sum(os.times()[:4])


def make(what: str, *given: str) -> dict[str, float]:
    """Make one of the files that the others measure."""
    return {"making": timed(making.MAKERS[what], *given)}


PROBES: Final[Mapping[str, Callable[..., dict[str, float]]]] = {
    do.__name__: do
    for do in (
        *(importing, importing_people, peer_importing, peer_reading, cold, cold_by_workplace),
        *(warm, asking, checking, explaining, writing, electing, listing),
        *(peer, peer_alone, umadb, rows, make),
    )
}

if __name__ == "__main__":
    print(json.dumps(PROBES[sys.argv[1]](*sys.argv[2:])))
