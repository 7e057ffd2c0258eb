"""Taking back an old batch, with much behind it, and with nothing."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from stewards.benchmarks.histories.generator import lines
from stewards.events import MemberJoined, UnitFormed
from stewards.events.interchange import line
from stewards.registry import Registry

NOW = datetime(2004, 9, 1, tzinfo=UTC)
TOLD: dict[str, Any] = {"effective_on": NOW.date(), "recorded_at": NOW, "recorded_by": "office"}
ROUNDS = 3


def batch(members: int) -> Iterator[bytes]:
    """Yield a workplace, and the joinings of some members as a batch."""
    yield line(UnitFormed(unit="jc-1", name="Jobcenter 1", kind="workplace", **TOLD), 1)
    told = {"workplace": "jc-1", "category": "active", "batch": "old", **TOLD}
    for number in range(members):
        yield line(MemberJoined(member=f"X{number:07}", **told), number + 2)


@pytest.fixture(scope="module")
def alone(facts: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a registry that holds a batch, a hundredth of the other benchmarks' facts."""
    path = tmp_path_factory.mktemp("alone") / "registry.db"
    with Registry.create(path, segments=False) as registry:
        registry.import_lines(batch(facts // 100))
    return path


@pytest.fixture(scope="module")
def followed(alone: Path, facts: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of the same registry with a history behind the batch, a quarter of those facts."""
    path = tmp_path_factory.mktemp("followed") / "registry.db"
    copyfile(alone, path)
    with Registry.open(path, segments=False) as registry:
        registry.import_lines(lines(facts // 4))
    return path


def measure(benchmark: BenchmarkFixture, store: Path, tmp_path: Path) -> None:
    """Take the batch back some times, each time in a copy; the least it took counts."""
    numbers = count()

    def copied() -> tuple[tuple[Registry], dict[str, object]]:
        path = tmp_path / f"{next(numbers)}.db"
        copyfile(store, path)
        return (Registry.open(path, segments=False),), {}

    def take_back(registry: Registry) -> None:
        with registry:
            benchmark.extra_info["facts"] = len(registry.revert("old", reason="wrong list"))

    benchmark.pedantic(take_back, setup=copied, rounds=ROUNDS)


@pytest.mark.benchmark(group="revert", timer=time.process_time)
def test_ours(benchmark: BenchmarkFixture, followed: Path, tmp_path: Path) -> None:
    """See that nothing builds on the batch, and record its voids as one batch."""
    measure(benchmark, followed, tmp_path)


@pytest.mark.benchmark(group="revert", timer=time.process_time)
def test_peer(benchmark: BenchmarkFixture, alone: Path, tmp_path: Path) -> None:
    """The same, where nothing was recorded since."""
    measure(benchmark, alone, tmp_path)
