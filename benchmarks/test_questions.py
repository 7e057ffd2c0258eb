"""Further questions to a registry that is replayed: any day, any knowledge.

The peer keeps nothing between two questions, so each further one costs it a replay.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import cycle

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from stewards.registry import Registry

MOMENTS = [
    (
        date(2021, 1, 1) + timedelta(days=17 * step),
        datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=step),
    )
    for step in range(60)
]
"""Days and knowledge late in the history, where most of it counts; no answer can be kept for the next."""


@pytest.mark.benchmark(group="count")
def test_ours(benchmark: BenchmarkFixture, registry: Registry, facts: int) -> None:
    """A further count costs one scan, whatever day and knowledge it is asked for."""
    moments = cycle(MOMENTS)

    def count() -> int:
        on, known_at = next(moments)
        return registry.count(on=on, known_at=known_at).members

    benchmark.extra_info["facts"] = facts
    benchmark.pedantic(count, rounds=len(MOMENTS), warmup_rounds=1)


@pytest.mark.benchmark(group="count by workplace")
def test_ours_by_workplace(benchmark: BenchmarkFixture, registry: Registry, facts: int) -> None:
    """Counting by workplace follows every member to where mergers have taken the workplace."""
    moments = cycle(MOMENTS)

    def count() -> int:
        on, known_at = next(moments)
        return len(registry.count(on=on, known_at=known_at, by="workplace").groups)

    benchmark.extra_info["facts"] = facts
    benchmark.pedantic(count, rounds=15, warmup_rounds=1)


@pytest.mark.benchmark(group="eligibility")
def test_ours_eligibility(benchmark: BenchmarkFixture, registry: Registry, facts: int) -> None:
    """The verdict and the stewards of every open workplace."""
    moments = cycle(MOMENTS)

    def eligibility() -> int:
        on, known_at = next(moments)
        return len(registry.eligibility(on=on, known_at=known_at))

    benchmark.extra_info["facts"] = facts
    benchmark.pedantic(eligibility, rounds=15, warmup_rounds=1)
