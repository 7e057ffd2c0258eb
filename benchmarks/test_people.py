"""People kept apart: an import of people who are all new, beside the same one without a people file."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from stewards.events import MemberJoined, UnitFormed
from stewards.events.interchange import line
from stewards.registry import Registry

NOW = datetime(2019, 9, 1, tzinfo=UTC)
TOLD: dict[str, Any] = {"effective_on": NOW.date(), "recorded_at": NOW, "recorded_by": "office"}
ROUNDS = 5

Made = Callable[[], Registry]


@pytest.fixture(scope="module")
def joinings(facts: int) -> list[bytes]:
    """Return a workplace, and the joinings of a tenth as many members as the other benchmarks have facts."""
    numbers = list(range(facts // 10))
    Random(1).shuffle(numbers)  # noqa: S311 -- as in a list that is in some other order
    unit = UnitFormed(unit="jc-1", name="Jobcenter 1", kind="workplace", **TOLD)
    told = {"workplace": "jc-1", "category": "active", **TOLD}
    joined = (MemberJoined(member=f"M{number:07}", **told) for number in numbers)
    return [line(each, entry) for entry, each in enumerate((unit, *joined), 1)]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Return what makes a new registry each time."""
    numbers = count()
    return lambda: Registry.create(tmp_path / f"{next(numbers)}.db", clock=lambda: NOW)


def measure(benchmark: BenchmarkFixture, joinings: list[bytes], made: Made) -> None:
    """Import the lines some times; the least it took counts."""

    def append(registry: Registry) -> None:
        with registry:
            registry.import_lines(joinings)

    benchmark.extra_info["facts"] = len(joinings)
    benchmark.pedantic(append, setup=lambda: ((made(),), {}), rounds=ROUNDS)


@pytest.mark.benchmark(group="import people", timer=time.process_time)
def test_ours(benchmark: BenchmarkFixture, joinings: list[bytes], made: Made) -> None:
    """Mint an id for everybody, and keep their numbers in the people file."""

    def apart() -> Registry:
        registry = made()
        registry.keep_people_apart()
        return registry

    measure(benchmark, joinings, apart)


@pytest.mark.benchmark(group="import people", timer=time.process_time)
def test_peer(benchmark: BenchmarkFixture, joinings: list[bytes], made: Made) -> None:
    """Record the numbers as ids."""
    measure(benchmark, joinings, made)
