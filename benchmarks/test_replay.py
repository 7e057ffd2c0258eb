"""Replay: from a log on disk to a first count, cold by the log alone, or warm by its segments."""

import sqlite3
from collections import deque
from contextlib import closing
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from stewards.registry import Registry

from .asked import KNOWN_AT, ON
from .peer import Peer
from .umadb_peer import UmaDBPeer

GROUP = pytest.mark.benchmark(group="replay")
UMADB = pytest.mark.benchmark(group="replay and UmaDB")
ALONE = pytest.mark.benchmark(group="one count")


@GROUP
def test_ours(benchmark: BenchmarkFixture, store: Path, facts: int) -> None:
    """We open the store, replay all of it into columns, and count; any question can follow."""
    measure(benchmark, store, facts, segments=False)


@GROUP
def test_peer(benchmark: BenchmarkFixture, peer: Peer, facts: int) -> None:
    """The peer folds all notifications, in order; nothing is left for a second question."""
    benchmark.extra_info["facts"] = facts
    assert benchmark.pedantic(peer.count, args=(ON, KNOWN_AT), rounds=3) > 0


@ALONE
def test_peer_alone(benchmark: BenchmarkFixture, peer: Peer, facts: int) -> None:
    """The peer folds joins and leavings alone, all that this one question needs."""
    benchmark.extra_info["facts"] = facts
    assert benchmark.pedantic(peer.count_alone, args=(ON, KNOWN_AT), rounds=3) > 0


@UMADB
def test_ours_again(benchmark: BenchmarkFixture, store: Path, facts: int) -> None:
    """We do the same once more, beside the other peer."""
    measure(benchmark, store, facts, segments=False)


@UMADB
def test_peer_umadb(benchmark: BenchmarkFixture, umadb_peer: UmaDBPeer, facts: int) -> None:
    """UmaDB's client reads the same log from its server, and folds it."""
    benchmark.extra_info["facts"] = facts
    assert benchmark.pedantic(umadb_peer.count, args=(ON, KNOWN_AT), rounds=3) > 0


@pytest.mark.benchmark(group="rows alone")
def test_peer_rows(benchmark: BenchmarkFixture, store: Path, facts: int) -> None:
    """The rows alone, gone through one by one, with nothing made of them."""

    def rows() -> None:
        with closing(sqlite3.connect(store)) as connection:
            found = connection.execute("select position, type, data from entries order by position")
            deque(found, maxlen=0)

    benchmark.extra_info["facts"] = facts
    benchmark.pedantic(rows, rounds=3)


@pytest.mark.benchmark(group="warm replay")
def test_ours_warm(benchmark: BenchmarkFixture, store: Path, facts: int) -> None:
    """We open the store and count by the segments that were written before."""
    with Registry.open(store) as registry:
        registry.replay()
    measure(benchmark, store, facts, segments=True)


def measure(benchmark: BenchmarkFixture, store: Path, facts: int, *, segments: bool) -> None:
    """Measure opening the store and counting; it is closed outside of what is timed."""
    opened: list[Registry] = []

    def close() -> None:
        while opened:
            opened.pop().close()

    def first_count() -> int:
        opened.append(Registry.open(store, segments=segments))
        return opened[-1].count(on=ON, known_at=KNOWN_AT).members

    benchmark.extra_info["facts"] = facts
    assert benchmark.pedantic(first_count, setup=close, rounds=5) > 0
    close()
