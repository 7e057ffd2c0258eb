"""Cold replay: from a log on disk that nobody has read yet to a first count."""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from .conftest import KNOWN_AT, ON
from .peer import Peer

GROUP = pytest.mark.benchmark(group="replay")
ALONE = pytest.mark.benchmark(group="one count")


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
