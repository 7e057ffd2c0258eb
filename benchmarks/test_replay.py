"""Cold replay: from a log on disk that nobody has read yet to a first count."""

from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from stewards.registry import Registry

from .conftest import KNOWN_AT, ON
from .peer import Peer

GROUP = pytest.mark.benchmark(group="replay")
ALONE = pytest.mark.benchmark(group="one count")


@GROUP
def test_ours(benchmark: BenchmarkFixture, store: Path, facts: int) -> None:
    """We open the store, replay all of it into columns, and count; any question can follow."""

    def first_count() -> int:
        with Registry.open(store) as registry:
            return registry.count(on=ON, known_at=KNOWN_AT).members

    benchmark.extra_info["facts"] = facts
    assert benchmark.pedantic(first_count, rounds=5) > 0


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
