"""Bulk import: from a file of the interchange format into a new store."""

from collections import deque
from itertools import count
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from stewards.registry import Registry

from .conftest import open_peer
from .peer import Peer
from .peer_facts import read


@pytest.mark.benchmark(group="import")
def test_ours(benchmark: BenchmarkFixture, history: Path, facts: int, tmp_path: Path) -> None:
    """We read the lines, check each against the units and entries there are, and append one batch."""
    numbers = count()

    def new_registry() -> tuple[tuple[Registry], dict[str, object]]:
        return (Registry.create(tmp_path / f"{next(numbers)}.db"),), {}

    def append(registry: Registry) -> None:
        with history.open("rb") as file, registry:
            registry.import_lines(file)

    benchmark.extra_info["facts"] = facts
    benchmark.pedantic(append, setup=new_registry, rounds=2)


@pytest.mark.benchmark(group="import")
def test_peer(benchmark: BenchmarkFixture, history: Path, facts: int, tmp_path: Path) -> None:
    """The peer reads the lines with the standard library and appends batch after batch."""
    numbers = count()

    def new_peer() -> tuple[tuple[Peer], dict[str, object]]:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        return (open_peer(folder),), {}

    def append(peer: Peer) -> None:
        with history.open("rb") as file, peer:
            peer.append(read(file))

    benchmark.extra_info["facts"] = facts
    benchmark.pedantic(append, setup=new_peer, rounds=2)


@pytest.mark.benchmark(group="reading")
def test_peer_reading(benchmark: BenchmarkFixture, history: Path, facts: int) -> None:
    """Of that, so much is the reading of the lines; the rest is the library's appending."""

    def read_all() -> None:
        with history.open("rb") as file:
            deque(read(file), maxlen=0)

    benchmark.extra_info["facts"] = facts
    benchmark.pedantic(read_all, rounds=2)
